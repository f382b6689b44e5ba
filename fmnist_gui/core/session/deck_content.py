"""Reads back what a deck says beyond its images, and checks that it fits them."""

from collections.abc import Mapping
from typing import Any, get_args

from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.protocol import Protocol, from_content

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


def check(deck: Deck) -> None:
    """Raise DeckError when the parts of `deck` do not fit each other."""
    if problem := _problem(deck):
        expected, found = problem
        raise DeckError(
            f"deck {deck.code}", expected=expected, found=found, remedy="ask for another deck"
        )


def _problem(deck: Deck) -> tuple[str, str] | None:
    if deck.phases and len(deck.phases) != len(deck.indices):
        return f"{len(deck.indices)} phases", f"{len(deck.phases)}"
    unknown = [phase for phase in deck.phases if phase not in get_args(Phase)]
    if unknown:
        return "phases of this program", repr(unknown[0])
    main = deck.main_indices
    if len(set(main)) != len(main):
        return "each image once", "one twice"
    repeated = {index for place, index in enumerate(deck.indices) if deck.phase(place) == "repeat"}
    if not repeated <= set(main):
        return "repeats of images of the deck", "others"
    if not all(type(index) is int and index >= 0 for index in (*deck.indices, *deck.matrix)):
        return "indices of images", "something else"
    if deck.matrix and not set(deck.indices) <= set(deck.matrix):
        return "images of its matrix", "others"
    return None
