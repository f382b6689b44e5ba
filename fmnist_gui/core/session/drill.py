"""Which classes a person confuses, so that practice draws them more often."""

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.session.sampling import Weights

LEAST_ANSWERS = 30
"""Fewer answers say nothing yet of what a person confuses."""


def drill_weights(matrix: NDArray[np.int64]) -> Weights | None:
    """Return how often each class is wanted in practice, None while too little is known.

    `matrix` has shape (C, C), rows the file's labels, columns the answers, over all that may be
    told. A class counts by the share of its images that were missed plus the share of the answers
    with its name that were wrong, each smoothed by one right answer and one wrong one (Laplace),
    so that the pair of a confusion comes more often, and no class stays away.
    """
    if matrix.sum() < LEAST_ANSWERS:
        return None
    right = np.diag(matrix)
    missed = (matrix.sum(axis=1) - right + 1) / (matrix.sum(axis=1) + 2)
    misnamed = (matrix.sum(axis=0) - right + 1) / (matrix.sum(axis=0) + 2)
    return {number: float(weight) for number, weight in enumerate(missed + misnamed)}
