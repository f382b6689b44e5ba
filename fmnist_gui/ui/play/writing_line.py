"""One line in which a note or tags are written while the image stays in sight."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from fmnist_gui.core.session.aside import NOTE_MOST
from fmnist_gui.core.session.key_map import Extra
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.play.word_field import WordField

FIELD_SHARE, HINT_SHARE = 3, 1
HINTS: Mapping[str, str] = {
    "note": "Enter keeps it",
    "tags": "One or more; Enter keeps them",
}
NO_TAG = "No quotes or asterisks, and at most 40 letters a word."


class WritingLine(QWidget):
    """A name, a field, and what can be done; no key of it reaches the sitting.

    Signals:
        entered(None): what is written counts.
        given_up(None): it does not.
    """

    entered = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.extra: Extra = "note"
        self.field = WordField()
        self._name = QLabel()
        self._hint = ElidedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self.field, FIELD_SHARE)
        row.addWidget(self._hint, HINT_SHARE)
        self.field.returnPressed.connect(self.entered)

    @property
    def hint(self) -> str:
        """What stands beside the field."""
        return self._hint.whole

    def begin(self, extra: Extra, text: str, *, words: Sequence[str]) -> None:
        """Let `text` be changed; the last of its words is completed from `words`."""
        self.extra = extra
        self._name.setText("Note" if extra == "note" else "Tags")
        self.field.setAccessibleName(self._name.text())
        self.field.setMaxLength(NOTE_MOST)
        self.field.offer(words)
        self.field.setText(f"{text} " if text and extra == "tags" else text)
        self.say("")

    def say(self, problem: str) -> None:
        """Say what is impossible; empty for what can be done."""
        role = "problem" if problem else "small"
        if self._hint.property("role") != role:
            self._hint.setProperty("role", role)
            self._hint.style().unpolish(self._hint)
            self._hint.style().polish(self._hint)
        self._hint.say(problem or HINTS[self.extra])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Esc; every other key ends here."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        event.accept()
