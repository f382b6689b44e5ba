"""``export`` of votes: what is no vote is told, and another file is never written over."""

import json
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.exchange import (
    annotator_matrix,
    cifar10h,
    cifar10h_raw,
    cifar10n,
    count_pair,
    crowd_csv,
    label_studio_source,
    trial_csv,
)
from tests import sample
from tests.cli.conftest import TEST
from tests.cli.console import Run

ROWS = 7 * 20


@pytest.fixture
def people(run: Run, data: Path, deck: Path) -> None:
    """Let three simulated people answer the same 20 images."""
    told = run("simulate", "--deck", deck, "--data", data, "--annotators", 3, "--json")
    assert len(told.content["sessions"]) == 3


@pytest.mark.usefixtures("people")
def test_votes_go_out_as_a_table_and_as_counts_of_it(run: Run, data: Path, tmp_path: Path) -> None:
    table, counts = tmp_path / "votes.csv", tmp_path / "counts.csv"
    content = run("export", "--format", "crowd", "--out", table, "--data", data, "--json").content
    assert content == {
        "rows_in": 60,
        "rows_out": 60,
        "files": [str(table)],
        "images": 20,
        "annotators": 3,
        "left_out": {},
        "closed_sessions": 0,
        "answers_of_open_studies": 0,
        "sittings_of_open_studies": 0,
        "checks": 0,
        "simulated": True,
        "withdrawn": {},
        "study": None,
    }
    matrix = tmp_path / "matrix.csv"
    run("export", "--format", "cleanlab", "--out", matrix, "--data", data)
    rows = annotator_matrix.read(matrix, split="test", images=TEST, classes=10).rows
    votes = crowd_csv.read(table, {"test": TEST}, FASHION_CLASSES).rows
    assert {vote for row in rows for vote in row} == set(votes)
    wish = ("export", "--format", "fmh", "--out", counts, "--data", data)
    assert run(*wish, "--json").content["rows_out"] == 60
    found, _ = count_pair.read(counts, images=TEST, classes=10)
    expected = np.zeros((TEST, 10))
    np.add.at(expected, ([v.image_index for v in votes], [v.chosen for v in votes]), 1)
    assert np.array_equal(found, expected)
    told = run(*wish, "--split", "test").out
    assert told.startswith("Votes: 60, of 60 answers.\nAll of them are simulated;")


@pytest.mark.usefixtures("people")
def test_arrays_and_raw_trials_hold_the_same_answers(run: Run, data: Path, tmp_path: Path) -> None:
    wish = ("export", "--format", "cifar10h", "--out", tmp_path / "own", "--strict")
    content = run(*wish, "--data", data, "--json").content
    assert (content["rows_out"], content["checks"]) == (60, 0)
    counts_path, probs_path, raw_path = map(Path, content["files"])
    index = cifar10h_raw.STRICT_INDEX
    raw = cifar10h_raw.read(raw_path, index=index, images=TEST, classes=10).rows
    counts = cifar10h.read_counts(counts_path, images=TEST, classes=10)
    assert np.array_equal(counts, cifar10h.counts_of(raw, images=TEST, classes=10))
    assert counts.sum() == len(raw) == 60
    assert np.nansum(cifar10h.read_probs(probs_path, images=TEST, classes=10)) == pytest.approx(20)
    assert run(*wish, "--data", data).status == 0
    raw_path.write_text("years of work")
    assert "it stays as it is" in run(*wish, "--data", data).refusal


@pytest.mark.usefixtures("people")
def test_three_labels_of_each_image_are_drawn_and_the_rest_is_told(
    run: Run, data: Path, deck: Path, tmp_path: Path
) -> None:
    out = tmp_path / "own.npz"
    wish = ("export", "--format", "cifar10n", "--out", out, "--data", data, "--json")
    assert run(*wish).content["left_out"] == {}
    told = run("simulate", "--deck", deck, "--data", data, "--annotators", 4, "--seed", 9)
    assert told.status == 0
    content = run(*wish, "--seed", 1).content
    assert (content["rows_in"], content["rows_out"], content["images"]) == (ROWS, 60, 20)
    assert sum(content["left_out"].values()) == ROWS - 60
    first = out.read_bytes()
    assert len(cifar10n.read(out, images=TEST, classes=10).index) == 20
    run(*wish, "--seed", 2)
    assert out.read_bytes() != first
    run(*wish, "--seed", 1)
    assert out.read_bytes() == first


