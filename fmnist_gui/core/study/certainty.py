"""How certain the votes of an image are, from the first vote on.

The models of :mod:`fmnist_gui.core.stats.consensus` need many answers of each person. What is to
be labelled next must be known long before, so here everybody is right equally often, and how
often that is comes from how often two votes about one image agree.
"""

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.stats.agreement import CountTable

Floats = NDArray[np.float64]

USUAL_ACCURACY = 0.8
"""Of one person before anything is known, near what single people reach on Fashion-MNIST."""

USUAL_PAIRS = 50
"""Pairs of votes that what is known before counts as."""

_MOST = 0.99


def pooled_accuracy(counts: CountTable) -> float:
    """Return how often a vote names an image's class, from `counts` of votes, (m, C).

    Two votes agree with probability p = a^2 + (1 - a)^2 / (C - 1) if each is right with
    probability a and errs to all other classes alike; solved for a at the observed p, to which
    :data:`USUAL_PAIRS` pairs of people with :data:`USUAL_ACCURACY` are added. At most 0.99, and
    above chance.
    """
    classes = counts.shape[1]
    votes = counts.sum(axis=1, dtype=np.float64)
    pairs = float((votes * (votes - 1)).sum()) / 2
    table = counts.astype(np.float64)
    agreeing = float((table * (table - 1)).sum()) / 2
    usual = _agreement(USUAL_ACCURACY, classes)
    share = (agreeing + USUAL_PAIRS * usual) / (pairs + USUAL_PAIRS)
    # a solves C a^2 - 2 a + 1 - (C - 1) share = 0; the larger root is the one above chance.
    inner = 1 - classes * (1 - (classes - 1) * share)
    accuracy = (1 + np.sqrt(max(inner, 0.0))) / classes
    return float(min(max(accuracy, 1 / classes + 1e-6), _MOST))


def posteriors(counts: CountTable, accuracy: float) -> Floats:
    """Return the probability of the most probable class of each image, (m,), from votes, (m, C).

    Bayes' rule with a uniform prior and votes that are right with probability `accuracy`; an
    image without a vote has 1 / C. Votes that differ in nothing but which classes they name have
    the very same one, to the last bit: else the order of images would depend on their classes.
    """
    classes = counts.shape[1]
    weight = np.log(accuracy) - np.log((1 - accuracy) / (classes - 1))
    # In one order, since a sum of floats depends on that of its terms.
    ordered = np.sort(counts, axis=1)
    ahead = ordered - ordered[:, -1:]
    found: Floats = 1 / np.exp(weight * ahead).sum(axis=1)
    return found


def _agreement(accuracy: float, classes: int) -> float:
    return accuracy**2 + (1 - accuracy) ** 2 / (classes - 1)
