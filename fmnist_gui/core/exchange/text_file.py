"""Reads a small file of text, or says in a sentence why that cannot be."""

from collections.abc import Callable
from pathlib import Path

from fmnist_gui.core.errors import DataError


def read_text(
    path: Path,
    refused: Callable[[str], DataError],
    *,
    largest_bytes: int,
    keeps_line_ends: bool = False,
) -> str:
    """Return the text of a UTF-8 file, with or without byte order mark.

    Line ends of all kinds become line feeds unless it `keeps_line_ends`. Raises what `refused`
    makes of the words for what was found instead.
    """
    try:
        if not path.is_file():
            raise refused("something that is no file" if path.exists() else "no such file")
        if path.stat().st_size > largest_bytes:
            raise refused("a file far too large")
        newline = "" if keeps_line_ends else None
        with path.open(encoding="utf-8-sig", newline=newline) as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise refused("no text") from error
    except OSError as error:
        raise refused((error.strerror or type(error).__name__).lower()) from error