@pytest.mark.usefixtures("people")
def test_each_session_becomes_a_file_of_trials(run: Run, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "fashion"
    wish = ("export", "--format", "model-vs-human", "--out", out, "--data", data)
    content = run(*wish, "--json").content
    files = list(map(Path, content["files"]))
    assert [file.name for file in files] == [
        f"fashion_simulated-0{number}_session_1.csv" for number in (1, 2, 3)
    ]
    read = [trial_csv.read(file, {"test": TEST}, FASHION_CLASSES).rows for file in files]
    assert (content["rows_out"], [len(rows) for rows in read]) == (60, [20, 20, 20])
    table = tmp_path / "votes.csv"
    run("export", "--format", "crowd", "--out", table, "--data", data)
    votes = crowd_csv.read(table, {"test": TEST}, FASHION_CLASSES).rows
    said = sorted((row.image_index, row.chosen) for rows in read for row in rows)
    assert said == sorted((vote.image_index, vote.chosen) for vote in votes)
    files[1].write_text("years of work")
    assert "it stays as it is" in run(*wish).refusal


@pytest.mark.usefixtures("people")
def test_tasks_go_out_with_what_models_and_people_say(run: Run, data: Path, tmp_path: Path) -> None:
    probs = tmp_path / "forest.npy"
    np.save(probs, np.eye(10)[np.arange(TEST) % 10])
    assert run("import", probs, "--format", "probs", "--split", "test", "--data", data).status == 0
    out = tmp_path / "tasks.json"
    wish = ("export", "--format", "label-studio", "--out", out, "--data", data)
    content = run(*wish, "--json").content
    assert [Path(file).name for file in content["files"]] == ["tasks.json", "tasks-config.xml"]
    assert (content["rows_out"], content["images"]) == (60, 20)
    split = sample.split("test", TEST)
    found = label_studio_source.read(out, {"test": split}, FASHION_CLASSES)
    assert (len(found.rows), found.refused) == (60, 0)
    tasks = json.loads(out.read_text(encoding="utf-8"))
    versions = {p["model_version"] for task in tasks for p in task["predictions"]}
    assert versions == {"forest", "plurality of these labels"}
    assert run(*wish).status == 0
    Path(content["files"][1]).write_text("years of work")
    assert "it stays as it is" in run(*wish).refusal


def test_too_few_labels_are_said(run: Run, session: str, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "own.npz"
    wish = ("export", "--format", "cifar10n", "--out", out, "--data", data, "--session", session)
    assert "no image has 3 labels yet" in run(*wish).refusal
    assert not out.exists()


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("format", ["crowd", "fmh", "cifar10n", "cleanlab", "label-studio"])
def test_another_file_is_never_written_over(
    run: Run, data: Path, tmp_path: Path, format: str
) -> None:
    out = tmp_path / "thesis.csv"
    out.write_text("years of work")
    told = run("export", "--format", format, "--out", out, "--data", data).refusal
    assert "it stays as it is" in told
    assert out.read_text() == "years of work"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (("crowd", "--split", "train"), "no answer is a vote about this data"),
        (("fmh", "--split", "valid"), "has no split called 'valid'"),
        (("csv", "--split", "test"), "--split speaks of votes"),
        (("fmh", "--strict"), "--strict speaks of cifar10h"),
        (("fmh", "--seed", 3), "--seed speaks of cifar10n"),
        (("cifar10n", "--seed", -3), "--seed counts from 0"),
    ],
)
def test_what_cannot_be_is_said(
    run: Run, data: Path, tmp_path: Path, wish: tuple[str, ...], told: str
) -> None:
    out = tmp_path / "x.csv"
    assert told in run("export", "--format", *wish, "--out", out, "--data", data).refusal
    assert not out.exists()
