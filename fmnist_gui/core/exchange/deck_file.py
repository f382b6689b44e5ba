"""Decks as files: JSON with the SHA-256 of its own content."""

import json
from pathlib import Path
from typing import Any

from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.session.deck import FORMAT, LATER_FORMAT, Deck, canonical
from fmnist_gui.core.session.deck_content import MORE, check, more_of

SUFFIX = ".fmdeck"
LARGEST_BYTES = 2 * 1024 * 1024
"""Enough for a deck of 250,000 images, and few enough to be refused at once."""

MOST_EXCLUDED = 1 << 32
TYPES: dict[str, type] = {
    "preset": str,
    "split": str,
    "fingerprint": str,
    "seed": int,
    "numpy_version": str,
    "excluded": int,
}

KEYS = sorted([*TYPES, "format", "indices", "sha256"])
NO_DECK = ("something else", "choose a file written as a deck")


def write(path: Path, deck: Deck) -> None:
    """Write `deck` to `path`, whole or not at all.

    Raises DataError when there is no place, DeckError when `path` is no name for a file or the
    deck is longer than any reader takes.
    """
    text = canonical({**deck.content(), "sha256": deck.sha256}) + "\n"
    if len(text) > LARGEST_BYTES:
        raise _problem(path, f"one of {len(deck.indices)} images", "draw fewer images")
    if not path.name:
        raise _problem(path, "a folder", f"name a file, as in deck{SUFFIX}")
    with replacing(path) as file:
        file.write(text.encode("ascii"))


def read(path: Path) -> Deck:
    """Return the deck in `path` after checking its hash. Raises DeckError."""
    content = _parse(path)
    claimed = content["sha256"]
    if not _is_complete(content):
        raise _problem(path, *NO_DECK)
    try:
        more = more_of({name: value for name, value in content.items() if name in MORE})
    except (ValueError, RequestError) as error:
        raise _problem(path, *NO_DECK) from error
    deck = Deck(
        indices=tuple(content["indices"]), **{name: content[name] for name in TYPES}, **more
    )
    if deck.sha256 != claimed:
        raise DeckError(
            path,
            expected=f"content with SHA-256 {str(claimed)[:16]!r}",
            found=repr(deck.sha256[:16]),
            remedy="the deck was changed after it was written; ask for the original file",
        )
    check(deck)
    return deck


def _parse(path: Path) -> dict[str, Any]:
    try:
        pairs = json.loads(_read_bytes(path).decode("ascii"), object_pairs_hook=list)
    except (ValueError, RecursionError) as error:
        raise _problem(path, *NO_DECK) from error
    # What the hash does not cover must not be there: a second spelling, another key.
    is_object = isinstance(pairs, list) and all(isinstance(pair, tuple) for pair in pairs)
    keys = sorted(key for key, _ in pairs) if is_object else []
    if len(set(keys)) != len(keys) or not set(KEYS) <= set(keys) <= {*KEYS, *MORE}:
        raise _problem(path, *NO_DECK)
    return _as_objects(pairs)


def _as_objects(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return nested lists of pairs as the objects they were; a list of pairs cannot be empty."""

    def plain(value: Any) -> Any:
        if isinstance(value, list) and value and all(isinstance(item, tuple) for item in value):
            return _as_objects(value)
        return value

    return {key: plain(value) for key, value in pairs}


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            found = "something that is no file" if path.exists() else "no such file"
            raise _problem(path, found, "check the name")
        if path.stat().st_size > LARGEST_BYTES:
            raise _problem(path, "a file far too large", "choose a deck")
        return path.read_bytes()
    except OSError as error:
        found = (error.strerror or type(error).__name__).lower()
        raise _problem(path, found, "mend that or choose another") from error


def _is_complete(content: dict[str, Any]) -> bool:
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


def _problem(path: Path, found: str, remedy: str) -> DeckError:
    return DeckError(path, expected="a deck", found=found, remedy=remedy)
