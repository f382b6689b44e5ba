"""Near duplicates: pairs of images that are one picture or nearly so."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.review.near_table import NearRanking, NearTable


@dataclass(frozen=True)
class Pair:
    """Two images by gallery number, ``first`` the lower; ``distance`` over all pixels."""

    first: int
    second: int
    distance: float
    do_labels_differ: bool
    do_splits_differ: bool

    @property
    def is_copy(self) -> bool:
        """Whether both have the very same pixels."""
        return self.distance == 0


def duplicate_pairs(
    near: NearTable, labels: Labels, split_numbers: NDArray[np.uint8]
) -> tuple[Pair, ...]:
    """Return each pair of near duplicates once, the nearest first.

    ``labels`` and ``split_numbers`` are (n,), those of the gallery.
    """
    raise NotImplementedError


def duplicates(near: NearTable, labels: Labels, split_numbers: NDArray[np.uint8]) -> NearRanking:
    """Return how near each image's nearest duplicate is, low is nearer; NaN if it has none.

    The counterpart is that duplicate: one with another label before one with the same.
    """
    raise NotImplementedError
