"""``review compare``, ``merge``, ``reverse`` and ``apply``."""

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.exchange import label_patch
from fmnist_gui.core.review.patch import PatchRow, patch
from tests import sample
from tests.cli.conftest import TEST, TRAIN, write_data
from tests.cli.console import Run

SPLITS = {"train": sample.split("train", TRAIN), "test": sample.split("test", TEST)}
AT = datetime(2026, 1, 31, 12, tzinfo=UTC)
LABELS = "t10k-labels-idx1-ubyte.gz"


def row(index: int, new: int, *, split: str = "test", by: str = "Anna") -> PatchRow:
    old = int(SPLITS[split].labels[index])
    return PatchRow(split, index, old, new, "relabel", by, AT, "why")


def written(path: Path, *rows: PatchRow) -> Path:
    fingerprints = {name: split.fingerprint for name, split in SPLITS.items()}
    label_patch.write(path, patch(fingerprints, rows))
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return written(tmp_path / "one.csv", row(3, 4), row(7, 1), row(5, 9, split="train"))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return written(tmp_path / "other.csv", row(3, 4, by="Bo"), row(9, 0, by="Bo"))


def test_two_patches_are_compared(run: Run, one: Path, other: Path, tmp_path: Path) -> None:
    told = run("review", "compare", one, other)
    assert told.out == "They agree on 1 and contradict on 0; 3 are in one of them only.\n"
    against = written(tmp_path / "against.csv", row(3, 5), row(7, 1))
    content = run("review", "compare", one, against, "--json").content
    assert content == {
        "agreed": 1,
        "contradicted": 1,
        "only_first": 1,
        "only_second": 0,
        "contradictions": [{"split": "test", "index": 3}],
    }
    assert "Contradicting: test 3." in run("review", "compare", one, against).out


def test_patches_that_agree_are_merged(run: Run, one: Path, other: Path, tmp_path: Path) -> None:
    out = tmp_path / "both.csv"
    content = run("review", "merge", one, other, "--out", out, "--json").content
    assert content == {"rows_in": 5, "rows_out": 4, "files": [str(out)]}
    assert [(r.split, r.index) for r in label_patch.read(out).rows] == [
        ("test", 3),
        ("test", 7),
        ("test", 9),
        ("train", 5),
    ]


def test_patches_that_contradict_each_other_are_not_merged(
    run: Run, one: Path, tmp_path: Path
) -> None:
    against = written(tmp_path / "against.csv", row(3, 5))
    out = tmp_path / "both.csv"
    told = run("review", "merge", one, against, "--out", out).refusal
    assert "contradict each other on 1 image, first on test 3" in told
    assert not out.exists()


def test_a_patch_is_applied_and_its_reverse_gives_back_the_labels_byte_for_byte(
    run: Run, data: Path, one: Path, tmp_path: Path
) -> None:
    corrected = tmp_path / "corrected"
    wish = ("review", "apply", one, "--out", corrected, "--data", data)
    content = run(*wish, "--json").content
    assert (content["rows_in"], content["rows_out"], content["changed"]) == (3, 3, 3)
    expected = SPLITS["test"].labels.copy()
    expected[[3, 7]] = 4, 1
    assert np.array_equal(idx.read_labels(corrected / LABELS), expected)
    assert "Of 3 rows read, 3 labels are changed." in run(*wish).out

    back = tmp_path / "back.csv"
    assert run("review", "reverse", one, "--out", back, "--data", data).status == 0
    for images in data.glob("*images*"):
        shutil.copy(images, corrected)
    again = tmp_path / "again"
    assert run("review", "apply", back, "--out", again, "--data", corrected).status == 0
    for file in again.iterdir():
        assert gzip.decompress(file.read_bytes()) == gzip.decompress(
            (data / file.name).read_bytes()
        )
    # And to nothing else: the data as it was has other labels.
    told = run("review", "apply", back, "--out", tmp_path / "x", "--data", data).refusal
    assert "fingerprint" in told


def test_a_patch_is_applied_to_the_one_split_that_is_there(
    run: Run, one: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "test only"
    folder.mkdir()
    write_data(folder, test=TEST)
    out = tmp_path / "corrected"
    content = run("review", "apply", one, "--out", out, "--data", folder, "--json").content
    assert (content["rows_out"], content["changed"]) == (2, 2)
    assert [file.name for file in out.iterdir()] == [LABELS]
    told = run("review", "reverse", one, "--out", tmp_path / "r.csv", "--data", folder).refusal
    assert "rows about test, found some about train" in told


def test_what_does_not_fit_the_data_is_refused_and_nothing_written(
    run: Run, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    write_data(folder, test=TEST - 1)
    out = tmp_path / "out"
    made = written(tmp_path / "made.csv", row(3, 4))
    lines = made.read_text()
    twice, wrong = tmp_path / "twice.csv", tmp_path / "wrong.csv"
    twice.write_text(lines + "test,3,3,5,relabel,Bo,2026-01-31T12:30:15Z,\n")
    wrong.write_text(lines.replace("test,3,3,4", "test,3,2,4"))
    of_train = patch({"train": SPLITS["train"].fingerprint}, [row(5, 9, split="train")])
    label_patch.write(tmp_path / "train.csv", of_train)
    refusals = [
        (made, folder, "for the data with fingerprint"),
        (twice, data, "another decision about test 3 in line 4"),
        (wrong, data, "image 3 to have the label 2, as the patch says, found 3"),
        (tmp_path / "train.csv", folder, "a patch about test, found one about train"),
        (tmp_path / "no.csv", data, "found no such file"),
    ]
    for path, where, told in refusals:
        assert told in run("review", "apply", path, "--out", out, "--data", where).refusal
    assert (
        "found the data itself"
        in run("review", "apply", made, "--out", data, "--data", data).refusal
    )
    assert not out.exists()


def test_no_other_file_is_written_over(run: Run, one: Path, data: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.csv"
    thesis.write_text("years of work")
    for wish in (("merge", one), ("reverse", one, "--data", data)):
        assert "it stays as it is" in run("review", *wish, "--out", thesis).refusal
    assert thesis.read_text() == "years of work"
