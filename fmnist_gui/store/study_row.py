"""Studies and what happens to them as rows, and back."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, Table, select
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui import __version__
from fmnist_gui.core.errors import RequestError, StoreError
from fmnist_gui.core.session.name import folded_name
from fmnist_gui.core.session.record import Annotator, SessionRecord
from fmnist_gui.core.study.event import (
    Departure,
    Participation,
    StudyEvent,
    StudyRecord,
    StudyStart,
)
from fmnist_gui.core.study.study import KEY, Study, check
from fmnist_gui.core.study.study_content import study_of
from fmnist_gui.store.schema import ANNOTATOR, DEPARTURE, PARTICIPATION, STUDY, STUDY_EVENT
from fmnist_gui.store.session_row import keep_annotator


def keep_start(connection: Connection, start: StudyStart) -> bool:
    """Store that a study started, unless it is there; tell whether it was new.

    Raises RequestError for a study that nobody could take part in.
    """
    check(start.study)
    values = {
        "sha256": start.study.sha256,
        "name": start.study.name,
        "content": start.study.content(),
    }
    return _keep(connection, STUDY, start, values)


def keep_event(connection: Connection, event: StudyEvent) -> bool:
    """Store a pause, an end or the like, unless it is there; tell whether it was new."""
    values = {"study_sha256": event.study_sha256, "kind": event.kind}
    return _keep(connection, STUDY_EVENT, event, values)


def keep_participation(connection: Connection, participation: Participation) -> bool:
    """Store that somebody takes part, unless it is there; tell whether it was new."""
    values = {
        "study_sha256": participation.study_sha256,
        "has_consented": participation.has_consented,
        "replies": list(participation.replies),
    }
    return _keep(connection, PARTICIPATION, participation, values)


def keep_departure(connection: Connection, departure: Departure) -> bool:
    """Store that somebody's answers leave a study or return; tell whether it was new."""
    values = {
        "study_sha256": departure.study_sha256,
        "is_back": departure.is_back,
        "answers": int(departure.answers),
    }
    return _keep(connection, DEPARTURE, departure, values)


def read_records(connection: Connection) -> tuple[StudyRecord, ...]:
    """Return all studies with what happened to them, the newest first.

    Raises StoreError for one that was altered on the disk.
    """
    events = _by_study(connection, STUDY_EVENT)
    participations = _by_study(connection, PARTICIPATION)
    departures = _by_study(connection, DEPARTURE)
    starts = _people(STUDY).order_by(STUDY.c.at.desc(), STUDY.c.seq.desc())
    return tuple(
        StudyRecord(
            _start(row),
            tuple(map(_event, events[row["sha256"]])),
            tuple(map(_participation, participations[row["sha256"]])),
            tuple(map(_departure, departures[row["sha256"]])),
        )
        for row in connection.execute(starts).mappings()
    )


def read_start(connection: Connection, sha256: str) -> StudyStart | None:
    """Return the start of the study with this hash, None where there is none.

    Raises StoreError for one that was altered on the disk.
    """
    if not sha256:
        return None
    found = connection.execute(_people(STUDY).where(STUDY.c.sha256 == sha256))
    row = found.mappings().one_or_none()
    return None if row is None else _start(row)


def read_notes(
    connection: Connection, sha256: str, name: str
) -> tuple[StudyEvent | Departure, ...]:
    """Return the events of a study, and the departures from it of whoever is called `name`."""
    if not sha256:
        return ()
    found: list[StudyEvent | Departure] = []
    for table, note in ((STUDY_EVENT, _event), (DEPARTURE, _departure)):
        rows = _people(table).where(table.c.study_sha256 == sha256).order_by(table.c.at, table.c.id)
        found += map(note, connection.execute(rows).mappings())
    same = folded_name(name)
    return tuple(
        note
        for note in found
        if isinstance(note, StudyEvent) or folded_name(note.annotator.name) == same
    )


def keep_notes(connection: Connection, notes: Iterable[StudyEvent | Departure]) -> None:
    """Store what :func:`read_notes` returned elsewhere, as far as it is not there."""
    for note in notes:
        if isinstance(note, StudyEvent):
            keep_event(connection, note)
        else:
            keep_departure(connection, note)


def check_unchanged(connection: Connection, record: SessionRecord) -> None:
    """Raise RequestError for a sitting of a study of which another form is here under its name."""
    if record.protocol != KEY or record.rules is None:
        return
    name = record.rules.title
    query = select(STUDY.c.sha256).where(STUDY.c.name == name).order_by(STUDY.c.seq.desc())
    known = connection.execute(query).scalars().all()
    if known and record.study not in known:
        raise RequestError(
            f"session {str(record.id)[:8]} of {record.annotator.name} answers the study “{name}” "
            f"({record.study[:8]}), and the one of that name here is ({known[0][:8]}): it was "
            "changed, and answers to the one are none to the other; start that study from its "
            "file too if both are wanted"
        )


def _keep(
    connection: Connection,
    table: Table,
    happened: StudyStart | StudyEvent | Participation | Departure,
    values: dict[str, Any],
) -> bool:
    same = {
        "id": happened.id,
        "annotator_seq": keep_annotator(connection, happened.annotator),
        "at": happened.at,
        "app_version": __version__,
    }
    # Of a study started at two places the first to come stays.
    done = connection.execute(insert(table).on_conflict_do_nothing(), {**same, **values})
    return done.rowcount > 0


def _by_study(connection: Connection, table: Table) -> dict[str, list[Any]]:
    """Return the rows about each study, by its hash, in the order in which they were written."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(_people(table).order_by(table.c.seq)).mappings():
        found[row["study_sha256"]].append(row)
    return found


def _people(table: Table) -> Select[Any]:
    who = (ANNOTATOR.c.id.label("annotator_id"), ANNOTATOR.c.name.label("annotator_name"))
    return select(*table.c, *who).join(ANNOTATOR, ANNOTATOR.c.seq == table.c.annotator_seq)


def _annotator(row: Any) -> Annotator:
    return Annotator(row["annotator_id"], row["annotator_name"])


def _start(row: Any) -> StudyStart:
    return StudyStart(row["id"], _study(row), _annotator(row), row["at"])


def _study(row: Any) -> Study:
    try:
        study = study_of(row["content"])
    except RequestError as error:
        raise _altered(row, str(error)) from error
    if study.sha256 != row["sha256"]:
        raise _altered(row, f"content with hash {study.code}")
    return study


def _altered(row: Any, found: str) -> StoreError:
    return StoreError(
        f"the stored study {row['sha256'][:8]}",
        expected="content that fits its hash",
        found=found,
        remedy="the database was altered or damaged; copy a backup, if any, to its place",
    )


def _event(row: Any) -> StudyEvent:
    return StudyEvent(row["id"], _annotator(row), row["study_sha256"], row["kind"], row["at"])


def _participation(row: Any) -> Participation:
    return Participation(
        row["id"],
        _annotator(row),
        row["study_sha256"],
        row["has_consented"],
        tuple(row["replies"]),
        row["at"],
    )


def _departure(row: Any) -> Departure:
    return Departure(
        row["id"],
        _annotator(row),
        row["study_sha256"],
        row["is_back"],
        row["answers"],
        row["at"],
    )
