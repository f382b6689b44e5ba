"""One line to be written about an image: a note or a tag."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit


class DecisionLine(QLineEdit):
    """Enter hands on what is written; Esc, or a click elsewhere, leaves it.

    Signals:
        written(str): Enter was pressed.
        left(None): the line was left.
    """

    written = Signal(str)
    left = Signal()

    def begin(self, line: str, *, hint: str, tags: Sequence[str] | None = None) -> None:
        """Begin with `line`; `tags` are offered while one is written."""
        # Taking a completer away deletes it.
        self.setCompleter(None)  # type: ignore[arg-type]
        if tags is not None:
            completer = QCompleter(list(tags), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)
        self.setText(line)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and Esc here: on the page behind they decide."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.written.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the line, unless its own list of tags or another window has the focus."""
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in passing:
            self.left.emit()
