"""The hook for bugs: each is logged, one is said, and Ctrl-C is none."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fmnist_gui.fault import FaultHook, log


@pytest.fixture
def log_path(tmp_path: Path) -> Path:
    return tmp_path / "log" / "fmnist-gui.log"


@pytest.fixture
def before() -> Iterator[list[str]]:
    """Put a hook there that remembers what came, and the usual one back afterwards."""
    came: list[str] = []
    usual = sys.excepthook
    sys.excepthook = lambda kind, _error, _trace: came.append(kind.__name__)
    yield came
    sys.excepthook = usual


def fail(error: BaseException) -> None:
    """Raise and let it go where nobody catches it."""
    try:
        raise error
    except BaseException:  # noqa: BLE001 - what Python does at the top of a thread
        kind, found, trace = sys.exc_info()
        assert kind is not None
        assert found is not None
        sys.excepthook(kind, found, trace)


def test_a_bug_is_logged_with_its_traceback_and_said(log_path: Path, before: list[str]) -> None:
    said: list[str] = []
    hook = FaultHook(log_path, said.append)
    fail(KeyError("lost sock"))
    hook.remove()
    text = log_path.read_text(encoding="utf-8")
    assert "CRITICAL" in text
    assert "KeyError: 'lost sock'" in text
    assert "in fail" in text
    (sentence,) = said
    assert "KeyError" in sentence
    assert str(log_path) in sentence
    assert "lost sock" not in sentence
    assert before == ["KeyError"]


def test_every_bug_is_logged_and_only_the_first_is_said(log_path: Path, before: list[str]) -> None:
    said: list[str] = []
    hook = FaultHook(log_path, said.append)
    for number in range(3):
        fail(ValueError(f"number {number}"))
    hook.remove()
    text = log_path.read_text(encoding="utf-8")
    assert [f"ValueError: number {number}" in text for number in range(3)] == [True] * 3
    assert len(said) == 1
    assert len(before) == 3


def test_ctrl_c_is_no_bug(log_path: Path, before: list[str]) -> None:
    said: list[str] = []
    hook = FaultHook(log_path, said.append)
    fail(KeyboardInterrupt())
    hook.remove()
    assert said == []
    assert log_path.read_text(encoding="utf-8") == ""
    assert before == ["KeyboardInterrupt"]


def test_removed_it_leaves_everything_as_it_was(log_path: Path, before: list[str]) -> None:
    usual, handlers = sys.excepthook, list(log.handlers)
    said: list[str] = []
    hook = FaultHook(log_path, said.append)
    assert sys.excepthook != usual
    hook.remove()
    assert sys.excepthook == usual
    assert log.handlers == handlers
    fail(ValueError("later"))
    assert said == []
    assert "later" not in log_path.read_text(encoding="utf-8")
    hook.remove()


def test_a_later_hook_of_somebody_else_stays(log_path: Path, before: list[str]) -> None:
    hook = FaultHook(log_path, lambda _sentence: None)
    later = sys.__excepthook__
    sys.excepthook = later
    hook.remove()
    assert sys.excepthook is later


def test_without_a_place_for_the_log_it_still_speaks(tmp_path: Path, before: list[str]) -> None:
    (tmp_path / "log").touch()
    said: list[str] = []
    hook = FaultHook(tmp_path / "log" / "fmnist-gui.log", said.append)
    fail(ValueError("unlogged"))
    hook.remove()
    (sentence,) = said
    assert "written in the terminal" in sentence
    assert before == ["ValueError"]


def test_what_the_program_logs_lands_in_the_same_file(log_path: Path, before: list[str]) -> None:
    hook = FaultHook(log_path, lambda _sentence: None)
    logging.getLogger("fmnist_gui.settings").warning("settings are not kept: %s", "été")
    hook.remove()
    assert "WARNING fmnist_gui.settings: settings are not kept: été" in log_path.read_text("utf-8")
