"""How images appear: pixel for pixel, for some frames, and in a matrix."""

import time
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.session.mask import noise_mask
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.protocol import Timeline
from fmnist_gui.core.session.record import Presentation
from fmnist_gui.ui import theme
from fmnist_gui.ui.play.matrix_view import MatrixView, tiled
from fmnist_gui.ui.play.stimulus_view import StimulusView
from tests import sample
from tests.ui.play.seat import Seat, grey_of

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("dark")]

GREY = QColor(theme.STIMULUS_SURROUND).red()
FLASH = replace(preset("flash"), timeline=Timeline(60, 80, 60))
MATRIX = replace(preset("tiny-matrix"), grid=(12, 10))


def seen(widget: QWidget, *, ratio: float = 1.0) -> NDArray[np.uint8]:
    """Return what `widget` paints on a screen of this scaling."""
    size = widget.size() * ratio
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    widget.render(image)
    return grey_of(image)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("width", [301, 402])
def test_a_pixel_is_a_pixel_of_the_screen_at_every_scaling(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ratio: float, width: int
) -> None:
    monkeypatch.setattr(StimulusView, "devicePixelRatioF", lambda _self: ratio)
    view = StimulusView(112)
    qtbot.addWidget(view)
    view.resize(width, 303)
    pixels = np.random.default_rng(3).integers(0, 256, (112, 112), dtype=np.uint8)
    view.show_image(view.prepared(pixels))
    shown = seen(view, ratio=ratio)
    rows, columns = np.nonzero(shown != GREY)
    top, left = rows.min(), columns.min()
    # A pixel of the image may be as grey as the surround, at its edge as well.
    places = [(top - y, left - x) for y in range(3) for x in range(3)]
    assert any(np.array_equal(shown[y : y + 112, x : x + 112], pixels) for y, x in places)
    away = np.hypot(top + 56 - shown.shape[0] / 2, left + 56 - shown.shape[1] / 2)
    assert away < 4


def test_an_attention_check_shows_the_image_of_its_own_split(qtbot: QtBot) -> None:
    rules = replace(preset("quick-20"), attention=2)
    shown = Presentation(size_px=28, smoothing="nearest")
    seat = Seat(qtbot, rules, count=20, checks="train", shown=shown)
    data = sample.dataset()
    phases = []
    while seat.session.position < seat.session.count:
        seat.wait_shown()
        phases.append(seat.session.phase)
        split = "train" if seat.session.is_of_checks else "test"
        picture = seen(seat.view.stimulus)
        top, left = (picture.shape[0] - 28) // 2, (picture.shape[1] - 28) // 2
        expected = data.splits[split].images[seat.session.image_index]
        assert np.array_equal(picture[top : top + 28, left : left + 28], expected)
        seat.press("1")
    assert phases.count("attention") == 2


def test_only_what_was_asked_for_last_is_stamped(qtbot: QtBot) -> None:
    view = StimulusView(112)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    stamps: list[int] = []
    view.painted.connect(stamps.append)
    image = view.prepared(np.zeros((112, 112), dtype=np.uint8))
    with qtbot.waitSignal(view.painted):
        view.show_image(image)
    view.show_image(image)
    view.repaint()
    view.show_nothing()
    qtbot.waitUntil(lambda: len(stamps) == 2)
    QApplication.processEvents()
    assert len(stamps) == 2


def test_a_flash_shows_a_mark_the_image_a_mask_and_then_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    for name in ("show_cross", "show_image", "show_mask", "show_nothing"):
        really = getattr(StimulusView, name)

        def noted(
            self: StimulusView, *pictures: QImage, name: str = name, really: object = really
        ) -> None:
            shown.append(name)
            really(self, *pictures)  # type: ignore[operator]

        monkeypatch.setattr(StimulusView, name, noted)
    seat = Seat(qtbot, FLASH)
    seat.press("1")
    assert seat.session.state == "waiting"
    seat.wait_shown()
    qtbot.waitUntil(lambda: shown[-1] == "show_nothing")
    order = [name for name, before in zip(shown, [None, *shown], strict=False) if name != before]
    assert order == ["show_cross", "show_image", "show_mask", "show_nothing"]
    assert seat.disk.answers == []
    seat.press("1")
    said = seat.disk.answers[0]
    assert said.response_s > 0.1
    assert said.late_frames >= 0


