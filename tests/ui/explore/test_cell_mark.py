"""What a colour says is said by a shape too."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.mosaic.tint import Tint, tinted
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import palette
from fmnist_gui.ui.explore.cell_mark import PAD_PX, SIDE_PX, marks_of

VALUES = np.arange(10, dtype=np.float32)


def classes(count: int = 10) -> Tint:
    names = tuple(f"class {number}" for number in range(count))
    column = Column("class", "Class", VALUES, "choice", names, is_of_classes=True)
    return tinted(column, palette.palette_of(column))


def flags() -> Tint:
    column = Column("wrong", "Wrong", VALUES % 2, "flag")
    return tinted(column, palette.palette_of(column))


def shape_of(mark: QPixmap) -> np.ndarray:
    """Return where a mark is much lighter than its dark ground."""
    image = mark.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    values = np.frombuffer(image.constBits(), dtype=np.uint8)
    lines = values.reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width()] > 80


@pytest.fixture
def large_font(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    font = qapp.font()
    font.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(font)
    yield
    qapp.setFont(before)


def test_every_class_has_a_shape_of_its_own(dark: None) -> None:
    marks = marks_of(classes(), ratio=1)
    assert sorted(marks) == list(range(len(FASHION_CLASSES)))
    for one, other in combinations(marks.values(), 2):
        assert np.count_nonzero(shape_of(one) != shape_of(other)) >= 6


def test_more_classes_than_ten_have_marks_too(dark: None) -> None:
    assert len(marks_of(classes(23), ratio=1)) == 23


def test_right_and_wrong_differ_by_shape(dark: None) -> None:
    marks = marks_of(flags(), ratio=1)
    tick, cross = shape_of(marks[0]), shape_of(marks[1])
    assert np.count_nonzero(tick != cross) > 20
    # A cross is the same in the mirror; a tick is not.
    assert np.count_nonzero(cross != cross[:, ::-1]) < 8
    assert np.count_nonzero(tick != tick[:, ::-1]) > 12


def test_scores_have_no_marks(dark: None) -> None:
    column = Column("brightness", "Brightness", VALUES)
    assert marks_of(tinted(column, palette.palette_of(column)), ratio=1) == {}


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_marks_are_as_large_in_sight_on_every_screen(dark: None, ratio: float) -> None:
    for tint in (classes(), flags()):
        mark = marks_of(tint, ratio=ratio)[1]
        side = theme.scaled_px(SIDE_PX) + 2 * PAD_PX
        assert mark.width() == mark.height() == round(side * ratio)
        assert mark.deviceIndependentSize().width() == side


def test_marks_grow_with_the_font(dark: None, large_font: None) -> None:
    mark = marks_of(classes(), ratio=1)[0]
    assert mark.width() == theme.scaled_px(SIDE_PX) + 2 * PAD_PX > SIDE_PX + 2 * PAD_PX


def test_they_are_drawn_once(dark: None) -> None:
    first, second = marks_of(classes(), ratio=1), marks_of(classes(), ratio=1)
    assert all(first[value] is second[value] for value in first)


def test_the_rest_of_the_cell_shows_through(dark: None) -> None:
    image = marks_of(flags(), ratio=1)[0].toImage()
    assert image.pixelColor(image.width() // 2, 0).alpha() < 255
