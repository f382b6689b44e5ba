"""Whether there are enough answers for a model of the people who gave them, and what is missing."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from fmnist_gui.core.stats.consensus import Floats, SparseAnswers

ModelName = Literal["one-coin", "dawid-skene"]

LEAST_PEOPLE = 3
"""Two people who differ may be right by turns in any way; the third tells (Kruskal 1977)."""

LEAST_ANSWERS = 20
"""So many answers tell something of one probability: of a person, or of a person and a class."""

_ROUNDING = 1e-6


def missing(
    model: ModelName,
    answers: SparseAnswers,
    *,
    names: Sequence[str],
    class_names: Sequence[str],
) -> str | None:
    """Return what `model` needs more of, as the end of a sentence; None when there is enough.

    An answer counts where somebody else has answered the same image. One-coin needs
    :data:`LEAST_ANSWERS` of each person. Dawid-Skene needs as many of each person for each class
    that anybody named, an image being of its classes by the shares of its votes, as in the
    model's first round. Both need :data:`LEAST_PEOPLE`. `names` are the people's, (people,).
    """
    people = len(np.unique(answers.annotator))
    if people < LEAST_PEOPLE:
        return f"{LEAST_PEOPLE} people who answered, found {people}"
    told = by_class(answers)
    if model == "one-coin":
        told = told.sum(axis=1, keepdims=True)
    else:
        told = np.where(answers.counts().any(axis=0), told, np.inf)
    is_short = told < LEAST_ANSWERS - _ROUNDING
    short = int(is_short.any(axis=1).sum())
    if not short:
        return None
    person, number = np.unravel_index(int(told.argmin()), told.shape)
    each = "" if model == "one-coin" else " for each class"
    where = "" if model == "one-coin" else f" for {class_names[int(number)]}"
    have = "has" if short == 1 else "have"
    return (
        f"{LEAST_ANSWERS} answers of each person{each} to images that others answered too; "
        f"{short} of {people} {have} fewer, {names[int(person)][:40]!r} about "
        f"{int(told[person, number] + _ROUNDING)}{where}"
    )


def by_class(answers: SparseAnswers) -> Floats:
    """Return how many answers each person gave to images of each class, (people, classes).

    Only images that several people answered count, each by the shares of its votes.
    """
    from scipy.sparse import csr_array

    shape = (answers.annotator_count, answers.image_count)
    ones = np.ones(len(answers))
    said = csr_array((ones, (answers.annotator, answers.image)), shape=shape)
    # The matrix adds up the answers of one person to one image; how many people are its entries.
    people = np.bincount(said.indices, minlength=answers.image_count)
    shares = answers.shares() * (people > 1)[:, np.newaxis]
    found: Floats = np.asarray(said @ shares, dtype=np.float64)
    return found
