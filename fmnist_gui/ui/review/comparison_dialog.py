"""How two label patches compare, in one sentence and a list, with what can be done about it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import PlainLabel

if TYPE_CHECKING:
    from fmnist_gui.core.review.patch import Patch

MERGE = "Save merged patch …"
AGREE = "Nothing stands against merging them: rows that are alike are kept once."
CONTRADICT = (
    "These have to be decided again before the patches can be merged. Each line tells what the "
    "first one says, then the second."
)
WIDTH_PX, LIST_PX = 460, 96


@dataclass(frozen=True, eq=False)
class Compared:
    """What is shown: whose patches, the sentence, each contradiction, and what both say together.

    ``merged`` is None where they contradict each other.
    """

    names: tuple[str, str]
    sentence: str
    contradictions: tuple[str, ...]
    merged: "Patch | None"


class ComparisonDialog(QDialog):
    """Shows one comparison; ``words`` are those above the list.

    Signals:
        merge_asked(None): what both say together is to be saved.
    """

    merge_asked = Signal()

    def __init__(self, found: Compared, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare label patches")
        hint_words = CONTRADICT if found.contradictions else AGREE
        self.words = " and ".join(found.names), found.sentence, hint_words
        names = PlainLabel(self.words[0])
        names.setProperty("role", "hint")
        sentence = PlainLabel(self.words[1])
        sentence.setProperty("role", "section")
        hint = PlainLabel(self.words[2])
        for label in (names, sentence, hint):
            label.setWordWrap(True)
        self.list = QListWidget()
        self.list.addItems(list(found.contradictions))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setAccessibleName("Contradictions")
        self.list.setVisible(bool(found.contradictions))
        self.list.setMinimumHeight(theme.scaled_px(LIST_PX))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.merge = buttons.addButton(MERGE, QDialogButtonBox.ButtonRole.ActionRole)
        self.merge.setEnabled(found.merged is not None)
        self.merge.clicked.connect(self.merge_asked)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for widget in (names, sentence, hint, self.list, buttons):
            column.addWidget(widget)
        width = theme.scaled_px(WIDTH_PX)
        # Lines that are broken need their height before the dialog is shown.
        self.setMinimumSize(width, column.minimumHeightForWidth(width))
