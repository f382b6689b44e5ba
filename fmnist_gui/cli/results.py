"""``results``: one session's figures, or whether a report still agrees with its session."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from fmnist_gui.cli import inspection
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.workplace import (
    home_of,
    open_store,
    published,
    reader_of,
    shipped_references,
    splits_here,
)
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import SessionResult, session_result
from fmnist_gui.core.session.result_content import as_json
from fmnist_gui.core.stats import references

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fmnist_gui.core.dataset.dataset import Split
    from fmnist_gui.core.exchange.verification import Difference, Verdict


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``results``."""
    parser.add_argument(
        "session", metavar="SESSION", nargs="?", help="its id, or the beginning of it"
    )
    parser.add_argument(
        "--intervals",
        action="store_true",
        help="tell every interval of the score: exact, Jeffreys, at any time, and from 500 test "
        "images of Fashion-MNIST on over exactly these 10,000 images",
    )
    parser.add_argument(
        "--verify",
        type=Path,
        metavar="FILE",
        help="recompute a report that was saved (.html, .json or .fmsession) from its session and "
        "say what differs",
    )
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_run)


def _run(chosen: argparse.Namespace, output: Output) -> None:
    if (chosen.session is None) == (chosen.verify is None):
        raise RequestError("results needs either SESSION or --verify FILE; give one of the two")
    if chosen.verify is None:
        _show(chosen, output)
    else:
        _verify(chosen, output)


def _show(chosen: argparse.Namespace, output: Output) -> None:
    with open_store(chosen) as store:
        history = store.history(store.find_session(chosen.session))
        reader = reader_of(chosen, store, history.record.annotator)
    result = session_result(history, published(chosen), reader=reader)
    told = [made.line for made in result.intervals] if chosen.intervals else []
    output.give(as_json(result), [*_lines(result), *told])


def _lines(result: SessionResult) -> list[str]:
    if result.is_sealed:
        return list(result.headline)
    lines = [*result.headline, *result.notes]
    names = result.record.class_names
    lines += [
        f"{names[score.number]:<14} {score.right:>4} of {score.count}"
        for score in result.classes
        if score.count
    ]
    if times := result.timing.all:
        lines.append(
            f"Median response {times.median_s:.2f} s over {times.n} answers, the middle half from "
            f"{times.lower_quartile_s:.2f} to {times.upper_quartile_s:.2f} s."
        )
    return lines + [flag.sentence for flag in result.flags]


def _verify(chosen: argparse.Namespace, output: Output) -> None:
    from fmnist_gui.core.exchange.verification import verify

    def find(session_id: UUID) -> History | None:
        return _kept(chosen, session_id)

    splits = splits_here(chosen)
    published_there = references.load(shipped_references())
    verdict = verify(chosen.verify, published_there, find=find, splits=splits)
    found = verdict.differences
    answer = {
        "agrees": verdict.agrees,
        "differences": [vars(difference) for difference in found],
        "files": [str(path) for path in verdict.files],
        "ignored": [str(path) for path in verdict.ignored],
        "session": str(verdict.history.record.id) if verdict.history else None,
        "labels_checked": _has_images(verdict, splits),
    }
    output.give(answer, _verdict_lines(verdict, has_images=_has_images(verdict, splits)))
    if found:
        noun = "difference" if len(found) == 1 else "differences"
        raise RequestError(
            f"{chosen.verify} does not agree with its session: {len(found)} {noun}, the first in "
            f"{printable(found[0].field)} of {found[0].file}"
        )


def _kept(chosen: argparse.Namespace, session_id: UUID) -> History | None:
    """Return a session of the database, which is only looked at; None if it is not to be had."""
    from fmnist_gui.store.label_store import LabelStore

    home = home_of(chosen)
    if not inspection.is_there(home):
        return None
    try:
        with inspection.examined(home) as database:
            return LabelStore(database).history(session_id)
    except (RequestError, inspection.InUseError):
        return None


def _has_images(verdict: "Verdict", splits: "Sequence[Split]") -> bool:
    own = verdict.history.record.deck.fingerprint if verdict.history else None
    return any(split.fingerprint == own for split in splits)


def _verdict_lines(verdict: "Verdict", *, has_images: bool) -> list[str]:
    if verdict.history is None or not verdict.agrees:
        return [difference_line(difference) for difference in verdict.differences]
    ignored = ", ".join(path.name for path in verdict.ignored)
    names = ", ".join(path.name for path in verdict.files)
    count = len(verdict.history.entries)
    session = str(verdict.history.record.id)[:8]
    verb = "it agrees" if len(verdict.files) == 1 else "all agree"
    labels = "its labels are those of the images" if has_images else "its images are not at hand"
    return [
        f"{names}: recomputed from the {count:,} entries of session {session}, {verb}; {labels}.",
        *([f"Not looked at, since the session itself was named: {ignored}."] if ignored else []),
    ]


def difference_line(found: "Difference") -> str:
    """Return one difference in words."""
    from fmnist_gui.core.exchange.fields import short

    return (
        f"{found.file}: {printable(found.field)}: stated {short(found.stated)}, "
        f"recomputed {short(found.recomputed)}"
    )


def printable(field: str) -> str:
    """Return the name of a value, which anybody may have written."""
    return field if field.isprintable() else repr(field)
