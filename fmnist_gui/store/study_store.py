"""What is kept of studies: their start, what happened to them, and the answers to them."""

from sqlalchemy import Connection

from fmnist_gui.core.errors import ChoiceError, RequestError
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.session.record import History
from fmnist_gui.core.study.event import (
    Departure,
    Participation,
    StudyEvent,
    StudyRecord,
    StudyStart,
)
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.study import LONGEST_NAME
from fmnist_gui.store.database import Database
from fmnist_gui.store.history_bulk import read_histories
from fmnist_gui.store.study_label import count_standing, read_labels, study_sessions
from fmnist_gui.store.study_row import (
    keep_departure,
    keep_event,
    keep_participation,
    keep_start,
    read_records,
)

SHORTEST_CODE = 4
"""So many digits of a study's hash are taken for one."""


class StudyStore:
    """Takes and gives core's frozen dataclasses, as the label store does; append only.

    What is there under the same id already stays as it is. A study is named by its SHA-256, and
    answers to one that is not here are read as those to others.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def start(self, start: StudyStart) -> bool:
        """Store that a study started; tell whether it was new here.

        Raises RequestError for a study that nobody could take part in.
        """
        with self.database.writing() as connection:
            return keep_start(connection, start)

    def note(self, *events: StudyEvent) -> None:
        """Store pauses, ends and other events of studies: all of them or none."""
        with self.database.writing() as connection:
            for event in events:
                keep_event(connection, event)

    def join(self, participation: Participation) -> None:
        """Store that somebody takes part, with what they said about themselves."""
        with self.database.writing() as connection:
            keep_participation(connection, participation)

    def depart(self, *departures: Departure) -> None:
        """Store that people's answers leave a study, or are back in it: all of it or nothing."""
        with self.database.writing() as connection:
            for departure in departures:
                keep_departure(connection, departure)

    def records(self) -> tuple[StudyRecord, ...]:
        """Return all studies with what happened to them, the newest first."""
        with self.database.reading() as connection:
            return read_records(connection)

    def find(self, name_or_code: str) -> StudyRecord:
        """Return the one study of that name, or whose hash begins so; case does not matter.

        Raises RequestError when there is none, ChoiceError when there are several.
        """
        records = self.records()
        found = [record for record in records if _is_called(record, name_or_code)]
        if len(found) == 1:
            return found[0]
        names = [record.study.title for record in found or records]
        if found:
            raise ChoiceError(
                f"{len(found)} studies are called “{name_or_code}”; name one by its code, as "
                f"{found[0].study.code}: {', '.join(names)}",
                [record.study.code for record in found],
            )
        known = f"there are {', '.join(names)}" if names else "none was started here"
        raise RequestError(f"there is no study “{name_or_code[:LONGEST_NAME]}”; {known}")

    def labels(self, sha256: str) -> StudyLabels:
        """Return the answers to a study that stand, without those of people who were withdrawn."""
        with self.database.reading() as connection:
            fingerprint, gone = _limits(connection, sha256)
            return read_labels(connection, sha256, fingerprint=fingerprint, without=gone)

    def standing(self, sha256: str, name: str) -> int:
        """Return how many answers to a study stand of the person called `name`, even withdrawn."""
        with self.database.reading() as connection:
            return sum(count_standing(connection, sha256, name).values())

    def withdrawn_answers(self, sha256: str) -> dict[str, int]:
        """Return how many answers that stand were withdrawn from a study, by the person's name."""
        with self.database.reading() as connection:
            record = _record(connection, sha256)
            last = {} if record is None else record.last_departures
            names = [d.annotator.name for d in last.values() if not d.is_back]
            return {name: sum(count_standing(connection, sha256, name).values()) for name in names}

    def histories(
        self, sha256: str, *, report: Report = ignore, is_cancelled: CancelCheck = never
    ) -> tuple[History, ...]:
        """Return the sessions of a study, in the order in which they came, whatever its state.

        Those of people who were withdrawn are left out. `report` gets sessions. Raises Cancelled.
        """
        with self.database.reading() as connection:
            fingerprint, gone = _limits(connection, sha256)
            rows = study_sessions(connection, sha256, fingerprint=fingerprint, without=gone)
            seqs = [row.seq for row in rows]
            return tuple(read_histories(connection, seqs, report=report, is_cancelled=is_cancelled))


def _is_called(record: StudyRecord, name_or_code: str) -> bool:
    wanted = " ".join(name_or_code.split()).casefold()
    is_code = len(wanted) >= SHORTEST_CODE and record.study.sha256.startswith(wanted)
    return is_code or record.study.name.casefold() == wanted


def _record(connection: Connection, sha256: str) -> StudyRecord | None:
    return next((r for r in read_records(connection) if r.study.sha256 == sha256), None)


def _limits(connection: Connection, sha256: str) -> tuple[str | None, frozenset[str]]:
    """Return the fingerprint of a study's data, None for an unknown one, and who is out of it."""
    record = _record(connection, sha256)
    return (None, frozenset()) if record is None else (record.study.fingerprint, record.withdrawn)
