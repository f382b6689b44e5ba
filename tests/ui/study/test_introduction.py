"""What is read, agreed to and answered before the first image of a study."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.study.example import example_images
from fmnist_gui.core.study.study import Question, Study, Wanted
from fmnist_gui.ui.study.example_grid import ExampleGrid
from fmnist_gui.ui.study.introduction import AGREE_FIRST, Introduction, Joined
from tests import sample

pytestmark = pytest.mark.window

STUDY = Study(
    "Shirts",
    "test",
    "f" * 64,
    FASHION_CLASSES,
    (1, 2, 3),
    "all",
    Wanted(),
    7,
    instructions="Look at <b>collars</b>.",
    examples_split="train",
    examples=((0, 10), (), *((number,) for number in range(2, 10))),
    consent="Your answers are kept.",
    questions=(Question("Who are you?", ("A tailor", "No answer")), Question("Which screen?")),
)


def shown(qtbot: QtBot, study: Study, *, is_reading: bool = False) -> Introduction:
    examples = example_images(study, sample.dataset().splits)
    made = Introduction(study, examples, who="Ada", is_reading=is_reading)
    qtbot.addWidget(made)
    made.resize(924, 600)
    with qtbot.waitExposed(made):
        made.show()
    # Nothing has the focus but in an active window, and not every screen makes a new one that.
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def words(introduction: Introduction) -> list[str]:
    labels = introduction.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def test_nobody_begins_without_agreeing(qtbot: QtBot) -> None:
    introduction = shown(qtbot, STUDY)
    with qtbot.assertNotEmitted(introduction.begun):
        qtbot.keyClick(introduction, Qt.Key.Key_Return)
    assert introduction.message == AGREE_FIRST
    box = introduction.body.agree_box
    assert box is not None
    assert box.hasFocus()
    box.click()
    assert introduction.message == ""
    with qtbot.waitSignal(introduction.begun) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args == [Joined(has_consented=True, replies=("", ""))]


def test_whoever_agrees_sees_that_there_are_questions(qtbot: QtBot) -> None:
    introduction = shown(qtbot, STUDY)
    introduction.resize(924, 420)
    box, last = introduction.body.agree_box, introduction.body.fields[-1]
    assert box is not None
    qtbot.keyClick(introduction, Qt.Key.Key_Return)
    assert box.visibleRegion().boundingRect() == box.rect()
    assert last.visibleRegion().isEmpty()
    box.click()
    assert last.visibleRegion().boundingRect() == last.rect()


def test_answers_about_the_person_go_along(qtbot: QtBot) -> None:
    introduction = shown(qtbot, replace(STUDY, consent=""))
    job, screen = introduction.body.fields
    assert isinstance(job, QComboBox)
    assert isinstance(screen, QLineEdit)
    # A choice may be called like the words for none.
    for row, reply in ((0, ""), (1, "A tailor"), (2, "No answer")):
        job.setCurrentIndex(row)
        assert introduction.body.replies == (reply, "")
    screen.setText("  a telephone ")
    with qtbot.waitSignal(introduction.begun) as told:
        qtbot.mouseClick(introduction.begin_button, Qt.MouseButton.LeftButton)
    assert told.args == [Joined(has_consented=False, replies=("No answer", "a telephone"))]


@pytest.mark.parametrize("how", ["key", "button"])
def test_who_does_not_take_part_goes_back(qtbot: QtBot, how: str) -> None:
    introduction = shown(qtbot, STUDY)
    with qtbot.waitSignal(introduction.left), qtbot.assertNotEmitted(introduction.begun):
        if how == "key":
            qtbot.keyClick(introduction, Qt.Key.Key_Escape)
        else:
            introduction.back_button.setFocus()
            qtbot.keyClick(introduction.back_button, Qt.Key.Key_Return)


def test_reading_again_asks_nothing(qtbot: QtBot) -> None:
    introduction = shown(qtbot, STUDY, is_reading=True)
    assert introduction.body.agree_box is None
    assert "Your answers are kept." not in words(introduction)
    assert "Look at <b>collars</b>." in words(introduction)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        with qtbot.waitSignal(introduction.begun):
            qtbot.keyClick(introduction, key)


def test_only_classes_with_examples_have_pictures_and_they_fit_any_width(qtbot: QtBot) -> None:
    introduction = shown(qtbot, STUDY)
    grid = introduction.findChild(ExampleGrid)
    assert grid is not None
    assert "Trouser" not in grid.names
    assert len(grid.names) == 9
    wide = grid.columns
    introduction.resize(360, 600)
    qtbot.waitUntil(lambda: grid.columns < wide)
    assert grid.width() <= introduction.width()
    plain = shown(qtbot, replace(STUDY, examples=()))
    assert plain.findChild(ExampleGrid) is None


def test_examples_that_are_not_there_are_left_out() -> None:
    splits = sample.dataset(train=5).splits
    found = example_images(STUDY, splits)
    assert [len(images) for images in found] == [1, 0, 1, 1, 1, 0, 0, 0, 0, 0]
    assert np.array_equal(found[2][0], splits["train"].images[2])
    assert example_images(replace(STUDY, examples_split="other"), splits) == ()


@pytest.mark.usefixtures("large_font")
def test_endless_words_make_the_page_no_wider(qtbot: QtBot) -> None:
    endless = "w" * 300
    questions = (Question(endless, (endless,)),)
    study = replace(STUDY, instructions=endless, consent=endless, questions=questions)
    introduction = shown(qtbot, study)
    body = introduction.body.widget()
    assert body is not None
    assert body.width() <= introduction.body.viewport().width()
