"""A study is shared in the real window, labelled there, and its answers are on the server."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.study.study import Wanted
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.status import Status, status
from fmnist_gui.ui.share.share_dialog import ShareDialog
from tests.e2e.conftest import Open
from tests.ui.play.collector import Collector

PATIENCE_MS = 20_000


def test_images_are_set_aside_while_somebody_labels_and_the_answers_arrive(
    qtbot: QtBot, open_app: Open, url: str
) -> None:
    app = open_app()
    assert app.workspace is not None
    play = app.pages.play
    app.window.show_page("play")
    collector = Collector(
        qtbot, play, app.workspace, wanted=Wanted(1, None, 1), sitting=2, examples=(),
        examples_split="",
    )  # fmt: skip
    sha256 = collector.study.sha256

    def there() -> Status:
        with Server(address_of(url)) as server:
            return status(server, sha256)

    app.window.show_page("collect")
    page = app.pages.collect
    qtbot.waitUntil(lambda: page.view.story is not None, timeout=PATIENCE_MS)

    def said() -> str:
        head = page.view.column.head
        return "" if head is None else head.server_label.text()

    head = page.view.column.head
    assert head is not None
    head.share_button.click()
    dialog = app.window.findChild(ShareDialog)
    assert isinstance(dialog, ShareDialog)
    dialog.address_field.setText(url)
    qtbot.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Nothing waits to be sent" in said(), timeout=PATIENCE_MS)
    app.window.show_page("play")
    collector.sit("Anna")
    assert (there().claimed, there().labels) == (2, 0)
    collector.answer("1")
    collector.answer("2")
    qtbot.waitUntil(lambda: there().labels == 2, timeout=PATIENCE_MS)
    assert there().claimed == 0
