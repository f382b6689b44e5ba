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
from fmnist_gui.store.merge_database import (
    Taken,
    copy_group,
    found_here,
    merge_bulk,
    merge_left,
    rows_in,
)
from fmnist_gui.store.merge_sitting import Expect, Heed, indexed_at_once
from fmnist_gui.store.study_notice import Notice, StudyWatch

MOST_ATTACHED = 10
"""SQLite reads no more other databases in one transaction."""

_COPIERS = 2
"""Databases that are copied and checked at once: as many as a machine has processors at least."""

Copy = tuple[Path, Taken]


@dataclass(frozen=True)
class Gift:
    """What somebody brings: whole databases, and sessions that were read from files."""

    databases: tuple[Path, ...] = ()
    histories: tuple[History, ...] = ()


@dataclass(frozen=True)
class Intake:
    """What came of it; ``doubles`` are images that one person answered at two places.

    They are those of sessions that are new here or went on: what was met before is not told again.
    ``notices`` say what the merge did to studies.
    """

    taken: Taken = field(default_factory=Taken)
    doubles: tuple[DoubleAnswer, ...] = ()
    notices: tuple[Notice, ...] = ()

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
    """Merge all of `gift`, where any of it is new after a backup of what is newer than the last.

    `here` are names of who sits here: another one of such a name is somebody else. `report` gets
    bytes of databases. Raises StoreError when there can be no backup and as
    :func:`fmnist_gui.store.merge_database.copy_group` does, and Cancelled when asked to stop;
    then nothing is merged.
    """
    for path in gift.databases:
        # Most of what is wrong is seen at once.
        check_outside(path, own=store.database.path)
    watch = _Watch(gift.databases, report, is_cancelled)
    with (
        tempfile.TemporaryDirectory(prefix="fmnist-gui-merge-") as folder,
        ThreadPoolExecutor(_COPIERS, thread_name_prefix="copy") as copier,
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
            merge = _Merge(store, watch, coming, attach, here)
            if not merge.is_all_here() or gift.histories:
                store.database.back_up(now)
                merge.run(gift.histories)
            found = merge.found()
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
    """What is here already is counted; what is not comes in one transaction.

    In this order: databases in bulk, what is left of them session by session, and files.
    """

    def __init__(
        self,
        store: LabelStore,
        watch: _Watch,
        coming: Sequence["Future[Copy]"],
        attach: Callable[[Path], str],
        here: Collection[str],
    ) -> None:
        self._store = store
        self._watch = watch
        self._coming = coming
        self._attach = attach
        self._here = here
        self._names: list[str] = []
        self._done = 0
        self._taken = Taken()
        self._doubles: tuple[DoubleAnswer, ...] = ()
        self._notices: tuple[Notice, ...] = ()

    def is_all_here(self) -> bool:
        """Count databases of which everything is here, up to one of which something is not.

        Tells whether there is none; then nothing is going to be written, and no backup needed.
        """
        # Refused at once where nothing may be written.
        with self._store.database.writing() as connection:
            while self._done < len(self._coming):
                _, there, folded = self._guest(self._done)
                found = found_here(connection, there)
                if found is None:
                    return False
                self._watch.heed(self._done, 1)(1)
                self._taken += folded + found
                self._done += 1
            return True

    def run(self, histories: Sequence[History]) -> None:
        """Merge the other databases, and sessions from files."""
        with self._store.database.writing() as connection:
            studies = StudyWatch(connection)
            left = []
            with indexed_at_once(connection) as expect:
                for number in range(self._done, len(self._coming)):
                    left.append(self._bulk(connection, number, expect))
            for copy, sessions, heed in left:
                self._taken += Taken(merge_left(connection, copy, sessions, heed))
            self._keep_apart(connection, (h.record.annotator.name for h in histories))
            for history in histories:
                self._taken += Taken(merge_session(connection, history))
            came = {*self._taken.sessions.sessions, *self._taken.sessions.grown}
            self._doubles = double_answers(connection, came)
            self._notices = tuple(studies.notices(came))

    def found(self) -> Intake:
        """Return what came of all."""
        return Intake(self._taken, self._doubles, self._notices)

    def _bulk(
        self, connection: Connection, number: int, expect: Expect
    ) -> tuple[Path, tuple[UUID, ...], Heed]:
        """Merge all of a database but what has to be merged session by session."""
        copy, there, folded = self._guest(number)
        names = connection.exec_driver_sql(f"SELECT name FROM {there}.annotator").scalars()
        self._keep_apart(connection, names)
        heed = self._watch.heed(number, rows_in(connection, there))
        found, left = merge_bulk(connection, there, heed, expect)
        self._taken += folded + found
        return copy, left, heed

    def _guest(self, number: int) -> tuple[Path, str, Taken]:
        """Return a copy once it is ready, under which name it is read, and what came of making it.

        It is attached once, in its turn.
        """
        copy, folded = self._coming[number].result()
        if number == len(self._names):
            self._names.append(self._attach(copy))
        return copy, self._names[number], folded

    def _keep_apart(self, connection: Connection, names: Iterable[str]) -> None:
        for name in set(names) & set(self._here):
            self._store.keep_apart(connection, name)
