"""Rankings by answers that people gave in sessions: the wrong ones and the slow ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.queue import NO_CLASS
from fmnist_gui.core.review.ranking.ranking import Need, Ranked, Ranking, unless_label
from fmnist_gui.core.stats.limit import IDLE_S
from fmnist_gui.core.stats.median import group_medians
from fmnist_gui.core.stats.response_time import FASTEST_S
from fmnist_gui.core.table.given_answers import Flags, own_answers

SESSION_LEAST = 10
"""Of fewer answers the median of a session is hardly the pace of a person."""

NEEDS_OWN = Need(
    ("sessions",),
    "answers of yours that may be told",
    "play a session to its end",
    "play a session to its end in the window, or say who you are with --annotator",
)
NEEDS_TIMES = Need(
    ("sessions",),
    f"sessions of {SESSION_LEAST} answers or more that may be told",
    "play a session to its end",
    "play a session to its end in the window",
)


@dataclass(frozen=True, eq=False)
class _Timed:
    """Answers to images of a gallery, all of shape (n,): ``pace`` is the time over the median.

    It is NaN for a key that came before the image was seen, for an idle one, where nobody measured
    a time, and in sessions too short to have a median. ``is_own`` marks what the person who looks
    answered, but for labels that were collected: those are neither right nor wrong.
    """

    numbers: Numbers
    chosen: NDArray[np.int16]
    response_s: NDArray[np.float64]
    pace: NDArray[np.float64]
    is_own: Flags
    is_wrong: Flags
    counts: Flags


def _timed(evidence: Evidence) -> _Timed:
    """Return all answers that belong to the data, split by split, each split's oldest first."""
    parts = list(_timed_splits(evidence)) or [_NOTHING]
    joined = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in _Timed.__dataclass_fields__
    )
    return _Timed(*joined)


def _timed_splits(evidence: Evidence) -> Iterator[_Timed]:
    gallery = evidence.gallery
    known = evidence.answers
    own = own_answers(known, evidence.person)
    has_people = _has_people(evidence)
    for split, given in known.items():
        numbers = gallery.numbers_of(split)
        is_there = (given.image_index < len(numbers)) & (given.chosen >= 0)
        is_there &= given.chosen < len(gallery.class_names)
        yield _Timed(
            given.image_index[is_there] + numbers.start,
            given.chosen[is_there],
            given.response_s[is_there],
            _paces(given.session, given.response_s)[is_there],
            (own[split] & ~given.is_collected)[is_there],
            (given.chosen != given.label)[is_there],
            # Simulated people count only where nobody real has answered.
            (~given.is_simulated | (not has_people))[is_there],
        )


def _has_people(evidence: Evidence) -> bool:
    """Whether anybody real has answered."""
    return any((~given.is_simulated).any() for given in evidence.answers.values())


def _paces(session: Numbers, response_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each time over the median of its session, so that neither people nor rules mix."""
    is_looked = (response_s >= FASTEST_S) & (response_s <= IDLE_S)
    paces = np.full(len(response_s), np.nan)
    groups, inverse, counts = np.unique(session[is_looked], return_inverse=True, return_counts=True)
    if len(groups):
        medians = group_medians(session[is_looked], response_s[is_looked])
        medians = np.where(counts >= SESSION_LEAST, medians, np.nan)
        paces[is_looked] = response_s[is_looked] / medians[inverse]
    return paces


_NOTHING = _Timed(
    np.empty(0, dtype=np.intp),
    np.empty(0, dtype=np.int16),
    np.empty(0),
    np.empty(0),
    *(np.empty(0, dtype=np.bool_) for _ in range(3)),
)


def _has_own(evidence: Evidence) -> bool:
    return bool(_timed(evidence).is_own.any())


def _has_times(evidence: Evidence) -> bool:
    timed = _timed(evidence)
    return bool((timed.counts & ~np.isnan(timed.pace)).any())


def _wrong(evidence: Evidence) -> Ranked:
    """Rank what `person` first answered wrong, the quickest for their pace first.

    Who answers quickly is sure: confidence falls with the time a decision takes (Kiani, Corthell
    and Shadlen 2014, "Choice certainty is informed by both evidence and decision time", Neuron
    84:1329). An answer whose time says nothing stands with the middling ones, at pace 1.
    """
    timed = _timed(evidence)
    rows = np.flatnonzero(timed.is_own)
    images, first = np.unique(timed.numbers[rows], return_index=True)
    rows = rows[first]
    rows, images = rows[timed.is_wrong[rows]], images[timed.is_wrong[rows]]
    count = len(evidence.gallery)
    scores, chosen = np.full(count, np.nan), np.full(count, NO_CLASS, dtype=np.int16)
    scores[images] = np.where(np.isnan(timed.pace[rows]), 1.0, timed.pace[rows])
    chosen[images] = timed.chosen[rows]
    row_of = dict(zip(images.tolist(), rows.tolist(), strict=True))
    names = evidence.gallery.class_names

    def why(number: int) -> str:
        row = row_of[number]
        said = f"you answered {names[timed.chosen[row]]} in {timed.response_s[row]:.2f} s"
        pace = timed.pace[row]
        return said if np.isnan(pace) else f"{said}, {pace:.1f} times your median"

    return Ranked(scores, unless_label(chosen, evidence.gallery.labels), why)


def _slow(evidence: Evidence) -> Ranked:
    timed = _timed(evidence)
    is_measured = timed.counts & ~np.isnan(timed.pace)
    numbers, pace = timed.numbers[is_measured], timed.pace[is_measured]
    count = len(evidence.gallery)
    scores = np.full(count, np.nan)
    scores[np.unique(numbers)] = group_medians(numbers, pace)
    answers = np.bincount(numbers, minlength=count)
    clause = partial(_slow_clause, scores, answers, "" if _has_people(evidence) else "simulated ")
    return Ranked(scores, np.full(count, NO_CLASS, dtype=np.int16), clause)


def _slow_clause(
    scores: NDArray[np.float64], answers: NDArray[np.intp], whose: str, number: int
) -> str:
    times = f"{scores[number]:.1f} times"
    if answers[number] == 1:
        return f"one {whose}answer took {times} the median of its session"
    return f"the median of {answers[number]:,} {whose}answers is {times} that of their session"


WRONG = Ranking(
    "wrong",
    "Answered wrong by me",
    "Only what you answered otherwise than it is labelled; the quickest for your pace first.",
    NEEDS_OWN,
    _has_own,
    _wrong,
    is_rising=True,
    is_list=True,
)
SLOW = Ranking(
    "slow",
    "Slow answers",
    "By how long people took, each beside the median of their session.",
    NEEDS_TIMES,
    _has_times,
    _slow,
    is_about_class=False,
)
