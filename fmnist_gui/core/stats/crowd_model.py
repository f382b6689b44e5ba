"""What the next person would say of an image, from what others said of it and of its like."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.stats.agreement import CountTable

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

CONCENTRATIONS: Floats = np.geomspace(0.2, 5000, 120)
"""Which are tried: at the first each image is a world of its own, at the last all are alike."""

POOLED_IMAGES = 20
"""Images of a class that what is known of all classes counts as."""

POOLED_VOTES = 1.0


@dataclass(frozen=True, eq=False)
class CrowdModel:
    """Answers to images that differ in how clear they are, though they are of one class.

    Of an image of class k in the file, people name the classes with shares of its own, which are
    drawn from a Dirichlet distribution with mean ``shares[k]`` and concentration
    ``concentration[k]``; shapes (C, C) and (C,). Votes of an image are thus alike more often than
    those of independent people, as real ones are.
    """

    shares: Floats
    concentration: Floats

    def next_shares(self, counts: CountTable, truth: Numbers) -> Floats:
        """Return the probability of each class in the next vote, (m, C).

        `counts` are the votes of each image, (m, C), and `truth` the labels in the file, (m,). It
        is the posterior mean (s x share + votes) / (s + number of votes).
        """
        weight = self.concentration[truth][:, np.newaxis]
        found: Floats = weight * self.shares[truth] + counts
        found /= weight + counts.sum(axis=1, keepdims=True)
        return found


def crowd_model(counts: CountTable, truth: Numbers, weights: Floats | None = None) -> CrowdModel:
    """Return the model of these votes, (m, C), of images of these classes in the file, (m,).

    An image counts `weights` times, once if none are given. The shares are those of all votes of a
    class, with one vote shared out as over all classes; the concentration is the most likely one of
    the Dirichlet-multinomial law (Mosimann 1962), to which the likelihood over all classes is added
    as that of :data:`POOLED_IMAGES` images. Images with one vote say nothing about it.
    """
    classes = counts.shape[1]
    often = np.ones(len(counts)) if weights is None else weights
    votes = np.zeros((classes, classes))
    np.add.at(votes, truth, counts * often[:, np.newaxis])
    shares = _shares(votes)
    curves = _likelihoods(counts, truth, often=often, shares=shares)
    paired = float(often[counts.sum(axis=1) > 1].sum())
    pooled = curves.sum(axis=0) * (POOLED_IMAGES / max(paired, 1.0))
    best = (curves + pooled).argmax(axis=1)
    return CrowdModel(shares, CONCENTRATIONS[best])


def _shares(votes: Floats) -> Floats:
    classes = len(votes)
    right = (np.trace(votes) + 1) / (votes.sum() + classes)
    usual = np.full_like(votes, (1 - right) / (classes - 1))
    np.fill_diagonal(usual, right)
    found: Floats = votes + POOLED_VOTES * usual
    found /= found.sum(axis=1, keepdims=True)
    return found


def _likelihoods(counts: CountTable, truth: Numbers, *, often: Floats, shares: Floats) -> Floats:
    """Return the log likelihood of each class at each concentration, (C, concentrations).

    The product s (s + 1) ... (s + n - 1) of a count n has a factor (s + t) for each t below n, so
    that it takes only how many counts are above each t (Minka 2000, "Estimating a Dirichlet
    distribution").
    """
    classes = counts.shape[1]
    total = counts.sum(axis=1)
    most = int(total.max(initial=0))
    pair = truth[:, np.newaxis] * classes + np.arange(classes)
    above = _above(pair, counts, often, shape=(classes**2, most)).reshape(classes, classes, most)
    of_all = _above(truth[:, np.newaxis], total[:, np.newaxis], often, shape=(classes, most))
    return _logs(above, shares) - _logs(of_all[:, np.newaxis], np.ones((classes, 1)))


def _logs(above: Floats, shares: Floats) -> Floats:
    """Return the sum over classes c and steps t of n log(s x share + t), (C, concentrations).

    `above` holds the n, (C, c, t), of which most are 0, and `shares` are (C, c).
    """
    k, c, t = np.nonzero(above)
    found = np.zeros((len(above), len(CONCENTRATIONS)))
    if len(k):
        present, starts = np.unique(k, return_index=True)
        terms = np.log(CONCENTRATIONS[:, np.newaxis] * shares[k, c] + t) * above[k, c, t]
        found[present] = np.add.reduceat(terms, starts, axis=1).T
    return found


def _above(group: Numbers, values: CountTable, often: Floats, *, shape: tuple[int, int]) -> Floats:
    """Return how many of the `values` of each group are above 0, 1, ...: (groups, most)."""
    groups, most = shape
    weights = np.broadcast_to(often[:, np.newaxis], values.shape)
    flat = (group * (most + 1) + values).ravel()
    exactly = np.bincount(flat, weights.ravel(), minlength=groups * (most + 1))
    table = exactly.reshape(groups, most + 1)
    found: Floats = table[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
    return found
