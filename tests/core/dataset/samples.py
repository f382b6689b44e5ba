"""Small data sets and files for the tests of the readers."""

import gzip
import struct
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from fmnist_gui.core.dataset.dataset import Images, Labels
from fmnist_gui.core.dataset.kaggle_csv import NAMES
from fmnist_gui.core.errors import DataError

T = TypeVar("T")

IMAGES_NAME = "train-images-idx3-ubyte"
LABELS_NAME = "train-labels-idx1-ubyte"


def make_images(count: int = 30, rows: int = 28, columns: int = 28) -> Images:
    return np.random.default_rng(7).integers(0, 256, (count, rows, columns), dtype=np.uint8)


def make_labels(count: int = 30, classes: int = 10) -> Labels:
    return (np.arange(count) % classes).astype(np.uint8)


def images_idx(images: Images) -> bytes:
    return struct.pack(">4I", 0x803, *images.shape) + images.tobytes()


def labels_idx(labels: Labels) -> bytes:
    return struct.pack(">2I", 0x801, *labels.shape) + labels.tobytes()


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def write_split(
    folder: Path, name: str = "train", *, images: Images | None = None, labels: Labels | None = None
) -> None:
    """Write a split as plain IDX with the official names; `name` is train, t10k or test."""
    folder.mkdir(parents=True, exist_ok=True)
    images = make_images() if images is None else images
    labels = make_labels(len(images)) if labels is None else labels
    (folder / f"{name}-images-idx3-ubyte").write_bytes(images_idx(images))
    (folder / f"{name}-labels-idx1-ubyte").write_bytes(labels_idx(labels))


def csv_lines(images: Images, labels: Labels) -> list[str]:
    """Return the header and one line per image."""
    pixels = images.reshape(len(images), -1).tolist()
    rows = [
        ",".join(map(str, [label, *row]))
        for label, row in zip(labels.tolist(), pixels, strict=True)
    ]
    return [",".join(NAMES), *rows]


def read_or_sentence(read: Callable[[Path], T], path: Path) -> T | str:
    """Return what `read` gives, or the one sentence with which it refuses `path`."""
    try:
        return read(path)
    except DataError as error:
        return str(error)


def is_refusal(sentence: object, path: Path) -> bool:
    """Tell whether this is one sentence on one line that begins with the file."""
    return (
        isinstance(sentence, str)
        and sentence.startswith(f"{path}: expected ")
        and len(sentence.splitlines()) == 1
    )
