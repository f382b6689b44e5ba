"""Tables of people fold their figures into words where they have no room, and keep rows back."""

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.ui.collect.folding_table import FIRST_ROWS, FoldingTable, RestButton

COLUMNS = ("Person", "Labels", "Pace", "")


def made(qtbot: QtBot, rows: int) -> FoldingTable:
    cells = tuple((f"Simulated person {row}", "1,234", "2,733 an hour", "⋯") for row in range(rows))
    folded = ["1,234 labels, 2,733 an hour"] * rows
    table = FoldingTable(Table(COLUMNS, cells, (1, 2)), folded, least_px=80, kept=(3,))
    qtbot.addWidget(table)
    return table


def test_a_narrow_table_says_in_words_what_its_columns_would_and_keeps_the_menu(
    qtbot: QtBot,
) -> None:
    table = made(qtbot, 2)
    table.resize(600, 100)
    table.show()
    wide = table.height()
    assert not table.is_folded
    assert table.item(0, 0).text() == "Simulated person 0"  # type: ignore[union-attr]

    table.resize(200, 100)
    assert table.is_folded
    words = "Simulated person 0\n1,234 labels, 2,733 an hour"
    assert table.item(0, 0).text() == words
    assert table.isColumnHidden(1)
    assert table.isColumnHidden(2)
    assert not table.isColumnHidden(3)
    assert table.height() > wide
    # Nothing lies beyond the edge.
    assert table.horizontalHeader().length() <= table.viewport().width()

    table.resize(600, 100)
    assert not table.is_folded
    assert not table.isColumnHidden(1)
    assert table.height() == wide


def test_a_narrow_table_stays_folded_when_it_is_shown_again(qtbot: QtBot) -> None:
    table = made(qtbot, 2)
    table.resize(200, 100)
    table.show()
    table.hide()
    table.show()
    assert table.is_folded
    assert table.isColumnHidden(1)


@pytest.mark.parametrize(("rows", "is_long"), [(12, False), (13, True)])
def test_of_many_rows_the_first_are_shown_until_the_rest_is_asked_for(
    qtbot: QtBot, rows: int, is_long: bool
) -> None:
    table, button = made(qtbot, rows), RestButton("people")
    qtbot.addWidget(button)
    table.resize(600, 100)
    table.show()
    button.serve(table)
    shown = [row for row in range(rows) if not table.isRowHidden(row)]
    assert button.isHidden() is not is_long
    assert len(shown) == (FIRST_ROWS if is_long else rows)
    if is_long:
        before = table.height()
        assert button.text() == "Show all 13 people"
        button.click()
        assert not any(table.isRowHidden(row) for row in range(rows))
        assert table.height() > before
        # News make another table; what was asked for holds.
        later = made(qtbot, rows + 1)
        button.serve(later)
        assert not later.isRowHidden(rows)