def test_an_answer_may_come_while_the_image_is_on(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(FLASH, timeline=Timeline(20, 5000, 20)))
    seat.wait_shown()
    assert seat.view.stimulus.is_image_visible
    seat.press("1")
    assert len(seat.disk.answers) == 1
    seat.wait_shown()
    seat.space()
    assert not seat.view.stage.is_image_visible
    seat.let_pass(0.05)
    assert seat.session.state == "paused"


def test_frames_that_come_late_are_written_down_with_the_answer(qtbot: QtBot) -> None:
    seat = Seat(qtbot, replace(FLASH, timeline=Timeline(20, 100, 20)))
    seat.wait_shown()
    # Nothing is painted while the window's thread is busy, here for six frames and more.
    time.sleep(0.12)
    qtbot.waitUntil(lambda: not seat.view.stimulus.is_image_visible)
    seat.press("1")
    assert seat.disk.answers[0].late_frames >= 1


def test_each_trial_has_its_own_mask(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    masks: list[QImage] = []
    really = StimulusView.show_mask

    def noted(self: StimulusView, mask: QImage) -> None:
        masks.append(mask)
        really(self, mask)

    monkeypatch.setattr(StimulusView, "show_mask", noted)
    seat = Seat(qtbot, FLASH)
    qtbot.waitUntil(lambda: bool(masks))
    deck = seat.session.record.deck
    assert np.array_equal(grey_of(masks[0]), noise_mask(112, 112, seed=(deck.seed, 0)))


def test_a_matrix_stands_at_native_size_with_the_marker_around_the_image_that_is_asked(
    qtbot: QtBot,
) -> None:
    seat = Seat(qtbot, MATRIX, count=6)
    seat.wait_shown()
    matrix = seat.view.stage.matrix
    assert matrix is not None
    split = sample.dataset().splits["test"]
    cell = seat.session.record.deck.matrix.index(seat.session.image_index)
    assert matrix.marked == cell
    shown = grey_of(matrix.viewport().grab().toImage())
    place = matrix.cell_rect(cell).toRect()
    inside = shown[place.top() : place.top() + 28, place.left() : place.left() + 28]
    assert np.array_equal(inside, split.images[seat.session.image_index])
    look = QColor(theme.DARK.accent).red()
    assert set(shown[place.top() - 2, place.left() : place.left() + 28]) == {look}
    seat.press("1")
    seat.wait_shown()
    assert matrix.marked != cell
    shown = grey_of(matrix.viewport().grab().toImage())
    place = matrix.cell_rect(cell).toRect()
    dimmed = shown[place.top() : place.top() + 18, place.left() : place.left() + 18]
    assert dimmed.max() < 120
    seat.backspace()
    seat.wait_shown()
    shown = grey_of(matrix.viewport().grab().toImage())
    inside = shown[place.top() : place.top() + 28, place.left() : place.left() + 28]
    assert np.array_equal(inside, split.images[seat.session.image_index])


def test_all_cells_that_are_still_to_be_answered_have_marked_corners(qtbot: QtBot) -> None:
    seat = Seat(qtbot, MATRIX, count=6)
    seat.wait_shown()
    matrix, deck = seat.view.stage.matrix, seat.session.record.deck
    assert matrix is not None
    view = matrix
    cells = [deck.matrix.index(index) for index in deck.indices]
    accent = QColor(theme.DARK.accent).name()

    def cornered() -> set[int]:
        shown = view.viewport().grab().toImage()
        corners = {n: view.cell_rect(n).toRect().topLeft() for n in range(len(deck.matrix))}
        return {n for n, at in corners.items() if shown.pixelColor(at).name() == accent}

    assert cornered() == set(cells[1:])
    seat.press("1")
    seat.wait_shown()
    assert cornered() == set(cells[2:])
    seat.backspace()
    seat.wait_shown()
    assert cornered() == set(cells[1:])


@pytest.mark.parametrize("is_right", [True, False])
def test_a_matrix_tells_nothing_of_right_and_wrong(qtbot: QtBot, is_right: bool) -> None:
    seat = Seat(qtbot, MATRIX, count=6)
    seat.wait_shown()
    matrix = seat.view.stage.matrix
    assert matrix is not None
    first = matrix.marked
    assert first is not None
    seat.press(str(seat.session.label if is_right else (seat.session.label + 1) % 10))
    seat.wait_shown()
    place = matrix.cell_rect(first).toRect()
    tick = matrix.viewport().grab(QRect(place.center(), place.bottomRight())).toImage()
    colours = {tick.pixelColor(x, y).name() for x in range(12) for y in range(12)}
    assert theme.DARK.hint.lower() in {name.lower() for name in colours}
    assert theme.DARK.right.lower() not in colours
    assert theme.DARK.wrong.lower() not in colours


def test_a_small_window_scrolls_to_the_marker(qtbot: QtBot) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (900, 28, 28), dtype=np.uint8)
    view = MatrixView(pixels, rows=30, columns=30)
    qtbot.addWidget(view)
    view.resize(400, 300)
    with qtbot.waitExposed(view):
        view.show()
    for cell in (0, 29, 870, 899, 433):
        with qtbot.waitSignal(view.painted):
            view.mark(cell, answered=())
        room = QRect(0, 0, view.viewport().width(), view.viewport().height())
        assert room.contains(view.cell_rect(cell).toRect())
    before = view.verticalScrollBar().value()
    view.mark(434, answered=())
    assert view.verticalScrollBar().value() == before
    view.resize(300, 200)
    room = QRect(0, 0, view.viewport().width(), view.viewport().height())
    assert room.contains(view.cell_rect(434).toRect())


