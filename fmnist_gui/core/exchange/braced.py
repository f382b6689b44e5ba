"""What a decision says beside its kind, in braces before its note: ``{2 4 6} a coat or a shirt``.

The set of an ambiguous image is its class numbers, the original of a duplicate its split and index.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from fmnist_gui.core.review.decision import DecisionKind
from fmnist_gui.core.review.patch import Place

BRACED: tuple[DecisionKind, ...] = ("ambiguous", "duplicate")
"""The kinds whose note may begin so; notes of others are never looked into."""

NOTHING = "{}"
"""Before a note that begins with a brace of its own."""

_SET = re.compile(r"\{([0-9]{1,3}(?: [0-9]{1,3})*|)\}(?: (.*))?", re.DOTALL)
_PLACE = re.compile(r"\{(?:([^ {}]+) ([0-9]{1,9}))?\}(?: (.*))?", re.DOTALL)


@dataclass(frozen=True)
class Saying:
    """A note, with the classes of an ambiguous image or the original of a duplicate."""

    note: str
    classes: tuple[int, ...] = ()
    original: Place | None = None


def braced(saying: Saying, kind: DecisionKind) -> str:
    """Return the words for what a decision of this kind says."""
    if kind not in BRACED:
        return saying.note
    if saying.classes:
        mark = f"{{{' '.join(map(str, saying.classes))}}}"
    elif saying.original is not None:
        split, index = saying.original
        mark = f"{{{quote(split, safe='')} {index}}}"
    else:
        mark = NOTHING if saying.note.startswith("{") else ""
    return f"{mark} {saying.note}" if mark and saying.note else mark or saying.note


def unbraced(text: str, kind: DecisionKind) -> Saying | None:
    """Return what :func:`braced` put into words; None where the braces hold something else."""
    if kind not in BRACED or not text.startswith("{"):
        return Saying(text)
    found = (_SET if kind == "ambiguous" else _PLACE).fullmatch(text)
    if found is None:
        return None
    note = found[found.re.groups] or ""
    if kind == "ambiguous":
        return Saying(note, classes=tuple(map(int, found[1].split())))
    return Saying(note, original=(unquote(found[1]), int(found[2])) if found[1] else None)


def is_set(named: tuple[int, ...], classes: int) -> bool:
    """Return whether these are none of so many classes, or several of them in their order."""
    is_ascending = tuple(sorted(set(named))) == named
    return not named or (len(named) > 1 and is_ascending and named[-1] < classes)
