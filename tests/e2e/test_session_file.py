"""Session files in the whole program: opened at the start, dropped, handed over, from the menu."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fmnist_gui.app import App
from fmnist_gui.core.exchange import session_file
from fmnist_gui.core.session.record import History
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.single import Called
from tests.core.session.example import played
from tests.e2e.conftest import Open
from tests.store.sample import opened

pytestmark = pytest.mark.window


@pytest.fixture
def history() -> History:
    return played(8, 10, name="Ada")


@pytest.fixture
def path(tmp_path: Path, history: History) -> Path:
    session_file.write(tmp_path / "ada.fmsession", history)
    return tmp_path / "ada.fmsession"


def seen(
    qtbot: QtBot, app: App, history: History, told: str = "1 session of Ada, 10 new answers."
) -> None:
    """Wait until the session is on Results and was told of."""
    qtbot.waitUntil(lambda: app.window.current_page == "results", timeout=15_000)
    qtbot.waitUntil(
        lambda: (
            app.pages.results.result is not None
            and app.pages.results.result.record == history.record
        ),
        timeout=20_000,
    )
    assert app.window.notice_bar.sentence.startswith(f"Added {told}")
    assert "belong to other data" in app.window.notice_bar.sentence
    assert not app.window.notice_bar.is_warning


def test_a_session_given_at_the_start_is_shown(
    qtbot: QtBot, open_app: Open, path: Path, history: History
) -> None:
    app = open_app(path=path)
    assert app.workspace is not None
    assert app.workspace.dataset is not None
    seen(qtbot, app, history)


def test_a_session_is_dropped_on_the_window(
    qtbot: QtBot, open_app: Open, path: Path, history: History
) -> None:
    app = open_app()
    drop(app, path)
    seen(qtbot, app, history)


def test_a_session_and_a_database_are_dropped_together(
    qtbot: QtBot, open_app: Open, path: Path, history: History, tmp_path: Path
) -> None:
    app = open_app()
    with opened(tmp_path / "other") as database:
        LabelStore(database).merge([played(2, 2, name="Bo")])
    drop(app, tmp_path / "other" / "fmnist-gui.db", path)
    seen(qtbot, app, history, told="2 sessions, 12 new answers.")
    assert app.window.notice_bar.cancel_button is None


def drop(app: App, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    app.window.dropEvent(event)


def test_a_session_dropped_before_the_pages_are_there_waits_for_them(
    qtbot: QtBot, open_app: Open, path: Path, history: History
) -> None:
    seen(qtbot, open_app(dropped=path), history)


def test_a_session_is_handed_over_by_a_second_start(
    qtbot: QtBot, open_app: Open, path: Path, history: History
) -> None:
    app = open_app()
    assert app._single is not None
    app._single.called.emit(Called(str(path), ""))
    seen(qtbot, app, history)


def test_sessions_are_added_from_the_menu_and_from_results(
    qtbot: QtBot, open_app: Open, path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    app.pages.results.sessions_asked.emit()
    seen(qtbot, app, history)
    app.window.actions_list["add_sessions"].trigger()
    qtbot.waitUntil(lambda: "is here already" in app.window.notice_bar.sentence)


def test_a_changed_session_is_one_sentence(qtbot: QtBot, open_app: Open, path: Path) -> None:
    app = open_app()
    path.write_text(path.read_text().replace('"chosen":', '"chosen":1', 1))
    app.open_path(path)
    qtbot.waitUntil(lambda: bool(app.window.notice_bar.sentence))
    assert "ada.fmsession: expected content with SHA-256" in app.window.notice_bar.sentence
    assert app.window.notice_bar.is_warning
    assert app.window.current_page == "explore"
