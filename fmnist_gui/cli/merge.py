"""``merge``: sessions and whole databases of other people and machines into this database."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_common
from fmnist_gui.cli.workplace import annotator_here, open_store, readable_splits
from fmnist_gui.core.exchange import session_file
from fmnist_gui.core.exchange.database_mark import is_database
from fmnist_gui.core.exchange.label_check import check_labels
from fmnist_gui.store import intake
from fmnist_gui.store.double_answer import DoubleAnswer
from fmnist_gui.store.intake_sentence import intake_sentence
from fmnist_gui.store.study_notice import Forms, Uncounted

LISTED = 100
"""Conflicts that are told one by one; all of them are counted."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``merge``."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="session files (.fmsession) and whole databases (.db) of fmnist-gui",
    )
    add_common(parser)
    parser.set_defaults(run=_merge)


def take_in(files: Sequence[Path], chosen: argparse.Namespace) -> tuple[intake.Intake, str]:
    """Take everything in or nothing; return what came of it, in figures and in words.

    Raises DataError or StoreError for a file that is no session and no database, or is damaged,
    in use or of a newer version, and for one whose labels are not those of the images that it
    names, where these are at hand.
    """
    databases = tuple(file for file in files if is_database(file))
    sessions = [file for file in files if file not in databases]
    histories = [session_file.read(file) for file in sessions]
    splits = readable_splits(chosen)
    for file, history in zip(sessions, histories, strict=True):
        check_labels(history, splits, str(file))
    gift = intake.Gift(databases, tuple(histories))
    with open_store(chosen) as store:
        found = intake.take_in(
            store,
            gift,
            now=datetime.now(UTC),
            here=(annotator_here(chosen),),
            splits=splits,
            report=progress("Merging"),
        )
    return found, intake_sentence(found, gift)


def _merge(chosen: argparse.Namespace, output: Output) -> None:
    found, sentence = take_in(chosen.files, chosen)
    answer = {
        "added": found.added,
        "already_there": found.already_there,
        "conflicts": found.conflicts,
        "sessions": [str(session_id) for session_id in found.sessions.sessions],
        "grown": [str(session_id) for session_id in found.sessions.grown],
        "refused": [str(session_id) for session_id in found.sessions.refused],
        "answers": found.sessions.answers,
        "left_out": found.left_out,
        "conflict_list": [_conflict(double) for double in found.doubles[:LISTED]],
        "withdrawn": [vars(n) for n in found.notices if isinstance(n, Uncounted)],
        "study_forms": [vars(n) for n in found.notices if isinstance(n, Forms)],
    }
    output.give(answer, [sentence])


def _conflict(double: DoubleAnswer) -> dict[str, object]:
    return {
        "annotator": double.name,
        "split": double.split,
        "index": double.image_index,
        "answers": list(double.classes),
        "sessions": [str(session_id) for session_id in double.sessions],
        "study": double.study or None,
    }
