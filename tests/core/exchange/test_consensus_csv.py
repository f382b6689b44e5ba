"""A consensus as CSV: every row comes back, and what is none is refused by its line."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.consensus_csv import OUTCOMES, read, text, write
from fmnist_gui.core.table.consensus_table import METHODS, ConsensusRow, ConsensusTable

FINGERPRINTS = {"train": "a" * 64, "test": "b" * 64}
ROWS = (
    ConsensusRow("train", 59_999, 0, 0, 1.0, 12, False),
    ConsensusRow("test", 3, 6, 4, 0.5, 2, True),
    ConsensusRow("test", 7, 1, 2, 0.123456789, 9, False),
)
GOOD = ConsensusTable("dawid-skene", False, FINGERPRINTS, ROWS)


def test_the_layout_is_the_agreed_one() -> None:
    assert text(GOOD).split("\n") == [
        f"# fmnist-gui consensus 1 dawid-skene, train={'a' * 64}, test={'b' * 64}",
        "split,index,label,consensus,posterior,votes,tie",
        "train,59999,0,0,1.0,12,0",
        "test,3,6,4,0.5,2,1",
        "test,7,1,2,0.123456789,9,0",
        "",
    ]


def test_what_was_adjudicated_is_told_in_a_column_of_its_own(tmp_path: Path) -> None:
    settled = replace(ROWS[1], consensus=2, adjudicated="relabel")
    nobody = ConsensusRow("test", 9, 1, 1, 0.0, 0, False, "keep")
    path = tmp_path / "own.csv"
    write(path, replace(GOOD, rows=(ROWS[0], settled, nobody)))
    assert path.read_text().split("\n") == [
        f"# fmnist-gui consensus 1 dawid-skene and adjudication, train={'a' * 64}, test={'b' * 64}",
        "split,index,label,consensus,posterior,votes,tie,adjudicated",
        "train,59999,0,0,1.0,12,0,",
        "test,3,6,2,0.5,2,1,relabel",
        "test,9,1,1,0.0,0,0,keep",
        "",
    ]
    path.write_text(path.read_text().replace("relabel", "unsure"))
    with pytest.raises(DataError, match="relabel, ambiguous, bad, duplicate, found 'unsure' in"):
        read(path)


def rows() -> st.SearchStrategy[tuple[ConsensusRow, ...]]:
    row = st.builds(
        ConsensusRow,
        st.sampled_from(["train", "test"]),
        st.integers(0, 99_999),
        st.integers(0, 9),
        st.integers(0, 9),
        st.floats(0, 1).map(lambda value: round(value, 9)),
        st.integers(1, 1_000_000),
        st.booleans(),
        st.none() | st.sampled_from(OUTCOMES),
    )
    return st.lists(row, max_size=5, unique_by=lambda r: (r.split, r.index)).map(tuple)


@settings(max_examples=40)
@given(method=st.sampled_from(METHODS), is_simulated=st.booleans(), kept=rows())
def test_every_table_comes_back_as_it_was_written(
    method: str, is_simulated: bool, kept: tuple[ConsensusRow, ...]
) -> None:
    (chosen,) = (known for known in METHODS if known == method)
    table = ConsensusTable(chosen, is_simulated, FINGERPRINTS, kept)
    with TemporaryDirectory() as name:
        path = Path(name) / "own.csv"
        write(path, table)
        assert read(path, classes=10) == table


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",0.5,", ",1.5,", "a probability from 0 to 1, found '1.5' in line 4"),
        (",0.5,", ",nan,", "a probability from 0 to 1, found 'nan' in line 4"),
        (",2,1\n", ",2,yes\n", "0 or 1 for a tie, found 'yes' in line 4"),
        (",2,1\n", ",0,1\n", "at least one vote, found 0 in line 4"),
        (",2,1\n", ",2\n", "7 values a line, found 6 in line 4"),
        ("test,3,6,4", "test,3,6,10", "a class from 0 to 9, found 10 in line 4"),
        ("test,3,6,4", "text,3,6,4", "images of train or test, found 'text' in line 4"),
        ("test,7,", "test,3,", "one row an image, found another about test 3 in line 5"),
        ("dawid-skene", "guess", "'# fmnist-gui consensus 1 plurality or one-coin or dawid-skene'"),
        (
            "# fmnist-gui consensus 1",
            "# something",
            "dawid-skene' in line 1, found '# something daw",
        ),
        ("posterior", "p", "a header split,index,label,consensus,posterior,votes,tie in line 2"),
    ],
)
def test_what_is_no_consensus_is_refused_by_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = tmp_path / "own.csv"
    assert old in text(GOOD)
    path.write_text(text(GOOD).replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        read(path, classes=10)
    assert told in str(refusal.value)
