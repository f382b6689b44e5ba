"""Which key names which class, where there are more classes than digits."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.ui.review.page import ReviewPage
from tests import sample

NAMES = tuple(f"Kind {number}" for number in range(40))


@pytest.fixture
def dataset() -> Dataset:
    """Return forty classes: four of them have no key, and only the mouse names them."""
    splits = {name: sample.split(name, 300, classes=40) for name in ("train", "test")}
    return Dataset(splits, NAMES, sample.dataset().source, "Forty", identity=None)


def send(page: ReviewPage, key: Qt.Key, text: str, *, has_shift: bool = False) -> None:
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    event = QKeyEvent(QEvent.Type.KeyPress, key, shift if has_shift else none, text)
    page.keyPressEvent(event)


def last(page: ReviewPage) -> tuple[str, int | None, tuple[int, ...]]:
    step = page.desk.book.last_done
    assert step is not None
    (decision,) = step.decisions
    return decision.kind, decision.to_class, decision.classes


def test_letters_with_shift_name_classes_and_without_decide(page: ReviewPage) -> None:
    send(page, Qt.Key.Key_K, "K", has_shift=True)
    assert last(page) == ("relabel", 20, ())
    send(page, Qt.Key.Key_K, "k")
    assert last(page) == ("keep", None, ())
    send(page, Qt.Key.Key_9, "9")
    assert last(page) == ("relabel", 9, ())


def test_letters_alone_name_classes_of_a_set(page: ReviewPage) -> None:
    send(page, Qt.Key.Key_A, "a")
    send(page, Qt.Key.Key_B, "b")
    send(page, Qt.Key.Key_3, "3")
    send(page, Qt.Key.Key_Return, "\r")
    # Besides the label, which is there from the beginning.
    assert last(page) == ("ambiguous", None, (3, 7, 8, 11))


def test_the_mouse_names_a_class_without_a_key(qtbot: QtBot, page: ReviewPage) -> None:
    buttons = page.desk_view.bar.pad.buttons
    assert [button.text() for button in buttons] == list(NAMES)
    buttons[39].click()
    assert last(page) == ("relabel", 39, ())


def test_keys_of_the_program_decide_nothing(page: ReviewPage) -> None:
    event = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "\x0b"
    )
    page.keyPressEvent(event)
    assert page.desk.book.last_done is None
