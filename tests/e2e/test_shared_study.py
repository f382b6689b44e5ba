"""A study is shared in the real window, labelled there, and its answers are on the server."""

from datetime import UTC, datetime
from uuid import uuid4

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.study.event import StudyRecord, StudyStart
from fmnist_gui.core.study.study import Wanted
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.status import Status, status
from fmnist_gui.ui.share.link_start import LinkStart
from fmnist_gui.ui.share.share_dialog import ShareDialog
from tests.e2e.conftest import Open
from tests.ui.play.collector import Collector, study_of
from tests.ui.share.linking import ask

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


def test_whoever_labels_for_a_shared_study_need_not_look_at_the_page_of_studies_before(
    qtbot: QtBot, open_app: Open, url: str
) -> None:
    app = open_app()
    workspace = app.workspace
    assert workspace is not None
    study = study_of(
        workspace, wanted=Wanted(1, None, 1), sitting=1, examples_split="", examples=()
    )

    def start(store: LabelStore) -> StudyRecord:
        store.studies.start(StudyStart(uuid4(), study, store.annotator("Ina"), datetime.now(UTC)))
        return store.studies.find(study.sha256)

    # As it is when the program is started anew.
    shared: list[str] = []
    record = ask(qtbot, workspace, start)
    LinkStart(workspace, lambda *_: None).create(url, record, shared.append, workspace.report)
    qtbot.waitUntil(lambda: bool(shared), timeout=PATIENCE_MS)

    def there() -> Status:
        with Server(address_of(url)) as server:
            return status(server, study.sha256)

    app.window.show_page("play")
    collector = Collector(
        qtbot, app.pages.play, workspace, wanted=Wanted(1, None, 1), sitting=1, examples=(),
        examples_split="",
    )  # fmt: skip
    collector.sit("Anna")
    assert (there().claimed, there().labels) == (1, 0)
    collector.answer("1")
    qtbot.waitUntil(lambda: there().labels == 1, timeout=PATIENCE_MS)
    assert not app.window.has_page("collect")
    # What was known before is said on the page that comes later.
    app.window.show_page("collect")
    page = app.pages.collect
    qtbot.waitUntil(lambda: page.view.story is not None, timeout=PATIENCE_MS)
    head = page.view.column.head
    assert head is not None
    qtbot.waitUntil(lambda: "Shared on" in head.server_label.text(), timeout=PATIENCE_MS)
