import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from fmnist_gui.core.errors import StoreError
from fmnist_gui.store.backup import KEPT, Backup, back_up, back_up_daily, list_backups
from fmnist_gui.store.connection import connect
from tests.store.sample import NOW


@pytest.fixture
def raw(tmp_path: Path) -> sqlite3.Connection:
    connection = connect(tmp_path / "x.db", "rwc")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (a INTEGER)")
    connection.execute("INSERT INTO t VALUES (1), (2)")
    return connection


def _rows(path: Path) -> list[tuple[int]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT a FROM t").fetchall()
    connection.close()
    return rows


def test_a_copy_holds_what_is_still_in_the_log(tmp_path: Path, raw: sqlite3.Connection) -> None:
    assert (tmp_path / "x.db-wal").stat().st_size > 0

    copy = back_up(raw, tmp_path / "new" / "backups", stem="x", now=NOW)
    raw.close()

    assert copy.name == "x-20260301T123015Z.db"
    assert _rows(copy) == [(1,), (2,)]
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_a_copy_can_be_read_alone(tmp_path: Path, raw: sqlite3.Connection) -> None:
    copy = back_up(raw, tmp_path / "backups", stem="x", now=NOW)
    raw.close()

    # Bytes 18 and 19 tell a log beside the file (2) from none (1).
    assert copy.read_bytes()[18:20] == b"\x01\x01"


def test_two_copies_within_a_second_are_both_kept(tmp_path: Path, raw: sqlite3.Connection) -> None:
    names = [back_up(raw, tmp_path / "b", stem="x", now=NOW).name for _ in range(3)]
    raw.close()

    assert names == [f"x-20260301T123015Z{number}.db" for number in ("", "-2", "-3")]
    assert [b.path.name for b in list_backups(tmp_path / "b")] == names[::-1]


def test_backups_are_listed_newest_first_in_utc(tmp_path: Path, raw: sqlite3.Connection) -> None:
    tokyo = timezone(timedelta(hours=9))
    later = datetime(2026, 3, 1, 22, 0, 0, tzinfo=tokyo)
    old = back_up(raw, tmp_path, stem="x", now=NOW)
    new = back_up(raw, tmp_path, stem="x", now=later)
    raw.close()

    assert list_backups(tmp_path) == (
        Backup(new, datetime(2026, 3, 1, 13, 0, 0, tzinfo=UTC)),
        Backup(old, NOW.replace(microsecond=0)),
    )


def test_no_folder_holds_no_backups(tmp_path: Path) -> None:
    assert list_backups(tmp_path / "nowhere") == ()


def test_a_copy_that_differs_is_refused_and_removed(
    tmp_path: Path, raw: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_other_version(connection: sqlite3.Connection, query: str) -> int:
        found = connection.execute(query).fetchone()[0]
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        return int(found) + (query == "PRAGMA user_version" and path.endswith(".part"))

    # No honest disk alters one copy in a thousand when asked to.
    monkeypatch.setattr("fmnist_gui.store.backup.number", with_other_version)

    with pytest.raises(StoreError, match="other user_version"):
        back_up(raw, tmp_path / "b", stem="x", now=NOW)
    raw.close()

    assert list((tmp_path / "b").iterdir()) == []


def test_a_copy_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, raw: sqlite3.Connection
) -> None:
    (tmp_path / "b").write_text("in the way")

    with pytest.raises(OSError, match="exists"):
        back_up(raw, tmp_path / "b", stem="x", now=NOW)
    raw.close()

    assert (tmp_path / "b").read_text() == "in the way"


DAY = timedelta(days=1)


def _daily(raw: sqlite3.Connection, folder: Path, now: datetime) -> Path | None:
    return back_up_daily(raw, folder, stem="x", now=now)


def test_what_was_written_is_copied_once_a_day(tmp_path: Path, raw: sqlite3.Connection) -> None:
    first = _daily(raw, tmp_path / "b", NOW)
    assert first is not None
    raw.execute("INSERT INTO t VALUES (3)")
    assert _daily(raw, tmp_path / "b", NOW + DAY - timedelta(seconds=2)) is None
    second = _daily(raw, tmp_path / "b", NOW + DAY)
    raw.close()

    assert second is not None
    assert (_rows(first), _rows(second)) == ([(1,), (2,)], [(1,), (2,), (3,)])


def test_nothing_new_is_not_copied(tmp_path: Path, raw: sqlite3.Connection) -> None:
    _daily(raw, tmp_path / "b", NOW)
    assert _daily(raw, tmp_path / "b", NOW + 9 * DAY) is None
    raw.execute("DELETE FROM t")
    assert _daily(raw, tmp_path / "empty", NOW) is None
    raw.close()


def test_a_newest_backup_that_cannot_be_read_is_none(
    tmp_path: Path, raw: sqlite3.Connection
) -> None:
    first = _daily(raw, tmp_path / "b", NOW)
    assert first is not None
    first.write_bytes(b"not a database any more" * 99)
    assert _daily(raw, tmp_path / "b", NOW + DAY) is not None
    raw.close()


def test_the_newest_copies_are_kept_and_those_of_others(
    tmp_path: Path, raw: sqlite3.Connection
) -> None:
    other = back_up(raw, tmp_path / "b", stem="y", now=NOW - 99 * DAY)
    made = []
    for day in range(KEPT + 2):
        raw.execute("INSERT INTO t VALUES (0)")
        made.append(_daily(raw, tmp_path / "b", NOW + day * DAY))
    raw.close()

    assert [copy.path for copy in list_backups(tmp_path / "b")] == [*made[:1:-1], other]
