"""The one-coin consensus: every person has one accuracy, and errs to all classes alike."""

import numpy as np

from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.stats.consensus import (
    SMOOTHING,
    Consensus,
    Floats,
    SparseAnswers,
    class_prior,
    normalised,
    settle,
)


def one_coin(
    answers: SparseAnswers, *, report: Report = ignore, is_cancelled: CancelCheck = never
) -> Consensus:
    """Return the consensus under a prior and one accuracy per person, by EM.

    Dawid's and Skene's model with one number in place of each confusion matrix: right with
    probability a, else each of the other classes with (1 - a) / (classes - 1). Starts from vote
    shares; 0.01 is added for each class. Reports rounds, raises Cancelled. Source: Zhang, Chen,
    Zhou and Jordan 2014, "Spectral methods meet EM", section 2, with a prior.
    """
    people, classes = answers.annotator_count, answers.class_count
    shape, cell = (answers.image_count, classes), answers.cell
    given = np.bincount(answers.annotator, minlength=people)

    def accuracy(posterior: Floats) -> Floats:
        """Return how often each person is right, (people,)."""
        right = np.bincount(answers.annotator, weights=posterior.ravel()[cell], minlength=people)
        found: Floats = (right + SMOOTHING) / (given + SMOOTHING * classes)
        return found

    def better(posterior: Floats) -> Floats:
        right = accuracy(posterior)
        # What an answer says of all classes but its own is the same for each, and falls out.
        weight = np.log(right) - np.log1p(-right) + np.log(classes - 1)
        weights = weight[answers.annotator]
        votes = np.bincount(cell, weights=weights, minlength=posterior.size).reshape(shape)
        return normalised(votes.astype(np.float64, copy=False) + np.log(class_prior(posterior)))

    posterior, rounds, has_settled = settle(
        answers.shares(), better, report=report, is_cancelled=is_cancelled
    )
    right = accuracy(posterior)[:, np.newaxis, np.newaxis]
    confusion = np.where(np.eye(classes, dtype=np.bool_), right, (1 - right) / (classes - 1))
    return Consensus(posterior, class_prior(posterior), confusion, rounds, has_settled)
