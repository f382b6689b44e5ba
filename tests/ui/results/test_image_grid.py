"""Many small images: sharp, reachable by key, and told only once they are in sight."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from fmnist_gui.ui import theme, verdict_mark
from fmnist_gui.ui.results.image_grid import ImageGrid, ImageOpened, ImagesTold
from fmnist_gui.ui.results.shown_image import Caption, ShownImage
from tests import sample

pytestmark = pytest.mark.window

SPLIT = sample.split("test", 60)


def shown(count: int) -> list[ShownImage]:
    marks = (verdict_mark.TICK, verdict_mark.CROSS)
    return [
        ShownImage(index, (Caption("Coat", marks[index % 2]),), f"test {index}")
        for index in range(count)
    ]


@pytest.fixture
def grid(qtbot: QtBot, dark: None) -> ImageGrid:
    made = ImageGrid(shown(20), SPLIT.images)
    qtbot.addWidget(made)
    made.resize(500, made.heightForWidth(500))
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_each_pixel_is_a_square_of_whole_pixels(qtbot: QtBot, grid: ImageGrid) -> None:
    corner = grid.place(7)
    factor = corner.width() // 28
    assert (corner.width(), factor) == (28 * factor, 3)
    image = grid.grab().toImage()
    ratio = image.devicePixelRatio()
    found = np.array(
        [
            [
                image.pixelColor(QPoint(x, y) * ratio).red()
                for x in range(corner.x(), corner.right() + 1)
            ]
            for y in range(corner.y(), corner.bottom() + 1)
        ]
    )
    expected = np.repeat(np.repeat(SPLIT.images[7], factor, axis=0), factor, axis=1)
    assert np.array_equal(found, expected)


def test_a_full_row_reaches_from_edge_to_edge(qtbot: QtBot, grid: ImageGrid) -> None:
    last = grid.place(grid.columns - 1)
    assert grid.place(0).x() == 0
    assert 0 <= grid.width() - 1 - last.right() < grid.columns
    assert grid.place(grid.columns).topLeft().x() == 0


def test_narrower_means_more_rows_and_rows_can_be_limited(qtbot: QtBot, dark: None) -> None:
    whole, two_rows = (
        ImageGrid(shown(20), SPLIT.images),
        ImageGrid(shown(20), SPLIT.images, most_rows=2),
    )
    for made in (whole, two_rows):
        qtbot.addWidget(made)
        made.resize(400, 400)
    assert whole.heightForWidth(300) > whole.heightForWidth(600)
    assert whole.visible_count == 20
    assert two_rows.visible_count == 2 * two_rows.columns < 20


def test_a_click_opens_the_image_under_the_pointer(qtbot: QtBot, grid: ImageGrid) -> None:
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.place(6).center())
    assert opened.args == [ImageOpened(6)]
    beside = grid.place(0).topRight() + QPoint(3, 0)
    with qtbot.assertNotEmitted(grid.opened):
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=beside)


def test_keys_walk_over_the_images_and_open_one(qtbot: QtBot, grid: ImageGrid) -> None:
    grid.activateWindow()
    qtbot.waitUntil(grid.isActiveWindow)
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.accessibleDescription() == "test 0"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(grid, key)
    assert grid.accessibleDescription() == f"test {grid.columns}"
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [ImageOpened(grid.columns)]
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.accessibleDescription() == "test 19"
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.accessibleDescription() == "test 19"
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert grid.accessibleDescription() == "test 0"


def test_only_what_is_in_sight_is_told_and_once(qtbot: QtBot, dark: None) -> None:
    grid = ImageGrid(shown(60), SPLIT.images)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(grid)
    area.resize(500, 260)
    told: list[ImagesTold] = []
    grid.told.connect(told.append)
    with qtbot.waitExposed(area):
        area.show()
    qtbot.waitUntil(lambda: bool(told))
    first = [index for part in told for index in part.indices]
    assert 0 < len(first) < 60
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 59 in {index for part in told for index in part.indices})
    area.verticalScrollBar().setValue(0)
    grid.repaint()
    every = [index for part in told for index in part.indices]
    assert len(every) == len(set(every))


def test_right_and_wrong_differ_without_colour(qtbot: QtBot, grid: ImageGrid) -> None:
    def mark(position: int) -> np.ndarray:
        corner = grid.place(position).bottomLeft() + QPoint(0, 1)
        side = theme.scaled_px(16)
        image = grid.grab().toImage()
        ground = image.pixelColor(corner + QPoint(60, 0)).lightness()
        return np.array(
            [
                [
                    abs(image.pixelColor(corner + QPoint(x, y)).lightness() - ground) > 40
                    for x in range(14)
                ]
                for y in range(side)
            ]
        )

    assert mark(0).any()
    assert (mark(0) != mark(1)).sum() > 10
    assert np.array_equal(mark(0), mark(2))
