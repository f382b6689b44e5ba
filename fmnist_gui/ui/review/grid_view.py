"""Sixty images that are asked the same: those that stand out are marked, and Enter decides."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.review import grid_page
from fmnist_gui.core.review.grid_page import GridPage, Marked, PageOutcome, Question
from fmnist_gui.core.review.queue import Candidate
from fmnist_gui.core.session.stimulus import Smoothing
from fmnist_gui.ui.exposure_log import ExposureLog
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.review import grid_words
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.grid_carry import GridCarry
from fmnist_gui.ui.review.grid_cell import GridCell
from fmnist_gui.ui.review.grid_class_list import ClassMeant
from fmnist_gui.ui.review.grid_frame import GridFrame
from fmnist_gui.ui.review.grid_keys import GridKeys
from fmnist_gui.ui.review.grid_pages import GridPages, PageTurned
from fmnist_gui.ui.review.grid_poster import NO_IMAGES, ImagesTold, Page
from fmnist_gui.ui.review.grid_undo import GridUndo
from fmnist_gui.ui.review.left_marks import LeftMarks
from fmnist_gui.ui.review.name import NAME
from fmnist_gui.ui.workspace import Workspace


class GridView(GridFrame):
    """Shows the pages of :class:`GridPages`, and turns keys, clicks and drags into its steps.

    ``brief`` tells what is known about a candidate, for the larger picture of it.

    Signals:
        page_shown(bool): a page of images is there to be decided now, or there is none.
    """

    page_shown = Signal(bool)

    def __init__(
        self,
        workspace: Workspace,
        desk: Desk,
        brief: Callable[[Candidate], Case],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.book.writer, parent)
        self._desk = desk
        self._brief = brief
        self.pages = GridPages(desk, self)
        self.undoing = GridUndo(desk, self.sheet, self.foot, self)
        self._left = LeftMarks()
        self._coming: Page | None = None
        self.carry = GridCarry(self.sheet, self.side.classes, self, label=self._asked_label)
        self.exposures = ExposureLog(workspace, NAME, self)
        self._keys = GridKeys(
            {
                "decide": self.decide,
                "unsure": lambda: self.give(Marked("unsure")),
                "bad": lambda: self.give(Marked("bad")),
                "undo": self.undoing.undo,
                "redo": self.undoing.redo,
                "forward": lambda: self._turn(1),
                "back": lambda: self._turn(-1),
                "way": self.bar.switch_smoothing,
            },
            lambda number: self.give(Marked("relabel", number)),
        )
        self._connect()
        self.open_gallery()

    def open_gallery(self) -> None:
        """Serve the images that are open now."""
        gallery = self._desk.gallery
        names = () if gallery is None else gallery.class_names
        for part in (self.bar, self.foot, self.side.classes):
            part.serve(names)
        self._keys.serve(len(names))
        self._show(self.pages.page, frozenset())

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; False when it is for nothing here."""
        return self._keys.press(event) or self.sheet.press(event)

    @property
    def numbers(self) -> frozenset[int]:
        """The images in sight, by their numbers in the gallery."""
        return frozenset(cell.number for cell in self.sheet.visible)

    def decide(self) -> None:
        """Decide all that is in sight, in one step."""
        if not self._is_ready or not (outcomes := self._outcomes()):
            return
        marks, (cells, images) = self.sheet.marks, self._coming or self._following()
        if cells:
            self._keep_marks()
            # Seen first: to take sixty decisions down is what takes most of the time.
            self.sheet.show_page(cells, images)
            self.sheet.repaint()
        self.pages.decide(outcomes, marks)

    def give(self, marked: Marked) -> None:
        """Decide what is marked now, or else the image where the keyboard stands, in one step."""
        current = self.sheet.current
        numbers = self.sheet.marks or ({current.number} if current is not None else set())
        if self._is_ready and numbers:
            self.pages.give([n for n in numbers if self.pages.waits(n)], marked)

    def put_away(self) -> None:
        """Hand on whose labels were shown."""
        self.exposures.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that the sheet of images has no use for."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what was decided meanwhile."""
        super().showEvent(event)
        self.pages.follow(True)
        self._take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what is decided elsewhere for later."""
        super().hideEvent(event)
        self.pages.follow(False)

    @property
    def _is_ready(self) -> bool:
        if not self._desk.book.is_ready:
            self.foot.say(grid_words.NOT_READ, count=0)
        return self._desk.book.is_ready

    def _connect(self) -> None:
        desk, pages, sheet = self._desk, self.pages, self.sheet
        pages.turned.connect(self._on_turned)
        pages.stamped.connect(self._on_stamped)
        desk.decided.connect(lambda _: self.exposures.flush())
        desk.book.writer.told.connect(self.unsaved_bar.say)
        self.unsaved_bar.let_go.connect(desk.book.read_again)
        self.bar.asked.connect(self._ask)
        self.bar.smoothing_chosen.connect(self._show_smoothing)
        self.foot.marked_chosen.connect(lambda _: self._say_outcome())
        self.foot.decide_asked.connect(self.decide)
        self.foot.later_asked.connect(lambda: self._turn(1))
        self.end.asked.connect(self._on_end_asked)
        self.bar.done.connect(sheet.setFocus)
        self.foot.done.connect(sheet.setFocus)
        sheet.marks_changed.connect(lambda _: self._say_outcome())
        sheet.room_changed.connect(self._prepare)
        sheet.room_changed.connect(self._say_place)
        sheet.pointed.connect(lambda pointed: self._show_case(pointed.number))
        sheet.told.connect(self._on_told)
        self.side.classes.class_meant.connect(self._on_class_meant)
        self.carry.given.connect(self._on_class_meant)

    def _turn(self, by: int) -> None:
        """Pass over as many images as there is room for, or go back by as many."""
        self.pages.turn(by * self.sheet.grid.count)
        self.undoing.forget()

    def _ask(self, question: Question | None) -> None:
        self.pages.ask(question)
        self.undoing.forget()

    def _keep_marks(self) -> None:
        """Have the marks of this page again when somebody comes back to it."""
        if self._left.belong_to(self._desk.book.annotator, self._desk.queue):
            self._left.keep([cell.number for cell in self.sheet.cells], self.sheet.all_marks)

    def _on_turned(self, turned: PageTurned) -> None:
        self._keep_marks()
        numbers = [c.number for c in turned.page.candidates if self.pages.waits(c.number)]
        self._show(turned.page, self._left.among(numbers) | (turned.marks or frozenset()))

    def _show(self, page: GridPage, marks: frozenset[int]) -> None:
        gallery = self._desk.gallery
        has_page = gallery is not None and bool(page.candidates)
        self.carry.put_back()
        if gallery is not None and has_page:
            numbers = [candidate.number for candidate in page.candidates]
            self.sheet.show_page(self._cells(page.candidates), gallery.images[numbers], marks=marks)
        else:
            self.sheet.show_page((), NO_IMAGES)
            self._say_end()
        had_focus = self.sheet.hasFocus() or self.end.hasFocus() or self.end.button.hasFocus()
        self._stack.setCurrentWidget(self.sheet if has_page else self.end)
        if had_focus:
            self._take_focus()
        self.side.setVisible(has_page)
        self.foot.setVisible(has_page)
        self.page_shown.emit(has_page)
        self.bar.setVisible(bool(self.pages.counts))
        self.side.classes.ask_about(self._asked_label())
        self._say_place()
        current = self.sheet.current
        self._show_case(None if current is None else current.number)
        self._say_outcome()
        self._prepare()

    def _prepare(self) -> None:
        self._coming = None
        self.sheet.prepare(self._following)

    def _on_stamped(self, page: GridPage) -> None:
        self.sheet.stamp(self._cells(page.candidates))
        self._prepare()
        self._say_place()
        self._say_outcome()

    def _cells(self, candidates: Sequence[Candidate]) -> list[GridCell]:
        gallery, own, waits = self._desk.gallery, self._desk.book.own, self.pages.waits
        if gallery is None:
            return []
        return grid_words.cells_of(candidates, gallery, own=own, waits=waits)

    def _following(self) -> Page:
        """Return the page that comes when all of this one that is in sight is decided."""
        gallery = self._desk.gallery
        following = self.pages.following(len(self.sheet.visible))
        if gallery is None or not following:
            return (), NO_IMAGES
        numbers = [candidate.number for candidate in following]
        self._coming = self._cells(following), gallery.images[numbers]
        return self._coming

    def _outcomes(self) -> tuple[PageOutcome, ...]:
        shown = len(self.sheet.visible)
        return self.pages.outcomes(shown, self.sheet.marks, self.foot.marked)

    def _say_outcome(self) -> None:
        outcomes = self._outcomes()
        words = grid_page.outcome_words(outcomes, self._name)
        self.foot.say(grid_words.outcome_line(words), count=len(outcomes))
        self.undoing.offer()

    def _say_place(self) -> None:
        page, shown = self.pages.page, self.sheet.grid.count
        self.bar.show_counts(self.pages.counts, page.question, first=page.first, shown=shown)

    def _asked_label(self) -> int | None:
        question = self.pages.page.question
        return None if question is None else question.label

    def _name(self, number: int) -> str:
        gallery = self._desk.gallery
        return name_of_class(number, () if gallery is None else gallery.class_names)

    def _say_end(self) -> None:
        """Say why there is no page, and offer the class with most images that are open."""
        question = grid_page.first_question(self.pages.counts)
        following = None if question is None else self._name(question.label)
        words = grid_words.end_words(self._desk.queue, self.pages.count, following)
        self.end.say(words.title, words.hint, offer=words.offer)

    def _on_end_asked(self) -> None:
        self._ask(grid_page.first_question(self.pages.counts))

    def _show_case(self, number: int | None) -> None:
        candidates = {candidate.number: candidate for candidate in self.pages.page.candidates}
        candidate = None if number is None else candidates.get(number)
        self.side.preview.show_case(None if candidate is None else self._brief(candidate))

    def _on_told(self, told: ImagesTold) -> None:
        if self._desk.gallery is not None:
            self.exposures.note(self._desk.gallery, np.array(told.numbers, dtype=np.intp))

    def _on_class_meant(self, meant: ClassMeant) -> None:
        if self.sheet.marks:
            self.give(Marked("relabel", meant.number))
        self.sheet.setFocus()

    def _show_smoothing(self, chosen: str) -> None:
        smoothing: Smoothing = "nearest" if chosen == "nearest" else "bicubic"
        self.sheet.show_smoothing(smoothing)
        self.side.preview.show_smoothing(smoothing)
