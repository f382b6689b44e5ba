"""What stands of collected answers: one label of each person for each image."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.exchange.collected import CollectedAnswer
from fmnist_gui.core.session.name import folded_name
from fmnist_gui.core.session.record import CANNOT_TELL

ELSEWHERE = "other_data"
BACK = "taken_back"
SIMULATED = "simulated"
SIDE = "checks_and_repeats"
SEEN = "label_known_before"
UNSURE = "cannot_tell"
AGAIN = "same_person_again"
WORDS = {
    ELSEWHERE: "about other data",
    BACK: "taken back",
    SIMULATED: "simulated",
    SIDE: "practice, checks or repeats",
    SEEN: "to images whose label the person had met",
    UNSURE: "of people who could not tell",
    AGAIN: "of the same person to the same image again",
}
"""Why an answer is no vote, and how a sentence says it."""

NO_NAMES: Mapping[UUID, str] = {}
"""Nobody is told by a name, but everybody by their id."""


@dataclass(frozen=True)
class Vote:
    """That ``worker`` takes the image at ``image_index`` of ``split`` for the class ``chosen``.

    That the worker ``is_simulated`` not every format can tell, so that no comparison asks for it.
    """

    split: str
    image_index: int
    worker: str
    chosen: int
    is_simulated: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Votes:
    """Votes in the order in which they were given; ``left_out`` counts the others by reason.

    ``answers`` are those that the votes are made of, in the same order, and ``checks`` those to
    attention checks that name a class, which are no votes. ``unsure`` are those of people who
    could not tell, where they would have had a vote, and ``unanswered`` the last ones taken back
    of trials that were not answered again. ``workers`` is what each person is called.
    """

    rows: tuple[Vote, ...]
    left_out: Mapping[str, int]
    answers: tuple[CollectedAnswer, ...] = ()
    checks: tuple[CollectedAnswer, ...] = ()
    unsure: tuple[CollectedAnswer, ...] = ()
    unanswered: tuple[CollectedAnswer, ...] = ()
    workers: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """How many answers were left out and why; empty if none was."""
        parts = [f"{count:,} {WORDS[reason]}" for reason, count in self.left_out.items()]
        return f"Left out: {', '.join(parts)}." if parts else ""

    def blanks(self, reasons: Collection[str]) -> tuple[CollectedAnswer, ...]:
        """Return the answers of trials without a class, for these reasons."""
        known = {UNSURE: self.unsure, BACK: self.unanswered}
        return tuple(answer for reason in reasons for answer in known[reason])

    def with_blanks(self, reasons: Collection[str]) -> "Votes":
        """Return the same where the blanks for these reasons are not left out."""
        counts = {
            reason: n - len(self.blanks((reason,) if reason in reasons else ()))
            for reason, n in self.left_out.items()
        }
        return replace(self, left_out={reason: n for reason, n in counts.items() if n})

    def about(self, split: str) -> "Votes":
        """Return the votes about one split; what is left out is told of all."""
        return Votes(
            tuple(vote for vote in self.rows if vote.split == split),
            self.left_out,
            tuple(answer for answer in self.answers if answer.image_split == split),
            tuple(answer for answer in self.checks if answer.deck_split == split),
            tuple(answer for answer in self.unsure if answer.image_split == split),
            tuple(answer for answer in self.unanswered if answer.image_split == split),
            self.workers,
        )


def votes_of(
    answers: Sequence[CollectedAnswer], splits: Mapping[str, str], *, is_by_name: bool = False
) -> Votes:
    """Return the votes among these answers about the splits with these names, by fingerprint.

    An answer that was taken back, is of practice, a check or a repeat, names no class, or came
    after the person had met the label, is no vote; of several by one person to one image it is the
    first. Labels for many images at once never claim to be blind. Simulated answers are votes only
    where there are no others. Where it `is_by_name`, as in a study, one name is one person.
    """
    has_people = any(not a.is_simulated for a in answers if a.fingerprint in splits)
    workers = worker_names(answers, is_by_name=is_by_name)
    left_out: Counter[str] = Counter()
    found: list[Vote] = []
    asked: set[tuple[str, int, str]] = set()
    kept: list[CollectedAnswer] = []
    checks: list[CollectedAnswer] = []
    unsure: list[CollectedAnswer] = []
    back: dict[tuple[str, int, str], CollectedAnswer] = {}
    for answer in answers:
        reason = _reason(answer, splits, has_people=has_people)
        place = (answer.fingerprint, answer.image_index, workers[answer.annotator_id])
        if reason in (None, UNSURE):
            reason = AGAIN if place in asked else reason
            asked.add(place)
        if reason is not None:
            left_out[reason] += 1
            names_class = answer.chosen != CANNOT_TELL
            if reason == SIDE and answer.phase == "attention" and names_class:
                checks.append(answer)
            if reason == UNSURE:
                unsure.append(answer)
            if reason == BACK and answer.phase == "main" and not answer.was_seen:
                back[place] = answer
            continue
        kept.append(answer)
        split, worker = splits[answer.fingerprint], workers[answer.annotator_id]
        vote = Vote(split, answer.image_index, worker, answer.chosen, answer.is_simulated)
        found.append(vote)
    reasons = {reason: left_out[reason] for reason in WORDS if left_out[reason]}
    unanswered = tuple(answer for place, answer in back.items() if place not in asked)
    return Votes(
        tuple(found), reasons, tuple(kept), tuple(checks), tuple(unsure), unanswered, workers
    )


def worker_names(
    answers: Iterable[CollectedAnswer], *, is_by_name: bool = False
) -> dict[UUID, str]:
    """Return what each person is called: the name, with the id where several bear it.

    Where it `is_by_name` they are one, called as in the first answer.
    """
    people = {answer.annotator_id: answer.annotator for answer in answers}
    if is_by_name:
        first: dict[str, str] = {}
        return {id: first.setdefault(folded_name(name), name) for id, name in people.items()}
    bearers = Counter(people.values())
    return {id: name if bearers[name] == 1 else f"{name} {id}" for id, name in people.items()}


def vote_counts(votes: Iterable[Vote], *, images: int, classes: int) -> NDArray[np.int64]:
    """Return how many voted for each class of each image of one split, as (images, classes)."""
    counts = np.zeros((images, classes), dtype=np.int64)
    for vote in votes:
        counts[vote.image_index, vote.chosen] += 1
    return counts


def _reason(answer: CollectedAnswer, splits: Mapping[str, str], *, has_people: bool) -> str | None:
    if answer.fingerprint not in splits:
        return ELSEWHERE
    if answer.retracted_at is not None:
        return BACK
    if answer.is_simulated and has_people:
        return SIMULATED
    if answer.phase != "main":
        return SIDE
    if answer.was_seen and answer.device != "batch":
        return SEEN
    return UNSURE if answer.chosen == CANNOT_TELL else None
