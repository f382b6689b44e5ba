"""How many labels an image needs, and how many images: found out by drawing from a crowd."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.stats.agreement import checked_counts
from fmnist_gui.core.stats.majority import split_accuracy
from fmnist_gui.core.stats.proportion import Interval, needed_for_half_width

LABELS = (1, 3, 5, 7, 9)
"""Labels per image that are tried unless others are asked for."""

IMAGES = 1000
"""Images of a study, as in the published one."""

STUDIES = 300
"""Simulated studies, enough for a tenth of a point of the mean."""

MOST_LABELS = 1000
MOST_IMAGES = 1_000_000
MOST_STUDIES = 100_000
MOST_DRAWN = 5_000_000
"""Images of all studies for all numbers of labels: what is simulated within a minute."""

Votes = NDArray[np.int64]
"""Votes by class, one row per image, shape (m, C)."""

Draw = Callable[[NDArray[np.int64], int, np.random.Generator], Votes]
"""Draws so many labels for each of these images."""


@dataclass(frozen=True)
class LabelNeed:
    """What the plurality of ``labels`` labels per image comes to.

    ``accuracy`` is the mean over all simulated studies of ``images`` images, tied votes split
    (1 / number tied if the label is among them). ``interval`` holds 95 % of these studies: it
    tells what one study would find, not how well the mean is known; of fewer than 40 studies it
    is no more than their extremes. ``needed`` is the least number of images whose Wilson interval
    at this accuracy is at most as wide as asked for, which is on the safe side where ties are
    split; None if no width was asked for.
    """

    labels: int
    accuracy: float
    interval: Interval
    images: int
    needed: int | None

    @property
    def needed_labels(self) -> int | None:
        """The labels of all those images together."""
        return None if self.needed is None else self.needed * self.labels

    def content(self) -> dict[str, object]:
        """Return the figures fit for JSON."""
        return {
            "labels": self.labels,
            "accuracy": self.accuracy,
            "interval": list(self.interval),
            "needed_images": self.needed,
            "needed_labels": self.needed_labels,
        }


def label_need(
    crowd: ArrayLike,
    truth: ArrayLike,
    *,
    rng: np.random.Generator,
    labels: Sequence[int] = LABELS,
    images: int = IMAGES,
    studies: int = STUDIES,
    half_width: float | None = None,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> tuple[LabelNeed, ...]:
    """Return what each number of `labels` per image comes to, by simulation.

    `crowd` is (m, C) and `truth` (m,), the labels in the file. Whole numbers are votes, of which
    the labels of an image are drawn without replacement; shares that sum to 1 are those of people
    who answer independently. Each study draws its own images, with replacement. Reports studies
    done. Raises RequestError for what cannot be drawn, ValueError for shapes that do not fit, and
    Cancelled.
    """
    table, numbers = np.asarray(crowd), np.asarray(truth, dtype=np.int64)
    if table.ndim != 2 or not len(table) or numbers.shape != table.shape[:1]:
        raise ValueError(f"a crowd {table.shape} does not fit the labels {numbers.shape}")
    _check(labels, images=images, studies=studies)
    if half_width is not None:
        # Refused before anything is simulated.
        needed_for_half_width(half_width)
    draw = _drawer(table, max(labels))
    found = np.empty((len(labels), studies))
    for study in range(studies):
        if is_cancelled():
            raise Cancelled
        rows = rng.integers(len(table), size=images)
        for place, count in enumerate(labels):
            found[place, study] = split_accuracy(draw(rows, count, rng), numbers[rows])
        report(study + 1, studies)
    return tuple(
        _need(count, accuracies, images=images, half_width=half_width)
        for count, accuracies in zip(labels, found, strict=True)
    )


def _need(
    labels: int, accuracies: NDArray[np.float64], *, images: int, half_width: float | None
) -> LabelNeed:
    mean = float(accuracies.mean())
    low, high = np.quantile(accuracies, [0.025, 0.975]).tolist()
    needed = None if half_width is None else needed_for_half_width(half_width, mean)
    return LabelNeed(labels, mean, Interval(low, high), images, needed)


def _drawer(table: NDArray[np.generic], most: int) -> Draw:
    """Return what draws labels from votes without replacement, or from shares."""
    if table.dtype.kind == "f":
        shares = _checked_shares(table)
        return lambda rows, count, rng: rng.multinomial(count, shares[rows])
    votes = _checked_votes(table, most)
    return lambda rows, count, rng: without_replacement(votes[rows], count, rng)


def without_replacement(votes: Votes, count: int, rng: np.random.Generator) -> Votes:
    """Return `count` votes drawn from those of each image, (m, C), which have at least as many."""
    # Class after class, each by the hypergeometric law given what the ones before have taken.
    found = np.zeros_like(votes)
    wanted = np.full(len(votes), count)
    left = votes.sum(axis=1)
    for number in range(votes.shape[1]):
        left = left - votes[:, number]
        found[:, number] = rng.hypergeometric(votes[:, number], left, wanted)
        wanted = wanted - found[:, number]
    return found


def _check(labels: Sequence[int], *, images: int, studies: int) -> None:
    if not labels or not all(1 <= count <= MOST_LABELS for count in labels):
        raise RequestError(f"an image can be given 1 to {MOST_LABELS} labels; choose such numbers")
    if not (1 <= images <= MOST_IMAGES and 1 <= studies <= MOST_STUDIES):
        raise RequestError(
            f"a simulation takes 1 to {MOST_IMAGES:,} images and 1 to {MOST_STUDIES:,} studies; "
            f"given were {images:,} and {studies:,}"
        )
    drawn = images * studies * len(labels)
    if drawn > MOST_DRAWN:
        raise RequestError(
            f"{studies:,} studies of {images:,} images, each for {len(labels)} numbers of labels, "
            f"are {drawn:,} images to draw; choose fewer, so that they are {MOST_DRAWN:,} at most"
        )


def _checked_votes(table: NDArray[np.generic], most: int) -> Votes:
    votes = checked_counts(table)
    fewest = int(votes.sum(axis=1).min())
    if fewest < most:
        raise RequestError(
            f"{most} labels cannot be drawn for an image with {fewest} votes; ask for at most "
            f"{fewest}"
        )
    return votes


def _checked_shares(table: NDArray[np.generic]) -> NDArray[np.float64]:
    shares = table.astype(np.float64)
    if shares.min() < 0 or not np.allclose(shares.sum(axis=1), 1):
        raise ValueError("shares that are negative or do not sum to 1")
    return shares
