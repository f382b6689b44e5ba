"""Near duplicates: pairs of images that are one picture or nearly so."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.review.near_table import NearRanking, NearTable

NEAR = 0.5
"""Two images are near duplicates when they are at most half as far apart as either is from the
farthest of its kept neighbours.

Grey values alone do not tell: two trousers are as near to each other as copies of a patterned
shirt. Fashion-MNIST has no exact copies. 60 pairs, 14 of them across train and test, are at most a
quarter as far apart, one photograph processed twice by the look of it; 486 pairs of 873 images, 121
across and 3 of two labels, at most half, nearly all of them one article or its other colour. Beyond
that other articles come in, and there are three times as many pairs by 0.6."""

_CROWD = 0.25
"""A neighbour counts as at least this share of the usual distance of the farthest away, so that
more copies of one image than are kept do not take each other's place as the measure."""


@dataclass(frozen=True)
class Pair:
    """Two images by gallery number, ``first`` the lower.

    ``distance`` is Euclidean over all pixels, in grey values, ``ratio`` that to the distance of
    their farthest kept neighbours, from 0 to ``NEAR``.
    """

    first: int
    second: int
    distance: float
    ratio: float
    do_labels_differ: bool
    do_splits_differ: bool

    @property
    def is_copy(self) -> bool:
        """Whether both have the very same pixels."""
        return self.distance == 0


def duplicate_pairs(
    near: NearTable, labels: Labels, split_numbers: NDArray[np.uint8]
) -> tuple[Pair, ...]:
    """Return each pair of near duplicates once: exact copies first, then by their ratio.

    ``labels`` and ``split_numbers`` are (n,), those of the gallery. Of more than ``COUNT`` exact
    copies of one image each is paired with the first ``COUNT`` alone.
    """
    ratios = _ratios(near)
    images, columns = np.nonzero(ratios <= NEAR)
    others = near.numbers[images, columns]
    firsts, seconds = np.minimum(images, others), np.maximum(images, others)
    found, distances = ratios[images, columns], near.pixel_distances[images, columns]
    # A pair is found twice where each is among the neighbours of the other.
    _, once = np.unique(firsts.astype(np.int64) * len(near) + seconds, return_index=True)
    order = once[np.lexsort((once, found[once]))]
    return tuple(
        Pair(
            int(firsts[at]),
            int(seconds[at]),
            distance=float(distances[at]),
            ratio=float(found[at]),
            do_labels_differ=bool(labels[firsts[at]] != labels[seconds[at]]),
            do_splits_differ=bool(split_numbers[firsts[at]] != split_numbers[seconds[at]]),
        )
        for at in order
    )


def duplicates(near: NearTable, labels: Labels, split_numbers: NDArray[np.uint8]) -> NearRanking:
    """Return for each image the ratio of its nearest duplicate, low is nearer; NaN if it has none.

    The counterpart is that duplicate: one with another label before one with the same, then one of
    another split before one of the same.
    """
    pairs = duplicate_pairs(near, labels, split_numbers)
    scores = np.full(len(near), np.nan)
    counterparts = np.full(len(near), -1, dtype=np.int32)
    # The last one written stands.
    for pair in sorted(pairs, key=_weight):
        for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
            scores[own], counterparts[own] = pair.ratio, other
    return NearRanking(scores, counterparts)


def _weight(pair: Pair) -> tuple[bool, bool, float]:
    return pair.do_labels_differ, pair.do_splits_differ, -pair.ratio


def _ratios(near: NearTable) -> NDArray[np.float64]:
    """Return how far each neighbour is, (n, count), beside the farthest ones of both images."""
    pixels = near.pixel_distances.astype(np.float64)
    if not pixels.size:
        return pixels
    farthest = pixels.max(axis=1)
    farthest = np.maximum(farthest, _CROWD * np.median(farthest))
    smaller = np.minimum(farthest[:, None], farthest[near.numbers])
    ratios = np.where(pixels > 0, np.inf, 0.0)
    np.divide(pixels, smaller, out=ratios, where=(pixels > 0) & (smaller > 0))
    return ratios
