"""How the canvas answers to mouse, fingers and keys."""

import gc
import sys

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.group import grouped
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui.explore.canvas import Canvas, CellClicked, CellHovered, ImageOpened
from fmnist_gui.ui.explore.lens import ViewChanged
from fmnist_gui.ui.explore.overlay import Choice
from fmnist_gui.ui.explore.view import View
from tests import sample
from tests.ui.explore.conftest import Seen, drawn_square, standing

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SPLIT = sample.split("train", 100)


@pytest.fixture
def full(canvas: Canvas) -> Canvas:
    """Return the canvas with 100 images in random order."""
    canvas.show_layout(standing(SPLIT, drawn_square(100, 10, seed=1)))
    return canvas


def turn(canvas: Canvas, at: QPoint, notches: float, *, keys: Qt.KeyboardModifier) -> None:
    wheel = QWheelEvent(
        QPointF(at),
        QPointF(canvas.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), wheel)


def middle_of(canvas: Canvas, cell: Cell) -> QPoint:
    return canvas.cell_rect(cell).center().toPoint()


def hover(qtbot: QtBot, canvas: Canvas, cell: Cell) -> None:
    """Bring the cursor to a cell, from elsewhere: where it already is, it would send nothing."""
    qtbot.mouseMove(canvas.viewport(), QPoint(1, 1))
    qtbot.mouseMove(canvas.viewport(), middle_of(canvas, cell))
    qtbot.waitUntil(lambda: canvas.under_cursor.cell == cell)


def test_hovering_names_cell_and_index(qtbot: QtBot, full: Canvas) -> None:
    qtbot.mouseMove(full.viewport(), QPoint(1, 1))
    for cell in (Cell(0, 0), Cell(9, 9), Cell(3, 7), Cell(7, 3)):
        with qtbot.waitSignal(full.hovered) as heard:
            qtbot.mouseMove(full.viewport(), middle_of(full, cell))
        index = int(full.shown.layout.cells[cell.row, cell.column])  # type: ignore[union-attr]
        assert heard.args == [CellHovered(cell, index)]
        assert full.under_cursor == CellHovered(cell, index)


def test_hovering_the_ground_or_nothing_names_neither(qtbot: QtBot, full: Canvas) -> None:
    hover(qtbot, full, Cell(2, 2))
    with qtbot.waitSignal(full.hovered) as heard:
        qtbot.mouseMove(full.viewport(), QPoint(3, 3))
    assert heard.args == [CellHovered(None, None)]


def test_a_cell_that_comes_under_the_still_cursor_is_hovered(qtbot: QtBot, full: Canvas) -> None:
    hover(qtbot, full, Cell(4, 4))
    step = full.cell_rect(Cell(0, 1)).left() - full.cell_rect(Cell(0, 0)).left()
    full.look(full.view.moved(-step, 0))
    assert full.under_cursor.cell == Cell(4, 5)


def test_the_hovered_cell_is_outlined(qtbot: QtBot, full: Canvas, seen: Seen) -> None:
    before = seen(full)
    hover(qtbot, full, Cell(4, 4))
    after = seen(full)
    box = full.cell_rect(Cell(4, 4)).toAlignedRect().adjusted(-3, -3, 3, 3)
    changed = before != after
    assert changed[box.top() : box.bottom(), box.left() : box.right()].any()
    changed[box.top() : box.bottom() + 1, box.left() : box.right() + 1] = False
    assert not changed.any()


@pytest.mark.parametrize(
    "keys", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier]
)
@pytest.mark.parametrize("notches", [1, 3, -0.5])
def test_the_wheel_zooms_about_the_cursor(
    full: Canvas, notches: float, keys: Qt.KeyboardModifier
) -> None:
    full.look(View(4, 60, 80))
    before, at = full.view, QPoint(200, 300)
    turn(full, at, notches, keys=keys)
    assert full.view.scale == pytest.approx(before.scale * 1.25**notches)
    assert full.view.at(200, 300) == pytest.approx(before.at(200, 300))


