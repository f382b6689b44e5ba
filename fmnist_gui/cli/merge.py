"""``merge``: session files of other people and machines into this database."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_common
from fmnist_gui.cli.workplace import annotator_here, open_store, splits_here
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import session_file
from fmnist_gui.core.exchange.label_check import check_labels
from fmnist_gui.store.merge import Merged
from fmnist_gui.store.merge_sentence import merge_sentence

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Split

DATABASE = b"SQLite format 3\0"
"""The first bytes of a whole database."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``merge``."""
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="session files (.fmsession)"
    )
    add_common(parser)
    parser.set_defaults(run=_merge)


def take_in(files: Sequence[Path], chosen: argparse.Namespace) -> tuple[Merged, str]:
    """Take all sessions in or none; return what came of it, in figures and in words.

    Raises DataError for a file that is none, and for one whose labels are not those of the images
    that it names, where these are at hand.
    """
    for file in files:
        _refuse_database(file)
    histories = [session_file.read(file) for file in files]
    splits = _readable_splits(chosen)
    for file, history in zip(files, histories, strict=True):
        check_labels(history, splits, str(file))
    with open_store(chosen) as store:
        merged = store.take_in(histories, now=datetime.now(UTC), here=annotator_here(chosen))
    return merged, merge_sentence(merged, histories)


def _merge(chosen: argparse.Namespace, output: Output) -> None:
    merged, sentence = take_in(chosen.files, chosen)
    answer = {
        "added": merged.added,
        "already_there": merged.already_there,
        "conflicts": merged.conflicts,
        "sessions": [str(session_id) for session_id in merged.sessions],
        "grown": [str(session_id) for session_id in merged.grown],
        "answers": merged.answers,
    }
    output.give(answer, [sentence])


def _readable_splits(chosen: argparse.Namespace) -> "tuple[Split, ...]":
    try:
        return splits_here(chosen)
    except DataError:
        # Sessions need no images; whoever opens these says what is wrong with them.
        return ()


def _refuse_database(path: Path) -> None:
    try:
        with path.open("rb") as file:
            is_database = file.read(len(DATABASE)) == DATABASE
    except OSError:
        # Who reads it as a session says what is wrong with it.
        return
    if is_database:
        raise DataError(
            path,
            expected="session files (.fmsession)",
            found="a whole database",
            remedy="export its sessions with 'fmnist-gui export --format session' and merge those",
        )
