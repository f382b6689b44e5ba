"""What review is given and cannot use is refused in one sentence; nothing of it is kept."""

import io
import pickle
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from fmnist_gui.store import scoring
from tests.cli.conftest import TEST, TRAIN
from tests.cli.console import Run
from tests.core import errands
from tests.disk import no_file_may_grow_beyond

MACHINE_WORDS = ("Error", "Exception", "Traceback", "SIG", "SQLITE", "errno", "oserror", "rankings")
ANNA = ("--annotator", "Anna")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="as POSIX has it")


@pytest.fixture
def home(fresh_home: Path) -> Path:
    return fresh_home / "fmnist-gui"


def sentence(told: str) -> str:
    """Return `told` after a look at its words."""
    assert not any(word in told for word in MACHINE_WORDS), told
    return told


def npy(array: NDArray[Any]) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def even(rows: int = TEST, classes: int = 10) -> NDArray[np.float64]:
    return np.full((rows, classes), 1 / classes)


def with_value(value: float) -> NDArray[np.float64]:
    probs = even()
    probs[-1, 3] = value
    return probs


def table(rows: int, classes: int) -> bytes:
    header = ",".join(map(str, range(classes)))
    return "\n".join([header, *[",".join(["0.125"] * classes)] * rows]).encode()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            npy(with_value(np.nan)),
            "found nan for class 3 of image 299; choose predictions",
        ),
        (npy(with_value(0.5)), "found a sum of 1.4 for image 299; say that they are logits if"),
        (npy(even(TEST - 1)), "found an array of 299 × 10; choose predictions made for this split"),
        (npy(even(TEST, 9)), "found an array of 300 × 9; choose predictions made for this split"),
        (table(TEST, 9), "found '0,1,2,3,4,5,6,7,8'; choose predictions made for this split"),
        (npy(np.array([{}] * TEST)), "found an array of pickled objects; save it again with"),
        (pickle.dumps(even()), "found pickled objects; save the array with numpy.save"),
    ],
    ids=["nan", "sums", "length", "classes", "classes of a table", "pickled array", "pickle"],
)
def test_predictions_that_are_none_are_refused_and_nothing_is_kept(
    run: Run, data: Path, home: Path, tmp_path: Path, *, content: bytes, found: str
) -> None:
    path = tmp_path / "probs"
    path.write_bytes(content)

    told = sentence(run("import", path, "--data", data).refusal)

    assert told.startswith(f"{path}: expected ")
    assert found in told
    assert not home.exists()


def changed(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def twice(text: str) -> str:
    """Return a patch in which two rows about image 7 contradict each other."""
    return text + text.splitlines()[-1].replace(",7,8,", ",7,2,") + "\n"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (twice, "found another decision about test 7 in line 5"),
        (changed("test,7,7,8", "test,7,1,8"), "image 7 to have the label 1, as the patch says, fo"),
        (changed("test,7,7,8", "test,7,7,7"), "found 7 again in line 4"),
        (changed("test=", "test=f"), "expected a patch for the data with fingerprint"),
        (changed("test,7,7,8", "test,300,7,8"), "expected an index below 300, found 300"),
        (lambda text: text[:-30], "expected 8 values a line, found 6 in line 4"),
    ],
    ids=["contradicts itself", "old label", "no new label", "other data", "index", "cut"],
)
def test_a_patch_that_does_not_fit_is_refused_whole(
    run: Run, data: Path, home: Path, tmp_path: Path, *, change: Callable[[str], str], found: str
) -> None:
    path, elsewhere = tmp_path / "own.csv", tmp_path / "elsewhere"
    for index, kind in ((3, ("keep",)), (7, ("relabel", "--to", 8))):
        run("review", "decide", "test", index, *kind, *ANNA, "--data", data)
    run("export", "--format", "patch", "--out", path, "--data", data)
    path.write_text(change(path.read_text()))

    told = run("import", path, "--format", "patch", "--home", elsewhere, "--data", data).refusal

    assert found in sentence(told)
    out = tmp_path / "kept.csv"
    wish = ("export", "--format", "patch", "--out", out, "--home", elsewhere)
    assert run(*wish, "--data", data, "--json").content["rows_out"] == 0


@posix_only
def test_a_scoring_whose_process_is_killed_is_said_and_keeps_nothing(
    run: Run, data: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "rankings", errands.perish)

    told = sentence(run("review", "score", "--data", data).refusal)

    assert told == (
        "Scoring the images: expected a result, found that its process was ended from outside; "
        "close other programs if memory is short, and start it again"
    )
    assert not (home / "scores").exists()


@posix_only
def test_a_scoring_that_is_interrupted_is_said_and_keeps_nothing(
    run: Run, data: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "rankings", errands.interrupt)

    assert run("review", "score", "--data", data).refusal == "stopped before the end"
    assert not (home / "scores").exists()


@posix_only
def test_without_room_for_all_scores_none_is_kept(
    run: Run, data: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "rankings", errands.guess)
    # The scores of train fit, those of test do not.
    with no_file_may_grow_beyond(4 * 10 * TRAIN + 1000):
        told = sentence(run("review", "score", "--data", data).refusal)

    assert "expected room for scores, found file too large; free some space and try again" in told
    assert [path for path in (home / "scores").rglob("*") if path.is_file()] == []
    assert run("review", "score", "--data", data, "--json").content["is_new"]


def test_a_home_without_room_is_said_before_anything_is_computed(
    run: Run, data: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "rankings", errands.stumble)
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    for verb in ("score", "neighbours"):
        told = sentence(run("review", verb, "--data", data).refusal)
        assert "MB of scores, found 0.0 MB; free some space and try again" in told
    assert not home.exists()


@posix_only
def test_a_decision_for_which_there_is_no_room_is_not_there(
    run: Run, data: Path, home: Path
) -> None:
    decide = ("review", "decide", "test", 5, "keep", *ANNA, "--data", data)
    assert run(*decide).status == 0
    before = run("review", "audit", "list", "--data", data).status

    with no_file_may_grow_beyond(1):
        told = sentence(run("review", "decide", "test", 6, "bad", *ANNA, "--data", data).refusal)

    assert "fmnist-gui" in told
    assert before == 0
    out = home.parent / "out.csv"
    content = run("export", "--format", "patch", "--out", out, "--data", data, "--json").content
    assert content["rows_out"] == 1
    assert run(*decide).status == 0


@pytest.mark.parametrize(
    "wish",
    [
        ("review", "score"),
        ("review", "neighbours"),
        ("review", "decide", "test", 5, "keep", *ANNA),
        ("review", "audit", "new", *ANNA),
    ],
    ids=["score", "neighbours", "decide", "audit"],
)
def test_a_home_that_cannot_be_written_is_one_sentence(
    run: Run, data: Path, tmp_path: Path, *, wish: tuple[object, ...]
) -> None:
    # Not even root makes folders in a file.
    place = tmp_path / "file"
    place.touch()

    told = sentence(run(*wish, "--home", place / "home", "--data", data).refusal)

    assert str(place) in told
    assert place.read_bytes() == b""
