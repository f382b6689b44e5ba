import os
import sqlite3
import sys
from pathlib import Path

import pytest

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.session.record import SessionRecord
from fmnist_gui.store.database import Database
from fmnist_gui.store.failure import explained
from fmnist_gui.store.label_store import LabelStore
from tests.disk import no_file_may_grow_beyond
from tests.store.sample import answer, deck, opened, record


@pytest.fixture
def header(store: LabelStore) -> SessionRecord:
    """Return a session of many trials that was begun."""
    header = record(drawn=deck(range(5000)))
    store.begin(header)
    return header


def _until_refused(store: LabelStore, header: SessionRecord, match: str) -> int:
    """Append answers until one is refused, and return its position."""
    position = -1

    def append_all() -> None:
        nonlocal position
        for position in range(5000):
            store.append(answer(header, position))

    with pytest.raises(StoreError, match=match) as caught:
        append_all()
    assert "\n" not in str(caught.value)
    assert "SQLITE" not in str(caught.value)
    return position


def _can_go_on(store: LabelStore, header: SessionRecord, refused: int) -> None:
    assert len(store.history(header.id).entries) == refused
    again = answer(header, refused)
    store.append(again)
    assert store.history(header.id).entries[-1] == again


def test_a_full_disk_is_said_and_the_answer_can_be_saved_later(
    store: LabelStore, header: SessionRecord
) -> None:
    raw = store.database._raw
    raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0]}")

    refused = _until_refused(store, header, "found a full disk")

    assert refused > 0
    raw.execute("PRAGMA max_page_count = 1000000")
    _can_go_on(store, header, refused)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the size of files here")
def test_a_write_error_is_said_and_the_answer_can_be_saved_later(
    store: LabelStore, header: SessionRecord
) -> None:
    log = store.database.path.with_name("fmnist-gui.db-wal")

    with no_file_may_grow_beyond(log.stat().st_size + 50_000):
        refused = _until_refused(store, header, "try again")

    assert refused > 0
    _can_go_on(store, header, refused)


def test_a_database_that_turned_read_only_is_said(store: LabelStore, header: SessionRecord) -> None:
    raw = store.database._raw
    raw.execute("PRAGMA query_only = ON")

    assert _until_refused(store, header, "found a read-only one") == 0

    raw.execute("PRAGMA query_only = OFF")
    _can_go_on(store, header, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_file_moved_away_while_open_is_noticed(
    store: LabelStore, header: SessionRecord, suffix: str
) -> None:
    database = store.database
    path = database.path.with_name(database.path.name + suffix)
    assert database.is_still_there()

    path.rename(path.with_name("elsewhere"))

    assert not database.is_still_there()
    assert _until_refused(store, header, "moved, deleted or replaced") == 0
    path.with_name("elsewhere").rename(path)
    assert database.is_still_there()
    _can_go_on(store, header, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_a_file_replaced_while_open_is_noticed(store: LabelStore, header: SessionRecord) -> None:
    database = store.database
    copy = database.path.with_name("copy")
    copy.write_bytes(database.path.read_bytes())

    copy.replace(database.path)

    assert not database.is_still_there()
    assert _until_refused(store, header, "moved, deleted or replaced") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_closing_a_file_that_was_moved_keeps_what_was_saved(home: Path) -> None:
    header = record()
    database: Database = opened(home)
    LabelStore(database).begin(header)
    LabelStore(database).append(answer(header, 0))
    database.path.rename(home / "elsewhere.db")

    database.close()

    raw = sqlite3.connect(home / "elsewhere.db")
    assert raw.execute("SELECT count(*) FROM answer").fetchone() == (1,)
    raw.close()


def test_a_home_in_the_way_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(StoreError, match=r"fmnist-gui\.db: expected a file that can be opened"):
        opened(tmp_path / "file")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="this user may read everything"
)
def test_a_folder_without_permission_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(StoreError, match="Permission denied"):
        opened(tmp_path)
    tmp_path.chmod(0o700)


def test_a_mistake_of_the_program_is_not_explained_away(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax"), explained(database.path):
        database._raw.execute("SELEKT 1")
