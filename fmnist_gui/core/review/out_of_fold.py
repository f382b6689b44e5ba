"""Asks, for each image, a model that has not seen its label."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.progress import CancelCheck, Cancelled, never
from fmnist_gui.core.review.patch_bank import Features

FOLDS = 5
PENALTY = 100.0
"""Of the ridge, for features scaled to a variance of 1."""

SHARPNESS_MAX = 64.0


@dataclass(frozen=True, eq=False)
class Folding:
    """Which images stand where: `order` (n,) lists them fold by fold, ``edges`` where each begins.

    Every fold has about as many of each class as any other.
    """

    order: NDArray[np.intp]
    edges: tuple[int, ...]

    def slices(self) -> tuple[slice, ...]:
        """Return the folds as stretches of the order."""
        return tuple(slice(a, b) for a, b in zip(self.edges, self.edges[1:], strict=False))


def folding(labels: Labels, *, seed: int) -> Folding:
    """Return the images dealt into `FOLDS` folds, class by class, in an order drawn by `seed`."""
    rng = np.random.default_rng(seed)
    mixed = rng.permutation(len(labels))
    by_class = mixed[np.argsort(labels[mixed], kind="stable")]
    fold = np.empty(len(labels), dtype=np.intp)
    fold[by_class] = np.arange(len(labels)) % FOLDS
    order = np.argsort(fold, kind="stable")
    counts = np.bincount(fold, minlength=FOLDS)
    return Folding(order, (0, *np.cumsum(counts).tolist()))


def standardise(features: Features) -> None:
    """Scale each column to mean 0 and variance 1, in place; a constant column becomes 0."""
    mean = features.mean(axis=0, dtype=np.float64).astype(np.float32)
    features -= mean
    spread = np.sqrt(np.einsum("ij,ij->j", features, features) / len(features))
    features /= np.where(spread > 1e-6, spread, np.inf)


def outputs(
    features: Features,
    labels: Labels,
    folds: Folding,
    *,
    classes: int,
    is_cancelled: CancelCheck = never,
    on_fold: Callable[[], object] = lambda: None,
) -> NDArray[np.float32]:
    """Return (n, classes): what ridge regression on targets of +-1 says about images it never saw.

    `features` (n, d) and `labels` (n,) stand in the order of `folds`, and so does the result. One
    Gram matrix a fold is enough: that of all others is the sum of all less its own. A column of
    ones is added. Raises Cancelled.
    """
    from scipy import linalg

    targets = np.where(labels[:, None] == np.arange(classes), 1.0, -1.0).astype(np.float32)
    parts = []
    for part in folds.slices():
        if is_cancelled():
            raise Cancelled
        parts.append(_sums(features[part], targets[part]))
        on_fold()
    gram, moment = (sum(each[1:], each[0]) for each in zip(*parts, strict=True))
    said = np.empty((len(features), classes), dtype=np.float32)
    for part, (own_gram, own_moment) in zip(folds.slices(), parts, strict=True):
        if is_cancelled():
            raise Cancelled
        others = gram - own_gram
        # All but the constant, as is usual.
        others[np.diag_indices(features.shape[1])] += PENALTY
        factor = linalg.cho_factor(others, lower=True, overwrite_a=True, check_finite=False)
        weights = linalg.cho_solve(factor, moment - own_moment, check_finite=False)
        said[part] = features[part] @ weights[:-1] + weights[-1]
        on_fold()
    return said


def _sums(features: Features, targets: Features) -> tuple[Features, Features]:
    """Return the lower half of the Gram matrix with a column of ones, and the moments."""
    from scipy.linalg import blas

    size = features.shape[1]
    gram = np.zeros((size + 1, size + 1), dtype=np.float32)
    # The library sees the transpose of what lies row by row: no copy is made.
    gram[:size, :size] = blas.ssyrk(1.0, features.T, lower=1)
    gram[size, :size] = features.sum(axis=0)
    gram[size, size] = len(features)
    moment = np.concatenate([features.T @ targets, targets.sum(axis=0)[None]])
    return gram, moment


def probabilities(said: NDArray[np.float32], labels: Labels) -> NDArray[np.float32]:
    """Return softmax of sharpened outputs (n, classes), as sure of themselves as they are right.

    The one sharpness for all is that which makes `labels` (n,) likeliest: temperature scaling
    (Guo et al. 2017, "On calibration of modern neural networks").
    """
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(labels))
    # Enough to find one number.
    few = rows[:: max(1, len(rows) // 10_000)]

    def surprise(sharpness: float) -> float:
        return float(
            -_log_softmax(said[few] * np.float32(sharpness))[range(len(few)), labels[few]].mean()
        )

    found = minimize_scalar(surprise, bounds=(0.1, SHARPNESS_MAX), method="bounded")
    probs: NDArray[np.float32] = np.exp(_log_softmax(said * np.float32(found.x)))
    probs /= probs.sum(axis=1, keepdims=True)
    return probs


def _log_softmax(values: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = values - values.max(axis=1, keepdims=True)
    logs: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs
