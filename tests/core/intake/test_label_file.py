"""A file of labels is read row by row: what is kept, what is refused, and what is no such file."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import answer_csv, answer_jsonl
from fmnist_gui.core.exchange.collected import Collected, CollectedAnswer, collected_of
from fmnist_gui.core.exchange.reading import LARGEST_BYTES
from fmnist_gui.core.intake import label_file
from fmnist_gui.core.intake.label_file import LabelFile
from fmnist_gui.core.intake.label_kind import LabelFormat
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.session.deck_content import check
from fmnist_gui.core.session.record import CANNOT_TELL, Answer
from tests import sample
from tests.core.exchange.collecting import history

DATA = sample.dataset()
TEST = DATA.splits["test"]
INDICES = (5, 3, 8, 1)


def read(path: Path, format: LabelFormat, **options: Any) -> LabelFile:
    return label_file.read(path, format, DATA, app_version="1.0", **options)


def own_answers() -> tuple[CollectedAnswer, ...]:
    """Return what Anna and Ben answered about images of the data."""
    people = (history(name, (1, 2, 3, 4), indices=INDICES) for name in ("Anna", "Ben"))
    return tuple(
        replace(
            answer,
            label=int(TEST.labels[answer.image_index]),
            fingerprint=TEST.fingerprint,
        )
        for answer in collected_of(people).answers
    )


def changed(path: Path, change: Callable[[list[dict[str, Any]]], object]) -> Path:
    answer_jsonl.write(path, Collected((), own_answers()))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(rows)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


BAD_FIELDS: list[tuple[str, Any, str]] = [
    ("chosen", 10, "class 10 as chosen, of 10"),
    ("chosen", CANNOT_TELL, "class -1 as chosen, of 10"),
    ("image_index", len(TEST), f"index {len(TEST)} of {len(TEST)} images of test"),
    ("label", 77, "class 77 as label"),
    ("fingerprint", "ab" * 32, "data with fingerprint 'abababababababab', which is not open"),
    ("deck_split", "valid", "no split 'valid' in this data"),
    ("split", "train", "a fingerprint that is not that of 'train'"),
    ("response_ns", 10**30, f"{10**30} as response_ns"),
    ("onset_ns", -1, "-1 as onset_ns"),
    ("onset_ns", 9 * 10**18, "as response_ns, before onset_ns"),
    ("late_frames", 1 << 31, "as late_frames"),
    ("answered_at", "0001-01-01T00:00:00Z", "as answered_at"),
    ("retracted_at", "9999-01-01T00:00:00Z", "as retracted_at"),
    ("confidence", 9, "9 as confidence"),
    ("annotator", "a\ab", "as a person's name"),
    ("note", "\ud800", "half a letter in note"),
    ("image_sha256", "x", "'x' as image_sha256"),
    ("phase", "mane", "'mane' as phase"),
    ("id", "x", "'x' as id"),
]


@pytest.mark.parametrize(("name", "value", "told"), BAD_FIELDS)
def test_a_field_that_no_answer_has_costs_its_row_alone(
    tmp_path: Path, name: str, value: Any, told: str
) -> None:
    path = changed(tmp_path / "all.jsonl", lambda rows: rows[4].update({name: value}))
    found = read(path, "jsonl")
    assert (found.rows, found.kept, found.refusals.count) == (8, 7, 1)
    (refusal,) = found.refusals.listed
    assert refusal.line == 5
    assert told in refusal.reason


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"position": 1}, "its session has two images at position 1 in place of one image"),
        ({"image_index": 3, "label": 3}, "its session has one twice in place of each image once"),
        ({"phase": "repeat"}, "its session has image 5 in place of repeats of images"),
    ],
)
def test_rows_that_were_never_one_session_are_refused_together(
    tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    found = read(changed(tmp_path / "all.jsonl", lambda rows: rows[0].update(changes)), "jsonl")
    assert (found.kept, found.refusals.count, found.people) == (4, 4, 1)
    assert [refusal.line for refusal in found.refusals.listed] == [1, 2, 3, 4]
    assert found.refusals.listed[0].reason.startswith(told)


def test_what_nobody_answered_leaves_no_gap(tmp_path: Path) -> None:
    found = read(changed(tmp_path / "all.jsonl", lambda rows: rows.pop(1)), "jsonl")
    histories = list(found.histories())
    anna = histories[0]
    assert anna.record.deck.indices == (5, 8, 1)
    answers = [entry for entry in anna.entries if isinstance(entry, Answer)]
    assert [answer.position for answer in answers] == [0, 1, 2]
    for one in histories:
        check(one.record.deck)


@pytest.mark.parametrize("format", ["csv", "crowd", "cifar10h", "cleanlab"])
def test_a_table_of_another_kind_is_refused(tmp_path: Path, format: LabelFormat) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text("image,label\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="found no column"):
        read(path, format)


@pytest.mark.parametrize("format", ["csv", "jsonl", "crowd", "cifar10h", "cleanlab"])
def test_a_file_far_too_large_is_refused_before_it_is_read(
    tmp_path: Path, format: LabelFormat
) -> None:
    path = tmp_path / "theirs.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(DataError, match="found a file far too large"):
        read(path, format)


def test_reading_can_be_watched_and_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(label_file, "_EVERY", 2)
    path = tmp_path / "theirs.csv"
    rows = "".join(f"test/{n},Ada,1\n" for n in range(6))
    path.write_text(f"task,worker,label\n{rows}", encoding="utf-8")
    seen: list[tuple[int, int]] = []
    read(path, "crowd", report=lambda done, total: seen.append((done, total)))
    assert seen == [(3, 7), (5, 7), (7, 7), (7, 7)]
    with pytest.raises(Cancelled):
        read(
            path, "crowd", is_cancelled=lambda: len(seen) > 4, report=lambda *_: seen.append((0, 0))
        )


@pytest.mark.parametrize("format", ["crowd", "csv"])
def test_lines_that_end_in_another_way_are_counted_while_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: LabelFormat
) -> None:
    monkeypatch.setattr(label_file, "MOST_LINES", 3)
    monkeypatch.setattr(label_file, "MOST_ANSWERS", 3)
    path = tmp_path / "theirs.csv"
    if format == "csv":
        answer_csv.write(path, Collected((), own_answers()))
    else:
        rows = "".join(f"test/{n},Ada,1\n" for n in range(4))
        path.write_text(f"task,worker,label\n{rows}", encoding="utf-8")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))
    with pytest.raises(DataError, match="at most 3 labels in one file, found more than 3"):
        read(path, format)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters='\r\n"'), max_size=8)
TASK = st.one_of(CELL, st.integers(-1, len(TEST)).map(lambda n: f"test/{n}"))
ROW = st.tuples(
    TASK, st.one_of(CELL, st.just("Ada")), st.one_of(CELL, st.integers(-1, 10).map(str))
)


@given(st.lists(ROW, max_size=12))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_row_is_kept_or_told(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    path = tmp_path / "any.csv"
    # One is good, so that the file as a whole is.
    lines = [",".join(row) for row in (*rows, ("test/0", "Zoe", "1"))]
    path.write_text("\n".join(["task,worker,label", *lines, ""]), encoding="utf-8")
    found = read(path, "crowd")
    assert found.rows == len(lines)
    assert found.refusals.count == len(found.refusals.listed)
    kept = [
        entry for one in found.histories() for entry in one.entries if isinstance(entry, Answer)
    ]
    assert len(kept) == found.kept
    assert len({answer.id for answer in kept}) == found.kept
    for one in found.histories():
        check(one.record.deck)
