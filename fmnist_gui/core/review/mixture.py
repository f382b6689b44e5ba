"""Builds the queue that somebody wishes: by one ranking or several, of all images or some."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.query.match import match
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.query.vocabulary import listing
from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.quality import Scores
from fmnist_gui.core.review.queue import NO_CLASS, ReviewQueue
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.core.review.ranking.elsewhere import said_elsewhere
from fmnist_gui.core.review.ranking.ranking import JOINT, Ranked, Ranking, Source
from fmnist_gui.core.table.column import Mask
from fmnist_gui.core.table.table import Table

MIDDLE = 0.5
"""The place of an image about which a ranking knows nothing, between 0 and 1."""


@dataclass(frozen=True)
class QueueWish:
    """Which images somebody wants to look at: by these rankings, in any order.

    ``where`` is a query, "" for all images. Decided images are left out unless ``with_decided``.
    """

    keys: tuple[str, ...]
    where: str = ""
    with_decided: bool = False

    @property
    def key(self) -> str:
        """The key of the queue, the same in whatever order the rankings were named."""
        return "+".join(ranking.key for ranking in self.rankings())

    @property
    def sources(self) -> frozenset[Source]:
        """Where the evidence comes from that the rankings need. Raises as :meth:`rankings`."""
        return frozenset(s for ranking in self.rankings() for s in ranking.need.sources)

    def rankings(self) -> tuple[Ranking, ...]:
        """Return the rankings, in the order of the catalog. Raises RequestError for an unknown."""
        known = ", ".join(RANKINGS)
        for key in self.keys:
            if key not in RANKINGS:
                raise RequestError(f"there is no queue {key!r}; there are {known}")
        if not self.keys:
            raise RequestError(f"no queue is chosen; there are {known}")
        return tuple(ranking for ranking in RANKINGS.values() if ranking.key in self.keys)


class LackError(RequestError):
    """That `ranking` lacks what it ranks by; the sentence is for a terminal."""

    def __init__(self, sentence: str, ranking: Ranking) -> None:
        super().__init__(sentence)
        self.ranking = ranking


def queue(
    wish: QueueWish,
    evidence: Evidence,
    *,
    table: Table | None = None,
    decided: Mask | None = None,
    splits: Collection[str] | None = None,
) -> ReviewQueue:
    """Return the images in the order in which they deserve a look, equal ones as in the gallery.

    `table` is what the query is about; it may be left out with an empty query. `decided` (n,) are
    the images that somebody has decided, none if not given. `splits` keeps images of these alone.
    Raises LackError where the evidence lacks what a ranking needs, RequestError, and QueryError.
    """
    rankings = wish.rankings()
    gallery = evidence.gallery
    is_wanted = _wanted(wish, evidence, table=table, splits=splits)
    found = [_found(ranking, evidence, among=is_wanted) for ranking in rankings]
    doubt, ranked = rankings[0].doubt(found[0]), found[0]
    if len(found) > 1:
        ranked = _mixed(rankings, found)
        doubt = -ranked.scores
    ranked = _completed(ranked, evidence, rankings, found)
    order = np.argsort(-doubt, kind="stable")
    order = order[: int(np.count_nonzero(~np.isnan(doubt)))]
    order = order[is_wanted[order]]
    is_left_out = np.zeros(len(gallery), dtype=np.bool_)
    if decided is not None and not wish.with_decided:
        is_left_out = decided
    numbers = order[~is_left_out[order]]
    return ReviewQueue(
        wish.key,
        _titles(rankings),
        _ranks_by(rankings),
        numbers=numbers,
        labels=gallery.labels[numbers],
        scores=ranked.scores[numbers],
        suggested=ranked.suggested[numbers],
        why=ranked.why,
        decided=order[is_left_out[order]],
        notes=_notes(rankings, found, among=is_wanted),
    )


def places(ranking: Ranking, ranked: Ranked) -> Scores:
    """Return where each image stands, (n,), from 0 (most doubtful) to 1: its normalised rank.

    It is (r - 1/2) / n with r the rank from 1 among the n images that are known, equal scores
    sharing the mean of theirs. Known images that are not in a list share what is left behind it.
    Images that are not known stand in the :data:`MIDDLE`, so that they neither gain nor lose.
    """
    doubt, is_known = ranking.doubt(ranked), ranking.known(ranked)
    is_in = ~np.isnan(doubt)
    known, listed = int(np.count_nonzero(is_known)), int(np.count_nonzero(is_in))
    found = np.full(len(doubt), MIDDLE)
    found[is_in] = (_mean_ranks(-doubt[is_in]) - 0.5) / max(known, 1)
    found[is_known & ~is_in] = (listed + known) / 2 / max(known, 1)
    return found


def _mean_ranks(values: Scores) -> Scores:
    """Return the rank of each value, from 1 for the least; equal ones share the mean of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    means: Scores = ends - (counts - 1) / 2
    return means[inverse]


