"""``consensus``: one label per image, from the same answers that ``agreement`` counts."""

import os
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from fmnist_gui.core.exchange import consensus_csv
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.stats import consensus_need
from fmnist_gui.core.study.adjudication import queue_key
from fmnist_gui.home import Home
from fmnist_gui.store.label_store import open_label_store
from tests import sample
from tests.cli.conftest import TEST
from tests.cli.console import Run

LABELS = sample.split("test", TEST).labels


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "labels.csv"


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """Return counts: two of three for the label, but image 3 is tied and 4 of another class."""
    rows = 2 * np.eye(10, dtype=int)[LABELS] + np.eye(10, dtype=int)[(LABELS + 1) % 10]
    rows[3, [3, 4]] = 2
    rows[4, [4, 5]] = 1, 4
    np.savetxt(tmp_path / "counts.csv", rows, fmt="%d", delimiter=",")
    return tmp_path / "counts.csv"


def test_a_plurality_is_written_and_read_back(
    run: Run, data: Path, counts: Path, out: Path
) -> None:
    run("import", counts, "--format", "fmh", "--data", data)
    asked = ("consensus", "--method", "plurality", "--out", out, "--data", data)
    content = run(*asked, "--json").content
    assert (content["images"], content["ties"], content["changed"]) == (TEST, 1, 1)
    first = out.read_bytes()
    assert b"test,3,3,3,0.5,4,1\ntest,4,4,5,0.8,5,0\ntest,5,5,5,0.666666667,3,0\n" in first
    table = consensus_csv.read(out, classes=10)
    assert (table.ties, table.changed, table.method) == (1, 1, "plurality")
    assert set(table.fingerprints) == {"train", "test"}
    told = run(*asked).out
    assert f"one label for each of {TEST} images by plurality from 903 labels." in told
    assert "1 differ from the file; the votes of 1 are tied, where the lowest class" in told
    assert out.read_bytes() == first


@pytest.mark.parametrize("method", ["one-coin", "dawid-skene"])
def test_counts_without_people_say_that_they_serve_plurality(
    run: Run, data: Path, counts: Path, out: Path, method: str
) -> None:
    run("import", counts, "--format", "fmh", "--data", data)
    refusal = run("consensus", "--method", method, "--out", out, "--data", data).refusal
    assert "found only 903 of imported human counts, which do not; 'plurality' takes" in refusal
    assert not out.exists()


def test_people_are_weighed(
    run: Run, data: Path, deck: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("simulate", "--deck", deck, "--annotators", 3, "--accuracy", 0.8, "--data", data)
    asked = ("consensus", "--out", out, "--data", data, "--method")
    content = run(*asked, "one-coin", "--json").content
    agreed = run("agreement", "--data", data, "--json").content
    assert (content["images"], content["labels"], content["annotators"]) == (20, 60, 3)
    assert (agreed["images"], agreed["labels"]) == (20, 60)
    assert content["is_simulated"]
    assert content["rounds"] > 1
    table = consensus_csv.read(out, classes=10)
    assert (table.method, table.is_simulated, table.changed) == (
        "one-coin",
        True,
        content["changed"],
    )
    refusal = run(*asked, "dawid-skene").refusal
    assert "dawid-skene: needs 20 answers of each person for each class" in refusal
    assert "'plurality' or 'one-coin'" in refusal
    assert consensus_csv.read(out).method == "one-coin"
    monkeypatch.setattr(consensus_need, "LEAST_ANSWERS", 0)
    assert "by dawid-skene from 60 labels of simulated people." in run(*asked, "dawid-skene").out
    assert consensus_csv.read(out).method == "dawid-skene"


def test_nothing_collected_is_refused_in_one_line(run: Run, data: Path, out: Path) -> None:
    refusal = run("consensus", "--method", "plurality", "--out", out, "--data", data).refusal
    assert refusal.startswith("no labels of this data that count have been collected yet")
    asked = ("consensus", "--method", "plurality", "--out", out, "--data", data)
    assert (
        "there is no study “shirts”; none was started here"
        in run(*asked, "--study", "shirts").refusal
    )


def test_another_file_is_left_as_it_is(run: Run, data: Path, counts: Path) -> None:
    run("import", counts, "--format", "fmh", "--data", data)
    before = counts.read_bytes()
    asked = ("consensus", "--method", "plurality", "--out", counts, "--data", data)
    assert "expected a consensus or no file yet, found another file" in run(*asked).refusal
    assert counts.read_bytes() == before


def test_what_was_adjudicated_stands_in_the_consensus_of_its_study(
    run: Run, data: Path, out: Path
) -> None:
    run("study", "new", "--name", "Shirts", "--count", 8, "--labels", 2, "--data", data)
    run("simulate", "--study", "Shirts", "--annotators", 2, "--data", data)
    asked = ("consensus", "--study", "Shirts", "--method", "plurality", "--out", out)
    assert run(*asked, "--data", data, "--json").content["adjudicated"] == 0
    (first, *rest) = consensus_csv.read(out).rows
    home, now = Home(Path(os.environ["FMNIST_GUI_HOME"])), datetime.now(UTC)
    to_class = (first.label + 1) % 10
    store = open_label_store(home.database, backups=home.backups, now=now)
    study = store.studies.find("Shirts").study
    store.review.decide(
        Decision(
            uuid4(), store.annotator("Eva"), study.fingerprint, study.split, first.index,
            "relabel", to_class, "", now, queue=queue_key(study),
        )
    )  # fmt: skip
    store.database.close()
    told = run(*asked, "--data", data)
    assert "Adjudicated: 1 image, which stands as was concluded." in told.out
    (changed, *same) = consensus_csv.read(out).rows
    assert (changed.consensus, changed.adjudicated) == (to_class, "relabel")
    assert same == rest
    assert run(*asked, "--data", data, "--json").content["adjudicated"] == 1
