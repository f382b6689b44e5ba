"""Decks as files: JSON with the SHA-256 of its own content."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.exchange.own_json import FileKind
from fmnist_gui.core.session.deck import FORMAT, LATER_FORMAT, Deck
from fmnist_gui.core.session.deck_content import MORE, check, more_of

SUFFIX = ".fmdeck"
LARGEST_BYTES = 2 * 1024 * 1024
"""Enough for a deck of 250,000 images, and few enough to be refused at once."""

KIND = FileKind("a deck", DeckError, most_bytes=LARGEST_BYTES)
MOST_EXCLUDED = 1 << 32
TYPES: dict[str, type] = {
    "preset": str,
    "split": str,
    "fingerprint": str,
    "seed": int,
    "numpy_version": str,
    "excluded": int,
}

KEYS = {*TYPES, "format", "indices"}


def write(path: Path, deck: Deck) -> None:
    """Write `deck` to `path`, whole or not at all.

    Raises DataError when there is no place, DeckError when `path` is no name for a file or the
    deck is longer than any reader takes.
    """
    too_long = (f"one of {len(deck.indices)} images", "draw fewer images")
    KIND.write(path, {**deck.content(), "sha256": deck.sha256}, too_long=too_long)


def read(path: Path) -> Deck:
    """Return the deck in `path` after checking its hash. Raises DeckError."""
    content = KIND.read(path)
    # What the hash does not cover must not be there: it covers nothing but the deck's own keys.
    try:
        claimed = content.pop("sha256")
        deck = deck_of(content)
    except (KeyError, ValueError) as error:
        raise KIND.refusal(path) from error
    if deck.sha256 != claimed:
        raise KIND.changed(path, stated=claimed, computed=deck.sha256)
    check(deck, path)
    return deck


def deck_of(content: Mapping[str, Any]) -> Deck:
    """Return the deck whose :meth:`Deck.content` this is; see :func:`check` for the rest.

    Raises ValueError for something that no deck could have written.
    """
    if not content.keys() >= KEYS or content.keys() - KEYS - MORE.keys():
        raise ValueError("other keys")
    if not _is_complete(content):
        raise ValueError("other kinds of values")
    try:
        more = more_of({name: value for name, value in content.items() if name in MORE})
    except RequestError as error:
        raise ValueError("other rules") from error
    return Deck(
        indices=tuple(content["indices"]), **{name: content[name] for name in TYPES}, **more
    )


def _is_complete(content: Mapping[str, Any]) -> bool:
    indices = content["indices"]
    wanted = FORMAT if not content.keys() & MORE.keys() else LATER_FORMAT
    if content["format"] != wanted or not isinstance(indices, list) or not indices:
        return False
    if not all(type(index) is int and index >= 0 for index in indices):
        return False
    if len(set(indices)) != len(indices) and "phases" not in content:
        return False
    if not all(type(content[name]) is kind for name, kind in TYPES.items()):
        return False
    words = [content[name] for name, kind in TYPES.items() if kind is str]
    is_printable = all(word.isprintable() for word in words)
    return is_printable and content["seed"] >= 0 and 0 <= content["excluded"] <= MOST_EXCLUDED
