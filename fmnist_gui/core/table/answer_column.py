"""What people said about the images of a gallery, as columns and tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Gallery, Numbers
from fmnist_gui.core.review.conclusion import conclusions
from fmnist_gui.core.review.decision import DECISION_KINDS, Decision
from fmnist_gui.core.stats.median import group_medians
from fmnist_gui.core.table.column import Column, Mask, Values
from fmnist_gui.core.table.given_answers import GivenAnswers, own_answers
from fmnist_gui.core.table.times_seen import NEVER_SEEN, TimesSeen


@dataclass(frozen=True, eq=False)
class SplitAnswers:
    """What is known of people about one split; ``seen`` is of the chosen annotator."""

    answers: GivenAnswers
    decisions: Sequence[Decision] = ()
    seen: TimesSeen = NEVER_SEEN


Said = Mapping[str, SplitAnswers]
"""By the name of the split; splits about which nothing is known may be left out."""


def answer_columns(gallery: Gallery, said: Said, *, annotator: UUID | None) -> tuple[Column, ...]:
    """Return what `annotator` (an id) said and met, how many people answered, and decisions.

    Nobody has said anything if it is None. Simulated answers count for nobody, except those of one
    who has no others: whoever asks for a simulated person wants to see what it said.

    Indices that a split does not have are passed over.
    """
    return (
        *_own_columns(gallery, said, annotator=annotator),
        seen_column(gallery, {split: known.seen for split, known in said.items()}),
        Column("answers", "People's answers", _people(gallery, said)),
        Column(
            "decision",
            "Decision",
            _decisions(gallery, said),
            "choice",
            DECISION_KINDS,
            tells_label=True,
        ),
    )


def seen_column(gallery: Gallery, seen: Mapping[str, TimesSeen]) -> Column:
    """Return how often somebody met each image, given by split.

    Indices that a split does not have are passed over.
    """
    values = np.zeros(len(gallery), dtype=np.float32)
    for split, known in seen.items():
        numbers, is_there = _numbers(gallery, split, indices=known.indices)
        values[numbers] = known.counts[is_there]
    return Column("seen", "Times seen", values)


def tag_masks(
    gallery: Gallery, tags: Mapping[str, Mapping[str, NDArray[np.intp]]]
) -> dict[str, Mask]:
    """Return which images bear each tag, given the indices by split and tag."""
    masks: dict[str, Mask] = {}
    for split, indices_by_tag in tags.items():
        for tag, indices in indices_by_tag.items():
            mask = masks.setdefault(tag, np.zeros(len(gallery), dtype=np.bool_))
            numbers, _ = _numbers(gallery, split, indices=indices)
            mask[numbers] = True
    return dict(sorted(masks.items()))


def _own_columns(gallery: Gallery, said: Said, *, annotator: UUID | None) -> tuple[Column, ...]:
    answer, wrong, time = (_unknown(gallery) for _ in range(3))
    answered = np.zeros(len(gallery), dtype=np.float32)
    all_own = own_answers({split: known.answers for split, known in said.items()}, annotator)
    for split, known in said.items():
        given = known.answers
        numbers, is_there = _numbers(gallery, split, indices=given.image_index)
        own = all_own[split][is_there]
        numbers = numbers[own]
        chosen, label = given.chosen[is_there][own], given.label[is_there][own]
        # The rows stand in order of time, and the first answer counts.
        images, first = np.unique(numbers, return_index=True)
        # Answers under other class names may have numbers that this data does not.
        is_class = chosen[first] < len(gallery.class_names)
        answer[images] = np.where(is_class, chosen[first], np.nan)
        answered[images] = 1
        # A label that was collected measures nobody, so it is neither right nor wrong.
        measured = np.flatnonzero(~given.is_collected[is_there][own])
        images, first = np.unique(numbers[measured], return_index=True)
        wrong[images] = (chosen != label)[measured][first]
        response_s = given.response_s[is_there][own]
        is_timed = ~np.isnan(response_s)
        time[np.unique(numbers[is_timed])] = group_medians(numbers[is_timed], response_s[is_timed])
    return (
        Column("answer", "Answer", answer, "choice", gallery.class_names, is_of_classes=True),
        Column("wrong", "Answered wrong", wrong, "flag", tells_label=True),
        Column("answered", "Answered", answered, "flag"),
        Column("time", "Response time (s)", time),
    )


def _people(gallery: Gallery, said: Said) -> Values:
    """Return from how many people each image has an answer; simulated ones are none."""
    values = np.zeros(len(gallery), dtype=np.float32)
    for split, known in said.items():
        given = known.answers
        numbers, is_there = _numbers(gallery, split, indices=given.image_index)
        is_person = ~given.is_simulated[is_there]
        people = max(len(given.annotators), 1)
        pairs = np.unique(numbers[is_person] * people + given.annotator[is_there][is_person])
        images, counts = np.unique(pairs // people, return_counts=True)
        values[images] = counts
    return values


def _decisions(gallery: Gallery, said: Said) -> Values:
    values = _unknown(gallery)
    for split, known in said.items():
        for index, conclusion in conclusions(known.decisions).items():
            number = gallery.number(split, index)
            # Who is unsure has looked, which is worth knowing where nothing was concluded.
            decision = conclusion.decision or conclusion.opinions[-1]
            # A later version of the program may know other kinds.
            if number is not None and decision.kind in DECISION_KINDS:
                values[number] = DECISION_KINDS.index(decision.kind)
    return values


def _unknown(gallery: Gallery) -> Values:
    return np.full(len(gallery), np.nan, dtype=np.float32)


def _numbers(gallery: Gallery, split: str, *, indices: NDArray[np.intp]) -> tuple[Numbers, Mask]:
    """Return the numbers of those `indices` that the split has, and which these are."""
    numbers = gallery.numbers_of(split)
    is_there: Mask = (indices >= 0) & (indices < len(numbers))
    return indices[is_there] + numbers.start, is_there
