"""Which images of a study are disputed: somebody has to look, since more labels will not come."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fmnist_gui.core.stats.agreement import vote_entropy
from fmnist_gui.core.study.assignment import standing
from fmnist_gui.core.study.event import State
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.study import Study

Why = Literal["unnamed", "tied", "uncertain", "divided"]
"""No vote names a class; the most votes are shared; too little certainty; votes that differ."""


@dataclass(frozen=True)
class Dispute:
    """Image ``index`` of the study's split, with the ``votes`` for each class, (C,).

    ``cannot_tell`` counts those who looked and named none. ``posterior`` is the probability of the
    most probable class, see :mod:`fmnist_gui.core.study.certainty`.
    """

    index: int
    why: Why
    votes: tuple[int, ...]
    cannot_tell: int
    posterior: float

    @property
    def words(self) -> str:
        """Why it is here, as a clause."""
        match self.why:
            case "unnamed":
                return "nobody could tell a class"
            case "tied":
                return "the votes are tied"
            case "uncertain":
                return "the votes leave too little certainty"
            case "divided":
                return "the votes differ"


def disputes(
    study: Study, labels: StudyLabels, *, state: State, settled: Collection[int] = ()
) -> tuple[Dispute, ...]:
    """Return the disputed images of `study`, the most disputed first.

    An image is disputed when no more labels are coming and its votes do not settle it. No more are
    coming once it is done, and for every image with a label once the study is closed. Its votes do
    not settle it when none of them names a class, when two classes or more have the most of them,
    when the study asks for a certainty that the votes do not reach, or, where it asks for none,
    when they differ at all.

    First come the images with the least posterior, of equal ones those with more bits of vote
    entropy, then by index. Those in `settled`, which an adjudicator has concluded about, are left
    out.
    """
    found = standing(study, labels)
    counts = found.counts
    index = np.array(study.indices, dtype=np.int64)
    total = counts.sum(axis=1)
    is_over = (found.given > 0) & (found.is_done | (state == "closed"))
    most = counts.max(axis=1, keepdims=True)
    is_tied = (total > 0) & ((counts == most).sum(axis=1) > 1)
    is_divided = most[:, 0] < total
    certainty = study.wanted.certainty
    is_short = is_divided if certainty is None else found.posterior < certainty
    open_ = is_over & ((total == 0) | is_tied | is_short) & ~np.isin(index, list(settled))
    rows = np.flatnonzero(open_)
    entropy = np.nan_to_num(vote_entropy(counts[rows]), nan=np.inf)
    rows = rows[np.lexsort((index[rows], -entropy, found.posterior[rows]))]
    return tuple(
        Dispute(
            index=int(index[row]),
            why=_why(int(total[row]), bool(is_tied[row]), has_certainty=certainty is not None),
            votes=tuple(counts[row].tolist()),
            cannot_tell=int(found.given[row] - total[row]),
            posterior=float(found.posterior[row]),
        )
        for row in rows
    )


def _why(total: int, is_tied: bool, *, has_certainty: bool) -> Why:
    if not total:
        return "unnamed"
    if is_tied:
        return "tied"
    return "uncertain" if has_certainty else "divided"
