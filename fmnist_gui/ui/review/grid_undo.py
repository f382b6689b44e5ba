"""Takes back what was done on a page of images, marks first, and says what was done."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.review import grid_words
from fmnist_gui.ui.review.desk import Decided, Desk
from fmnist_gui.ui.review.grid_foot import GridFoot
from fmnist_gui.ui.review.grid_sheet import GridSheet

_OPENINGS = {"done": "", "undone": "Undone: ", "redone": "Redone: "}


class GridUndo(QObject):
    """Marks made since the page appeared are taken back one by one, then steps of the desk.

    To be made after whatever turns pages, so that the news are about the page that then is there.
    ``view`` is where somebody must see the images, for steps to be said here.
    """

    def __init__(self, desk: Desk, sheet: GridSheet, foot: GridFoot, view: QWidget) -> None:
        super().__init__(view)
        self._desk, self._sheet, self._foot, self._view = desk, sheet, foot, view
        self._news = ""
        desk.decided.connect(self._on_decided)
        desk.shown.connect(lambda _: self.offer())
        sheet.acted.connect(self.forget)
        foot.undo_asked.connect(self.undo)
        foot.redo_asked.connect(self.redo)
        self.offer()

    def undo(self) -> None:
        """Take back the last mark of this page, or else the last step."""
        before = self._sheet.all_marks
        if self._sheet.undo_marks():
            self._say(grid_words.marks_words(before, self._sheet.all_marks))
        elif self._desk.undo() is None:
            self._say("Nothing to undo.")

    def redo(self) -> None:
        """Mark again what was taken back, or else make the step again."""
        before = self._sheet.all_marks
        if self._sheet.redo_marks():
            self._say(grid_words.marks_words(before, self._sheet.all_marks))
        elif self._desk.redo() is None:
            self._say("Nothing to redo.")

    def forget(self) -> None:
        """Say nothing of what was done before."""
        self._say("")

    def offer(self) -> None:
        """Offer what there is to take back or to do again."""
        history, book = self._sheet.history, self._desk.book
        self._foot.offer(
            can_undo=history.can_undo or book.last_done is not None,
            can_redo=history.can_redo or book.last_undone is not None,
        )
        hint = "" if self._sheet.marks else grid_words.HOW_TO_MARK
        self._foot.tell(self._news or hint)

    def _say(self, news: str) -> None:
        self._news = news
        self.offer()

    def _on_decided(self, decided: Decided) -> None:
        if not self._view.isVisible():
            self._news = ""
            return
        gallery = self._desk.gallery
        names = () if gallery is None else gallery.class_names
        self._say(_OPENINGS[decided.what] + grid_words.step_words(decided.step, names))
