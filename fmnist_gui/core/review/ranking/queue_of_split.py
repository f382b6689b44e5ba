"""Puts images in the order in which they deserve a look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.dataset.predictions import Probs
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review import quality
from fmnist_gui.core.review.quality import Counts, Scores
from fmnist_gui.core.stats.agreement import vote_entropy

Ranking = Literal["margin", "self-confidence", "human", "disagreement", "models"]
"""By what: a model's margin or its confidence in the label, by how far people prefer another class,
how little people agree with each other, or how little models do."""

RANKINGS: tuple[Ranking, ...] = get_args(Ranking)

RISING: tuple[Ranking, ...] = ("margin", "self-confidence")
"""Those by which a low score is doubtful; by all others a high one is."""

NEEDS = {
    "margin": "a model's probabilities: 'fmnist-gui review score' computes some",
    "self-confidence": "a model's probabilities: 'fmnist-gui review score' computes some",
    "human": "human counts: import some with 'fmnist-gui import FILE --format fmh'",
    "disagreement": "human counts: import some with 'fmnist-gui import FILE --format fmh'",
    "models": "the probabilities of two models or more: import some with 'fmnist-gui import'",
}
"""What each ranking cannot do without."""


@dataclass(frozen=True)
class Evidence:
    """What is known about the images of one split, each with one row an image.

    ``models`` are probabilities (n, classes), the one that is asked first; ``counts`` (n, classes)
    say how many people chose each class, None if nobody was asked.
    """

    labels: Labels
    models: tuple[Probs, ...] = ()
    counts: Counts | None = None


@dataclass(frozen=True)
class Candidate:
    """An image that deserves a look: ``score`` is what it was ranked by.

    ``suggested`` is the class other than the label for which most speaks.
    """

    index: int
    label: int
    score: float
    suggested: int


def queue(by: Ranking, evidence: Evidence, *, top: int | None = None) -> tuple[Candidate, ...]:
    """Return the images, the most doubtful first, `top` of them or all that have a score.

    Equally doubtful ones come in the order of the file. Raises RequestError where the evidence
    lacks what the ranking needs.
    """
    scores, speaks = _RULES[by](evidence)
    rank = scores if by in RISING else -scores
    order = np.argsort(rank, kind="stable")
    order = order[: int(np.count_nonzero(~np.isnan(scores)))][:top]
    suggested = quality.suggested(speaks[order], evidence.labels[order])
    return tuple(
        Candidate(int(index), int(evidence.labels[index]), float(scores[index]), int(other))
        for index, other in zip(order, suggested, strict=True)
    )


Found = tuple[Scores, NDArray[np.generic]]
"""The score of each image, and what speaks for each of its classes."""


def _margin(evidence: Evidence) -> Found:
    probs = _models(evidence, "margin", least=1)[0]
    return quality.margin(probs, evidence.labels), probs


def _self_confidence(evidence: Evidence) -> Found:
    probs = _models(evidence, "self-confidence", least=1)[0]
    return quality.self_confidence(probs, evidence.labels), probs


def _human(evidence: Evidence) -> Found:
    counts = _counts(evidence, "human")
    return quality.label_challenge(counts, evidence.labels), counts


def _disagreement(evidence: Evidence) -> Found:
    counts = _counts(evidence, "disagreement")
    votes = counts.sum(axis=1)
    return np.where(votes >= quality.VOTES_LEAST, vote_entropy(counts), np.nan), counts


def _models_apart(evidence: Evidence) -> Found:
    models = _models(evidence, "models", least=2)
    return quality.divergence(models), np.mean(models, axis=0)


_RULES: dict[Ranking, Callable[[Evidence], Found]] = {
    "margin": _margin,
    "self-confidence": _self_confidence,
    "human": _human,
    "disagreement": _disagreement,
    "models": _models_apart,
}


def _models(evidence: Evidence, by: Ranking, *, least: int) -> Sequence[Probs]:
    if len(evidence.models) < least:
        raise RequestError(f"the queue by {by} needs {NEEDS[by]}")
    return evidence.models


def _counts(evidence: Evidence, by: Ranking) -> Counts:
    if evidence.counts is None:
        raise RequestError(f"the queue by {by} needs {NEEDS[by]}")
    return evidence.counts
