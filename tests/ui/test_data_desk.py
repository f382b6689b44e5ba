"""The official files are brought from a server of the test's own, as the window brings them."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.ui.actions import ROWS, Actions
from fmnist_gui.ui.data_bar import DataBar
from fmnist_gui.ui.data_desk import DataDesk
from fmnist_gui.ui.tasks import Tasks
from fmnist_gui.ui.workspace import Workspace
from tests.ui.misbehaving_server import MisbehavingServer, page, serving, stalled, whole

PRACTICE = resources.folder() / "practice"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingServer]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as running:
        yield running


@pytest.fixture
def catalog(tmp_path: Path, server: MisbehavingServer) -> Path:
    """Return a catalog that offers the practice files as if they were the official ones."""
    known = (resources.folder() / "datasets.toml").read_text(encoding="utf-8")
    practice = known[known.rindex("[[dataset]]") :]
    lines = [practice.replace('key = "practice"', 'key = "fashion-mnist"')]
    first = server.at("/", page(404)).removesuffix("/")
    lines[0] = lines[0].replace("class_names", f'addresses = ["{first}/"]\nclass_names')
    for file in sorted(PRACTICE.glob("*.gz")):
        body = file.read_bytes()
        lines.append(
            f'[[dataset.files]]\nname = "{file.name}"\nbytes = {len(body)}\nmd5 = "{"0" * 32}"\n'
            f'sha256 = "{hashlib.sha256(body).hexdigest()}"\n'
        )
        server.at(f"/{file.name}", whole(body))
    path = tmp_path / "datasets.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path, catalog: Path) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    made = Workspace(Tasks(), Settings(home.settings), home, catalog_path=catalog)
    yield made
    made.close()


@pytest.fixture
def bar(window: QWidget) -> DataBar:
    slots = {row.key: lambda *_: None for row in ROWS}
    return DataBar(Actions(window, slots), window)


@pytest.fixture
def desk(window: QWidget, workspace: Workspace, bar: DataBar) -> DataDesk:
    return DataDesk(workspace, bar, practice=PRACTICE, parent=window)


def test_a_file_of_no_known_kind_is_told_what_can_be_opened(
    qtbot: QtBot, desk: DataDesk, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "text.txt").write_text("hello")
    with qtbot.waitSignal(workspace.failed) as told:
        desk.open(tmp_path / "text.txt")
    sentence = str(told.args[0].sentence)
    for kind in ("IDX", ".csv", "predictions", "human counts", "people's labels", "a session"):
        assert kind in sentence


def test_what_was_fetched_is_opened_and_found_again(
    qtbot: QtBot, desk: DataDesk, workspace: Workspace
) -> None:
    with qtbot.waitSignal(workspace.dataset_opened, timeout=15_000):
        desk.fetch()
    assert workspace.dataset is not None
    assert workspace.dataset.identity == "fashion-mnist"
    there = {path.name for path in (workspace.home.data / "fashion-mnist").glob("*.gz")}
    assert there == {path.name for path in PRACTICE.glob("*.gz")}


def test_a_failed_download_is_said_and_leaves_nothing(
    qtbot: QtBot, desk: DataDesk, workspace: Workspace, server: MisbehavingServer
) -> None:
    server.at("/t10k-images-idx3-ubyte.gz", page(200))
    with qtbot.waitSignal(workspace.failed, timeout=15_000) as told:
        desk.fetch()
    assert told.args is not None
    assert "t10k-images" in told.args[0].sentence
    assert not (workspace.home.data / "fashion-mnist" / "t10k-images-idx3-ubyte.gz").exists()
    assert workspace.dataset is None


def test_a_download_can_be_cancelled_and_what_is_open_stays(
    qtbot: QtBot, desk: DataDesk, workspace: Workspace, bar: DataBar, server: MisbehavingServer
) -> None:
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open_practice()
    body = (PRACTICE / "t10k-images-idx3-ubyte.gz").read_bytes()
    server.at("/t10k-images-idx3-ubyte.gz", stalled(body, 1000))
    desk.fetch()
    qtbot.waitUntil(lambda: not bar.cancel_button.isHidden() and bar.share > 0)
    qtbot.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar.cancel_button.isHidden)
    assert workspace.dataset is not None
    assert not (workspace.home.data / "fashion-mnist" / "t10k-images-idx3-ubyte.gz").exists()


def test_practice_images_come_with_the_offer_of_the_real_ones(
    qtbot: QtBot, desk: DataDesk, workspace: Workspace, bar: DataBar
) -> None:
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open_at_start(None)
    # This catalog calls the practice files official, so the offer is not made.
    assert not bar.offers_data
    assert workspace.dataset is not None
    bar.show_data("Practice images", "", is_practice=True)
    assert bar.offers_data


def test_a_folder_that_cannot_be_read_at_the_start_falls_back_on_practice(
    qtbot: QtBot, desk: DataDesk, workspace: Workspace, tmp_path: Path
) -> None:
    with qtbot.waitSignals([workspace.failed, workspace.dataset_opened]):
        desk.open_at_start(tmp_path / "nowhere")
    assert workspace.dataset is not None
    assert workspace.dataset.source == PRACTICE


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        (("train-labels-idx1-ubyte.gz",), "train-labels-idx1-ubyte.gz"),
        (("t10k-labels-idx1-ubyte.gz",), "t10k-labels-idx1-ubyte.gz"),
        (("train-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz"), "train-labels-idx1-ubyte.gz"),
        (("t10k-images-idx3-ubyte.gz",), "t10k-images-idx3-ubyte.gz"),
    ],
)
def test_a_split_without_labels_is_said_and_what_is_open_stays(
    qtbot: QtBot,
    desk: DataDesk,
    workspace: Workspace,
    bar: DataBar,
    tmp_path: Path,
    left_out: tuple[str, ...],
    missing: str,
) -> None:
    folder = tmp_path / "half"
    shutil.copytree(PRACTICE, folder, ignore=shutil.ignore_patterns(*left_out))
    with qtbot.waitSignal(workspace.dataset_opened):
        desk.open_practice()
    before = workspace.dataset
    with qtbot.waitSignal(workspace.failed) as told:
        desk.open(folder)
    assert told.args is not None
    sentence = told.args[0].sentence
    assert sentence.startswith(f"{folder / missing}: expected this file beside ")
    assert "\n" not in sentence
    assert sentence.endswith("put both files into one folder")
    assert workspace.dataset is before
    # The images alone, chosen as a file, are told the same.
    other = missing.replace("labels-idx1", "images-idx3")
    if other != missing:
        with qtbot.waitSignal(workspace.failed) as told_again:
            desk.open(folder / other)
        assert told_again.args is not None
        assert told_again.args[0].sentence.startswith(f"{folder / missing}: expected this file")
    assert workspace.dataset is before
    assert bar.cancel_button.isHidden()


def test_a_narrow_bar_says_less_and_cuts_nothing(
    qtbot: QtBot, window: QWidget, bar: DataBar
) -> None:
    window.resize(1200, 100)
    window.show()
    bar.show_data("Practice images", "drawn by this program", is_practice=True)
    widths = []
    for width in (1100, 420):
        bar.resize(width, 50)
        buttons = [b for b in bar.findChildren(QPushButton) if b.isVisible()]
        widths.append([b.text() for b in buttons])
        qtbot.waitUntil(
            lambda shown=buttons: all(b.width() >= b.sizeHint().width() for b in shown)  # type: ignore[misc]
        )
    assert "Get Fashion-MNIST (31 MB)" in widths[0]
    assert "Get data" in widths[1]