def test_a_matrix_that_is_not_full_ends_in_black() -> None:
    pixels = np.full((3, 2, 2), 9, dtype=np.uint8)
    assert tiled(pixels, 2, 2).tolist() == [[9] * 4, [9] * 4, [9, 9, 0, 0], [9, 9, 0, 0]]


def test_an_inverted_image_is_inverted_in_a_matrix_too(qtbot: QtBot) -> None:
    shown = Presentation(size_px=28, smoothing="nearest", polarity="inverted")
    seat = Seat(qtbot, MATRIX, count=6, shown=shown)
    seat.wait_shown()
    matrix = seat.view.stage.matrix
    assert matrix is not None
    split = sample.dataset().splits["test"]
    picture = grey_of(matrix.viewport().grab().toImage())
    cell = seat.session.record.deck.matrix.index(seat.session.image_index)
    place = matrix.cell_rect(cell).toRect()
    inside = picture[place.top() : place.top() + 28, place.left() : place.left() + 28]
    assert np.array_equal(inside, 255 - split.images[seat.session.image_index])


@pytest.mark.parametrize("look", [theme.DARK, theme.LIGHT], ids=["dark", "light"])
def test_a_matrix_stands_on_mid_grey_in_both_themes(
    qtbot: QtBot, qapp: QApplication, look: theme.Theme
) -> None:
    theme.apply(qapp, look, resources.folder() / "theme")
    seat = Seat(qtbot, MATRIX, count=6)
    seat.wait_shown()
    matrix = seat.view.stage.matrix
    assert matrix is not None
    shown = matrix.viewport().grab().toImage()
    edges = (QPoint(1, 1), QPoint(shown.width() - 2, shown.height() - 2))
    assert {shown.pixelColor(edge).name() for edge in edges} == {theme.STIMULUS_SURROUND}
