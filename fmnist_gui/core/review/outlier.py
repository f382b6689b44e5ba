"""Outliers: images that are like no other."""

import numpy as np

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.review.near_table import NearRanking, NearTable


def outliers(near: NearTable, labels: Labels) -> NearRanking:
    """Return how far each image is from the others beside what is usual for its label.

    The distance to the k-th nearest neighbour (Ramaswamy, Rastogi and Shim 2000), here the last
    kept one, divided by the median of the images that share the label: 1 is usual, high is far.
    ``labels`` are (n,), those of the gallery. The counterpart is the nearest image.

    Plain distances rank classes: of the first 100 of Fashion-MNIST none is a trouser or a sneaker,
    and more than half are pullovers and bags. Beside their own class the first are pictures of
    several articles, of people who wear them, and of rare cuts.
    """
    count, kept = near.numbers.shape
    if not kept:
        return NearRanking(np.full(count, np.nan), np.full(count, -1, dtype=np.int32))
    last = near.distances[:, -1].astype(np.float64)
    scores = np.ones(count)
    for label in np.unique(labels):
        own = labels == label
        # Of a label whose images are copies of each other, grey values themselves are the measure.
        scores[own] = last[own] / max(1.0, float(np.median(last[own])))
    return NearRanking(scores, near.numbers[:, 0].copy())
