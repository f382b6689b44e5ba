"""Cards in their order: the first at once, none squeezed, all reached by Tab from top to bottom."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.card.card_column import CardColumn, Slot

pytestmark = pytest.mark.window


class Card(QWidget):
    """A card of some height with one button on it."""

    def __init__(self, name: str, height: int = 300) -> None:
        super().__init__()
        self.button = QPushButton(name)
        layout = QVBoxLayout(self)
        layout.addWidget(self.button)
        self.setMinimumHeight(height)


def slot(name: str, rank: int, *, height: int = 300, is_leading: bool = False) -> Slot:
    return Slot(name, rank, lambda: Card(name, height), is_leading)


@pytest.fixture
def column(qtbot: QtBot, dark: None) -> CardColumn:
    made = CardColumn()
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_what_fills_the_view_is_there_at_once_and_the_rest_follows(
    qtbot: QtBot, column: CardColumn
) -> None:
    column.show_slots([slot(str(number), number) for number in range(8)], "a")
    assert list(column.cards) == ["0", "1"]
    assert not column.is_whole
    qtbot.waitUntil(lambda: column.is_whole)
    assert list(column.cards) == [str(number) for number in range(8)]


def test_cards_that_come_later_stand_in_their_place(qtbot: QtBot, column: CardColumn) -> None:
    column.show_slots([slot("first", 0), slot("last", 9)], "a")
    column.add_slots([slot("between", 5), slot("twin", 5)])
    qtbot.waitUntil(lambda: column.is_whole and len(column.cards) == 4)
    tops = {key: card.mapTo(column, QPoint(0, 0)).y() for key, card in column.cards.items()}
    assert sorted(tops, key=lambda key: tops[key]) == ["first", "between", "twin", "last"]
    column.activateWindow()
    qtbot.waitUntil(column.isActiveWindow)
    cards = [card for card in column.cards.values() if isinstance(card, Card)]
    cards[0].button.setFocus()
    for card in cards[1:]:
        qtbot.keyClick(column.focusWidget(), Qt.Key.Key_Tab)
        assert card.button.hasFocus()


def test_no_card_is_squeezed_while_others_are_still_to_come(
    qtbot: QtBot, column: CardColumn
) -> None:
    column.show_slots([slot(str(number), number) for number in range(9)], "a")
    while not column.is_whole:
        assert all(card.height() >= 300 for card in column.cards.values())
        column._on_poured()
    assert all(card.height() >= 300 for card in column.cards.values())


def test_the_same_subject_stays_where_it_was_scrolled_to(qtbot: QtBot, column: CardColumn) -> None:
    slots = [slot(str(number), number) for number in range(8)]
    column.show_slots(slots, "a")
    qtbot.waitUntil(lambda: column.is_whole)
    column.verticalScrollBar().setValue(700)
    column.show_slots(slots, "a")
    assert column.verticalScrollBar().value() == 700
    column.show_slots(slots, "b")
    assert column.verticalScrollBar().value() == 0


def test_two_columns_keep_what_leads_at_the_left_and_fill_the_shorter_one(
    qtbot: QtBot, column: CardColumn
) -> None:
    column.resize(1800, 500)
    slots = [
        slot("headline", 0, height=200, is_leading=True),
        slot("chart", 1, height=400, is_leading=True),
        slot("a", 2, height=300),
        slot("b", 3, height=300),
        slot("c", 4, height=200),
    ]
    column.show_slots(slots, "a")
    qtbot.waitUntil(lambda: column.is_whole)
    lefts = {key: card.mapTo(column, QPoint(0, 0)).x() for key, card in column.cards.items()}
    near = lefts["headline"]
    assert {key for key, left in lefts.items() if left == near} == {"headline", "chart", "c"}


def test_what_was_pressed_may_be_on_a_card_that_goes(qtbot: QtBot, column: CardColumn) -> None:
    column.show_slots([slot("one", 0)], "a")
    card = column.cards["one"]
    assert isinstance(card, Card)
    card.button.clicked.connect(lambda: column.show_slots([slot("two", 0)], "b"))
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert list(column.cards) == ["two"]
