"""One person who decides about disputed images, one after the other, and can take it back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.review.decision import CONCLUSIVE, Decision, DecisionKind, check
from fmnist_gui.core.review.history import Withdrawal
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.adjudication import adjudications, queue_key
from fmnist_gui.core.study.dispute import Dispute, disputes
from fmnist_gui.core.study.event import State
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.study import Study


class Adjudicating:
    """Goes through `disputes` in their order; the labels in the file of their images are given.

    What it returns is to be written. `earlier` is what this person has concluded about images
    before, in its order: what is about these can be taken back as well.
    """

    def __init__(
        self,
        study: Study,
        disputes: Sequence[Dispute],
        labels: Mapping[int, int],
        adjudicator: Annotator,
        *,
        earlier: Iterable[Decision] = (),
    ) -> None:
        self.study = study
        self.disputes = tuple(disputes)
        self.adjudicator = adjudicator
        self._labels = labels
        self._position = -1
        indices = {dispute.index for dispute in disputes}
        self._done = [decision for decision in earlier if decision.image_index in indices]
        self._undone: list[Decision] = []
        self.pass_on()

    @property
    def position(self) -> int:
        """Which image is shown, from 0; past the last one nothing is."""
        return self._position

    @property
    def current(self) -> Dispute | None:
        """The image that is shown; None at the end."""
        found = self.disputes[self._position : self._position + 1]
        return found[0] if found else None

    @property
    def decided(self) -> dict[int, Decision]:
        """What was decided about each image, by index."""
        return {decision.image_index: decision for decision in self._done}

    @property
    def waiting(self) -> int:
        """How many images wait for a decision."""
        return len(self.disputes) - len(self.decided)

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something that was taken back can stand again."""
        return bool(self._undone)

    def label_of(self, dispute: Dispute) -> int:
        """Return the label of an image in the file."""
        return self._labels[dispute.index]

    def name_class(self, number: int, *, at: datetime, note: str = "") -> Decision:
        """Decide that the image shows a class: the file's is kept, or another takes its place."""
        shown = self._shown()
        if number == self._labels[shown.index]:
            return self.decide("keep", at=at, note=note)
        return self.decide("relabel", at=at, to_class=number, note=note)

    def decide(
        self,
        kind: DecisionKind,
        *,
        at: datetime,
        to_class: int | None = None,
        classes: Iterable[int] = (),
        note: str = "",
    ) -> Decision:
        """Decide about the image that is shown, and go on to the next that waits.

        `classes` are the defensible ones of an ambiguous image, none if they are not named. A later
        decision about the same image counts. Raises RequestError for one that says too
        little, IndexError at the end.
        """
        shown = self._shown()
        decision = Decision(
            id=uuid4(),
            annotator=self.adjudicator,
            fingerprint=self.study.fingerprint,
            split=self.study.split,
            image_index=shown.index,
            kind=kind,
            to_class=to_class,
            note=note,
            at=at,
            classes=tuple(sorted(classes)),
            queue=queue_key(self.study),
            is_blind=True,
        )
        check(decision)
        self._done.append(decision)
        self._undone.clear()
        self.pass_on()
        return decision

    def pass_on(self) -> None:
        """Go to the next image that waits, after the last one to the first; to the end if none."""
        decided = self.decided
        count = len(self.disputes)
        after = [*range(self._position + 1, count), *range(min(self._position + 1, count))]
        waiting = (n for n in after if self.disputes[n].index not in decided)
        self._position = next(waiting, count)

    def move(self, by: int) -> None:
        """Look at the image before or after, decided or not."""
        self._position = max(0, min(len(self.disputes), self._position + by))

    def undo(self, at: datetime) -> Withdrawal | None:
        """Take the last decision back and show its image; None where there is none."""
        return self._turn(self._done, self._undone, at=at, is_back=False)

    def redo(self, at: datetime) -> Withdrawal | None:
        """Let what was taken back last stand again; None where there is nothing."""
        return self._turn(self._undone, self._done, at=at, is_back=True)

    def _turn(
        self, source: list[Decision], target: list[Decision], *, at: datetime, is_back: bool
    ) -> Withdrawal | None:
        if not source:
            return None
        decision = source.pop()
        target.append(decision)
        indices = [dispute.index for dispute in self.disputes]
        self._position = indices.index(decision.image_index)
        return Withdrawal(uuid4(), decision.id, self.adjudicator, at, is_back)

    def _shown(self) -> Dispute:
        return self.disputes[self._position]


def taken_up(
    study: Study,
    labels: StudyLabels,
    decisions: Iterable[Decision],
    *,
    state: State,
    file_labels: Labels,
    adjudicator: Annotator,
) -> Adjudicating:
    """Return the adjudication of `study` where `adjudicator` has left it.

    `decisions` are those that stand about images of its split, whose labels in the file are given.
    What somebody else has concluded is left out; what this person has can be seen again and taken
    back.
    """
    standing = tuple(decisions)
    settled = adjudications(study, standing)
    own = {i for i, decision in settled.items() if decision.annotator.id == adjudicator.id}
    key = queue_key(study)
    earlier = (
        decision
        for decision in standing
        if decision.queue == key
        and decision.annotator.id == adjudicator.id
        and decision.kind in CONCLUSIVE
        and decision.image_index in own
    )
    found = disputes(study, labels, state=state, settled=settled.keys() - own)
    named = {dispute.index: int(file_labels[dispute.index]) for dispute in found}
    return Adjudicating(study, found, named, adjudicator, earlier=earlier)
