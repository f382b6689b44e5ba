"""All images that can stand side by side: the splits of a data set in one row, numbered from 0."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Dataset, Images, Labels, Split

Numbers = NDArray[np.intp]
"""Positions in a gallery, shape (n,)."""


@dataclass(frozen=True)
class Place:
    """An image by its split and its index there."""

    split: str
    index: int


@dataclass(frozen=True, eq=False)
class Gallery:
    """The images of all splits, one split after the other.

    ``images`` is (n, rows, columns), ``labels`` is (n,); both are read-only. A *number* is the
    position of an image in them.
    """

    splits: tuple[Split, ...]
    class_names: tuple[str, ...]
    images: Images
    labels: Labels

    def __len__(self) -> int:
        """Return the number of images."""
        return len(self.images)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The number of the first image of each split."""
        ends = np.cumsum([0, *(len(split) for split in self.splits)]).tolist()
        return tuple(ends[:-1])

    @cached_property
    def fingerprint(self) -> str:
        """What tells this gallery from one of other data: the fingerprints of its splits."""
        return "+".join(split.fingerprint for split in self.splits)

    def part_of(self, number: int) -> int:
        """Return which of the splits image `number` belongs to."""
        # Splits without images share their start with the next one.
        return bisect_right(self.starts, number) - 1

    def split_of(self, number: int) -> Split:
        """Return the split of image `number`."""
        return self.splits[self.part_of(number)]

    def place(self, number: int) -> Place:
        """Return the split and the index there of image `number`."""
        part = self.part_of(number)
        return Place(self.splits[part].name, number - self.starts[part])

    def numbers_of(self, split: str) -> range:
        """Return the numbers of the images of `split`; none when there is no such split."""
        for start, part in zip(self.starts, self.splits, strict=True):
            if part.name == split:
                return range(start, start + len(part))
        return range(0)

    def number(self, split: str, index: int) -> int | None:
        """Return the number of image `index` of `split`, None when there is none."""
        numbers = self.numbers_of(split)
        return numbers[index] if 0 <= index < len(numbers) else None

    def numbers_at(self, split: str, indices: Iterable[int]) -> tuple[int, ...]:
        """Return the numbers of these images of `split`; indices it does not have are left out."""
        numbers = self.numbers_of(split)
        return tuple(numbers[index] for index in indices if 0 <= index < len(numbers))

    def by_split(self, numbers: Iterable[int]) -> dict[str, list[int]]:
        """Return the indices of these images in each split that has any, in the order given."""
        found: dict[str, list[int]] = {}
        for number in numbers:
            place = self.place(number)
            found.setdefault(place.split, []).append(place.index)
        return found

    @cached_property
    def split_numbers(self) -> NDArray[np.uint8]:
        """Which split each image belongs to, shape (n,)."""
        counts = [len(split) for split in self.splits]
        return np.repeat(np.arange(len(counts), dtype=np.uint8), counts)


def gallery_of(dataset: Dataset) -> Gallery:
    """Return the gallery of all splits; nothing is copied if their images lie side by side."""
    splits = tuple(dataset.splits.values())
    labels = np.concatenate([split.labels for split in splits]) if splits else _NO_LABELS
    labels.flags.writeable = False
    return Gallery(splits, dataset.class_names, _all_images(dataset, splits), labels)


_NO_LABELS = np.empty(0, dtype=np.uint8)


def _all_images(dataset: Dataset, splits: tuple[Split, ...]) -> Images:
    if dataset.all_images is not None:
        return dataset.all_images
    if len(splits) == 1:
        return splits[0].images
    if not splits:
        return np.empty((0, 1, 1), dtype=np.uint8)
    images = np.concatenate([split.images for split in splits])
    images.flags.writeable = False
    return images
