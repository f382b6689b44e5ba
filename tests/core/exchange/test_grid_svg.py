"""Layouts as SVG: valid, lossless, and silent about labels while blind."""

import base64
import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.grid_svg import MOST_IMAGES, grid_svg
from fmnist_gui.core.exchange.png import png
from fmnist_gui.core.mosaic.grid import class_rows, rectangle
from fmnist_gui.core.mosaic.layout import Heading, Layout
from fmnist_gui.core.mosaic.pitch import GROUND
from fmnist_gui.core.mosaic.region import Region
from fmnist_gui.core.progress import Cancelled
from tests import sample

GALLERY = gallery_of(sample.dataset(30, 20))
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def tree(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def words(text: str) -> list[str]:
    return ["".join(found.itertext()) for found in tree(text).iter(f"{SVG}text")]


def titles(text: str) -> list[str | None]:
    return [found.text for found in tree(text).iter(f"{SVG}title")]


def rendered(text: str) -> NDArray[np.uint8]:
    """Return the red values at one pixel of the screen for one of an image."""
    renderer = QSvgRenderer(QByteArray(text.encode()))
    assert renderer.isValid()
    size = renderer.viewBox().size()
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    values = np.frombuffer(image.constBits(), dtype=np.uint8)
    return values.reshape(image.height(), image.width(), 4)[:, :, 2].copy()


def grouped(*, tells_labels: bool) -> Layout:
    """Return six images in a group below a heading of two rows."""
    cells = np.full((4, 3), -1, dtype=np.intp)
    cells[2:] = np.arange(6).reshape(2, 3)
    place, group = Region(0, 0, rows=2, columns=3), Region(2, 0, rows=2, columns=3)
    heading = Heading("Coat & tie", 6, place, group, choice=4)
    return Layout(cells, headings=(heading,), tells_labels=tells_labels)


@pytest.mark.parametrize("is_blind", [False, True])
def test_qt_draws_the_very_pixels_of_every_image(qapp: QApplication, is_blind: bool) -> None:
    # Twenty pixels high: the strip of names is then a whole number of pixels.
    gallery = gallery_of(replace(sample.dataset(1, 1), splits={"a": sample.split("a", 9, rows=20)}))
    if not is_blind:
        gallery = replace(gallery, class_names=("ab",) * 10)
    layout = rectangle([4, 0, 7, 2, 3], aspect=1)
    seen = rendered(grid_svg(layout, gallery, is_blind=is_blind))
    high = 21 if is_blind else 28
    for (row, column), number in np.ndenumerate(layout.cells):
        top, left = row * high, column * 29
        cell = seen[top : top + 20, left : left + 28]
        if number == -1:
            assert (cell == GROUND).all()
        else:
            assert (cell == gallery.images[number]).all()


@settings(max_examples=25)
@given(order=st.permutations(range(50)), count=st.integers(1, 50), aspect=st.floats(0.3, 3))
def test_every_image_is_embedded_once_in_its_cell(
    order: list[int], count: int, aspect: float
) -> None:
    layout = rectangle(order[:count], aspect=aspect)
    text = grid_svg(layout, GALLERY, is_blind=True)
    images = list(tree(text).iter(f"{SVG}image"))
    found = []
    for image in images:
        column, row = float(image.attrib["x"]) / 29, float(image.attrib["y"]) / 29
        number = int(layout.cells[int(row), int(column)])
        content = base64.b64decode(image.attrib[HREF].partition("base64,")[2])
        assert content == png(GALLERY.images[number])
        found.append(number)
    assert sorted(found) == sorted(order[:count])


def test_images_and_names_say_the_class() -> None:
    text = grid_svg(rectangle([31, 6], aspect=9), GALLERY, is_blind=False)
    assert titles(text) == ["test 1, Trouser", "train 6, Shirt"]
    assert words(text) == ["Trouser", "Shirt"]


def test_nothing_tells_a_class_while_blind() -> None:
    for layout in (
        class_rows(np.arange(50), GALLERY.labels, class_count=10, per_class=3),
        grouped(tells_labels=True),
        rectangle(range(50)),
    ):
        text = grid_svg(layout, GALLERY, is_blind=True)
        without_pixels = re.sub('base64,[^"]*', "", text)
        assert not any(name in without_pixels for name in GALLERY.class_names)
        assert "<path" not in text
        assert words(text) == []
        assert all(re.fullmatch(r"(train|test) \d+", title or "") for title in titles(text))


def test_headings_that_tell_nothing_stay_while_blind() -> None:
    layout = grouped(tells_labels=False)
    text = grid_svg(layout, GALLERY, is_blind=True)
    assert words(text) == ["Coat & tie · 6"]


def test_a_heading_stands_above_its_group_with_its_mark(qapp: QApplication) -> None:
    text = grid_svg(grouped(tells_labels=False), GALLERY, is_blind=True)
    seen = rendered(text)
    assert (seen[:58] != GROUND).any()
    assert (seen[58:86, :28] == GALLERY.images[0]).all()
    assert text.count("<path") == 1


def test_a_heading_that_only_explains_has_no_count_and_gives_way() -> None:
    group = grouped(tells_labels=False)
    corner = Region(0, 0, rows=1, columns=2)
    sizes = []
    for title, is_there in (("a →", True), ("↓ Class   Somebody's answer →", False)):
        axes = Heading(title, 123, corner, corner, has_count=False)
        layout = replace(group, headings=(axes, *group.headings))
        text = grid_svg(layout, GALLERY, is_blind=True)
        assert words(text) == [title] * is_there + ["Coat & tie · 6"]
        sizes += [float(found.attrib["font-size"]) for found in tree(text).iter(f"{SVG}text")]
    # It makes the others no smaller either.
    assert len(set(sizes)) == 1


def test_class_rows_are_named_at_the_left() -> None:
    layout = class_rows(np.arange(50), GALLERY.labels, class_count=10, per_class=3)
    text = grid_svg(layout, GALLERY, is_blind=False)
    assert words(text)[:10] == list(GALLERY.class_names)
    left = min(float(image.attrib["x"]) for image in tree(text).iter(f"{SVG}image"))
    rows = list(tree(text).iter(f"{SVG}text"))[:10]
    right = max(float(found.attrib["x"]) for found in rows)
    assert right < left


@settings(max_examples=30)
@given(name=st.text(min_size=1, max_size=40))
def test_any_name_gives_valid_xml(name: str) -> None:
    gallery: Gallery = replace(GALLERY, class_names=(name,) * 10)
    text = grid_svg(rectangle([0, 1]), gallery, is_blind=False)
    assert len(titles(text)) == 2
    text.encode("utf-8")


def test_too_many_images_are_refused_with_advice() -> None:
    many = rectangle(np.zeros(MOST_IMAGES + 1, dtype=np.intp))
    with pytest.raises(RequestError, match=r"10,001; filter or select fewer"):
        grid_svg(many, GALLERY, is_blind=False)
    with pytest.raises(RequestError, match="select some"):
        grid_svg(rectangle([]), GALLERY, is_blind=False)


def test_other_pictures_can_stand_for_the_grey_ones(qapp: QApplication) -> None:
    red = png(np.full((28, 28, 3), (200, 10, 10), dtype=np.uint8))
    text = grid_svg(rectangle([3]), GALLERY, is_blind=True, png_of=lambda _number: red)
    assert (rendered(text) == 200).all()


def test_it_stops_when_nobody_wants_it() -> None:
    with pytest.raises(Cancelled):
        grid_svg(rectangle([3]), GALLERY, is_blind=True, is_cancelled=lambda: True)
