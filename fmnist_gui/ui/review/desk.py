"""Where one reviewer stands in a queue, and what they decide there; no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.audit import audit_id
from fmnist_gui.core.review.conclusion import Conclusion, Rule
from fmnist_gui.core.review.decision import DecisionKind, Original
from fmnist_gui.core.review.history import Step
from fmnist_gui.core.review.progress import QueueCount
from fmnist_gui.core.review.queue import Candidate, QueueProgress, ReviewQueue
from fmnist_gui.ui.review.decision_book import Choice, DecisionBook
from fmnist_gui.ui.workspace import DatasetOpened, Workspace

COUNT_MS = 120
"""So long after a decision it is counted what came of the queue."""


@dataclass(frozen=True)
class Shown:
    """The image to be decided now, by its number in the gallery; None at the end of a queue."""

    number: int | None


@dataclass(frozen=True)
class Decided:
    """A step was made ("done"), taken back ("undone"), or made again ("redone")."""

    step: Step
    what: Literal["done", "undone", "redone"] = "done"


class Desk(QObject):
    """Takes decisions into memory and goes on at once; ``book`` lets the store follow in line.

    Signals:
        shown(Shown): another image is to be decided, or more is known about the same one.
        decided(Decided): a step was made, undone or redone; the next image is not shown yet.
        queue_opened(ReviewQueue): another queue is open.
        progressed(QueueProgress): how far the open queue has come, a moment after it changed.
    """

    shown = Signal(object)
    decided = Signal(object)
    queue_opened = Signal(object)
    progressed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = DecisionBook(workspace, self)
        self.book.read.connect(self._on_read)
        self.queue: ReviewQueue | None = None
        self._position = 0
        self._aside: int | None = None
        self._counted: QueueCount | None = None
        self._reviewer: UUID | None = None
        # The next image goes first.
        self._count = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._count.timeout.connect(self._tell_progress)
        # After the book's own slot, so that it has the gallery already.
        workspace.dataset_opened.connect(self._on_dataset_opened)

    @property
    def gallery(self) -> Gallery | None:
        """The images that are open."""
        return self.book.gallery

    @property
    def rule(self) -> Rule:
        """How many reviewers a conclusion takes."""
        return self.book.rule

    def take_rule(self, rule: Rule) -> None:
        """Let conclusions take so many reviewers from now on."""
        if rule != self.rule:
            self.book.take_rule(rule)
            self._on_read()

    @property
    def current(self) -> int | None:
        """The image to be decided now, by its number in the gallery."""
        if self._aside is not None:
            return self._aside
        if self.queue is None or not 0 <= self._position < len(self.queue):
            return None
        return int(self.queue.numbers[self._position])

    @property
    def is_aside(self) -> bool:
        """Whether the current image is not one of the queue."""
        return self._aside is not None

    @property
    def candidate(self) -> Candidate | None:
        """What the queue says of the current image; None for one that is not in it."""
        if self.queue is None or self._aside is not None or self.current is None:
            return None
        return self.queue[self._position]

    @property
    def is_unaided(self) -> bool:
        """Whether what models and people say of the current image waits until it is decided."""
        number = self.current
        return number is not None and not self.is_aside and self.keeps_back(number)

    def keeps_back(self, number: int) -> bool:
        """Whether what was decided elsewhere about an image is kept back: it waits in an audit."""
        queue = self.queue
        if queue is None or audit_id(queue.key) is None or queue.position_of(number) is None:
            return False
        return self._waits(number)

    def upcoming(self, count: int) -> list[int]:
        """Return the next `count` images that wait in the queue behind the current one."""
        found: list[int] = []
        if self.queue is None:
            return found
        first = self._position if self.is_aside else self._position + 1
        for position in range(max(0, first), len(self.queue)):
            if len(found) == count:
                break
            number = int(self.queue.numbers[position])
            if self._waits(number):
                found.append(number)
        return found

    def open(self, queue: ReviewQueue) -> None:
        """Begin with the first image of `queue` that waits."""
        self.queue, self._counted = queue, None
        self.queue_opened.emit(queue)
        self.begin_again()

    def begin_again(self) -> None:
        """Go to the first image of the queue that waits, such as one that was put off."""
        self._position = -1
        self._leave()
        self._show()

    def go(self, number: int) -> None:
        """Show image `number`, in the queue or aside from it."""
        position = None if self.queue is None else self.queue.position_of(number)
        self._aside = number if position is None else None
        if position is not None:
            self._position = position
        self._show()

    def back(self) -> None:
        """Show the image before, decided or not; from an image aside, return to the queue."""
        self._step(-1)

    def forward(self) -> None:
        """Show the image after, decided or not; from an image aside, return to the queue."""
        self._step(1)

    def decide(
        self,
        kind: DecisionKind,
        *,
        to_class: int | None = None,
        classes: tuple[int, ...] = (),
        original: Original | None = None,
        note: str = "",
        numbers: Sequence[int] | None = None,
    ) -> None:
        """Decide the same about the current image, or about all of `numbers`, in one step.

        Raises RequestError, with nothing decided, for a decision that says too little.
        """
        if numbers is None:
            numbers = () if self.current is None else (self.current,)
        self.take([Choice(n, kind, to_class, classes, original, note) for n in numbers])

    def take(self, choices: Sequence[Choice], *, stays: bool = False) -> None:
        """Decide in one step what may differ by image, and go on to the next unless it `stays`.

        Raises RequestError, with nothing decided, where one of them says too little.
        """
        if not choices or not self.book.is_ready:
            return
        step = self.book.decide(choices, queue=self._key_of(choices))
        if self._counted is not None:
            for decision in step.decisions:
                self._counted.add(decision)
        if not stays and any(choice.number == self.current for choice in choices):
            self._leave()
        self.decided.emit(Decided(step))
        self._show()

    def undo(self) -> Step | None:
        """Take the last step back, return to its image, and return the step if there is one."""
        if self.book.last_done is None:
            return None
        step = self.book.undo()
        self._counted = None
        self.decided.emit(Decided(step, "undone"))
        for number in self.book.numbers_of(step)[:1]:
            self.go(number)
        return step

    def redo(self) -> Step | None:
        """Make the step taken back last again, go on behind it, and return it if there is one."""
        if self.book.last_undone is None:
            return None
        step = self.book.redo()
        self._counted = None
        for number in self.book.numbers_of(step)[-1:]:
            position = None if self.queue is None else self.queue.position_of(number)
            self._position = self._position if position is None else position
        self._leave()
        self.decided.emit(Decided(step, "redone"))
        self._show()
        return step

    @property
    def progress(self) -> QueueProgress | None:
        """How far the open queue has come; None while there is none."""
        queue, gallery, is_own = self.queue, self.gallery, self.rule == "two"
        if queue is None or gallery is None:
            return None
        if self._counted is None:
            self._counted = QueueCount(queue, gallery, self.book.standing(is_own=is_own))
        return self._counted.progress(self.book.decided, is_own=is_own)

    @property
    def put_off_count(self) -> int:
        """How many images of the open queue still wait, such as those that were put off."""
        return 0 if self.queue is None else sum(map(self._waits, self.queue.numbers.tolist()))

    def conclusion_of(self, number: int) -> Conclusion:
        """Return what counts about an image by the rule, hidden or not."""
        return self.book.conclusion_of(number)

    def put_away(self) -> None:
        """Tell others what waits to be told; called before the window closes."""
        self.book.writer.put_away()

    def _key_of(self, choices: Sequence[Choice]) -> str:
        """Return the key of the queue if these are images of it."""
        queue = self.queue
        is_met = queue is not None and all(
            queue.position_of(choice.number) is not None for choice in choices
        )
        return queue.key if queue is not None and is_met else ""

    def _leave(self) -> None:
        """Go on to the next image of the queue that waits, or behind its end."""
        was_aside, self._aside = self.is_aside, None
        if self.queue is None:
            return
        first = self._position if was_aside else self._position + 1
        numbers = self.queue.numbers
        waiting = (p for p in range(max(0, first), len(self.queue)) if self._waits(numbers[p]))
        self._position = next(waiting, len(self.queue))

    def _waits(self, number: int) -> bool:
        key = "" if self.queue is None else self.queue.key
        return self.book.waits(int(number), queue=key)

    def _step(self, by: int) -> None:
        if self.is_aside:
            self._aside = None
        elif self.queue is None or not 0 <= self._position + by < len(self.queue):
            return
        else:
            self._position += by
        self._show()

    def _show(self) -> None:
        number = self.current
        if number is not None:
            queue = "" if self.queue is None or self.is_aside else self.queue.key
            self.book.note_shown(number, queue=queue)
        self._count.start()
        self.shown.emit(Shown(number))

    def _tell_progress(self) -> None:
        found = self.progress
        if found is not None:
            self.progressed.emit(found)

    def _on_read(self) -> None:
        self._counted = None
        annotator = self.book.annotator
        was, self._reviewer = self._reviewer, None if annotator is None else annotator.id
        if was != self._reviewer:
            # What waits is another thing for everybody.
            self.begin_again()
        else:
            self._show()

    def _on_dataset_opened(self, _opened: DatasetOpened) -> None:
        self.queue, self._aside, self._position, self._counted = None, None, 0, None
        self._show()