def test_zooming_in_and_out_again_comes_back(full: Canvas) -> None:
    full.look(View(2, 60, 40))
    before = full.view
    for notches in (4, -4):
        turn(full, QPoint(320, 240), notches, keys=Qt.KeyboardModifier.NoModifier)
    assert (full.view.scale, full.view.left, full.view.top) == pytest.approx(
        (before.scale, before.left, before.top)
    )


def test_pinching_zooms_about_the_fingers_even_in_tiny_steps(full: Canvas) -> None:
    full.look(View(20, 60, 80))
    before = full.view
    for _ in range(30):
        pinch = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture,
            QPointingDevice.primaryPointingDevice(),
            2,
            QPointF(200, 300),
            QPointF(200, 300),
            QPointF(200, 300),
            0.01,
            QPointF(),
        )
        QApplication.sendEvent(full.viewport(), pinch)
    assert full.view.scale == pytest.approx(20 * 1.01**30, abs=0.6)
    assert full.view.at(200, 300) == pytest.approx(before.at(200, 300))


def test_dragging_moves_and_is_no_click(qtbot: QtBot, full: Canvas) -> None:
    full.look(View(4, 100, 100))
    clicks: list[CellClicked] = []
    full.clicked.connect(clicks.append)
    before = full.view.at(300, 200)
    qtbot.mousePress(full.viewport(), LEFT, pos=QPoint(300, 200))
    for x in (320, 360, 400):
        qtbot.mouseMove(full.viewport(), QPoint(x, 260))
    qtbot.mouseRelease(full.viewport(), LEFT, pos=QPoint(400, 260))
    assert full.view.at(400, 260) == pytest.approx(before)
    assert clicks == []


def test_a_click_names_what_was_clicked(qtbot: QtBot, full: Canvas) -> None:
    with qtbot.waitSignal(full.clicked) as heard:
        qtbot.mouseClick(full.viewport(), LEFT, pos=middle_of(full, Cell(1, 8)))
    index = int(full.shown.layout.cells[1, 8])  # type: ignore[union-attr]
    assert heard.args == [CellClicked(Cell(1, 8), index)]
    with qtbot.waitSignal(full.clicked) as heard:
        qtbot.mouseClick(full.viewport(), LEFT, pos=QPoint(2, 2))
    assert heard.args == [CellClicked(None, None)]


def test_a_double_click_opens_the_image(qtbot: QtBot, full: Canvas) -> None:
    with qtbot.waitSignal(full.opened) as heard:
        qtbot.mouseDClick(full.viewport(), LEFT, pos=middle_of(full, Cell(6, 2)))
    assert heard.args == [ImageOpened(int(full.shown.layout.cells[6, 2]))]  # type: ignore[union-attr]


def test_a_double_click_on_the_ground_opens_nothing(qtbot: QtBot, full: Canvas) -> None:
    with qtbot.assertNotEmitted(full.opened):
        qtbot.mouseDClick(full.viewport(), LEFT, pos=QPoint(2, 2))


def test_enter_opens_the_hovered_image_and_without_a_mouse_the_middle_one(
    qtbot: QtBot, full: Canvas
) -> None:
    with qtbot.waitSignal(full.opened) as heard:
        qtbot.keyClick(full, Key.Key_Return)
    in_the_middle = full.cell_at(QPointF(full.viewport().rect().center()))
    assert in_the_middle is not None
    cells = full.shown.layout.cells  # type: ignore[union-attr]
    assert heard.args == [ImageOpened(int(cells[in_the_middle.row, in_the_middle.column]))]
    hover(qtbot, full, Cell(0, 3))
    with qtbot.waitSignal(full.opened) as heard:
        qtbot.keyClick(full, Key.Key_Enter)
    assert heard.args == [ImageOpened(int(cells[0, 3]))]


@pytest.mark.parametrize(
    ("key", "way"),
    [
        (Key.Key_Left, (-1, 0)),
        (Key.Key_Right, (1, 0)),
        (Key.Key_Up, (0, -1)),
        (Key.Key_Down, (0, 1)),
        (Key.Key_PageUp, (0, -1)),
        (Key.Key_PageDown, (0, 1)),
    ],
)
def test_arrows_and_page_keys_move(
    qtbot: QtBot, full: Canvas, key: Qt.Key, way: tuple[int, int]
) -> None:
    full.look(View(8, 100, 120))
    before = full.view
    qtbot.keyClick(full, key)
    moved = full.view.left - before.left, full.view.top - before.top
    assert [(part > 0) - (part < 0) for part in moved] == list(way)


