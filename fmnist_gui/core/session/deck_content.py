"""Reads back what a deck says beyond its images, and checks that it fits them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.session.custom import check_rules
from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.preset import rules
from fmnist_gui.core.session.protocol import LONGEST_WORDS, Protocol, from_content

MORE = {
    "source": str,
    "phases": list,
    "attention_split": str,
    "attention_fingerprint": str,
    "rules": dict,
    "base": str,
    "matrix": list,
}
"""What only some decks say, with the kind of each in JSON; see :meth:`Deck.more`."""


def more_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a :class:`Deck` that :meth:`Deck.more` wrote.

    Raises ValueError or RequestError for something else.
    """
    for name, value in content.items():
        if name not in MORE or type(value) is not MORE[name] or not value:
            raise ValueError(name)
        if type(value) is str and not (value.isprintable() and len(value) <= LONGEST_WORDS):
            raise ValueError(name)
    found = dict(content)
    if "rules" in found:
        found["rules"] = from_content(found["rules"])
    for name in ("phases", "matrix"):
        if name in found:
            found[name] = tuple(found[name])
    return found


def rules_of(content: Mapping[str, Any]) -> Protocol | None:
    """Return the rules in what :meth:`Deck.more` wrote, None if it has none."""
    return from_content(content["rules"]) if content.get("rules") else None


def protocol_of(deck: Deck) -> Protocol:
    """Return the rules under which `deck` is answered: its own or those of its preset.

    Raises RequestError when this program does not know them.
    """
    known = deck.rules or rules(deck.preset)
    if known is None:
        raise RequestError(
            f"deck {deck.code} is to be answered under the rules {deck.preset[:40]!r}, which "
            "this program does not know; update it or draw another deck"
        )
    return known


def check(deck: Deck, thing: Path | str | None = None, *, class_count: int | None = None) -> None:
    """Raise DeckError when the parts of `deck` do not fit each other.

    `thing` is what the sentence names, as its file; the deck's code if None. `class_count` is
    that of the data, where they are at hand: no class beyond it may be asked for.
    """
    problem = (
        _in_classes(deck, class_count)
        or _in_phases(deck)
        or _in_images(deck)
        or _in_rules(deck)
        or _in_base(deck)
    )
    if problem is not None:
        expected, found = problem
        raise DeckError(
            thing or f"deck {deck.code}",
            expected=expected,
            found=found,
            remedy="ask for another deck",
        )


Problem = tuple[str, str] | None
"""What was expected and what was found."""


def _in_phases(deck: Deck) -> Problem:
    if deck.phases and len(deck.phases) != len(deck.indices):
        return f"{len(deck.indices)} phases", f"{len(deck.phases)}"
    unknown = [phase for phase in deck.phases if phase not in get_args(Phase)]
    if unknown:
        return "phases of this program", repr(unknown[0])[:40]
    if bool(deck.attention_split) != bool(deck.attention_fingerprint):
        return "a split of attention checks and its fingerprint", "one of them"
    if deck.attention_split and deck.attention_split == deck.split:
        return "attention checks of another split", f"the deck's own, {deck.split[:40]!r}"
    if deck.attention_split and "attention" not in deck.phases:
        return "attention checks", "none"
    return None


def _in_images(deck: Deck) -> Problem:
    if not all(type(index) is int and index >= 0 for index in (*deck.indices, *deck.matrix)):
        return "indices of images", "something else"
    for images in (deck.main_indices, deck.matrix):
        if len(set(images)) != len(images):
            return "each image once", "one twice"
    cells = set(deck.matrix)
    asked = {i: place for place, i in enumerate(deck.indices) if deck.phase(place) == "main"}
    if not asked:
        return "an image that is asked about", "none"
    for place, index in enumerate(deck.indices):
        phase = deck.phase(place)
        if phase == "repeat" and asked.get(index, place) >= place:
            return "repeats of images that came before", f"image {index}"
        is_own = deck.split_of(place) == deck.split
        if phase in ("attention", "practice") and is_own and index in asked:
            return "images that are asked about in no other phase", f"image {index}"
        if cells and is_own and index not in cells:
            return "images of its matrix", "others"
    return None


def _in_rules(deck: Deck) -> Problem:
    known = deck.rules or rules(deck.preset)
    if deck.rules is not None and deck.rules.key != deck.preset:
        return f"the rules {deck.preset[:40]!r}", repr(deck.rules.key[:40])
    if deck.rules is not None and deck.rules.split != deck.split:
        return f"rules for {deck.split[:40]} images", f"rules for {deck.rules.split[:40]}"
    grid = known.grid if known is not None else None
    if grid is not None and len(deck.matrix) != grid[0] * grid[1]:
        return f"a matrix of {grid[0]} x {grid[1]} images", f"{len(deck.matrix)}"
    return _in_own_rules(deck)


def _in_own_rules(deck: Deck) -> Problem:
    own = deck.rules
    if own is None:
        return None
    try:
        check_rules(own)
    except RequestError as error:
        return "rules that go together", f"{error}"
    main = len(deck.main_indices)
    if own.count is not None and own.count != main:
        found = f"only {main:,}" if main < own.count else f"{main:,}"
        return f"the {own.count:,} images of its rules", found
    return None


def _in_classes(deck: Deck, class_count: int | None) -> Problem:
    asked = max(deck.rules.classes, default=0) if deck.rules is not None else 0
    if class_count is None or asked < class_count:
        return None
    return f"classes from 0 to {class_count - 1}, which the data have", f"class {asked}"


def _in_base(deck: Deck) -> Problem:
    # A deck that refers to no other is its own base.
    if re.fullmatch("[0-9a-f]{64}", deck.base or "0" * 64) is None:
        return "a base of 64 hex digits", repr(deck.base)[:40]
    return None
