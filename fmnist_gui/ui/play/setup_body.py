"""What scrolls in the setup: the classes, what can be gone on with, and all cards."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.ui.column_view import ColumnView, wrapped
from fmnist_gui.ui.play.class_strip import ClassStrip
from fmnist_gui.ui.play.custom_form import CustomForm
from fmnist_gui.ui.play.deck_card import DeckCard
from fmnist_gui.ui.play.preset_grid import PresetGrid
from fmnist_gui.ui.play.resume_list import ResumeList

CONTENT_WIDTH = 1040
HEADLINE = "What do you see?"
ABOUT = (
    "One image at a time. What counts is whether you agree with the label in the file; "
    "afterwards you see how well you did, and how sure that is."
)


class SetupBody(ColumnView):
    """One column in the middle, of a measure that can be read."""

    def __init__(self, protocols: Mapping[str, Protocol], parent: QWidget | None = None) -> None:
        super().__init__(CONTENT_WIDTH, parent, top_px=20, spacing_px=12)
        self.open_button = QPushButton("Open a deck …")
        self.open_button.setProperty("role", "link")
        self.strip = ClassStrip()
        self.deck_card = DeckCard()
        self.resume_list = ResumeList("Go on with")
        self.study_list = ResumeList("Help with a study")
        self.grid = PresetGrid(protocols)
        self.custom = CustomForm()
        self.custom.hide()
        self._compose()

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part that was shown just now, once it has its place."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(part, 0, 0))

    def _compose(self) -> None:
        column = self.column
        head = QHBoxLayout()
        head.addWidget(wrapped("headline", HEADLINE), 1)
        head.addWidget(self.open_button)
        column.addLayout(head)
        column.addWidget(wrapped("hint", ABOUT))
        lists = (self.resume_list, self.study_list)
        for part in (self.strip, self.deck_card, *lists, self.grid, self.custom):
            column.addWidget(part)
        column.addStretch(1)
