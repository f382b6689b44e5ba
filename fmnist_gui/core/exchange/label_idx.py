"""Corrected labels as IDX files, which any training script takes in place of the official ones."""

from collections.abc import Iterable
from pathlib import Path

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.dataset.dataset import Labels, Split

OFFICIAL = {"train": "train", "test": "t10k"}


def label_path(folder: Path, split: str) -> Path:
    """Return the usual name of the label file of a split."""
    return folder / f"{OFFICIAL.get(split, split)}-labels-idx1-ubyte.gz"


def write(folder: Path, labels: Iterable[tuple[Split, Labels]]) -> tuple[Path, ...]:
    """Write the labels (n,) of each split into `folder`, and return the files.

    Each file is written whole or not at all, and the same labels give the same bytes; labels that
    are those of the split give, unpacked, the bytes of its file. Raises DataError.
    """
    written = []
    for split, corrected in labels:
        path = label_path(folder, split.name)
        idx.write_labels(path, corrected)
        written.append(path)
    return tuple(written)
