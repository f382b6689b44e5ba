"""Where data is looked for, and in which order."""

from pathlib import Path

import pytest

from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.whereabouts import data_places


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "fmnist home")


def test_the_order_is_the_promised_one(
    home: Home, tmp_path: Path, fresh_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FMNIST_GUI_DATA", "/named")
    settings = Settings(home.settings)
    settings.change(last_folder="/last")
    places = data_places(home, settings, Path("/asked"))
    found = [place.path for place in places]
    assert found[:4] == [
        Path("/asked"),
        Path("/named"),
        Path("/last"),
        home.data / "fashion-mnist",
    ]
    working = found.index(tmp_path / "data/FashionMNIST/raw")
    assert working < found.index(fresh_home / ".keras/datasets/fashion-mnist")
    assert any(fresh_home / ".cache" in path.parents for path in found)
    assert [place.is_required for place in places[:3]] == [True, True, False]


def test_what_is_not_named_is_not_looked_at(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FMNIST_GUI_DATA", "")
    places = data_places(home, Settings(home.settings), None)
    assert places[0].path == home.data / "fashion-mnist"
    assert not any(place.is_required for place in places)


def test_a_working_folder_that_is_gone_is_no_reason_to_stop(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(FileNotFoundError):
        Path.cwd()
    places = data_places(home, Settings(home.settings), None)
    assert places[0].path == home.data / "fashion-mnist"
