"""The nearest neighbours of all images of a data set, among all of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

COUNT = 8
"""How many neighbours are kept of each image."""


@dataclass(frozen=True, eq=False)
class NearTable:
    """The nearest images of each of n images by gallery number, the nearest first.

    ``numbers`` (n, count) int32; ``distances`` (n, count) float32, Euclidean in the space of the
    principal components, in grey values; ``pixel_distances`` (n, count) float32, those of the same
    pairs over all pixels, 0 for an exact copy alone. Of equally near images the lower number comes
    first. ``count`` is ``COUNT``, fewer where there are not as many other images.
    """

    numbers: NDArray[np.int32]
    distances: NDArray[np.float32]
    pixel_distances: NDArray[np.float32]

    def __len__(self) -> int:
        """Return the number of images."""
        return len(self.numbers)


@dataclass(frozen=True, eq=False)
class NearRanking:
    """A score of each image, and the image that it was compared with.

    ``scores`` (n,) float64, NaN where there is nothing to say; ``counterparts`` (n,) int32, -1
    there.
    """

    scores: NDArray[np.float64]
    counterparts: NDArray[np.int32]
