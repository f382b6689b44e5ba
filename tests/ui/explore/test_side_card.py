"""What the side card tells about an image, when, and what it hides."""

from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.review.remark import Remark
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.explore.side_card import ImageShown, SideCard
from fmnist_gui.ui.image.fact_list import Fact
from fmnist_gui.ui.image.neighbour_strip import ImageAsked, Neighbour
from fmnist_gui.ui.image.picture import Picture
from fmnist_gui.ui.image.scroll_column import ScrollColumn
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.thumb import Thumb
from fmnist_gui.ui.image.told import ToldChanged
from fmnist_gui.ui.image.top_three import of_people
from tests import sample
from tests.ui.explore.conftest import Seen
from tests.ui.image.words import words_of

NEAR = [Neighbour(number, float(number)) for number in (7, 303, 8, 304, *range(10, 30), 310)]


@pytest.fixture
def gallery() -> Gallery:
    return gallery_of(sample.dataset())


def fill(card: SideCard, gallery: Gallery, number: int, *, is_blind: bool = False) -> None:
    card.show_image(Subject(gallery, number), is_blind=is_blind, is_pinned=False)
    card.show_known(number, facts=[Fact("Model margin", "0.31", True), Fact("Tags", "odd")])
    card.show_top(number, [ranking for ranking in [of_people(np.array([0, 3, 1]))] if ranking])
    card.show_neighbours(number, NEAR)
    at = datetime(2025, 11, 24, tzinfo=UTC)
    card.show_remarks(number, [Remark("Ann", at, "answer", 4, "1.20 s")])


def thumbs(card: SideCard) -> list[Thumb]:
    return [thumb for thumb in card.findChildren(Thumb) if thumb.isVisible()]


def test_it_invites_when_there_is_nothing_to_show(card: SideCard, gallery: Gallery) -> None:
    fill(card, gallery, 5)
    card.show_nothing()
    assert len(words_of(card)) == 1
    assert words_of(card)[0].startswith("Point at an image")
    assert card.subject is None
    assert card.told_numbers == []


def test_an_image_alone_leaves_out_what_is_not_known(card: SideCard, gallery: Gallery) -> None:
    card.show_image(Subject(gallery, 302), is_blind=False, is_pinned=False)
    words = words_of(card)
    assert words[:2] == ["#2", "Pullover"]
    assert words[words.index("In class") :] == ["In class", "1 of 30"]
    assert thumbs(card) == []
    assert card.told_numbers == [302]


def test_everything_that_comes_in_is_told(card: SideCard, gallery: Gallery) -> None:
    fill(card, gallery, 5)
    words = words_of(card)
    for word in ("Sandal", "0.31", "odd", "People: 4 answers", "75 %", "Ann said Coat"):
        assert word in words
    assert [word for word in words if "Nearest" in word] == ["Nearest in train", "Nearest in test"]


def test_what_comes_in_about_another_image_is_dropped(card: SideCard, gallery: Gallery) -> None:
    card.show_image(Subject(gallery, 6), is_blind=False, is_pinned=False)
    card.show_neighbours(5, NEAR)
    card.show_top(5, [ranking for ranking in [of_people(np.array([0, 3, 1]))] if ranking])
    card.show_remarks(5, [Remark("Ann", datetime.now(UTC), "tagged", None, "odd")])
    card.show_known(5, facts=[Fact("Contrast", "71")])
    assert words_of(card)[-1] == "1 of 30"
    assert thumbs(card) == []


def test_another_image_begins_with_an_empty_card(card: SideCard, gallery: Gallery) -> None:
    fill(card, gallery, 5)
    card.show_image(Subject(gallery, 6), is_blind=False, is_pinned=False)
    assert words_of(card)[-1] == "1 of 30"
    assert thumbs(card) == []


def test_pinning_keeps_what_has_come_in(card: SideCard, gallery: Gallery) -> None:
    fill(card, gallery, 5)
    before = words_of(card)
    card.show_image(Subject(gallery, 5), is_blind=False, is_pinned=True)
    assert [word for word in words_of(card) if word != "pinned"] == before
    assert "pinned" in words_of(card)


def test_blind_nothing_follows_from_the_label(
    qtbot: QtBot, card: SideCard, gallery: Gallery
) -> None:
    fill(card, gallery, 5, is_blind=True)
    words = words_of(card)
    for word in ("Sandal", "1 of 30", "0.31", "People: 4 answers"):
        assert word not in words
    assert "Label hidden" in words
    assert "Nearest in test" in words
    names = [name for name in gallery.class_names if any(name in t.toolTip() for t in thumbs(card))]
    assert names == []
    assert card.told_numbers == []


def test_labels_come_back_with_what_had_come_in(
    qtbot: QtBot, card: SideCard, gallery: Gallery
) -> None:
    fill(card, gallery, 5)
    before = words_of(card)
    qtbot.waitUntil(lambda: len(card.told_numbers) == 12)
    for is_blind in (True, False):
        card.show_image(Subject(gallery, 5), is_blind=is_blind, is_pinned=False)
    assert words_of(card) == before
    qtbot.waitUntil(lambda: len(card.told_numbers) == 12)


