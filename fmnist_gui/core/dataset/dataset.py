"""Images with their labels, and the fingerprint by which answers know them again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.file_stamp import FileStamp

Images = NDArray[np.uint8]
"""Grey values, shape (n, rows, columns), 0 = background as stored."""

Labels = NDArray[np.uint8]
"""What the file says, shape (n,), class numbers from 0."""

FASHION_CLASSES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)


@dataclass(frozen=True, eq=False)
class Split:
    """One part of a data set; the arrays are read-only.

    ``fingerprint`` is the hex SHA-256 that :func:`fingerprint` gives.
    """

    name: str
    images: Images
    labels: Labels
    fingerprint: str

    def __len__(self) -> int:
        """Return the number of images."""
        return len(self.images)


@dataclass(frozen=True, eq=False)
class Dataset:
    """All splits found in one place, with the names of the classes.

    ``identity`` is the key of the entry of ``datasets.toml`` whose fingerprints these are
    ("fashion-mnist", "practice"), or None for a set nobody knows. ``source`` is the folder
    (or the file) it was read from. ``all_images`` holds the images of all splits, in their order,
    when they lie side by side in memory. ``files`` are those that were read, as they were before.
    """

    splits: Mapping[str, Split]
    class_names: tuple[str, ...]
    source: Path
    title: str
    identity: str | None = None
    all_images: Images | None = None
    files: tuple[FileStamp, ...] = ()

    @property
    def is_practice(self) -> bool:
        """Whether these are the drawn images that come with the program."""
        return self.identity == "practice"

    @property
    def has_references(self) -> bool:
        """Whether published results speak about these very images."""
        return self.identity == "fashion-mnist"


def fingerprint(name: str, images: Images, labels: Labels) -> str:
    """Return the hex SHA-256 over split name, shape, pixels and labels.

    The bytes hashed are the UTF-8 name, a zero byte, the three dimensions of `images` as
    big-endian uint32, the pixels row by row, and the labels.
    """
    digest = begin_fingerprint(name, images.shape)
    digest.update(np.ascontiguousarray(images).data)
    digest.update(np.ascontiguousarray(labels).data)
    return digest.hexdigest()


def begin_fingerprint(name: str, shape: Sequence[int]) -> "hashlib._Hash":
    """Return the hash that :func:`fingerprint` would have before the first pixel."""
    digest = hashlib.sha256(name.encode() + b"\0")
    digest.update(np.array(shape, dtype=">u4").tobytes())
    return digest
