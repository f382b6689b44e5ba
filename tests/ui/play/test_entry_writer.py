import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.session.record import Entry, SessionEvent
from fmnist_gui.ui.play.entry_writer import EntryWriter, Written

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def event() -> SessionEvent:
    return SessionEvent(uuid4(), uuid4(), "paused", 3, NOW)


class Disk:
    """Takes entries, or not."""

    def __init__(self) -> None:
        self.is_full = False
        self.kept: list[Entry] = []

    def save(
        self, written: Written, then: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        if self.is_full:
            failed("The disk is full.")
        else:
            self.kept.append(written.entry)
            then()


def test_what_follows_happens_once_the_entry_is_kept(qtbot: QtBot) -> None:
    disk, done = Disk(), list[str]()
    writer = EntryWriter(disk.save)
    one = event()
    writer.write(one, lambda: done.append("shown"))
    assert (disk.kept, done) == ([one], ["shown"])
    assert writer.is_free


def test_what_is_not_kept_is_told_and_stays(qtbot: QtBot) -> None:
    disk, told, done = Disk(), list[str](), list[str]()
    writer = EntryWriter(disk.save)
    writer.told.connect(told.append)
    disk.is_full = True
    one = event()
    writer.write(one, lambda: done.append("shown"))
    assert told == ["Not saved yet. The disk is full."]
    assert (writer.unsaved, writer.is_free, done) == (one, False, [])
    writer.try_again()
    assert writer.unsaved == one
    disk.is_full = False
    writer.try_again()
    assert (disk.kept, done) == ([one], ["shown"])
    assert told[-1] == ""
    assert writer.is_free


def test_what_is_not_kept_can_be_written_elsewhere(qtbot: QtBot, tmp_path: Path) -> None:
    disk = Disk()
    disk.is_full = True
    writer = EntryWriter(disk.save)
    one = event()
    writer.write(one, lambda: None)
    writer.keep_elsewhere(tmp_path / "answer.json")
    content = json.loads((tmp_path / "answer.json").read_text())
    assert content["id"] == str(one.id)
    assert content["kind"] == "paused"
    with pytest.raises(DataError):
        writer.keep_elsewhere(tmp_path / "no such folder" / "answer.json")
    assert writer.unsaved == one


def test_what_is_let_go_is_gone(qtbot: QtBot) -> None:
    disk = Disk()
    disk.is_full = True
    writer = EntryWriter(disk.save)
    writer.write(event(), lambda: None)
    writer.let_go()
    assert writer.is_free
    assert disk.kept == []
