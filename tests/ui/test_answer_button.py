"""An answer button looks like what it is, however often it was drawn before."""

from typing import get_args

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.ui import theme
from fmnist_gui.ui.answer_button import FACES_MOST, AnswerButton, Verdict

INSIDE = QPoint(120, 8)
"""Where there is neither chip nor name."""


@pytest.fixture
def button(qtbot: QtBot, dark: None) -> AnswerButton:
    made = AnswerButton("3", "Bag")
    qtbot.addWidget(made)
    made.resize(160, 44)
    return made


def colour(button: AnswerButton) -> QColor:
    return button.grab().toImage().pixelColor(INSIDE * button.devicePixelRatioF())


def test_a_pressed_button_looks_pressed_and_a_free_one_free(button: AnswerButton) -> None:
    free = colour(button)
    button.setDown(True)
    assert colour(button) == QColor(theme.DARK.line) != free
    button.setDown(False)
    assert colour(button) == free == QColor(theme.DARK.card)


def test_each_mark_has_its_look(button: AnswerButton) -> None:
    looks = []
    for verdict in get_args(Verdict):
        button.mark(verdict)
        looks.append(button.grab().toImage())
    assert all(a != b for i, a in enumerate(looks) for b in looks[:i])
    button.mark("")
    assert button.grab().toImage() == looks[0]


def test_another_theme_is_taken_on(button: AnswerButton, qapp: QApplication) -> None:
    before = colour(button)
    theme.apply(qapp, theme.LIGHT, resources.folder() / "theme")
    assert colour(button) == QColor(theme.LIGHT.card) != before


def test_pictures_of_old_sizes_are_let_go(button: AnswerButton) -> None:
    for width in range(160, 160 + 3 * FACES_MOST):
        button.resize(width, 44)
        button.grab()
    assert len(button._faces) <= FACES_MOST
