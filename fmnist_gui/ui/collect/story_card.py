"""What every card about a study is."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.collect.story import StudyStory


@runtime_checkable
class ShowsStory(Protocol):
    """Shows a study anew, in the same place, whenever somebody has labelled."""

    def show_story(self, story: StudyStory) -> None:
        """Show what is known now."""


class StoryCard(QFrame):
    """The frame of what shows a story.

    Put things into its ``column``, which begins with a `heading` if there is one.
    """

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(8)
        if heading:
            self.column.addWidget(words(heading, "section"))
