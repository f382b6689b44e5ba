"""Takes the values of a JSON object one by one, each of one kind and spelled in one way."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

T = TypeVar("T")

MOST = (1 << 63) - 1
"""The largest whole number that a database keeps."""

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
"""Between these a clock may stand, however wrong: each has a local time in every zone."""

_PLAIN = {
    "answer_id": "id of an answer",
    "answered_at": "moment of the answer",
    "at": "moment",
    "app_version": "program version",
    "chosen": "answer",
    "clock_jumped": "mark of a clock that jumped",
    "image_index": "image",
    "image_sha256": "hash of the image",
    "is_simulated": "mark of simulated people",
    "key_ms": "latency of keys",
    "lost_focus": "mark of a window left",
    "onset_ns": "time of the image",
    "paint_ms": "latency of images",
    "refresh_hz": "refresh rate",
    "response_ns": "time of the answer",
    "session_sha256": "hash of the session",
    "sha256": "hash",
    "shown_at": "moment of the image",
    "size_px": "size",
    "started_at": "moment of the start",
    "was_paused": "mark of a pause",
    "was_seen": "mark of an image met before",
}
"""What people call a value whose name says it badly."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


class ContentError(ValueError):
    """What was found in place of what should be there, fit for the middle of a sentence."""


class Fields:
    """The values of one object; ``where`` says which, as "entry 3".

    Each method takes the value called `name`, and raises ContentError for another kind of value.
    """

    def __init__(self, content: object, where: str) -> None:
        if not isinstance(content, Mapping):
            raise ContentError(f"something else as {where}")
        self._content: Mapping[str, Any] = content
        self._taken: set[str] = set()
        self.where = where

    def text(self, name: str, *, is_printable: bool = True) -> str:
        """Take words; those that are not printable are still such that a file can hold them."""
        value = self._take(name, str)
        if not (value.isprintable() if is_printable else is_encodable(value)):
            raise self.wrong(name)
        return str(value)

    def texts(self, name: str, *, most: int) -> tuple[str, ...]:
        """Take a list of printable words."""
        value = self._take(name, list)
        if len(value) > most or not all(type(v) is str and v.isprintable() for v in value):
            raise self.wrong(name)
        return tuple(value)

    def wholes(self, name: str, *, most: int) -> tuple[int, ...]:
        """Take a list of different whole numbers from 0 to `most`."""
        value = self._take(name, list)
        if not all(type(v) is int and 0 <= v <= most for v in value):
            raise self.wrong(name)
        if len(set(value)) != len(value):
            raise self.wrong(name)
        return tuple(value)

    def pair(self, name: str) -> tuple[float, float]:
        """Take two numbers from 0."""
        value = self._take(name, list)
        if len(value) != 2 or not all(_is_number(v) and v >= 0 for v in value):
            raise self.wrong(name)
        return value[0], value[1]

    def whole(self, name: str, *, least: int = 0, most: int = MOST) -> int:
        """Take a whole number."""
        value = self._take(name, int)
        if not least <= value <= most:
            raise self.wrong(name)
        return int(value)

    def number(self, name: str, *, least: float = 0.0) -> float:
        """Take a finite number that is written with a point."""
        value = self._take(name, float)
        if not (_is_number(value) and value >= least):
            raise self.wrong(name)
        return float(value)

    def switch(self, name: str) -> bool:
        """Take true or false."""
        return bool(self._take(name, bool))

    def choice(self, name: str, choices: Collection[str]) -> str:
        """Take one of some words."""
        value = self._take(name, str)
        if value not in choices:
            raise self.wrong(name)
        return str(value)

    def moment(self, name: str) -> datetime:
        """Take a moment in UTC, as :func:`moment_text` writes it, that a clock can tell."""
        value = self._take(name, str)
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            raise self.wrong(name) from None
        if found.tzinfo != UTC or moment_text(found) != value:
            raise self.wrong(name)
        if not EARLIEST <= found < LATEST:
            raise self.wrong(name)
        return found

    def uuid(self, name: str) -> UUID:
        """Take a UUID."""
        value = self._take(name, str)
        try:
            found = UUID(value)
        except ValueError:
            raise self.wrong(name) from None
        if str(found) != value:
            raise self.wrong(name)
        return found

    def sha256(self, name: str) -> str:
        """Take a SHA-256 in hexadecimal digits."""
        value = self._take(name, str)
        if not is_sha256(value):
            raise self.wrong(name)
        return str(value)

    def inner(self, name: str) -> dict[str, Any]:
        """Take an object as it is."""
        return dict(self._take(name, dict))

    def items(self, name: str) -> list[Any]:
        """Take a list as it is."""
        return list(self._take(name, list))

    def is_null(self, name: str) -> bool:
        """Whether `name` is null, which takes it."""
        if name in self._content and self._content[name] is None:
            self._taken.add(name)
            return True
        return False

    def usually(self, name: str, usual: T, take: Callable[[str], T]) -> T:
        """Take what may be missing by one of these methods, `usual` if it is missing.

        The usual value may not be said: everything has one spelling.
        """
        if name not in self._content:
            return usual
        value = take(name)
        if value == usual:
            raise self.wrong(name)
        return value

    def close(self) -> None:
        """Refuse whatever was not taken."""
        if left := sorted(self._content.keys() - self._taken):
            raise ContentError(f"something unknown, {short(left[0])}, in {self.where}")

    def wrong(self, name: str) -> ContentError:
        """Return what to say of a value that cannot be."""
        return ContentError(f"{_told(self._content.get(name))} as {_plain(name)} of {self.where}")

    def _take(self, name: str, kind: type) -> Any:
        if name not in self._content:
            raise ContentError(f"no {_plain(name)} in {self.where}")
        value = self._content[name]
        if type(value) is not kind:
            raise self.wrong(name)
        self._taken.add(name)
        return value


def is_sha256(text: str) -> bool:
    """Whether `text` is a SHA-256 in hexadecimal digits."""
    return _SHA256.fullmatch(text) is not None


def moment_text(moment: datetime) -> str:
    """Return a moment in UTC as ISO 8601."""
    return moment.astimezone(UTC).isoformat()


def short(value: object) -> str:
    """Return `value` on one line, cut."""
    told = repr(value)
    return told if len(told) <= 40 else told[:39] + "…"


def _plain(name: str) -> str:
    return _PLAIN.get(name, name.replace("_", " "))


def _told(value: object) -> str:
    """Return `value` as people say it: not in the words of a programming language."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case list():
            return "a list"
        case Mapping():
            return "a table"
        case _:
            return short(value)


def _is_number(value: object) -> bool:
    return type(value) is float and math.isfinite(value)


def is_encodable(value: str) -> bool:
    """Whether a file can hold these letters: JSON can spell halves of some."""
    return not any(0xD800 <= ord(letter) <= 0xDFFF for letter in value)
