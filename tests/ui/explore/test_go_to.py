"""Going to an image by its index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.errors import RequestError
from fmnist_gui.ui.explore.go_to import Asked, GoTo, parse_place
from tests import sample

Key = Qt.Key
GALLERY = gallery_of(sample.dataset(train=1300, test=70))


@pytest.mark.parametrize(
    ("text", "split", "number"),
    [
        ("0", "train", 0),
        ("1299", "train", 1299),
        ("1,299", "train", 1299),
        (" #12 ", "train", 12),
        ("0012", "train", 12),
        ("69", "test", 1369),
        ("test 5", "train", 1305),
        ("test:5", "train", 1305),
        ("test: 5", "train", 1305),
        ("TEST  5", "train", 1305),
        ("te#5", "train", 1305),
        ("test5", "train", 1305),
        ("train:1,000", "test", 1000),
    ],
)
def test_a_place_is_read(text: str, split: str, number: int) -> None:
    assert parse_place(text, GALLERY, split) == number


@given(st.data())
def test_every_image_can_be_named(data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(GALLERY) - 1))
    place = GALLERY.place(number)
    gap = data.draw(st.sampled_from([" ", ":", " : ", "#"]))
    for index in (str(place.index), f"{place.index:,}"):
        assert parse_place(f"{place.split}{gap}{index}", GALLERY, "train") == number
        assert parse_place(index, GALLERY, place.split) == number


@given(st.text(max_size=60))
def test_anything_else_is_a_sentence(text: str) -> None:
    try:
        number = parse_place(text, GALLERY, "train")
    except RequestError as error:
        said = str(error)
    else:
        said = ""
        assert 0 <= number < len(GALLERY)
    assert "\n" not in said
    assert len(said) < 120


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", '"" is no index; write a whole number, as in 4907 or train 4907'),
        ("shirt", '"shirt" is no index; write a whole number, as in 4907 or train 4907'),
        ("12.5", '"12.5" is no index; write a whole number, as in 4907 or train 4907'),
        ("1300", "train has no image 1300; write an index from 0 to 1,299"),
        ("test 70", "test has no image 70; write an index from 0 to 69"),
        ("9" * 99, f"train has no image {'9' * 23}…; write an index from 0 to 1,299"),
        ("tset:7", 'no split is called "tset"; there are train and test'),
        ("t 7", 'no split is called "t"; there are train and test'),
        ("-7", '"-7" is no index; write a whole number, as in 4907 or train 4907'),
    ],
)
def test_what_cannot_be_met_is_said_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(RequestError) as caught:
        parse_place(text, GALLERY, "train")
    assert str(caught.value) == sentence


def test_an_empty_split_says_that_it_is_empty() -> None:
    gallery = gallery_of(sample.dataset(train=3, test=0))
    with pytest.raises(RequestError, match="test holds no images; choose another split"):
        parse_place("test 0", gallery, "train")


@pytest.fixture
def below(qtbot: QtBot, dark: None) -> QWidget:
    made = QWidget()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.resize(640, 480)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def go_to(below: QWidget) -> GoTo:
    return GoTo(below)


def opened(go_to: GoTo, gallery: Gallery = GALLERY) -> GoTo:
    go_to.pop_up(gallery, "train")
    return go_to


def test_it_is_hidden_until_it_is_asked_for(below: QWidget, go_to: GoTo) -> None:
    assert go_to.isHidden()
    opened(go_to)
    assert go_to.isVisible()
    assert go_to.field.hasFocus()
    assert below.rect().contains(go_to.geometry())


def test_enter_goes_there_and_closes(qtbot: QtBot, below: QWidget, go_to: GoTo) -> None:
    opened(go_to)
    qtbot.keyClicks(go_to.field, "test 5")
    with qtbot.waitSignal(go_to.asked) as signal:
        qtbot.keyClick(go_to.field, Key.Key_Return)
    assert signal.args == [Asked(1305)]
    assert go_to.isHidden()
    assert below.hasFocus()


def test_an_error_is_shown_and_the_field_stays(qtbot: QtBot, go_to: GoTo) -> None:
    opened(go_to)
    height = go_to.height()
    qtbot.keyClicks(go_to.field, "5000")
    with qtbot.assertNotEmitted(go_to.asked):
        qtbot.keyClick(go_to.field, Key.Key_Return)
    assert go_to.isVisible()
    assert go_to.note.text() == "train has no image 5000; write an index from 0 to 1,299"
    assert go_to.height() > height
    qtbot.keyClicks(go_to.field, "7")
    assert go_to.field.text() == "7"
    assert not go_to.note.isVisible()
    assert go_to.height() == height


def test_escape_closes_and_tells_nobody(qtbot: QtBot, below: QWidget, go_to: GoTo) -> None:
    opened(go_to)
    with qtbot.assertNotEmitted(go_to.asked):
        qtbot.keyClick(go_to.field, Key.Key_Escape)
    assert go_to.isHidden()
    assert below.hasFocus()


def test_it_closes_when_the_focus_goes_elsewhere(qtbot: QtBot, dark: None) -> None:
    window = QWidget()
    other, ground = QLineEdit(), QWidget()
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(ground, 1)
    window.resize(640, 480)
    qtbot.addWidget(window)
    go_to = GoTo(ground)
    with qtbot.waitActive(window):
        window.show()
    opened(go_to)
    qtbot.waitUntil(go_to.field.hasFocus)
    other.setFocus()
    assert go_to.isHidden()
    assert other.hasFocus()
