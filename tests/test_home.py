"""The home folder: asked for, named by the environment, or the platform's."""

from pathlib import Path

import pytest

from fmnist_gui import home
from fmnist_gui.core.errors import RequestError
from fmnist_gui.home import Home


def test_the_home_asked_for_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FMNIST_GUI_HOME", str(tmp_path / "named"))
    assert home.find(tmp_path / "asked").folder == tmp_path / "asked"
    assert home.find().folder == tmp_path / "named"


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_wish_it_is_the_platforms(
    value: str | None, fresh_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv("FMNIST_GUI_HOME")
    else:
        monkeypatch.setenv("FMNIST_GUI_HOME", value)
    assert home.find().folder == fresh_home / "share" / "fmnist-gui"


def test_a_relative_home_does_not_move_with_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = home.find(Path("here"))
    assert found.folder == tmp_path / "here"


def test_a_tilde_is_the_persons_home(fresh_home: Path) -> None:
    assert home.find(Path("~/lab")).folder == fresh_home / "lab"


def test_a_tilde_of_nobody_is_said() -> None:
    with pytest.raises(RequestError, match="~nobody-of-that-name/x: expected a place"):
        home.find(Path("~nobody-of-that-name/x"))


def test_everything_lies_inside_and_nothing_is_made(tmp_path: Path) -> None:
    found = Home(tmp_path / "new")
    places = [found.database, found.backups, found.data, found.scores, found.log, found.settings]
    assert len(set(places)) == len(places)
    assert all(place.is_relative_to(found.folder) for place in places)
    assert not found.folder.exists()
