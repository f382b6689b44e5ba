"""Numbers of images as plain text, which anybody can write."""

from pathlib import Path

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.text_file import read_text

LARGEST_BYTES = 16 * 1024 * 1024
"""Enough for two million images, and few enough to be read at once."""

MOST_DIGITS = 9


def read(path: Path, *, images: int) -> tuple[int, ...]:
    """Return the numbers in the file at `path`, ascending: each of an image from 0 to `images`.

    Between them stand spaces, commas, semicolons or line ends. Raises DataError for anything else,
    for an image twice, and for none.
    """

    def refused(found: str) -> DataError:
        return DataError(
            path,
            expected=f"different numbers of images from 0 to {images - 1}",
            found=found,
            remedy="name one file with those that are meant",
        )

    found: dict[int, None] = {}
    text = read_text(path, refused, largest_bytes=LARGEST_BYTES)
    for number, line in enumerate(text.splitlines(), start=1):
        for word in line.replace(",", " ").replace(";", " ").split():
            is_number = word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS
            if not is_number or int(word) >= images:
                raise refused(f"{word[:40]!r} in line {number}")
            if int(word) in found:
                raise refused(f"{word} a second time in line {number}")
            found[int(word)] = None
    if not found:
        raise refused("none")
    return tuple(sorted(found))
