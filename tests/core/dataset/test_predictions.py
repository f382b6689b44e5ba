"""Predictions: every way in which they are written is read to the same values."""

import gzip
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from fmnist_gui.core.dataset.idx import read_labels
from fmnist_gui.core.dataset.predictions import Predictions, read_predictions
from fmnist_gui.core.errors import DataError
from tests.conftest import SHARED

PROBS = np.array([[0.5, 0.25, 0.25], [0.0, 0.125, 0.875], [0.25, 0.5, 0.25], [1, 0, 0]])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    # The name says nothing.
    return tmp_path / "predictions.txt"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("predictions") / "predictions"


def read(path: Path, content: bytes, *, are_logits: bool = False) -> Predictions:
    path.write_bytes(content)
    return read_predictions(path, images=4, classes=3, are_logits=are_logits)


def npy(array: NDArray[np.generic]) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def npz(*, is_packed: bool) -> bytes:
    file = io.BytesIO()
    save = np.savez_compressed if is_packed else np.savez
    save(file, labels=np.arange(4), probs=PROBS)
    return file.getvalue()


CSV = "0,1,2\n" + "".join(",".join(map(str, row)) + "\n" for row in PROBS.tolist())


@pytest.mark.parametrize(
    "content",
    [
        npy(PROBS),
        npy(PROBS.astype(">f8")),
        npy(PROBS.astype(np.float32)),
        npy(PROBS.astype(np.float16)),
        npy(np.asfortranarray(PROBS)),
        npz(is_packed=False),
        npz(is_packed=True),
        CSV.encode(),
        CSV.rstrip().encode(),
        CSV.replace("\n", "\r\n").encode(),
        CSV.encode("utf-8-sig"),
        CSV.replace("0,1,2", '"0", "1", "2"').encode(),
        CSV.replace(".5", ".5e0").replace(",", " , ").encode(),
        gzip.compress(CSV.encode(), mtime=0),
        gzip.compress(npy(PROBS), mtime=0),
    ],
)
def test_every_spelling_gives_the_same_probabilities(path: Path, content: bytes) -> None:
    found = read(path, content)
    assert found.probs is not None
    assert found.probs.dtype == np.float32
    assert found.probs.flags.c_contiguous
    assert found.probs.tolist() == PROBS.tolist()
    assert found.labels.tolist() == [0, 2, 1, 0]
    assert len(found) == 4


def test_columns_of_a_table_stand_where_their_header_says(path: Path) -> None:
    found = read(path, b"2,0,1\n" + b"0.7,0.1,0.2\n" * 4)
    assert found.probs is not None
    assert found.probs[3].tolist() == np.array([0.1, 0.2, 0.7], dtype=np.float32).tolist()


def test_an_array_of_an_older_or_newer_format_is_read(path: Path) -> None:
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (4L, 3L)}\n"
    for version in (1, 2, 3):
        length = len(header).to_bytes(2 if version == 1 else 4, "little")
        content = b"\x93NUMPY" + bytes([version, 0]) + length + header + PROBS.tobytes()
        assert read(path, content).labels.tolist() == [0, 2, 1, 0]


@pytest.mark.parametrize("kind", ["u1", "i1", "<i2", ">i4", "<i8", "<u8"])
def test_labels_alone_have_no_probabilities(path: Path, kind: str) -> None:
    found = read(path, npy(np.array([2, 0, 1, 2], dtype=kind)))
    assert found.probs is None
    assert found.labels.tolist() == [2, 0, 1, 2]


def test_of_equally_probable_classes_the_first_is_predicted(path: Path) -> None:
    probs = np.array([[0.4, 0.4, 0.2], [0.2, 0.4, 0.4], [0.5, 0, 0.5], [0.3, 0.3, 0.4]])
    assert read(path, npy(probs)).labels.tolist() == [0, 1, 0, 2]


def test_a_row_may_be_off_by_a_thousandth_and_no_more(path: Path) -> None:
    near = PROBS.copy()
    near[:2, 2] += (0.00095, -0.00095)
    assert read(path, npy(near)).labels.tolist() == [0, 2, 1, 0]
    for change in (0.00105, -0.00105):
        far = PROBS.copy()
        far[3, 0] += change
        with pytest.raises(DataError, match="for image 3"):
            read(path, npy(far))


def test_logits_become_probabilities(path: Path) -> None:
    logits = np.array([[0, np.log(3), -1000], [1e5, 0, 0], [5, 5, 5], [-3e38, 3e38, 0]])
    found = read(path, npy(logits), are_logits=True)
    assert found.probs is not None
    expected = [[0.25, 0.75, 0], [1, 0, 0], [1 / 3] * 3, [0, 1, 0]]
    assert found.probs == pytest.approx(np.array(expected))
    assert found.labels.tolist() == [1, 0, 0, 1]
    with pytest.raises(DataError, match="say that they are logits"):
        read(path, npy(np.abs(logits)))


@given(
    hnp.arrays(
        np.float64,
        st.tuples(st.integers(1, 40), st.integers(2, 12)),
        elements=st.floats(0.01, 1),
    )
)
def test_a_table_and_an_array_of_the_same_values_are_the_same(
    place: Path, weights: NDArray[np.float64]
) -> None:
    probs = weights / weights.sum(axis=1, keepdims=True)
    images, classes = probs.shape
    with place.open("wb") as file:
        header = ",".join(map(str, range(classes)))
        np.savetxt(file, probs, fmt="%.17g", delimiter=",", header=header, comments="")
    table = read_predictions(place, images=images, classes=classes)
    place.write_bytes(npy(probs))
    array = read_predictions(place, images={images, images + 7}, classes=classes)
    assert table.probs is not None
    assert array.probs is not None
    assert (table.probs == array.probs).all()
    assert (array.probs == probs.astype(np.float32)).all()


def test_a_table_longer_than_a_block_is_read_whole(path: Path) -> None:
    rng = np.random.default_rng(0)
    probs = rng.dirichlet(np.ones(10), size=4000)
    lines = [",".join(map(repr, row)) for row in probs.tolist()]
    path.write_text("\n".join([",".join(map(str, range(10))), *lines]), encoding="ascii")
    assert path.stat().st_size > 3 * (1 << 18)
    found = read_predictions(path, images=[10, 4000], classes=10)
    assert found.probs is not None
    assert (found.probs == probs.astype(np.float32)).all()


def test_nothing_can_be_written_into_what_was_read(path: Path) -> None:
    found = read(path, npy(PROBS))
    assert found.probs is not None
    assert not found.probs.flags.writeable
    assert not found.labels.flags.writeable


def test_the_real_predictions_are_as_accurate_as_they_are_known_to_be(fashion_mnist: Path) -> None:
    path = SHARED / "data" / "predictions" / "random_forest_t10k_probs.npy"
    if not path.is_file():
        pytest.skip("the random forest's predictions are not in ../shared/data/predictions")
    found = read_predictions(path, images=[60_000, 10_000], classes=10)
    labels = read_labels(fashion_mnist / "t10k-labels-idx1-ubyte.gz")
    assert np.mean(found.labels == labels) == pytest.approx(0.8774)
