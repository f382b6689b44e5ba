"""The cards about one session, one below the other, never wider than one can read."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fmnist_gui.core.chart.figure import figures
from fmnist_gui.core.chart.scene import Cell
from fmnist_gui.core.session.fact import facts
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.ui import theme
from fmnist_gui.ui.results.about_card import AboutCard, NotesCard
from fmnist_gui.ui.results.figure_card import FigureCard
from fmnist_gui.ui.results.summary_card import SummaryCard

MEASURE, COLUMN = 960, 680
"""Widest and, in two columns, narrowest measure, in pixels at 100 %."""

GAP = 16


@dataclass(frozen=True)
class CellOpened:
    """A part of a chart whose images somebody wants to see; `title` says what they are."""

    cell: Cell
    title: str


class ResultColumn(QScrollArea):
    """Shows everything that is said about one session.

    Signals:
        opened(CellOpened): a part of a chart was opened.
        picture_asked(Figure): a chart is to be saved as a picture.
        report_asked(None): the report is to be saved.
        resume_asked(None): the session is to be gone on with.
    """

    opened = Signal(object)
    picture_asked = Signal(object)
    report_asked = Signal()
    resume_asked = Signal()

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons_folder = icons_folder
        self.result: SessionResult | None = None
        self.summary: SummaryCard | None = None
        self.cards: dict[str, FigureCard] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_result(self, result: SessionResult) -> None:
        """Show another session, from the top; the same one stays where it was scrolled to."""
        is_same = self.result is not None and self.result.record.id == result.record.id
        before = self.verticalScrollBar().value()
        self.result = result
        self.setWidget(self._body(result))
        self._arrange()
        self.verticalScrollBar().setValue(before if is_same else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards in two columns where both are wide enough to be read."""
        super().resizeEvent(event)
        if self.result is not None:
            self._arrange()

    def _body(self, result: SessionResult) -> QWidget:
        self._first, self._second = QVBoxLayout(), QVBoxLayout()
        self.summary = SummaryCard(result, self._icons_folder)
        self.summary.report_asked.connect(self.report_asked)
        self.summary.resume_asked.connect(self.resume_asked)
        self._first.addWidget(self.summary)
        self.cards = {}
        for card in self._figure_cards(result):
            self.cards[card.figure.key] = card
            column = self._first if card.figure.key == "band" else self._second
            column.addWidget(card)
        if result.notes:
            self._first.addWidget(NotesCard("Beside the published figure", result.notes))
        self._about = AboutCard(facts(result))
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setContentsMargins(0, 0, 0, 0)
        for column in (self._first, self._second):
            column.setSpacing(GAP)
            self._columns.addLayout(column, 1)
        self._columns.setSpacing(GAP)
        self._frame = QWidget()
        # They take what the shorter column has to spare.
        self._fillers = (QWidget(self._frame), QWidget(self._frame))
        lines = QVBoxLayout(self._frame)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._columns)
        lines.addStretch(1)
        body = QWidget()
        row = QHBoxLayout(body)
        margin = theme.scaled_px(24)
        row.setContentsMargins(margin, margin, margin, margin)
        row.addStretch(1)
        row.addWidget(self._frame, 1000)
        row.addStretch(1)
        return body

    def _arrange(self) -> None:
        margins = 2 * theme.scaled_px(24)
        column = theme.scaled_px(COLUMN)
        has_two = self.viewport().width() - margins >= 2 * column + GAP and len(self.cards) > 1
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if has_two else direction.TopToBottom)
        # The particulars come last: under the shorter of two columns, else below everything.
        for layout in (self._first, self._second):
            layout.removeWidget(self._about)
        (self._first if has_two else self._second).addWidget(self._about)
        for layout, filler in zip((self._first, self._second), self._fillers, strict=True):
            layout.removeWidget(filler)
            layout.addWidget(filler, 1)
            filler.setVisible(has_two)
        measure = theme.scaled_px(MEASURE)
        self._frame.setMaximumWidth(2 * measure + GAP if has_two else measure)

    def _figure_cards(self, result: SessionResult) -> list[FigureCard]:
        # Labels of single images stay unseen while the person can still go on.
        can_open = not (result.is_scored and result.outcome.may_resume)
        cards = [
            FigureCard(figure, self._icons_folder, can_open=can_open) for figure in figures(result)
        ]
        for card in cards:
            card.opened.connect(lambda spot: self.opened.emit(CellOpened(spot.cell, spot.title)))
            card.picture_asked.connect(self.picture_asked)
        return cards
