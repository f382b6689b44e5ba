import os
from pathlib import Path

import pytest

from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.file_stamp import FileStamp, stamp_of, stamps_now
from fmnist_gui.core.dataset.folder import load
from tests.core.dataset.samples import make_images, write_split


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "file"
    made.write_bytes(b"content")
    return made


def test_reading_a_file_and_giving_rights_to_it_is_no_change(path: Path) -> None:
    before = stamp_of(path)
    path.read_bytes()
    path.chmod(0o600)
    os.utime(path, ns=(1, before.modified_ns))
    assert stamps_now((before,)) == (before,)


def test_writing_replacing_and_removing_are_changes(path: Path) -> None:
    before = stamp_of(path)
    os.utime(path, ns=(1, before.modified_ns + 1))
    later = stamp_of(path)
    assert later != before
    other = path.with_name("other")
    other.write_bytes(b"CONTENT")
    os.utime(other, ns=(1, later.modified_ns))
    other.replace(path)
    # As large and as old, but another file.
    assert stamp_of(path) != later
    path.unlink()
    assert stamps_now((before,)) == (FileStamp(path),)


def test_a_data_set_knows_all_files_that_it_was_read_from(tmp_path: Path) -> None:
    write_split(tmp_path)
    write_split(tmp_path, "t10k", images=make_images(5))
    (tmp_path / "classes.txt").write_text("".join(f"{n}\n" for n in "abcdefghij"))
    (tmp_path / "notes.txt").write_text("not read")
    dataset = load(tmp_path, catalog=Catalog(()))
    assert {stamp.path.name for stamp in dataset.files} == {
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte",
        "classes.txt",
    }
    assert stamps_now(dataset.files) == dataset.files
