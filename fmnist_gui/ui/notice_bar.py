"""One sentence about what went wrong or was done, until it is put away."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

TOLD_MS = 8000
"""How long something that was done is told; what can be acted on stays."""
LOOK_MS = 250
"""How often it is looked whether the room of a sentence that went can be given back."""


class NoticeBar(QFrame):
    """A slim bar under the data bar; hidden while there is nothing to say.

    A sentence that goes by itself leaves its room empty while the pointer is on it or on what
    stands below, which would move away under a click.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._mark = QLabel()
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._close = QToolButton()
        self._close.setText("Close")
        self._close.setToolTip("Put this message away")
        self._close.clicked.connect(self._go)
        self._progress: QProgressBar | None = None
        self._cancel: QPushButton
        self._stop: Callable[[], object] = lambda: None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._label, 1)
        row.addWidget(self._close)
        self.hide()
        self._away = QTimer(self, singleShot=True, interval=TOLD_MS)
        self._away.timeout.connect(self._on_read)
        self._room = QTimer(self, interval=LOOK_MS)
        self._room.timeout.connect(self._give_back)

    @property
    def is_warning(self) -> bool:
        """Whether what it says is a warning."""
        return not self._mark.isHidden()

    @property
    def cancel_button(self) -> QPushButton | None:
        """What stops the work under way, None while there is none."""
        is_working = self._progress is not None and not self._progress.isHidden()
        return self._cancel if is_working else None

    @property
    def sentence(self) -> str:
        """What it says; empty when it is hidden."""
        return "" if self.isHidden() else self._label.text()

    def say(self, sentence: str) -> None:
        """Show one sentence about something that the user can act on, with a mark of warning."""
        self._show(sentence, is_warning=True)

    def tell(self, sentence: str) -> None:
        """Show one sentence about something that was done, long enough to be read."""
        self._show(sentence, is_warning=False)
        self._away.start()

    def show_work(self, what: str, done: int, total: int, *, cancel: Callable[[], object]) -> None:
        """Show how far longer work is, with a way to `cancel` it, until something else is said."""
        if self._progress is None:
            self._progress, self._cancel = QProgressBar(), QPushButton("Cancel")
            self._progress.setTextVisible(False)
            self._progress.setFixedWidth(160)
            self._row.insertWidget(2, self._progress)
            self._row.insertWidget(3, self._cancel)
            self._cancel.clicked.connect(lambda: self._stop())
        self._stop = cancel
        self._show(what, is_warning=False)
        self._progress.setRange(0, total and 1000)
        self._progress.setValue(int(1000 * done / total) if total else 0)
        self._turn(is_working=True)

    def _turn(self, *, is_working: bool) -> None:
        if self._progress is not None:
            self._progress.setVisible(is_working)
            self._cancel.setVisible(is_working)
        self._close.setVisible(not is_working)

    def _show(self, sentence: str, *, is_warning: bool) -> None:
        self._turn(is_working=False)
        self._label.setText(sentence)
        self._mark.setVisible(is_warning)
        self._away.stop()
        self._fill()
        self.show()

    def _on_read(self) -> None:
        """Go, unless somebody points at it or stands on it with the keyboard."""
        if self.underMouse() or self._close.hasFocus():
            self._away.start()
        else:
            self._empty()

    def _empty(self) -> None:
        """Take the sentence away, and its room as soon as nobody points at what would move."""
        self._away.stop()
        self._turn(is_working=False)
        if self.isVisible():
            self.setMinimumHeight(self.height())
        for part in (self._mark, self._label, self._close):
            part.hide()
        self._label.clear()
        self._look_like("")
        self._room.start()
        self._give_back()

    def _give_back(self) -> None:
        if not self._is_pointed_past():
            self._go()

    def _is_pointed_past(self) -> bool:
        """Whether the pointer is on the bar or on what stands below it."""
        below = self.window().rect()
        below.setTopLeft(self.mapTo(self.window(), QPoint()))
        return self.isVisible() and below.contains(self.window().mapFromGlobal(QCursor.pos()))

    def _fill(self) -> None:
        """Be there for something that is said."""
        if self._room.isActive():
            self._room.stop()
            self._look_like("bar")
            self.setMinimumHeight(0)
            self._label.show()

    def _look_like(self, role: str) -> None:
        """Be a bar, or without a role nothing but room."""
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)

    def _go(self) -> None:
        self._fill()
        self.hide()

    def leave_no_room(self) -> None:
        """Give back the room of a sentence that went: what stood below is gone as well."""
        if self._room.isActive():
            self._go()

    def withdraw(self, sentence: str) -> None:
        """Put one sentence away that is true no longer; others stay."""
        if sentence and sentence == self.sentence:
            self._empty()

    def paint_icons(self, icon: "Callable[[str], QIcon]") -> None:
        """Give mark and button their icons, and let the sentence be selected.

        It is shown as it is, since it may name a file or tag that looks like markup.
        """
        from PySide6.QtCore import Qt

        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mark.setPixmap(icon("warning").pixmap(16))
        self._close.setIcon(icon("close"))
        self._close.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
