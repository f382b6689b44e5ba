"""How much a label is to be doubted, by what models and people say about its image.

In all of this y is the label in the file, q a model's probabilities out of sample, and v the shares
of people's votes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.dataset.predictions import Probs

Scores = NDArray[np.floating]
"""One number an image, shape (n,); NaN where nothing can be said."""

Counts = NDArray[np.integer]
"""How many people chose each class, shape (n, classes)."""

VOTES_LEAST = 5
"""Of fewer votes the largest share of another class is mostly chance."""


def self_confidence(probs: Probs, labels: Labels) -> Scores:
    """Return q_y, (n,): how likely the model finds the label."""
    return probs[np.arange(len(labels)), labels]


def margin(probs: Probs, labels: Labels) -> Scores:
    """Return (q_y - max over the others + 1) / 2, (n,): 0 a sure contradiction, 1 a sure yes."""
    return (self_confidence(probs, labels) - best_other(probs, labels) + 1) / 2


def best_other(values: NDArray[np.generic], labels: Labels) -> Scores:
    """Return the largest value of each row (n, classes) outside the label's column, (n,)."""
    others = values.astype(np.float32)
    others[np.arange(len(labels)), labels] = -np.inf
    largest: Scores = others.max(axis=1)
    return largest


def suggested(values: NDArray[np.generic], labels: Labels) -> NDArray[np.intp]:
    """Return the class other than the label with the largest value in each row, (n,)."""
    others = values.astype(np.float32)
    others[np.arange(len(labels)), labels] = -np.inf
    classes: NDArray[np.intp] = others.argmax(axis=1)
    return classes


def label_challenge(counts: Counts, labels: Labels) -> Scores:
    """Return max over the others v_c - v_y, (n,): above 0 more people chose one other class.

    NaN for images with fewer than ``VOTES_LEAST`` votes.
    """
    votes = counts.sum(axis=1)
    shares = counts / np.maximum(votes, 1)[:, None]
    challenge = best_other(shares, labels) - self_confidence(shares.astype(np.float32), labels)
    return np.where(votes >= VOTES_LEAST, challenge, np.nan)


def confident_disagreement(probs: Probs, labels: Labels) -> NDArray[np.bool_]:
    """Return the images that confident learning counts off the diagonal, (n,).

    A class is said with confidence where q of it reaches the mean q of the images labelled with it;
    of several such classes the likeliest counts. Northcutt, Jiang and Chuang (2021), "Confident
    learning: estimating uncertainty in dataset labels", JAIR 70, equation 1. A class that no image
    is labelled with is never said.
    """
    classes = probs.shape[1]
    sums = np.bincount(labels, weights=self_confidence(probs, labels), minlength=classes)
    held = np.bincount(labels, minlength=classes)
    thresholds = np.where(held > 0, sums / np.maximum(held, 1), np.inf)
    is_said = probs >= thresholds
    said = np.where(is_said, probs, -1).argmax(axis=1)
    flags: NDArray[np.bool_] = is_said.any(axis=1) & (said != labels)
    return flags


def divergence(models: Sequence[Probs]) -> Scores:
    """Return how far models are apart on each image in bits, (n,): 0 where all say the same.

    The generalised Jensen-Shannon divergence, Lin (1991), IEEE Transactions on Information Theory
    37:145: the entropy of the mean of the probabilities less the mean of their entropies.
    """
    apart = entropy(np.mean(models, axis=0)) - np.mean([entropy(q) for q in models], axis=0)
    # Rounding would put images on which all agree below 0, in an order of its own.
    distance: Scores = np.maximum(apart, 0)
    return distance


def entropy(probs: NDArray[np.floating]) -> Scores:
    """Return the entropy of each row (n, classes) of probabilities in bits, (n,)."""
    wide = probs.astype(np.float64)
    logs = np.log2(wide, out=np.zeros_like(wide), where=wide > 0)
    bits: Scores = -(wide * logs).sum(axis=1)
    return bits