def _mixed(rankings: Sequence[Ranking], found: Sequence[Ranked]) -> Ranked:
    """Return several rankings as one: the score of an image is the mean of its places."""
    is_known = np.array([~np.isnan(ranked.scores) for ranked in found])
    stands = np.array([places(r, ranked) for r, ranked in zip(rankings, found, strict=True)])
    scores = np.where(is_known.any(axis=0), stands.mean(axis=0), np.nan)
    # What is suggested comes from the ranking that doubts the label most and speaks for a class,
    # and so does the first reason.
    classes = np.array([ranked.suggested for ranked in found])
    speaks = is_known & (classes != NO_CLASS)
    best = np.where(speaks, stands, np.inf).argmin(axis=0)
    suggested = np.take_along_axis(classes, best[None], axis=0)[0]

    def why(number: int) -> str:
        first = int(best[number])
        order = [first, *(at for at in range(len(found)) if at != first)]
        clauses = (found[at].why(number) for at in order if is_known[at, number])
        return JOINT.join(dict.fromkeys(JOINT.join(clauses).split(JOINT)))

    return Ranked(scores, np.where(speaks.any(axis=0), suggested, NO_CLASS).astype(np.int16), why)


def _completed(
    ranked: Ranked, evidence: Evidence, rankings: Sequence[Ranking], found: Sequence[Ranked]
) -> Ranked:
    """Return it with what is said elsewhere about images that are here for no class."""
    is_open = ~np.isnan(ranked.scores) & (ranked.suggested == NO_CLASS)
    for ranking, each in zip(rankings, found, strict=True):
        if ranking.is_about_class:
            is_open &= np.isnan(each.scores)
    if not is_open.any():
        return ranked
    classes, said = said_elsewhere(evidence, is_open)

    def why(number: int) -> str:
        return JOINT.join(filter(None, (ranked.why(number), said(number))))

    return replace(ranked, suggested=np.where(is_open, classes, ranked.suggested), why=why)


def _wanted(
    wish: QueueWish,
    evidence: Evidence,
    *,
    table: Table | None,
    splits: Collection[str] | None,
) -> Mask:
    gallery = evidence.gallery
    query = parse(wish.where)
    is_wanted = np.ones(len(gallery), dtype=np.bool_)
    if query.terms:
        is_wanted &= match(query, Table(len(gallery)) if table is None else table)
    if splits is not None:
        chosen = [at for at, split in enumerate(gallery.splits) if split.name in splits]
        is_wanted &= np.isin(gallery.split_numbers, chosen)
    return is_wanted


def _found(ranking: Ranking, evidence: Evidence, *, among: Mask) -> Ranked:
    if not ranking.has(evidence):
        raise _lacks(ranking)
    ranked = ranking.find(evidence)
    # A list may be empty; where none of the images that are wanted is known, something is missing.
    known = ranking.known(ranked)
    if among.any() and not known[among].any():
        raise _lacks(ranking, "there are none about these images" if known.any() else "")
    return ranked


def _lacks(ranking: Ranking, found: str = "") -> LackError:
    need = ranking.need
    what = f"{need.what}, and {found}" if found else need.what
    return LackError(f"the queue by {ranking.key} needs {what}: {need.in_terminal}", ranking)


def _titles(rankings: Sequence[Ranking]) -> str:
    """Return "Model margin, self-confidence and outliers"."""
    titles = (ranking.title for ranking in rankings[1:])
    return listing([rankings[0].title, *(f"{t[0].lower()}{t[1:]}" for t in titles)], "and")


def _ranks_by(rankings: Sequence[Ranking]) -> str:
    if len(rankings) == 1:
        return rankings[0].ranks_by
    titles = _titles(rankings)
    return f"By the mean of the places in {titles[0].lower()}{titles[1:]}."


def _notes(rankings: Sequence[Ranking], found: Sequence[Ranked], *, among: Mask) -> tuple[str, ...]:
    """Return a sentence on images that no ranking knows, and on those that not all of them do."""
    known = np.array([r.known(ranked)[among] for r, ranked in zip(rankings, found, strict=True)])
    total, here = known.shape[1], int(np.count_nonzero(known.any(axis=0)))
    notes = []
    if here < total:
        notes.append(f"{here:,} of {total:,} images are known; the others are left out.")
    for ranking, count in zip(rankings, np.count_nonzero(known, axis=1).tolist(), strict=True):
        if count < here:
            notes.append(
                f"{ranking.title} knows {count:,} of {here:,}; the others count as middling there."
            )
    return tuple(notes)
