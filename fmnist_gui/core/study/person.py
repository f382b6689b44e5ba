"""What each person gave to a study: how much, how fast, how steadily, and how like the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np

from fmnist_gui.core.session.name import name_order
from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.stats import response_time
from fmnist_gui.core.stats.confusion import Confusion
from fmnist_gui.core.stats.consistency import Consistency, consistency
from fmnist_gui.core.stats.limit import IDLE_S
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.response_time import Times
from fmnist_gui.core.study.labels import Flags, Numbers, StudyLabels
from fmnist_gui.core.study.others import Others, others

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Tally:
    """``right`` of ``count``."""

    right: int
    count: int

    @property
    def share(self) -> float | None:
        """The share right; None of nothing."""
        return self.right / self.count if self.count else None

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % of the share; 0 to 1 of nothing."""
        return wilson(self.right, self.count)


@dataclass(frozen=True)
class Pace:
    """``labels`` that took ``active_s`` seconds of looking and answering.

    The time runs from an image's being painted to its answer, at most 30 s each; pauses are not
    in it, hidden checks and repeats are, since they are part of the work.
    """

    labels: int
    active_s: float

    @property
    def per_hour(self) -> float:
        """Labels in an hour of labelling."""
        return 3600 * self.labels / self.active_s

    @property
    def per_minute(self) -> float:
        """Labels in a minute of labelling."""
        return 60 * self.labels / self.active_s


@dataclass(frozen=True, eq=False)
class PersonFigures:
    """One person's part in a study.

    ``labels`` were given one image at a time, ``cannot_tell`` of them name no class; ``batch``
    labels were given to many images at once, ``imported`` ones came from a file. All other
    figures are of answers given one at a time alone. ``times`` are their response times, without
    outliers and the first of each sitting. ``checks`` tells how many attention checks were right,
    ``consistency`` how many repeats got the same answer as before, "cannot tell" being one.

    ``agreement`` is with the consensus of the others: of the ``count`` images where the most votes
    of all others name one class this person named the same on ``right``. On ``tied`` images the
    others do not agree among themselves; those are in neither. ``confusion``, (C, C), holds the
    same images, rows = consensus of the others, columns = answers. ``last_at`` is the time of the
    last answer or batch, None without one.
    """

    person: UUID
    name: str
    is_simulated: bool
    labels: int
    cannot_tell: int
    batch: int
    imported: int
    last_at: datetime | None
    times: Times | None
    pace: Pace | None
    checks: Tally
    consistency: Consistency
    agreement: Tally
    tied: int
    confusion: Confusion


def people_figures(labels: StudyLabels, *, class_count: int) -> tuple[PersonFigures, ...]:
    """Return the figures of everybody with an answer, those with most labels first."""
    beside = others(labels, class_count=class_count)
    found = [
        _figures(labels, rows, beside=beside, class_count=class_count)
        for rows in _by_person(labels)
    ]
    return tuple(sorted(found, key=lambda own: (-own.labels, name_order(own.name), own.person)))


def _by_person(labels: StudyLabels) -> Iterator[Numbers]:
    order = np.argsort(labels.annotator, kind="stable")
    _, starts = np.unique(labels.annotator[order], return_index=True)
    return (rows for rows in np.split(order, starts[1:]) if len(rows))


def _figures(
    labels: StudyLabels, rows: Numbers, *, beside: Others, class_count: int
) -> PersonFigures:
    """Return the figures of the person of all these `rows`, which are in the order of time."""
    number = int(labels.annotator[rows[0]])
    is_own = ~labels.is_batch[rows] & ~labels.is_imported[rows]
    asked = labels.asked[rows]
    own = rows[is_own]
    is_asked = labels.asked[own]
    checks = own[labels.is_check[own]]
    compared = own[beside.is_told[own]]
    named = np.bincount(
        beside.winner[compared] * class_count + labels.chosen[compared], minlength=class_count**2
    ).reshape(class_count, class_count)
    return PersonFigures(
        person=labels.people[number],
        name=labels.names[number],
        is_simulated=bool(labels.is_simulated[rows].all()),
        labels=int(is_asked.sum()),
        cannot_tell=int((is_asked & (labels.chosen[own] == CANNOT_TELL)).sum()),
        batch=int((asked & labels.is_batch[rows]).sum()),
        imported=int((asked & labels.is_imported[rows]).sum()),
        last_at=_last(labels, rows[~labels.is_imported[rows]]),
        times=_times(labels, own),
        pace=_pace(labels, own, int(is_asked.sum())),
        checks=Tally(int((labels.chosen[checks] == labels.label[checks]).sum()), len(checks)),
        consistency=_consistency(labels, own),
        agreement=Tally(int(np.trace(named)), len(compared)),
        tied=int(beside.is_tied[own].sum()),
        confusion=named.astype(np.int64, copy=False),
    )


def _last(labels: StudyLabels, rows: Numbers) -> datetime | None:
    if not len(rows):
        return None
    return _EPOCH + timedelta(microseconds=int(labels.answered_us[rows].max()))


def _times(labels: StudyLabels, rows: Numbers) -> Times | None:
    timed = rows[~np.isnan(labels.response_s[rows])]
    _, first = np.unique(labels.session[timed], return_index=True)
    excluded: Flags = np.zeros(len(timed), dtype=np.bool_)
    excluded[first] = True
    return response_time.summary(labels.response_s[timed], excluded=excluded)


def _pace(labels: StudyLabels, rows: Numbers, count: int) -> Pace | None:
    active_s = float(np.nansum(np.clip(labels.response_s[rows], 0, IDLE_S)))
    return Pace(count, active_s) if count and active_s > 0 else None


def _consistency(labels: StudyLabels, rows: Numbers) -> Consistency:
    """Return how repeats agree with the person's first answer to the same image."""
    rows = rows[~labels.is_check[rows]]
    is_repeat = labels.is_repeat[rows]
    firsts, again = rows[~is_repeat], rows[is_repeat]
    image, first = np.unique(labels.image[firsts], return_index=True)
    place = np.searchsorted(image, labels.image[again])
    is_known = place < len(image)
    is_known[is_known] = image[place[is_known]] == labels.image[again][is_known]
    before = labels.chosen[firsts[first[place[is_known]]]]
    return consistency(before, labels.chosen[again[is_known]])
