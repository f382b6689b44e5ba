"""``agreement``: over everything collected."""

from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.stats.proportion import wilson
from tests import sample
from tests.cli.conftest import TEST
from tests.cli.console import Run
from tests.conftest import SHARED

KEYS = {
    "images",
    "labels",
    "annotators",
    "krippendorff_alpha",
    "interval",
    "single_accuracy",
    "majority_of_3",
    "plurality",
    "left_out",
}


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """Return a counts file in which two say the label and one the next class."""
    labels = sample.split("test", TEST).labels
    rows = 2 * np.eye(10, dtype=int)[labels] + np.eye(10, dtype=int)[(labels + 1) % 10]
    np.savetxt(tmp_path / "counts.csv", rows, fmt="%d", delimiter=",")
    return tmp_path / "counts.csv"


def test_nothing_collected_says_so(run: Run, data: Path) -> None:
    content = run("agreement", "--data", data, "--json").content
    assert set(content) >= KEYS
    assert (content["images"], content["labels"], content["annotators"]) == (0, 0, 0)
    assert (
        content["krippendorff_alpha"] is content["single_accuracy"] is content["plurality"] is None
    )
    assert content["majority_of_3"] == {"split": None, "strict": None, "optimistic": None}
    words = run("agreement", "--data", data).out
    assert words.startswith("No labels of ")
    assert words.endswith(" have been collected yet.\n")


def test_imported_counts_are_counted(run: Run, data: Path, counts: Path) -> None:
    run("import", counts, "--format", "fmh", "--data", data)
    content = run("agreement", "--data", data, "--json").content
    assert (content["images"], content["labels"], content["annotators"]) == (TEST, 3 * TEST, 0)
    assert content["single_accuracy"] == pytest.approx(2 / 3)
    assert content["plurality"] == 1
    majority = content["majority_of_3"]
    majority_rules = ("split", "strict", "optimistic")
    assert [majority[rule] for rule in majority_rules] == [1, 1, 1]
    low, high = content["interval"]
    assert 0.2 < low < high < 0.3
    assert content == run("agreement", "--data", data, "--json").content
    words = run("agreement", "--data", data).out
    assert "900 labels of 300 images: 900 imported as 'counts'." in words
    single, together = content["single_accuracy_interval"], content["plurality_interval"]
    assert single == list(wilson(2 * TEST, 3 * TEST))
    assert together == list(wilson(TEST, TEST))
    assert content["majority_of_3_intervals"] == dict.fromkeys(majority_rules, together)
    assert "One label agrees with the file on 66.7 %, 95 % interval 63.5–69.7 %, Wilson's" in words
    assert "over 900 labels, each taken as one vote of its own." in words
    assert "agrees on 100 %, 95 % interval 98.7–100 %, Wilson's over 300 images" in words
    assert "intervals over 300 images: 100 %, 95 % interval 98.7–100 % with ties split" in words


def test_simulated_people_count_while_there_is_nobody_else(
    run: Run, data: Path, deck: Path, counts: Path
) -> None:
    run("simulate", "--deck", deck, "--annotators", 3, "--accuracy", 0.7, "--data", data)
    content = run("agreement", "--data", data, "--json").content
    assert (content["images"], content["labels"], content["annotators"]) == (20, 60, 3)
    assert content["is_simulated"]
    assert 0.4 < content["single_accuracy"] < 0.95
    assert content["majority_of_3"]["strict"] <= content["majority_of_3"]["optimistic"]
    words = run("agreement", "--data", data).out
    assert "60 labels of 20 images: 60 by 3 simulated people." in words
    assert "Krippendorff's alpha " in words

    run("import", counts, "--format", "fmh", "--data", data)
    with_crowd = run("agreement", "--data", data, "--json").content
    assert (with_crowd["labels"], with_crowd["is_simulated"]) == (3 * TEST, False)


def test_other_conditions_are_left_out_and_counted(
    run: Run, data: Path, deck: Path, tmp_path: Path
) -> None:
    flash = tmp_path / "flash.fmdeck"
    run("deck", "new", "--preset", "flash", "--count", 30, "--out", flash, "--data", data)
    run("simulate", "--deck", flash, "--annotators", 2, "--data", data)
    content = run("agreement", "--data", data, "--json").content
    assert (content["labels"], content["left_out"]) == (0, 60)
    told = "Left out: 60 answers under other conditions than the standard one"
    assert told in run("agreement", "--data", data).out

    run("simulate", "--deck", deck, "--data", data)
    content = run("agreement", "--data", data, "--json").content
    assert (content["labels"], content["answers"], content["left_out"]) == (20, 20, 60)
    assert told in run("agreement", "--data", data).out


def test_two_labels_an_image_have_no_majority_of_three(run: Run, data: Path, deck: Path) -> None:
    run("simulate", "--deck", deck, "--annotators", 2, "--data", data)
    content = run("agreement", "--data", data, "--json").content
    assert content["majority_of_3"]["split"] is None
    assert content["plurality"] is not None


def test_one_label_an_image_says_nothing_of_agreement(run: Run, data: Path, deck: Path) -> None:
    run("simulate", "--deck", deck, "--data", data)
    content = run("agreement", "--data", data, "--json").content
    assert content["krippendorff_alpha"] is None
    told = "No image has two labels yet, so that alpha says nothing."
    assert (content["interval"], content["why_no_interval"]) == (None, told)
    assert told in run("agreement", "--data", data).out


def test_one_image_alone_gives_alpha_no_interval(run: Run, data: Path, tmp_path: Path) -> None:
    rows = np.eye(10, dtype=int)[np.arange(TEST) % 10]
    rows[4] = 1
    np.savetxt(tmp_path / "counts.csv", rows, fmt="%d", delimiter=",")
    run("import", tmp_path / "counts.csv", "--format", "fmh", "--data", data)
    content = run("agreement", "--data", data, "--json").content
    assert (content["krippendorff_alpha"], content["interval"]) == (0, None)
    assert content["why_no_interval"] in run("agreement", "--data", data).out


def test_a_study_is_refused_in_one_line(run: Run, data: Path) -> None:
    refusal = run("agreement", "--study", "shirts", "--data", data).refusal
    assert "there is no study “shirts”; none was started here" in refusal


def test_fashion_mnist_h_gives_its_published_figures(run: Run, fashion_mnist: Path) -> None:
    counts = SHARED / "data" / "fashion-mnist-h" / "fmh_counts.csv"
    if not counts.is_file():
        pytest.skip("the counts of Fashion-MNIST-H are not in ../shared/data/fashion-mnist-h")
    run("import", counts, "--format", "fmh", "--data", fashion_mnist)
    content = run("agreement", "--data", fashion_mnist, "--json").content
    assert (content["images"], content["labels"]) == (10_000, 667_020)
    assert content["single_accuracy"] == pytest.approx(0.667200, abs=5e-7)
    assert content["plurality"] == pytest.approx(0.821633, abs=5e-7)
    assert content["krippendorff_alpha"] == pytest.approx(0.546824, abs=5e-7)
    majority = content["majority_of_3"]
    assert majority["split"] == pytest.approx(0.735967, abs=5e-7)
    assert majority["strict"] == pytest.approx(0.702259, abs=5e-7)
    assert majority["optimistic"] == pytest.approx(0.803384, abs=5e-7)
