"""From a picture in Results to the same image in Explore, and what the ledger knows afterwards."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.app import App
from fmnist_gui.core.session.record import History
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.results.images_card import ImagesCard
from tests.core.session.example import Sitting
from tests.e2e.conftest import Open

pytestmark = pytest.mark.window


def sat(qtbot: QtBot, app: App) -> History:
    """Keep a session over the first ten test images of the open data."""
    assert app.workspace is not None
    assert app.workspace.dataset is not None
    split = app.workspace.dataset.splits["test"]
    labels = split.labels[:10].tolist()
    sitting = Sitting(
        labels,
        protocol="quick-20",
        identity=app.workspace.dataset.identity,
        fingerprint=split.fingerprint,
    )
    for label in labels:
        sitting.answer(label)
    sitting.do("finish")
    history = sitting.history()

    def verb(store: LabelStore) -> None:
        store.begin(history.record)
        store.append(*history.entries)

    app.workspace.ask(verb)
    return history


def test_a_picture_leads_to_its_image_in_explore(qtbot: QtBot, open_app: Open) -> None:
    app = open_app()
    history = sat(qtbot, app)
    qtbot.keyClick(app.window, "3", Qt.KeyboardModifier.ControlModifier)
    results = app.pages.results
    results.show_session(history.record.id)
    qtbot.waitUntil(lambda: "images" in results.column.cards, timeout=20_000)
    qtbot.waitUntil(lambda: results.column.is_whole)
    card = results.column.cards["images"]
    assert isinstance(card, ImagesCard)
    grid = card.group.grid
    assert grid is not None
    results.column.ensureWidgetVisible(grid)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.place(4).center())
    qtbot.waitUntil(lambda: app.window.current_page == "explore")
    explore = app.pages.explore
    gallery, images = explore.exhibit.gallery, explore.exhibit.images
    assert gallery is not None
    assert images is not None
    assert [gallery.place(number).index for number in images.numbers] == list(range(10))
    pinned = explore.inspector.pinned
    assert pinned is not None
    assert (gallery.place(pinned).split, gallery.place(pinned).index) == ("test", 4)


def test_what_the_page_offers_to_add_opens_the_dialogs_of_the_menu(
    qtbot: QtBot, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    sat(qtbot, app)
    qtbot.keyClick(app.window, "3", Qt.KeyboardModifier.ControlModifier)
    asked: list[str] = []
    for desk, name in ((app.reception.scores, "scores"), (app.reception.sessions, "sessions")):
        assert desk is not None
        monkeypatch.setattr(desk, "choose", lambda name=name: asked.append(name))
    app.pages.results.scores_asked.emit()
    app.pages.results.sessions_asked.emit()
    assert asked == ["scores", "sessions"]
