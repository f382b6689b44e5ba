import os
from pathlib import Path

import pytest

from fmnist_gui.core.errors import StoreError
from fmnist_gui.store.lock import LockFile


def test_a_second_lock_is_refused_with_the_process_that_holds_it(tmp_path: Path) -> None:
    first = LockFile(tmp_path / "lock", tmp_path / "x.db")

    with pytest.raises(StoreError, match=rf"x\.db.*process {os.getpid()}"):
        LockFile(tmp_path / "lock", tmp_path / "x.db")
    first.release()


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    first = LockFile(tmp_path / "lock", tmp_path / "x.db")
    first.release()
    first.release()

    LockFile(tmp_path / "lock", tmp_path / "x.db").release()


def test_a_lock_file_left_by_another_process_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("1")

    LockFile(tmp_path / "lock", tmp_path / "x.db").release()

    assert (tmp_path / "lock").read_text() == str(os.getpid())
