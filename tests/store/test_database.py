import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from fmnist_gui.core.errors import StoreError
from fmnist_gui.store.backup import list_backups
from fmnist_gui.store.connection import LOG_PAGES
from fmnist_gui.store.database import Database, open_database
from fmnist_gui.store.file import APPLICATION_ID
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import NOW, answer, deck, opened, record

NAME = "fmnist-gui.db"

HOLDER = """
import sys
from pathlib import Path
from tests.store.sample import opened
with opened(Path(sys.argv[1])):
    sys.stdout.write(f"open {'alembic' in sys.modules}\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


@pytest.fixture
def path(home: Path) -> Path:
    """Return where the database of `home` lies."""
    return home / NAME


@pytest.fixture
def filled(path: Path) -> Path:
    """Return a closed database of some hundred answers."""
    with opened(path.parent) as database:
        store = LabelStore(database)
        header = record(drawn=deck(range(400)))
        store.begin(header)
        store.append(*(answer(header, position) for position in range(400)))
    return path


def _refused(path: Path, match: str) -> str:
    with pytest.raises(StoreError, match=match) as caught:
        opened(path.parent)
    told = str(caught.value)
    assert "\n" not in told
    assert told.startswith(str(path))
    return told


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("locking_mode", "exclusive"),
        ("foreign_keys", 1),
        ("application_id", APPLICATION_ID),
        ("trusted_schema", 0),
        ("wal_autocheckpoint", LOG_PAGES),
    ],
)
def test_the_connection_is_set_up(database: Database, pragma: str, value: object) -> None:
    with database.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_every_transaction_takes_the_write_lock_at_once(database: Database) -> None:
    statements: list[str] = []
    database._raw.set_trace_callback(statements.append)

    LabelStore(database).annotator("Anna")

    assert [s for s in statements if s.startswith("BEGIN")] == ["BEGIN IMMEDIATE"] * 2


def test_the_folders_are_made(tmp_path: Path) -> None:
    with opened(tmp_path / "new" / "home") as database:
        assert database.path == tmp_path / "new" / "home" / NAME
        assert not database.is_read_only
        assert database.notice is None


def test_what_was_stored_is_there_after_opening_again(filled: Path) -> None:
    with opened(filled.parent) as database:
        assert LabelStore(database).counts().answers == 400


def test_a_closed_database_is_one_file_that_can_be_read_alone(filled: Path) -> None:
    assert not filled.with_name(NAME + "-wal").exists()
    assert not filled.with_name(NAME + "-shm").exists()
    assert filled.read_bytes()[18:20] == b"\x01\x01"


def test_closing_twice_is_closing_once(home: Path) -> None:
    database = opened(home)
    database.close()
    database.close()


def test_a_link_leads_to_the_database(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / NAME).symlink_to(filled)

    with opened(tmp_path / "other") as database:
        assert database.path == filled


def test_alembic_is_left_alone_when_the_schema_is_current(filled: Path) -> None:
    with _holder(filled) as holder:
        assert _first_line(holder) == "open False"


def test_a_second_process_is_told_that_the_database_is_open(filled: Path) -> None:
    with _holder(filled) as holder:
        assert _first_line(holder).startswith("open")

        _refused(filled, rf"open in another window \(process {holder.pid}\)")


def test_a_second_opening_in_the_same_process_is_refused(filled: Path) -> None:
    with opened(filled.parent) as database:
        _refused(filled, "open in another window")
        assert LabelStore(database).counts().answers == 400


def test_a_killed_process_leaves_no_lock(filled: Path) -> None:
    with _holder(filled) as holder:
        assert _first_line(holder).startswith("open")
        holder.kill()
        holder.wait()

        opened(filled.parent).close()


def test_a_program_that_holds_the_file_is_spoken_of(filled: Path) -> None:
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    _refused(filled, "another program holds locked")
    other.close()

    opened(filled.parent).close()


def test_nobody_else_can_open_the_file_meanwhile(filled: Path) -> None:
    with opened(filled.parent):
        other = sqlite3.connect(filled, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("SELECT count(*) FROM answer")
        other.close()


def test_a_vanished_database_is_not_replaced(filled: Path) -> None:
    filled.unlink()

    told = _refused(filled, "the database that was here before, found no file")

    assert "put the file back" in told
    assert f"{NAME}.known" in told
    assert not filled.exists()


def test_a_vanished_database_is_offered_the_newest_backup(filled: Path) -> None:
    copy = filled.parent / "backups" / "fmnist-gui-20260101T000000Z.db"
    copy.parent.mkdir()
    shutil.move(filled, copy)

    assert str(copy) in _refused(filled, "found no file")


def test_what_the_sentence_advises_helps(filled: Path) -> None:
    filled.unlink()
    _refused(filled, f"move {NAME}.known away to begin with an empty database")

    filled.with_name(f"{NAME}.known").unlink()

    with opened(filled.parent) as database:
        assert LabelStore(database).counts().answers == 0


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_log_without_its_database_is_not_given_a_new_one(path: Path, suffix: str) -> None:
    path.parent.mkdir()
    log = path.with_name(NAME + suffix)
    log.write_bytes(b"pages")

    assert log.name in _refused(path, "found only its log")
    assert not path.exists()
    assert log.read_bytes() == b"pages"


def test_an_emptied_database_is_not_replaced(filled: Path) -> None:
    filled.write_bytes(b"")

    _refused(filled, "found an empty file; put the file back")

    assert filled.read_bytes() == b""


def test_an_empty_file_that_never_was_a_database_is_left(path: Path) -> None:
    path.parent.mkdir()
    path.touch()

    _refused(path, "found an empty file")

    assert path.read_bytes() == b""


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_refused_without_waiting(path: Path, kind: str) -> None:
    path.parent.mkdir()
    if kind == "folder":
        path.mkdir()
    elif hasattr(os, "mkfifo"):
        os.mkfifo(path)
    else:
        pytest.skip("no pipes in the file system here")

    _refused(path, kind)


def _foreign(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE answer (seq INTEGER PRIMARY KEY)")
    other.commit()
    other.close()


@pytest.mark.parametrize("kind", ["another program", "another kind", "first 60 bytes"])
def test_a_foreign_file_is_refused_and_left_as_it_is(path: Path, kind: str) -> None:
    path.parent.mkdir()
    _foreign(path)
    if kind == "another kind":
        path.write_bytes(b"<!DOCTYPE html>" * 900)
    elif kind == "first 60 bytes":
        path.write_bytes(path.read_bytes()[:60])
    before = path.read_bytes()

    _refused(path, kind)

    assert path.read_bytes() == before
    assert {p.name for p in path.parent.iterdir()} == {NAME, f"{NAME}.lock"}


def _overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = os.urandom(4096)
    path.write_bytes(content)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def _answer_changed(path: Path) -> None:
    # In the table alone, as a failing disk would: the index that counts answers still knows.
    raw = sqlite3.connect(path)
    raw.executescript(
        "CREATE TABLE spare AS SELECT sql FROM sqlite_master WHERE name = 'ix_answer_count';"
        "PRAGMA writable_schema = ON;"
        "UPDATE sqlite_master SET sql = replace(sql, 'chosen', '\"label\"') "
        "WHERE name = 'ix_answer_count';"
    )
    raw.close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("UPDATE answer SET chosen = 9 WHERE seq = 200")
    raw.execute(
        "UPDATE sqlite_master SET sql = (SELECT sql FROM spare) WHERE name = 'ix_answer_count'"
    )
    raw.commit()
    raw.close()


@pytest.mark.parametrize("harm", [_overwritten, _cut, _answer_changed])
def test_a_damaged_database_is_refused_and_left_as_it_is(
    filled: Path, harm: Callable[[Path], None]
) -> None:
    harm(filled)
    before = filled.read_bytes()

    told = _refused(filled, "an undamaged database")

    assert "copy a backup, if any, to its place" in told
    assert filled.read_bytes() == before


def test_half_made_leftovers_are_cleared_away(path: Path) -> None:
    path.parent.mkdir()
    path.with_name(f"{NAME}.new").write_bytes(b"half a database")
    path.with_name(f"{NAME}.new-journal").write_bytes(b"its journal")

    opened(path.parent).close()

    assert {p.name for p in path.parent.iterdir()} == {NAME, f"{NAME}.lock", f"{NAME}.known"}


def _first_line(holder: subprocess.Popen[str]) -> str:
    assert holder.stdout is not None
    return holder.stdout.readline().strip()


@contextmanager
def _holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run another process that has the database open until the end of the body."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path.parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.communicate()


def _open_a_day_later(path: Path) -> Database:
    return open_database(path, backups=path.parent / "backups", now=NOW + timedelta(days=1))


def test_opening_backs_up_what_was_written_once_a_day(filled: Path) -> None:
    backups = filled.parent / "backups"
    assert list_backups(backups) == ()
    with opened(filled.parent) as database:
        (first,) = list_backups(backups)
        LabelStore(database).annotator("Ben")
    opened(filled.parent).close()
    assert list_backups(backups) == (first,)
    _open_a_day_later(filled).close()
    newest, oldest = list_backups(backups)
    assert oldest == first
    newest.path.replace(filled)
    with opened(filled.parent) as database:
        assert LabelStore(database).counts().answers == 400
        assert [annotator.name for annotator in LabelStore(database).annotators()] == [
            "Anna",
            "Ben",
        ]


def test_a_backup_that_cannot_be_made_keeps_nobody_from_the_answers(
    filled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (filled.parent / "backups").write_text("in the way")

    with opened(filled.parent) as database:
        assert LabelStore(database).counts().answers == 400

    assert "no daily backup" in caplog.text
