from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset import row
from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.files import find_files
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.errors import DataError
from tests.core.dataset.samples import csv_lines, make_images, make_labels, write_split


def test_the_images_of_both_splits_lie_side_by_side(tmp_path: Path) -> None:
    write_split(tmp_path, "train")
    write_split(tmp_path, "t10k", images=make_images(12))
    dataset = load(tmp_path, catalog=Catalog(()))
    assert dataset.all_images is not None
    assert dataset.all_images.shape == (42, 28, 28)
    assert not dataset.all_images.flags.writeable
    for name, part in (("train", slice(0, 30)), ("test", slice(30, 42))):
        images = dataset.splits[name].images
        assert np.shares_memory(images, dataset.all_images)
        assert np.array_equal(images, dataset.all_images[part])


def test_one_split_alone_and_csv_files_lie_where_they_are(tmp_path: Path) -> None:
    write_split(tmp_path / "one")
    assert load(tmp_path / "one", catalog=Catalog(())).all_images is None
    (tmp_path / "table").mkdir()
    for name in ("train", "test"):
        table = "\n".join(csv_lines(make_images(12), make_labels(12)))
        (tmp_path / "table" / f"fashion-mnist_{name}.csv").write_text(table, encoding="ascii")
    assert load(tmp_path / "table", catalog=Catalog(())).all_images is None


def test_a_damaged_header_is_left_to_the_reader(tmp_path: Path) -> None:
    write_split(tmp_path, "train")
    write_split(tmp_path, "t10k")
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(b"nothing of the kind")
    assert row.row_for(find_files(tmp_path), shape=None) is None
    with pytest.raises(DataError, match="t10k-images"):
        load(tmp_path, catalog=Catalog(()))


def test_a_file_that_changed_meanwhile_gets_memory_of_its_own(tmp_path: Path) -> None:
    write_split(tmp_path, "train")
    write_split(tmp_path, "t10k")
    made = row.row_for(find_files(tmp_path), shape=None)
    assert made is not None
    made.allocator("train")(30 * 28 * 28)
    assert len(made.allocator("test")(28 * 28)) == 28 * 28
    assert made.images is None
    made.allocator("test")(30 * 28 * 28)
    assert made.images is not None
