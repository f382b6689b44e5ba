"""A session with all its entries as JSON, and back."""

from typing import Any, Literal, cast, get_args, get_type_hints
from uuid import UUID

from fmnist_gui.core.dataset.class_list import CLASSES_MAX
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.exchange.deck_file import deck_of
from fmnist_gui.core.exchange.entry_content import entry_content, entry_of
from fmnist_gui.core.exchange.fields import ContentError, Fields, moment_text
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.exchange.session_mark import FORMAT
from fmnist_gui.core.exchange.study_start import (
    annotator_of,
    notes_content,
    notes_of,
    start_content,
    start_of,
)
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.deck_content import check
from fmnist_gui.core.session.record import (
    Answer,
    Entry,
    Equipment,
    History,
    Latency,
    Presentation,
    SessionRecord,
)

MOST_PX = 100_000
WHOLE = "the session"


def session_content(history: History) -> dict[str, Any]:
    """Return header and entries fit for JSON; the same session always has the same content.

    Rules that are those of a preset are named by its key; others stand in the deck. The study that
    the answers are for stands beside them with its state, if it is known.
    """
    record = history.record
    study: dict[str, Any] = {}
    if history.start is not None:
        study["study"] = start_content(history.start)
    if history.notes:
        study["study_notes"] = notes_content(history.notes)
    return {
        **study,
        "format": FORMAT,
        "id": str(record.id),
        "annotator": {"id": str(record.annotator.id), "name": record.annotator.name},
        "deck": record.deck.content(),
        "protocol": record.protocol,
        "class_names": list(record.class_names),
        "data_identity": record.data_identity,
        "started_at": moment_text(record.started_at),
        "app_version": record.app_version,
        "presentation": _presentation_content(record.presentation),
        "is_simulated": record.is_simulated,
        "equipment": _equipment_content(record.equipment),
        "entries": [entry_content(entry) for entry in history.entries],
    }


def session_sha256(history: History) -> str:
    """Return the hex SHA-256 of the session's content in canonical JSON."""
    return content_sha256(session_content(history))


def history_of(content: dict[str, Any]) -> History:
    """Return the session that :func:`session_content` wrote. Raises ContentError."""
    given = Fields(content, WHOLE)
    given.choice("format", (FORMAT,))
    class_names = _class_names(given)
    record = SessionRecord(
        id=given.uuid("id"),
        annotator=annotator_of(given),
        deck=_deck(given, len(class_names)),
        protocol=given.text("protocol"),
        class_names=class_names,
        data_identity=None if given.is_null("data_identity") else given.text("data_identity"),
        started_at=given.moment("started_at"),
        app_version=given.text("app_version"),
        presentation=_presentation(given),
        is_simulated=given.switch("is_simulated"),
        equipment=_equipment(given),
    )
    entries = _entries(given.items("entries"), record)
    study = given.usually("study", None, given.inner)
    notes: list[Any] = given.usually("study_notes", [], given.items)
    given.close()
    start = None if study is None else start_of(study, record.study)
    return History(record, entries, start, notes_of(notes, record))


def _entries(contents: list[Any], record: SessionRecord) -> tuple[Entry, ...]:
    found: list[Entry] = []
    ids: set[UUID] = set()
    answers: set[UUID] = set()
    for number, content in enumerate(contents, start=1):
        entry = entry_of(content, number, record, answers=answers)
        if entry.id in ids:
            raise ContentError(f"the id of entry {number} twice")
        ids.add(entry.id)
        if isinstance(entry, Answer):
            answers.add(entry.id)
        found.append(entry)
    return tuple(found)


def _deck(given: Fields, class_count: int) -> Deck:
    try:
        deck = deck_of(given.inner("deck"))
    except ContentError:
        raise
    except ValueError as error:
        raise ContentError("something else as its deck") from error
    try:
        check(deck, class_count=class_count)
    except DeckError as error:
        raise ContentError(f"a deck with {error.found} in place of {error.expected}") from error
    return deck


def _class_names(given: Fields) -> tuple[str, ...]:
    names = given.texts("class_names", most=CLASSES_MAX)
    if not names or not all(names):
        raise given.wrong("class_names")
    return names


def _presentation_content(shown: Presentation) -> dict[str, Any]:
    return {
        "size_px": shown.size_px,
        "smoothing": shown.smoothing,
        "polarity": shown.polarity,
        "refresh_hz": float(shown.refresh_hz),
        "pixel_ratio": float(shown.pixel_ratio),
    }


def _presentation(given: Fields) -> Presentation:
    shown = Fields(given.inner("presentation"), "its presentation")
    hints = get_type_hints(Presentation)
    found = Presentation(
        size_px=shown.whole("size_px", most=MOST_PX),
        smoothing=cast(
            "Literal['bicubic', 'nearest']",
            shown.choice("smoothing", get_args(hints["smoothing"])),
        ),
        polarity=cast(
            "Literal['stored', 'inverted']", shown.choice("polarity", get_args(hints["polarity"]))
        ),
        refresh_hz=shown.number("refresh_hz"),
        pixel_ratio=shown.number("pixel_ratio"),
    )
    shown.close()
    return found


def _equipment_content(equipment: Equipment) -> dict[str, Any] | None:
    if equipment == Equipment():
        return None
    measured = equipment.latency
    return {
        "keys": list(equipment.keys),
        "button_order": list(equipment.button_order),
        "latency": measured
        and {
            "n": measured.n,
            "key_ms": [float(value) for value in measured.key_ms],
            "paint_ms": [float(value) for value in measured.paint_ms],
        },
    }


def _equipment(given: Fields) -> Equipment:
    if given.is_null("equipment"):
        return Equipment()
    used = Fields(given.inner("equipment"), "its equipment")
    found = Equipment(
        keys=used.texts("keys", most=CLASSES_MAX),
        button_order=used.wholes("button_order", most=CLASSES_MAX - 1),
        latency=_latency(used),
    )
    used.close()
    if found == Equipment():
        raise given.wrong("equipment")
    return found


def _latency(used: Fields) -> Latency | None:
    if used.is_null("latency"):
        return None
    measured = Fields(used.inner("latency"), "its latency")
    found = Latency(measured.whole("n"), measured.pair("key_ms"), measured.pair("paint_ms"))
    measured.close()
    return found
