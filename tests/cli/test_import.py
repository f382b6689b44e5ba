"""``import``: scores of others through the command line."""

from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.home import Home
from fmnist_gui.store.score_shelf import ScoreShelf
from tests import sample
from tests.cli.conftest import TEST, TRAIN, write_data
from tests.cli.console import Run


@pytest.fixture
def probs(tmp_path: Path) -> Path:
    np.save(tmp_path / "model.npy", np.full((TEST, 10), 0.1))
    return tmp_path / "model.npy"


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    np.savetxt(tmp_path / "crowd.csv", np.ones((TRAIN, 10)), fmt="%d", delimiter=",")
    return tmp_path / "crowd.csv"


@pytest.fixture
def shelf(fresh_home: Path) -> ScoreShelf:
    return ScoreShelf(Home(fresh_home / "fmnist-gui").scores)


def test_predictions_are_kept_once(run: Run, data: Path, probs: Path, shelf: ScoreShelf) -> None:
    wish = ("import", probs, "--format", "probs", "--data", data, "--json")
    first = run(*wish, "--name", "My model").content
    assert first == {
        "rows_in": TEST,
        "rows_kept": TEST,
        "already_there": 0,
        "refused": 0,
        "split": "test",
        "name": "My model",
    }
    again = run(*wish, "--name", "Another").content
    assert again["name"] == "My model"
    assert (again["rows_in"], again["rows_kept"]) == (TEST, 0)
    assert (again["already_there"], again["refused"]) == (TEST, 0)
    (kept,) = shelf.kept(sample.split("test", TEST).fingerprint).predictions
    assert kept.about.name == "My model"
    assert kept.about.source == "model.npy"


def test_counts_are_kept_for_the_split_of_their_size(
    run: Run, data: Path, counts: Path, shelf: ScoreShelf
) -> None:
    wish = ("import", counts, "--format", "fmh", "--data", data)
    assert run(*wish).out == f"{TRAIN} rows for the images of train: kept as 'crowd'.\n"
    there = f"{TRAIN} rows for the images of train: were there already, as 'crowd'"
    assert run(*wish).out == f"{there}.\n"
    assert run(*wish, "--name", "Ours").out == f"{there}, which they are still called.\n"
    (kept,) = shelf.kept(sample.split("train", TRAIN).fingerprint).counts
    assert kept.about.split == "train"


def test_logits_are_taken_when_they_are_named(
    run: Run, data: Path, tmp_path: Path, shelf: ScoreShelf
) -> None:
    path = tmp_path / "logits.npy"
    np.save(path, np.zeros((TEST, 10)))
    wish = ("import", path, "--format", "probs", "--data", data)
    assert "say that they are logits" in run(*wish).refusal
    assert run(*wish, "--logits").status == 0
    (kept,) = shelf.kept(sample.split("test", TEST).fingerprint).predictions
    assert kept.predictions.probs is not None
    assert kept.predictions.probs == pytest.approx(0.1)


def test_the_split_must_be_named_when_several_have_that_size(
    run: Run, probs: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "twins"
    folder.mkdir()
    write_data(folder, train=TEST, test=TEST)
    wish = ("import", probs, "--format", "probs", "--data", folder)
    assert "name the split" in run(*wish).refusal
    assert run(*wish, "--split", "train", "--json").content["split"] == "train"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--format", "idx"), "invalid choice: 'idx'"),
        (("--format", "fmh"), "expected lines of whole numbers, found no text"),
        (("--format", "fmh", "--logits"), "use it with --format probs"),
        (("--format", "probs", "--split", "dev"), "no split 'dev'"),
        (("--format", "probs", "--split", "train"), f"for {TRAIN} images, found an array of"),
    ],
)
def test_a_wrong_wish_is_one_line_and_keeps_nothing(
    run: Run,
    data: Path,
    probs: Path,
    shelf: ScoreShelf,
    *,
    arguments: tuple[str, ...],
    found: str,
) -> None:
    assert found in run("import", probs, "--data", data, *arguments).refusal
    assert not shelf.folder.exists()


def test_a_missing_file_is_refused(run: Run, data: Path) -> None:
    for kind in ("fmh", "probs"):
        told = run("import", "nowhere", "--format", kind, "--data", data)
        assert "nowhere: expected a file, found nothing of that name" in told.refusal
