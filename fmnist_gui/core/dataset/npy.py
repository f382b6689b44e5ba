"""One plain array in NumPy's own format, read strictly and never more of it than was claimed.

Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. The header is read
here and not by NumPy, which hands it to Python's parser: a header made for that can exhaust it.
"""

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import DTypeLike, NDArray

from fmnist_gui.core.errors import DataError

MAGIC = b"\x93NUMPY"

_HEADER_BYTES_MAX = 10_000
_BLOCK_BYTES = 1 << 18
_LENGTH_BYTES = {1: 2, 2: 4, 3: 4}
"""How long the length of the header is, by the format's version."""

_HEADER = re.compile(
    r"\{\s*'descr'\s*:\s*(?P<descr>'[^']*'|\[.*\])\s*,"
    r"\s*'fortran_order'\s*:\s*(?P<fortran>True|False)\s*,"
    r"\s*'shape'\s*:\s*\((?P<shape>[^()]*)\)\s*,?\s*\}\s*",
    re.DOTALL,
)
_SHAPE = re.compile(r"\s*(?:\d{1,15}L?\s*(?:,\s*\d{1,15}L?\s*)*,?\s*)?")
_NUMBERS = re.compile(r"[<>|=]?(?:f[248]|[iu][1248])")
_OTHER_KINDS = {
    "O": "pickled objects",
    "b": "yes and no",
    "?": "yes and no",
    "c": "complex numbers",
    "U": "text",
    "S": "text",
    "a": "text",
}


class Source(Protocol):
    """Bytes in order, such as a :class:`~fmnist_gui.core.dataset.stream.Stream`."""

    @property
    def path(self) -> Path:
        """The file that errors speak of."""
        ...

    def read_up_to(self, wanted_bytes: int) -> bytes:
        """Return the next `wanted_bytes` bytes, fewer only at the end."""
        ...


@dataclass(frozen=True)
class ArrayHeader:
    """What an array says about itself; ``dtype`` is one of real numbers."""

    dtype: np.dtype[Any]
    is_fortran: bool
    shape: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many values follow."""
        return math.prod(self.shape)

    @property
    def content_bytes(self) -> int:
        """How many bytes follow."""
        return self.count * self.dtype.itemsize


def read_array_header(source: Source) -> ArrayHeader:
    """Read what stands before the values.

    Raises DataError for anything but an array of integers or of floats of at most eight bytes.
    """
    start = source.read_up_to(len(MAGIC) + 2)
    length_bytes = _LENGTH_BYTES.get(start[-2]) if len(start) == len(MAGIC) + 2 else None
    if not start.startswith(MAGIC) or length_bytes is None:
        raise _damaged(source, "something else")
    length = int.from_bytes(source.read_up_to(length_bytes), "little")
    if length > _HEADER_BYTES_MAX:
        raise _damaged(source, f"a header of {length} bytes")
    text = source.read_up_to(length).decode("utf-8", "replace")
    parts = _HEADER.fullmatch(text)
    if len(text) < length or parts is None or not _SHAPE.fullmatch(parts["shape"]):
        raise _damaged(source, "a damaged header")
    descr = parts["descr"].strip("'")
    if not _NUMBERS.fullmatch(descr):
        raise _damaged(source, _words(descr))
    shape = tuple(int(size) for size in re.findall(r"\d+", parts["shape"]))
    return ArrayHeader(np.dtype(descr), parts["fortran"] == "True", shape)


def read_array(source: Source, header: ArrayHeader, *, dtype: DTypeLike) -> NDArray[Any]:
    """Return the values as `dtype`; what is too great for it becomes infinite.

    The caller has checked that ``header.shape`` is a size worth its memory. Raises DataError
    unless the source ends with the last value.
    """
    total = header.count
    values = np.empty(total, dtype=dtype)
    step = _BLOCK_BYTES // header.dtype.itemsize
    for first in range(0, total, step):
        count = min(step, total - first)
        block = source.read_up_to(count * header.dtype.itemsize)
        if len(block) < count * header.dtype.itemsize:
            raise _damaged(source, "an early end")
        # A float of eight bytes may be too great, and a NaN of the signalling kind complains.
        with np.errstate(over="ignore", invalid="ignore"):
            values[first : first + count] = np.frombuffer(block, dtype=header.dtype)
    if source.read_up_to(1):
        raise _damaged(source, "other bytes after its end")
    return values.reshape(header.shape, order="F" if header.is_fortran else "C")


def _words(descr: str) -> str:
    if descr.startswith("["):
        return "an array of records"
    kind = descr.lstrip("<>|=")[:1]
    return f"an array of {_OTHER_KINDS.get(kind, 'something else')}"


def _damaged(source: Source, found: str) -> DataError:
    return DataError(
        source.path,
        expected="an intact array of plain numbers",
        found=found,
        remedy="save it again with numpy.save or numpy.savez",
    )
