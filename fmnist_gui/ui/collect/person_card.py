"""One person after the other: how much, how fast, how steadily, and how like the others."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fmnist_gui.core.chart.study_figure import others_figure
from fmnist_gui.core.study.person import PersonFigures
from fmnist_gui.core.study.person_fact import NOTE, person_facts
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.chart.figure_card import FigureCard
from fmnist_gui.ui.chooser import Chooser
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.story_card import StoryCard

LINE_PX = 180
"""Narrower than this no fact is broken into two lines."""

NOBODY = "Nobody has labelled yet. What each person does will stand here."


def fixed(text: str, role: str) -> QLabel:
    """Return a label of one line, unless that is long: a form puts it below its title first."""
    label = words(text, role)
    label.ensurePolished()
    line = label.fontMetrics().horizontalAdvance(text) + 2
    label.setMinimumWidth(min(line, theme.scaled_px(LINE_PX)))
    return label


class PersonCard(StoryCard):
    """A choice of people, the facts about one of them, and below a card with a chart.

    Signals:
        picture_asked(Figure): the chart is to be saved as a picture.
    """

    picture_asked = Signal(object)

    def __init__(
        self, story: StudyStory, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        # It holds two cards, and is none itself.
        self.setProperty("role", "")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self._icons_folder = icons_folder
        self._story = story
        self._told: tuple[tuple[str, str], ...] = ()
        self.chooser = Chooser("Person")
        self.facts = QWidget()
        self._form = QFormLayout(self.facts)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(4)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.nobody_label, self.note_label = words(NOBODY, "hint"), words(NOTE, "small")
        self.figure_card: FigureCard | None = None
        self._compose()
        self.chooser.currentIndexChanged.connect(lambda _: self._show())
        self.show_story(story)

    def show_story(self, story: StudyStory) -> None:
        """Show the people of the moment; whoever was chosen stays so."""
        self._story = story
        self.chooser.offer([(_title(own), own.person) for own in story.people])
        has_people = bool(story.people)
        self.chooser.setVisible(has_people)
        self.facts.setVisible(has_people)
        self.note_label.setVisible(has_people)
        self.nobody_label.setVisible(not has_people)
        self._show()

    def _compose(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(24, 16, 24, 16)
        inner.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(words("Each person", "section"), 1)
        head.addWidget(self.chooser)
        inner.addLayout(head)
        for part in (self.nobody_label, self.facts, self.note_label):
            inner.addWidget(part)
        self.column.addWidget(card)

    def _show(self) -> None:
        chosen = self.chooser.currentData()
        own = next((o for o in self._story.people if o.person == chosen), None)
        if own is not None:
            self._show_facts(own)
        self._show_figure(own)

    def _show_facts(self, own: PersonFigures) -> None:
        facts = tuple(person_facts(own))
        if facts == self._told:
            return
        self._told = facts
        while self._form.rowCount():
            self._form.removeRow(0)
        for title, value in facts:
            self._form.addRow(fixed(title, "hint"), fixed(value, ""))

    def _show_figure(self, own: PersonFigures | None) -> None:
        if self.figure_card is not None:
            self.column.removeWidget(self.figure_card)
            self.figure_card.hide()
            self.figure_card.deleteLater()
            self.figure_card = None
        if own is None or not own.agreement.count:
            return
        figure = others_figure(own, self._story.record.study.class_names)
        self.figure_card = FigureCard(figure, self._icons_folder, can_open=False)
        self.figure_card.picture_asked.connect(self.picture_asked)
        self.column.addWidget(self.figure_card)


def _title(own: PersonFigures) -> str:
    return f"{own.name} (simulated)" if own.is_simulated else own.name
