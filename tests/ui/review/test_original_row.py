"""The images of which one may be a duplicate are never tiny, and the chosen one is in sight."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.review.original_row import GAP_PX, SIDE_PX, OriginalRow
from tests import sample


@pytest.mark.parametrize("width", [300, 560, 1000])
@pytest.mark.usefixtures("large_font")
def test_large_letters_leave_them_large_and_the_chosen_one_in_sight(
    qtbot: QtBot, width: int
) -> None:
    row = OriginalRow()
    qtbot.addWidget(row)
    row.resize(width, row.sizeHint().height())
    row.show_originals(sample.gallery(sample.split("train", 9)), tuple(range(1, 9)), place=7)
    row.show()
    asked: list[int] = []
    row.chosen.connect(asked.append)
    for x in range(GAP_PX, width, SIDE_PX):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))

    assert 8 in asked
    painted = row.grab().toImage()
    assert painted.width() >= SIDE_PX
    assert len(set(asked)) <= (width + GAP_PX) // (SIDE_PX + GAP_PX) + 1
