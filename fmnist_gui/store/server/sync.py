"""Shares a study, takes part in one, and exchanges what is new, one step after the other.

Where nobody may wait, as in the window, the steps of :func:`sync` run where they belong: those
that take a store on its worker, those that take a server elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import Report, ignore
from fmnist_gui.core.study.event import StudyRecord, StudyStart
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.merge import Merged
from fmnist_gui.store.server import study_row
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.deliver import deliver
from fmnist_gui.store.server.dispatch import Dispatch, keep_dispatch, read_dispatch
from fmnist_gui.store.server.doubt import push
from fmnist_gui.store.server.fetch import fetch, is_same
from fmnist_gui.store.server.outbox import (
    Waiting,
    known_dispatch,
    next_parcel,
    note_sent,
    waiting,
)
from fmnist_gui.store.server.receive import begin_anew, take


@dataclass(frozen=True)
class Synced:
    """What an exchange came to: answers sent, what was taken in, and what still waits.

    ``refused`` has a sentence for each thing on the server that was left out.
    """

    sent: int
    merged: Merged
    waiting: Waiting
    refused: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Both in words."""
        came = self.merged.answers
        return (
            f"{_answers(self.sent)} sent, {_answers(came)} of others taken in. "
            f"{self.waiting.sentence}"
        )


def create(store: LabelStore, server: Server, record: StudyRecord) -> bool:
    """Share a study that is here, if it is not shared yet; tell whether it was new on the server.

    Raises RequestError where another study of that name is.
    """
    is_new = study_row.create(server, record.start)
    note_shared(store, record.study.sha256, str(server.address))
    return is_new


def join(store: LabelStore, server: Server, name: str = "") -> StudyStart:
    """Take over a study from the server, the only one if no `name` is given.

    Raises RequestError when there is none or several, and where another one of its name is here.
    """
    start = study_row.read_start(server, study_row.named(server, name).sha256)
    keep_joined(store, start, str(server.address))
    return start


def keep_joined(store: LabelStore, start: StudyStart, server: str) -> None:
    """Store a study that came from a server. Raises RequestError as :func:`join` does."""
    study = start.study
    for record in store.studies.records():
        other = record.study
        if other.name.casefold() == study.name.casefold() and other.sha256 != study.sha256:
            raise RequestError(
                f"another study {other.title} is here, and that on {server} is {study.title}: a "
                "study never changes once it started, so answers to one are none to the other; "
                "ask for another name"
            )
    store.studies.start(start)
    note_shared(store, study.sha256, server)


def note_shared(store: LabelStore, study: str, server: str) -> None:
    """Store that the study is shared on that server, if it is not known yet."""
    with store.database.writing() as connection:
        if read_dispatch(connection, study, server) is None:
            keep_dispatch(connection, Dispatch(study, server))


def dispatch_of(store: LabelStore, study: str, server: str) -> Dispatch:
    """Return how far a study has gone to a server. Raises RequestError where it is not shared."""
    with store.database.reading() as connection:
        return known_dispatch(connection, study, server)


def sync(
    store: LabelStore,
    server: Server,
    record: StudyRecord,
    *,
    now: datetime,
    here: str = "",
    splits: Iterable[Split] = (),
    report: Report = ignore,
) -> Synced:
    """Send what waits, take in what others sent, and tell the server how doubtful images are."""
    study, place = record.study, str(server.address)
    if not is_same(server, dispatch_of(store, study.sha256, place)):
        begin_anew(store, study.sha256, place)
    sent, total = 0, waiting(store, study.sha256, place).answers
    while parcel := next_parcel(store, study.sha256, place):
        note_sent(store, place, parcel, deliver(server, parcel))
        sent += parcel.answers
        report(sent, max(sent, total))
    merged, refused, known = Merged(), list[str](), tuple(splits)
    while arrival := fetch(server, dispatch_of(store, study.sha256, place), splits=known):
        if not merged.added:
            store.database.back_up(now)
        merged += take(store, study.sha256, place, arrival, here=here)
        refused += arrival.refused
        report(merged.answers, merged.answers + arrival.left)
    if sent or merged.added:
        push(server, study, store.studies.labels(study.sha256))
    left = waiting(store, study.sha256, place)
    return Synced(sent, merged, left, tuple(refused))


def _answers(count: int) -> str:
    return f"{count:,} answer" if count == 1 else f"{count:,} answers"
