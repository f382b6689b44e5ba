"""How far the people of a study agree: together, in pairs, and where each image has as many.

The interval of alpha is apart, :func:`fmnist_gui.core.stats.agreement.alpha_interval`, since its
bootstrap takes longer than anybody should wait for the rest.
"""

from dataclasses import dataclass
from uuid import UUID

import numpy as np

from fmnist_gui.core.stats.agreement import CountTable, fleiss_kappa, kappa, krippendorff_alpha
from fmnist_gui.core.stats.distinct import distinct
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.study.labels import StudyLabels

MOST_PEOPLE = 60
"""Of so many people, those with the most votes, the pairs are told: 1,770 are more than enough."""

SEED = 0
"""The bootstrap gives the same interval each time."""


@dataclass(frozen=True)
class Pair:
    """Two people over the ``images`` that both named a class for.

    They said the same about ``agreeing`` of them; ``kappa`` is Cohen's, None where both named one
    and the same class throughout.
    """

    first: UUID
    second: UUID
    names: tuple[str, str]
    images: int
    agreeing: int
    kappa: float | None

    @property
    def share(self) -> float:
        """The share of images about which they said the same."""
        return self.agreeing / self.images

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % of that share."""
        return wilson(self.agreeing, self.images)


@dataclass(frozen=True, eq=False)
class StudyAgreement:
    """Agreement over the votes of a study, ``counts`` being those of each image, (m, C).

    ``paired`` images have two votes or more, and only those say anything. ``fleiss`` is None where
    ``why_no_fleiss`` says why. ``pairs`` have an image in common, those with the most first;
    ``people`` of ``all_people`` are in them.
    """

    counts: CountTable
    images: int
    labels: int
    paired: int
    alpha: float | None
    fleiss: float | None
    why_no_fleiss: str
    pairs: tuple[Pair, ...]
    people: int
    all_people: int

    @property
    def why_no_alpha(self) -> str:
        """Why there is no alpha, in a sentence; empty where there is one."""
        if self.alpha is not None:
            return ""
        if not self.labels:
            return "Nobody has named a class yet."
        if not self.paired:
            return "No image has two labels yet, so that nothing can be said about agreement."
        return "All labels that can be compared name one class, so that alpha says nothing."


def study_agreement(labels: StudyLabels, *, class_count: int) -> StudyAgreement:
    """Return how far the people of a study agree."""
    _, counts = labels.counts(class_count)
    votes = counts.sum(axis=1)
    fleiss, why = _fleiss(counts)
    pairs, people, all_people = _pairs(labels, class_count)
    return StudyAgreement(
        counts=counts,
        images=len(counts),
        labels=int(votes.sum()),
        paired=int((votes > 1).sum()),
        alpha=krippendorff_alpha(counts),
        fleiss=fleiss,
        why_no_fleiss=why,
        pairs=pairs,
        people=people,
        all_people=all_people,
    )


def _fleiss(counts: CountTable) -> tuple[float | None, str]:
    votes = counts.sum(axis=1)
    if not len(votes):
        return None, "nobody has named a class yet"
    fewest, most = int(votes.min()), int(votes.max())
    if fewest != most:
        return None, f"it needs as many labels on each image, and here are {fewest} to {most:,}"
    if most == 1:
        return None, "it needs two labels or more on each image, and here is one"
    found = fleiss_kappa(counts)
    return found, "" if found is not None else "all labels name one class"


def _pairs(labels: StudyLabels, classes: int) -> tuple[tuple[Pair, ...], int, int]:
    """Return the pairs, how many people are in them, and how many there are."""
    from scipy.sparse import csr_array

    rows = np.flatnonzero(labels.named(classes))
    given = np.bincount(labels.annotator[rows], minlength=len(labels.people))
    all_people = int((given > 0).sum())
    chosen = np.sort(np.argsort(-given, kind="stable")[: min(MOST_PEOPLE, all_people)])
    rows = rows[np.isin(labels.annotator[rows], chosen)]
    person = np.searchsorted(chosen, labels.annotator[rows])
    image, place = distinct(labels.image[rows])
    ones = np.ones(len(rows), dtype=np.int32)
    shape = (len(chosen) * classes, len(image))
    said = csr_array((ones, (person * classes + labels.chosen[rows], place)), shape=shape)
    # Of each two people how often one said a where the other said b.
    both = (said @ said.T).toarray().reshape(len(chosen), classes, len(chosen), classes)
    found = []
    for a in range(len(chosen)):
        for b in range(a + 1, len(chosen)):
            table = both[a, :, b, :].astype(np.int64)
            if images := int(table.sum()):
                found.append(_pair(labels, (int(chosen[a]), int(chosen[b])), table, images=images))
    order = sorted(found, key=lambda pair: (-pair.images, pair.names))
    return tuple(order), len(chosen), all_people


def _pair(labels: StudyLabels, numbers: tuple[int, int], table: CountTable, *, images: int) -> Pair:
    a, b = numbers
    agreeing = int(np.trace(table))
    by_chance = int(table.sum(axis=1) @ table.sum(axis=0))
    return Pair(
        first=labels.people[a],
        second=labels.people[b],
        names=(labels.names[a], labels.names[b]),
        images=images,
        agreeing=agreeing,
        kappa=kappa(images, agreeing=agreeing, by_chance=by_chance),
    )
