"""Lists of images that were exported are shown again, or refused in one sentence."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.exchange import index_csv
from fmnist_gui.core.exchange.list_mark import is_list
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.list_desk import ListDesk
from fmnist_gui.ui.workspace import Workspace
from tests import sample


@pytest.fixture
def gallery(dataset: Dataset) -> Gallery:
    return gallery_of(dataset)


@pytest.fixture
def shown() -> list[ImageList]:
    return []


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, gallery: Gallery, shown: list[ImageList]) -> ListDesk:
    window = QWidget()
    qtbot.addWidget(window)
    return ListDesk(workspace, gallery=lambda: gallery, show=shown.append, parent=window)


def written(path: Path, gallery: Gallery, numbers: list[int], *, is_blind: bool = False) -> Path:
    index_csv.write(path, gallery, numbers=numbers, is_blind=is_blind)
    return path


@pytest.mark.parametrize(
    ("numbers", "split"), [([5, 2], "train"), ([301], "test"), ([301, 2], ""), ([], "")]
)
def test_a_list_is_shown_in_its_order(
    qtbot: QtBot,
    desk: ListDesk,
    gallery: Gallery,
    shown: list[ImageList],
    *,
    tmp_path: Path,
    numbers: list[int],
    split: str,
) -> None:
    desk.open(written(tmp_path / "odd ones.csv", gallery, numbers))
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [ImageList(tuple(numbers), "odd ones", split)]


def test_a_list_of_other_data_is_refused(
    qtbot: QtBot, workspace: Workspace, desk: ListDesk, shown: list[ImageList], tmp_path: Path
) -> None:
    other = gallery_of(sample.dataset(train=20, test=20))
    with qtbot.waitSignal(workspace.failed) as heard:
        desk.open(written(tmp_path / "other.csv", other, [3]))
    assert heard.args is not None
    assert "other.csv" in heard.args[0].sentence
    assert "open the data for which the list was written" in heard.args[0].sentence
    assert shown == []


def test_without_data_it_says_to_wait(
    qtbot: QtBot, workspace: Workspace, gallery: Gallery, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    desk = ListDesk(workspace, gallery=lambda: None, show=lambda _: None, parent=window)
    with qtbot.waitSignal(workspace.failed) as heard:
        desk.open(written(tmp_path / "a.csv", gallery, [3]))
    assert heard.args is not None
    assert heard.args[0].sentence == "no data set is open yet; wait until it is read"


@pytest.mark.parametrize("is_chosen", [True, False])
def test_the_menu_asks_for_a_file(
    desk: ListDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_chosen: bool
) -> None:
    path = tmp_path / "a.csv"
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(path) if is_chosen else "", "")
    )
    opened: list[Path] = []
    monkeypatch.setattr(desk, "open", opened.append)
    desk.choose()
    assert opened == ([path] if is_chosen else [])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"# fmnist-gui images 1, train=ab\nsplit,index\n", True),
        (b'\xef\xbb\xbf"# fmnist-gui images 1",train=ab\r\n', True),
        (b"# fmnist-gui", False),
        (b"label,pixel1\n", False),
        (b"", False),
        (None, False),
    ],
)
def test_a_list_is_told_by_its_first_line(
    tmp_path: Path, content: bytes | None, expected: bool
) -> None:
    path = tmp_path / "a.csv"
    if content is not None:
        path.write_bytes(content)
    assert is_list(path) == expected


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    assert not is_list(tmp_path)
