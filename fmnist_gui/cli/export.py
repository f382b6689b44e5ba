"""``export``: a session as a file or report, what people answered, or what was decided."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui.cli import export_answers, export_labels
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import (
    home_of,
    load_data,
    open_store,
    places,
    practice_folder,
    published,
    read_data,
    reader_of,
)
from fmnist_gui.core.dataset import locate
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import page_proof, session_file
from fmnist_gui.core.exchange.report_file import write_report
from fmnist_gui.core.exchange.report_set import page_path
from fmnist_gui.core.exchange.review_out import FORMATS
from fmnist_gui.core.exchange.vote_format import VOTE_FORMATS
from fmnist_gui.core.review.conclusion import RULES
from fmnist_gui.core.session.name import NOBODY
from fmnist_gui.core.session.record import History

if TYPE_CHECKING:
    from fmnist_gui.core.exchange.report_picture import Pictures

SESSION_FORMATS = ("session", "html")
PRACTICE = "practice"
"""The identity of the images that come with the program."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``export``."""
    parser.add_argument(
        "--format",
        required=True,
        choices=(*SESSION_FORMATS, *export_answers.FORMATS, *FORMATS),
        help="a session file (session); a report with its figures and the session beside it (html);"
        " all answers with every field, and their sessions in a second file (csv, jsonl, parquet);"
        " one label a person and image as task, worker, label (crowd) or as counts and shares of "
        "each image (fmh) or as arrays with a raw table of trials (cifar10h), both with a row for "
        "each image of the split, without votes 0 and nan,"
        " three labels of each image that has them (cifar10n), a matrix of images and people "
        "(cleanlab), a folder with a file for each session (model-vs-human), or tasks with their "
        "pictures and what models say, and a labelling page beside them (label-studio);"
        " of what was decided about labels: a patch, a folder of corrected label files (idx), "
        "verdicts as JSON, a table of all decisions, a picture sheet (PNG or SVG by its name), or "
        "a report (review)",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="where to")
    parser.add_argument(
        "--session",
        metavar="ID",
        help="for a session or its report: its id, or the beginning of it; answers of it alone",
    )
    parser.add_argument(
        "--study",
        metavar="NAME",
        help="for answers and votes: those of one study, whatever its state, by its name or code",
    )
    parser.add_argument("--split", metavar="S", help="for votes: about which split")
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="for cifar10n: draws the three labels"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="for cifar10h: call the column of indices cifar10_test_test_idx, as its release does",
    )
    parser.add_argument(
        "--rule",
        choices=RULES,
        default="one",
        help="how many reviewers it takes for another class, ambiguous, bad or duplicate to count "
        "(default: one); a label that is kept counts by one",
    )
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_export)


def _export(chosen: argparse.Namespace, output: Output) -> None:
    if chosen.strict and chosen.format != "cifar10h":
        raise RequestError(f"--strict speaks of cifar10h; leave it out with {chosen.format}")
    if chosen.seed < 0:
        raise RequestError(f"--seed counts from 0; {chosen.seed} is none")
    if chosen.seed and chosen.format != "cifar10n":
        raise RequestError(f"--seed speaks of cifar10n; leave it out with {chosen.format}")
    if chosen.split is not None and chosen.format not in VOTE_FORMATS:
        raise RequestError(f"--split speaks of votes; leave it out with {chosen.format}")
    if chosen.study is not None and chosen.format not in export_answers.FORMATS:
        raise RequestError(f"--study speaks of answers; leave it out with {chosen.format}")
    if chosen.study is not None and chosen.session is not None:
        raise RequestError("--study and --session each say which answers; give one of the two")
    if chosen.format in FORMATS:
        if chosen.session is not None:
            raise RequestError(f"--format {chosen.format} is of all decisions; leave --session out")
        export_labels.export_labels(chosen, output)
        return
    if chosen.rule != "one":
        raise RequestError(f"--rule speaks of decisions; leave it out with {chosen.format}")
    if chosen.format in export_answers.FORMATS:
        export_answers.export_answers(chosen, output)
        return
    if chosen.session is None:
        raise RequestError(
            f"--format {chosen.format} needs --session; 'fmnist-gui sessions' lists their ids"
        )
    _check_target(chosen)
    with open_store(chosen) as store:
        history = store.history(store.find_session(chosen.session))
        is_reader = reader_of(chosen, store, history.record.annotator) != NOBODY
    if chosen.format == "session":
        session_file.write(chosen.out, history)
        files: tuple[Path, ...] = (chosen.out,)
    else:
        files = write_report(
            chosen.out,
            history,
            published(chosen),
            made_at=datetime.now(UTC),
            is_reader=is_reader,
            pictures=_pictures(chosen, history),
        )
    rows = len(history.entries)
    # A session is exported whole or not at all.
    answer = {"rows_in": rows, "rows_out": rows, "files": [str(path) for path in files]}
    name = history.record.annotator.name
    lines = [f"Session {str(history.record.id)[:8]} of {name}, {rows:,} entries:"]
    output.give(answer, lines + [str(path) for path in files])


def _check_target(chosen: argparse.Namespace) -> None:
    if chosen.format == "session":
        target, read, kind = chosen.out, session_file.read, "a session file"
        check_target(target, home_of(chosen), read=read, kind=kind)
    else:
        target = page_path(chosen.out)
        check_target(target, home_of(chosen), read=page_proof.read_report, kind="a report")


def _pictures(chosen: argparse.Namespace, history: History) -> "Pictures | None":
    """Return the images that the session is about, if they are at hand."""
    from fmnist_gui.core.exchange.report_picture import Pictures
    from fmnist_gui.store.score_shelf import ScoreShelf

    deck = history.record.deck
    if history.record.data_identity == PRACTICE:
        dataset = read_data(practice_folder())
    elif locate.locate(places(chosen)) is not None:
        dataset = load_data(chosen)
    else:
        return None
    split = dataset.splits.get(deck.split)
    if split is None or split.fingerprint != deck.fingerprint:
        return None
    crowd = ScoreShelf(home_of(chosen).scores).kept(deck.fingerprint).crowd_of(deck.fingerprint)
    return Pictures(split.images, crowd.counts if crowd else None)
