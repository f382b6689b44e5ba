"""One call takes in whatever scores a file holds, for the split that they fit."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.store.score_import import Imported, import_scores, recognised
from fmnist_gui.store.score_shelf import ScoreShelf
from tests import sample

SPLITS = (sample.split("train", 30), sample.split("test", 20))
PROBS = np.full((20, 10), 0.1)
COUNTS = np.arange(200).reshape(20, 10)
HEADER = ",".join(map(str, range(10)))


@pytest.fixture
def shelf(tmp_path: Path) -> ScoreShelf:
    return ScoreShelf(tmp_path / "scores")


def take(path: Path, shelf: ScoreShelf, *, split: str | None = None) -> Imported:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    return import_scores(path, SPLITS, shelf=shelf, classes=10, now=now, split=split)


def table(path: Path, rows: NDArray[np.generic], *, header: str = "") -> Path:
    with path.open("wb") as file:
        np.savetxt(file, rows, fmt="%g", delimiter=",", header=header, comments="")
    return path


def test_predictions_and_counts_are_told_apart_by_content(
    tmp_path: Path, shelf: ScoreShelf
) -> None:
    np.save(tmp_path / "a.npy", PROBS)
    np.savez(tmp_path / "b.npz", probs=np.eye(10)[np.arange(30) % 10])
    files = [
        ((tmp_path / "a.npy").rename(tmp_path / "a.csv"), "probs", "test", 20),
        ((tmp_path / "b.npz").rename(tmp_path / "b"), "probs", "train", 30),
        (table(tmp_path / "c.npy", np.eye(10)[[1] * 20], header=HEADER), "probs", "test", 20),
        (table(tmp_path / "d.csv", COUNTS), "fmh", "test", 20),
    ]
    for path, kind, split, rows in files:
        found = take(path, shelf)
        assert (found.format, found.split, found.rows) == (kind, split, rows)
        assert found.name == path.stem
        assert not found.is_already_there
        assert take(path, shelf).is_already_there
    train, test = SPLITS
    assert {k.about.name for k in shelf.kept(test.fingerprint).predictions} == {"a", "c"}
    assert {k.about.name for k in shelf.kept(train.fingerprint).predictions} == {"b"}
    (crowd,) = shelf.kept(test.fingerprint).counts
    assert crowd.counts.tolist() == COUNTS.tolist()
    assert crowd.about.source == "d.csv"


def test_counts_that_begin_like_a_header_are_still_counts(
    tmp_path: Path, shelf: ScoreShelf
) -> None:
    votes = COUNTS.copy()
    votes[0] = np.arange(10)
    assert take(table(tmp_path / "c.csv", votes), shelf).format == "fmh"
    hot = table(tmp_path / "p.csv", np.eye(10)[[3] * 20], header=HEADER)
    assert recognised(hot, classes=10) == "probs"


@pytest.mark.parametrize("content", [b"", b"\n", b"<html>", b"\xff\xd8\xff\0", b"hello,you\n"])
def test_what_is_neither_is_refused_and_nothing_is_kept(
    tmp_path: Path, shelf: ScoreShelf, content: bytes
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=f"^{path}: expected"):
        take(path, shelf)
    assert not shelf.folder.exists()


def test_rows_for_no_split_are_refused_with_what_would_fit(
    tmp_path: Path, shelf: ScoreShelf
) -> None:
    np.save(tmp_path / "a.npy", PROBS[:19])
    with pytest.raises(DataError, match="for 20 or 30 images, found an array of 19 × 10"):
        take(tmp_path / "a.npy", shelf)
    with pytest.raises(DataError, match=r"\(30 for train or 20 for test\), found 19"):
        take(table(tmp_path / "c.csv", COUNTS[:19]), shelf)
    np.save(tmp_path / "a.npy", PROBS)
    with pytest.raises(DataError, match="for 30 images, found an array of 20 × 10"):
        take(tmp_path / "a.npy", shelf, split="train")
    with pytest.raises(RequestError, match="no split 'dev'"):
        take(tmp_path / "a.npy", shelf, split="dev")


def test_a_counts_file_may_end_without_a_line_end(tmp_path: Path, shelf: ScoreShelf) -> None:
    path = table(tmp_path / "c.csv", COUNTS)
    path.write_text(path.read_text().rstrip("\n"))
    assert take(path, shelf).rows == 20


@pytest.mark.parametrize("classes", [9, 11])
def test_predictions_of_more_or_fewer_classes_are_refused_as_such(
    tmp_path: Path, shelf: ScoreShelf, classes: int
) -> None:
    header = ",".join(map(str, range(classes)))
    path = table(tmp_path / "p.csv", np.full((20, classes), 0.125), header=header)

    with pytest.raises(DataError, match=f"class numbers 0 to 9 in line 1, found '{header}'"):
        take(path, shelf)
    assert not shelf.folder.exists()
