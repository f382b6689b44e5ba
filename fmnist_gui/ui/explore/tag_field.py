"""Asks for a tag to be put on the selected images."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from fmnist_gui.core.stats import percent
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.floating import Floating
from fmnist_gui.ui.plain_text import PlainLabel

WIDTH_PX = 264
HINT = "Enter puts it on, a hyphen before it takes it off"


class TagField(Floating):
    """One line over the canvas with the tags there are; Enter takes it, Esc closes.

    Signals:
        entered(str): a tag was written; the line has closed itself.
    """

    entered = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._title = PlainLabel()
        self._title.setProperty("role", "small")
        self.field = QLineEdit()
        self.field.setAccessibleName("Tag")
        self._tags = QStringListModel(self)
        completer = QCompleter(self._tags, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        hint = PlainLabel(HINT)
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        for widget in (self._title, self.field, hint):
            column.addWidget(widget)
        self.field.returnPressed.connect(self._on_entered)
        self.hide()

    def pop_up(self, count: int, tags: Sequence[str]) -> None:
        """Ask for a tag for `count` images."""
        self._title.setText(f"Tag {percent.images(count)}")
        self._tags.setStringList(list(tags))
        self.field.clear()
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
        """Return the width for a tag and the height that the words need."""
        width = theme.scaled_px(WIDTH_PX)
        inside = self.layout()
        assert inside is not None
        return QSize(width, inside.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; no other key is one of the canvas while this is open."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        event.accept()

    def _on_entered(self) -> None:
        text = self.field.text().strip()
        self.close_up()
        if text:
            self.entered.emit(text)
