"""Outliers: images that are like no other."""

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.review.near_table import NearRanking, NearTable


def outliers(near: NearTable, labels: Labels) -> NearRanking:
    """Return how far each image is from the others, high is farther.

    ``labels`` are (n,), those of the gallery. The counterpart is its nearest image.
    """
    raise NotImplementedError
