"""What one more label per image would change, told from the labels that are there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.stats.agreement import CountTable, checked_counts
from fmnist_gui.core.stats.crowd_model import CrowdModel, Floats, Numbers, crowd_model
from fmnist_gui.core.stats.label_need import without_replacement
from fmnist_gui.core.stats.majority import split_accuracy
from fmnist_gui.core.stats.proportion import Interval, share_interval

REPLICATES = 200
"""Of the bootstrap over images."""

LEAST_PAIRED = 50
"""So many images with two labels or more tell something about the next label."""

DRAWS = 100_000
"""Images drawn for each point of the curve, at least four and at most twenty times each."""

SHOWN = (1, 2, 3, 4, 5, 7, 9, 12, 15, 20, 30, 50, 100, 200, 500)
"""Labels per image for which the curve has a point, and one for as many as there are."""


@dataclass(frozen=True)
class CurvePoint:
    """The plurality of ``labels`` labels per image agrees with the file on ``accuracy``.

    Tied votes are split. ``interval`` is Wilson's 95 % over the images. ``is_expected`` marks what
    nobody has collected yet.
    """

    labels: int
    accuracy: float
    interval: Interval
    is_expected: bool


@dataclass(frozen=True)
class OneMore:
    """What one more label on each of ``images`` images, which have ``labels`` so far, would change.

    ``now`` is the share on which the plurality agrees with the file, ties split, and ``after`` what
    is expected of it; ``change`` lies between them, with a 95 % interval from drawing the images
    anew. ``moved`` is the share of images that are expected to get another consensus, an image that
    becomes tied or ceases to be counting in part; ``tied`` and ``tied_after`` are the shares
    of tied ones. ``curve`` is over ``curve_images`` that have as many labels as its last point but
    one: fewer are taken away by chance, and the last point is expected.
    """

    images: int
    labels: int
    now: float
    after: float
    change: float
    change_interval: Interval
    moved: float
    tied: float
    tied_after: float
    curve: tuple[CurvePoint, ...]
    curve_images: int

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % of the agreement now, over the images."""
        return share_interval(self.now, self.images)

    @property
    def interval_after(self) -> Interval:
        """Wilson's 95 % of the agreement expected, over the images."""
        return share_interval(self.after, self.images)


def lacking(counts: ArrayLike) -> str | None:
    """Return in a sentence why nothing can be said from these votes, (m, C); None if it can."""
    table = checked_counts(counts)
    votes = table.sum(axis=1)
    paired = int((votes > 1).sum())
    if paired < LEAST_PAIRED:
        have = "image has" if paired == 1 else "images have"
        return (
            f"{paired} {have} two labels or more; from {LEAST_PAIRED} on it can be told what one "
            "more would change."
        )
    if (table.max(axis=1) == votes).all():
        return (
            "No two labels of an image differ so far, so that nothing tells how often one more "
            "would."
        )
    return None


def one_more(
    counts: ArrayLike,
    truth: ArrayLike,
    *,
    rng: np.random.Generator,
    replicates: int = REPLICATES,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> OneMore:
    """Return what one more label on each image with a vote would change.

    `counts` are votes, (m, C), a vote in each row, and `truth` the labels in the file, (m,). The
    next label is expected by :class:`CrowdModel`, fitted to these votes. Reports replicates done.
    Raises ValueError for what does not fit or :func:`lacking` finds too little, and Cancelled.
    """
    table, labels = checked_counts(counts), np.asarray(truth, dtype=np.int64)
    if labels.shape != table.shape[:1] or (table.sum(axis=1) == 0).any() or lacking(table):
        raise ValueError(f"votes {table.shape} and labels {labels.shape} tell of no further label")
    images = len(table)
    # Many images have the same votes, and each needs to be worked out once.
    rows, often = np.unique(np.column_stack([labels, table]), axis=0, return_counts=True)
    alike, votes = rows[:, 0], rows[:, 1:]
    weights = often.astype(np.float64)
    found = _Step.of(votes, alike, crowd_model(votes, alike, weights))
    changes = np.empty(replicates)
    for number in range(replicates):
        if is_cancelled():
            raise Cancelled
        drawn = rng.multinomial(images, weights / images).astype(np.float64)
        step = _Step.of(votes, alike, crowd_model(votes, alike, drawn))
        changes[number] = float((step.after - step.now) @ drawn) / images
        report(number + 1, replicates)
    low, high = np.quantile(changes, [0.025, 0.975]).tolist()
    now, after, moved, tied, tied_after = (
        float(values @ weights) / images
        for values in (found.now, found.after, found.moved, found.tied, found.tied_after)
    )
    curve, curve_images = _curve(table, labels, rng)
    return OneMore(
        images=images,
        labels=int(table.sum()),
        now=now,
        after=after,
        change=after - now,
        change_interval=Interval(low, high),
        moved=moved,
        tied=tied,
        tied_after=tied_after,
        curve=curve,
        curve_images=curve_images,
    )


@dataclass(frozen=True, eq=False)
class _Step:
    """Of each image what it counts for now and is expected to after one more label, all (m,)."""

    now: Floats
    after: Floats
    moved: Floats
    tied: Floats
    tied_after: Floats

    @classmethod
    def of(cls, counts: CountTable, truth: Numbers, model: CrowdModel) -> "_Step":
        chance = model.next_shares(counts, truth)
        most = counts.max(axis=1, keepdims=True)
        leads, follows = counts == most, counts == most - 1
        leaders = leads.sum(axis=1)
        own = np.arange(len(counts)), truth
        is_among = leads[own]
        now = is_among / leaders
        # The next label makes a leader the only one, or lets one more class catch up.
        to_leader = (chance * leads).sum(axis=1)
        to_follower = (chance * follows).sum(axis=1)
        to_own_lead = chance[own] * is_among
        to_own_follow = chance[own] * follows[own]
        after = (
            to_own_lead
            + to_own_follow / (leaders + 1)
            + is_among * to_follower / (leaders + 1)
            + now * (1 - to_leader - to_follower)
        )
        moved = to_leader * (1 - 1 / leaders) + to_follower / (leaders + 1)
        tied = (leaders > 1).astype(np.float64)
        tied_after = to_follower + tied * (1 - to_leader - to_follower)
        return cls(now, after, moved, tied, tied_after)


def _curve(
    counts: CountTable, truth: Numbers, rng: np.random.Generator
) -> tuple[tuple[CurvePoint, ...], int]:
    """Return the agreement by labels per image, and over how many images it is told.

    Half of the images or more have as many labels as its last measured point.
    """
    votes = counts.sum(axis=1)
    most = int(np.quantile(votes, 0.5, method="lower"))
    has_most = votes >= most
    table, labels = counts[has_most], truth[has_most]
    images = len(table)
    times = int(np.clip(DRAWS // images, 4, 20))
    model = crowd_model(counts, truth)
    numbers = [*(n for n in SHOWN if n < most), most]
    found = np.zeros(len(numbers) + 1)
    for _ in range(times):
        for place, number in enumerate(numbers):
            drawn = without_replacement(table, number, rng)
            found[place] += split_accuracy(drawn, labels) / times
        found[-1] += float(_Step.of(drawn, labels, model).after.mean()) / times
    points = tuple(
        CurvePoint(number, float(share), share_interval(float(share), images), number > most)
        for number, share in zip([*numbers, most + 1], found, strict=True)
    )
    return points, images
