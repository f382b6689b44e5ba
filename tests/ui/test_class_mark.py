from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from fmnist_gui.core.chart import glyph
from fmnist_gui.ui import class_mark, theme
from fmnist_gui.ui.theme import DARK, LIGHT, Theme


def drawn(number: int, side_px: int, *, colours: Theme) -> QImage:
    image = QImage(side_px, side_px, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.card))
    painter = QPainter(image)
    class_mark.paint(painter, QRectF(0, 0, side_px, side_px), number, colours=colours)
    painter.end()
    return image


def shape(number: int) -> list[bool]:
    """Return which points of a coarse raster the glyph covers: its form without colour."""
    path = class_mark.glyph(number)
    steps = [(place + 0.5) / 20 for place in range(20)]
    return [path.contains(QRectF(x - 0.01, y - 0.01, 0.02, 0.02)) for y in steps for x in steps]


def test_ten_glyphs_are_told_apart_by_form_alone(qapp: QApplication) -> None:
    for one, other in combinations(range(glyph.SHAPES), 2):
        differing = sum(a != b for a, b in zip(shape(one), shape(other), strict=True))
        assert differing >= 20, (one, other)


def test_glyph_and_colour_together_are_unique_for_a_hundred_classes(qapp: QApplication) -> None:
    pairs = {(tuple(shape(number)), DARK.class_colour(number).lower()) for number in range(100)}
    assert len(pairs) == 100


def test_a_glyph_stays_in_its_square(qapp: QApplication) -> None:
    for number in range(glyph.SHAPES):
        box = class_mark.glyph(number).boundingRect()
        assert QRectF(-0.05, -0.05, 1.1, 1.1).contains(box)


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_a_mark_is_painted_in_the_colour_of_its_class(qapp: QApplication, colours: Theme) -> None:
    for number in range(glyph.SHAPES):
        image = drawn(number, 24, colours=colours)
        seen = {image.pixelColor(x, y).name() for x in range(24) for y in range(24)}
        assert colours.class_colour(number).lower() in seen


def luminance(colour: str) -> float:
    made = QColor(colour)
    parts = [made.redF(), made.greenF(), made.blueF()]
    linear = [
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("colours", "ground"),
    [(DARK, DARK.card), (DARK, theme.CANVAS), (LIGHT, LIGHT.card), (LIGHT, LIGHT.ground)],
)
def test_marks_stand_out_from_their_ground(colours: Theme, ground: str) -> None:
    for colour in colours.class_colours:
        high, low = sorted((luminance(colour), luminance(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 3
