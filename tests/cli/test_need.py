"""``need``: how many labels and images a study would take."""

import json
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.stats.proportion import needed_for_half_width
from tests import sample
from tests.cli.conftest import TEST
from tests.cli.console import Run


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """Return a counts file in which six of ten say the label and four something else."""
    labels = sample.split("test", TEST).labels
    rows = 6 * np.eye(10, dtype=int)[labels]
    for step in (1, 2, 3, 4):
        rows += np.eye(10, dtype=int)[(labels + step) % 10]
    np.savetxt(tmp_path / "counts.csv", rows, fmt="%d", delimiter=",")
    return tmp_path / "counts.csv"


def test_a_crowds_counts_tell_what_k_labels_come_to(run: Run, data: Path, counts: Path) -> None:
    wish = ("need", "--counts", counts, "--data", data, "--studies", 50, "--labels", "1,3,10")
    content = run(*wish, "--json").content
    one, three, ten = content["needs"]
    assert [need["labels"] for need in content["needs"]] == [1, 3, 10]
    assert one["accuracy"] == pytest.approx(0.6, abs=0.01)
    assert one["accuracy"] < three["accuracy"] < ten["accuracy"] == 1
    assert one["needed_images"] == needed_for_half_width(0.03, one["accuracy"])
    assert three["needed_labels"] == 3 * three["needed_images"]
    assert not content["is_independent"]
    words = run(*wish).out.splitlines()
    assert words[0] == "Labels drawn from counts.csv, 50 studies of 1,000 images:"
    assert words[1].startswith("  1 label  per image: ")
    assert "±3 points take" in words[1]


def test_the_imported_crowd_is_asked_if_nothing_else_is_said(
    run: Run, data: Path, counts: Path
) -> None:
    wish = ("need", "--data", data, "--studies", 40, "--labels", "3", "--images", 50, "--json")
    assert "no human counts of test were imported" in run(*wish).refusal
    run("import", counts, "--format", "fmh", "--name", "my crowd", "--data", data)
    content = run(*wish).content
    assert (content["crowd"], content["images"], content["studies"]) == ("my crowd", 50, 40)


def test_an_accuracy_or_a_confusion_needs_no_data(run: Run, tmp_path: Path) -> None:
    by_accuracy = run("need", "--accuracy", 0.75, "--studies", 40, "--json").content
    assert by_accuracy["is_independent"]
    accuracies = [need["accuracy"] for need in by_accuracy["needs"]]
    assert accuracies == sorted(accuracies)
    assert accuracies[0] == pytest.approx(0.75, abs=0.01)
    path = tmp_path / "matrix.json"
    path.write_text(json.dumps((np.eye(10) * 15 + 1).tolist()))
    by_confusion = run("need", "--confusion", path, "--studies", 40, "--json").content
    assert by_confusion["needs"][0]["accuracy"] == pytest.approx(16 / 25, abs=0.01)
    words = run("need", "--confusion", path, "--studies", 40).out
    assert "These people err independently of each other." in words


def test_the_fewest_labels_that_reach_a_target_are_told(run: Run, data: Path, counts: Path) -> None:
    wish = ("need", "--counts", counts, "--data", data, "--studies", 40, "--labels", "1,3,10")
    assert run(*wish, "--target", 0.9, "--json").content["labels_for_target"] == 10
    assert "Labels to reach 90 %: 10 per image." in run(*wish, "--target", 0.9).out
    short = ("need", "--counts", counts, "--data", data, "--studies", 40, "--labels", "1")
    assert run(*short, "--target", 0.9, "--json").content["labels_for_target"] is None
    assert "more than was tried here" in run(*short, "--target", 0.9).out


def test_the_same_seed_finds_the_same(run: Run) -> None:
    wish = ("need", "--accuracy", 0.7, "--studies", 40, "--images", 40, "--json")
    assert run(*wish, "--seed", 4).content == run(*wish, "--seed", 4).content
    assert run(*wish, "--seed", 4).content != run(*wish, "--seed", 5).content


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--accuracy", 1.2), "an accuracy lies between 0 and 1, not at 1.2"),
        (("--accuracy", 0.7, "--target", "nan"), "not at nan"),
        (("--accuracy", 0.7, "--seed", -1), "a seed is a number from 0, not -1"),
        (("--accuracy", 0.7, "--labels", "3,x"), "expected whole numbers as in 1,3,5, not '3,x'"),
        (("--accuracy", 0.7, "--labels", "0"), "1 to 1000 labels"),
        (("--accuracy", 0.7, "--images", 0), "given were 0 and 300"),
        (("--accuracy", 0.7, "--studies", 1), "95 % of studies can be told from 40 of them, not"),
        (("--accuracy", 0.7, "--studies", 39), "not from 39; give a larger number with --studies"),
        (("--accuracy", 0.7, "--studies", -2), "given were 1,000 and -2"),
        (("--accuracy", 0.7, "--studies", 40, "--half-width", 0), "no number of images gives ±0"),
        (("--accuracy", 0.7, "--counts", "x"), "not allowed with argument --accuracy"),
        (("--confusion", "nowhere"), "nowhere: expected a confusion matrix of 10 rows of 10"),
        (("--counts", "nowhere"), "nowhere: expected 300 rows of 10 whole numbers"),
        (("--counts", "nowhere", "--split", "dev"), "has no split called 'dev'"),
    ],
)
def test_a_wrong_wish_is_one_line(
    run: Run, data: Path, arguments: tuple[object, ...], found: str
) -> None:
    assert found in run("need", *arguments, "--data", data).refusal


def test_more_labels_than_votes_are_refused(run: Run, data: Path, counts: Path) -> None:
    refusal = run("need", "--counts", counts, "--labels", "11", "--data", data).refusal
    assert "11 labels cannot be drawn for an image with 10 votes; ask for at most 10" in refusal


@pytest.mark.parametrize("width", ["1e-200", "inf", "nan", "0", "-1", "2"])
def test_a_width_that_no_number_of_images_gives_is_one_line(run: Run, width: str) -> None:
    wish = ("need", "--accuracy", 0.75, "--studies", 40, f"--half-width={width}", "--json")
    assert "give a width from 0.000001 to 1" in run(*wish).refusal


def test_more_than_a_minute_of_simulation_is_refused_with_the_limit(run: Run) -> None:
    refusal = run("need", "--accuracy", 0.75, "--images", 1_000_000, "--studies", 100).refusal
    assert "so that they are 5,000,000 at most" in refusal
