"""The matrix of images and people: every vote comes back, what is wrong is told by line."""

from pathlib import Path

import pytest

from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange.annotator_matrix import read, write
from fmnist_gui.core.exchange.reading import Reading
from fmnist_gui.core.exchange.vote import Vote

VOTES = [
    Vote("test", 8, "Anna", 1),
    Vote("test", 5, "=1+1", 9),
    Vote("test", 5, "Anna", 0),
    Vote("test", 5, 'B, "b"', 2),
]


def found(path: Path) -> Reading[tuple[Vote, ...]]:
    return read(path, split="test", images=9, classes=10)


def test_votes_come_back(tmp_path: Path) -> None:
    (path,) = write(tmp_path / "own.csv", VOTES)
    assert path.read_text(encoding="utf-8") == (
        'image_index,Anna,\'=1+1,"B, ""b"""\n5,0,9,2\n8,1,,\n'
    )
    reading = found(path)
    assert reading.refused == 0
    assert {vote for row in reading.rows for vote in row} == set(VOTES)


def test_nobody_may_be_called_as_the_first_column(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="export 'crowd'"):
        write(tmp_path / "own.csv", [Vote("test", 0, "image_index", 1)])
    assert not (tmp_path / "own.csv").exists()


def test_a_wrong_row_is_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    rows = ["image_index,a,b", "0,1.0,", "9,1,1", "1,10,1", "2,x,1", "3,,", "0,1,1", "4,1"]
    path.write_text("\n".join(rows), encoding="utf-8")
    reading = found(path)
    assert reading.rows == [(Vote("test", 0, "a", 1),)]
    assert reading.refused == 6
    assert reading.why == [
        (3, "'9' as index, not from 0 to 8"),
        (4, "unknown class '10' of 'a'"),
        (5, "unknown class 'x' of 'a'"),
        (6, "no label of anybody"),
        (7, "the same again as in line 2"),
    ]


@pytest.mark.parametrize(
    ("header", "told"),
    [("index,a,b", "no column image_index"), ("image_index,a,a", "the column a twice")],
)
def test_another_header_is_refused(tmp_path: Path, header: str, told: str) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(f"{header}\n0,1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match=told):
        found(path)
