"""Saved views: kept between two starts, and a damaged file is never a reason to stop."""

import json
import logging
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui import json_file, saved_view
from fmnist_gui.core.errors import RequestError
from fmnist_gui.home import Home
from fmnist_gui.saved_view import Found, View

SHIRTS: View = {"query": "class:shirt margin<0.3", "seed": 7, "is_blind": False}
NAMES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=60)
VALUES = st.text(max_size=20) | st.integers(-(2**53), 2**53) | st.booleans()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Home(tmp_path / "folder").views


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_without_a_file_there_are_no_views_and_none_is_made(path: Path) -> None:
    assert saved_view.read(path) == Found()
    assert not path.parent.exists()


def test_a_view_is_there_at_the_next_start(path: Path) -> None:
    assert saved_view.keep(path, "  Unsure   shirts ", SHIRTS) == {"Unsure shirts": SHIRTS}
    assert saved_view.read(path) == Found({"Unsure shirts": SHIRTS})
    assert [item.name for item in path.parent.iterdir()] == ["views.json"]


@given(st.dictionaries(NAMES, st.dictionaries(st.text(max_size=9), VALUES, max_size=4), max_size=4))
def test_what_is_kept_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, views: dict[str, View]
) -> None:
    path = tmp_path_factory.mktemp("home") / "views.json"
    for name, view in views.items():
        saved_view.keep(path, name, view)
    read = saved_view.read(path)
    assert read == Found(views)
    assert json.dumps(read.views, sort_keys=True) == json.dumps(views, sort_keys=True)


def test_a_view_takes_the_place_of_the_one_of_its_name(path: Path) -> None:
    saved_view.keep(path, "Shirts", SHIRTS)
    saved_view.keep(path, "Coats", SHIRTS)
    views = saved_view.keep(path, "Shirts", {"query": "class:shirt"})
    assert views == {"Shirts": {"query": "class:shirt"}, "Coats": SHIRTS}


def test_a_removed_view_is_gone_and_the_others_stay(path: Path) -> None:
    saved_view.keep(path, "Shirts", SHIRTS)
    saved_view.keep(path, "Coats", SHIRTS)
    assert saved_view.remove(path, "Shirts") == {"Coats": SHIRTS}
    assert saved_view.remove(path, "Shirts") == {"Coats": SHIRTS}
    assert saved_view.read(path) == Found({"Coats": SHIRTS})


@pytest.mark.parametrize("name", ["", "   ", "a\0b", "x" * 61])
def test_what_is_no_name_is_refused_in_one_sentence(path: Path, name: str) -> None:
    with pytest.raises(RequestError, match="name of a view: expected 1 to 60 signs"):
        saved_view.keep(path, name, SHIRTS)
    assert not path.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"[" * 200_000,
        b'{"Shirts": "class:shirt"}',
        b'{"": {}}',
        b'{"Shirts": {"scale": 0.5}}',
        b'{"Shirts": {"query": null}}',
        b'{"Shirts": {"query": ["class:shirt"]}}',
        b'{"Good": {"query": ""}, "Bad": {"query": {}}}',
    ],
)
def test_a_damaged_file_is_put_aside_with_one_sentence(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    written(path, content)
    with caplog.at_level(logging.WARNING):
        found = saved_view.read(path)
    assert found.views == {}
    assert found.complaint.endswith("it is kept as views.json.unreadable")
    assert not path.exists()
    assert path.with_name("views.json.unreadable").read_bytes() == content
    assert "cannot be read" in caplog.text
    assert saved_view.keep(path, "Shirts", SHIRTS) == {"Shirts": SHIRTS}


def test_what_is_no_file_is_put_aside_without_waiting(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    assert saved_view.read(path).complaint
    assert not path.exists()


def test_a_place_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RequestError, match="the saved views cannot be written"):
        saved_view.keep(tmp_path / "file" / "views.json", "Shirts", SHIRTS)


def test_a_view_too_large_to_be_read_again_does_not_cost_the_others(path: Path) -> None:
    saved_view.keep(path, "Shirts", SHIRTS)
    with pytest.raises(RequestError, match="cannot be written"):
        saved_view.keep(path, "Long", {"query": "x" * json_file.LARGEST_BYTES})
    assert saved_view.read(path) == Found({"Shirts": SHIRTS})


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is read-only for this user"
)
def test_a_read_only_folder_leaves_the_views_as_they_are(path: Path) -> None:
    saved_view.keep(path, "Shirts", SHIRTS)
    path.parent.chmod(0o500)
    try:
        with pytest.raises(RequestError):
            saved_view.remove(path, "Shirts")
        assert saved_view.read(path) == Found({"Shirts": SHIRTS})
    finally:
        path.parent.chmod(0o700)
