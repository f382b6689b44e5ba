"""``doctor``: what is here, and what is missing."""

from pathlib import Path

import pytest

from fmnist_gui import __version__, display
from tests.cli.console import Run


def test_it_tells_versions_and_places(
    run: Run, data: Path, fresh_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = run("doctor", "--data", data, "--json").content
    assert content["versions"]["fmnist-gui"] == __version__
    for package in ("Python", "SQLite", "PySide6-Essentials", "numpy", "SQLAlchemy", "scipy"):
        assert content["versions"][package]
    assert content["data"] == f"{data} (--data)"
    assert content["database"] == "none yet"
    assert content["home"] == str(fresh_home / "fmnist-gui")
    assert content["free_mb"] > 0
    assert isinstance(content["problems"], list)


def test_it_writes_nothing(run: Run, fresh_home: Path) -> None:
    run("doctor")
    assert not (fresh_home / "fmnist-gui").exists()


def test_a_sound_machine_has_no_problem(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    content = run("doctor", "--json").content
    assert content["problems"] == []
    assert content["data"] == "none found; practice images are shown"
    assert run("doctor").out.endswith("No problem found.\n")


def test_a_missing_display_is_a_problem_and_no_failure(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    content = run("doctor", "--json").content
    assert content["display"] is None
    assert any(problem.startswith("no display") for problem in content["problems"])
    assert "\nPROBLEM: no display" in run("doctor").out


def test_missing_libraries_are_named_without_a_display_too(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(display, "QT_LIBRARIES", {"libnowhere.so.7": "libnowhere7"})
    monkeypatch.setattr(display, "WINDOW_LIBRARIES", {})
    content = run("doctor", "--json").content
    assert content["libraries"] is None
    assert any("apt-get install libnowhere7" in problem for problem in content["problems"])


def test_a_missing_library_is_said_once_where_there_is_a_display(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(display, "QT_LIBRARIES", {"libnowhere.so.7": "libnowhere7"})
    content = run("doctor", "--json").content
    assert content["display"] == "there is one"
    (problem,) = content["problems"]
    assert "apt-get install libnowhere7" in problem


def test_bad_data_and_a_bad_database_are_problems(
    run: Run, session: str, fresh_home: Path, tmp_path: Path
) -> None:
    assert "sound" in run("doctor", "--json").content["database"]
    database = fresh_home / "fmnist-gui" / "fmnist-gui.db"
    database.write_text("not a database")
    content = run("doctor", "--json", "--data", tmp_path / "nothing").content
    assert (content["data"], content["database"]) == (None, None)
    problems = " ".join(content["problems"])
    assert str(tmp_path / "nothing") in problems
    assert str(database) in problems
