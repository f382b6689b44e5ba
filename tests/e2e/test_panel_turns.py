"""A panel over several machines: its deck goes out as a file, sessions come back as files."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fmnist_gui.app import App
from fmnist_gui.core.exchange import deck_file, session_file
from fmnist_gui.core.session.chooser import AccuracyChooser
from fmnist_gui.core.session.simulate import play
from fmnist_gui.store.database import open_database
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start, begin
from fmnist_gui.ui.play.panel_view import PanelView
from fmnist_gui.ui.play.preset_note import PANEL
from tests.e2e.conftest import Open

LEFT = Qt.MouseButton.LeftButton
NOW = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.window


def make_panel(qtbot: QtBot, app: App) -> PanelView:
    app.window.show_page("play")
    page = app.pages.play
    page.setup.name_box.setEditText("Ada")
    page.setup.grid.choose(PANEL)
    qtbot.mouseClick(page.setup.start_button, LEFT)
    guide, view = page.front.panels.guide, page.front.panels.view
    qtbot.waitUntil(guide.isVisible)
    guide.count.setValue(20)
    for field, name in zip(guide.names[1:], ("Ben", "Cem"), strict=True):
        field.setEditText(name)
    qtbot.mouseClick(guide.make_button, LEFT)
    qtbot.waitUntil(view.isVisible)
    return view


def answer_elsewhere(app: App, deck_path: Path, folder: Path, name: str) -> Path:
    """Answer a deck's file on another machine, and return the session's file."""
    assert app.workspace is not None
    dataset = app.workspace.dataset
    assert dataset is not None
    deck = deck_file.read(deck_path)
    assert deck.rules is not None
    folder.mkdir()
    database = open_database(folder / "other.db", backups=folder / "backups", now=NOW)
    store = LabelStore(database)
    session = begin(store, dataset, Start(deck.rules, name, 1, "0.1", deck=deck), now=NOW)
    play(session, AccuracyChooser(0.8, 10), store.append, rng=np.random.default_rng(1), now=NOW)
    path = folder / f"{name}.fmsession"
    session_file.write(path, store.history(session.record.id))
    database.close()
    return path


def test_sessions_of_other_machines_fill_the_bars_and_tell_nothing_yet(
    qtbot: QtBot, open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    view = make_panel(qtbot, app)
    path = tmp_path / "panel.fmdeck"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    qtbot.mouseClick(view.save_button, LEFT)
    assert path.is_file()
    files = [answer_elsewhere(app, path, tmp_path / name, name) for name in ("Ben", "Cem")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (list(map(str, files)), ""))
    assert view.isVisible()
    qtbot.mouseClick(view.add_button, LEFT)
    qtbot.waitUntil(lambda: view.words == "40 of 60 labels", timeout=15_000)
    assert [row.words for row in view.rows] == ["0 of 20", "20 of 20 Done", "20 of 20 Done"]
    assert app.window.current_page == "play"
    qtbot.waitUntil(lambda: app.window.notice_bar.sentence.startswith("Added 2 sessions"))
    assert app.window.current_page == "play"


def test_the_result_of_a_complete_panel_is_on_results(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    app = open_app()
    view = make_panel(qtbot, app)
    panel = app.pages.play.front.panels.panel
    assert panel is not None
    path = tmp_path / "panel.fmdeck"
    deck_file.write(path, panel.deck)
    for name in panel.members:
        app.open_path(answer_elsewhere(app, path, tmp_path / name, name))
    qtbot.waitUntil(view.result_button.isVisible, timeout=15_000)
    qtbot.mouseClick(view.result_button, LEFT)
    assert app.window.current_page == "results"
