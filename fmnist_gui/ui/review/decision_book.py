"""What everybody decided about the open images, in memory, with the store in line behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import numpy as np
from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.review import docket
from fmnist_gui.core.review.audit import audit_id
from fmnist_gui.core.review.conclusion import RULES, Conclusion, Rule
from fmnist_gui.core.review.contested import Contest
from fmnist_gui.core.review.decision import Decision, DecisionKind, Original, check
from fmnist_gui.core.review.docket import Docket
from fmnist_gui.core.review.history import Log, Step, Withdrawal
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.table.column import Mask
from fmnist_gui.ui.decision_writer import DecisionWriter
from fmnist_gui.ui.review.name import NAME
from fmnist_gui.ui.workspace import DatasetOpened, LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore


@dataclass(frozen=True)
class Choice:
    """What is to be decided about image `number` of the gallery; see Decision."""

    number: int
    kind: DecisionKind
    to_class: int | None = None
    classes: tuple[int, ...] = ()
    original: Original | None = None
    note: str = ""


class DecisionBook(QObject):
    """Keeps decisions by the numbers of the open gallery, and who makes them now.

    Signals:
        read(None): all was read from the store, of other data, for somebody else, or again.
    """

    read = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.writer = DecisionWriter(workspace, NAME, self)
        self.gallery: Gallery | None = None
        self._splits: dict[str, str] = {}
        self._docket: Docket | None = None
        self._annotator: Annotator | None = None
        self._reader = ""
        self._decided: Mask = np.zeros(0, dtype=np.bool_)
        self._contests: dict[int, Contest] = {}
        self._told: set[int] = set()
        workspace.dataset_opened.connect(self._on_dataset_opened)
        workspace.labels_changed.connect(self._on_labels_changed)
        if workspace.dataset is not None:
            self._on_dataset_opened(DatasetOpened(workspace.dataset))

    @property
    def annotator(self) -> Annotator | None:
        """Who decides; None until the store has answered."""
        return self._annotator

    @property
    def is_ready(self) -> bool:
        """Whether decisions are taken: the images and what was decided before are there."""
        return self._docket is not None

    @property
    def rule(self) -> Rule:
        """How many reviewers a conclusion takes."""
        chosen = self._workspace.settings.choices.review_rule
        return next((rule for rule in RULES if rule == chosen), "one")

    def take_rule(self, rule: Rule) -> None:
        """Let conclusions take so many reviewers from now on."""
        self._workspace.settings.change(review_rule=rule)
        self._mark_all()

    def follow_annotator(self) -> None:
        """Read again what was decided if somebody else is here now."""
        if self._reader != self._workspace.annotator_name:
            # Nothing is decided in the name of whoever was here before.
            self._docket = self._annotator = None
            self.read_again()

    def own(self, number: int) -> Decision | None:
        """Return what this reviewer decided about an image, None for nothing or a skip."""
        return None if self._docket is None else self._docket.own(self._place(number))

    def others(self, number: int) -> tuple[Decision, ...]:
        """Return what others decided about an image, hidden or not."""
        return () if self._docket is None else self._docket.others(self._place(number))

    def conclusion_of(self, number: int) -> Conclusion:
        """Return what counts about an image by the rule, hidden or not."""
        if self._docket is None:
            return docket.NOTHING
        return self._docket.conclusion_of(self._place(number), self.rule)

    def waits(self, number: int, *, queue: str = "") -> bool:
        """Whether this reviewer is still to decide about an image of the queue of this key."""
        if self._docket is None:
            return True
        return self._docket.waits(self._place(number), self.rule, queue=queue)

    def is_hidden(self, number: int, *, queue: str = "") -> bool:
        """Whether what others decided is kept from this reviewer, as always in an audit."""
        is_unaided = audit_id(queue) is not None and self.waits(number, queue=queue)
        return is_unaided or (self.rule == "two" and self.own(number) is None)

    def note_shown(self, number: int, *, queue: str = "") -> None:
        """Remember that what others decided about an image was legible, if it was."""
        if self.others(number) and not self.is_hidden(number, queue=queue):
            self._told.add(number)

    @property
    def decided(self) -> Mask:
        """The images (n,) that this reviewer need not decide any more; not to be changed."""
        return self._decided

    def contested(self, contest: Contest) -> list[int]:
        """Return the images in this state that wait for this reviewer, the first decided first."""
        return [number for number, state in self._contests.items() if state == contest]

    def standing(self, *, is_own: bool = False) -> tuple[Decision, ...]:
        """Return the decisions about the open images that stand, all or only one's own."""
        return () if self._docket is None else self._docket.standing_in(self._splits, is_own=is_own)

    @property
    def last_done(self) -> Step | None:
        """What would be taken back now."""
        return None if self._docket is None else self._docket.last_done

    @property
    def last_undone(self) -> Step | None:
        """What would be done again now."""
        return None if self._docket is None else self._docket.last_undone

    def number_of(self, decision: Decision) -> int | None:
        """Return the number of the image that a decision is about; None for other data."""
        split = self._splits.get(decision.fingerprint)
        if split is None or self.gallery is None:
            return None
        return self.gallery.number(split, decision.image_index)

    def numbers_of(self, step: Step) -> tuple[int, ...]:
        """Return the numbers of the images of a step."""
        found = map(self.number_of, step.decisions)
        return tuple(number for number in found if number is not None)

    def original_of(self, number: int) -> Original:
        """Return image `number` as the one that another repeats."""
        fingerprint, index = self._place(number)
        return Original(fingerprint, self._splits[fingerprint], index)

    def decide(self, choices: Sequence[Choice], *, queue: str) -> Step:
        """Take `choices` as one step made in the queue of this key.

        Raises RequestError, with nothing decided, where one of them says too little.
        """
        taken = self._open_docket()
        step_id = None if len(choices) == 1 else uuid4()
        now = datetime.now(UTC)
        decisions = tuple(self._decision(c, now, queue=queue, step=step_id) for c in choices)
        for decision in decisions:
            check(decision)
        step = Step(decisions[0].step_id, decisions)
        taken.decide(step)
        self._mark(self.numbers_of(step))
        self.writer.write(decisions)
        return step

    def undo(self) -> Step:
        """Take the last step back. Raises IndexError when there is none."""
        step = self._open_docket().undo()
        self._mark(self.numbers_of(step))
        self._withdraw(step, is_back=False)
        return step

    def redo(self) -> Step:
        """Make the step taken back last again. Raises IndexError when there is none."""
        step = self._open_docket().redo()
        self._mark(self.numbers_of(step))
        self._withdraw(step, is_back=True)
        return step

    def read_again(self) -> None:
        """Ask the store who is here and what was decided; what waits to be written is added."""
        gallery = self.gallery
        if gallery is None:
            return
        name = self._reader = self._workspace.annotator_name
        fingerprints = tuple(self._splits)

        def verb(store: "LabelStore") -> tuple[Annotator, Log]:
            return store.annotator(name), store.review.log(*fingerprints)

        def then(found: tuple[Annotator, Log]) -> None:
            if gallery is self.gallery and name == self._workspace.annotator_name:
                annotator, log = found
                self._take(annotator, log)

        self._workspace.ask(verb, then)

    def _take(self, annotator: Annotator, log: Log) -> None:
        known = {entry.id for entry in log}
        unsaved = [entry for group in self.writer.waiting for entry in group]
        rest = [entry for entry in unsaved if entry.id not in known]
        self._docket = Docket([*log, *rest], annotator.id)
        self._annotator = annotator
        self._mark_all()
        self.read.emit()

    def _mark_all(self) -> None:
        """Find out anew which images are decided."""
        if self.gallery is None or self._docket is None:
            return
        self._decided = np.zeros(len(self.gallery), dtype=np.bool_)
        self._contests.clear()
        places = ((self._splits.get(place[0], ""), place[1]) for place in self._docket.places)
        numbers = (self.gallery.number(split, index) for split, index in places)
        self._mark(number for number in numbers if number is not None)

    def _mark(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            is_open = self.waits(number)
            state = self.conclusion_of(number).state
            self._decided[number] = not is_open
            self._contests.pop(number, None)
            if is_open and (state == "waiting" or state == "disputed"):
                self._contests[number] = state

    def _open_docket(self) -> Docket:
        if self._docket is None:
            raise RuntimeError("nothing can be decided before the store has answered")
        return self._docket

    def _decision(
        self, choice: Choice, now: datetime, *, queue: str, step: UUID | None
    ) -> Decision:
        assert self._annotator is not None
        assert self._docket is not None
        number = choice.number
        fingerprint, index = place = self._place(number)
        was_told = number in self._told or self._docket.was_retracted(place)
        return Decision(
            id=uuid4(),
            annotator=self._annotator,
            fingerprint=fingerprint,
            split=self._splits[fingerprint],
            image_index=index,
            kind=choice.kind,
            to_class=choice.to_class,
            note=choice.note,
            at=now,
            classes=choice.classes,
            original=choice.original,
            queue=queue,
            step=step,
            is_blind=self.is_hidden(number, queue=queue) and not was_told,
        )

    def _withdraw(self, step: Step, *, is_back: bool) -> None:
        assert self._annotator is not None
        now = datetime.now(UTC)
        self.writer.write(
            tuple(
                Withdrawal(uuid4(), decision.id, self._annotator, now, is_back)
                for decision in step.decisions
            )
        )

    def _place(self, number: int) -> docket.Place:
        assert self.gallery is not None
        place = self.gallery.place(number)
        return self.gallery.split_of(number).fingerprint, place.index

    def _on_dataset_opened(self, opened: DatasetOpened) -> None:
        self.gallery = gallery_of(opened.dataset)
        self._splits = {split.fingerprint: split.name for split in self.gallery.splits}
        self._docket = None
        self._decided = np.zeros(len(self.gallery), dtype=np.bool_)
        self._contests.clear()
        self._told.clear()
        self.read_again()

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        is_own = changed.by == NAME or changed.is_exposure or changed.session_id is not None
        if not is_own:
            self.read_again()
