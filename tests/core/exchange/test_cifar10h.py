"""The layout of CIFAR-10H: three files that fit each other, and come back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import cifar10h, cifar10h_raw
from fmnist_gui.core.exchange.cifar10h_raw import RawTrial, raw_trials
from fmnist_gui.core.exchange.collected import collected_of
from tests.core.exchange.collecting import history

IMAGES, CLASSES, INDEX = 9, 10, "fashion_mnist_test_idx"


def trials() -> tuple[RawTrial, ...]:
    anna = collected_of([history("Anna", (1, 9, 3))]).answers
    ben = collected_of([history("Ben", (2, 1, 1))]).answers
    late = [replace(answer, shown_at=answer.shown_at + timedelta(days=1)) for answer in ben]
    late = [replace(a, answered_at=a.answered_at + timedelta(days=1)) for a in late]
    return raw_trials([*late[:2], *anna], [replace(late[2], phase="attention")], FASHION_CLASSES)


def written(tmp_path: Path, *, index: str = INDEX) -> tuple[Path, Path, Path]:
    return cifar10h.write(tmp_path / "own", trials(), index=index, images=IMAGES, classes=CLASSES)


def test_rows_say_who_answered_what_after_how_long() -> None:
    rows = trials()
    assert [(r.annotator_id, r.trial_index, r.index) for r in rows] == [
        (0, 0, 5),
        (0, 1, 3),
        (0, 2, 8),
        (1, 0, 5),
        (1, 1, 3),
        (1, 2, cifar10h_raw.CHECK_INDEX),
    ]
    assert rows[1] == RawTrial(
        annotator_id=0,
        trial_index=1,
        is_attn_check=0,
        true_category="Trouser",
        chosen_category="Ankle boot",
        true_label=1,
        chosen_label=9,
        correct_guess=0,
        index=3,
        image_filename="test_00003.png",
        subcategory="",
        reaction_time=800.0,
        time_elapsed=1800.0,
    )


def test_times_that_nobody_measured_are_missing() -> None:
    rows = collected_of([history("Anna", (1, 1, 1))]).answers
    own = [
        replace(rows[0], device="batch"),
        replace(rows[1], device="imported", onset_ns=0, response_ns=0),
        replace(rows[2], device="imported"),
    ]
    raw = cifar10h_raw.raw_trials(own, (), FASHION_CLASSES)
    assert [trial.reaction_time for trial in raw] == [None, None, 800.0]
    lines = cifar10h_raw.text(raw, index=INDEX).splitlines()
    assert [line.split(",")[-2] for line in lines[1:]] == ["", "", "800.0"]


def test_all_three_files_come_back(tmp_path: Path) -> None:
    counts_path, probs_path, raw_path = written(tmp_path)
    assert [p.name for p in (counts_path, probs_path, raw_path)] == [
        "own-counts.npy",
        "own-probs.npy",
        "own-raw.csv",
    ]
    found = cifar10h_raw.read(raw_path, index=INDEX, images=IMAGES, classes=CLASSES)
    assert (tuple(found.rows), found.refused) == (trials(), 0)
    counts = cifar10h.read_counts(counts_path, images=IMAGES, classes=CLASSES)
    again = cifar10h.counts_of(found.rows, images=IMAGES, classes=CLASSES)
    assert np.array_equal(counts, again)
    # Of six trials one is a check.
    assert counts.sum() == 5
    assert counts[5, [1, 2]].tolist() == [1, 1]
    probs = cifar10h.read_probs(probs_path, images=IMAGES, classes=CLASSES)
    assert probs[5, [1, 2]].tolist() == [0.5, 0.5]
    assert np.isnan(probs[0]).all()


def test_semicolons_and_decimal_commas_of_spreadsheets_are_read(tmp_path: Path) -> None:
    _, _, raw = written(tmp_path)
    text = raw.read_text(encoding="utf-8").replace(",", ";").replace("800.0", "800,25")
    raw.write_text(text, encoding="utf-8")
    found = cifar10h_raw.read(raw, index=INDEX, images=IMAGES, classes=CLASSES)
    assert found.refused == 0
    assert {row.reaction_time for row in found.rows} == {800.25}


def test_other_programs_find_the_types_of_the_release(tmp_path: Path) -> None:
    counts, probs, raw = written(tmp_path, index=cifar10h_raw.STRICT_INDEX)
    assert np.load(counts, allow_pickle=False).dtype.str == "<i8"
    assert np.load(probs, allow_pickle=False).dtype.str == "<f8"
    header = raw.read_text(encoding="utf-8").split("\n", 1)[0]
    assert header == (
        "annotator_id,trial_index,is_attn_check,true_category,chosen_category,true_label,"
        "chosen_label,correct_guess,cifar10_test_test_idx,image_filename,subcategory,"
        "reaction_time,time_elapsed"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",1,9,0,3,", ",1,9,0,9,", "line 3: index 9 of 9 images"),
        (",1,9,0,3,", ",1,10,0,3,", "line 3: class 10 as chosen_label, of 10"),
        (",1,9,0,3,", ",1,9,1,3,", "line 3: 1 as correct_guess, which the labels contradict"),
        (",-99999,", ",4,", "line 7: index 4 of an attention check, not -99999"),
        ("\n0,1,", "\n0,0,", "line 3: the same again as in line 2"),
        ("800.0", "nan", "line 2: 'nan' as reaction_time"),
    ],
)
def test_a_wrong_row_is_told_by_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    *_, raw = written(tmp_path)
    text = raw.read_text(encoding="utf-8")
    assert old in text
    raw.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = cifar10h_raw.read(raw, index=INDEX, images=IMAGES, classes=CLASSES)
    assert (len(found.rows), found.refused) == (5, 1)
    assert told in found.sentence


def test_another_index_column_is_not_guessed(tmp_path: Path) -> None:
    *_, raw = written(tmp_path, index=cifar10h_raw.STRICT_INDEX)
    with pytest.raises(DataError, match="no column fashion_mnist_test_idx"):
        cifar10h_raw.read(raw, index=INDEX, images=IMAGES, classes=CLASSES)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (np.array([{}, None], dtype=object), "pickled objects"),
        (np.zeros((3, 10), dtype=np.int64), "found 3 x 10 int64"),
        (np.zeros((9, 10)), "found 9 x 10 float64"),
        (np.full((9, 10), -1), "a count below 0"),
    ],
)
def test_an_array_that_is_no_counts_is_refused(tmp_path: Path, values: object, told: str) -> None:
    path = tmp_path / "theirs.npy"
    np.save(path, np.asarray(values), allow_pickle=True)
    with pytest.raises(DataError, match=told):
        cifar10h.read_counts(path, images=IMAGES, classes=CLASSES)
