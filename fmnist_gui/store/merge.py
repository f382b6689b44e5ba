"""Takes in sessions that were begun in another database: a union by UUID."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from fmnist_gui.core.session.entry_order import united
from fmnist_gui.core.session.record import (
    Answer,
    Entry,
    History,
    Retraction,
    SessionRecord,
)
from fmnist_gui.store.entry_row import keep_entry, move_to_end, number_revisions, read_entries
from fmnist_gui.store.schema import ANNOTATOR, SESSION
from fmnist_gui.store.session_row import keep_session, read_session
from fmnist_gui.store.study_row import check_unchanged, keep_notes, keep_start


@dataclass(frozen=True)
class Merged:
    """What came of a merge, counted in entries of sessions: answers, retractions and events.

    ``conflicts`` are entries that are here under the same id with another content, or belong to a
    session whose header is; what is here stayed. ``sessions`` are new here, ``grown`` have entries
    that are, ``refused`` have another header than here; ``answers`` are the answers among those
    added.
    """

    added: int = 0
    already_there: int = 0
    conflicts: int = 0
    answers: int = 0
    sessions: tuple[UUID, ...] = ()
    grown: tuple[UUID, ...] = ()
    refused: tuple[UUID, ...] = ()

    def __add__(self, other: "Merged") -> "Merged":
        """Return both together."""
        return Merged(
            added=self.added + other.added,
            already_there=self.already_there + other.already_there,
            conflicts=self.conflicts + other.conflicts,
            answers=self.answers + other.answers,
            sessions=self.sessions + other.sessions,
            grown=self.grown + other.grown,
            refused=self.refused + other.refused,
        )


def merge_session(connection: Connection, history: History) -> Merged:
    """Add what is not here of a session, in the transaction of `connection`.

    Twice is as once, and the order of several does not matter, also where a session was gone on
    with at two places; see :func:`fmnist_gui.core.session.entry_order.united`. Of contents that
    contradict each other under one id the first to come stays. The study that the answers are for
    comes with them, and whether it is closed. Raises RequestError for answers to a study that was
    changed, see :func:`fmnist_gui.store.study_row.check_unchanged`.
    """
    record = history.record
    check_unchanged(connection, record)
    query = select(SESSION.c.seq).where(SESSION.c.id == record.id)
    is_new = connection.execute(query).first() is None
    if not _fits(connection, record, is_new=is_new):
        return Merged(conflicts=max(1, len(history.entries)), refused=(record.id,))
    keep_session(connection, record)
    if history.start is not None:
        keep_start(connection, history.start)
    keep_notes(connection, history.notes)
    seq, _ = read_session(connection, record.id)
    here = read_entries(connection, seq, record.id)
    known = {entry.id: entry for entry in here}
    same = sum(known.get(entry.id) == entry for entry in history.entries)
    added = _add(connection, seq, here=here, wanted=united(here, history.entries))
    return Merged(
        added=len(added),
        already_there=same,
        conflicts=len(history.entries) - same - len(added),
        answers=sum(isinstance(entry, Answer) for entry in added),
        sessions=(record.id,) if is_new else (),
        grown=(record.id,) if added and not is_new else (),
    )


def _fits(connection: Connection, record: SessionRecord, *, is_new: bool) -> bool:
    """Whether nothing else is here under the ids of the session and its annotator."""
    query = select(ANNOTATOR.c.name).where(ANNOTATOR.c.id == record.annotator.id)
    name = connection.execute(query).scalar_one_or_none()
    if name not in (None, record.annotator.name):
        return False
    return is_new or read_session(connection, record.id)[1] == record


def _add(
    connection: Connection, seq: int, *, here: Sequence[Entry], wanted: Sequence[Entry]
) -> list[Entry]:
    """Bring the entries that are `here` into the order `wanted`; return those that were added."""
    kept = 0
    while kept < len(here) and here[kept].id == wanted[kept].id:
        kept += 1
    known = {entry.id for entry in here}
    standing = {entry.id for entry in here[:kept]}
    added = []
    for entry in wanted[kept:]:
        if entry.id in known:
            move_to_end(connection, entry)
        elif _hangs_in_the_air(entry, standing) or not keep_entry(connection, entry):
            # It belongs to another session here, or takes back what does.
            continue
        else:
            added.append(entry)
        standing.add(entry.id)
    if kept < len(here):
        number_revisions(connection, seq)
    return added


def _hangs_in_the_air(entry: Entry, standing: Collection[UUID]) -> bool:
    return isinstance(entry, Retraction) and entry.answer_id not in standing
