"""Which key answers which class, and which keys may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.protocol import Confidence
from fmnist_gui.core.session.record import Equipment

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The key of each class, by number, unless a person chose others."""

LEFT_HAND = "QWERTASDFGZXCVB"
"""The keys under the left hand, by the place of the button: rows of five, as on the screen."""

LEVEL_KEYS = "1234"
"""The keys of the levels of confidence, least sure first.

The level is a question of its own, so that a class may have the same key. So are the reasons why
no class can be told, by the first of them.
"""

Extra = Literal["cannot tell", "note", "tags", "instructions"]

EXTRA_KEYS: Mapping[Extra, str] = {
    "cannot tell": "U?-/",
    "note": "N.'",
    "tags": "T+",
    "instructions": "I=",
}
"""The keys of what can be said beside a class where labels are collected, the best first.

Classes go before: of these keys a map leaves those that answer none.
"""


@dataclass(frozen=True)
class KeyMap:
    """The key of each class, by number; "" for a class that only the mouse answers."""

    keys: tuple[str, ...]

    def class_of(self, key: str) -> int | None:
        """Return the class that `key` answers, capital or small, or None."""
        wanted = plain_key(key)
        return self.keys.index(wanted) if wanted and wanted in self.keys else None


def extra_keys(keys: KeyMap) -> dict[Extra, str]:
    """Return what `keys` leave of the keys of each extra; "" for one that only the mouse asks."""
    return {
        extra: "".join(key for key in wanted if keys.class_of(key) is None)
        for extra, wanted in EXTRA_KEYS.items()
    }


def plain_key(key: str) -> str:
    """Return `key` as maps hold it: one sign, a capital where there is one."""
    capital = key.upper()
    return capital if len(capital) == 1 else key


def digit_keys(class_count: int) -> tuple[str, ...]:
    """Return the digits, then letters, by class number."""
    return _filled(DIGITS[:class_count], class_count)


def left_hand_keys(order: Sequence[int], class_count: int) -> tuple[str, ...]:
    """Return keys under the left hand for classes whose buttons stand in this `order`."""
    place_of = {number: place for place, number in enumerate(order)}
    places = (place_of.get(number, len(LEFT_HAND)) for number in range(class_count))
    return tuple(LEFT_HAND[place : place + 1] for place in places)


def key_map(equipment: Equipment, class_count: int) -> KeyMap:
    """Return the map of a session: the person's keys, or else digits."""
    chosen = tuple(plain_key(key) for key in equipment.keys)
    return KeyMap(_filled(chosen, class_count) if chosen else digit_keys(class_count))


def button_order(
    equipment: Equipment, class_count: int, *, only: Sequence[int] = ()
) -> tuple[int, ...]:
    """Return the classes in the order of their buttons; those in `only` alone, if it has any."""
    order = equipment.button_order or range(class_count)
    return tuple(n for n in order if n < class_count and (not only or n in only))


def check_keys(keys: Sequence[str], *, confidence: Confidence = "none") -> None:
    """Raise RequestError for keys that cannot answer: two alike, or one that does something else.

    Space pauses, Backspace takes back, Escape leaves and Enter skips a question. Where Shift says
    how sure somebody is, keys are letters or digits, since on most keyboards Shift makes another
    sign of any other key.
    """
    known: set[str] = set()
    for key in map(plain_key, filter(None, keys)):
        if len(key) != 1 or not key.isprintable() or key.isspace():
            raise RequestError(
                f"expected a key that writes one sign, found {_spoken(key)}; choose a letter, a "
                "digit or a sign"
            )
        if key in known:
            raise RequestError(f"the key {key} answers two classes; give one of them another key")
        if confidence == "shift" and not key.isalnum():
            raise RequestError(
                f"the key {key} means something else with Shift, which here says that an answer "
                "is unsure; choose a letter or a digit"
            )
        known.add(key)


def _spoken(key: str) -> str:
    names = {" ": "Space", "\b": "Backspace", "\x1b": "Escape", "\r": "Enter", "\n": "Enter"}
    return names.get(key, repr(key))


def _filled(keys: Sequence[str], class_count: int) -> tuple[str, ...]:
    return (*keys[:class_count], *[""] * (class_count - len(keys)))
