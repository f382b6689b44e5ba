"""What several people say together, under every rule for ties."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_gui.core.stats.agreement import CountTable, checked_counts, count_table

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Majority:
    """The accuracy of a majority over ``n`` images, by what becomes of tied votes.

    ``split`` counts 1 / (number tied) if the label is among the tied, ``strict`` counts ties
    wrong, ``optimistic`` right if the label is among them. ``tied_left_out`` is the accuracy on
    the images without a tie, None when there is none. ``tie_share`` is the share of ties.
    """

    split: float
    strict: float
    optimistic: float
    tied_left_out: float | None
    tie_share: float
    n: int

    @property
    def sole(self) -> int:
        """How many images have no tie, to the nearest whole number."""
        return self.n - round(self.tie_share * self.n)

    def content(self) -> dict[str, object]:
        """Return the figures under their public keys, fit for JSON."""
        return dict(vars(self))


class Plurality(NamedTuple):
    """The class with the most votes of each image, shape (m,); of tied ones the lowest number."""

    winner: Numbers
    is_tied: Flags


def majority(votes: ArrayLike, truth: ArrayLike) -> Majority:
    """Return how often the most frequent vote of each image is right.

    `votes` are class numbers, shape (n, k), k people over the same n images; `truth` the labels,
    shape (n,). Raises ValueError for shapes that do not fit, negative numbers and no vote.
    """
    chosen = np.asarray(votes, dtype=np.int64)
    labels = np.asarray(truth, dtype=np.int64)
    if chosen.ndim != 2 or not chosen.size or labels.shape != chosen.shape[:1]:
        raise ValueError(f"votes {chosen.shape} do not fit the labels {labels.shape}")
    if labels.min() < 0:
        raise ValueError("no label is negative")
    images, people = chosen.shape
    class_count = int(max(chosen.max(), labels.max())) + 1
    rows = np.repeat(np.arange(images), people)
    is_winner, is_among = _winners(
        count_table(rows, chosen.ravel(), class_count=class_count), labels
    )
    tied = is_winner.sum(axis=1)
    is_sole = tied == 1
    sole = int(is_sole.sum())
    right = int((is_among & is_sole).sum())
    return Majority(
        split=float(np.mean(is_among / tied)),
        strict=right / images,
        optimistic=float(np.mean(is_among)),
        tied_left_out=right / sole if sole else None,
        tie_share=(images - sole) / images,
        n=images,
    )


def majority_of_3(counts: ArrayLike, labels: ArrayLike) -> Majority:
    """Return the exact expectation over three votes drawn from each image's, without replacement.

    `counts` is (m, C), `labels` (m,). Three votes tie when they name three classes. With a of n
    votes for the label, two or three of them are drawn in a(a-1)(a-2) + 3a(a-1)(n-a) of the
    n(n-1)(n-2) ordered ways. ``tied_left_out`` is a ratio of expectations. Raises ValueError for
    what does not fit and for an image with fewer than three votes.
    """
    table = checked_counts(counts)
    for_label = _for_label(table, labels, minimum=3).astype(np.float64)
    # In floats, since the cube of a few million votes is no int64 any more.
    cells = table.astype(np.float64)
    votes, squares, cubes = ((cells**power).sum(axis=1) for power in (1, 2, 3))
    against = votes - for_label
    ways = votes * (votes - 1) * (votes - 2)
    right = for_label * (for_label - 1) * (for_label - 2 + 3 * against) / ways
    two_others = against**2 - (squares - for_label**2)
    among = 3 * for_label * two_others / ways
    tied = (votes**3 - 3 * votes * squares + 2 * cubes) / ways
    untied = float((1 - tied).sum())
    return Majority(
        split=float(np.mean(right + among / 3)),
        strict=float(np.mean(right)),
        optimistic=float(np.mean(right + among)),
        tied_left_out=float(right.sum()) / untied if untied else None,
        tie_share=float(np.mean(tied)),
        n=len(table),
    )


def single_accuracy(counts: ArrayLike, labels: ArrayLike) -> float:
    """Return the share of all votes, (m, C), that name the label of their image, (m,).

    Raises ValueError for what does not fit and for an image without a vote.
    """
    table = checked_counts(counts)
    return int(_for_label(table, labels).sum()) / int(table.sum())


def plurality_accuracy(counts: ArrayLike, labels: ArrayLike) -> float:
    """Return how often the most votes of an image, (m, C), name its label, (m,); ties are split.

    Raises ValueError for what does not fit and for an image without a vote.
    """
    table = checked_counts(counts)
    _for_label(table, labels)
    return split_accuracy(table, np.asarray(labels, dtype=np.int64))


def split_accuracy(table: CountTable, labels: Numbers) -> float:
    """Return the mean over images of 1 / (number tied) where the label is among the most votes.

    `table` is (m, C) and `labels` (m,), with a vote on every image; nothing is checked.
    """
    is_winner, is_among = _winners(table, labels)
    return float(np.mean(is_among / is_winner.sum(axis=1)))


def plurality(counts: ArrayLike) -> Plurality:
    """Return the winning class of each row of `counts`, (m, C), and whether it had to share.

    Raises ValueError for no count table and for an image without a vote.
    """
    table = checked_counts(counts)
    _check_votes(table, 1)
    is_winner = table == table.max(axis=1, keepdims=True)
    return Plurality(table.argmax(axis=1), is_winner.sum(axis=1) > 1)


def _winners(table: CountTable, labels: Numbers) -> tuple[Flags, Flags]:
    """Return which classes have the most votes, (m, C), and whether the label is one, (m,)."""
    is_winner = table == table.max(axis=1, keepdims=True)
    return is_winner, is_winner[np.arange(len(table)), labels]


def _for_label(table: CountTable, labels: ArrayLike, *, minimum: int = 1) -> Numbers:
    numbers = np.asarray(labels, dtype=np.int64)
    images, class_count = table.shape
    if not images or numbers.shape != (images,):
        raise ValueError(f"counts {table.shape} do not fit the labels {numbers.shape}")
    if not 0 <= numbers.min() <= numbers.max() < class_count:
        raise ValueError(f"labels outside 0 to {class_count - 1}")
    _check_votes(table, minimum)
    return table[np.arange(images), numbers]


def _check_votes(table: CountTable, minimum: int) -> None:
    if (few := np.flatnonzero(table.sum(axis=1) < minimum)).size:
        raise ValueError(f"row {few[0]} has fewer votes than {minimum}")
