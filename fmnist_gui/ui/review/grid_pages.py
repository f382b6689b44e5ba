"""Which page of which question is open, on the desk that all of the Review page shares."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.review import grid_page
from fmnist_gui.core.review.audit import audit_id
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.grid_page import (
    PAGE_SIZE,
    GridPage,
    Marked,
    Mask,
    PageOutcome,
    Question,
    QuestionCount,
    page_of,
)
from fmnist_gui.core.review.history import Step
from fmnist_gui.core.review.queue import Candidate, ReviewQueue
from fmnist_gui.ui.review.decision_book import Choice
from fmnist_gui.ui.review.desk import Decided, Desk

TAKEN_BACK = "decided before, and taken back"


@dataclass(frozen=True)
class PageTurned:
    """Another page is open, on which ``marks`` are marked; None leaves marks as they were."""

    page: GridPage
    marks: frozenset[int] | None = frozenset()


@dataclass(frozen=True)
class _Kept:
    """A page as it was before a step, to be opened again when the step is taken back."""

    page: GridPage
    marks: frozenset[int]
    is_whole: bool


class GridPages(QObject):
    """Turns marks into steps of `desk`, and opens the page of a step that was taken back.

    Signals:
        turned(PageTurned): another page is open.
        stamped(GridPage): images of the same page were decided meanwhile, or are open again.
    """

    turned = Signal(object)
    stamped = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.page = GridPage()
        self._queue: ReviewQueue | None = None
        self.counts: tuple[QuestionCount, ...] = ()
        self._is_open: Mask = np.empty(0, dtype=np.bool_)
        self._kept: dict[UUID, _Kept] = {}
        self._making: _Kept | None = None
        self._is_followed = False
        self._came_from: int | None = None
        self._rule = desk.rule
        self._reviewer = desk.book.annotator
        desk.queue_opened.connect(lambda _: self._begin())
        desk.shown.connect(lambda _: self._on_shown())
        desk.book.read.connect(self._on_read)
        desk.decided.connect(self._on_decided)
        self._begin()

    @property
    def count(self) -> QuestionCount | None:
        """How far the question of the page has come; None when nothing is asked."""
        return next((c for c in self.counts if c.question == self.page.question), None)

    def follow(self, is_followed: bool) -> None:
        """Keep up with each decision while somebody sees the pages, and look again when they do.

        Else each decision at the desk would wait for a page that nobody sees.
        """
        was, self._is_followed = self._is_followed, is_followed
        current, before = self._desk.current, self._came_from
        self._came_from = current
        if is_followed and not was:
            self._look_again(marks=None)
            if current is not None and current != before:
                self.ask_about(current)

    def ask(self, question: Question | None) -> None:
        """Open the first page of a question."""
        self._open(question)

    def ask_about(self, number: int) -> None:
        """Open the page of an image, such as the one on the desk, if it waits and is not here."""
        if self._queue is None or any(c.number == number for c in self.page.candidates):
            return
        place = grid_page.place_of(self._queue, number, self._is_open)
        if place is not None:
            question, before = place
            self._open(question, first=before // PAGE_SIZE * PAGE_SIZE, marks=None)

    def turn(self, by: int) -> None:
        """Go on by so many open images without deciding any; back with a negative number."""
        self._open(self.page.question, first=max(0, self.page.first + by), marks=None)

    def following(self, shown: int) -> tuple[Candidate, ...]:
        """Return the page that comes once the ``shown`` first of this one are decided."""
        queue, page = self._queue, self.page
        if queue is None or page.question is None:
            return ()
        is_open = self._is_open.copy()
        for candidate in page.candidates[:shown]:
            position = queue.position_of(candidate.number)
            if position is not None:
                is_open[position] = False
        return page_of(queue, page.question, is_open, first=page.first)

    def waits(self, number: int) -> bool:
        """Whether this reviewer is still to decide about an image of a page."""
        position = None if self._queue is None else self._queue.position_of(number)
        return self._desk.book.waits(number) if position is None else bool(self._is_open[position])

    def outcomes(
        self, shown: int, marks: Collection[int], marked: Marked
    ) -> tuple[PageOutcome, ...]:
        """Return what deciding the first ``shown`` images says about those that wait."""
        waiting = [c for c in self.page.candidates[:shown] if self.waits(c.number)]
        return grid_page.page_outcomes(waiting, marks, marked)

    def decide(self, outcomes: Sequence[PageOutcome], marks: Collection[int]) -> None:
        """Decide a page in one step, and open the next one."""
        self._take(outcomes, _Kept(self.page, frozenset(marks), is_whole=True))

    def give(self, numbers: Collection[int], marked: Marked) -> None:
        """Decide these images of the page in one step; the others stay, and wait."""
        chosen = [c for c in self.page.candidates if c.number in numbers]
        outcomes = [grid_page.marked_outcome(candidate, marked) for candidate in chosen]
        self._take(outcomes, _Kept(self.page, frozenset(numbers), is_whole=False))

    def _take(self, outcomes: Sequence[PageOutcome], kept: _Kept) -> None:
        self._making = kept
        try:
            self._desk.take([Choice(o.number, o.kind, o.to_class) for o in outcomes])
        finally:
            self._making = None

    def _begin(self) -> None:
        """Look through all of the queue: other images are open."""
        queue = self._desk.queue
        # The images of an audit are judged one by one.
        self._queue = None if queue is None or audit_id(queue.key) is not None else queue
        self.page, self.counts = GridPage(), ()
        self._look_again(marks=frozenset())

    def _find_open(self) -> None:
        self._is_open = np.ones(0 if self._queue is None else len(self._queue), dtype=np.bool_)
        # Few images were decided, and only those need a look.
        for decision in self._desk.book.standing():
            self._look_at(decision)

    def _look_at(self, decision: Decision) -> None:
        number = self._desk.book.number_of(decision)
        position = (
            None if self._queue is None or number is None else self._queue.position_of(number)
        )
        if number is not None and position is not None:
            self._is_open[position] = self._desk.book.waits(number)

    def _recount(self) -> None:
        queue, gallery = self._queue, self._desk.gallery
        if queue is None or gallery is None:
            self.counts = ()
        else:
            decided = gallery.labels[queue.decided]
            self.counts = grid_page.question_counts(queue, self._is_open, decided_labels=decided)

    def _open(
        self,
        question: Question | None,
        *,
        first: int = 0,
        marks: frozenset[int] | None = frozenset(),
    ) -> None:
        queue = self._queue
        if queue is None or question is None:
            self._turn(GridPage(question), marks)
            return
        candidates = page_of(queue, question, self._is_open, first=first)
        count = next((c.open for c in self.counts if c.question == question), 0)
        self._turn(GridPage(question, candidates, first if first < count else 0), marks)

    def _turn(self, page: GridPage, marks: frozenset[int] | None) -> None:
        self.page = page
        self.turned.emit(PageTurned(page, marks))

    def _on_shown(self) -> None:
        """Let go of pages whose images are no longer open; by another rule others are asked."""
        was, self._rule = self._rule, self._desk.rule
        if self._desk.queue is None and self._queue is not None:
            self._kept.clear()
            self._begin()
        elif was != self._rule:
            self._look_again(marks=None)

    def _on_read(self) -> None:
        """Look again: somebody else is here, or decided something elsewhere."""
        was, self._reviewer = self._reviewer, self._desk.book.annotator
        is_same = was == self._reviewer
        if not is_same and not self._is_followed:
            self.page = GridPage()
        self._look_again(marks=None if is_same else frozenset())

    def _look_again(self, marks: frozenset[int] | None) -> None:
        if not self._is_followed:
            if self.page.question is None:
                # What was marked belongs to other images, or to somebody else.
                self._turn(self.page, frozenset())
            return
        question, first = self.page.question, self.page.first
        self._find_open()
        self._recount()
        if question is None:
            self._open(grid_page.first_question(self.counts))
        else:
            self._open(question, first=first, marks=marks)

    def _on_decided(self, decided: Decided) -> None:
        if not self._is_followed:
            return
        step = decided.step
        for decision in step.decisions:
            self._look_at(decision)
        if self._making is not None:
            self._kept[step.id] = self._making
        self._recount()
        if decided.what == "undone":
            self._return_to(step)
        else:
            kept = self._kept.get(step.id)
            self._go_on(is_whole=kept is not None and kept.is_whole and self._is_of_page(step))

    def _is_of_page(self, step: Step) -> bool:
        numbers = {candidate.number for candidate in self.page.candidates}
        return bool(numbers & set(self._desk.book.numbers_of(step)))

    def _go_on(self, *, is_whole: bool) -> None:
        """Open the next page once nothing of this one waits."""
        if is_whole or not any(self.waits(c.number) for c in self.page.candidates):
            self._open(self.page.question, first=self.page.first, marks=None)
        else:
            self.stamped.emit(self.page)

    def _return_to(self, step: Step) -> None:
        """Open the page of a step that was taken back, with what was marked on it."""
        kept = self._kept.get(step.id)
        if kept is None:
            kept = self._guessed(step)
        self._turn(kept.page, kept.marks)

    def _guessed(self, step: Step) -> _Kept:
        """Return a page for a step made elsewhere, or before the program was started again.

        Its own images come first: what they were relabelled to stands in for a suggestion where
        the queue no longer holds them.
        """
        queue, gallery, book = self._queue, self._desk.gallery, self._desk.book
        own: list[Candidate] = []
        marks: set[int] = set()
        for decision in step.decisions:
            number = book.number_of(decision)
            if number is None or gallery is None:
                continue
            position = None if queue is None else queue.position_of(number)
            if queue is not None and position is not None:
                own.append(queue[position])
            else:
                label = int(gallery.labels[number])
                own.append(Candidate(number, label, 0.0, decision.to_class, TAKEN_BACK))
            if decision.kind != "keep":
                marks.add(number)
        if not own:
            return _Kept(self.page, frozenset(), is_whole=False)
        question = Question(own[0].label)
        known = {candidate.number for candidate in own}
        rest: tuple[Candidate, ...] = ()
        if queue is not None:
            rest = page_of(queue, question, self._is_open)
        filled = (*own, *(c for c in rest if c.number not in known))[:PAGE_SIZE]
        return _Kept(GridPage(question, filled), frozenset(marks), is_whole=False)
