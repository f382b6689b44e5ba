"""A card over the canvas with one line to be written."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.floating import Floating
from fmnist_gui.ui.plain_text import PlainLabel

WIDTH_PX = 264
MARGIN_PX = 12


class FloatingLine(Floating):
    """A title, a line and a note below it; Esc closes, and so does a click elsewhere.

    Signals:
        written(str): Enter was pressed on what is written.
    """

    written = Signal(str)

    def __init__(self, over: QWidget, title: str, *, note_role: str) -> None:
        super().__init__(over)
        self.title = PlainLabel(title)
        self.title.setProperty("role", "small")
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.field.installEventFilter(self)
        self.note = PlainLabel()
        self.note.setProperty("role", note_role)
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 8, MARGIN_PX, MARGIN_PX)
        column.setSpacing(4)
        for widget in (self.title, self.field, self.note):
            column.addWidget(widget)
        self.field.returnPressed.connect(lambda: self.written.emit(self.field.text()))
        self.say("")
        self.hide()

    def say(self, sentence: str) -> None:
        """Write a note below the line, or take it away."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self.place()

    def begin(self) -> None:
        """Show it, ready to be written into."""
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Close, and give the keyboard back to the canvas if it was here."""
        had_focus = self.field.hasFocus()
        self.hide()
        if had_focus:
            self._over.setFocus(Qt.FocusReason.PopupFocusReason)

    def sizeHint(self) -> QSize:
        """Return the width of a short answer and the height that the note needs."""
        inside = self.layout()
        assert inside is not None
        width = theme.scaled_px(WIDTH_PX)
        is_broken = inside.hasHeightForWidth()
        height = inside.heightForWidth(width) if is_broken else inside.sizeHint().height()
        return QSize(width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; no other key is one of the canvas while this is open."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the focus goes elsewhere in the window, and follow the canvas."""
        is_left = watched is self.field and event.type() == QEvent.Type.FocusOut
        if is_left and self.window().isActiveWindow() and not self.field.hasFocus():
            self._on_left()
        return super().eventFilter(watched, event)

    def _on_left(self) -> None:
        self.hide()
