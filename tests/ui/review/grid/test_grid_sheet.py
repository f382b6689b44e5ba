"""A page of images: all of it in sight, marked by mouse and by keys, carried only when marked."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.review import grid_picture, grid_poster
from fmnist_gui.ui.review.grid_cell import GridCell, Stamp
from fmnist_gui.ui.review.grid_poster import ImagesTold
from fmnist_gui.ui.review.grid_sheet import Carried, GridSheet, MarksChanged, Pointed
from tests import sample

pytestmark = pytest.mark.window

SPLIT = sample.split("test", 130)
LEFT, SHIFT, CTRL = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def cells(count: int = 60, *, first: int = 0, decided: tuple[int, ...] = ()) -> list[GridCell]:
    """Return cells of images 1000, 1001 ... with the third class suggested for the odd ones."""
    return [
        GridCell(
            1000 + at,
            f"test #{at}",
            3 if at % 2 else None,
            Stamp("Coat", 4) if at in decided else None,
        )
        for at in range(first, first + count)
    ]


@pytest.fixture
def sheet(qtbot: QtBot, dark: None) -> GridSheet:
    made = GridSheet()
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show_page(cells(), SPLIT.images[:60])
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def numbers(*positions: int) -> frozenset[int]:
    return frozenset(1000 + at for at in positions)


def click(
    qtbot: QtBot, sheet: GridSheet, at: int, modifier: Qt.KeyboardModifier | None = None
) -> None:
    with_key = Qt.KeyboardModifier.NoModifier if modifier is None else modifier
    qtbot.mouseClick(sheet, LEFT, with_key, sheet.place(at).center())


def drag(
    sheet: GridSheet, start: QPoint, *way: QPoint, modifier: Qt.KeyboardModifier | None = None
) -> None:
    """Press at a point and move along a way, without letting go."""
    with_key = Qt.KeyboardModifier.NoModifier if modifier is None else modifier
    QTest.mousePress(sheet, LEFT, with_key, start)
    for point in way:
        QTest.mouseMove(sheet, point)


def lightness(sheet: GridSheet, at: int) -> NDArray[np.int64]:
    place, image = sheet.place(at), sheet.grab().toImage()
    return np.array(
        [
            [image.pixelColor(x, y).lightness() for x in range(place.left(), place.right() + 1)]
            for y in range(place.top(), place.bottom() + 1)
        ]
    )


@pytest.mark.parametrize(
    ("size", "count"), [((900, 560), 60), ((480, 400), 60), ((2200, 1250), 60), ((380, 240), 28)]
)
def test_all_of_a_page_is_in_sight_at_any_size(
    sheet: GridSheet, size: tuple[int, int], count: int
) -> None:
    sheet.resize(*size)
    assert len(sheet.visible) == count
    for at in range(count):
        assert sheet.rect().contains(sheet.place(at))
        assert sheet.place(at).width() >= 44


def test_as_squares_each_pixel_is_a_square_of_whole_pixels(sheet: GridSheet) -> None:
    sheet.show_smoothing("nearest")
    place = sheet.place(14)
    factor = (place.width() - 4) // 28
    corner = place.topLeft() + QPoint(1, 1) * ((place.width() - 28 * factor) // 2)
    image = sheet.grab().toImage()
    ratio = image.devicePixelRatio()
    seen = [
        [image.pixelColor((corner + QPoint(x, y)) * ratio).red() for x in range(28 * factor)]
        for y in range(28 * factor)
    ]
    expected = np.repeat(np.repeat(SPLIT.images[14], factor, axis=0), factor, axis=1)
    assert np.array_equal(seen, expected)


def test_smooth_images_fill_their_cells(sheet: GridSheet) -> None:
    place = sheet.place(0)
    middle = lightness(sheet, 12)
    assert (middle[4:-4, 4:-4] > 40).mean() > 0.9
    assert place.width() - 4 > 28 * ((place.width() - 4) // 28)


def test_a_click_marks_and_a_second_one_takes_the_mark_away(qtbot: QtBot, sheet: GridSheet) -> None:
    with qtbot.waitSignal(sheet.marks_changed) as changed:
        click(qtbot, sheet, 7)
    assert changed.args == [MarksChanged(numbers(7))]
    click(qtbot, sheet, 3)
    click(qtbot, sheet, 7)
    assert sheet.marks == numbers(3)


def test_a_mark_is_seen_without_colour(qtbot: QtBot, sheet: GridSheet) -> None:
    before = lightness(sheet, 24)
    click(qtbot, sheet, 24)
    after = lightness(sheet, 24)
    # The image steps back, and the cross is lighter than what was there.
    assert after.mean() < 0.75 * before.mean()
    side = len(after)
    diagonal = [after[n, n] for n in range(side // 3, side // 2)]
    beside = [after[n, side // 2 + 2] for n in range(side // 3)]
    assert np.mean(diagonal) > np.mean(beside) + 40


def test_shift_click_marks_all_up_to_there(qtbot: QtBot, sheet: GridSheet) -> None:
    click(qtbot, sheet, 5)
    click(qtbot, sheet, 8, SHIFT)
    assert sheet.marks == numbers(5, 6, 7, 8)
    click(qtbot, sheet, 6, SHIFT)
    assert sheet.marks == numbers(5, 6)


def test_a_rubber_band_marks_what_it_meets(qtbot: QtBot, sheet: GridSheet) -> None:
    columns = sheet.grid.columns
    end = sheet.place(columns + 2).center()
    drag(sheet, sheet.place(1).center(), sheet.place(columns + 4).center(), end)
    assert sheet.marks == numbers(1, 2, columns + 1, columns + 2)
    QTest.mouseRelease(sheet, LEFT, Qt.KeyboardModifier.NoModifier, end)
    assert sheet.marks == numbers(1, 2, columns + 1, columns + 2)


def test_a_rubber_band_with_control_takes_marks_away(qtbot: QtBot, sheet: GridSheet) -> None:
    qtbot.keyClick(sheet, Qt.Key.Key_A, CTRL)
    end = sheet.place(3).center()
    drag(sheet, sheet.place(1).center(), end, modifier=CTRL)
    QTest.mouseRelease(sheet, LEFT, CTRL, end)
    assert frozenset(c.number for c in sheet.cells) - sheet.marks == numbers(1, 2, 3)


def test_escape_gives_a_rubber_band_up(qtbot: QtBot, sheet: GridSheet) -> None:
    click(qtbot, sheet, 40)
    drag(sheet, sheet.place(1).center(), sheet.place(3).center())
    assert len(sheet.marks) == 4
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.marks == numbers(40)
    QTest.mouseRelease(sheet, LEFT, Qt.KeyboardModifier.NoModifier, sheet.place(3).center())
    assert sheet.marks == numbers(40)


def test_marked_images_are_carried_and_dropped(qtbot: QtBot, sheet: GridSheet) -> None:
    for at in (2, 9):
        click(qtbot, sheet, at)
    there = QPoint(sheet.width() + 50, 80)
    with qtbot.waitSignal(sheet.carried) as carried:
        drag(sheet, sheet.place(9).center(), there)
    assert carried.args == [Carried(numbers(2, 9), sheet.mapToGlobal(there))]
    with qtbot.waitSignal(sheet.dropped) as dropped:
        QTest.mouseRelease(sheet, LEFT, Qt.KeyboardModifier.NoModifier, there)
    assert dropped.args == [Carried(numbers(2, 9), sheet.mapToGlobal(there))]
    assert sheet.marks == numbers(2, 9)


def test_escape_puts_back_what_is_carried(qtbot: QtBot, sheet: GridSheet) -> None:
    click(qtbot, sheet, 2)
    drag(sheet, sheet.place(2).center(), sheet.place(30).center())
    with qtbot.waitSignal(sheet.put_back):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(sheet.dropped):
        QTest.mouseRelease(sheet, LEFT, Qt.KeyboardModifier.NoModifier, sheet.place(30).center())
    assert sheet.marks == numbers(2)


def test_a_press_that_trembles_is_a_click(qtbot: QtBot, sheet: GridSheet) -> None:
    start = sheet.place(2).center()
    drag(sheet, start, start + QPoint(2, 1))
    QTest.mouseRelease(sheet, LEFT, Qt.KeyboardModifier.NoModifier, start + QPoint(2, 1))
    assert sheet.marks == numbers(2)


def test_keys_do_all_that_the_mouse_does(qtbot: QtBot, sheet: GridSheet) -> None:
    columns = sheet.grid.columns
    with qtbot.waitSignal(sheet.pointed) as pointed:
        qtbot.keyClick(sheet, Qt.Key.Key_Right)
    assert pointed.args == [Pointed(1001)]
    qtbot.keyClick(sheet, Qt.Key.Key_Space)
    qtbot.keyClick(sheet, Qt.Key.Key_Down)
    for _ in range(2):
        qtbot.keyClick(sheet, Qt.Key.Key_Right, SHIFT)
    assert sheet.marks == numbers(1, columns + 1, columns + 2, columns + 3)
    qtbot.keyClick(sheet, Qt.Key.Key_End)
    qtbot.keyClick(sheet, Qt.Key.Key_Space)
    qtbot.keyClick(sheet, Qt.Key.Key_Right)
    assert sheet.current == sheet.cells[59]
    assert numbers(59) < sheet.marks
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.marks == frozenset()
    qtbot.keyClick(sheet, Qt.Key.Key_A, CTRL)
    assert len(sheet.marks) == 60


def test_what_is_decided_is_neither_marked_nor_carried(qtbot: QtBot, sheet: GridSheet) -> None:
    click(qtbot, sheet, 8)
    sheet.stamp(cells(decided=(8, 20)))
    assert sheet.marks == frozenset()
    click(qtbot, sheet, 20)
    qtbot.keyClick(sheet, Qt.Key.Key_A, CTRL)
    assert len(sheet.marks) == 58
    assert not sheet.marks & numbers(8, 20)


def test_what_was_decided_is_seen_on_the_image(sheet: GridSheet) -> None:
    before = lightness(sheet, 20)
    sheet.stamp(cells(decided=(20,)))
    after = lightness(sheet, 20)
    side = len(after)
    assert after[:10].mean() < 0.4 * before[:10].mean()
    assert after[side // 3, side // 2] > 80


def test_a_smaller_window_keeps_marks_for_when_there_is_room(
    qtbot: QtBot, sheet: GridSheet
) -> None:
    for at in (4, 55):
        click(qtbot, sheet, at)
    with qtbot.waitSignal(sheet.marks_changed) as changed:
        sheet.resize(380, 240)
    assert changed.args == [MarksChanged(numbers(4))]
    sheet.resize(900, 560)
    assert sheet.marks == numbers(4, 55)


def test_images_are_told_once_they_are_seen_and_no_others(qtbot: QtBot, dark: None) -> None:
    made = GridSheet()
    qtbot.addWidget(made)
    made.resize(380, 240)
    told: list[ImagesTold] = []
    made.told.connect(told.append)
    made.show_page(cells(), SPLIT.images[:60])
    assert told == []
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: bool(told))
    made.repaint()
    assert [n for part in told for n in part.numbers] == [1000 + at for at in range(28)]
    told.clear()
    # Somebody else may sit here now.
    made.show_page(cells(), SPLIT.images[:60])
    made.repaint()
    assert [n for part in told for n in part.numbers] == [1000 + at for at in range(28)]


def test_another_page_begins_without_marks_but_for_those_given(
    qtbot: QtBot, sheet: GridSheet
) -> None:
    click(qtbot, sheet, 4)
    sheet.show_page(cells(first=60), SPLIT.images[60:120], marks=numbers(61))
    assert sheet.marks == numbers(61)
    assert sheet.current == sheet.cells[0]


def test_the_next_page_is_made_while_nothing_is_to_be_done(
    qtbot: QtBot, sheet: GridSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    original = grid_picture.page_picture

    def counting(images: NDArray[np.uint8], *args: object, **kwargs: object) -> object:
        made.append(len(images))
        return original(images, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(grid_poster, "page_picture", counting)
    following = cells(30, first=60)
    sheet.prepare(lambda: (following, SPLIT.images[60:90]))
    qtbot.waitUntil(lambda: made == [30])
    sheet.show_page(following, SPLIT.images[60:90])
    sheet.repaint()
    assert made == [30]
