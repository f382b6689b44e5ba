"""Names that came from other people are read as they are, whatever they look like."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.mosaic.region import Cell
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.workspace import Workspace
from tests.ui.explore.hand import hover
from tests.ui.explore.test_table_maker import give_answers
from tests.ui.image.words import words_of

MARKUP = "<i>Ann</i> &amp;"


def guessing(page: ExplorePage) -> list[QLabel]:
    """Return the labels that would take words from others for markup."""
    labels = page.findChildren(QLabel)
    assert labels
    return [label for label in labels if label.textFormat() != Qt.TextFormat.PlainText]


def test_no_label_takes_a_name_for_markup(
    qtbot: QtBot, workspace: Workspace, page: ExplorePage
) -> None:
    give_answers(qtbot, workspace, name=MARKUP, chosen=(4,))
    page.arrange(Arrangement("test", Kind.GRID))
    number = hover(qtbot, page, Cell(0, 0))
    page.inspector.open(number)
    qtbot.waitUntil(lambda: any(MARKUP in word for word in words_of(page.card)))
    assert guessing(page) == []


def test_no_tool_tip_does_either(qtbot: QtBot, page: ExplorePage) -> None:
    page.show_images("test", [3], f"{MARKUP} said Coat. " * 20)
    page.grab()
    told = [part.toolTip() for part in page.findChildren(QWidget) if "Ann" in part.toolTip()]
    assert told
    assert all("&lt;i&gt;Ann&lt;/i&gt;" in tip and "<i>" not in tip for tip in told)
