"""Decisions in the words of published label audits: the given label, a guessed one, both, neither.

The words are those of Northcutt, Athalye and Mueller (2021), "Pervasive label errors in test sets
destabilize machine learning benchmarks", whose corrections are published so.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.patch import PatchRow
from fmnist_gui.core.review.review_result import ReviewResult

VerdictWord = Literal["given", "guessed", "both", "neither"]

WORDS: tuple[VerdictWord, ...] = get_args(VerdictWord)

_KINDS: dict[VerdictWord, DecisionKind] = {
    "given": "keep",
    "guessed": "relabel",
    "both": "ambiguous",
    "neither": "bad",
}
_WORD_OF = {kind: word for word, kind in _KINDS.items()}


@dataclass(frozen=True)
class Verdict:
    """What a reviewer found right for one image: its label in the file, the guessed class, ...

    ``guessed`` is None where no other class was proposed. ``classes`` are all that can be defended
    where the word is "both", none if they were not named.
    """

    split: str
    index: int
    given: int
    guessed: int | None
    word: VerdictWord
    note: str
    reviewer: str
    classes: tuple[int, ...] = ()


def verdicts_of(result: ReviewResult) -> tuple[Verdict, ...]:
    """Return what was concluded, as verdicts; duplicates, for which there is no word, left out.

    By the rule of two there is a verdict of each reviewer who shares a conclusion.
    """
    return tuple(
        _verdict(split, decision) for split, decision in result.upheld if decision.kind in _WORD_OF
    )


def row_of(verdict: Verdict, at: datetime) -> PatchRow:
    """Return the decision that the verdict stands for, made `at` this time; it tells of none."""
    new = verdict.guessed if verdict.word == "guessed" else None
    return PatchRow(
        verdict.split,
        verdict.index,
        verdict.given,
        verdict.given if new is None else new,
        _KINDS[verdict.word],
        verdict.reviewer,
        at,
        verdict.note,
        verdict.classes,
    )


def _verdict(split: Split, decision: Decision) -> Verdict:
    given = int(split.labels[decision.image_index])
    others = (number for number in decision.classes if number != given)
    return Verdict(
        split.name,
        decision.image_index,
        given,
        next(others, None) if decision.to_class is None else decision.to_class,
        _WORD_OF[decision.kind],
        decision.note,
        decision.annotator.name,
        decision.classes,
    )
