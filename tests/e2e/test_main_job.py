"""The main job as a new user does it, on practice images and on the official files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.app import App
from fmnist_gui.core.chart.scene import Cell
from fmnist_gui.core.dataset.catalog import read_catalog
from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.exchange import deck_file, index_csv
from fmnist_gui.core.session.drawing import draw
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.home import Home
from fmnist_gui.ui.chart.chart_view import ChartView
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.play.sitting_view import SittingView
from tests import sample
from tests.e2e.conftest import Open

pytestmark = pytest.mark.window


def sample_practice() -> Split:
    """Return the test split of the practice images."""
    folder = resources.folder()
    catalog = read_catalog(folder / "datasets.toml")
    return load(folder / "practice", catalog=catalog).splits["test"]


def start_session(qtbot: QtBot, app: App, key: str) -> SittingView:
    """Go to Play, choose a preset, write a name and start, with mouse and keys."""
    qtbot.keyClick(app.window, "2", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: app.window.current_page == "play")
    setup = app.pages.play.setup
    qtbot.mouseClick(setup.card(key), Qt.MouseButton.LeftButton)
    setup.name_box.clearEditText()
    qtbot.keyClicks(setup.name_box.lineEdit(), "Ada")
    qtbot.mouseClick(setup.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.pages.play.sitting is not None)
    sitting = app.pages.play.sitting
    assert sitting is not None
    return sitting


def answer_all(qtbot: QtBot, sitting: SittingView, *, wrong_every: int) -> None:
    """Answer what is left, wrong at each `wrong_every`-th image."""
    session = sitting.session
    while session.position < session.count:
        qtbot.waitUntil(lambda: session.state == "showing" and not sitting.is_saving)
        is_wrong = session.position % wrong_every == wrong_every - 1
        chosen = (session.label + is_wrong) % 10
        qtbot.keyClick(sitting, str(chosen))


def result_of(qtbot: QtBot, app: App) -> SessionResult:
    qtbot.waitUntil(
        lambda: app.window.current_page == "results" and app.pages.results.result is not None,
        timeout=20_000,
    )
    result = app.pages.results.result
    assert result is not None
    return result


def test_without_data_the_window_opens_on_practice_images(qtbot: QtBot, open_app: Open) -> None:
    app = open_app()
    assert app.workspace is not None
    assert app.workspace.dataset is not None
    assert app.workspace.dataset.is_practice
    assert app.window.current_page == "explore"
    assert app.pages.explore.isVisible()


def test_twenty_practice_images_end_in_a_sentence_without_references(
    qtbot: QtBot, open_app: Open
) -> None:
    app = open_app()
    answer_all(qtbot, start_session(qtbot, app, "quick-20"), wrong_every=5)
    result = result_of(qtbot, app)
    assert (result.right, result.count) == (16, 20)
    assert "16 of 20" in " ".join(result.headline)
    assert result.comparison is None
    assert not result.references
    assert "83.5" not in " ".join((*result.headline, *result.notes))


def test_a_hundred_real_images_are_set_beside_the_published_figure(
    qtbot: QtBot, open_app: Open, fashion_mnist: Path
) -> None:
    app = open_app(data=fashion_mnist)
    answer_all(qtbot, start_session(qtbot, app, "standard-100"), wrong_every=5)
    result = result_of(qtbot, app)
    assert (result.right, result.count) == (80, 100)
    assert result.comparison is not None
    assert result.comparison.verdict == "too few"
    said = " ".join((*result.headline, *result.notes))
    assert "80 of 100" in said
    assert "majority of three" in said


def test_a_session_is_resumed_after_the_program_was_closed(
    qtbot: QtBot, open_app: Open, home: Home
) -> None:
    first = open_app()
    assert first.pages.is_free
    sitting = start_session(qtbot, first, "quick-20")
    assert not first.pages.is_free
    session_id = sitting.session.record.id
    for _ in range(3):
        qtbot.waitUntil(lambda: sitting.session.state == "showing" and not sitting.is_saving)
        qtbot.keyClick(sitting, "1")
    qtbot.waitUntil(lambda: sitting.session.state == "showing" and not sitting.is_saving)
    first.window.close()
    first.close()
    second = open_app()
    second.pages.play.resume(session_id)
    qtbot.waitUntil(lambda: second.pages.play.sitting is not None)
    resumed = second.pages.play.sitting
    assert resumed is not None
    assert resumed.session.position == 3
    assert second.settings.choices.annotator == "Ada"


def test_the_last_folder_is_opened_again(qtbot: QtBot, open_app: Open, fashion_mnist: Path) -> None:
    first = open_app()
    assert first.workspace is not None
    with qtbot.waitSignal(first.workspace.dataset_opened, timeout=15_000):
        first.open_path(fashion_mnist)
    first.window.close()
    first.close()
    second = open_app()
    assert second.workspace is not None
    assert second.workspace.dataset is not None
    assert second.workspace.dataset.identity == "fashion-mnist"


def test_a_folder_is_dropped_on_the_window(
    qtbot: QtBot, open_app: Open, fashion_mnist: Path
) -> None:
    app = open_app()
    assert app.workspace is not None
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(fashion_mnist))])
    drop = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(app.workspace.dataset_opened, timeout=15_000):
        app.window.dropEvent(drop)
    assert app.workspace.dataset is not None
    assert app.workspace.dataset.has_references


def test_a_bad_folder_is_said_and_the_images_stay(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    app = open_app()
    app.open_path(tmp_path)
    qtbot.waitUntil(lambda: bool(app.window.notice_bar.sentence))
    assert str(tmp_path) in app.window.notice_bar.sentence
    assert app.workspace is not None
    assert app.workspace.dataset is not None


def test_a_wrong_data_folder_on_the_command_line_is_said(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    app = open_app(data=tmp_path / "nowhere")
    assert "nowhere" in app.window.notice_bar.sentence
    assert app.workspace is not None
    assert app.workspace.dataset is not None
    assert app.workspace.dataset.is_practice


def test_a_damaged_database_is_said_and_left_alone(
    qtbot: QtBot, open_app: Open, home: Home
) -> None:
    home.folder.mkdir(parents=True)
    home.database.write_bytes(b"something else" * 99)
    app = open_app()
    qtbot.waitUntil(lambda: bool(app.window.notice_bar.sentence))
    assert home.database.name in app.window.notice_bar.sentence
    qtbot.keyClick(app.window, "3", Qt.KeyboardModifier.ControlModifier)
    empty = app.pages.results.empty
    qtbot.waitUntil(empty.isVisible)
    assert "cannot be read" in " ".join(label.text() for label in empty.findChildren(QLabel))
    assert home.database.read_bytes() == b"something else" * 99


def test_a_confusion_cell_opens_its_images_in_explore(qtbot: QtBot, open_app: Open) -> None:
    app = open_app()
    answer_all(qtbot, start_session(qtbot, app, "quick-20"), wrong_every=4)
    result = result_of(qtbot, app)
    wrong = [trial for trial in result.outcome.trials if not trial.is_right]
    cell = Cell(wrong[0].label, wrong[0].first)
    qtbot.waitUntil(lambda: app.pages.results.column.is_whole)
    charts = app.pages.results.findChildren(ChartView)
    chart, spot = next((c, s) for c in charts for s in c.scene.spots if s.cell == cell)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place(spot).center())
    qtbot.waitUntil(lambda: app.window.current_page == "explore")
    shown = app.pages.explore.canvas.shown
    assert shown is not None
    expected = [t.image_index for t in wrong if (t.label, t.first) == (cell.label, cell.answer)]
    places = [shown.gallery.place(number) for number in shown.layout.order.tolist()]
    assert [place.index for place in places] == expected


def test_every_page_opens_by_its_key_and_is_marked(qtbot: QtBot, open_app: Open) -> None:
    app = open_app()
    for key, page in (("3", "results"), ("2", "play"), ("1", "explore")):
        qtbot.keyClick(app.window, key, Qt.KeyboardModifier.ControlModifier)
        assert app.window.current_page == page


def test_the_window_comes_back_in_its_size(qtbot: QtBot, open_app: Open) -> None:
    first = open_app()
    first.window.resize(760, 600)
    first.window.close()
    first.close()
    second = open_app()
    assert (second.window.width(), second.window.height()) == (760, 600)


def test_a_deck_is_opened_by_the_program_and_played(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    split = sample_practice()
    path = tmp_path / "my.fmdeck"
    deck_file.write(path, draw(split, "quick-20", count=5, seed=3))
    app = open_app(path=path)
    qtbot.waitUntil(lambda: app.window.current_page == "play")
    setup = app.pages.play.setup
    qtbot.mouseClick(setup.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.pages.play.sitting is not None)
    assert app.pages.play.sitting is not None
    assert app.pages.play.sitting.session.record.deck == deck_file.read(path)


def test_a_changed_deck_is_refused_in_one_sentence(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    path = tmp_path / "my.fmdeck"
    deck_file.write(path, draw(sample_practice(), "quick-20", count=5, seed=3))
    path.write_text(path.read_text().replace('"seed":3', '"seed":4'))
    app = open_app()
    app.open_path(path)
    assert "my.fmdeck" in app.window.notice_bar.sentence
    assert app.window.current_page == "explore"


def test_a_deck_of_other_data_brings_play_and_says_which_data_to_open(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.fmdeck"
    deck_file.write(path, draw(sample.split("test", 40), "quick-20", count=5, seed=3))
    app = open_app()
    app.open_path(path)
    assert app.window.current_page == "play"
    setup = app.pages.play.setup
    assert setup.deck_card.isVisible()
    assert "open the data set that the deck was drawn from" in setup.deck_card.problem
    assert not setup.start_button.isEnabled()


def test_what_was_said_of_the_thing_before_goes_when_another_is_opened(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    path = tmp_path / "my.fmdeck"
    deck_file.write(path, draw(sample_practice(), "quick-20", count=5, seed=3))
    app = open_app()
    app.open_path(tmp_path / "nowhere.csv")
    qtbot.waitUntil(lambda: "nowhere.csv" in app.window.notice_bar.sentence)
    app.open_path(path)
    assert app.window.notice_bar.sentence == ""
    assert app.window.current_page == "play"


@pytest.mark.parametrize("is_running", [False, True])
def test_a_list_of_images_is_opened_by_the_program_and_looked_at(
    qtbot: QtBot, open_app: Open, tmp_path: Path, is_running: bool
) -> None:
    catalog = read_catalog(resources.folder() / "datasets.toml")
    practice = gallery_of(load(resources.folder() / "practice", catalog=catalog))
    path = tmp_path / "odd.csv"
    wanted = [practice.numbers_of("test")[index] for index in (3, 1, 2)]
    index_csv.write(path, practice, numbers=wanted, is_blind=False)
    app = open_app(path=None if is_running else path)
    if is_running:
        app.window.show_page("play")
        app.open_path(path)
    exhibit = app.pages.explore.exhibit
    qtbot.waitUntil(lambda: exhibit.images is not None)
    assert app.window.current_page == "explore"
    assert exhibit.images == ImageList(tuple(wanted), "odd", "test")
