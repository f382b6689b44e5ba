"""What happens to a study as JSON, and back, for those who share it."""

from collections.abc import Mapping
from typing import Any, Literal, cast, get_args

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.fields import ContentError, Fields, moment_text
from fmnist_gui.core.session.name import is_printable
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.event import (
    Departure,
    EventKind,
    Participation,
    StudyEvent,
    StudyStart,
)
from fmnist_gui.core.study.study import LONGEST_TEXT, MOST_QUESTIONS
from fmnist_gui.core.study.study_content import study_of

Note = StudyEvent | Participation | Departure
"""What happens to a study after its start."""

NoteKind = Literal["event", "participation", "departure"]


def start_content(start: StudyStart) -> dict[str, Any]:
    """Return the start of a study, with the study, fit for JSON."""
    return {**_common(start), "study": start.study.content()}


def start_of(content: Mapping[str, Any]) -> StudyStart:
    """Return the start that :func:`start_content` wrote. Raises RequestError."""
    try:
        given = Fields(content, "the start of the study")
        found = StudyStart(
            given.uuid("id"),
            study_of(given.inner("study")),
            _annotator(given),
            given.moment("at"),
        )
        given.close()
    except ContentError as error:
        raise _refusal(error) from error
    return found


def note_kind(note: Note) -> NoteKind:
    """Return what kind of thing happened."""
    if isinstance(note, StudyEvent):
        return "event"
    return "participation" if isinstance(note, Participation) else "departure"


def note_content(note: Note) -> dict[str, Any]:
    """Return what happened fit for JSON, without its study."""
    more: dict[str, Any]
    if isinstance(note, StudyEvent):
        more = {"kind": note.kind}
    elif isinstance(note, Participation):
        more = {"has_consented": note.has_consented, "replies": list(note.replies)}
    else:
        more = {"is_back": note.is_back, "answers": int(note.answers)}
    return {**_common(note), **more}


def note_of(kind: str, content: Mapping[str, Any], study_sha256: str) -> Note:
    """Return what :func:`note_content` wrote of a thing of this kind. Raises RequestError."""
    try:
        given = Fields(content, f"a note of the study ({kind})")
        found = _note(kind, given, study_sha256)
        given.close()
    except ContentError as error:
        raise _refusal(error) from error
    return found


def _note(kind: str, given: Fields, study: str) -> Note:
    id_, annotator, at = given.uuid("id"), _annotator(given), given.moment("at")
    if kind == "event":
        happened = cast("EventKind", given.choice("kind", get_args(EventKind)))
        return StudyEvent(id_, annotator, study, happened, at)
    if kind == "participation":
        return Participation(
            id_, annotator, study, given.switch("has_consented"), _replies(given), at
        )
    if kind == "departure":
        return Departure(id_, annotator, study, given.switch("is_back"), given.whole("answers"), at)
    raise ContentError(f"something unknown as {given.where}")


def _replies(given: Fields) -> tuple[str, ...]:
    """Return the answers to the questions, which people may have written on several lines."""
    replies = given.items("replies")
    if len(replies) > MOST_QUESTIONS:
        raise given.wrong("replies")
    each = [
        Fields({"reply": reply}, f"answer {number}").text("reply", is_printable=False)
        for number, reply in enumerate(replies, start=1)
    ]
    if any(len(reply) > LONGEST_TEXT for reply in each):
        raise given.wrong("replies")
    return tuple(each)


def _common(note: StudyStart | Note) -> dict[str, Any]:
    return {
        "id": str(note.id),
        "annotator": {"id": str(note.annotator.id), "name": note.annotator.name},
        "at": moment_text(note.at),
    }


def _annotator(given: Fields) -> Annotator:
    who = Fields(given.inner("annotator"), f"the person in {given.where}")
    found = Annotator(who.uuid("id"), who.text("name", is_printable=False))
    who.close()
    if not is_printable(found.name):
        raise who.wrong("name")
    return found


def _refusal(error: ContentError) -> RequestError:
    return RequestError(f"no program of this version wrote that: {error}")
