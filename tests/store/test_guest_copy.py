"""Only a sound database of this program is merged, and reading it leaves no trace on it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fmnist_gui.core.errors import StoreError
from fmnist_gui.store import file
from fmnist_gui.store.guest_copy import copied
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.migration import LINEAGE
from tests.store.sample import answer, event, opened, record
from tests.store.studying import started
from tests.store.test_released_schema import RELEASED, VERSIONS


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a closed database with a session in it."""
    home = tmp_path / "other %41 #?"
    with opened(home) as database:
        fill(LabelStore(database))
    return home / "fmnist-gui.db"


def fill(store: LabelStore) -> None:
    session = record()
    store.begin(session)
    store.append(answer(session, 0), answer(session, 1), event(session, "finished", 2))
    store.studies.start(started())


def copy(path: Path, tmp_path: Path) -> Path:
    target = tmp_path / "copy.db"
    copied(path, target, own=tmp_path / "mine.db")
    return target


def answers(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("SELECT count(*) FROM answer").fetchone()[0])


def refusal(path: Path, tmp_path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        copy(path, tmp_path)
    assert str(caught.value).startswith(str(path.resolve()))
    return str(caught.value)


def changed(other: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(other, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)
    return other


def traces(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}


def test_what_is_no_database_is_refused(other: Path, tmp_path: Path) -> None:
    assert "found no such file" in refusal(tmp_path / "nothing.db", tmp_path)
    (tmp_path / "folder.db").mkdir()
    assert "found a folder" in refusal(tmp_path / "folder.db", tmp_path)
    (tmp_path / "empty.db").touch()
    assert "found an empty file" in refusal(tmp_path / "empty.db", tmp_path)
    (tmp_path / "text.db").write_text("Dear diary" * 50)
    assert "found a file of another kind" in refusal(tmp_path / "text.db", tmp_path)
    with closing(sqlite3.connect(tmp_path / "foreign.db")) as raw:
        raw.execute("CREATE TABLE answer (x)")
    assert "found a database of another program" in refusal(tmp_path / "foreign.db", tmp_path)
    (tmp_path / "short.db").write_bytes(other.read_bytes()[:70])
    assert "only its first 70 bytes" in refusal(tmp_path / "short.db", tmp_path)


def test_the_database_itself_is_no_other(other: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="found the one that is to take it in"):
        copied(other, tmp_path / "copy.db", own=other)


def test_a_newer_one_is_refused(other: Path, tmp_path: Path) -> None:
    changed(other, f"PRAGMA user_version = {LINEAGE.number + 1}")
    assert refusal(other, tmp_path).endswith(
        f"found schema {LINEAGE.number + 1:04d}; update the program"
    )


def test_a_damaged_one_is_refused(other: Path, tmp_path: Path) -> None:
    content = bytearray(other.read_bytes())
    content[8192:12288] = bytes(4096)
    other.write_bytes(content)
    assert "damage" in refusal(other, tmp_path)
    assert other.read_bytes() == content


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE answer SET chosen = 'Coat'", "a row in answer"),
        ("UPDATE answer SET chosen = 1.5", "a row in answer"),
        ("UPDATE answer SET chosen = -2", "a row in answer"),
        ("UPDATE answer SET device = x'00'", "a row in answer"),
        ("UPDATE answer SET was_seen = 2", "a row in answer"),
        ("UPDATE answer SET id = 'A' || substr(id, 2)", "a row in answer"),
        ("UPDATE answer SET answered_at = 9000000000000000000", "a row in answer"),
        ("UPDATE session SET class_names = '{'", "a row in session"),
        ("UPDATE session SET seq = 9000000000000", "a row in session"),
        ("UPDATE deck SET indices = '[1, 2, 3]'", "a damaged deck"),
        ("UPDATE deck SET indices = '[[]]'", "a damaged deck"),
        ("UPDATE study SET content = replace(content, 'Shirts', 'Skirts')", "changed after"),
        ("DELETE FROM annotator", "rows that refer to others that are missing"),
        ("DROP TABLE tag_event", "no such table"),
        ("ALTER TABLE answer DROP COLUMN note", "no note in it"),
    ],
)
def test_what_this_program_cannot_have_written_is_refused(
    other: Path, tmp_path: Path, statement: str, found: str
) -> None:
    changed(other, "PRAGMA foreign_keys = OFF", statement)
    if statement.startswith("UPDATE session SET seq"):
        changed(other, "UPDATE answer SET session_seq = 9000000000000")
        changed(other, "UPDATE session_event SET session_seq = 9000000000000")
    assert found in refusal(other, tmp_path)


def test_an_answer_taken_back_in_another_session_is_refused(other: Path, tmp_path: Path) -> None:
    with opened(other.parent) as database:
        store = LabelStore(database)
        store.begin(record())
    changed(
        other,
        "INSERT INTO retraction (seq, id, session_seq, answer_seq, retracted_at) "
        "SELECT 9, lower(hex(randomblob(16))), 2, min(seq), 0 FROM answer",
    )
    assert "taken back elsewhere" in refusal(other, tmp_path)


def test_one_that_is_open_in_a_window_is_refused_and_says_so(other: Path, tmp_path: Path) -> None:
    with opened(other.parent):
        assert refusal(other, tmp_path).endswith("close it there first")
    assert answers(copy(other, tmp_path)) == 2


def test_one_that_another_program_writes_to_is_refused(other: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(other, isolation_level=None)) as raw:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        assert "another program holds locked" in refusal(other, tmp_path)


def test_what_a_killed_program_left_in_its_log_is_read_too(
    other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = tmp_path / "killed"
    killed.mkdir()
    with opened(other.parent) as database:
        fill(LabelStore(database))
        for part in ("", "-wal"):
            shutil.copy(file.beside(other, part), killed)
    left = killed / other.name
    before = traces(left)
    assert set(before) == {"fmnist-gui.db", "fmnist-gui.db-wal"}
    assert answers(copy(left, tmp_path)) == 4
    assert traces(left) == before

    def meanwhile(source: Path, target: Path) -> Path:
        with source.open("ab") as grown:
            grown.write(b"\0" * 4096)
        return target

    monkeypatch.setattr(shutil, "copyfile", meanwhile)
    assert "changes meanwhile; close it there first" in refusal(left, tmp_path)


def test_a_closed_one_in_a_folder_that_cannot_be_written_is_read(
    other: Path, tmp_path: Path
) -> None:
    before = traces(other)
    other.parent.chmod(0o500)
    try:
        assert answers(copy(other, tmp_path)) == 2
    finally:
        other.parent.chmod(0o700)
    assert traces(other) == before


@pytest.mark.parametrize("version", VERSIONS)
def test_older_ones_are_brought_up_to_date_in_the_copy(version: str, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as raw:
        raw.executescript((RELEASED / f"{version}.sql").read_text(encoding="utf-8"))
    before = old.read_bytes()
    target = copy(old, tmp_path)
    with closing(sqlite3.connect(target)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (LINEAGE.number,)
    assert answers(target) == answers(old) > 0
    assert old.read_bytes() == before


def test_an_older_one_with_other_tables_is_refused(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as raw:
        raw.executescript((RELEASED / f"{VERSIONS[-1]}.sql").read_text(encoding="utf-8"))
    changed(old, "DROP TABLE answer")
    assert f"other tables than schema {VERSIONS[-1][1:]} has" in refusal(old, tmp_path)
