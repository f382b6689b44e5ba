"""Whole databases into this one: everything that lasts, a union by UUID, all of it or nothing.

The others are never written: each is copied with its log, the copy is checked and brought to the
schema of this program, and attached to be read. What is there and not here comes behind all that
is here, in the order in which it was written; ``seq`` is each file's own. A session of which
something is here and something else there goes the way of a session file, so that its entries
stand in one order wherever they were merged first. How far an outbox has gone is not merged.
"""

from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.progress import CancelCheck, Cancelled, never
from fmnist_gui.core.session.record import History
from fmnist_gui.store.connection import BULK_CACHE_KB, attaching, connect, engine_over
from fmnist_gui.store.entry_row import read_entries
from fmnist_gui.store.guest_copy import copied
from fmnist_gui.store.guest_label import check_guest_labels
from fmnist_gui.store.merge import Merged, merge_session
from fmnist_gui.store.merge_sitting import (
    Expect,
    Heed,
    count_known,
    indexed_at_once,
    sort_sessions,
    take_in_bulk,
)
from fmnist_gui.store.merge_table import (
    RECORDS,
    Union,
    count_new_decks,
    is_all_here,
    last_seq,
    recognise_people,
    scalar,
    unite,
    unite_decks,
    unite_people,
)
from fmnist_gui.store.schema import METADATA
from fmnist_gui.store.session_row import read_session


@dataclass(frozen=True)
class Taken:
    """What came of databases: their sessions, and rows of everything else.

    ``people`` are those whose id is here under another name; nothing of theirs was taken.
    """

    sessions: Merged = field(default_factory=Merged)
    records: Union = field(default_factory=Union)
    people: tuple[str, ...] = ()

    def __add__(self, other: "Taken") -> "Taken":
        """Return both together."""
        return Taken(
            self.sessions + other.sessions,
            self.records + other.records,
            self.people + other.people,
        )


def copy_group(
    paths: Sequence[Path],
    folder: Path,
    *,
    own: Path,
    splits: Collection[Split] = (),
    is_cancelled: CancelCheck = never,
) -> tuple[Path, Taken]:
    """Copy databases into the empty `folder` and merge the copies into one, fit to be merged.

    Return that one, and what was the same in several of them or contradicted each other. Raises
    StoreError as :func:`fmnist_gui.store.guest_copy.copied` does, DataError for labels that
    `splits` contradict, and Cancelled when asked to stop.
    """
    folder.mkdir()
    first, taken = folder / "0.db", Taken()

    def heed(_rows: int) -> None:
        if is_cancelled():
            raise Cancelled

    for number, path in enumerate(paths):
        copy = folder / f"{number}.db"
        copied(path, copy, own=own, is_cancelled=is_cancelled)
        check_guest_labels(copy, splits, path)
        if number:
            taken += _fold(first, copy, heed)
            copy.unlink()
    return first, taken


def rows_in(connection: Connection, there: str) -> int:
    """Return how many rows an attached database has."""
    return sum(
        scalar(connection, f"SELECT count(*) FROM {there}.{table.name}")
        for table in METADATA.sorted_tables
    )


def found_here(connection: Connection, there: str) -> Taken | None:
    """Return what comes of an attached database of which everything is here; None for any other.

    Nothing is written, but to temporary tables.
    """
    people = scalar(connection, f"SELECT count(*) FROM {there}.annotator")
    if recognise_people(connection, there) != people or count_new_decks(connection, there):
        return None
    tables = [table for log in RECORDS for table in log]
    if not all(is_all_here(connection, there, table) for table in tables):
        return None
    if not sort_sessions(connection, there):
        return None
    records = sum(scalar(connection, f"SELECT count(*) FROM {there}.{t.name}") for t in tables)
    known = Merged(already_there=count_known(connection, there))
    return Taken(known, Union(already_there=records))


def merge_bulk(
    connection: Connection, there: str, heed: Heed, expect: Expect
) -> tuple[Taken, tuple[UUID, ...]]:
    """Add what is not here of a database that is attached as `there`, in the transaction.

    Return what came of it, and the ids of sessions that are to be merged one by one.
    """
    people = unite_people(connection, there)
    unite_decks(connection, there)
    records = Union()
    for tables in RECORDS:
        base = last_seq(connection, tables)
        for table in tables:
            found = unite(connection, there, table, base=base)
            heed(found.added + found.already_there)
            records += found
    sessions, left = take_in_bulk(connection, there, heed, expect)
    return Taken(sessions, records, people.conflicts), left


def merge_left(
    connection: Connection, copy: Path, sessions: Collection[UUID], heed: Heed
) -> Merged:
    """Merge sessions of the database `copy` one by one, in the transaction."""
    merged = Merged()
    if not sessions:
        return merged
    with closing(connect(copy, "ro")) as raw, engine_over(raw, is_read_only=True).begin() as guest:
        for session_id in sessions:
            seq, record = read_session(guest, session_id)
            history = History(record, read_entries(guest, seq, session_id))
            merged += merge_session(connection, history)
            heed(len(history.entries))
    return merged


def _fold(into: Path, copy: Path, heed: Heed) -> Taken:
    """Merge one copy into another; what is new there is still to come here, so uncounted."""
    with closing(connect(into, "rw")) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute(f"PRAGMA cache_size = -{BULK_CACHE_KB}")
        with attaching(raw) as attach, engine_over(raw).begin() as connection:
            with indexed_at_once(connection) as expect:
                taken, left = merge_bulk(connection, attach(copy), heed, expect)
            taken += Taken(merge_left(connection, copy, left, heed))
    known = Merged(already_there=taken.sessions.already_there, conflicts=taken.sessions.conflicts)
    return replace(taken, sessions=known, records=replace(taken.records, added=0))
