from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.cell import guarded, unguarded
from fmnist_gui.core.exchange.label_patch import HEADER, MARK, read, text, write
from fmnist_gui.core.review.patch import Patch, PatchRow, patch

AT = datetime(2026, 1, 31, 12, 30, 15, 250_000, tzinfo=UTC)
FINGERPRINTS = {"train": "a" * 64, "test": "b" * 64}
ROWS = (
    PatchRow("test", 3, 6, 4, "relabel", "Anna", AT, 'a "coat", surely\nby its zip'),
    PatchRow("test", 7, 1, 1, "bad", "=HYPERLINK(1)", AT, "+1"),
    PatchRow("train", 59_999, 0, 0, "keep", "جون", AT, ""),
)
GOOD = patch(FINGERPRINTS, ROWS)


def test_a_patch_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    write(path, GOOD)
    assert read(path, classes=10) == GOOD
    assert text(read(path, classes=10)) == path.read_text(encoding="utf-8")


def test_an_empty_patch_comes_back_too(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    write(path, Patch(FINGERPRINTS, ()))
    assert read(path, classes=10).rows == ()


def test_the_layout_is_the_agreed_one() -> None:
    first, second, third = text(GOOD).split("\n")[:3]
    assert first == f"{MARK}, test={'b' * 64}, train={'a' * 64}"
    assert second == "split,index,old,new,decision,reviewer,decided_at,reason"
    assert third.startswith("test,3,6,4,relabel,Anna,2026-01-31T12:30:15.250000Z,")


def test_no_spreadsheet_runs_what_somebody_wrote() -> None:
    assert ",'=HYPERLINK(1)," in text(GOOD)
    assert text(GOOD).count(",'+1") == 1


@given(st.text(max_size=8) | st.sampled_from(["=1", "'=1", "''", "'", "-", "@x", "\t"]))
def test_guarded_text_comes_back(words: str) -> None:
    assert unguarded(guarded(words)) == words
    assert not guarded(words).startswith(("=", "+", "-", "@", "\t", "\r"))


HEAD = f"{MARK}, test={'b' * 64}\n{','.join(HEADER)}\n"
LINE = "test,3,6,4,relabel,Anna,2026-01-31T12:30:15Z,why\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", f"{MARK!r} in line 1, found nothing"),
        ("split,index\n", f"{MARK!r} in line 1"),
        (f"{MARK}\n", "the fingerprints of its data in line 1, found none"),
        (HEAD.replace("old,new", "new,old"), "a header split,index,old"),
        (f"{MARK}, test=b\n", "in line 2, found nothing"),
        (HEAD + "test,3,6\n", "8 values a line, found 3 in line 3"),
        (HEAD + LINE.replace("test", "dev"), "images of test, found 'dev' in line 3"),
        (HEAD + LINE.replace("relabel", "eat"), "one of keep, relabel"),
        (HEAD + LINE.replace(",3,", ",-3,"), "the index of an image, found '-3' in line 3"),
        (HEAD + LINE.replace(",4,", ",10,"), "a class from 0 to 9, found 10 in line 3"),
        (HEAD + LINE.replace("relabel", "keep"), "no other label where the decision is keep"),
        (HEAD + LINE.replace("15Z", "15"), "a time as 2026"),
        (HEAD + LINE + LINE, "the same again about test 3 in line 4"),
        (HEAD + LINE + LINE.replace(",4,", ",5,"), "another decision about test 3 in line 4"),
    ],
)
def test_what_is_no_patch_is_refused_by_line(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        read(path, classes=10)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_files_that_are_no_text_or_not_there_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    with pytest.raises(DataError, match="no such file"):
        read(path, classes=10)
    path.write_bytes("split".encode("utf-16"))
    with pytest.raises(DataError, match="no text"):
        read(path, classes=10)
