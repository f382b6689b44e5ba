"""``import``: predictions of a model, human counts, labels, decisions, or a session."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from fmnist_gui.cli.import_labels import import_labels
from fmnist_gui.cli.import_patch import import_patch, import_verdicts
from fmnist_gui.cli.merge import take_in
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.workplace import home_of, load_data
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import decision_table, list_mark, patch_mark, verdict_json
from fmnist_gui.core.exchange.session_mark import is_session
from fmnist_gui.core.intake.label_file import MOST_ANSWERS, MOST_LINES
from fmnist_gui.core.intake.label_kind import WORDS
from fmnist_gui.core.intake.recognition import recognised
from fmnist_gui.store.score_import import check_scores, import_scores
from fmnist_gui.store.score_shelf import ScoreShelf

LABELS = tuple(WORDS)
FORMATS = ("fmh", "probs", "session", "patch", "verdicts", *LABELS)
COUNTS_SUFFIX = ".npy"
"""In the layout of CIFAR-10H the trials are a table, and the counts an array."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``import``."""
    parser.epilog = (
        f"People's labels are taken in up to {MOST_LINES:,} at a time, answers with every field up "
        f"to {MOST_ANSWERS:,}."
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the file to take in, or the folder"
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="human counts as in Fashion-MNIST-H, a model's predictions, a session or a label "
        "patch that was exported, verdicts about labels; labels of people as all answers that were "
        "exported (csv, jsonl, parquet), trials or counts as in CIFAR-10H (cifar10h), task, "
        "worker, label (crowd), a matrix of images and people (cleanlab), tasks of Label Studio "
        "(label-studio), a session as for model-vs-human or a folder of them "
        "(model-vs-human); told by the content if not given",
    )
    parser.add_argument(
        "--split", metavar="S", help="which split it is about, if the file does not tell"
    )
    parser.add_argument(
        "--name",
        metavar="N",
        help="how to call it, as the file if not given; who gave verdicts that do not say so; "
        "what comes before the names of the people in a file of labels",
    )
    parser.add_argument(
        "--study",
        metavar="NAME",
        help="the labels are for this study, by its name or code; only those of its images",
    )
    parser.add_argument(
        "--logits", action="store_true", help="the predictions are logits, not probabilities"
    )
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_import)


def _import_session(chosen: argparse.Namespace, output: Output) -> None:
    for option in ("split", "name", "classes"):
        if getattr(chosen, option) is not None:
            raise RequestError(f"a session file says itself what --{option} would; leave it out")
    found, sentence = take_in([chosen.file], chosen)
    answer = {
        "rows_in": found.added + found.already_there + found.left_out,
        "rows_kept": found.added,
        "already_there": found.already_there,
        "refused": found.left_out,
    }
    output.give(answer, [sentence])


def _import(chosen: argparse.Namespace, output: Output) -> None:
    if chosen.logits and chosen.format != "probs":
        raise RequestError("--logits speaks of a model's predictions; use it with --format probs")
    labels = chosen.format if chosen.format in LABELS else None
    if chosen.format is None:
        # Of all that labels come in, only sessions are many files.
        labels = "model-vs-human" if chosen.file.is_dir() else recognised(chosen.file)
    is_counts = labels == "cifar10h" and chosen.file.suffix.lower() == COUNTS_SUFFIX
    if labels is not None and not is_counts:
        import_labels(chosen, labels, output)
        return
    if chosen.study is not None:
        raise RequestError("--study speaks of people's labels, one by one; leave it out")
    if chosen.format == "session" or (chosen.format is None and is_session(chosen.file)):
        _import_session(chosen, output)
        return
    if chosen.format == "patch" or (chosen.format is None and patch_mark.is_patch(chosen.file)):
        import_patch(chosen, output)
        return
    if chosen.format is None and list_mark.begins_with(chosen.file, decision_table.MARK):
        raise RequestError(
            f"{chosen.file}: a table of all decisions is there to be read and not taken "
            "in; export the same decisions as a patch or as verdicts and import that"
        )
    is_json = chosen.format is None and verdict_json.is_verdicts(chosen.file)
    if chosen.format == "verdicts" or is_json:
        import_verdicts(chosen, output)
        return
    if chosen.format is None and not is_counts:
        check_scores(chosen.file)
    dataset = load_data(chosen)
    done = import_scores(
        chosen.file,
        tuple(dataset.splits.values()),
        shelf=ScoreShelf(home_of(chosen).scores),
        classes=len(dataset.class_names),
        now=datetime.now(UTC),
        format="cifar10h" if is_counts else chosen.format,
        split=chosen.split,
        name=chosen.name,
        are_logits=chosen.logits,
    )
    answer = {
        "rows_in": done.rows,
        "rows_kept": 0 if done.is_already_there else done.rows,
        "already_there": done.rows if done.is_already_there else 0,
        # A file is taken whole or refused whole, with exit status 2.
        "refused": 0,
        "split": done.split,
        "name": done.name,
    }
    if done.format != "probs":
        answer["images_without_votes"] = done.without_votes
    fate = f"kept as {done.name!r}"
    if done.is_already_there:
        fate = f"were there already, as {done.name!r}"
        if chosen.name is not None and chosen.name.strip() != done.name:
            fate += ", which they are still called"
    lines = [f"{done.rows:,} rows for the images of {done.split}: {fate}."]
    if done.without_votes:
        lines.append(f"Without votes: {done.without_votes:,} of these images.")
    output.give(answer, lines)
