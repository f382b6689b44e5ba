from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.label_folder import write_applied
from fmnist_gui.core.exchange.label_idx import label_path
from fmnist_gui.core.review.patch import Patch, patch
from tests import sample

TEST = sample.split("test", 20)
DATASET = Dataset({"test": TEST}, FASHION_CLASSES, Path("x"), "Sample")


def nothing() -> Patch:
    return patch({"test": TEST.fingerprint}, [])


@pytest.mark.parametrize("name", ["train-images-idx3-ubyte", "t10k-images.idx3-ubyte.gz"])
def test_labels_of_other_data_are_never_written_over(tmp_path: Path, name: str) -> None:
    labels = label_path(tmp_path, "test")
    idx.write_labels(labels, TEST.labels[::-1].copy())
    before = labels.read_bytes()
    (tmp_path / name).write_bytes(b"images")
    with pytest.raises(RequestError, match="so that the labels of those data stay"):
        write_applied(tmp_path, nothing(), DATASET)
    assert labels.read_bytes() == before


def test_corrected_labels_are_replaced_and_nothing_else(tmp_path: Path) -> None:
    labels = label_path(tmp_path, "test")
    idx.write_labels(labels, TEST.labels[::-1].copy())
    assert write_applied(tmp_path, nothing(), DATASET) == (labels,)
    assert np.array_equal(idx.read_labels(labels), TEST.labels)
    for other in (TEST.labels[:-1], np.full(20, 10, np.uint8)):
        idx.write_labels(labels, other)
        with pytest.raises(RequestError, match="expected 20 labels or no file yet"):
            write_applied(tmp_path, nothing(), DATASET)
        assert np.array_equal(idx.read_labels(labels, class_count=None), other)
    labels.write_bytes(b"years of work")
    with pytest.raises(RequestError, match="it stays as it is"):
        write_applied(tmp_path, nothing(), DATASET)
    assert labels.read_bytes() == b"years of work"
