"""A study and its state as JSON inside of a session's, so that its answers do not come alone."""

from collections.abc import Sequence
from typing import Any

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.fields import ContentError, Fields, moment_text
from fmnist_gui.core.session.name import folded_name, is_printable
from fmnist_gui.core.session.record import Annotator, SessionRecord
from fmnist_gui.core.study.event import Departure, Participation, StudyEvent, StudyStart
from fmnist_gui.core.study.note_content import note_content, note_kind, note_of
from fmnist_gui.core.study.study_content import study_of


def start_content(start: StudyStart) -> dict[str, Any]:
    """Return `start` fit for JSON."""
    return {
        "id": str(start.id),
        "annotator": {"id": str(start.annotator.id), "name": start.annotator.name},
        "at": moment_text(start.at),
        "content": start.study.content(),
    }


def start_of(content: object, sha256: str) -> StudyStart:
    """Return the start that :func:`start_content` wrote, of the study with this hash.

    Raises ContentError.
    """
    given = Fields(content, "its study")
    try:
        study = study_of(given.inner("content"))
    except RequestError as error:
        raise ContentError(f"a study that is none ({error})") from error
    if study.sha256 != sha256:
        raise ContentError(f"the study {study.code} beside answers to the study {sha256[:8]}")
    found = StudyStart(given.uuid("id"), study, annotator_of(given), given.moment("at"))
    given.close()
    return found


def notes_content(notes: Sequence[StudyEvent | Departure]) -> list[dict[str, Any]]:
    """Return `notes` fit for JSON."""
    return [{"kind": note_kind(note), "content": note_content(note)} for note in notes]


def notes_of(contents: list[Any], record: SessionRecord) -> tuple[StudyEvent | Departure, ...]:
    """Return the notes that :func:`notes_content` wrote beside the session with this header.

    Raises ContentError, also for the departure of somebody else.
    """
    found = []
    for content in contents:
        given = Fields(content, "a note of its study")
        kind = given.choice("kind", ("event", "departure"))
        try:
            note = note_of(kind, given.inner("content"), record.study)
        except RequestError as error:
            raise ContentError(f"a note of its study that is none ({error})") from error
        given.close()
        assert not isinstance(note, Participation)
        if isinstance(note, Departure) and folded_name(note.annotator.name) != folded_name(
            record.annotator.name
        ):
            raise ContentError("the departure of somebody else than its annotator")
        found.append(note)
    return tuple(found)


def annotator_of(given: Fields) -> Annotator:
    """Take the annotator of `given`."""
    who = Fields(given.inner("annotator"), "its annotator")
    found = Annotator(who.uuid("id"), who.text("name", is_printable=False))
    if not is_printable(found.name):
        raise who.wrong("name")
    who.close()
    return found
