"""Reads a small file of text, or says in a sentence why that cannot be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from fmnist_gui.core.errors import DataError

Refused = Callable[[str], DataError]
"""Makes an error of the words for what was found instead."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path, refused: Refused, *, largest_bytes: int) -> str:
    """Return the text of a UTF-8 file, with or without byte order mark.

    Line ends of all kinds become line feeds. Raises what `refused` makes.
    """
    with _opened(path, refused, largest_bytes=largest_bytes, newline=None) as file:
        return file.read()


def read_lines(
    path: Path, refused: Refused, *, largest_bytes: int, longest_line: int
) -> Iterator[str]:
    """Give the lines of such a file one by one, with their ends as they are.

    Raises what `refused` makes, also for a line of more letters than the longest may have.
    """
    with _opened(path, refused, largest_bytes=largest_bytes, newline="") as file:
        while line := file.readline(longest_line + 1):
            if len(line) > longest_line:
                raise refused("a line without an end")
            yield line


@contextmanager
def _opened(
    path: Path, refused: Refused, *, largest_bytes: int, newline: str | None
) -> Iterator[TextIO]:
    try:
        if not path.is_file():
            raise refused("something that is no file" if path.exists() else "no such file")
        if path.stat().st_size > largest_bytes:
            raise refused("a file far too large")
        with path.open(encoding="utf-8-sig", newline=newline) as file:
            yield file
    except UnicodeDecodeError as error:
        # UTF-16 as spreadsheets save it is worth a word of its own.
        found = "text in UTF-16" if error.object[:2] in _UTF_16 else "no text"
        raise refused(found) from error
    except OSError as error:
        raise refused((error.strerror or type(error).__name__).lower()) from error
