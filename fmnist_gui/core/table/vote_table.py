"""All labels that people gave to images, whoever they are, as one table of votes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.stats.agreement import CountTable
from fmnist_gui.core.table.given_answers import Flags, GivenAnswers

Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class SplitVotes:
    """What people said about one split: answers given here, and counts that were imported.

    ``labels`` are the file's, shape (n,); each of ``crowds`` is (n, C).
    """

    labels: NDArray[np.uint8]
    given: GivenAnswers
    crowds: Sequence[CountTable] = ()


@dataclass(frozen=True, eq=False)
class Said:
    """Who said what, of the votes given here; every array has shape (n,).

    ``row`` is that of the image in the table of votes, ``annotator`` counts through ``people``,
    each of whom has the name at the same place of ``names``.
    """

    row: Numbers
    annotator: Numbers
    chosen: Numbers
    people: tuple[UUID, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class VoteTable:
    """The votes of each image that has any, (m, C), and the labels in the file, (m,).

    The image of each row is the one with this ``index``, (m,), of the split with the number
    ``split``, (m,). ``said`` are the votes given here; the others are of imported
    crowds, whose people nobody counted. ``left_out`` counts the answers given here under other
    conditions than the standard one, which do not enter. ``are_simulated`` tells that
    nobody real has answered.
    """

    counts: CountTable
    truth: Numbers
    split: Numbers
    index: Numbers
    said: Said
    left_out: int
    are_simulated: bool

    @property
    def images(self) -> int:
        """How many images have a vote."""
        return len(self.counts)

    @property
    def labels(self) -> int:
        """How many votes there are."""
        return int(self.counts.sum())

    @property
    def answers(self) -> int:
        """How many votes were given here."""
        return len(self.said.row)

    @property
    def annotators(self) -> int:
        """How many people gave them."""
        return len(self.said.people)


def vote_table(splits: Iterable[SplitVotes], *, class_count: int) -> VoteTable:
    """Return all votes about these splits.

    A vote is the first answer of a person to an image that they had not met before, in a session
    that is scored or collects labels: no practice, no repeat, no attention check, and nothing
    after the label was told, but for labels that were given to many images at once. Each person
    has one about an image; people of one name are several. Conditions are not pooled: of scored
    sessions only the standard one enters, with images shown as usual. Simulated people count only
    where there are neither people nor imported crowds.
    """
    known = tuple(splits)
    able = [_is_vote(part, class_count) for part in known]
    by_people = [vote & ~part.given.is_simulated for part, vote in zip(known, able, strict=True)]
    has_real = any(vote.any() for vote in by_people) or any(part.crowds for part in known)
    chosen = by_people if has_real else able
    votes = [
        _first(part.given, vote & _is_pooled(part.given))
        for part, vote in zip(known, chosen, strict=True)
    ]
    others = [vote & ~_is_pooled(part.given) for part, vote in zip(known, chosen, strict=True)]
    counts = [
        _counts(part, vote, class_count=class_count)
        for part, vote in zip(known, votes, strict=True)
    ]
    indices = [np.flatnonzero(table.any(axis=1)) for table in counts]
    said = _said(known, votes, indices)
    return VoteTable(
        counts=np.concatenate(
            [
                np.empty((0, class_count), dtype=np.int64),
                *(table[index] for table, index in zip(counts, indices, strict=True)),
            ]
        ),
        truth=_joined(part.labels[index] for part, index in zip(known, indices, strict=True)),
        split=np.repeat(np.arange(len(known)), [len(index) for index in indices]),
        index=_joined(indices),
        said=said,
        left_out=sum(int(other.sum()) for other in others),
        are_simulated=bool(len(said.row)) and not has_real,
    )


def _said(parts: Sequence[SplitVotes], votes: Sequence[Flags], indices: Sequence[Numbers]) -> Said:
    """Return who gave these votes; `indices` are those of the images with a row, by split."""
    names: dict[UUID, str] = {}
    numbers: dict[UUID, int] = {}
    rows, annotators, chosen = [], [], []
    before = 0
    for part, vote, index in zip(parts, votes, indices, strict=True):
        given = part.given
        place = np.zeros(len(given.people), dtype=np.int64)
        for n in np.unique(given.annotator[vote]).tolist():
            person = given.people[n]
            place[n] = numbers.setdefault(person, len(numbers))
            names.setdefault(person, given.annotators[n])
        annotators.append(place[given.annotator[vote]])
        rows.append(before + np.searchsorted(index, given.image_index[vote]))
        chosen.append(given.chosen[vote])
        before += len(index)
    return Said(
        row=_joined(rows),
        annotator=_joined(annotators),
        chosen=_joined(chosen),
        people=tuple(numbers),
        names=tuple(names[person] for person in numbers),
    )


def _joined(parts: Iterable[NDArray[np.integer]]) -> Numbers:
    return np.concatenate([np.empty(0, dtype=np.int64), *parts]).astype(np.int64, copy=False)


def _is_vote(part: SplitVotes, class_count: int) -> Flags:
    given = part.given
    is_known = (given.chosen >= 0) & (given.chosen < class_count)
    is_there = given.image_index < len(part.labels)
    is_blind = ~given.was_seen | given.is_batch
    return (given.is_scored | given.is_collected) & is_blind & is_known & is_there


def _is_pooled(given: GivenAnswers) -> Flags:
    """Return which are taken together; labels measure nobody, so how they came divides none."""
    return given.is_standard | given.is_collected


def _first(given: GivenAnswers, is_vote: Flags) -> Flags:
    """Return which of these are the first of their person about their image."""
    # Two databases may each hold a first answer of one person to one image.
    rows = np.flatnonzero(is_vote)
    pairs = np.stack([given.annotator[rows], given.image_index[rows]], axis=1)
    _, first = np.unique(pairs, axis=0, return_index=True)
    found = np.zeros_like(is_vote)
    found[rows[first]] = True
    return found


def _counts(part: SplitVotes, is_vote: Flags, *, class_count: int) -> CountTable:
    found = np.zeros((len(part.labels), class_count), dtype=np.int64)
    np.add.at(found, (part.given.image_index[is_vote], part.given.chosen[is_vote]), 1)
    for crowd in part.crowds:
        if crowd.shape == found.shape:
            found += crowd
    return found
