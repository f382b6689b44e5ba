"""Confusion matrices as files."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.confusion_file import LARGEST_BYTES, read_confusion

MATRIX = [[7, 2, 1], [0, 1, 0], [0.25, 0.5, 0.25]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("confusion") / "matrix"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(MATRIX),
        json.dumps({"n": 12, "confusion": MATRIX}, indent=1),
        "7,2,1\n0,1,0\n.25,0.5,2.5e-1\n",
        "\ufeff7, 2, 1\r\n0, 1, 0\r\n\r\n0.25, 0.5, 0.25",
    ],
)
def test_json_and_csv_hold_the_same_matrix(place: Path, text: str) -> None:
    found = read_confusion(written(place, text), classes=3)
    assert found.dtype == np.float64
    assert found.tolist() == MATRIX


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "found 0 rows"),
        ("{}", "found something else"),
        ('{"confusion": 3}', "found something else"),
        ("[1, 2, 3]", "found something else"),
        ("[[7, 2, 1], [0, 1, 0]]", "found 2 rows"),
        ("[[7, 2, 1], [0, 1], [1, 1, 1]]", "found 2 numbers in row 2"),
        ("7,2,1\n0,1,0\n1,1,1,1", "found 4 numbers in row 3"),
        ("7,2,1\n0,-1,0\n1,1,1", "found what is no number from 0 in row 2"),
        ("[[7, 2, 1], [0, true, 0], [1, 1, 1]]", "no number from 0 in row 2"),
        ('[[7, 2, 1], [0, "1", 0], [1, 1, 1]]', "no number from 0 in row 2"),
        ("[[7, 2, 1], [0, NaN, 0], [1, 1, 1]]", "no number from 0 in row 2"),
        ("7,2,1\n0,inf,0\n1,1,1", "no number from 0 in row 2"),
        ("7,2,1\n0,0,0\n1,1,1", "found nothing in row 2"),
        (f"[[7, 2, {'9' * 400}], [0, 1, 0], [1, 1, 1]]", "no number from 0 in row 1"),
        ("label,a,b\n7,2,1", "found something else"),
        ("[" * 100_000, "found something else"),
    ],
)
def test_what_is_no_matrix_is_one_sentence(place: Path, text: str, found: str) -> None:
    with pytest.raises(DataError) as caught:
        read_confusion(written(place, text), classes=3)
    sentence = str(caught.value)
    assert f"{place}: expected a confusion matrix of 3 rows of 3 numbers" in sentence
    assert found in sentence


@given(junk=st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(place: Path, junk: bytes) -> None:
    place.write_bytes(junk)
    try:
        assert read_confusion(place, classes=1).shape == (1, 1)
    except DataError as refusal:
        if "\n" in str(refusal):
            raise AssertionError(str(refusal)) from refusal


def test_a_file_that_cannot_be_read_is_said(place: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(DataError, match="no such file"):
            read_confusion(path, classes=3)
    place.write_bytes(b"")
    os.truncate(place, LARGEST_BYTES + 1)
    with pytest.raises(DataError, match="far too large"):
        read_confusion(place, classes=3)
    os.truncate(place, 0)
