"""What all reviewers decided, at hand while one of them goes on deciding."""

from collections.abc import Collection
from uuid import UUID

from fmnist_gui.core.review.audit import audit_id
from fmnist_gui.core.review.conclusion import Conclusion, Rule, conclusions
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import Log, Step, standing, steps, withdrawn

Place = tuple[str, int]
"""Fingerprint of a split and index of an image there."""

NOTHING = Conclusion("open", None, ())


class Docket:
    """The decisions of `log` that stand, by image, and what `annotator_id` can take back.

    It is kept up step by step, since to derive it from the whole log for each image would make a
    person wait who has decided much.
    """

    def __init__(self, log: Log, annotator_id: UUID) -> None:
        self.annotator_id = annotator_id
        self._standing: dict[Place, dict[UUID, Decision]] = {}
        for decision in standing(log):
            self._put(decision)
        taken_back = (d for d in withdrawn(log) if d.annotator.id == annotator_id)
        self._retracted = {_place(decision) for decision in taken_back}
        found = steps(log, annotator_id)
        self._done, self._undone = list(found.done), list(found.undone)

    @property
    def last_done(self) -> Step | None:
        """What would be taken back now."""
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Step | None:
        """What would be done again now."""
        return self._undone[-1] if self._undone else None

    def decide(self, step: Step) -> None:
        """Let these decisions stand; what was taken back before can not be done again."""
        for decision in step.decisions:
            self._put(decision)
        self._done.append(step)
        self._undone.clear()

    def undo(self) -> Step:
        """Take the last step back and return it. Raises IndexError when there is none."""
        step = self._done.pop()
        for decision in step.decisions:
            self._standing[_place(decision)].pop(decision.id, None)
        self._undone.append(step)
        return step

    def redo(self) -> Step:
        """Let the step taken back last stand again. Raises IndexError when there is none."""
        step = self._undone.pop()
        for decision in step.decisions:
            self._put(decision)
        self._done.append(step)
        return step

    def standing_of(self, place: Place) -> tuple[Decision, ...]:
        """Return the decisions about one image that stand, in their order."""
        return tuple(self._standing.get(place, {}).values())

    @property
    def places(self) -> Collection[Place]:
        """The images about which anything was ever decided."""
        return self._standing.keys()

    def standing_in(
        self, fingerprints: Collection[str], *, is_own: bool = False
    ) -> tuple[Decision, ...]:
        """Return the decisions about the images of these splits that stand, image by image.

        With `is_own` only those of the annotator.
        """
        return tuple(
            decision
            for place, decisions in self._standing.items()
            if place[0] in fingerprints
            for decision in decisions.values()
            if not is_own or decision.annotator.id == self.annotator_id
        )

    def own(self, place: Place) -> Decision | None:
        """Return the newest decision of the annotator about an image, None for none or a skip."""
        for decision in reversed(self.standing_of(place)):
            if decision.annotator.id == self.annotator_id and decision.kind != "skip":
                return decision
        return None

    def others(self, place: Place) -> tuple[Decision, ...]:
        """Return what others decided about an image, in its order; skips are left out."""
        return tuple(
            decision
            for decision in self.standing_of(place)
            if decision.annotator.id != self.annotator_id and decision.kind != "skip"
        )

    def was_retracted(self, place: Place) -> bool:
        """Whether `log` tells that the annotator had decided about this image and took it back."""
        return place in self._retracted

    def conclusion_of(self, place: Place, rule: Rule) -> Conclusion:
        """Return what counts about an image."""
        return conclusions(self.standing_of(place), rule).get(place[1], NOTHING)

    def waits(self, place: Place, rule: Rule, *, queue: str = "") -> bool:
        """Whether the annotator is still to decide about an image of the queue of this key.

        An audit asks about each of its images anew, whatever was decided outside of it.
        """
        given = self.standing_of(place)
        if audit_id(queue) is not None:
            given = tuple(decision for decision in given if decision.queue == queue)
        if any(d.annotator.id == self.annotator_id and d.kind != "skip" for d in given):
            return False
        return conclusions(given, rule).get(place[1], NOTHING).state != "concluded"

    def _put(self, decision: Decision) -> None:
        self._standing.setdefault(_place(decision), {})[decision.id] = decision


def _place(decision: Decision) -> Place:
    return decision.fingerprint, decision.image_index