def test_plus_minus_and_0_zoom_in_out_and_to_fit(qtbot: QtBot, full: Canvas) -> None:
    fit = full.view
    assert full.is_fit
    qtbot.keyClick(full, Key.Key_Plus)
    assert full.view.scale == pytest.approx(1.5 * fit.scale)
    assert not full.is_fit
    qtbot.keyClick(full, Key.Key_Minus)
    qtbot.keyClick(full, Key.Key_Minus)
    assert full.view.scale == pytest.approx(fit.scale / 1.5)
    qtbot.keyClick(full, Key.Key_0)
    assert full.view == fit
    assert full.is_fit


def test_home_and_end_go_to_the_first_and_the_last_image(qtbot: QtBot, full: Canvas) -> None:
    full.look(View(8, 100, 120))
    qtbot.keyClick(full, Key.Key_End)
    assert full.rect().contains(middle_of(full, Cell(9, 9)))
    qtbot.keyClick(full, Key.Key_Home)
    assert full.rect().contains(middle_of(full, Cell(0, 0)))
    assert full.view.scale == 8


def test_a_key_that_is_not_the_canvas_s_goes_on_to_the_page(qtbot: QtBot, full: Canvas) -> None:
    press = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    full.keyPressEvent(press)
    assert not press.isAccepted()


def test_another_view_is_told_with_its_cells(qtbot: QtBot, full: Canvas) -> None:
    with qtbot.waitSignal(full.view_changed) as heard:
        full.look(View(8, 29 * 2, 29 * 3))
    assert heard.args == [ViewChanged(8, full.visible_region)]
    assert (full.visible_region.row, full.visible_region.column) == (3, 2)


def test_nobody_can_drag_the_images_out_of_sight(full: Canvas) -> None:
    for _ in range(50):
        full.look(full.view.moved(400, 300))
    assert full.visible_region.rows * full.visible_region.columns > 0


def test_everything_stays_fitted_in_when_the_window_grows(full: Canvas) -> None:
    before = full.view.scale
    full.resize(1200, 900)
    assert full.is_fit
    assert full.view.scale > before
    assert full.rect().contains(full.cell_rect(Cell(9, 9)).toAlignedRect())


def test_a_chosen_view_keeps_its_middle_when_the_window_grows(full: Canvas) -> None:
    full.look(View(6, 100, 100))
    before = full.view.at(320, 240)
    full.resize(800, 700)
    assert full.view.scale == 6
    assert full.view.at(400, 350) == pytest.approx(before, abs=0.2)


def test_the_same_images_shown_again_keep_the_view(full: Canvas) -> None:
    full.look(View(6, 100, 100))
    full.show_layout(standing(SPLIT, drawn_square(100, 10, seed=1), is_blind=True))
    assert full.view == View(6, 100, 100)
    full.show_layout(standing(SPLIT, drawn_square(100, 10, seed=2)))
    assert full.is_fit


def test_pyqtgraph_s_own_coordinates_agree_with_the_view(full: Canvas) -> None:
    full.look(View(6, 100, 80))
    full.viewport().repaint()
    point = full._item.mapToScene(QPointF(130, 99))
    assert (point.x(), point.y()) == pytest.approx(full.view.on_screen(130, 99))


def test_blind_shows_no_label_on_the_canvas(full: Canvas, seen: Seen) -> None:
    order = drawn_square(100, 10, seed=1)
    full.look(View(6, 60, 60))
    labelled = seen(full)
    told = order.numbers_within(full.visible_region)
    assert full.told_numbers.tolist() == told.tolist()
    full.show_layout(standing(SPLIT, order, is_blind=True))
    hidden = seen(full)
    assert (labelled != hidden).any()
    assert full.told_numbers.tolist() == []
    bare = sample.split("train", 100)
    # What blind mode shows does not depend on the labels at all.
    other = type(bare)(bare.name, bare.images, bare.labels[::-1].copy(), bare.fingerprint)
    full.show_layout(standing(other, order, is_blind=True))
    full.look(View(6, 60, 60))
    assert (seen(full) == hidden).all()


