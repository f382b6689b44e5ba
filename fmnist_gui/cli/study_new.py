"""``study new`` and ``study start``: a study is put together, and starts."""

import argparse
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args
from uuid import uuid4

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes
from fmnist_gui.cli.study_image import add_images, chosen_images
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import annotator_here, home_of, load_data, open_store
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import study_file
from fmnist_gui.core.exchange.text_file import read_text
from fmnist_gui.core.session.protocol import Confidence
from fmnist_gui.core.study.draft import USUAL_INSTRUCTIONS, Draft
from fmnist_gui.core.study.event import StudyStart
from fmnist_gui.core.study.plan import plan
from fmnist_gui.core.study.study import LONGEST_TEXT, Study, Wanted, check

USUAL = Draft()
LARGEST_BYTES = 8 * LONGEST_TEXT
"""No text of so many letters is longer."""


def add_new(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``study new``."""
    parser.add_argument("--name", required=True, metavar="NAME", help="what people know it by")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=f"write it to a file ({study_file.SUFFIX}) for other machines; it starts here, and at "
        "once, if not given",
    )
    add_images(parser)
    _add_labels(parser)
    _add_words(parser)
    parser.add_argument("--seed", type=int, metavar="N", help="of all chance; drawn if not given")
    _add_starter(parser)
    add_classes(parser)
    parser.set_defaults(run=_new)


def add_start(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``study start``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a study that was written before")
    _add_starter(parser)
    parser.set_defaults(run=_start)


def _add_labels(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("labels")
    group.add_argument(
        "--labels",
        type=int,
        default=USUAL.labels,
        metavar="K",
        help=f"wanted of each image, {USUAL.labels} if not given",
    )
    group.add_argument(
        "--certainty",
        type=float,
        metavar="P",
        help="go on until the consensus of an image is so probable, as 0.95",
    )
    group.add_argument(
        "--most", type=int, metavar="M", help="labels of an image at most; needs --certainty"
    )
    for name, usual, what in (
        ("sitting", USUAL.sitting, "images handed out at a time"),
        ("attention", USUAL.attention_percent, "hidden attention checks for each 100 images"),
        ("repeats", USUAL.repeat_percent, "hidden repeats for each 100 images"),
    ):
        group.add_argument(
            f"--{name}", type=int, default=usual, metavar="N", help=f"{what}, {usual} if not given"
        )
    group.add_argument(
        "--confidence",
        choices=get_args(Confidence),
        default=USUAL.confidence,
        help="ask how sure an answer is: by Shift held for unsure, or by a second key",
    )
    group.add_argument("--second-choice", action="store_true", help="ask for another class too")


def _add_words(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("words")
    group.add_argument(
        "--instructions", type=Path, metavar="FILE", help="text that says how to label"
    )
    group.add_argument(
        "--consent", type=Path, metavar="FILE", help="text that a person agrees to before labelling"
    )
    group.add_argument(
        "--question",
        action="append",
        default=[],
        metavar="WORDS|A|B",
        help="asked of each person before labelling, with the answers to choose from, or none for "
        "words of their own; may be given several times",
    )


def _add_starter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--annotator", metavar="NAME", help="who starts it; the one chosen in the window by default"
    )


def _new(chosen: argparse.Namespace, output: Output) -> None:
    if chosen.out is not None:
        check_target(chosen.out, home_of(chosen), read=study_file.read, kind="a study")
    if chosen.most is not None and chosen.certainty is None:
        raise RequestError("--most bounds what --certainty asks for; give both or neither")
    study = _study(chosen)
    if chosen.out is not None:
        study_file.write(chosen.out, study)
        told = [
            f"{chosen.out}: start it with 'fmnist-gui study start FILE' wherever it is labelled."
        ]
        output.give({**_content(study), "file": str(chosen.out)}, [*_lines(study), *told])
        return
    _begin(study, chosen)
    output.give({**_content(study), "is_new": True}, [*_lines(study), "It has started."])


def _start(chosen: argparse.Namespace, output: Output) -> None:
    study = study_file.read(chosen.file)
    is_new = _begin(study, chosen)
    told = "It has started." if is_new else "It was here already."
    output.give({**_content(study), "is_new": is_new}, [*_lines(study), told])


def _begin(study: Study, chosen: argparse.Namespace) -> bool:
    with open_store(chosen) as store:
        who = store.annotator(chosen.annotator or annotator_here(chosen))
        return store.studies.start(StudyStart(uuid4(), study, who, datetime.now(UTC)))


def _study(chosen: argparse.Namespace) -> Study:
    dataset = load_data(chosen)
    images = chosen_images(chosen, dataset)
    draft = Draft(
        name=chosen.name,
        split=images.split,
        among=images.among,
        count=images.count,
        labels=chosen.labels,
        sitting=chosen.sitting,
        attention_percent=chosen.attention,
        repeat_percent=chosen.repeats,
        confidence=chosen.confidence,
        has_second_choice=chosen.second_choice,
        instructions=_text(chosen.instructions, usual=USUAL_INSTRUCTIONS),
        consent=_text(chosen.consent),
        questions="\n".join(" ".join(question.split()) for question in chosen.question),
        seed=secrets.randbelow(2**31) if chosen.seed is None else chosen.seed,
    )
    study = draft.study(dataset, images.chosen)
    if chosen.certainty is not None:
        most = max(USUAL.most, chosen.labels) if chosen.most is None else chosen.most
        study = replace(study, wanted=Wanted(chosen.labels, chosen.certainty, most))
        check(study)
    return study


def _text(path: Path | None, usual: str = "") -> str:
    if path is None:
        return usual

    def refused(found: str) -> DataError:
        what = f"a text of at most {LONGEST_TEXT:,} letters"
        return DataError(path, expected=what, found=found, remedy="choose another file")

    return read_text(path, refused, largest_bytes=LARGEST_BYTES)


def _content(study: Study) -> dict[str, object]:
    wanted = study.wanted
    return {
        "name": study.name,
        "sha256": study.sha256,
        "code": study.code,
        "split": study.split,
        "fingerprint": study.fingerprint,
        "images": len(study.indices),
        "source": study.source,
        "wanted": {"labels": wanted.labels, "certainty": wanted.certainty, "most": wanted.most},
        "seed": study.seed,
    }


def _lines(study: Study) -> Sequence[str]:
    return (
        f"Study {study.title}: {len(study.indices):,} {study.split} images ({study.source}), "
        f"seed {study.seed}",
        f"SHA-256 {study.sha256}",
        plan(study).sentence,
    )
