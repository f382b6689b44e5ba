"""Shares a study, takes part in one, and exchanges what is new with a server."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import Report, ignore
from fmnist_gui.core.study.event import StudyRecord, StudyStart
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.merge import Merged
from fmnist_gui.store.server import study_row
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.dispatch import Dispatch, keep_dispatch, read_dispatch
from fmnist_gui.store.server.doubt import push
from fmnist_gui.store.server.outbox import Waiting, waiting
from fmnist_gui.store.server.turn import Synced, exchange, pack, unpack


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
    study, known = record.study, tuple(splits)
    place = str(server.address)
    total = waiting(store, study.sha256, place).answers
    found = Synced(0, Merged(), Waiting())
    while True:
        exchanged = exchange(server, pack(store, study.sha256, place), splits=known)
        if exchanged.is_over:
            break
        if exchanged.arrival and not found.merged.added:
            store.database.back_up(now)
        found = found + unpack(store, exchanged, here=here)
        done = found.sent + found.merged.answers
        report(done, max(total, done))
    if found.sent or found.merged.added:
        push(server, study, store.studies.labels(study.sha256))
    return replace(found, waiting=waiting(store, study.sha256, place))