def test_each_split_shows_its_eight_nearest(card: SideCard, gallery: Gallery) -> None:
    fill(card, gallery, 5)
    shown = [t.subject.number for t in thumbs(card) if t.subject]
    assert shown == [7, 8, 10, 11, 12, 13, 14, 15, 303, 304, 310]
    assert thumbs(card)[-3].toolTip() == "test 3, Dress, distance 303"


def test_neighbours_are_the_images_they_are_called(
    qtbot: QtBot, card: SideCard, gallery: Gallery, seen: Seen
) -> None:
    fill(card, gallery, 5, is_blind=True)
    for thumb in thumbs(card):
        assert thumb.subject is not None
        if not thumb.hasFocus():
            image = gallery.images[thumb.subject.number]
            assert (seen(thumb) == image.repeat(2, axis=0).repeat(2, axis=1)).all()


def test_the_picture_is_the_image_at_eight_times_its_size(
    card: SideCard, gallery: Gallery, seen: Seen
) -> None:
    card.show_image(Subject(gallery, 302), is_blind=False, is_pinned=False)
    painted = seen(card.findChildren(Picture)[0])[:224, :224]
    assert (painted == gallery.images[302].repeat(8, axis=0).repeat(8, axis=1)).all()


def test_a_click_on_a_neighbour_asks_for_it(qtbot: QtBot, card: SideCard, gallery: Gallery) -> None:
    fill(card, gallery, 5)
    with qtbot.waitSignal(card.image_asked) as asked:
        qtbot.mouseClick(thumbs(card)[8], Qt.MouseButton.LeftButton)
    assert asked.args == [ImageAsked(303)]


def test_it_says_when_it_shows_another_image(
    qtbot: QtBot, card: SideCard, gallery: Gallery
) -> None:
    shown: list[ImageShown] = []
    card.image_shown.connect(shown.append)
    subject = Subject(gallery, 5)
    card.show_image(subject, is_blind=False, is_pinned=False)
    card.show_image(Subject(gallery, 5), is_blind=True, is_pinned=True)
    assert shown == [ImageShown(subject)]
    card.hide()
    card.show()
    assert [s.subject.number for s in shown] == [5, 5]


def test_only_neighbours_in_sight_tell_their_label(
    qtbot: QtBot, card: SideCard, gallery: Gallery
) -> None:
    told: list[ToldChanged] = []
    card.told_changed.connect(told.append)
    card.resize(264, 400)
    fill(card, gallery, 5)
    qtbot.waitUntil(lambda: told == [ToldChanged((5,))])
    scroll = card.findChildren(ScrollColumn)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: scroll.maximum() > 0)
    scroll.setValue(scroll.maximum())
    qtbot.waitUntil(lambda: len(told) > 1)
    assert set(told[-1].numbers) > {5, 303, 304, 310}
    assert list(told[-1].numbers) == card.told_numbers


def test_who_asks_for_an_image_sees_it_from_the_top(
    qtbot: QtBot, card: SideCard, gallery: Gallery
) -> None:
    card.resize(264, 400)
    fill(card, gallery, 5)
    picture = card.findChildren(Picture)[0]
    scroll = card.findChildren(ScrollColumn)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: scroll.maximum() > 0)
    scroll.setValue(200)
    card.show_image(Subject(gallery, 6), is_blind=False, is_pinned=True)
    assert picture.mapTo(card, QPoint()).y() > 0


@pytest.mark.parametrize(("scale", "width"), [(1, 264), (2, 348), (2, 528)])
def test_nothing_sticks_out_however_large_the_font(
    qtbot: QtBot, qapp: QApplication, dark: None, scale: int, width: int
) -> None:
    before = qapp.font()
    font = QFont(before)
    font.setPixelSize(13 * scale)
    qapp.setFont(font)
    try:
        card = SideCard()
        qtbot.addWidget(card)
        card.resize(width, 500)
        data = gallery_of(sample.dataset())
        long = tuple(f"{name} with a description that goes on and on" for name in data.class_names)
        named = Gallery(data.splits, long, data.images, data.labels)
        with qtbot.waitExposed(card):
            card.show()
        fill(card, named, 5)
        qtbot.waitUntil(lambda: thumbs(card)[-1].visibleRegion().isEmpty())
        for child in (*card.findChildren(ElidedLabel), *thumbs(card)):
            if child.isVisible():
                left = child.mapTo(card, QPoint()).x()
                assert left >= 16
                assert left + child.width() <= width - 16
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize(("rows", "columns"), [(20, 30), (64, 64), (400, 300), (1, 1)])
def test_images_of_any_size_fit(card: SideCard, qtbot: QtBot, rows: int, columns: int) -> None:
    split = sample.split("train", 3, rows=rows, columns=columns)
    odd = Gallery((split,), ("Top", "Bag", "Hat"), split.images, split.labels)
    card.show_image(Subject(odd, 1), is_blind=False, is_pinned=False)
    card.show_neighbours(1, [Neighbour(0, 1.0), Neighbour(2, 2.0)])
    assert card.findChildren(Picture)[0].height() <= 224
    assert [thumb.height() <= 56 for thumb in thumbs(card)] == [True, True]
    assert not card.grab().isNull()
