"""``db``: what the database holds, and where it lies."""

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fmnist_gui.store.database import open_database
from tests.cli.console import Run, start


@pytest.fixture
def database(fresh_home: Path) -> Path:
    return fresh_home / "fmnist-gui" / "fmnist-gui.db"


def test_check_counts_what_is_there(run: Run, session: str, database: Path) -> None:
    content = run("db", "check", "--json").content
    assert content == {
        "ok": True,
        "path": str(database),
        "sessions": 1,
        "answers": 20,
        "schema": content["schema"],
        "notice": None,
    }
    assert content["schema"] >= 1
    assert run("db", "check").out.startswith("1 sessions, 20 answers, schema ")


def test_path_is_told_before_there_is_a_database(run: Run, database: Path) -> None:
    assert run("db", "path", "--json").content == {"path": str(database)}
    assert run("db", "path").out == f"{database}\n"
    assert not database.parent.exists()


def test_check_makes_no_database(run: Run, database: Path) -> None:
    assert "expected a database, found none yet" in run("db", "check").refusal
    assert not database.parent.exists()


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE shoe (size)")
    connection.close()


def damaged(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096:] = b"\x55" * (len(whole) - 4096)
    path.write_bytes(whole)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def text(path: Path) -> None:
    path.write_text("These are my notes, please keep them.\n" * 20)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "command"),
    [
        (foreign, ("db", "check")),
        (foreign, ("sessions",)),
        (foreign, ("results", "abc")),
        (damaged, ("db", "check")),
        (empty, ("db", "check")),
        (text, ("db", "check")),
        (folder, ("db", "check")),
    ],
)
def test_a_database_that_is_none_of_ours_is_one_line_and_stays(
    run: Run,
    session: str,
    database: Path,
    spoil: Callable[[Path], None],
    command: tuple[str, ...],
) -> None:
    spoil(database)
    before = database.read_bytes() if database.is_file() else b""
    for json in ((), ("--json",)):
        assert str(database) in run(*command, *json).refusal
    assert (database.read_bytes() if database.is_file() else b"") == before


def test_a_database_of_a_newer_program_is_read_with_a_notice_and_not_written(
    run: Run, session: str, database: Path, data: Path, deck: Path
) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    content = run("db", "check", "--json").content
    assert (content["schema"], content["answers"]) == (99, 20)
    assert "newer version" in content["notice"]
    assert content["notice"] in run("db", "check").out
    assert content["notice"] in run("doctor", "--json").content["problems"]
    assert run("sessions", "--json").content["sessions"][0]["id"] == session
    assert "update the program" in run("simulate", "--deck", deck, "--data", data).refusal


def test_a_database_that_vanished_is_not_replaced(run: Run, session: str, database: Path) -> None:
    database.unlink()
    assert "expected the database that was here before" in run("sessions").refusal
    assert not database.exists()


def test_a_home_that_cannot_be_made_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert str(tmp_path / "file") in run("sessions", "--home", tmp_path / "file").refusal


def test_a_database_in_use_is_one_line(run: Run, session: str, database: Path) -> None:
    with open_database(database, backups=database.parent / "backups", now=datetime.now(UTC)):
        assert "it is open in another window" in start("sessions", "--json").refusal
    assert start("sessions", "--json").content["sessions"][0]["id"] == session
