"""Counts and shares of votes: both come back, and belong together."""

from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import count_pair
from fmnist_gui.core.exchange.human_counts import read_counts

COUNTS = np.array([[1, 2, 0], [0, 0, 0], [7, 0, 4]], dtype=np.int64)


def test_counts_and_shares_come_back_to_the_last_digit(tmp_path: Path) -> None:
    path, beside = count_pair.write(tmp_path / "own.csv", COUNTS)
    assert path.read_text() == "1,2,0\n0,0,0\n7,0,4\n"
    counts, probs = count_pair.read(path, images=3, classes=3)
    assert counts.tolist() == COUNTS.tolist()
    assert probs[[0, 2]].tolist() == [[1 / 3, 2 / 3, 0], [7 / 11, 0, 4 / 11]]
    assert np.isnan(probs[1]).all()
    assert np.loadtxt(beside, delimiter=",").shape == (3, 3)


def test_full_counts_are_human_counts(tmp_path: Path) -> None:
    path, _ = count_pair.write(tmp_path / "own.csv", COUNTS[[0, 2]])
    assert read_counts(path, images=2, classes=3).tolist() == COUNTS[[0, 2]].tolist()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("0.0,0.3636", "0.0,0.4636", "others than of the counts in line 3"),
        ("nan,nan,nan\n", "", "2 rows"),
        ("nan,nan,nan", "nan,nan", "'nan,nan' in line 2"),
        ("nan,nan,nan", "nan,nan,x", "'nan,nan,x' in line 2"),
    ],
)
def test_shares_of_other_counts_are_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    path, beside = count_pair.write(tmp_path / "own.csv", COUNTS)
    text = beside.read_text()
    assert old in text
    beside.write_text(text.replace(old, new))
    with pytest.raises(DataError, match=told):
        count_pair.read(path, images=3, classes=3)
