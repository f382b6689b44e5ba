import gzip
import hashlib
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset.catalog import Catalog, Entry, read_catalog
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, fingerprint
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.progress import Cancelled
from tests.core.dataset.samples import (
    csv_lines,
    images_idx,
    labels_idx,
    make_images,
    make_labels,
    packed,
    write_split,
)

EMPTY = Catalog(())
CATALOG_PATH = Path(__file__).resolve().parents[3] / "resources" / "datasets.toml"


def test_an_unknown_set_is_opened_under_its_folders_name(tmp_path: Path) -> None:
    folder = tmp_path / "données 夏 🧥"
    write_split(folder, "train")
    write_split(folder, "t10k", images=make_images(12))
    dataset = load(folder, catalog=EMPTY)
    assert list(dataset.splits) == ["train", "test"]
    assert [len(split) for split in dataset.splits.values()] == [30, 12]
    assert dataset.class_names == FASHION_CLASSES
    assert dataset.title == "données 夏 🧥"
    assert dataset.identity is None
    assert dataset.source == folder
    train = dataset.splits["train"]
    assert np.array_equal(train.images, make_images())
    assert np.array_equal(train.labels, make_labels())
    assert not train.images.flags.writeable
    assert not train.labels.flags.writeable


@pytest.mark.parametrize("threads", [1, 2])
def test_the_fingerprint_is_the_same_however_the_split_was_stored(
    tmp_path: Path, threads: int
) -> None:
    images, labels = make_images(3000), make_labels(3000)
    expected = fingerprint("train", images, labels)
    write_split(tmp_path / "plain", images=images, labels=labels)
    (tmp_path / "packed").mkdir()
    for path in (tmp_path / "plain").iterdir():
        (tmp_path / "packed" / f"{path.name}.gz").write_bytes(packed(path.read_bytes()))
    (tmp_path / "table").mkdir()
    table = "\n".join(csv_lines(images, labels))
    (tmp_path / "table" / "train.csv").write_text(table, encoding="ascii")
    for name in ("plain", "packed", "table"):
        dataset = load(tmp_path / name, catalog=EMPTY, threads=threads)
        assert dataset.splits["train"].fingerprint == expected


def test_a_known_set_is_recognised(tmp_path: Path) -> None:
    write_split(tmp_path, "test")
    seen = fingerprint("test", make_images(), make_labels())
    names = tuple("abcdefghij")
    catalog = Catalog((Entry("letters", "Letters", names, {"train": "1", "test": seen}),))
    dataset = load(tmp_path, catalog=catalog)
    assert (dataset.identity, dataset.title) == ("letters", "Letters")
    assert dataset.class_names == names
    write_split(tmp_path, "train")
    assert load(tmp_path, catalog=catalog).identity is None


def test_one_chosen_file_brings_its_partner(tmp_path: Path) -> None:
    write_split(tmp_path, "train")
    write_split(tmp_path, "t10k")
    dataset = load(tmp_path / "t10k-labels-idx1-ubyte", catalog=EMPTY)
    assert list(dataset.splits) == ["test"]
    assert dataset.title == "t10k-labels-idx1-ubyte"


def test_a_class_list_opens_other_sizes_and_classes(tmp_path: Path) -> None:
    images, labels = make_images(52, 32, 20), make_labels(52, classes=26)
    write_split(tmp_path, images=images, labels=labels)
    with pytest.raises(
        DataError, match=r"expected images of 28 × 28, found 32 × 20; .*classes\.txt"
    ):
        load(tmp_path, catalog=EMPTY)
    names = [chr(ord("a") + i) for i in range(26)]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("\n".join(names), encoding="utf-8")
    assert load(tmp_path, catalog=EMPTY, classes=elsewhere).class_names == tuple(names)
    beside = tmp_path / "classes.txt"
    beside.write_text("\n".join(names[:25]), encoding="utf-8")
    with pytest.raises(DataError, match="expected labels 0-24, found label 25 at index 25"):
        load(tmp_path, catalog=EMPTY)
    assert load(tmp_path, catalog=EMPTY, classes=elsewhere).class_names == tuple(names)
    beside.unlink()
    beside.mkdir()
    with pytest.raises(DataError, match=f"^{beside}: .*a folder"):
        load(tmp_path, catalog=EMPTY)


