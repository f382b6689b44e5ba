"""A person beside the crowd that labelled the very same images."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.adjusted import Adjusted, adjusted
from fmnist_gui.core.stats.agreement import vote_entropy
from fmnist_gui.core.stats.majority import (
    Majority,
    majority_of_3,
    plurality,
    plurality_accuracy,
)
from fmnist_gui.core.stats.percent import images, p_value
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.sentence import YOU

Counts = NDArray[np.int64]
"""How many people chose each class, shape (n, C): one row per image of a split."""

VOTES_OF_A_MAJORITY = 3


@dataclass(frozen=True)
class CrowdImage:
    """One image: what the person and what the crowd said; classes are numbers.

    ``share`` is that of the crowd which chose the file's label, ``sureness`` that of the class
    with the most votes, ``plurality``; ``is_tied`` tells that another class had as many, and then
    the crowd is neither right nor wrong. ``entropy`` is that of the votes, in bits.
    """

    image_index: int
    label: int
    answer: int
    plurality: int
    is_tied: bool
    share: float
    sureness: float
    entropy: float
    votes: int

    @property
    def is_right(self) -> bool:
        """Whether the person agreed with the file."""
        return self.answer == self.label

    @property
    def crowd_is_right(self) -> bool:
        """Whether most of the crowd did, and no tie."""
        return not self.is_tied and self.plurality == self.label

    @property
    def crowd_is_wrong(self) -> bool:
        """Whether most of the crowd chose another class, and no tie."""
        return not self.is_tied and self.plurality != self.label


@dataclass(frozen=True)
class CrowdResult:
    """A person's first answers beside a crowd's votes on the same ``n`` images.

    ``adjusted`` allows for how hard the images are; None without an image. ``single`` is the
    share of all votes on these images for the label, ``plurality`` the accuracy of the most
    votes, ties split. ``majority`` is that of three drawn from the crowd by every rule for ties;
    None where an image has fewer than three votes. ``images`` are in the order of the person's
    trials, ``only_person`` and ``only_crowd`` those that only one side had right, where the crowd
    was surest first.
    """

    who: str
    n: int
    right: int
    wilson: Interval
    votes: int
    adjusted: Adjusted | None
    single: float | None
    plurality: float | None
    majority: Majority | None
    images: tuple[CrowdImage, ...]
    only_person: tuple[CrowdImage, ...]
    only_crowd: tuple[CrowdImage, ...]
    headline: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def accuracy(self) -> float | None:
        """The share that the person had right; None without an image."""
        return self.right / self.n if self.n else None


def crowd_result(
    trials: Sequence[Trial], counts: Counts, *, who: str = YOU, image_count: int | None = None
) -> CrowdResult:
    """Return `trials`, those of a session or a pool, beside the `counts` of their split.

    `image_count` is the length of the split where it is known. Trials of images without a vote
    are left out. Raises DataError for counts of other images or other classes.
    """
    table = _checked(trials, counts, image_count)
    voted = [trial for trial in trials if table[trial.image_index].any()]
    if not voted:
        return _nothing(who)
    rows = table[[trial.image_index for trial in voted]]
    labels = np.array([trial.label for trial in voted], dtype=np.int64)
    right = sum(trial.is_right for trial in voted)
    made = _images(voted, rows)
    found = adjusted([image.share for image in made], right)
    has_three = int(rows.sum(axis=1).min()) >= VOTES_OF_A_MAJORITY
    majority = majority_of_3(rows, labels) if has_three else None
    by_plurality = plurality_accuracy(rows, labels)
    return CrowdResult(
        who=who,
        n=len(voted),
        right=right,
        wilson=wilson(right, len(voted)),
        votes=int(rows.sum()),
        adjusted=found,
        single=found.expected_accuracy,
        plurality=by_plurality,
        majority=majority,
        images=made,
        only_person=_surest(i for i in made if i.is_right and i.crowd_is_wrong),
        only_crowd=_surest(i for i in made if not i.is_right and i.crowd_is_right),
        headline=_headline(found, who, votes=int(rows.sum())),
        notes=_notes(len(voted), rows, by_plurality=by_plurality, majority=majority),
    )


def _checked(trials: Sequence[Trial], counts: Counts, image_count: int | None) -> Counts:
    table = np.asarray(counts)
    needed = 1 + max((trial.image_index for trial in trials), default=-1)
    classes = 1 + max((max(trial.label, trial.first) for trial in trials), default=-1)
    expected = f"{image_count:,} rows" if image_count is not None else f"at least {needed:,} rows"
    fits = table.ndim == 2 and table.shape[1] >= classes and len(table) >= needed
    if not fits or (image_count is not None and len(table) != image_count):
        raise DataError(
            "the human counts",
            expected=f"{expected} of at least {classes} classes",
            found=" × ".join(f"{size:,}" for size in table.shape) or "a single number",
            remedy="import counts made for this split",
        )
    return table.astype(np.int64, copy=False)


def _images(trials: Sequence[Trial], rows: Counts) -> tuple[CrowdImage, ...]:
    winners, tied = plurality(rows)
    totals = rows.sum(axis=1)
    entropy = vote_entropy(rows)
    return tuple(
        CrowdImage(
            image_index=trial.image_index,
            label=trial.label,
            answer=trial.first,
            plurality=int(winners[number]),
            is_tied=bool(tied[number]),
            share=int(rows[number, trial.label]) / int(totals[number]),
            sureness=int(rows[number].max()) / int(totals[number]),
            entropy=float(entropy[number]),
            votes=int(totals[number]),
        )
        for number, trial in enumerate(trials)
    )


def _surest(found: Iterable[CrowdImage]) -> tuple[CrowdImage, ...]:
    return tuple(sorted(found, key=lambda image: (-image.sureness, image.image_index)))


def _nothing(who: str) -> CrowdResult:
    told = "No scored image has a vote of the crowd."
    return CrowdResult(who, 0, 0, wilson(0, 0), 0, None, None, None, None, (), (), (), (told,), ())


def _headline(found: Adjusted, who: str, *, votes: int) -> tuple[str, ...]:
    told = (
        f"On these very {images(found.n)} the average crowd worker scored "
        f"{sentence.share(found.expected_accuracy, votes)} over {votes:,} votes; "
        f"{sentence.within(who)} scored {sentence.share(found.right / found.n, found.n)}."
    )
    if found.z is None:
        return (told, "The whole crowd agreed on every image, so that nothing is left to luck.")
    if found.z >= 0:
        way, words, chance = "above", "as many right or more", found.upper_p
    else:
        way, words, chance = "below", "as few right or fewer", found.lower_p
    return (
        told,
        f"That is {abs(found.z):.2f} standard deviations {way} what such a worker reaches by "
        f"luck alone ({p_value(chance)} for {words}).",
    )


def _notes(
    n: int, rows: Counts, *, by_plurality: float, majority: Majority | None
) -> tuple[str, ...]:
    each = sorted({int(votes) for votes in rows.sum(axis=1)})
    on_each = f"{each[0]:,}" if len(each) == 1 else f"{each[0]:,} to {each[-1]:,}"
    told = [
        f"The crowd gave {on_each} votes on each image: other people, with other instructions. "
        "How hard the images are is allowed for, how the people were chosen is not.",
        f"By the most votes on each image the crowd has {sentence.share(by_plurality, n)} of "
        f"{images(n)}, ties split.",
    ]
    if majority is not None:
        told.append(
            f"By the majority of three of its workers: {sentence.share(majority.split, n)} of "
            f"{images(n)} with ties split, {sentence.share(majority.strict, n)} with ties wrong, "
            f"{sentence.share(majority.optimistic, n)} with ties right if the label is among "
            "them."
        )
    return tuple(told)
