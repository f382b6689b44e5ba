"""Stores sessions of labels that were given elsewhere: all of them in one transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection, select

from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.session.record import Answer, History, Retraction
from fmnist_gui.store.entry_bulk import keep_new_entries
from fmnist_gui.store.schema import ANNOTATOR, ANSWER, SESSION
from fmnist_gui.store.session_row import keep_session
from fmnist_gui.store.study_notice import StudyWatch, Uncounted

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

_AT_ONCE = 500
"""Ids that one question asks for; SQLite takes many more, but not every release of it."""


@dataclass(frozen=True)
class Stored:
    """What came of it, in labels; ``people`` gave those that were kept.

    ``namesakes`` are the names among them that somebody else bears who was here before, and
    ``uncounted`` tells whose labels are for a study that they were withdrawn from.
    """

    kept: int = 0
    already_there: int = 0
    people: int = 0
    sessions: tuple[UUID, ...] = ()
    namesakes: tuple[str, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()


def keep_labels(
    store: "LabelStore",
    histories: Iterable[History],
    *,
    now: datetime,
    here: Collection[str] = (),
    total: int = 0,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Stored:
    """Store what is not here yet of these sessions, made one after the other, after a backup.

    A label whose id is here stays as it is, whatever session it is in. `here` are the names of who
    sits here: others of these names are somebody else. `total` labels come for the `report`.
    Raises StoreError, or Cancelled when `is_cancelled` says so; nothing is stored then.
    """
    store.database.back_up(now)
    kept, already_there, done = 0, 0, 0
    people: dict[UUID, str] = {}
    sessions: list[UUID] = []
    with store.database.writing() as connection:
        watch = StudyWatch(connection)
        for history in histories:
            if is_cancelled():
                raise Cancelled
            answers = [entry for entry in history.entries if isinstance(entry, Answer)]
            known = _known(connection, [answer.id for answer in answers])
            new = len(answers) - len(known)
            if new:
                if (name := history.record.annotator.name) in here:
                    store.keep_apart(connection, name)
                people[history.record.annotator.id] = history.record.annotator.name
                _keep(connection, history, known)
                sessions.append(history.record.id)
            kept += new
            already_there += len(known)
            done += len(answers)
            report(done, total)
        if is_cancelled():
            raise Cancelled
        namesakes = _namesakes(connection, people)
        notices = tuple(watch.notices(sessions))
    store.database.tidy()
    uncounted = tuple(notice for notice in notices if isinstance(notice, Uncounted))
    return Stored(kept, already_there, len(people), tuple(sessions), namesakes, uncounted)


def _known(connection: Connection, ids: Sequence[UUID]) -> frozenset[UUID]:
    # As SQLite has them: to make an id of each answer takes longer than to find it.
    texts = {id.hex: id for id in ids}
    wanted = list(texts)
    found: set[UUID] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = tuple(wanted[start : start + _AT_ONCE])
        marks = ", ".join("?" * len(some))
        query = f"SELECT id FROM {ANSWER.name} WHERE id IN ({marks})"
        found.update(texts[row[0]] for row in connection.exec_driver_sql(query, some))
    return frozenset(found)


def _namesakes(connection: Connection, people: Mapping[UUID, str]) -> tuple[str, ...]:
    names = set(people.values())
    query = select(ANNOTATOR.c.id, ANNOTATOR.c.name).order_by(ANNOTATOR.c.seq)
    others = (row for row in connection.execute(query) if row.id not in people)
    return tuple(dict.fromkeys(row.name for row in others if row.name in names))


def _keep(connection: Connection, history: History, known: Collection[UUID]) -> None:
    """Store header and entries but the `known` answers and what takes them back."""
    keep_session(connection, history.record)
    query = select(SESSION.c.seq).where(SESSION.c.id == history.record.id)
    seq = connection.execute(query).scalar_one()
    entries = history.entries
    if known:
        entries = tuple(
            entry
            for entry in entries
            if (entry.answer_id if isinstance(entry, Retraction) else entry.id) not in known
        )
    keep_new_entries(connection, seq, entries)
