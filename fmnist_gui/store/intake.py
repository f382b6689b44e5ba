"""Databases and sessions of other people and machines, taken in together: all or nothing."""

import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.session.record import History
from fmnist_gui.store.double_answer import DoubleAnswer, double_answers
from fmnist_gui.store.guest_copy import check_outside
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.merge import Merged, merge_session
from fmnist_gui.store.merge_database import Taken, copy_group, merge_bulk, merge_left, rows_in
from fmnist_gui.store.merge_sitting import Expect, Heed, indexed_at_once

MOST_ATTACHED = 10
"""SQLite reads no more other databases in one transaction."""

Copy = tuple[Path, Taken]


@dataclass(frozen=True)
class Gift:
    """What somebody brings: whole databases, and sessions that were read from files."""

    databases: tuple[Path, ...] = ()
    histories: tuple[History, ...] = ()


@dataclass(frozen=True)
class Intake:
    """What came of it; ``doubles`` are images that one person answered at two places."""

    taken: Taken = field(default_factory=Taken)
    doubles: tuple[DoubleAnswer, ...] = ()

    @property
    def sessions(self) -> Merged:
        """What came of the sessions, those in databases and those in files."""
        return self.taken.sessions

    @property
    def added(self) -> int:
        """How many entries of sessions, and other records, are new here."""
        return self.sessions.added + self.taken.records.added

    @property
    def already_there(self) -> int:
        """How many were here."""
        return self.sessions.already_there + self.taken.records.already_there

    @property
    def left_out(self) -> int:
        """How many are here with another content, under the same id, which stayed."""
        taken = self.taken
        return self.sessions.conflicts + len(taken.records.conflicts) + len(taken.people)

    @property
    def conflicts(self) -> int:
        """How many were left out, and how many images were answered at two places."""
        return self.left_out + len(self.doubles)


def take_in(
    store: LabelStore,
    gift: Gift,
    *,
    now: datetime,
    here: Collection[str] = (),
    splits: Collection[Split] = (),
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Intake:
    """Merge all of `gift` after a backup of what was written since the last one.

    `here` are names of who sits here: another one of such a name is somebody else. `report` gets
    bytes of databases. Raises StoreError when there can be no backup and as
    :func:`fmnist_gui.store.merge_database.copy_group` does, and Cancelled when asked to stop;
    then nothing is merged.
    """
    for path in gift.databases:
        # Most of what is wrong is seen at once.
        check_outside(path, own=store.database.path)
    watch = _Watch(gift.databases, report, is_cancelled)
    store.database.back_up(now)
    with (
        tempfile.TemporaryDirectory(prefix="fmnist-gui-merge-") as folder,
        ThreadPoolExecutor(1, thread_name_prefix="copy") as copier,
        store.database.beside_others() as attach,
    ):
        # The next ones are copied and checked while one is merged.
        coming = [
            copier.submit(
                copy_group,
                group,
                Path(folder).resolve() / str(number),
                own=store.database.path,
                splits=splits,
                is_cancelled=watch.is_over,
            )
            for number, group in enumerate(watch.groups)
        ]
        try:
            with store.database.writing() as connection:
                merge = _Merge(connection, watch, store, here)
                with indexed_at_once(connection) as expect:
                    for number, copy in enumerate(coming):
                        merge.bulk(number, copy, attach, expect)
                found = merge.rest(gift.histories)
        finally:
            watch.is_stopped = True
        report(watch.total, watch.total)
        return found


class _Watch:
    """Deals databases into as many groups as can be read at once, and tells how far they are."""

    def __init__(self, paths: Sequence[Path], report: Report, is_cancelled: CancelCheck) -> None:
        dealt = [paths[number::MOST_ATTACHED] for number in range(MOST_ATTACHED)]
        self.groups = [group for group in dealt if group]
        self.is_stopped = False
        self._sizes = [sum(path.stat().st_size for path in group) for group in self.groups]
        self.total = sum(self._sizes)
        self._report = report
        self._is_cancelled = is_cancelled

    def is_over(self) -> bool:
        """Whether nobody wants the databases any more that are still being copied."""
        return self.is_stopped or self._is_cancelled()

    def heed(self, group: int, rows: int) -> Heed:
        """Return what is told of the rows of a group, which has so many."""
        done, size, before = 0, self._sizes[group], sum(self._sizes[:group])

        def heed(more: int) -> None:
            nonlocal done
            if self._is_cancelled():
                raise Cancelled
            done = min(rows, done + more)
            self._report(before + size * done // max(1, rows), self.total)

        heed(0)
        return heed


class _Merge:
    """One transaction's work, in its order: databases in bulk, then session by session."""

    def __init__(
        self, connection: Connection, watch: _Watch, store: LabelStore, here: Collection[str]
    ) -> None:
        self._connection = connection
        self._watch = watch
        self._store = store
        self._here = here
        self._taken = Taken()
        self._left: list[tuple[Path, tuple[UUID, ...], Heed]] = []
        self._came: set[UUID] = set()

    def bulk(
        self, number: int, coming: "Future[Copy]", attach: Callable[[Path], str], expect: Expect
    ) -> None:
        """Merge all of a database but what has to be merged session by session."""
        copy, folded = coming.result()
        there = attach(copy)
        run = self._connection.exec_driver_sql
        self._keep_apart(run(f"SELECT name FROM {there}.annotator").scalars())
        heed = self._watch.heed(number, rows_in(self._connection, there))
        found, left = merge_bulk(self._connection, there, heed, expect)
        self._taken += folded + found
        self._left.append((copy, left, heed))
        ids = run(f"SELECT id FROM {there}.session").scalars()
        self._came.update(UUID(hex=id_) for id_ in ids)

    def rest(self, histories: Sequence[History]) -> Intake:
        """Merge what is left of the databases, and sessions from files; return what came of all."""
        for copy, sessions, heed in self._left:
            self._taken += Taken(merge_left(self._connection, copy, sessions, heed))
        self._keep_apart(history.record.annotator.name for history in histories)
        for history in histories:
            self._taken += Taken(merge_session(self._connection, history))
            self._came.add(history.record.id)
        return Intake(self._taken, double_answers(self._connection, self._came))

    def _keep_apart(self, names: Iterable[str]) -> None:
        for name in set(names) & set(self._here):
            self._store.keep_apart(self._connection, name)
