"""Cards of words: what stands behind the verdict, and the particulars of the session."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from fmnist_gui.core.session.fact import Fact
from fmnist_gui.ui.card.label import words


class NotesCard(QFrame):
    """Shows sentences, one a line, numbered where it is asked for."""

    def __init__(
        self,
        title: str,
        sentences: Sequence[str],
        parent: QWidget | None = None,
        *,
        is_numbered: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(words(title, "section"))
        for number, sentence in enumerate(sentences, start=1):
            told = f"{number}.  {sentence}" if is_numbered else sentence
            column.addWidget(words(told, "plain"))


class AboutCard(QFrame):
    """Shows the particulars of a session, to be read and copied."""

    def __init__(self, facts: Sequence[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(words("About this session", "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, fact in enumerate(facts):
            name = words(fact.name, "hint")
            name.setWordWrap(False)
            value = _code(fact.value) if fact.is_code else words(fact.value, "plain")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        column.addLayout(grid)


def _code(text: str) -> QLineEdit:
    """Return a line that shows the beginning of a hash and can be copied as a whole."""
    line = QLineEdit(text)
    line.setReadOnly(True)
    line.setCursorPosition(0)
    line.setProperty("role", "code")
    # A line edit sets its text two pixels in; here it stands among labels.
    line.setTextMargins(-2, 0, 0, 0)
    line.setToolTip(text)
    return line
