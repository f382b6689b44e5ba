"""Small data for tests, made on the spot."""

from pathlib import Path

import numpy as np

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset, Split, fingerprint
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of


def split(name: str, count: int, *, rows: int = 28, columns: int = 28, classes: int = 10) -> Split:
    """Return a split of random images whose labels are 0, 1, 2 ... in turn."""
    rng = np.random.default_rng(count)
    images = rng.integers(0, 256, (count, rows, columns), dtype=np.uint8)
    labels = (np.arange(count) % classes).astype(np.uint8)
    for array in (images, labels):
        array.setflags(write=False)
    return Split(name, images, labels, fingerprint(name, images, labels))


def dataset(
    train: int = 300, test: int = 300, *, identity: str | None = "fashion-mnist"
) -> Dataset:
    """Return a data set of random images under the ten usual class names."""
    return Dataset(
        splits={"train": split("train", train), "test": split("test", test)},
        class_names=FASHION_CLASSES,
        source=Path("sample"),
        title="Sample",
        identity=identity,
    )


def gallery(*splits: Split) -> Gallery:
    """Return a gallery of these splits, or of those of :func:`dataset`."""
    if not splits:
        return gallery_of(dataset())
    named = {part.name: part for part in splits}
    return gallery_of(Dataset(named, FASHION_CLASSES, Path("sample"), "Sample"))
