"""Corrected labels as IDX files, which any training script takes in place of the official ones."""

from collections.abc import Iterable
from pathlib import Path

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.dataset.dataset import Labels, Split
from fmnist_gui.core.dataset.replacement import replace_all

OFFICIAL = {"train": "train", "test": "t10k"}


def label_path(folder: Path, split: str) -> Path:
    """Return the usual name of the label file of a split."""
    return folder / f"{OFFICIAL.get(split, split)}-labels-idx1-ubyte.gz"


def write(folder: Path, labels: Iterable[tuple[Split, Labels]]) -> tuple[Path, ...]:
    """Write the labels (n,) of each split into `folder`, and return the files.

    All files are written or none, and the same labels give the same bytes; labels that are those
    of the split give, unpacked, the bytes of its file. Raises DataError.
    """
    contents = {
        label_path(folder, split.name): idx.label_bytes(corrected, is_packed=True)
        for split, corrected in labels
    }
    replace_all(contents)
    return tuple(contents)
