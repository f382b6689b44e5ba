"""One switch for all cards that show answers of a study that is not closed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.story_card import StoryCard
from fmnist_gui.ui.collect.veil import Veil

HIDDEN = "Answers are hidden while the study runs, so that whoever labels here stays blind."
SHOWN = (
    "Answers are shown until this page is left. Images whose labels are read here are not handed "
    "to whoever is chosen above."
)
SHOW, HIDE = "Show answers", "Hide answers"


class VeilCard(StoryCard):
    """Says whether answers are shown, and why not.

    Signals:
        asked(None): they are to be shown, or hidden again.
    """

    asked = Signal()

    def __init__(self, story: StudyStory, veil: Veil, parent: QWidget | None = None) -> None:
        super().__init__("Answers", parent)
        self._veil = veil
        self.label = words("", "hint")
        self.button = QPushButton(SHOW)
        self.button.clicked.connect(self.asked)
        self.column.addWidget(self.label)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_story(story)

    def show_story(self, story: StudyStory) -> None:
        """Show whether they are shown."""
        is_hidden = self._veil.covers(story)
        self.label.setText(HIDDEN if is_hidden else SHOWN)
        self.button.setText(SHOW if is_hidden else HIDE)
