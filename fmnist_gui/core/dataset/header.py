"""What an IDX file says about itself before its content.

Nothing here needs numpy, so that the first paint can read with it. Format: magic number, then one
big-endian uint32 per dimension, then bytes (http://yann.lecun.com/exdb/mnist).
"""

import struct
from dataclasses import dataclass

from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError

IMAGES_MAGIC = 0x0803
LABELS_MAGIC = 0x0801
SIDE_MAX_PX = 4096

FASHION_SHAPE = (28, 28)
"""Rows and columns of an image of Fashion-MNIST."""

_KIND_BY_MAGIC = {IMAGES_MAGIC: "images", LABELS_MAGIC: "labels"}
_ELEMENT_TYPES = {0x09: "int8", 0x0B: "int16", 0x0C: "int32", 0x0D: "float32", 0x0E: "float64"}


@dataclass(frozen=True)
class Header:
    """The dimensions of an IDX file; a labels file has rows and columns of 1."""

    count: int
    rows: int = 1
    columns: int = 1

    @property
    def content_bytes(self) -> int:
        """How many bytes follow the header."""
        return self.count * self.rows * self.columns


def read_images_header(stream: Stream, shape: tuple[int, int] | None) -> Header:
    """Read and check the 16 bytes before the pixels; `shape` None allows 1 to 4096 a side.

    Raises DataError for anything but a uint8 images file whose pixels this file can hold.
    """
    count, rows, columns = _read_dimensions(stream, IMAGES_MAGIC)
    found = f"{rows} × {columns}"
    if not (1 <= rows <= SIDE_MAX_PX and 1 <= columns <= SIDE_MAX_PX):
        raise DataError(
            stream.path,
            expected=f"images of 1 to {SIDE_MAX_PX} rows and columns",
            found=found,
            remedy="check what wrote the file",
        )
    if shape is not None and (rows, columns) != shape:
        raise DataError(
            stream.path,
            expected=f"images of {shape[0]} × {shape[1]}",
            found=found,
            remedy="name the classes in a classes.txt beside it to open another kind of set",
        )
    return _possible(stream, Header(count, rows, columns), 16)


def read_labels_header(stream: Stream) -> Header:
    """Read and check the 8 bytes before the labels. Raises DataError as for images."""
    return _possible(stream, Header(*_read_dimensions(stream, LABELS_MAGIC)), 8)


def _read_dimensions(stream: Stream, magic: int) -> tuple[int, ...]:
    dimensions = magic & 0xFF
    start = stream.read_up_to(4 + 4 * dimensions)
    # A wrong magic number says more than that the file is short.
    if not struct.pack(">I", magic).startswith(start[:4]):
        raise _not_idx(stream, magic, _describe(start))
    if len(start) < 4 + 4 * dimensions:
        raise _not_idx(stream, magic, f"only {len(start)} bytes" if start else "an empty file")
    return struct.unpack_from(f">{dimensions}I", start, 4)


def _not_idx(stream: Stream, magic: int, found: str) -> DataError:
    return DataError(
        stream.path,
        expected=f"IDX {_KIND_BY_MAGIC[magic]} (magic 0x{magic:08X})",
        found=found,
        remedy="choose the right file or download it again",
    )


def _describe(start: bytes) -> str:
    if start.lstrip()[:1] == b"<":
        return "a web page"
    if len(start) < 4:
        return f"only {len(start)} bytes"
    (number,) = struct.unpack_from(">I", start)
    magic = f"(magic 0x{number:08X})"
    if number in _KIND_BY_MAGIC:
        return f"IDX {_KIND_BY_MAGIC[number]} {magic}"
    if number >> 16 == 0 and (number >> 8) in _ELEMENT_TYPES:
        return f"IDX values of type {_ELEMENT_TYPES[number >> 8]} {magic}"
    return f"something else {magic}"


def _possible(stream: Stream, header: Header, header_bytes: int) -> Header:
    """Return `header` if the file can hold what it claims; decided before anything is allocated."""
    kind = "images" if header_bytes == 16 else "labels"
    if header.count == 0:
        raise DataError(
            stream.path,
            expected=f"one or more {kind}",
            found="none",
            remedy="choose another",
        )
    total_bytes = header_bytes + header.content_bytes
    possible_bytes = stream.capacity_bytes
    if total_bytes <= possible_bytes and (stream.is_gzip or total_bytes == possible_bytes):
        return header
    raise DataError(
        stream.path,
        expected=f"{total_bytes} bytes for the {header.count} {kind} that its header claims",
        found=f"{'at most ' if stream.is_gzip else ''}{possible_bytes}",
        remedy="download or copy the file again",
    )
