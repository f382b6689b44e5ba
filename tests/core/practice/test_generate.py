"""The practice set as it lies in resources/practice, and that it can be drawn again."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import confusion_matrix

from fmnist_gui.core.dataset.dataset import Images, Labels
from fmnist_gui.core.dataset.idx import read_pair
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.practice.generate import SPLITS, generate, write

PRACTICE = Path(__file__).resolve().parents[3] / "resources" / "practice"
PULLOVER, COAT, SHIRT = 2, 4, 6

Pair = tuple[Images, Labels]


def _read(folder: Path, start: str) -> Pair:
    images = folder / f"{start}-images-idx3-ubyte.gz"
    return read_pair(images, folder / f"{start}-labels-idx1-ubyte.gz", shape=(28, 28))


def _assert_alike(found: Images, expected: Images) -> None:
    """Allow for machines that round differently: a step of grey in a few pixels."""
    assert found.shape == expected.shape
    gap = np.abs(found.astype(int) - expected)
    assert (gap > 2).mean() < 0.0005


@pytest.fixture(scope="module")
def train() -> Pair:
    return _read(PRACTICE, "train")


@pytest.fixture(scope="module")
def held_out() -> Pair:
    return _read(PRACTICE, "t10k")


@pytest.mark.parametrize(("name", "count"), [("train", 1000), ("t10k", 200)])
def test_the_set_is_balanced_and_shuffled(name: str, count: int) -> None:
    images, labels = _read(PRACTICE, name)
    assert images.shape == (count, 28, 28)
    assert np.bincount(labels, minlength=10).tolist() == [count // 10] * 10
    assert len(set(labels[:20].tolist())) > 5


def test_the_files_are_small() -> None:
    assert sum(file.stat().st_size for file in PRACTICE.iterdir()) < 400_000


def test_no_image_comes_twice(train: Pair, held_out: Pair) -> None:
    images = np.concatenate([train[0], held_out[0]])
    assert len({image.tobytes() for image in images}) == 1200


def test_no_image_is_empty_or_full(train: Pair, held_out: Pair) -> None:
    share = (np.concatenate([train[0], held_out[0]]) > 12).mean(axis=(1, 2))
    assert share.min() > 0.03
    assert share.max() < 0.97


def test_garments_fill_the_frame_and_stand_on_black(train: Pair) -> None:
    images, _ = train
    rows, columns = (images > 12).any(axis=2).sum(axis=1), (images > 12).any(axis=1).sum(axis=1)
    assert np.median(np.maximum(rows, columns)) == 28
    assert np.median(images[:, ::27, ::27]) == 0


def test_classes_cover_as_much_as_such_garments_do(train: Pair) -> None:
    images, labels = train
    share = [(images[labels == label] > 12).mean() for label in range(10)]
    low = [0.42, 0.25, 0.52, 0.28, 0.46, 0.16, 0.46, 0.22, 0.42, 0.32]
    high = [0.65, 0.45, 0.78, 0.52, 0.72, 0.38, 0.72, 0.46, 0.72, 0.56]
    assert all(a < b < c for a, b, c in zip(low, share, high, strict=True)), share


def test_grey_values_are_spread(train: Pair) -> None:
    images, _ = train
    median = np.array([np.median(image[image > 12]) for image in images])
    assert np.percentile(median, 5) < 110
    assert np.percentile(median, 95) > 215


def test_a_classifier_learns_it_and_confuses_shirt_pullover_and_coat(
    train: Pair, held_out: Pair
) -> None:
    forest = RandomForestClassifier(100, random_state=0)
    forest.fit(train[0].reshape(1000, -1), train[1])
    guess = forest.predict(held_out[0].reshape(200, -1))
    assert 0.6 < (guess == held_out[1]).mean() < 0.97
    confused = confusion_matrix(held_out[1], guess)
    np.fill_diagonal(confused, 0)
    among = confused[np.ix_([PULLOVER, COAT, SHIRT], [PULLOVER, COAT, SHIRT])]
    assert among.max() >= confused.max() - 1
    assert among.sum() > 0.4 * confused.sum()


def test_the_test_images_can_be_drawn_again(held_out: Pair) -> None:
    _, count_per_class, seed = SPLITS["test"]
    images, labels = generate(count_per_class, seed=seed)
    _assert_alike(images, held_out[0])
    assert (labels == held_out[1]).all()


@pytest.mark.slow
def test_the_module_writes_the_four_files_anew(tmp_path: Path, train: Pair, held_out: Pair) -> None:
    folder = tmp_path / "new" / "practice"
    command = [sys.executable, "-m", "fmnist_gui.core.practice", str(folder)]
    subprocess.run(command, check=True, timeout=300)
    for start, expected in (("train", train), ("t10k", held_out)):
        images, labels = _read(folder, start)
        _assert_alike(images, expected[0])
        assert (labels == expected[1]).all()


def test_another_seed_draws_other_garments() -> None:
    first, labels = generate(1, seed=11)
    second, _ = generate(1, seed=12)
    assert sorted(labels.tolist()) == list(range(10))
    assert not {image.tobytes() for image in first} & {image.tobytes() for image in second}


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("here already")
    with pytest.raises(DataError, match="expected a folder to write to"):
        write(file)


def test_the_command_says_so_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("here already")
    command = [sys.executable, "-m", "fmnist_gui.core.practice", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "expected a folder to write to" in done.stderr