def test_small_cells_tell_no_label_unless_their_row_or_title_does(full: Canvas) -> None:
    order = drawn_square(100, 10, seed=1)
    assert full.told_numbers.tolist() == []
    full.show_layout(standing(SPLIT, order, is_told=True))
    assert sorted(full.told_numbers) == list(range(100))
    rows = grid.class_rows(np.arange(100), SPLIT.labels, class_count=10)
    full.show_layout(standing(SPLIT, rows))
    assert sorted(full.told_numbers) == list(range(100))
    full.show_layout(standing(SPLIT, rows, is_blind=True, is_told=True))
    assert full.told_numbers.tolist() == []


def test_a_click_on_a_heading_names_what_it_speaks_of(qtbot: QtBot, full: Canvas) -> None:
    heard: list[object] = []
    clicks: list[object] = []
    full.heading_clicked.connect(heard.append)
    full.clicked.connect(clicks.append)
    rows = grid.class_rows(np.arange(100), SPLIT.labels, class_count=10)
    full.show_layout(standing(SPLIT, rows))
    first = full.cell_rect(Cell(3, 0))
    beside = QPoint(round(first.left()) - 20, round(first.center().y()))
    qtbot.mouseClick(full.viewport(), LEFT, pos=beside)
    assert heard == [Choice("class", "Dress")]
    halves = (SPLIT.labels // 2).astype(np.float32)
    column = Column("answer", "Answer", halves, "choice", ("a", "b", "c", "d", "e"))
    groups = grouped(np.arange(100), column, aspect=1.3, unknown="none")
    full.show_layout(standing(SPLIT, groups))
    under = full.cell_rect(Cell(groups.headings[1].group.row, 0))
    qtbot.mouseClick(
        full.viewport(), LEFT, pos=QPoint(round(under.left()) + 9, round(under.top()) - 9)
    )
    assert heard[1:] == [Choice("answer", "b")]
    full.show_layout(standing(SPLIT, rows, is_blind=True))
    qtbot.mouseClick(full.viewport(), LEFT, pos=QPoint(4, round(first.center().y())))
    assert len(heard) == 2
    assert len(clicks) == 1


def test_a_message_stands_instead_of_images(full: Canvas, seen: Seen) -> None:
    full.show_message("Nothing is open")
    assert full.shown is None
    assert full.told_numbers.tolist() == []
    words = seen(full)
    full.show_message("")
    assert (words != seen(full)).any()
    assert (seen(full) == 23).all()


def test_coming_back_from_written_values_shows_what_was_there_before(
    full: Canvas, seen: Seen
) -> None:
    before, fit = seen(full), full.view
    full.look(View(30, 60, 60))
    assert (seen(full) != before).any()
    full.look(fit)
    assert (seen(full) == before).all()


@pytest.mark.slow
def test_ten_thousand_frames_and_signals_lose_nothing(qtbot: QtBot, full: Canvas) -> None:
    # PySide6 6.12.0 lost a reference to None with each call on Python 3.11, and then aborted.
    full.resize(200, 160)
    heard: list[object] = []
    full.view_changed.connect(heard.append)
    # What earlier tests left behind holds references that may go at any moment.
    gc.collect()
    before = sys.getrefcount(None)
    for frame in range(10_000):
        full.look(View(1 + frame % 3, frame % 50, frame % 40))
        full.viewport().repaint()
    assert len(heard) == 10_000
    assert sys.getrefcount(None) > before - 1000


def test_hiding_and_showing_keeps_the_place(qtbot: QtBot, full: Canvas) -> None:
    full.look(View(6, 60, 50))
    for _ in range(3):
        full.hide()
        full.resize(640, 480)
        with qtbot.waitExposed(full):
            full.show()
    assert (full.view.left, full.view.top) == pytest.approx((60, 50))