def test_a_label_beyond_the_classes_is_named_by_line_in_a_table(tmp_path: Path) -> None:
    table = csv_lines(make_images(15), make_labels(15, classes=11))
    path = tmp_path / "train.csv"
    path.write_text("\n".join(table), encoding="ascii")
    with pytest.raises(DataError, match=f"^{path}: expected labels 0-9, found label 10 in line 12"):
        load(tmp_path, catalog=EMPTY)


def test_splits_of_different_sizes_are_not_one_set(tmp_path: Path) -> None:
    write_split(tmp_path, "train", images=make_images(10, 8, 8))
    write_split(tmp_path, "test", images=make_images(10, 8, 9))
    (tmp_path / "classes.txt").write_text("\n".join(FASHION_CLASSES), encoding="utf-8")
    with pytest.raises(DataError, match="one size, found 8 × 8 in train, 8 × 9 in test"):
        load(tmp_path, catalog=EMPTY)


@pytest.mark.parametrize("bad", ["train", "t10k"])
def test_one_bad_split_refuses_the_whole_set(tmp_path: Path, bad: str) -> None:
    write_split(tmp_path, "train")
    write_split(tmp_path, "t10k")
    path = tmp_path / f"{bad}-images-idx3-ubyte"
    path.write_bytes(path.read_bytes()[:-1])
    threads_before = threading.active_count()
    with pytest.raises(DataError, match=f"^{path}: "):
        load(tmp_path, catalog=EMPTY)
    assert threading.active_count() == threads_before


def test_a_claim_that_only_memory_refuses_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise MemoryError

    write_split(tmp_path)
    monkeypatch.setattr("fmnist_gui.core.dataset.idx.np.empty", no_room)
    with pytest.raises(DataError, match="fits into memory"):
        load(tmp_path, catalog=EMPTY)


def test_progress_is_summed_over_the_splits(tmp_path: Path) -> None:
    for name in ("train", "test"):
        (tmp_path / f"{name}-images-idx3-ubyte.gz").write_bytes(
            packed(images_idx(make_images(4000)))
        )
        (tmp_path / f"{name}-labels-idx1-ubyte").write_bytes(labels_idx(make_labels(4000)))
    total = sum(path.stat().st_size for path in tmp_path.glob("*images*"))
    reported: list[tuple[int, int]] = []
    load(tmp_path, catalog=EMPTY, report=lambda done, total: reported.append((done, total)))
    assert len(reported) > 4
    assert reported == sorted(reported)
    assert reported[-1] == (total, total)


def test_a_cancelled_load_leaves_no_thread(tmp_path: Path) -> None:
    write_split(tmp_path, "train", images=make_images(3000))
    write_split(tmp_path, "test")
    threads_before = threading.active_count()
    with pytest.raises(Cancelled):
        load(tmp_path, catalog=EMPTY, is_cancelled=lambda: True)
    assert threading.active_count() == threads_before


def test_the_official_files_are_fashion_mnist(fashion_mnist: Path) -> None:
    dataset = load(fashion_mnist, catalog=read_catalog(CATALOG_PATH))
    assert {name: len(split) for name, split in dataset.splits.items()} == {
        "train": 60_000,
        "test": 10_000,
    }
    assert dataset.title == "Fashion-MNIST"
    assert dataset.has_references
    assert dataset.class_names == FASHION_CLASSES
    for prefix, split in (("train", "train"), ("t10k", "test")):
        pixels = gzip.decompress((fashion_mnist / f"{prefix}-images-idx3-ubyte.gz").read_bytes())
        assert hashlib.sha256(dataset.splits[split].images.data).digest() == (
            hashlib.sha256(pixels[16:]).digest()
        )


def test_fashion_mnist_with_one_label_changed_is_an_unknown_set(
    fashion_mnist: Path, tmp_path: Path
) -> None:
    shutil.copy(fashion_mnist / "t10k-images-idx3-ubyte.gz", tmp_path)
    labels = bytearray(gzip.decompress((fashion_mnist / "t10k-labels-idx1-ubyte.gz").read_bytes()))
    catalog = read_catalog(CATALOG_PATH)
    path = tmp_path / "t10k-labels-idx1-ubyte"
    path.write_bytes(labels)
    assert load(tmp_path, catalog=catalog).identity == "fashion-mnist"
    labels[-1] ^= 1
    path.write_bytes(labels)
    assert load(tmp_path, catalog=catalog).identity is None
