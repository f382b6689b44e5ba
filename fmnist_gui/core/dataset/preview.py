"""The first images of each class, read in a few milliseconds for the first paint.

Standard library only: numpy would take longer to import than this takes to run.
"""

from dataclasses import dataclass
from pathlib import Path

from fmnist_gui.core.dataset.header import Header, read_images_header, read_labels_header
from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError

IMAGES_MAX = 2000
PIXELS_MAX_BYTES = 1 << 23


@dataclass(frozen=True)
class Preview:
    """A mosaic of images, one class per row, in the order of the file.

    ``rows`` and ``columns`` are an image's. ``indices`` tells which image stands where, row by
    row. ``pixels`` is the whole picture, ``width`` × ``height`` bytes, 0 = background as stored.
    """

    rows: int
    columns: int
    indices: tuple[int, ...]
    pixels: bytes
    per_class: int = 10

    @property
    def width(self) -> int:
        """Width of the picture in pixels."""
        return self.per_class * self.columns

    @property
    def height(self) -> int:
        """Height of the picture in pixels."""
        return len(self.indices) // self.per_class * self.rows


def first_of_each_class(
    images_path: Path, labels_path: Path, *, per_class: int = 10, classes: int = 10
) -> Preview | None:
    """Return the first `per_class` images of each class among the first 2,000 of the files.

    Reads no further than it must, and checks only what it reads: None for whatever is unusual
    (a damaged file, a label beyond `classes`, too few of a class, large images), since the strict
    reader says later what is wrong.
    """
    try:
        with Stream(labels_path) as labels, Stream(images_path) as images:
            labels_header = read_labels_header(labels)
            header = read_images_header(images, None)
            if header.count != labels_header.count:
                return None
            indices = _first_indices(
                labels.read_up_to(min(header.count, IMAGES_MAX)), per_class, classes=classes
            )
            if indices is None:
                return None
            return _read_mosaic(images, header, indices=indices, per_class=per_class)
    except DataError:
        return None


def _first_indices(labels: bytes, per_class: int, *, classes: int) -> tuple[int, ...] | None:
    rows: list[list[int]] = [[] for _ in range(classes)]
    missing = per_class * classes
    for index, label in enumerate(labels):
        if not missing:
            break
        if label >= classes:
            return None
        if len(rows[label]) < per_class:
            rows[label].append(index)
            missing -= 1
    return None if missing else tuple(index for row in rows for index in row)


def _read_mosaic(
    images: Stream, header: Header, *, indices: tuple[int, ...], per_class: int
) -> Preview | None:
    size = header.rows * header.columns
    wanted_bytes = (max(indices) + 1) * size
    if wanted_bytes > PIXELS_MAX_BYTES:
        return None
    pixels = images.read_up_to(wanted_bytes)
    if len(pixels) < wanted_bytes:
        return None
    mosaic = b"".join(
        pixels[start : start + header.columns]
        for first in range(0, len(indices), per_class)
        for row in range(header.rows)
        for index in indices[first : first + per_class]
        for start in (index * size + row * header.columns,)
    )
    return Preview(header.rows, header.columns, indices, mosaic, per_class)
