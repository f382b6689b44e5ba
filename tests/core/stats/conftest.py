"""The released human counts, when they are there."""

from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from fmnist_gui.core.dataset.idx import read_labels
from fmnist_gui.core.exchange.human_counts import read_counts
from tests.conftest import SHARED


class Crowd(NamedTuple):
    """Votes (10000, 10) on the test images, and their labels (10000,)."""

    counts: NDArray[np.int64]
    labels: NDArray[np.uint8]


@pytest.fixture(scope="session")
def crowd(request: pytest.FixtureRequest) -> Crowd:
    """Return the counts of Fashion-MNIST-H beside the official labels."""
    path = SHARED / "data" / "fashion-mnist-h" / "fmh_counts.csv"
    if not path.is_file():
        pytest.skip("Fashion-MNIST-H's counts are not in ../shared/data/fashion-mnist-h")
    official = request.getfixturevalue("fashion_mnist")
    counts = read_counts(path, images=10_000, classes=10)
    return Crowd(counts, read_labels(official / "t10k-labels-idx1-ubyte.gz"))
