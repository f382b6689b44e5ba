"""Whether some data can fill a session, and why not."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset, Split
from fmnist_gui.core.session.preset import CUSTOM
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.stats.percent import images

Met = Mapping[str, Collection[int]]
"""Which images of each split, by its name, a person has met or will meet when resuming."""


def why_not(protocol: Protocol, dataset: Dataset, met: Met | None = None) -> str:
    """Return why `dataset` cannot fill a session under `protocol`, "" when it can.

    `met` are the images that a person would not be shown again.
    """
    split = dataset.splits.get(protocol.split)
    if split is None:
        return f"Needs {protocol.split} images, which this data does not have."
    if reason := _other_data(protocol, dataset):
        return reason
    wanted = protocol.count or 1
    everything = room(protocol, split)
    if everything < wanted:
        return _too_few(protocol, split, found=everything)
    if protocol.grid is not None and len(split) < protocol.grid[0] * protocol.grid[1]:
        cells = protocol.grid[0] * protocol.grid[1]
        return f"Needs {cells:,} {split.name} images, this data has {len(split):,}."
    left = room(protocol, split, met=(met or {}).get(split.name, ()))
    if left < wanted:
        return _too_few_new(protocol, split, left=left)
    return ""


def room(
    protocol: Protocol,
    split: Split,
    *,
    met: Collection[int] = (),
    only: Sequence[int] | None = None,
) -> int:
    """Return how many images a deck under `protocol` can hold at most.

    `only` restricts to some images; those in `met` count only where the rules show them again.
    """
    indices = np.arange(len(split)) if only is None else np.unique(np.array(only, dtype=np.int64))
    if protocol.classes:
        indices = indices[np.isin(split.labels[indices], protocol.classes)]
    if met and protocol.is_scored and not protocol.is_fixed_list:
        left_out = np.fromiter(met, dtype=np.int64, count=len(met))
        indices = indices[~np.isin(indices, left_out)]
    if protocol.sampling == "balanced blocks":
        return _balanced(split.labels[indices])
    return len(indices)


def _balanced(labels: NDArray[np.uint8]) -> int:
    """Return how many images blocks with each class once can hold."""
    _, sizes = np.unique(labels, return_counts=True)
    return int(sizes.min(initial=len(labels))) * len(sizes)


def _other_data(protocol: Protocol, dataset: Dataset) -> str:
    if protocol.key == CUSTOM:
        return ""
    if protocol.classes and dataset.class_names != FASHION_CLASSES:
        return "Needs the classes of Fashion-MNIST; those of this data are others."
    if protocol.is_panel and dataset.identity != OFFICIAL:
        return "Needs the images of Fashion-MNIST as published; this data is another."
    return ""


def _too_few(protocol: Protocol, split: Split, *, found: int) -> str:
    wanted = protocol.count or 1
    return f"Needs {wanted:,} {split.name} images, this data has {found:,}."


def _too_few_new(protocol: Protocol, split: Split, *, left: int) -> str:
    if protocol.count is None:
        return f"You have met all {split.name} images of this data."
    return f"Needs {images(protocol.count)} that are new to you; {left:,} are left."
