"""What is said about files that were written, in one shape for all kinds."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PngOf = Callable[[str], bytes]
"""Gives the PNG file of an SVG document."""


@dataclass(frozen=True)
class TakenOut:
    """Which files were written, how many rows went in and out, and a sentence about both."""

    files: tuple[Path, ...]
    rows_in: int
    rows_out: int
    sentence: str


def joined(*sentences: str) -> str:
    """Return the sentences in one line, empty ones left out."""
    return " ".join(filter(None, sentences))
