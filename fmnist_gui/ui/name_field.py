"""Who is playing: a name to write, or one of those who have played here before."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import LONGEST, checked_name
from fmnist_gui.ui import theme

NAME_CUT = f"A name has {LONGEST} letters at most; the rest was left out."
WIDTH_LEAST_PX, WIDTH_MOST_PX = 140, 280


class NameField(QComboBox):
    """An editable list of names; one that is longer than the field takes is shown cut.

    Signals:
        named(str): the name in the field is another now.
        cut(None): somebody wrote or pasted more letters than a name may have.
    """

    named = Signal(str)
    cut = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(theme.scaled_px(WIDTH_LEAST_PX))
        self.setMaximumWidth(theme.scaled_px(WIDTH_MOST_PX))
        self.setAccessibleName("Who is playing")
        self.activated.connect(lambda _row: self.named.emit(self.name))
        if field := self.lineEdit():
            field.setMaxLength(LONGEST)
            field.setPlaceholderText("A name")
            field.editingFinished.connect(self._on_finished)
            field.inputRejected.connect(self.cut)

    @property
    def name(self) -> str:
        """The name in the field, without surrounding spaces; a known one in full."""
        text, row = self.currentText(), self.currentIndex()
        if self.itemText(row) != text:
            row = self.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
        return str(self.itemData(row)) if row >= 0 else _spelled(text)

    def offer(self, names: Sequence[str], *, current: str) -> None:
        """Offer these names; one that is being written stays, however late this comes."""
        field = self.lineEdit()
        typed = field.text() if field is not None and field.isModified() else None
        with QSignalBlocker(self):
            self.clear()
            for name in names:
                self.addItem(_cut(name), name)
            self.setCurrentIndex(self.findData(current))
            self.setEditText(_cut(current) if typed is None else typed)
        if field is not None:
            field.setModified(typed is not None)
            if typed is None:
                # The beginning of a name says more than its end.
                field.setCursorPosition(0)

    def put_back(self, name: str) -> None:
        """Show `name` again in place of what was written and refused; nobody is told."""
        self.setEditText(_cut(name))
        if field := self.lineEdit():
            field.setModified(False)
            field.setCursorPosition(0)

    def _on_finished(self) -> None:
        self.named.emit(self.name)
        if field := self.lineEdit():
            # The beginning of a name says more than its end.
            field.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter confirm the name, and start nothing with it."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def _spelled(text: str) -> str:
    """Return a name as the store spells it; one that nobody can have without doubled spaces."""
    try:
        return checked_name(text)
    except RequestError:
        return " ".join(text.split())


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
