"""The people of a study in a table, with what can be done about each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.person_row import AGREES, COLUMNS, PERSON, PersonRow, person_rows
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.collect.folding_table import FoldingTable, RestButton
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.story_card import StoryCard
from fmnist_gui.ui.collect.veil import Veil
from fmnist_gui.ui.plain_text import literal

NAME_PX = 110
"""A name gives way to its figures down to this."""

MORE = "⋯"
MORE_TIP = "What can be done"
WITHDRAW, BRING_BACK = "Withdraw …", "Bring back"
NOBODY = "Nobody takes part yet. Press “Label now”, or give others the study file."


@dataclass(frozen=True)
class DepartureAsked:
    """That the answers of ``person`` are to leave the study, or with ``is_back`` to return."""

    person: Annotator
    is_back: bool


class PeopleTable(FoldingTable):
    """A row for each person; its last cell, a right click, Enter and the menu key open its menu.

    `open_menu` opens the menu of a row at a place on the screen. Of :data:`COLUMNS` the first
    `columns` are shown.
    """

    def __init__(
        self,
        rows: Sequence[PersonRow],
        open_menu: Callable[[PersonRow, QPoint], object],
        columns: int = len(COLUMNS),
        parent: QWidget | None = None,
    ) -> None:
        self.people = tuple(rows)
        self._open_menu = open_menu
        self.columns = columns
        cells = tuple((*row.cells[:columns], MORE) for row in rows)
        made = Table((*COLUMNS[:columns], ""), cells, tuple(range(1, columns)))
        folded = [row.folded(columns) for row in rows]
        super().__init__(made, folded, least_px=NAME_PX, kept=(columns,), parent=parent)
        self.setAccessibleName("People")
        self.horizontalHeader().setMinimumSectionSize(theme.scaled_px(32))
        for number, row in enumerate(rows):
            self._dress(number, row)
        self.cellClicked.connect(self._on_clicked)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the row below the pointer, or of the current one by key."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = event.globalPos()
        row = self.currentRow() if is_key else self.rowAt(self._inside(place).y())
        if row >= 0:
            self._open(row, None if is_key else place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu of the current row with Enter."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.currentRow() >= 0:
            self._open(self.currentRow(), None)
        else:
            super().keyPressEvent(event)

    def _dress(self, number: int, row: PersonRow) -> None:
        for column, tip in enumerate(row.tips):
            if (item := self.item(number, column)) is not None:
                item.setToolTip(literal(tip))
                if row.is_withdrawn:
                    item.setForeground(QColor(theme.current().hint))
        if (more := self.item(number, self.columns)) is not None:
            more.setToolTip(MORE_TIP)
            more.setTextAlignment(Qt.AlignmentFlag.AlignCenter)

    def _on_clicked(self, row: int, column: int) -> None:
        if column == self.columns:
            self._open(row, None)

    def _open(self, row: int, place: QPoint | None) -> None:
        if place is None and (item := self.item(row, self.columns)) is not None:
            place = self.viewport().mapToGlobal(self.visualItemRect(item).bottomLeft())
        if place is not None:
            self._open_menu(self.people[row], place)

    def _inside(self, place: QPoint) -> QPoint:
        return self.viewport().mapFromGlobal(place)


class PeopleCard(StoryCard):
    """The table below its heading, or what to do while there is nobody.

    While a `veil` hides the answers it tells nothing of how like each other they are.

    Signals:
        asked(DepartureAsked): a person is to be withdrawn or brought back.
    """

    asked = Signal(object)

    def __init__(self, story: StudyStory, veil: Veil, parent: QWidget | None = None) -> None:
        super().__init__("People", parent)
        self._veil = veil
        self._nobody = words(NOBODY, "hint")
        self.column.addWidget(self._nobody)
        self.table: PeopleTable | None = None
        self.rest_button = RestButton("people")
        self.column.addWidget(self.rest_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_menu: QMenu | None = None
        self.show_story(story)

    def show_story(self, story: StudyStory) -> None:
        """Show the people of the moment; the row that was chosen stays so."""
        rows = person_rows(story.record, story.people)
        before = self.table
        row = -1 if before is None else before.currentRow()
        chosen = before.people[row].person if before is not None and row >= 0 else None
        columns = AGREES if self._veil.covers(story) else len(COLUMNS)
        if before is not None and (before.people, before.columns) == (rows, columns):
            return
        self.table = PeopleTable(rows, self._open, columns)
        if before is not None:
            self.column.removeWidget(before)
            before.hide()
            before.deleteLater()
        self.column.insertWidget(self.column.indexOf(self.rest_button), self.table)
        self.table.setVisible(bool(rows))
        self.rest_button.serve(self.table)
        self._nobody.setVisible(not rows)
        people = [told.person for told in rows]
        if chosen in people:
            self.table.setCurrentCell(people.index(chosen), PERSON)

    def menu(self, row: PersonRow) -> QMenu:
        """Return what can be done about the person in a row."""
        if self.open_menu is not None:
            self.open_menu.deleteLater()
            self.open_menu = None
        menu = QMenu(self)
        action = menu.addAction(BRING_BACK if row.is_withdrawn else WITHDRAW)
        asked = DepartureAsked(row.person, row.is_withdrawn)
        action.triggered.connect(lambda: self.asked.emit(asked))
        return menu

    def _open(self, row: PersonRow, place: QPoint) -> None:
        self.open_menu = self.menu(row)
        self.open_menu.popup(place)
