"""What stands above the image: its buttons say their keys, and nothing in it moves."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.key_button import KeyButton
from fmnist_gui.ui.play.sitting_bar import SittingBar

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("dark")]


@pytest.fixture
def bar(qtbot: QtBot) -> SittingBar:
    """Return the bar of a session of 1000 images."""
    made = SittingBar(1000, title="Solo 1000", who="Ada")
    qtbot.addWidget(made)
    made.resize(960, 40)
    with qtbot.waitExposed(made):
        made.show()
    return made


def buttons(bar: SittingBar) -> list[KeyButton]:
    return [bar.back_button, bar.pause_button, bar.leave_button]


def test_the_buttons_say_their_keys_while_there_is_room(qtbot: QtBot, bar: SittingBar) -> None:
    assert all(button.has_chip for button in buttons(bar))
    assert [button.accessibleDescription() for button in buttons(bar)] == [
        "Key Backspace",
        "Key Space",
        "Key Esc",
    ]
    bar.resize(460, 40)
    qtbot.waitUntil(lambda: not any(button.has_chip for button in buttons(bar)))
    assert all(button.width() >= button.width_px(has_chip=False) for button in buttons(bar))


def test_counting_and_pausing_move_nothing(bar: SittingBar) -> None:
    places = [button.geometry() for button in buttons(bar)]
    for position in (0, 136, 998):
        bar.show_position(position)
        assert bar.words == f"{position + 1} of 1000"
        assert [button.geometry() for button in buttons(bar)] == places
    bar.show_paused(True)
    layout = bar.layout()
    assert layout is not None
    layout.activate()
    assert bar.pause_button.text() == "Go on"
    assert [button.geometry() for button in buttons(bar)] == places


@pytest.mark.usefixtures("large_font")
def test_the_name_is_whole_in_large_letters_in_a_small_window(qtbot: QtBot) -> None:
    made = SittingBar(7, title="Shirts and pullovers", who="Anna Lindqvist", read_key="I")
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show_position(0)
    with qtbot.waitExposed(made):
        made.show()
    assert any("Anna Lindqvist" in label.text() for label in made.findChildren(QLabel))
