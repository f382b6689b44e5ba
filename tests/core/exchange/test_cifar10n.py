"""The layout of CIFAR-10N: three labels an image, their majority and the worst."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.cifar10n import NAMES, NoisyLabels, noisy_labels, read, write
from fmnist_gui.core.exchange.vote import Vote

LABELS = np.array([0, 1, 2, 3, 4], dtype=np.uint8)
SAID = {4: (4, 4, 7), 1: (1, 1, 1), 2: (5, 6, 7), 3: (3, 3), 0: (8, 8, 8, 0, 0)}
VOTES = [
    Vote("test", image, f"w{n}", chosen)
    for image, row in SAID.items()
    for n, chosen in enumerate(row)
]


def made(seed: int = 0) -> NoisyLabels:
    return noisy_labels(VOTES, LABELS, rng=np.random.default_rng(seed))


@pytest.mark.parametrize("seed", range(8))
def test_images_with_three_labels_are_rows(seed: int) -> None:
    found = made(seed)
    assert found.index.tolist() == [0, 1, 2, 4]
    assert found.clean_label.tolist() == [0, 1, 2, 4]
    three = np.stack([found.random_label1, found.random_label2, found.random_label3]).T
    assert sorted(three[1].tolist()) == [1, 1, 1]
    assert sorted(three[2].tolist()) == [5, 6, 7]
    assert sorted(three[3].tolist()) == [4, 4, 7]
    assert found.aggre_label[[1, 3]].tolist() == [1, 4]
    assert found.worse_label[[0, 1, 3]].tolist() == [8, 1, 7]
    assert {found.aggre_label[2], found.worse_label[2]} <= {5, 6, 7}
    assert found.aggre_label[0] == np.bincount(three[0]).argmax()


def test_ties_are_not_always_drawn_alike() -> None:
    assert len({int(made(seed).aggre_label[2]) for seed in range(20)}) == 3


def test_the_arrays_come_back_and_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    (path,) = write(tmp_path / "own.npz", made())
    (again,) = write(tmp_path / "again.npz", made())
    assert path.read_bytes() == again.read_bytes()
    found = read(path, images=5, classes=10)
    for name in NAMES:
        assert np.array_equal(getattr(found, name), getattr(made(), name))
    with np.load(path, allow_pickle=False) as arrays:
        assert {arrays[name].dtype.str for name in NAMES} == {"<i8"}


def test_no_image_with_three_labels_is_no_row(tmp_path: Path) -> None:
    nothing = noisy_labels(VOTES[:2], LABELS, rng=np.random.default_rng(0))
    (path,) = write(tmp_path / "own.npz", nothing)
    assert read(path, images=5, classes=10).index.shape == (0,)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"index": np.array([0, 1, 2, 5])}, "index from 0 to 4, found 5"),
        ({"index": np.array([0, 1, 2, 2])}, "each image once"),
        ({"index": np.array([0, 1, 2])}, "arrays of one length"),
        ({"clean_label": np.array([0, 1, 2, 10])}, "clean_label from 0 to 9, found 10"),
        ({"aggre_label": np.array([9, 1, 5, 4])}, "one of the three labels as aggre_label"),
        ({"worse_label": np.zeros((4, 1), dtype=np.int64)}, "found 4 x 1 int64"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(
    tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    (path,) = write(tmp_path / "own.npz", replace(made(), **changes))
    with pytest.raises(DataError, match=told):
        read(path, images=5, classes=10)


def test_pickles_and_missing_arrays_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.npz"
    np.savez(path, clean_label=np.array([{}], dtype=object))
    with pytest.raises(DataError, match="pickled objects"):
        read(path, images=5, classes=10)
    np.savez(path, clean_label=np.array([1]))
    with pytest.raises(DataError, match=r"an archive with aggre_label\.npy"):
        read(path, images=5, classes=10)
