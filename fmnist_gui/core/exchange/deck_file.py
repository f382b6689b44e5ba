"""Decks as files: JSON with the SHA-256 of its own content."""

import json
from pathlib import Path
from typing import Any

from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.session.deck import FORMAT, Deck, canonical

SUFFIX = ".fmdeck"
LARGEST_FILE = 16 * 1024 * 1024
TYPES: dict[str, type] = {
    "preset": str,
    "split": str,
    "fingerprint": str,
    "seed": int,
    "numpy_version": str,
    "excluded": int,
}


def write(path: Path, deck: Deck) -> None:
    """Write `deck` to `path`, whole or not at all. Raises DataError when there is no place."""
    text = canonical({**deck.content(), "sha256": deck.sha256}) + "\n"
    with replacing(path) as file:
        file.write(text.encode("ascii"))


def read(path: Path) -> Deck:
    """Return the deck in `path` after checking its hash. Raises DeckError."""
    content = _parse(path)
    claimed = content.pop("sha256", None)
    indices = content.get("indices")
    if content.get("format") != FORMAT or not _is_complete(content):
        raise _problem(path, "something else", "choose a file written as a deck")
    assert isinstance(indices, list)
    deck = Deck(indices=tuple(indices), **{name: content[name] for name in TYPES})
    if deck.sha256 != claimed:
        raise DeckError(
            path,
            expected=f"content with SHA-256 {str(claimed)[:16]}",
            found=deck.sha256[:16],
            remedy="the deck was changed after it was written; ask for the original file",
        )
    return deck


def _parse(path: Path) -> dict[str, Any]:
    try:
        if not path.is_file():
            raise _problem(path, "no such file", "check the name")
        if path.stat().st_size > LARGEST_FILE:
            raise _problem(path, "a file far too large", "choose a deck")
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _problem(path, "something else", "choose a file written as a deck") from error
    if not isinstance(content, dict):
        raise _problem(path, "something else", "choose a file written as a deck")
    return content


def _is_complete(content: dict[str, Any]) -> bool:
    indices = content.get("indices")
    if not isinstance(indices, list) or not indices or len(set(map(str, indices))) != len(indices):
        return False
    numbers = all(type(index) is int and index >= 0 for index in indices)
    return numbers and all(type(content.get(name)) is kind for name, kind in TYPES.items())


def _problem(path: Path, found: str, remedy: str) -> DeckError:
    return DeckError(path, expected="a deck", found=found, remedy=remedy)
