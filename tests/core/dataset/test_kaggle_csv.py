import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.dataset import kaggle_csv
from fmnist_gui.core.dataset.dataset import Images, Labels
from fmnist_gui.core.dataset.kaggle_csv import NAMES, read_csv
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.progress import Cancelled
from tests.core.dataset.samples import (
    csv_lines,
    is_refusal,
    make_images,
    make_labels,
    packed,
    read_or_sentence,
)

IMAGES = make_images(30)
# Every value of one, two and three digits, with zeros before them, somewhere.
IMAGES.reshape(-1)[:256] = np.arange(256)
LABELS = make_labels(30)
LINES = csv_lines(IMAGES, LABELS)
TEXT = "\n".join(LINES) + "\n"


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "train.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        TEXT[:-1],
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r\n")[:-2],
        "\ufeff" + TEXT,
        packed(TEXT.encode()),
        packed(("\ufeff" + TEXT.replace("\n", "\r\n")).encode()),
        ",".join(f'"{name}"' for name in NAMES) + TEXT[TEXT.index("\n") :],
    ],
    ids=["plain", "no-end", "crlf", "crlf-no-end", "bom", "gzip", "all", "quoted"],
)
@pytest.mark.parametrize("block_bytes", [1, 3140, 1 << 19])
def test_a_table_is_read_however_it_was_saved(
    tmp_path: Path, content: str | bytes, block_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kaggle_csv, "_BLOCK_BYTES", block_bytes)
    images, labels = read_csv(write(tmp_path, content))
    assert np.array_equal(images, IMAGES)
    assert np.array_equal(labels, LABELS)
    assert not images.flags.writeable
    assert not labels.flags.writeable


def test_columns_are_found_by_their_names(tmp_path: Path) -> None:
    order = np.random.default_rng(3).permutation(len(NAMES))
    mixed = [",".join(np.array(line.split(","))[order]) for line in LINES]
    images, labels = read_csv(write(tmp_path, "\n".join(mixed)))
    assert np.array_equal(images, IMAGES)
    assert np.array_equal(labels, LABELS)


def test_more_lines_than_first_expected_find_room(tmp_path: Path) -> None:
    images, labels = make_images(2500), make_labels(2500)
    read = read_csv(write(tmp_path, "\n".join(csv_lines(images, labels))))
    assert np.array_equal(read[0], images)
    assert np.array_equal(read[1], labels)


def changed(line: int, field: int, value: str) -> str:
    """Return the table with one field changed; `line` counts from 1, the header being 1."""
    fields = LINES[line - 1].split(",")
    fields[field] = value
    return "\n".join([*LINES[: line - 1], ",".join(fields), *LINES[line:]])


