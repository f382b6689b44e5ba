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
    path: Path,
    refused: Refused,
    *,
    largest_bytes: int,
    longest_line: int,
    encoding: str = "utf-8-sig",
) -> Iterator[str]:
    """Give the lines of such a file one by one, with their ends as they are.

    Raises what `refused` makes, also for a line of more letters than the longest may have.
    """
    with _opened(path, refused, largest_bytes=largest_bytes, newline="", encoding=encoding) as file:
        while line := file.readline(longest_line + 1):
            if len(line) > longest_line:
                raise refused("a line without an end")
            yield line


def is_utf_16(path: Path) -> bool:
    """Whether the file at `path` begins with the mark of UTF-16; False for what cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(2) in _UTF_16
    except OSError:
        # Who reads it says what is wrong with it.
        return False


@contextmanager
def _opened(
    path: Path,
    refused: Refused,
    *,
    largest_bytes: int,
    newline: str | None,
    encoding: str = "utf-8-sig",
) -> Iterator[TextIO]:
    try:
        if not path.is_file():
            raise refused("something that is no file" if path.exists() else "no such file")
        if path.stat().st_size > largest_bytes:
            raise refused("a file far too large")
        with path.open(encoding=encoding, newline=newline) as file:
            yield file
    except UnicodeDecodeError as error:
        # UTF-16 as spreadsheets save it is worth a word of its own.
        is_other = encoding == "utf-8-sig" and error.object[:2] in _UTF_16
        found = "text in UTF-16" if is_other else "no text"
        raise refused(found) from error
    except OSError as error:
        raise refused((error.strerror or type(error).__name__).lower()) from error
