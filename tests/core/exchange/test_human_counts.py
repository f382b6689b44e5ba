"""Human counts: read strictly, and right on the released file."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from fmnist_gui.core.dataset.idx import read_labels
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import human_counts
from fmnist_gui.core.exchange.human_counts import read_counts
from tests.conftest import SHARED


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "counts.csv"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counts") / "counts.csv"


@pytest.fixture(scope="session")
def released() -> Path:
    """Return the counts of Fashion-MNIST-H."""
    found = SHARED / "data" / "fashion-mnist-h" / "fmh_counts.csv"
    if not found.is_file():
        pytest.skip("Fashion-MNIST-H's counts are not in ../shared/data/fashion-mnist-h")
    return found


def refusal(path: Path, *, images: int = 2, classes: int = 3) -> str:
    with pytest.raises(DataError) as caught:
        read_counts(path, images=images, classes=classes)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert f"{images} rows of {classes} whole numbers" in sentence
    return sentence


@settings(deadline=None)
@given(
    counts=hnp.arrays(
        np.int64,
        st.tuples(st.integers(1, 8), st.integers(1, 6)),
        elements=st.integers(1, 10**9 - 1),
    )
)
def test_what_was_written_is_read(place: Path, counts: NDArray[np.int64]) -> None:
    np.savetxt(place, counts, fmt="%d", delimiter=",")
    images, classes = counts.shape
    found = read_counts(place, images=images, classes=classes)
    assert found.dtype == np.int64
    assert (found == counts).all()


@pytest.mark.parametrize(
    "text",
    [
        "1,2,3\n0,0,4\n",
        "1,2,3\n0,0,4",
        "1,2,3\r\n0,0,4\r\n",
        "\ufeff1,2,3\n0,0,4\n",
        " 1, 2 ,3\n0,0,04\n",
    ],
)
def test_harmless_spellings_are_read(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    assert read_counts(path, images=2, classes=3).tolist() == [[1, 2, 3], [0, 0, 4]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "1 rows"),
        ("1,2,3\n", "1 rows"),
        ("1,2,3\n0,0,4\n5,5,5\n", "3 rows"),
        ("1,2,3\n0,0,4\n\n", "3 rows"),
        ("\n" * 100_000, "100000 rows"),
        ("a,b,c\n0,0,4\n", "'a,b,c' in line 1"),
        ("1,2,3\n0,4\n", "'0,4' in line 2"),
        ("1,2,3\n0,0,4,1\n", "'0,0,4,1' in line 2"),
        ("1,2,3\n0,,4\n", "'0,,4' in line 2"),
        ("1,2,3\n0,0,-4\n", "'0,0,-4' in line 2"),
        ("1,2,3\n0,0,4.0\n", "'0,0,4.0' in line 2"),
        ("1,2,3\n0,0,nan\n", "'0,0,nan' in line 2"),
        ("1,2,3\n0,0,1e3\n", "'0,0,1e3' in line 2"),
        ("1,2,3\n0,0,4_0\n", "'0,0,4_0' in line 2"),
        ("1,2,3\n0,0,²\n", "'0,0,²' in line 2"),
        ("1,2,3\n0,0,٤\n", "'0,0,٤' in line 2"),
        ("1,2,3\n0,0,\x1b[2J\n", r"'0,0,\x1b[2J' in line 2"),
        ("1,2,3\n0,0,1000000000\n", "'0,0,1000000000' in line 2"),
        ("1,2,3\n0,0," + "9" * 5000 + "\n", "in line 2"),
        ("1,2,3\n0,0,0\n", "no vote in line 2"),
        ("0,0,0\n0,0,0\n", "no vote in line 1"),
        ("<html>\n</html>\n", "'<html>' in line 1"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(path: Path, text: str, found: str) -> None:
    path.write_text(text, encoding="utf-8")
    assert found in refusal(path)


def test_images_that_nobody_was_asked_about_have_no_votes(path: Path) -> None:
    path.write_text("0,0,0\n0,2,1\n", encoding="ascii")
    found = read_counts(path, images=2, classes=3, is_partial=True)
    assert found.tolist() == [[0, 0, 0], [0, 2, 1]]
    path.write_text("0,0,0\n0,0,0\n", encoding="ascii")
    with pytest.raises(DataError, match="whole numbers and votes in some, found no vote at all"):
        read_counts(path, images=2, classes=3, is_partial=True)


def test_the_largest_counts_do_not_overflow(path: Path) -> None:
    path.write_text(",".join(["999999999"] * 200), encoding="ascii")
    assert read_counts(path, images=1, classes=200).sum() == 999_999_999 * 200


def test_what_is_no_text_is_refused(path: Path) -> None:
    path.write_bytes(b"1,2,3\n\xff\xfe\n")
    assert "found no text" in refusal(path)


def test_a_missing_file_a_folder_and_a_pipe_are_refused(path: Path) -> None:
    assert "no such file" in refusal(path)
    assert "something that is no file" in refusal(path.parent)
    os.mkfifo(path)
    assert "something that is no file" in refusal(path)


def test_a_file_far_too_large_is_not_read(path: Path) -> None:
    path.touch()
    os.truncate(path, human_counts.LARGEST_BYTES + 1)
    assert "far too large" in refusal(path)


def test_the_released_counts_agree_with_the_published_accuracies(
    released: Path, fashion_mnist: Path
) -> None:
    counts = read_counts(released, images=10_000, classes=10)
    labels = read_labels(fashion_mnist / "t10k-labels-idx1-ubyte.gz")
    assert counts.shape == (10_000, 10)
    assert counts.sum() == 667_020
    agreeing = counts[np.arange(10_000), labels].sum()
    assert round(agreeing / counts.sum(), 6) == 0.667200
    by_class = [
        counts[labels == number][:, number].sum() / counts[labels == number].sum()
        for number in range(10)
    ]
    published = [0.667, 0.914, 0.507, 0.774, 0.301, 0.781, 0.240, 0.791, 0.927, 0.774]
    assert np.round(by_class, 3).tolist() == published


def test_the_released_counts_are_not_those_of_the_train_split(released: Path) -> None:
    assert "10000 rows" in refusal(released, images=60_000, classes=10)
