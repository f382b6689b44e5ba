"""``doctor``: what is here, and what is missing."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fmnist_gui import __version__, display
from fmnist_gui.home import Home
from fmnist_gui.store.database import open_database
from fmnist_gui.store.label_store import LabelStore
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


def test_a_home_that_cannot_be_written_is_a_problem(
    run: Run, fresh_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    folder = fresh_home / "fmnist-gui"
    folder.mkdir()
    writable = os.access
    # Whoever runs the tests as root may write anywhere but on a disk that is mounted so.
    monkeypatch.setattr(os, "access", lambda path, mode: path != folder and writable(path, mode))
    (problem,) = run("doctor", "--json").content["problems"]
    assert problem.startswith(f"nothing can be written to {folder}; ")


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


def test_looking_leaves_everything_as_it_was(run: Run, session: str, fresh_home: Path) -> None:
    home = fresh_home / "fmnist-gui"
    for note in home.glob("*.known"), home.glob("*.lock"):
        for path in note:
            path.unlink()
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in home.glob("*.*")}
    assert "sound" in run("doctor", "--json").content["database"]
    assert run("db", "check", "--json").content["answers"] == 20
    after = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in home.glob("*.*")}
    assert after == before


def test_the_open_window_is_no_problem(
    run: Run, session: str, fresh_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    home = Home(fresh_home / "fmnist-gui")
    with open_database(home.database, backups=home.backups, now=datetime.now(UTC)):
        content = run("doctor", "--json").content
    assert content["database"] == f"{home.database}, in use by the open window"
    assert content["problems"] == []


def test_a_killed_programs_log_is_read_and_left(run: Run, session: str, fresh_home: Path) -> None:
    home = Home(fresh_home / "fmnist-gui")
    killed = fresh_home / "killed"
    killed.mkdir()
    with open_database(home.database, backups=home.backups, now=datetime.now(UTC)) as database:
        LabelStore(database).annotator("Anna")
        # As it would lie there if the process ended now.
        for suffix in ("", "-wal"):
            name = f"{home.database.name}{suffix}"
            (killed / name).write_bytes((home.folder / name).read_bytes())
    log = killed / f"{home.database.name}-wal"
    before = log.read_bytes()
    assert before
    assert run("db", "check", "--home", killed, "--json").content["answers"] == 20
    assert log.read_bytes() == before


def test_a_database_that_vanished_is_a_problem(run: Run, session: str, fresh_home: Path) -> None:
    Home(fresh_home / "fmnist-gui").database.unlink()
    content = run("doctor", "--json").content
    assert content["database"] is None
    assert any("the database that was here before" in told for told in content["problems"])
