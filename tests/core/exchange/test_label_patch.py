import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.cell import guarded, unguarded
from fmnist_gui.core.exchange.label_patch import HEADER, KINDS, read, text, write
from fmnist_gui.core.exchange.patch_mark import MARK, is_patch
from fmnist_gui.core.review.patch import Patch, PatchRow, patch
from fmnist_gui.core.session.name import is_printable

AT = datetime(2026, 1, 31, 12, 30, 15, 250_000, tzinfo=UTC)
FINGERPRINTS = {"train": "a" * 64, "test": "b" * 64}
ROWS = (
    PatchRow("test", 3, 6, 4, "relabel", "Anna", AT, 'a "coat", surely\nby its zip'),
    PatchRow("test", 7, 1, 1, "bad", "=HYPERLINK(1)", AT, "+1"),
    PatchRow("test", 9, 2, 2, "ambiguous", "Bo", AT, "both", classes=(2, 4, 6)),
    PatchRow("train", 4, 1, 1, "duplicate", "Bo", AT, "", original=("test", 3)),
    PatchRow("train", 59_999, 0, 0, "keep", "جون", AT, ""),
)
GOOD = patch(FINGERPRINTS, ROWS)


def test_a_patch_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    write(path, GOOD)
    assert read(path, classes=10) == GOOD
    assert text(read(path, classes=10)) == path.read_text(encoding="utf-8")


def test_a_patch_is_known_by_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    write(path, GOOD)
    assert is_patch(path)
    # As spreadsheets save it.
    path.write_text(f'\ufeff"{MARK}",test=b\n', encoding="utf-8")
    assert is_patch(path)
    path.write_text("split,index\n")
    assert not is_patch(path)
    assert not is_patch(tmp_path / "none.csv")


def test_an_empty_patch_comes_back_too(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    write(path, Patch(FINGERPRINTS, ()))
    assert read(path, classes=10).rows == ()


def test_the_layout_is_the_agreed_one() -> None:
    first, second, third = text(GOOD).split("\n")[:3]
    assert first == f"{MARK}, train={'a' * 64}, test={'b' * 64}"
    assert second == "split,index,old,new,decision,reviewer,decided_at,reason"
    assert third.startswith("test,3,6,4,relabel,Anna,2026-01-31T12:30:15.250000Z,")


def test_sets_and_originals_stand_before_the_reason() -> None:
    assert ",ambiguous,Bo,2026-01-31T12:30:15.250000Z,{2 4 6} both\n" in text(GOOD)
    assert ",duplicate,Bo,2026-01-31T12:30:15.250000Z,{test 3}\n" in text(GOOD)


NOTES = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["{", "{}", "{} ", "{2 4}", "{test 3} x", " {", "a\rb", "c\r\nd", "e\n", '"', "=1", "'=1", "\0"]
)
SETS = st.just(()) | st.sets(st.integers(0, 9), min_size=2).map(lambda s: tuple(sorted(s)))


@st.composite
def any_row(draw: st.DrawFn) -> PatchRow:
    old = draw(st.integers(0, 9))
    kind = draw(st.sampled_from(KINDS))
    index = draw(st.integers(0, 99))
    return PatchRow(
        draw(st.sampled_from(list(FINGERPRINTS))),
        index,
        old,
        (old + draw(st.integers(1, 9))) % 10 if kind == "relabel" else old,
        kind,
        draw(st.text(min_size=1, max_size=12).filter(is_printable)),
        AT,
        draw(NOTES),
        draw(SETS) if kind == "ambiguous" else (),
        (draw(st.sampled_from(list(FINGERPRINTS))), index + 1) if kind == "duplicate" else None,
    )


@given(st.lists(any_row(), max_size=5, unique_by=lambda row: row.place))
def test_any_patch_comes_back_to_the_letter(rows: list[PatchRow]) -> None:
    made = patch(FINGERPRINTS, rows)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.csv"
        path.write_bytes(text(made).encode())
        assert read(path, classes=10) == made


def test_a_long_note_comes_back(tmp_path: Path) -> None:
    long = replace(ROWS[0], reason="word " * 40_000)
    write(tmp_path / "own.csv", patch(FINGERPRINTS, [long]))
    assert read(tmp_path / "own.csv", classes=10).rows == (long,)


def test_no_spreadsheet_runs_what_somebody_wrote() -> None:
    assert ",'=HYPERLINK(1)," in text(GOOD)
    assert text(GOOD).count(",'+1") == 1


@given(st.text(max_size=8) | st.sampled_from(["=1", "'=1", "''", "'", "-", "@x", "\t"]))
def test_guarded_text_comes_back(words: str) -> None:
    assert unguarded(guarded(words)) == words
    assert not guarded(words).startswith(("=", "+", "-", "@", "\t", "\r"))


