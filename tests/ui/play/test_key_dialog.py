"""Keys are chosen per person, kept, and stored with the session."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.session.key_choice import KeyChoice, shuffled
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Equipment
from fmnist_gui.ui import theme
from fmnist_gui.ui.key_reader import COMMANDS
from fmnist_gui.ui.play.key_dialog import KeyDialog
from fmnist_gui.ui.play.key_setting import PEOPLE_MOST, keep_keys, keys_of
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Workspace
from tests.ui.play.conftest import Asker

OK = QDialogButtonBox.StandardButton.Ok
LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.window


def dialog(qtbot: QtBot, choice: KeyChoice | None = None) -> KeyDialog:
    made = KeyDialog(
        "Ada", FASHION_CLASSES, choice=choice or KeyChoice(), order=(9, *range(9)), parent=None
    )
    qtbot.addWidget(made)
    made.show()
    return made


def keys(shown: KeyDialog) -> str:
    return "".join(field.text() for field in shown.key_fields)


def test_digits_and_the_left_hand_are_shown_as_they_would_be(qtbot: QtBot) -> None:
    shown = dialog(qtbot)
    assert keys(shown) == "0123456789"
    shown.kinds["left hand"].click()
    assert keys(shown) == "QWERTASDFG"
    shown.shuffle.click()
    assert keys(shown) == "WERTASDFGQ"
    assert shown.choice == KeyChoice("left hand", is_shuffled=True)


def test_a_key_is_pressed_into_its_field(qtbot: QtBot) -> None:
    shown = dialog(qtbot)
    qtbot.keyClick(shown.key_fields[2], "p")
    assert shown.choice.kind == "own"
    assert keys(shown) == "01P3456789"
    qtbot.keyClick(shown.key_fields[3], Qt.Key.Key_Backspace)
    assert keys(shown) == "01P456789"
    with qtbot.waitSignal(shown.chosen) as told:
        qtbot.mouseClick(shown.buttons.button(OK), LEFT)
    assert told.args == [KeyChoice("own", ("0", "1", "P", "", *"456789"))]


def test_nothing_lies_over_another_in_large_type(
    qtbot: QtBot, qapp: QApplication, dark: None
) -> None:
    usual = qapp.font()
    large = qapp.font()
    large.setPixelSize(26)
    qapp.setFont(large)
    theme.apply(qapp, theme.DARK, resources.folder() / "theme")
    try:
        shown = dialog(qtbot)
        layout = shown.layout()
        assert layout is not None
        layout.activate()
        items = [layout.itemAt(number) for number in range(layout.count())]
        parts = [item.widget() for item in items if item is not None]
        places = [part.geometry() for part in parts if part is not None and part.isVisible()]
        assert all(upper.bottom() < lower.top() for upper, lower in pairwise(places))
        assert shown.key_fields[4].visibleRegion().boundingRect() == shown.key_fields[4].rect()
    finally:
        qapp.setFont(usual)
        theme.apply(qapp, theme.DARK, resources.folder() / "theme")


def test_two_classes_with_one_key_are_refused_at_once(qtbot: QtBot) -> None:
    shown = dialog(qtbot)
    qtbot.keyClick(shown.key_fields[0], "9")
    assert shown.problem == "The key 9 answers two classes; give one of them another key."
    assert not shown.buttons.button(OK).isEnabled()
    qtbot.keyClick(shown.key_fields[9], "0")
    assert shown.problem == ""
    assert shown.buttons.button(OK).isEnabled()


def test_space_and_escape_are_no_answers(qtbot: QtBot) -> None:
    shown = dialog(qtbot)
    qtbot.keyClick(shown.key_fields[0], " ")
    assert keys(shown) == "0123456789"
    qtbot.keyClick(shown.key_fields[0], Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_ok_is_what_the_dialog_is_for_and_it_says_which_keys_are_taken(qtbot: QtBot) -> None:
    shown = dialog(qtbot)
    primary = [b for b in shown.buttons.buttons() if b.property("role") == "primary"]
    assert primary == [shown.buttons.button(OK)]
    words = " ".join(label.text() for label in shown.findChildren(QLabel) if label.isVisible())
    names = {QKeySequence(key).toString() for key in COMMANDS}
    spoken = {"Esc": "Escape", "Return": "Enter"}
    for name in names:
        assert spoken.get(name, name) in words


def ask_for_keys(qtbot: QtBot, play: PlayPage) -> KeyDialog:
    qtbot.mouseClick(play.setup.bar.keys_button, LEFT)
    qtbot.waitUntil(lambda: play.setup.findChild(KeyDialog) is not None)
    shown = play.setup.findChild(KeyDialog)
    assert shown is not None
    return shown


def equipment(qtbot: QtBot, play: PlayPage, name: str) -> Equipment:
    """Begin a session of that person and return what it is answered with."""
    play.start(preset("quick-20"), name)
    qtbot.waitUntil(lambda: play.sitting is not None)
    assert play.sitting is not None
    record = play.sitting.session.record
    play.sitting.leave()
    qtbot.waitUntil(lambda: play.sitting is None)
    return record.equipment


def test_keys_belong_to_a_person_and_are_stored_with_the_session(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    play.setup.name_box.setEditText("Ada")
    play.setup.bar.name_box.named.emit("Ada")
    shown = ask_for_keys(qtbot, play)
    shown.kinds["left hand"].click()
    shown.shuffle.click()
    qtbot.mouseClick(shown.buttons.button(OK), LEFT)
    assert keys_of(workspace.settings, "Ada") == KeyChoice("left hand", is_shuffled=True)
    assert play.setup.bar.keys_button.text() == "Keys: left hand, shuffled"
    own = equipment(qtbot, play, "Ada")
    ada = ask(lambda store: store.annotator("Ada"))
    assert own.button_order == shuffled(ada.id, 10)
    assert own.keys[own.button_order[0]] == "Q"
    other = equipment(qtbot, play, "Bob")
    assert (other.keys, other.button_order) == ((), ())
    qtbot.waitUntil(lambda: play.setup.bar.keys_button.text() == "Keys: digits")


def test_keys_that_mean_something_else_with_shift_are_refused_where_shift_counts(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    keep_keys(workspace.settings, "Ada", KeyChoice("own", tuple(",.-123456q")))
    play.setup.name_box.setEditText("Ada")
    play.setup.grid.choose("custom")
    play.setup.custom.answers.confidence.choose("shift")
    qtbot.mouseClick(play.setup.start_button, LEFT)
    qtbot.waitUntil(lambda: "Shift" in play.setup.message)
    assert play.sitting is None


def test_of_very_many_people_the_first_are_forgotten(workspace: Workspace) -> None:
    everybody = {f"Person {n}": KeyChoice().content() for n in range(PEOPLE_MOST)}
    workspace.settings.change(keys=everybody)
    keep_keys(workspace.settings, "Ada", KeyChoice("left hand"))
    kept = workspace.settings.choices.keys
    assert len(kept) == PEOPLE_MOST
    assert "Person 0" not in kept
    assert keys_of(workspace.settings, "Ada").kind == "left hand"


def test_the_keys_of_a_name_just_written_are_that_persons(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    bob = ask(lambda store: store.annotator("Bob"))
    keep_keys(workspace.settings, "Bob", KeyChoice("left hand", is_shuffled=True))
    play.setup.name_box.setEditText("Bob")
    shown = ask_for_keys(qtbot, play)
    first = shuffled(bob.id, 10)[0]
    assert shown.key_fields[first].text() == "Q"
    shown.reject()


def test_keys_of_nobody_are_not_asked_for(qtbot: QtBot, play: PlayPage) -> None:
    play.setup.name_box.setEditText("")
    qtbot.mouseClick(play.setup.bar.keys_button, LEFT)
    assert "name" in play.setup.message
