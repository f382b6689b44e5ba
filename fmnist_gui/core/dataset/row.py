"""One stretch of memory for the images of all splits, so that they lie side by side uncopied."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.dataset.files import Files, IdxPair
from fmnist_gui.core.dataset.header import Header, read_images_header
from fmnist_gui.core.dataset.idx import Allocate
from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError


class Row:
    """Memory for the splits whose images files have these headers, one after the other."""

    def __init__(self, headers: dict[str, Header]) -> None:
        sizes = [header.content_bytes for header in headers.values()]
        ends = np.cumsum([0, *sizes]).tolist()
        self._headers = headers
        self._parts = dict(zip(headers, map(slice, ends[:-1], ends[1:]), strict=True))
        self._bytes = np.empty(ends[-1], dtype=np.uint8)
        self._taken: set[int] = set()

    def allocator(self, name: str) -> Allocate:
        """Return what gives the memory of split `name`; other memory if the file has changed."""
        return partial(self._take, self._parts[name])

    def _take(self, part: slice, content_bytes: int) -> NDArray[np.uint8]:
        if part.stop - part.start != content_bytes:
            return np.empty(content_bytes, dtype=np.uint8)
        self._taken.add(part.start)
        return self._bytes[part]

    @property
    def images(self) -> Images | None:
        """All images, read-only, shape (n, rows, columns); None if a split lies elsewhere."""
        if len(self._taken) < len(self._parts):
            return None
        first = next(iter(self._headers.values()))
        images = self._bytes.reshape(-1, first.rows, first.columns)
        images.flags.writeable = False
        return images


def row_for(files: Files, *, shape: tuple[int, int] | None) -> Row | None:
    """Return memory for the splits of `files`, None where it cannot be told or need not be one.

    A header that is not as it should be is left to the reader, who says so.
    """
    pairs = {name: part for name, part in files.splits.items() if isinstance(part, IdxPair)}
    if len(pairs) < 2 or len(pairs) != len(files.splits):
        return None
    headers = {}
    for name, pair in pairs.items():
        try:
            with Stream(pair.images) as stream:
                headers[name] = read_images_header(stream, shape)
        except DataError:
            return None
    is_one_shape = len({(header.rows, header.columns) for header in headers.values()}) == 1
    try:
        return Row(headers) if is_one_shape else None
    except MemoryError:
        return None
