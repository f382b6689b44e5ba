"""How many images are disputed, and the way to where somebody decides about them."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from fmnist_gui.core.study.dispute_sentence import disputed
from fmnist_gui.ui.card.label import icon_size, words, wrappable
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.story_card import StoryCard
from fmnist_gui.ui.icon import icon


class DisputeCard(StoryCard):
    """One sentence and one button.

    Signals:
        asked(None): somebody wants to decide about disputed images.
    """

    asked = Signal()

    def __init__(
        self, story: StudyStory, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__("Disputed images", parent)
        self.label = words("", "hint")
        self.button = QPushButton("Adjudicate")
        self.button.setIcon(icon("review", icons_folder))
        self.button.setIconSize(icon_size())
        self.button.clicked.connect(self.asked)
        self.column.addWidget(self.label)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_story(story)

    def show_story(self, story: StudyStory) -> None:
        """Show how many wait, and how many have been decided."""
        study = story.record.study
        told = disputed(study, story.disputes, len(story.settled), story.record.state)
        self.label.setText(wrappable(told))
        # What was decided can be seen there and taken back.
        self.button.setEnabled(bool(story.disputes or story.settled))
