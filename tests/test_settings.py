"""Settings: kept between two starts, and never a reason not to start."""

import json
import logging
import os
import sys
from pathlib import Path

import pytest

from fmnist_gui import json_file
from fmnist_gui.settings import Choices, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.json"


def written(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_without_a_file_every_choice_is_the_default_and_none_is_made(path: Path) -> None:
    assert Settings(path).choices == Choices()
    assert not path.parent.exists()


def test_a_choice_is_there_at_the_next_start(path: Path) -> None:
    chosen = Choices("/data/été", "Zoë", "dark", "AdnQ", is_blind=True, has_reduced_motion=True)
    Settings(path).change(**vars(chosen))
    assert Settings(path).choices == chosen
    assert [item.name for item in path.parent.iterdir()] == ["settings.json"]


def test_one_change_keeps_the_other_choices(path: Path) -> None:
    settings = Settings(path)
    settings.change(annotator="Anna")
    settings.change(theme="dark")
    assert Settings(path).choices == Choices(annotator="Anna", theme="dark")


def test_choices_with_parts_are_there_at_the_next_start(path: Path) -> None:
    keys = {"Zoë": {"kind": "own", "own": ["q", "Ä"], "is_shuffled": True}}
    custom = {"count": 50, "query": 'tag:"a b" \\d'}
    Settings(path).change(keys=keys, custom=custom)
    assert Settings(path).choices == Choices(keys=keys, custom=custom)


def test_choices_nested_without_end_do_not_stop_the_start(path: Path) -> None:
    written(path, '{"custom": ' + '{"a": ' * 600 + "1" + "}" * 600 + ', "theme": "dark"}')
    settings = Settings(path)
    assert settings.choices.theme == "dark"
    settings.change(annotator="Anna")
    assert Settings(path).choices.annotator == "Anna"


def test_no_change_is_not_written(path: Path) -> None:
    Settings(path).change(theme=Choices().theme)
    assert not path.exists()


def test_an_unknown_choice_is_a_mistake_of_the_program(path: Path) -> None:
    with pytest.raises(TypeError, match="colour"):
        Settings(path).change(colour="red")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"theme": "dark"',
        b"\xff\xfe",
        b"[]",
        b'"dark"',
        b"null",
        b"[" * 200_000,
        b'{"theme": ' + b"9" * 5000 + b"}",
    ],
)
def test_an_unreadable_file_is_put_aside(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    written(path, content)
    with caplog.at_level(logging.WARNING):
        settings = Settings(path)
    assert settings.choices == Choices()
    assert not path.exists()
    assert path.with_name("settings.json.unreadable").read_bytes() == content
    assert "put aside" in caplog.text
    settings.change(annotator="Anna")
    assert Settings(path).choices.annotator == "Anna"


def test_what_is_no_file_is_put_aside_without_waiting(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    assert Settings(path).choices == Choices()
    assert not path.exists()


def test_a_huge_file_is_put_aside_unread(path: Path) -> None:
    written(path, b"{}")
    os.truncate(path, json_file.LARGEST_BYTES + 1)
    assert Settings(path).choices == Choices()
    assert not path.exists()


def test_unknown_keys_are_ignored(path: Path) -> None:
    written(path, '{"theme": "dark", "colour": "red", "": {"a": [1]}}')
    assert Settings(path).choices == Choices(theme="dark")
    assert path.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": 3},
        {"theme": None},
        {"is_blind": 1},
        {"is_blind": "yes"},
        {"keys": ["q"]},
        {"custom": "50 images"},
        {"last_folder": ["/data"]},
        {"last_folder": "/da\0ta"},
        {"last_folder": "/da\ud800ta"},
    ],
)
def test_a_value_of_another_kind_is_ignored_and_the_rest_kept(
    path: Path, wrong: dict[str, object]
) -> None:
    written(path, json.dumps({"annotator": "Anna", **wrong}))
    assert Settings(path).choices == Choices(annotator="Anna")


def test_a_folder_whose_name_is_no_utf8_is_kept(path: Path) -> None:
    name = os.fsdecode(b"/data/\xff")
    Settings(path).change(last_folder=name)
    assert Settings(path).choices.last_folder == name


def test_a_place_that_cannot_be_written_is_no_reason_to_stop(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    settings = Settings(tmp_path / "file" / "settings.json")
    with caplog.at_level(logging.WARNING):
        settings.change(theme="dark")
    assert settings.choices.theme == "dark"
    assert "not kept" in caplog.text


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is read-only for this user"
)
def test_a_read_only_folder_is_no_reason_to_stop(path: Path) -> None:
    written(path, '{"theme": "dark"}')
    path.parent.chmod(0o500)
    try:
        settings = Settings(path)
        settings.change(annotator="Anna")
        assert settings.choices == Choices(theme="dark", annotator="Anna")
        assert Settings(path).choices == Choices(theme="dark")
    finally:
        path.parent.chmod(0o700)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="this user may read everything"
)
def test_a_file_that_may_not_be_read_is_put_aside(path: Path) -> None:
    written(path, '{"theme": "dark"}').chmod(0)
    assert Settings(path).choices == Choices()
    assert not path.exists()


def test_a_change_that_fails_leaves_the_old_file_whole(path: Path) -> None:
    written(path, '{"theme": "dark"}')
    path.with_name("settings.json.new").mkdir()
    Settings(path).change(annotator="Anna")
    assert Settings(path).choices == Choices(theme="dark")
