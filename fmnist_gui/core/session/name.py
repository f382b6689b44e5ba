"""What an annotator may be called."""

import re
import unicodedata

from fmnist_gui.core.errors import RequestError

LONGEST = 200
"""Letters in a name: more than any person's, and few enough for a line."""

NAME_MOST = 80
"""Letters of a name that are shown; it is stored in full."""

SHOWN = 20
UNNAMED = "Me"
"""Who answers before anybody has given a name."""

NOBODY = ""
"""The name of a reader who is none of those that are told about: nobody can have it."""

_JOINERS = frozenset("\u200c\u200d")
"""Not printable by themselves, but names in Persian or Hindi are misspelt without them."""

_MARKS = str.maketrans("", "", "\u200e\u200f\u061c")
"""Say which way a name is read, as its letters do; no two people should differ by them alone."""


def checked_name(name: str) -> str:
    """Return `name` in its one spelling: composed letters, no spaces around it or doubled.

    Names may be written in either direction. Raises RequestError when nothing is left of it, when
    it is longer than :data:`LONGEST`, and for what cannot be printed.
    """
    found = unicodedata.normalize("NFC", " ".join(name.translate(_MARKS).split()))
    if len(found) > LONGEST:
        raise RequestError(
            f"an annotator needs a name of at most {LONGEST} characters, and "
            f"{found[:SHOWN] + '…'!r} has {len(found):,}; choose a shorter one"
        )
    if not is_printable(found):
        raise RequestError(f"an annotator needs a name of printable characters, not {found!r}")
    return found


def folded_name(name: str) -> str:
    """Return what all spellings of one name have in common: within a study they are one person.

    Case, composed or decomposed letters, doubled spaces and marks of direction do not matter.
    """
    found = unicodedata.normalize("NFC", " ".join(name.translate(_MARKS).split()))
    # Folding may take letters apart that were composed.
    return unicodedata.normalize("NFC", found.casefold())


def name_order(name: str) -> tuple[str | int, ...]:
    """Return by what names are sorted: Anna 2 comes before Anna 10.

    Every second part is a number, so that parts of two names can be compared.
    """
    parts = re.split(r"(\d+)", folded_name(name))
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts))


def in_line(name: str, most: int = 40) -> str:
    """Return `name` cut to so many letters, fit for a sentence in any direction."""
    cut = name if len(name) <= most else f"{name[: most - 1]}…"
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in cut)
    return f"\u2068{cut}\u2069" if turns else cut


def is_printable(name: str) -> bool:
    """Whether something is left of `name` when it is printed, and nothing else is in it."""
    letters = "".join(letter for letter in name if letter not in _JOINERS)
    return bool(letters.strip()) and letters.isprintable()
