"""Words over groups of images stay in sight while their group is, and never leave their room."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from fmnist_gui.core.mosaic.layout import Heading
from fmnist_gui.core.mosaic.region import Region
from fmnist_gui.ui.explore import group_heading

WIDE, HIGH = 400, 300
VISIBLE = QRectF(0, 0, WIDE, HIGH)
ANY = Region(0, 0, rows=1, columns=1)
GROUND = 10

pytestmark = pytest.mark.usefixtures("dark")


def heading(title: str = "Coat", *, count: int = 1234, **more: Any) -> Heading:
    return Heading(title, count, ANY, ANY, **more)


def painted(*lines: tuple[Heading, QRectF, QRectF]) -> np.ndarray:
    """Return where something was painted on a dark ground."""
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(GROUND * 0x010101)
    painter = QPainter(image)
    group_heading.paint(painter, lines, visible=VISIBLE)
    painter.end()
    values = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(HIGH, WIDE, 4)
    changed: np.ndarray = (values[:, :, :3] != GROUND).any(axis=2)
    return changed


def box_of(mask: np.ndarray) -> QRectF:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    assert len(rows)
    wide, high = columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1
    return QRectF(int(columns[0]), int(rows[0]), int(wide), int(high))


def test_words_stand_in_their_room(dark: None) -> None:
    place = QRectF(20, 40, 300, 24)
    assert place.contains(box_of(painted((heading(), place, QRectF(20, 64, 300, 200)))))


@pytest.mark.parametrize("above", [10, 100, 190])
def test_once_the_room_is_out_of_sight_they_stay_at_the_edge(above: int) -> None:
    place = QRectF(20, -24 - above, 300, 24)
    group = QRectF(20, -above, 300, 220)
    box = box_of(painted((heading(), place, group)))
    assert box.top() >= -1
    assert box.bottom() <= min(26, group.bottom() + 1)


def test_they_leave_with_their_group() -> None:
    place, group = QRectF(20, -300, 300, 24), QRectF(20, -276, 300, 250)
    assert not painted((heading(), place, group)).any()


def test_a_room_too_low_to_read_stays_empty() -> None:
    place = QRectF(20, 40, 300, 6)
    assert not painted((heading(), place, QRectF(20, 46, 300, 50))).any()


def test_a_high_room_does_not_make_large_words() -> None:
    place = QRectF(20, 40, 300, 200)
    box = box_of(painted((heading(), place, QRectF(20, 240, 300, 50))))
    assert box.height() <= 30
    # They stand right over their images.
    assert box.bottom() > 215


def test_a_title_without_room_is_cut_and_what_only_explains_left_out() -> None:
    place, group = QRectF(20, 40, 60, 24), QRectF(20, 64, 60, 100)
    name = "A class with a very long name"
    assert place.contains(box_of(painted((heading(name), place, group))))
    assert not painted((heading(name, has_count=False), place, group)).any()


def test_a_title_that_needs_smaller_words_makes_them_all_smaller() -> None:
    tight = (heading("Pullover, long"), QRectF(20, 40, 80, 24), QRectF(20, 64, 80, 100))
    roomy = (heading("Bag"), QRectF(200, 40, 180, 24), QRectF(200, 64, 180, 100))
    alone, beside = painted(roomy), painted(roomy, tight)[:, 200:]
    assert box_of(beside).width() < box_of(alone).width()


def test_the_count_stands_behind_where_there_is_room() -> None:
    place, group = QRectF(20, 40, 300, 24), QRectF(20, 64, 300, 100)
    with_count = box_of(painted((heading(), place, group)))
    without = box_of(painted((heading(has_count=False), place, group)))
    assert with_count.right() > without.right() + 10


def test_the_mark_of_a_class_stands_before_the_words() -> None:
    place, group = QRectF(20, 40, 300, 24), QRectF(20, 64, 300, 100)
    plain = box_of(painted((heading(has_count=False), place, group)))
    marked = box_of(painted((heading(has_count=False, choice=4), place, group)))
    assert marked.right() > plain.right() + 8
    assert marked.left() < 30


def test_words_at_the_left_stay_in_sight_while_their_group_is() -> None:
    group = QRectF(120, -200, 250, 420)
    place = QRectF(0, -200, 110, 420)
    box = box_of(painted((heading("Shirt", side="left", has_count=False), place, group)))
    assert VISIBLE.contains(box)
    assert box.right() <= 111
    low = QRectF(120, 250, 250, 420)
    box = box_of(painted((heading("Shirt", side="left"), QRectF(0, 250, 110, 420), low)))
    assert box.top() >= 249


def test_no_heading_paints_nothing() -> None:
    assert not painted().any()
