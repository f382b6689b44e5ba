"""Images under a heading: how many there are, and how many of them have room."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.ui.results.album import Album, Library
from fmnist_gui.ui.results.image_group import ImageGroup
from fmnist_gui.ui.results.page import ResultsPage
from fmnist_gui.ui.results.shown_image import ShownImage, Told
from fmnist_gui.ui.workspace import Workspace
from tests import sample

pytestmark = pytest.mark.window


def _says(label: QLabel, text: str) -> bool:
    return label.isVisible() and label.text() == text


NAMES = tuple(str(number) for number in range(10))


def test_what_has_no_room_is_counted_anew_at_every_width(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    library = Library(workspace, page)
    album = Album(library, "test", NAMES, sample.split("test", 60), is_shut=True)
    images = Told(tuple(range(17)), lambda position: ShownImage(position, (), "an image"))
    group = ImageGroup("All wrong", images, album, resources.folder() / "icons", most_rows=2)
    qtbot.addWidget(group)
    group.resize(800, 400)
    with qtbot.waitExposed(group):
        group.show()
    # No more is promised than there may be room for.
    assert group.show_button.text() == "Show images"
    assert not group.rest_label.isVisible()
    qtbot.mouseClick(group.show_button, Qt.MouseButton.LeftButton)
    grid = group.grid
    assert grid is not None
    for width, first in ((800, 16), (500, 10)):
        group.resize(width, 400)
        told = f"The first {first} are shown here, all 17 in Explore."
        qtbot.waitUntil(partial(_says, group.rest_label, told))
        assert grid.visible_count == first
    group.resize(1200, 400)
    qtbot.waitUntil(lambda: not group.rest_label.isVisible())
    assert grid.visible_count == 17
