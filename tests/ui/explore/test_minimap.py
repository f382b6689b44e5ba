"""The minimap shows all images and where one is among them, and takes one elsewhere."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.mosaic.layout import EMPTY, Layout, fixed
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.tint import Tint, tinted
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import overview
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.minimap import Minimap
from fmnist_gui.ui.explore.plane import Plane
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.explore.view import View
from tests import sample

LEFT = Qt.MouseButton.LeftButton
GALLERY = gallery_of(sample.dataset(train=90, test=30))


def made(gallery: Gallery = GALLERY) -> Pyramid:
    pyramid = Pyramid(gallery.images)
    pyramid.make()
    return pyramid


def standing(cells: list[list[int]], *, pyramid: Pyramid | None = None) -> Shown:
    layout = Layout(fixed(np.array(cells, dtype=np.intp)))
    return Shown(layout, GALLERY, made() if pyramid is None else pyramid)


GRID = [[row * 12 + column for column in range(12)] for row in range(10)]


@pytest.fixture
def plane(qtbot: QtBot, dark: None) -> Plane:
    made = Plane()
    made.be_still(True)
    made.resize(640, 480)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def minimap(plane: Plane) -> Minimap:
    return Minimap(plane, resources.folder() / "icons")


@pytest.fixture
def near(plane: Plane, minimap: Minimap) -> Minimap:
    """Return the minimap of a grid of 12 x 10 images seen from near, its top left."""
    plane.show_layout(standing(GRID))
    plane.look(View(8.0, 0.0, 0.0))
    return minimap


def middle_of(plane: Plane) -> tuple[float, float]:
    return plane.view.at(plane.viewport().width() / 2, plane.viewport().height() / 2)


def drag(minimap: Minimap, start: QPointF, end: QPointF) -> None:
    steps = (
        (QEvent.Type.MouseButtonPress, start),
        (QEvent.Type.MouseMove, end),
        (QEvent.Type.MouseButtonRelease, end),
    )
    for kind, at in steps:
        spot = QPointF(minimap.map.mapToGlobal(at.toPoint()))
        event = QMouseEvent(kind, at, spot, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(minimap.map, event)


# The picture


def test_each_image_is_one_lighter_or_darker_spot() -> None:
    words = overview.words_of(standing(GRID))
    greys = words & 0xFF
    means = GALLERY.images.mean(axis=(1, 2)).reshape(10, 12)
    assert words.shape == (10, 12)
    dark, light = np.unravel_index([means.argmin(), means.argmax()], means.shape)
    assert greys[dark[0], light[0]] < greys[dark[1], light[1]]
    assert (words >> 24 == 0xFF).all()


def test_empty_cells_are_the_ground_of_the_canvas() -> None:
    words = overview.words_of(standing([[0, EMPTY], [EMPTY, 5]]))
    ground = QColor(theme.CANVAS).rgb()
    assert (words == ground).tolist() == [[False, True], [True, False]]


def test_without_the_means_all_images_look_alike_and_later_they_do_not() -> None:
    pyramid = Pyramid(GALLERY.images)
    shown = standing([[0, EMPTY, 7]], pyramid=pyramid)
    before = overview.words_of(shown)
    assert before[0, 0] == before[0, 2] != before[0, 1]
    pyramid.make()
    assert overview.has_means(shown)
    assert overview.words_of(shown)[0, 0] != before[0, 0]


def class_tint(gallery: Gallery) -> Tint:
    values = gallery.labels.astype(np.float32)
    column = Column("class", "Class", values, kind="choice", choices=gallery.class_names)
    return tinted(column, theme.DARK.class_colours)


def test_a_tint_colours_each_image_like_the_canvas() -> None:
    plain = standing([[0, 1], [2, EMPTY]])
    shown = Shown(plain.layout, GALLERY, plain.pyramid, tint=class_tint(GALLERY))
    greys = overview.words_of(plain) & 0xFF
    words = overview.words_of(shown)
    for row, column, number in ((0, 0, 0), (0, 1, 1), (1, 0, 2)):
        colour = QColor(theme.DARK.class_colour(int(GALLERY.labels[number])))
        share = int(greys[row, column]) / 255
        seen = QColor(int(words[row, column]) & 0xFFFFFF)
        parts = (seen.red(), seen.green(), seen.blue())
        wholes = (colour.red(), colour.green(), colour.blue())
        assert parts == pytest.approx([whole * share for whole in wholes], abs=1)
    assert words[1, 1] == QColor(theme.CANVAS).rgb()


def test_other_colours_for_greys_are_those_of_the_canvas_too() -> None:
    shown = standing([[0, 1]])
    plain, inverted = (overview.words_of(shown, chosen) & 0xFF for chosen in list(ColourMap)[:2])
    assert (plain + inverted == 255).all()


# What is in sight


def test_it_is_hidden_while_nothing_is_shown(plane: Plane, minimap: Minimap) -> None:
    assert minimap.isHidden()
    plane.show_layout(standing(GRID))
    assert minimap.isVisible()
    plane.show_message("Nothing")
    assert minimap.isHidden()


def test_the_map_is_hidden_while_everything_is_in_sight(plane: Plane, near: Minimap) -> None:
    assert near.map.isVisible()
    small = near.fit_button.isVisible()
    plane.fit()
    assert not near.map.isVisible()
    assert small
    assert near.fit_button.isVisible()
    plane.zoom(4)
    assert near.map.isVisible()


def test_it_keeps_to_the_bottom_right_corner(plane: Plane, near: Minimap) -> None:
    for width, height in ((640, 480), (900, 700)):
        plane.resize(width, height)
        assert near.geometry().bottomRight() == QPoint(width - 13, height - 13)


def test_the_map_has_the_proportions_of_the_layout(plane: Plane, near: Minimap) -> None:
    ratio = plane.room.content_width / plane.room.content_height
    assert near.map.width() / near.map.height() == pytest.approx(ratio, rel=0.02)
    assert near.map.width() <= 160
    assert near.map.height() <= 120


def test_a_single_row_can_still_be_seen_and_clicked(plane: Plane, minimap: Minimap) -> None:
    plane.show_layout(standing([list(range(120))]))
    plane.look(View(1.0, 0.0, 0.0))
    assert minimap.map.size().toTuple() == (160, 16)


def test_the_frame_is_what_is_seen(plane: Plane, near: Minimap) -> None:
    room, shown = plane.room, near.map
    plane.look(View(8.0, 40.0, 30.0))
    factor = shown.width() / room.content_width
    frame = shown.frame
    assert frame.left() == pytest.approx(plane.view.left * factor, abs=0.6)
    assert frame.top() == pytest.approx(plane.view.top * factor, abs=0.6)
    assert frame.width() == pytest.approx(room.width / 8 * factor, abs=0.6)
    assert frame.height() == pytest.approx(room.height / 8 * factor, abs=0.6)


def test_the_frame_stays_large_enough_and_on_the_map(plane: Plane, near: Minimap) -> None:
    for left, top in ((-9.0, -9.0), (1e6, 1e6)):
        plane.look(View(64.0, left, top))
        assert near.map.frame.width() >= 6
        assert near.map.rect().toRectF().contains(near.map.frame)


def test_the_frame_is_painted_and_moves(plane: Plane, near: Minimap) -> None:
    accent = QColor(theme.DARK.accent)

    def left_edge() -> int:
        image = near.map.grab().toImage()
        line = round(near.map.frame.center().y())
        return min(x for x in range(image.width()) if image.pixelColor(x, line) == accent)

    before = left_edge()
    plane.look(plane.view.moved(-600, -200))
    assert left_edge() > before


# Moving


@pytest.mark.parametrize("share", [(0.5, 0.5), (0.8, 0.3), (0.3, 0.9)])
def test_a_click_brings_the_place_into_the_middle(
    qtbot: QtBot, plane: Plane, near: Minimap, share: tuple[float, float]
) -> None:
    plane.look(View(20.0, 0.0, 0.0))
    at = QPoint(round(near.map.width() * share[0]), round(near.map.height() * share[1]))
    qtbot.mouseClick(near.map, LEFT, pos=at)
    x, y = middle_of(plane)
    assert x / plane.room.content_width == pytest.approx(at.x() / near.map.width(), abs=0.01)
    assert y / plane.room.content_height == pytest.approx(at.y() / near.map.height(), abs=0.01)
    assert plane.view.scale == 20.0


def test_the_frame_can_be_pulled_from_where_it_was_taken(plane: Plane, near: Minimap) -> None:
    plane.look(View(8.0, 60.0, 60.0))
    x, y = middle_of(plane)
    held = near.map.frame.topLeft() + QPointF(2, 2)
    drag(near, held, held + QPointF(10, 5))
    factor = plane.room.content_width / near.map.width()
    assert middle_of(plane)[0] - x == pytest.approx(10 * factor, rel=0.05)
    assert middle_of(plane)[1] - y == pytest.approx(5 * factor, rel=0.05)


def test_the_wheel_on_the_map_zooms_about_the_middle(plane: Plane, near: Minimap) -> None:
    plane.look(View(8.0, 40.0, 40.0))
    before, scale = middle_of(plane), plane.view.scale
    spot = QPointF(5, 5)
    wheel = QWheelEvent(
        spot,
        QPointF(near.map.mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(near.map, wheel)
    assert plane.view.scale > scale
    assert middle_of(plane) == pytest.approx(before, abs=0.2)


def test_the_buttons_zoom_and_fit(qtbot: QtBot, plane: Plane, near: Minimap) -> None:
    scale = plane.view.scale
    qtbot.mouseClick(near.zoom_in_button, LEFT)
    assert plane.view.scale > scale
    qtbot.mouseClick(near.zoom_out_button, LEFT)
    assert plane.view.scale == pytest.approx(scale, rel=0.1)
    qtbot.mouseClick(near.fit_button, LEFT)
    assert plane.is_fit


# Being true to what is shown


def test_the_picture_is_that_of_the_images_shown_now(plane: Plane, near: Minimap) -> None:
    before = near.map.grab().toImage()
    assert near.map.grab().toImage() == before
    view = plane.view
    plane.show_layout(standing([row[::-1] for row in GRID[::-1]]))
    plane.look(view)
    assert near.map.grab().toImage() != before


def test_the_picture_appears_when_the_means_are_made(plane: Plane, minimap: Minimap) -> None:
    pyramid = Pyramid(GALLERY.images)
    plane.show_layout(standing(GRID, pyramid=pyramid))
    plane.look(View(8.0, 0.0, 0.0))
    before = minimap.map.grab().toImage()
    pyramid.make()
    minimap.refresh()
    assert minimap.map.grab().toImage() != before


def test_an_empty_layout_needs_no_map(plane: Plane, minimap: Minimap) -> None:
    empty = Layout(fixed(np.empty((0, 0), dtype=np.intp)))
    plane.show_layout(Shown(empty, GALLERY, made()))
    minimap.refresh()
    assert not minimap.map.isVisible()


def test_images_that_are_not_square_have_a_map_too(
    plane: Plane, minimap: Minimap, dataset: Dataset
) -> None:
    split = sample.split("train", 40, rows=20, columns=30)
    gallery = Gallery((split,), dataset.class_names, split.images, split.labels)
    cells = np.arange(40, dtype=np.intp).reshape(4, 10)
    plane.show_layout(Shown(Layout(fixed(cells)), gallery, made(gallery)))
    plane.look(View(8.0, 0.0, 0.0))
    ratio = plane.room.content_width / plane.room.content_height
    assert minimap.map.width() / minimap.map.height() == pytest.approx(ratio, rel=0.05)
    assert not minimap.map.grab().isNull()
