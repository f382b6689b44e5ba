"""What pages and commands ask of the database, in core's words."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from fmnist_gui.core.errors import RequestError, StoreError
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.review.remark import Remark
from fmnist_gui.core.review.tag import TagEvent
from fmnist_gui.core.session.name import checked_name
from fmnist_gui.core.session.panel import Panel
from fmnist_gui.core.session.record import Annotator, Answer, Entry, History, SessionRecord
from fmnist_gui.core.session.summary import Counts, SessionSummary
from fmnist_gui.core.table.given_answers import GivenAnswers
from fmnist_gui.core.table.times_seen import TimesSeen
from fmnist_gui.store import ledger
from fmnist_gui.store.database import Database, open_database
from fmnist_gui.store.entry_row import keep_entry, read_entries
from fmnist_gui.store.given_answer import read_given_answers, read_times_seen
from fmnist_gui.store.merge import Merged, merge_session
from fmnist_gui.store.panel_row import keep_panel, read_panels
from fmnist_gui.store.remark import read_remarks
from fmnist_gui.store.review_store import ReviewStore
from fmnist_gui.store.schema import ANNOTATOR, SESSION
from fmnist_gui.store.session_row import keep_annotator, keep_session, read_session
from fmnist_gui.store.study_row import read_notes, read_start
from fmnist_gui.store.study_store import StudyStore
from fmnist_gui.store.summary import read_counts, read_summaries
from fmnist_gui.store.tag_row import keep_tags, read_tagged, read_tags
from fmnist_gui.store.told_history import read_told_histories


class LabelStore:
    """Takes and gives core's frozen dataclasses; no row leaves it.

    Whatever returned is on the disk. Every method raises StoreError when the disk or the file
    fails; what was to be saved may then be handed over again, for nothing is stored twice.
    """

    def __init__(self, database: Database, new_id: Callable[[], UUID] = uuid4) -> None:
        self.database = database
        self.review = ReviewStore(database)
        self.studies = StudyStore(database)
        self._new_id = new_id

    def annotator(self, name: str, *, new_id: UUID | None = None) -> Annotator:
        """Return the annotator of that name, a new one if there is none, with `new_id` if given.

        Spaces around the name and doubled ones do not matter. Raises RequestError for a name that
        nobody can have, see :func:`fmnist_gui.core.session.name.checked_name`.
        """
        name = checked_name(name)
        known = self.person(name)
        if known is not None:
            return Annotator(known, name)
        annotator = Annotator(new_id or self._new_id(), name)
        with self.database.writing() as connection:
            keep_annotator(connection, annotator)
        return annotator

    def person(self, name: str) -> UUID | None:
        """Return the id of the annotator of that name, the first who came; None for nobody."""
        query = select(ANNOTATOR.c.id).where(ANNOTATOR.c.name == name).order_by(ANNOTATOR.c.seq)
        with self.database.reading() as connection:
            found: UUID | None = connection.execute(query).scalars().first()
        return found

    def annotators(self) -> tuple[Annotator, ...]:
        """Return everybody, in the order in which they came."""
        query = select(ANNOTATOR.c.id, ANNOTATOR.c.name).order_by(ANNOTATOR.c.seq)
        with self.database.reading() as connection:
            return tuple(Annotator(row.id, row.name) for row in connection.execute(query))

    def begin(self, record: SessionRecord) -> None:
        """Store a session's header and deck, before its first trial."""
        with self.database.writing() as connection:
            keep_session(connection, record)

    def append(self, *entries: Entry) -> None:
        """Store entries in this order behind all that is there: all of them or none.

        One that is there already stays as it is. Raises RequestError for a session that was not
        begun here, or an answer that is not here to be retracted.
        """
        try:
            with self.database.writing() as connection:
                for entry in entries:
                    keep_entry(connection, entry)
        except IntegrityError as error:
            ids = ", ".join(sorted({str(entry.session_id) for entry in entries}))
            raise RequestError(f"what belongs to session {ids} was not begun here") from error
        if not any(isinstance(entry, Answer) for entry in entries):
            # A pause or an end: nobody waits for the next image.
            self.database.tidy()

    def take_in(self, histories: Iterable[History], *, now: datetime, here: str = "") -> Merged:
        """Merge after a backup of what was written since the last one, made at `now`.

        Raises StoreError, with nothing merged, when there can be no backup.
        """
        self.database.back_up(now)
        return self.merge(histories, here=here)

    def merge(self, histories: Iterable[History], *, here: str = "") -> Merged:
        """Take in sessions that were begun elsewhere, by their ids: all of them or none.

        What is here already stays as it is; see :func:`fmnist_gui.store.merge.merge_session`.
        `here` is the name of who sits here: another one of that name is somebody else.
        """
        merged = Merged()
        with self.database.writing() as connection:
            for history in histories:
                if history.record.annotator.name == here:
                    self.keep_apart(connection, here)
                merged += merge_session(connection, history)
        return merged

    def history(self, session_id: UUID) -> History:
        """Return header and entries of a session. Raises RequestError when it is not there."""
        with self.database.reading() as connection:
            seq, record = read_session(connection, session_id)
            entries = read_entries(connection, seq, session_id)
            start = read_start(connection, record.study)
            notes = read_notes(connection, record.study, record.annotator.name)
            return History(record, entries, start, notes)

    def told_histories(
        self,
        session_id: UUID | None = None,
        *,
        report: Report = ignore,
        is_cancelled: CancelCheck = never,
    ) -> tuple[History, ...]:
        """Return the sessions that may be told, or only this one, in the order they began.

        `report` gets sessions. Raises RequestError for one that may not be told, and Cancelled.
        """
        with self.database.reading() as connection:
            return read_told_histories(
                connection, session_id, report=report, is_cancelled=is_cancelled
            )

    def find_session(self, prefix: str) -> UUID:
        """Return the one session whose id begins with `prefix`; hyphens and case do not matter.

        Raises RequestError when there is none or more than one.
        """
        wanted = prefix.replace("-", "").strip().casefold()
        with self.database.reading() as connection:
            ids: list[UUID] = list(connection.execute(select(SESSION.c.id)).scalars())
        found = [i for i in ids if wanted and i.hex.startswith(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise RequestError(f"{len(found)} sessions begin with {prefix!r}; give more of the id")
        raise RequestError(f"there is no session {prefix!r}; the list of sessions gives their ids")

    def sessions(self) -> tuple[SessionSummary, ...]:
        """Return a line for each session, the newest first."""
        with self.database.reading() as connection:
            return read_summaries(connection)

    def counts(self) -> Counts:
        """Return how many sessions and answers there are."""
        with self.database.reading() as connection:
            return read_counts(connection)

    def expose(
        self,
        annotator: Annotator,
        *,
        fingerprint: str,
        split: str,
        indices: Iterable[int],
        source: str,
        at: datetime,
    ) -> None:
        """Store that `annotator` was shown the labels of these images of a split, and where.

        An image that is in the ledger already stays as it is.
        """
        with self.database.writing() as connection:
            ledger.keep_exposures(
                connection,
                annotator,
                fingerprint=fingerprint,
                split=split,
                indices=indices,
                source=source,
                at=at,
            )

    def exposed(self, annotator: Annotator, fingerprint: str) -> frozenset[int]:
        """Return the images of that split whose label the person was shown."""
        with self.database.reading() as connection:
            return ledger.exposed(connection, annotator, fingerprint)

    def answered(self, annotator: Annotator, fingerprint: str) -> frozenset[int]:
        """Return the images of that split which the person answered in any session."""
        with self.database.reading() as connection:
            return ledger.answered(connection, annotator, fingerprint)

    def met(
        self, annotator: Annotator, fingerprint: str, *, except_session: UUID | None = None
    ) -> frozenset[int]:
        """Return the images of that split whose label the person was shown or which it answered.

        Answers in the session `except_session` do not count; labels do, wherever they were shown.
        """
        with self.database.reading() as connection:
            return ledger.met(connection, annotator, fingerprint, except_session=except_session)

    def waiting(self, annotator: Annotator, fingerprint: str) -> frozenset[int]:
        """Return the images of that split that wait in sessions which the person may resume."""
        with self.database.reading() as connection:
            return ledger.waiting(connection, annotator, fingerprint)

    def times_seen(self, annotator_name: str, fingerprint: str) -> TimesSeen:
        """Return how often that person was shown the label of each image, or answered it."""
        with self.database.reading() as connection:
            return read_times_seen(connection, annotator_name, fingerprint)

    def given_answers(self, fingerprint: str) -> GivenAnswers:
        """Return all answers to images of that split that may be told."""
        with self.database.reading() as connection:
            return read_given_answers(connection, fingerprint)

    def image_history(self, fingerprint: str, index: int) -> tuple[Remark, ...]:
        """Return what may be told that people said about one image, the newest first."""
        with self.database.reading() as connection:
            return read_remarks(connection, fingerprint, index)

    def keep_panel(self, panel: Panel) -> None:
        """Store who is to answer a deck."""
        with self.database.writing() as connection:
            keep_panel(connection, panel)

    def panels(self) -> tuple[Panel, ...]:
        """Return all panels, the newest first."""
        with self.database.reading() as connection:
            return read_panels(connection)

    def tag(self, events: Iterable[TagEvent]) -> None:
        """Store that tags were put on or taken off: all of it or nothing.

        Raises RequestError for a name that no tag can have.
        """
        with self.database.writing() as connection:
            keep_tags(connection, tuple(events))

    def tags(self, fingerprint: str) -> dict[str, NDArray[np.intp]]:
        """Return the indices of the images of that split that bear each tag, ascending."""
        with self.database.reading() as connection:
            return read_tags(connection, fingerprint)

    def tagged(self, fingerprint: str, tag: str) -> tuple[tuple[int, datetime], ...]:
        """Return the images of that split that bear `tag`, and since when, the longest first."""
        with self.database.reading() as connection:
            return read_tagged(connection, fingerprint, tag)

    def keep_apart(self, connection: Connection, name: str) -> None:
        """Let somebody called `name` be here already before another one comes."""
        query = select(ANNOTATOR.c.seq).where(ANNOTATOR.c.name == name)
        if connection.execute(query).first() is None:
            keep_annotator(connection, Annotator(self._new_id(), name))


def open_label_store(path: Path, *, backups: Path, now: datetime) -> LabelStore:
    """Open the database at `path`, made with its folder if there is none, to ask things of it.

    Raises StoreError as :func:`fmnist_gui.store.database.open_database` does, and when there can
    be no such folder.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return LabelStore(open_database(path, backups=backups, now=now))
    except OSError as error:
        raise StoreError(
            path.parent,
            expected="a folder to keep answers in",
            found=(error.strerror or type(error).__name__).lower(),
            remedy="make it writable or choose another with --home",
        ) from error
