"""IDX files: a strict reader and its writer."""

import gzip
import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images, Labels
from fmnist_gui.core.dataset.header import (
    IMAGES_MAGIC,
    LABELS_MAGIC,
    SIDE_MAX_PX,
    Header,
    read_images_header,
    read_labels_header,
)
from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

OnFilled = Callable[[memoryview], object]
"""Called with each stretch of an array once it holds its final bytes, in order."""

Allocate = Callable[[int], NDArray[np.uint8]]
"""Called with a number of bytes; returns that many, to be filled."""

_STEP_BYTES = 1 << 20


def read_images(
    path: Path,
    *,
    shape: tuple[int, int] | None,
    on_filled: OnFilled | None = None,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Images:
    """Read an images file, plain or gzip told by content, into a read-only (n, rows, columns).

    `shape` is (rows, columns), or None for any from 1 to 4096. Streams into one array, so that
    the peak is the array and less than 10 MB. `report` speaks in bytes of the file. Raises
    DataError for anything unexpected and Cancelled.
    """
    with Stream(path) as stream:
        header = read_images_header(stream, shape)
        content = _read_content(stream, header, on_filled, report=report, is_cancelled=is_cancelled)
    return content.reshape(header.count, header.rows, header.columns)


def read_labels(path: Path, *, class_count: int | None = 10) -> Labels:
    """Read a labels file into a read-only (n,); labels from `class_count` on are refused.

    None allows 0-255. Raises DataError for anything unexpected.
    """
    with Stream(path) as stream:
        labels = _read_content(stream, read_labels_header(stream))
    check_labels(labels, path, class_count=class_count)
    return labels


def read_pair(
    images_path: Path,
    labels_path: Path,
    *,
    shape: tuple[int, int] | None,
    class_count: int | None = 10,
    begin: Callable[[tuple[int, int, int]], OnFilled] | None = None,
    allocate: Allocate | None = None,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> tuple[Images, Labels]:
    """Read images with their labels; both headers are compared before either is inflated.

    `begin` is called with the shape of the images and returns what is called while they are
    filled; `allocate` gives the memory for their pixels. The rest is as for :func:`read_images`
    and :func:`read_labels`.
    """
    with Stream(labels_path) as labels_stream, Stream(images_path) as images_stream:
        header = read_images_header(images_stream, shape)
        labels_header = read_labels_header(labels_stream)
        if header.count != labels_header.count:
            raise DataError(
                images_path,
                expected=f"{labels_header.count} images, one for each label in {labels_path.name}",
                found=str(header.count),
                remedy="use the two files that belong together",
            )
        labels = _read_content(labels_stream, labels_header, is_cancelled=is_cancelled)
        check_labels(labels, labels_path, class_count=class_count)
        dimensions = (header.count, header.rows, header.columns)
        pixels = _read_content(
            images_stream,
            header,
            begin(dimensions) if begin else None,
            allocate=allocate,
            report=report,
            is_cancelled=is_cancelled,
        )
    return pixels.reshape(dimensions), labels


def check_labels(
    labels: Labels, path: Path, *, class_count: int | None, first_line: int | None = None
) -> None:
    """Raise DataError for a label beyond the classes; `first_line` makes it name the line."""
    if class_count is None or int(labels.max(initial=0)) < class_count:
        return
    index = int(np.argmax(labels >= class_count))
    at = f"at index {index}" if first_line is None else f"in line {first_line + index}"
    raise DataError(
        path,
        expected=f"labels 0-{class_count - 1}",
        found=f"label {labels[index]} {at}",
        remedy="choose the right file or name more classes in a classes.txt beside it",
    )


def write_images(path: Path, images: Images) -> None:
    """Write a uint8 (n, rows, columns), gzip if the name ends in ``.gz``, whole or not at all.

    The same images give the same bytes. Raises ValueError for an array that IDX or the reader
    cannot hold, DataError when the file cannot be written.
    """
    if images.ndim != 3 or not all(1 <= side <= SIDE_MAX_PX for side in images.shape[1:]):
        raise ValueError(f"not (n, rows, columns): {images.shape}")
    with replacing(path) as file:
        _put(file, IMAGES_MAGIC, images, is_packed=path.suffix == ".gz")


def write_labels(path: Path, labels: Labels) -> None:
    """Write a uint8 (n,); as :func:`write_images`."""
    with replacing(path) as file:
        file.write(label_bytes(labels, is_packed=path.suffix == ".gz"))


def label_bytes(labels: Labels, *, is_packed: bool) -> bytes:
    """Return what :func:`write_labels` writes, gzip if `is_packed`."""
    if labels.ndim != 1:
        raise ValueError(f"not (n,): {labels.shape}")
    content = io.BytesIO()
    _put(content, LABELS_MAGIC, labels, is_packed=is_packed)
    return content.getvalue()


def _read_content(
    stream: Stream,
    header: Header,
    on_filled: OnFilled | None = None,
    *,
    allocate: Allocate | None = None,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> NDArray[np.uint8]:
    """Read what follows the header, and make sure that nothing follows that."""
    content = _memory(stream.path, header.content_bytes, allocate)
    view = content.data
    position = told = 0
    while position < len(view):
        if is_cancelled():
            raise Cancelled
        filled = stream.read_into(view[position : position + _STEP_BYTES])
        if not filled:
            raise _wrong_length(stream, header, f"only {position}")
        position += filled
        if on_filled and (position - told >= _STEP_BYTES or position == len(view)):
            on_filled(view[told:position])
            told = position
        report(stream.consumed_bytes, stream.size_bytes)
    # Asking for one byte more also makes gzip check the CRC and what lies behind the members.
    if stream.read(1):
        raise _wrong_length(stream, header, "more")
    content.flags.writeable = False
    return content


def _memory(path: Path, content_bytes: int, allocate: Allocate | None) -> NDArray[np.uint8]:
    try:
        return allocate(content_bytes) if allocate else np.empty(content_bytes, dtype=np.uint8)
    except MemoryError:
        raise DataError(
            path,
            expected="a set that fits into memory",
            found=f"{content_bytes} bytes",
            remedy="choose a smaller one",
        ) from None


def _wrong_length(stream: Stream, header: Header, found: str) -> DataError:
    return DataError(
        stream.path,
        expected=f"{header.content_bytes} bytes after its header",
        found=found,
        remedy="download or copy the file again",
    )


def _put(file: BinaryIO, magic: int, array: NDArray[np.uint8], *, is_packed: bool) -> None:
    if array.dtype != np.uint8 or not 1 <= len(array) < 1 << 32:
        raise ValueError(f"not 1 or more of uint8: {len(array)} of {array.dtype}")
    head = struct.pack(f">{1 + array.ndim}I", magic, *array.shape)
    content = np.ascontiguousarray(array).data
    if is_packed:
        # No name and no time inside, so that the same content gives the same bytes.
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            packed.write(head)
            packed.write(content)
    else:
        file.write(head)
        file.write(content)