HEAD = f"{MARK}, test={'b' * 64}\n{','.join(HEADER)}\n"
BOTH = "test,3,6,6,ambiguous,Anna,2026-01-31T12:30:15Z,why\n"
TWIN = "test,3,6,6,duplicate,Anna,2026-01-31T12:30:15Z,why\n"
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
        (HEAD + LINE.replace("relabel", "unsure"), "one of keep, relabel"),
        (HEAD + LINE.replace(",4,", ",6,"), "another label where the decision is relabel, found 6"),
        (HEAD + LINE.replace("why", "9" * 3_000_000), "found a line without an end"),
        (HEAD + LINE.replace("why", '"' + "9\n" * 3_000_000), "values, found something else"),
        (HEAD + BOTH.replace("why", "{2 x} why"), "two classes or more from 0 to 9, as {2 4 6}"),
        (HEAD + BOTH.replace("why", "{4 2}"), "two classes or more"),
        (HEAD + BOTH.replace("why", "{2 10}"), "two classes or more"),
        (HEAD + BOTH.replace("why", "{2}"), "found '{2}' in line 3"),
        (HEAD + TWIN.replace("why", "like 4"), "as {train 123}, found 'like 4' in line 3"),
        (HEAD + TWIN.replace("why", "{}"), "as {train 123}"),
        (HEAD + TWIN.replace("why", "{dev 4}"), "an original among the images of test"),
        (HEAD + TWIN.replace("why", "{test 3}"), "a duplicate of another image"),
        (
            HEAD + LINE.replace("T12:30:15Z", ""),
            "a time as 2026-01-31T12:00:00Z, found '2026-01-31'",
        ),
        (HEAD.replace("label patch 1,", "label patch 1"), "found it followed by ' test=bbb"),
        (HEAD.replace(",reason", ""), "found nothing as column 8"),
        (HEAD.replace(",new,", ",neu,"), "found 'neu' as column 4"),
        (HEAD + LINE.replace("Anna", " "), "name of a reviewer, found none in line 3"),
        (HEAD + LINE + LINE.replace("4,relabel,Anna", "5,relabel,Bo"), "another decision about"),
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
    with pytest.raises(DataError, match="text in UTF-16"):
        read(path, classes=10)


def test_a_large_file_that_is_no_patch_fills_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(HEAD + LINE + "9" * 40_000_000, encoding="utf-8")

    tracemalloc.start()
    try:
        with pytest.raises(DataError, match="a line without an end"):
            read(path, classes=10)
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak_bytes < 20 << 20


def test_two_reviewers_who_say_the_same_come_back_with_the_words_and_time_of_each(
    tmp_path: Path,
) -> None:
    others = replace(
        ROWS[0], reviewer="Bo; Cy", reason="its pockets", decided_at=AT.replace(hour=9)
    )
    both = patch(FINGERPRINTS, [*ROWS, others])
    write(tmp_path / "own.csv", both)
    assert read(tmp_path / "own.csv", classes=10) == both
    assert both.rows[:2] == (others, ROWS[0])
    assert len(both.places) == len(ROWS)


def as_saved(content: str, delimiter: str, *, is_in_cells: bool) -> str:
    """Return a table as spreadsheets save it that take the first line for one cell or for many."""
    first, *rows = content.splitlines()
    width = rows[0].count(",")
    head = first.replace(", ", delimiter) if is_in_cells else f'"{first}"'
    return "\n".join([head + delimiter * width, *(row.replace(",", delimiter) for row in rows)])


@pytest.mark.parametrize("is_in_cells", [True, False])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_patch_that_a_spreadsheet_saved_comes_back(
    tmp_path: Path, delimiter: str, is_in_cells: bool
) -> None:
    rows = [replace(row, reason="why", decided_at=AT.replace(microsecond=0)) for row in ROWS]
    rows = [replace(row, reviewer="Bo") for row in rows]
    saved = as_saved(text(patch(FINGERPRINTS, rows)), delimiter, is_in_cells=is_in_cells)
    path = tmp_path / "own.csv"
    path.write_text(
        "\ufeff" + saved.replace("T12:30:15Z", " 12:30:15") + "\n" + delimiter * 7 + "\n"
    )
    assert is_patch(path)
    assert read(path, classes=10) == patch(FINGERPRINTS, rows)


def test_a_row_of_empty_cells_is_passed_over_and_lines_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{HEAD}{',' * 7}\n{LINE.replace('test,', 'dev,')}")
    with pytest.raises(DataError, match="found 'dev' in line 4"):
        read(path, classes=10)
