import errno
import os
from pathlib import Path

import pytest

from fmnist_gui.core.dataset.replacement import replace_all, replacing
from fmnist_gui.core.errors import DataError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder / "file"


def test_the_new_content_takes_the_place_of_the_old(path: Path) -> None:
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(path: Path) -> None:
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="closed file"), replacing(path) as file:
        file.close()
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_a_place_that_cannot_be_written_to_is_said_in_words(path: Path) -> None:
    missing = path.parent / "missing" / "file"
    with (
        pytest.raises(DataError, match=f"^{missing}: .*; make the folder first"),
        replacing(missing),
    ):
        raise AssertionError
    path.mkdir()
    with pytest.raises(DataError, match=f"^{path}: expected a place"), replacing(path):
        pass
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "no space left on device; free some space"),
        (errno.EACCES, "permission denied; choose a folder that you may write to"),
        (errno.EIO, "input/output error; choose another folder"),
    ],
)
def test_what_helps_depends_on_what_was_refused(path: Path, number: int, remedy: str) -> None:
    with pytest.raises(DataError, match=remedy), replacing(path):
        raise OSError(number, os.strerror(number))


@pytest.mark.parametrize("last", [1, 2, 3])
def test_files_that_belong_together_are_all_replaced_or_none(
    path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    paths = [path.with_name(name) for name in "abc"]
    replace_all(dict.fromkeys(paths, b"old"))
    calls = iter(range(1, 100))

    def refuse(_descriptor: int) -> None:
        if next(calls) == last:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse)
        with pytest.raises(DataError, match="no space left"):
            replace_all(dict.fromkeys(paths, b"new"))
    assert [place.read_bytes() for place in paths] == [b"old"] * 3
    assert sorted(path.parent.iterdir()) == paths
    replace_all(dict.fromkeys(paths, b"new"))
    assert [place.read_bytes() for place in paths] == [b"new"] * 3


def test_where_a_folder_is_in_the_way_none_is_replaced(path: Path) -> None:
    paths = [path.with_name(name) for name in "abc"]
    replace_all(dict.fromkeys(paths, b"old"))
    for blocked in paths:
        blocked.unlink()
        blocked.mkdir()
        with pytest.raises(DataError, match="expected a place for a file, found a folder"):
            replace_all(dict.fromkeys(paths, b"new"))
        blocked.rmdir()
        blocked.write_bytes(b"old")
    assert [place.read_bytes() for place in paths] == [b"old"] * 3
