import os
import subprocess
import sys
from pathlib import Path

import pytest

from fmnist_gui.core.dataset.files import SUBFOLDERS, CsvFile, IdxPair, find_files, find_pair
from fmnist_gui.core.errors import DataError


def touch(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


@pytest.mark.parametrize("subfolder", SUBFOLDERS)
@pytest.mark.parametrize("dot", ["-", "."])
@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize(
    ("prefix", "split"), [("train", "train"), ("t10k", "test"), ("test", "test")]
)
def test_official_names_are_found(
    tmp_path: Path, subfolder: str, dot: str, suffix: str, prefix: str, split: str
) -> None:
    folder = tmp_path / subfolder
    images = f"{prefix}-images{dot}idx3-ubyte{suffix}"
    labels = f"{prefix}-labels{dot}idx1-ubyte{suffix}"
    touch(folder, images, labels)
    found = find_files(tmp_path)
    assert found.folder == folder
    assert found.splits == {split: IdxPair(folder / images, folder / labels)}
    assert find_pair(tmp_path, split) == found.splits[split]
    assert find_pair(tmp_path, "validation") is None


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("start", ["", "fashion-mnist_"])
def test_kaggle_names_are_found(tmp_path: Path, suffix: str, start: str) -> None:
    touch(tmp_path, f"{start}train.csv{suffix}", f"{start}test.csv{suffix}")
    assert find_files(tmp_path).splits == {
        "train": CsvFile(tmp_path / f"{start}train.csv{suffix}"),
        "test": CsvFile(tmp_path / f"{start}test.csv{suffix}"),
    }
    assert list(find_files(tmp_path).splits) == ["train", "test"]
    assert find_pair(tmp_path, "train") is None


def test_what_is_quicker_to_read_is_preferred(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "fashion-mnist_train.csv",
        "train-images-idx3-ubyte.gz",
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte.gz",
        "fashion-mnist_test.csv",
    )
    assert find_files(tmp_path).splits == {
        "train": IdxPair(
            tmp_path / "train-images-idx3-ubyte", tmp_path / "train-labels-idx1-ubyte.gz"
        ),
        "test": CsvFile(tmp_path / "fashion-mnist_test.csv"),
    }


def test_a_file_is_preferred_to_a_folder_of_that_name(tmp_path: Path) -> None:
    # As some unpackers leave it.
    touch(tmp_path / "train-images-idx3-ubyte", "train-images-idx3-ubyte")
    touch(tmp_path, "train-images.idx3-ubyte", "train-labels.idx1-ubyte")
    images = tmp_path / "train-images.idx3-ubyte"
    labels = tmp_path / "train-labels.idx1-ubyte"
    assert find_files(tmp_path).splits == {"train": IdxPair(images, labels)}


def test_the_folder_itself_comes_before_those_in_it(tmp_path: Path) -> None:
    names = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte")
    touch(tmp_path / "raw", *names)
    touch(tmp_path, *names)
    assert find_files(tmp_path).folder == tmp_path


@pytest.mark.parametrize(
    ("there", "missing"),
    [
        ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"),
        ("train-images.idx3-ubyte", "train-labels.idx1-ubyte"),
        ("t10k-labels-idx1-ubyte", "t10k-images-idx3-ubyte"),
    ],
)
def test_half_a_pair_is_refused(tmp_path: Path, there: str, missing: str) -> None:
    touch(tmp_path, there, "train.csv")
    sentence = f"^{tmp_path / missing}: expected this file beside {there}"
    with pytest.raises(DataError, match=sentence):
        find_files(tmp_path)
    with pytest.raises(DataError, match="expected this file beside"):
        find_files(tmp_path / there)
    assert find_pair(tmp_path, "train") is None


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "notes.txt", "deeper/train-images-idx3-ubyte")
    with pytest.raises(DataError, match=f"^{tmp_path}: expected files like train-images"):
        find_files(tmp_path)
    with pytest.raises(DataError, match=f"^{tmp_path / 'missing'}: .*nothing of that name"):
        find_files(tmp_path / "missing")
    with pytest.raises(DataError, match="too long"):
        find_files(tmp_path / ("x" * 300))


@pytest.mark.skipif(
    sys.platform == "win32" or os.getuid() == 0, reason="this user may read everything"
)
def test_a_folder_without_rights_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0)
    with pytest.raises(DataError, match=f"^{folder}: .*permission denied"):
        find_files(folder)


@pytest.mark.parametrize(
    ("images", "labels", "split"),
    [
        ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "train"),
        ("t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte.gz", "test"),
        ("emnist-letters-test-images-idx3-ubyte", "emnist-letters-test-labels-idx1-ubyte", "test"),
        ("images-of-cats-images", "images-of-cats-labels", "train"),
        ("k49_train_images", "k49_train_labels", "train"),
    ],
)
def test_either_file_of_a_pair_may_be_chosen(
    tmp_path: Path, images: str, labels: str, split: str
) -> None:
    touch(tmp_path, images, labels)
    pair = IdxPair(tmp_path / images, tmp_path / labels)
    for name in (images, labels):
        assert find_files(tmp_path / name).splits == {split: pair}


def test_any_table_may_be_chosen(tmp_path: Path) -> None:
    touch(tmp_path, "my_test.CSV", "letters.csv.gz")
    assert find_files(tmp_path / "my_test.CSV").splits == {
        "test": CsvFile(tmp_path / "my_test.CSV")
    }
    chosen = tmp_path / "letters.csv.gz"
    assert find_files(chosen).splits == {"train": CsvFile(chosen)}


def test_a_chosen_file_that_tells_nothing_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "notes.txt")
    with pytest.raises(
        DataError, match=r"images or labels in their names, or a table \.csv, found notes\.txt"
    ):
        find_files(tmp_path / "notes.txt")


def test_a_class_list_beside_the_files_is_found(tmp_path: Path) -> None:
    touch(tmp_path / "raw", "train.csv")
    touch(tmp_path, "classes.txt")
    assert find_files(tmp_path).class_list is None
    touch(tmp_path / "raw", "classes.txt")
    assert find_files(tmp_path).class_list == tmp_path / "raw" / "classes.txt"
    assert find_files(tmp_path / "raw" / "train.csv").class_list is not None


def test_the_first_paint_can_look_around_without_numpy() -> None:
    script = (
        "import sys\n"
        "from fmnist_gui.core.dataset import files, locate, preview\n"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
