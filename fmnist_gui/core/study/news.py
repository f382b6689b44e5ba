"""What happened to a study, in a few words for whoever hands it on or learns of it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal

from fmnist_gui.core.exchange.fields import moment_text
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.study.event import EventKind, Participation, StudyEvent
from fmnist_gui.core.study.note_content import Note

Change = EventKind | Literal["joined", "withdrawn", "reinstated"]

_NOUNS: dict[Change, tuple[str, str]] = {
    "paused": ("pause", "pauses"),
    "resumed": ("resumption", "resumptions"),
    "closed": ("close", "closes"),
    "reopened": ("reopening", "reopenings"),
    "joined": ("join", "joins"),
    "withdrawn": ("withdrawal", "withdrawals"),
    "reinstated": ("reinstatement", "reinstatements"),
}

_VERBS: dict[Change, str] = {
    "joined": "joined",
    "withdrawn": "was withdrawn",
    "reinstated": "was reinstated",
}

MOST_NAMED = 3
"""More changes of one kind are counted."""


def change_of(note: Note) -> Change:
    """Return what happened."""
    if isinstance(note, StudyEvent):
        return note.kind
    if isinstance(note, Participation):
        return "joined"
    return "reinstated" if note.is_back else "withdrawn"


def counted(notes: Iterable[Note]) -> list[str]:
    """Return "1 pause", "2 withdrawals" and so on."""
    counts = Counter(map(change_of, notes))
    return [_count(change, counts[change]) for change in _NOUNS if counts[change]]


def told(notes: Iterable[Note]) -> list[str]:
    """Return "paused by Anna", "Ben joined" and so on in their order, or how many of a kind."""
    in_order = sorted(notes, key=lambda note: (note.at, note.id))
    counts = Counter(map(change_of, in_order))
    found = (
        _named(note) if counts[change] <= MOST_NAMED else _count(change, counts[change])
        for note in in_order
        for change in (change_of(note),)
    )
    return list(dict.fromkeys(found))


def news_content(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Return what happened fit for JSON."""
    return [
        {"change": change_of(note), "annotator": note.annotator.name, "at": moment_text(note.at)}
        for note in sorted(notes, key=lambda note: (note.at, note.id))
    ]


def _named(note: Note) -> str:
    change, name = change_of(note), in_line(note.annotator.name)
    return f"{name} {_VERBS[change]}" if change in _VERBS else f"{change} by {name}"


def _count(change: Change, count: int) -> str:
    one, many = _NOUNS[change]
    return f"1 {one}" if count == 1 else f"{count:,} {many}"
