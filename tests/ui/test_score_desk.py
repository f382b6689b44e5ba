"""Files of scores are taken in, or refused in one sentence, wherever they come from."""

import gzip
import io
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.app import App
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.ui.score_desk import ScoreDesk
from fmnist_gui.ui.tasks import Tasks
from fmnist_gui.ui.workspace import Workspace
from tests import sample

PROBS = np.full((300, 10), 0.1, dtype=np.float32)
VOTES = np.arange(3000).reshape(300, 10)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def desk(workspace: Workspace, window: QWidget) -> ScoreDesk:
    return ScoreDesk(workspace, window)


@pytest.fixture
def failures(workspace: Workspace) -> list[str]:
    heard: list[str] = []
    workspace.failed.connect(lambda failure: heard.append(failure.sentence))
    return heard


@pytest.fixture
def nothing_open(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace(
        Tasks(),
        Settings(tmp_path / "s.json"),
        Home(tmp_path / "home"),
        catalog_path=resources.folder() / "datasets.toml",
    )
    yield made
    made.close()


def saved(path: Path, array: np.ndarray = PROBS) -> Path:
    np.save(path, array)
    return path


def took(qtbot: QtBot, workspace: Workspace, desk: ScoreDesk, path: Path) -> str:
    """Return the sentence about a file that was taken in."""
    with qtbot.waitSignal(workspace.scores_changed) as heard:
        desk.take(path)
    assert heard.args is not None
    return str(heard.args[0].sentence)


@pytest.fixture
def dataset() -> Dataset:
    """Return data whose splits are told apart by their numbers of images."""
    return sample.dataset(train=200, test=300)


def test_predictions_are_kept_for_the_split_that_they_fit(
    qtbot: QtBot, workspace: Workspace, desk: ScoreDesk, tmp_path: Path
) -> None:
    path = saved(tmp_path / "my model.npy")
    assert took(qtbot, workspace, desk, path) == ("300 predictions of test images added: my model.")
    again = "300 predictions of test images were there already: my model."
    assert took(qtbot, workspace, desk, path) == again
    shelf = ScoreShelf(workspace.home.scores)
    (kept,) = shelf.kept(workspace.split("test").fingerprint).predictions
    assert kept.about.name == "my model"


def test_counts_are_kept_too(
    qtbot: QtBot, workspace: Workspace, desk: ScoreDesk, tmp_path: Path
) -> None:
    path = tmp_path / "crowd.csv"
    np.savetxt(path, VOTES, fmt="%d", delimiter=",")
    assert took(qtbot, workspace, desk, path) == "300 human counts of test images added: crowd."


def written(array: NDArray[Any]) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.npy", b""),
        ("b.npy", b"\x93NUMPY\x01\x00"),
        ("c.csv", b"hello,you\n"),
        ("d.npz", b"PK\x03\x04 and no more"),
        ("e.csv", b"1,2,3\n" * 300),
        ("nan.npy", written(np.full((300, 10), np.nan))),
        ("sums.npy", written(np.full((300, 10), 0.2))),
        ("length.npy", written(np.full((299, 10), 0.1))),
        ("classes.npy", written(np.full((300, 8), 0.125))),
        ("objects.npy", written(np.array([{}] * 300))),
        ("pickle.npy", pickle.dumps(np.full((300, 10), 0.1))),
        ("none.npy", None),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(
    qtbot: QtBot,
    workspace: Workspace,
    desk: ScoreDesk,
    failures: list[str],
    *,
    tmp_path: Path,
    name: str,
    content: bytes | None,
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with qtbot.assertNotEmitted(workspace.scores_changed):
        desk.take(path)
        qtbot.waitUntil(lambda: bool(failures))
    (sentence,) = failures
    assert name in sentence
    assert "\n" not in sentence
    assert not workspace.home.scores.exists()


def test_a_number_of_rows_that_fits_no_split_is_refused(
    qtbot: QtBot, desk: ScoreDesk, failures: list[str], tmp_path: Path
) -> None:
    desk.take(saved(tmp_path / "short.npy", PROBS[:-1]))
    qtbot.waitUntil(lambda: bool(failures))
    assert "299" in failures[0]


@pytest.mark.parametrize("chosen", ["train", "test", ""])
def test_of_several_splits_of_that_size_one_is_asked_for(
    qtbot: QtBot, workspace: Workspace, desk: ScoreDesk, *, tmp_path: Path, chosen: str
) -> None:
    workspace.show_dataset(sample.dataset(train=300, test=300))
    path = saved(tmp_path / "a.npy")
    asked: list[tuple[str, list[str]]] = []

    def answer(*given: Any) -> tuple[str, bool]:
        asked.append((given[2], list(given[3])))
        return chosen or "train", bool(chosen)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QInputDialog, "getItem", answer)
        if chosen:
            sentence = f"300 predictions of {chosen} images added: a."
            assert took(qtbot, workspace, desk, path) == sentence
        else:
            with qtbot.assertNotEmitted(workspace.scores_changed):
                desk.take(path)
                qtbot.waitUntil(lambda: bool(asked))
    question = "a.npy has as many rows as several splits have images. Which is meant?"
    assert asked == [(question, ["train", "test"])]


def test_before_data_is_open_it_says_to_wait(
    qtbot: QtBot, nothing_open: Workspace, window: QWidget, tmp_path: Path
) -> None:
    with qtbot.waitSignal(nothing_open.failed) as heard:
        ScoreDesk(nothing_open, window).take(saved(tmp_path / "a.npy"))
    assert heard.args is not None
    assert heard.args[0].sentence == "no data set is open yet; wait until it is read"


@pytest.mark.parametrize(
    ("name", "content", "is_scores"),
    [
        ("a.npy", b"", True),
        ("A.NPZ", b"", True),
        ("crowd.csv", b"3,0,1\n", True),
        ("model.csv", b"T-shirt/top,Trouser\n0.1,0.9\n", True),
        ("crowd.csv.gz", gzip.compress(b"3,0,1\n", mtime=0), True),
        ("kaggle.csv.gz", gzip.compress(b"label,pixel1\n9,0\n", mtime=0), False),
        ("damaged.csv.gz", b"\x1f\x8b\x08\x00 and no more", False),
        ("kaggle.csv", b"label,pixel1\n9,0\n", False),
        ("quoted.csv", b'\xef\xbb\xbf"label","pixel1"\n', False),
        ("images-idx3-ubyte.gz", b"\x1f\x8b", False),
        ("none.csv", None, False),
    ],
)
def test_scores_are_told_from_data(
    desk: ScoreDesk, tmp_path: Path, *, name: str, content: bytes | None, is_scores: bool
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert desk.is_for(path) == is_scores


def test_a_folder_is_data_whatever_its_name(desk: ScoreDesk, tmp_path: Path) -> None:
    folder = tmp_path / "data.csv"
    folder.mkdir()
    assert not desk.is_for(folder)
    folder = tmp_path / "data.npz"
    folder.mkdir()
    assert not desk.is_for(folder)


@pytest.mark.parametrize("is_chosen", [True, False])
def test_the_menu_asks_for_a_file(
    qtbot: QtBot,
    workspace: Workspace,
    desk: ScoreDesk,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_chosen: bool,
) -> None:
    path = saved(tmp_path / "a.npy")
    answer = (str(path) if is_chosen else "", "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answer)
    taken: list[Path] = []
    monkeypatch.setattr(desk, "take", taken.append)
    desk.choose()
    assert taken == ([path] if is_chosen else [])


@pytest.mark.window
def test_what_is_dropped_on_the_window_goes_where_it_belongs(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = App(qapp, Home(tmp_path / "kept"))
    app.window.show()
    qtbot.waitUntil(lambda: app.is_ready, timeout=15_000)
    assert app.workspace is not None
    assert app.workspace.dataset is not None
    count = len(app.workspace.split("test"))
    with qtbot.waitSignal(app.workspace.scores_changed) as heard:
        app.open_path(saved(tmp_path / "model.npy", np.full((count, 10), 0.1)))
    assert heard.args is not None
    assert "predictions of" in heard.args[0].sentence
    assert app.window.notice_bar.sentence == heard.args[0].sentence
    assert not app.window.notice_bar.is_warning
    app.open_path(saved(tmp_path / "odd.npy", np.full((count + 1, 10), 0.1)))
    qtbot.waitUntil(lambda: "odd.npy" in app.window.notice_bar.sentence)
    assert app.window.notice_bar.is_warning
    exhibit = app.pages.explore.exhibit
    qtbot.waitUntil(lambda: exhibit.table.column("margin") is not None)
    app.window.close()
    app.close()
    app.window.deleteLater()