def value_moved_down(line: int) -> str:
    """Return the table with the last value of a line standing first in the next."""
    before, _, value = LINES[line - 1].rpartition(",")
    after = f"{value},{LINES[line]}"
    return "\n".join([*LINES[: line - 1], before, after, *LINES[line + 1 :]])


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", "an empty file"),
        (b"\xef\xbb\xbf", "an empty file"),
        ("<!DOCTYPE html>\n<html></html>\n", "a web page"),
        ("\n".join(LINES[1:]), "values at once"),
        (LINES[0], "at least one line after the header, found none"),
        (LINES[0] + "\r\n\r\n", "785 values in line 2, found an empty line"),
        (TEXT + "\n", "785 values in line 32, found an empty line"),
        (TEXT.replace("label", "digit", 1), "no column label"),
        (TEXT.replace("pixel784", "pixel783", 1), "no column pixel784"),
        (TEXT.replace("pixel784", "pixel784,id", 1), "786 columns"),
        (changed(1, 5, ""), "no column pixel5"),
        ("x" * 70_000, "no line end"),
        (LINES[0] + "\n" + "7" * 700_000, "785 values in line 2, found 1"),
        (TEXT + "7" * 700_000, "785 values in line 32, found 1"),
        (changed(17, 400, "256"), "integers 0-255 in line 17, found '256'"),
        (changed(17, 400, "300"), "line 17, found '300'"),
        (changed(17, 400, "999"), "line 17, found '999'"),
        (changed(17, 400, "0001"), "line 17, found '0001'"),
        (changed(17, 400, "-1"), "line 17, found '-1'"),
        (changed(17, 400, "1.5"), "line 17, found '1.5'"),
        (changed(17, 400, " 1"), "line 17, found ' 1'"),
        (changed(17, 400, "abc"), "line 17, found 'abc'"),
        (changed(17, 400, "\u0661"), "line 17, found '\u0661'"),
        (changed(17, 400, ""), "line 17, found ''"),
        (changed(17, 0, ""), "line 17, found ''"),
        (changed(17, 784, ""), "line 17, found ''"),
        (changed(17, 784, "256"), "line 17, found '256'"),
        (changed(17, 400, "1,2"), "785 values in line 17, found 786"),
        (changed(17, 400, "1\n2"), "785 values in line 17, found 401"),
        (changed(17, 400, "1\r2"), r"line 17, found '1\\r2'"),
        (changed(17, 400, "1\0"), "line 17"),
        (value_moved_down(17), "785 values in line 17, found 784"),
        (changed(31, 784, "1,2"), "785 values in line 31, found 786"),
        ("\n".join([*LINES[:9], "", *LINES[9:]]), "785 values in line 10, found an empty line"),
        (packed(TEXT.encode())[:-9], "early end"),
        (packed(changed(17, 400, "256").encode()), "line 17, found '256'"),
    ],
)
@pytest.mark.parametrize("block_bytes", [997, 1 << 19])
def test_a_wrong_table_is_refused_by_its_line(
    tmp_path: Path,
    content: str | bytes,
    found: str,
    block_bytes: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kaggle_csv, "_BLOCK_BYTES", block_bytes)
    path = write(tmp_path, content)
    with pytest.raises(DataError, match=found) as caught:
        read_csv(path)
    assert is_refusal(str(caught.value), path)


def slow_read(text: str) -> tuple[Images, Labels] | None:
    """Read a table in the plainest way; None for anything unexpected."""
    rows = []
    for line in text.split("\n")[1:]:
        fields = line.split(",")
        if len(fields) != 785 or not all(
            f.isascii() and f.isdigit() and len(f) <= 3 and int(f) <= 255 for f in fields
        ):
            return None
        rows.append([int(field) for field in fields])
    values = np.array(rows, dtype=np.uint8)
    return values[:, 1:].reshape(-1, 28, 28), values[:, 0]


@settings(deadline=None)
@given(
    edits=st.lists(
        st.tuples(st.integers(0), st.integers(0, 3), st.text("0123456789,\n -a", max_size=3)),
        max_size=3,
    )
)
def test_a_changed_table_is_read_as_the_plainest_reader_would(
    edits: list[tuple[int, int, str]],
) -> None:
    body = "\n".join(LINES[1:3])
    for at, dropped, inserted in edits:
        at %= len(body)
        body = body[:at] + inserted + body[at + dropped :]
    text = LINES[0] + "\n" + body.rstrip("\n")
    truth = slow_read(text)
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), text)
        read = read_or_sentence(read_csv, path)
    if truth is None:
        assert is_refusal(read, path)
    else:
        assert not isinstance(read, str)
        assert np.array_equal(read[0], truth[0])
        assert np.array_equal(read[1], truth[1])


def test_reading_reports_and_stops_when_asked_to(tmp_path: Path) -> None:
    path = write(tmp_path, "\n".join(csv_lines(make_images(700), make_labels(700))))
    reported: list[tuple[int, int]] = []
    read_csv(path, report=lambda done, total: reported.append((done, total)))
    assert len(reported) > 2
    assert reported == sorted(reported)
    assert reported[-1] == (path.stat().st_size, path.stat().st_size)
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        read_csv(path, is_cancelled=lambda: next(answers))
