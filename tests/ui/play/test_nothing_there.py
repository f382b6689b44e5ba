"""Without images, or without a database: one sentence each, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.session.preset import preset
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.play.key_dialog import KeyDialog
from fmnist_gui.ui.play.message_label import STILL_READING
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.window


def at_foot(play: PlayPage) -> list[QPushButton]:
    bar = play.setup.bar
    return [bar.start_button, bar.deck_button, bar.keys_button]


def test_before_the_images_are_there_each_button_says_so(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    workspace.dataset = None
    for button in at_foot(play):
        play.setup.say("")
        qtbot.mouseClick(button, LEFT)
        assert play.setup.message == STILL_READING
    assert play.sitting is None


def test_before_the_images_are_there_a_panel_is_not_made_and_its_names_stay(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    workspace.dataset = None
    play.setup.grid.choose("replicate-zalando")
    qtbot.mouseClick(play.setup.start_button, LEFT)
    guide = play.front.panels.guide
    qtbot.waitUntil(guide.isVisible)
    for field, name in zip(guide.names, ("Ada", "Ben", "Cem"), strict=True):
        field.setEditText(name)
    qtbot.mouseClick(guide.make_button, LEFT)
    assert guide.problem == STILL_READING
    assert [field.name for field in guide.names] == ["Ada", "Ben", "Cem"]


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything that is asked of the database fail."""

    def fail(_self: LabelStore, *_args: object, **_more: object) -> None:
        raise StoreError("the database", expected="one", found="none", remedy="restore it")

    for name in ("annotator", "annotators", "sessions", "panels", "met", "waiting"):
        monkeypatch.setattr(LabelStore, name, fail)


@pytest.mark.parametrize("key", ["quick-20", "daily", "replicate-zalando"])
def test_without_a_database_start_says_so(
    qtbot: QtBot, play: PlayPage, unreadable: None, key: str
) -> None:
    play.setup.grid.choose("quick-20")
    play.setup.card(key).choose(key)
    qtbot.mouseClick(play.setup.start_button, LEFT)
    qtbot.waitUntil(lambda: bool(play.setup.message))
    assert play.setup.message == "The database: expected one, found none; restore it."
    assert play.sitting is None
    assert play.setup.isVisible()


def test_without_a_database_cards_and_keys_are_there_all_the_same(
    qtbot: QtBot, play: PlayPage, unreadable: None
) -> None:
    play.front.refresh()
    assert play.setup.protocol == preset("quick-20")
    assert not play.setup.card("quick-20").reason
    qtbot.mouseClick(play.setup.bar.keys_button, LEFT)
    qtbot.waitUntil(lambda: play.setup.findChild(KeyDialog) is not None)
