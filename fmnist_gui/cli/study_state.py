"""``study pause``, ``resume``, ``close`` and ``reopen``: whether a study hands out images."""

import argparse
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.workplace import annotator_here, open_store
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.study.event import AFTER, EventKind, State, StudyEvent, StudyRecord

BEFORE: dict[EventKind, tuple[State, ...]] = {
    "paused": ("running",),
    "resumed": ("paused",),
    "closed": ("running", "paused"),
    "reopened": ("closed",),
}
"""In which states each event can happen."""

TOLD: dict[EventKind, str] = {
    "paused": "is paused: nobody is handed images until it goes on",
    "resumed": "goes on",
    "closed": "is closed: its answers are told in Explore and Review and by every export",
    "reopened": "goes on; its answers are told by its own figures alone until it is closed again",
}


def add_study_name(parser: argparse.ArgumentParser) -> None:
    """Add which study is meant."""
    parser.add_argument("name", metavar="NAME", help="the study, by its name or code")


def _add(kind: EventKind, parser: argparse.ArgumentParser) -> None:
    add_study_name(parser)
    parser.add_argument(
        "--annotator", metavar="NAME", help="who does so; the one chosen in the window by default"
    )
    parser.set_defaults(run=partial(_note, kind))


add_pause = partial(_add, "paused")
add_resume = partial(_add, "resumed")
add_close = partial(_add, "closed")
add_reopen = partial(_add, "reopened")


def _note(kind: EventKind, chosen: argparse.Namespace, output: Output) -> None:
    with open_store(chosen) as store:
        record = store.studies.find(chosen.name)
        _check(record, kind)
        who = store.annotator(chosen.annotator or annotator_here(chosen))
        event = StudyEvent(uuid4(), who, record.study.sha256, kind, datetime.now(UTC))
        store.studies.note(event)
    study = record.study
    answer = {"name": study.name, "sha256": study.sha256, "state": AFTER[kind]}
    output.give(answer, [f"The study {study.title} {TOLD[kind]}."])


def _check(record: StudyRecord, kind: EventKind) -> None:
    """Raise RequestError for what cannot happen to a study as it is."""
    if record.state not in BEFORE[kind]:
        state, can = record.state, " or ".join(BEFORE[kind])
        raise RequestError(
            f"the study {record.study.title} is {state}; only one that is {can} can be {kind}"
        )
