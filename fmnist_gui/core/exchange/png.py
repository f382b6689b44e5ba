"""Pictures as PNG, written a strip at a time so that large ones need no memory."""

import io
import math
import struct
import zlib
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB = 0, 2


class PngWriter:
    """Writes 8-bit grey or RGB pixels, lossless (ISO/IEC 15948).

    The file is a PNG only after :meth:`close`.
    """

    def __init__(self, file: BinaryIO, width: int, *, height: int, is_colour: bool = False) -> None:
        self._file = file
        self._line = (width, 3) if is_colour else (width,)
        self._deflate = zlib.compressobj()
        file.write(SIGNATURE)
        kind = _RGB if is_colour else _GREY
        self._chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))

    def write(self, pixels: NDArray[np.uint8]) -> None:
        """Add lines of pixels, shape (rows, width) or (rows, width, 3)."""
        assert pixels.shape[1:] == self._line
        length = math.prod(self._line)
        # Each line begins with the number of its filter; 0 is none.
        filtered = np.zeros((len(pixels), length + 1), dtype=np.uint8)
        filtered[:, 1:] = pixels.reshape(-1, length)
        if packed := self._deflate.compress(filtered.data):
            self._chunk(b"IDAT", packed)

    def close(self) -> None:
        """Write what is left, and the end."""
        self._chunk(b"IDAT", self._deflate.flush())
        self._chunk(b"IEND", b"")

    def _chunk(self, kind: bytes, content: bytes) -> None:
        self._file.write(struct.pack(">I", len(content)) + kind + content)
        self._file.write(struct.pack(">I", zlib.crc32(content, zlib.crc32(kind))))


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Return pixels of shape (rows, columns) or (rows, columns, 3) as a PNG file."""
    buffer = io.BytesIO()
    height, width = pixels.shape[:2]
    writer = PngWriter(buffer, width, height=height, is_colour=pixels.ndim == 3)
    writer.write(pixels)
    writer.close()
    return buffer.getvalue()
