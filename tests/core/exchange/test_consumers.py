"""What is exported, read by the programs for which it is made."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pyarrow import parquet

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.exchange import (
    annotator_matrix,
    answer_csv,
    answer_jsonl,
    answer_parquet,
    cifar10h,
    cifar10h_raw,
    cifar10n,
    count_pair,
    crowd_csv,
    label_studio,
    trial_csv,
)
from fmnist_gui.core.exchange.collected import Collected, collected_of
from fmnist_gui.core.exchange.label_studio import Opinion
from fmnist_gui.core.exchange.vote import UNSURE, Votes, vote_counts, votes_of
from fmnist_gui.core.session.record import CANNOT_TELL
from tests import sample
from tests.core.exchange.collecting import history, study_history

IMAGES = sample.split("test", 9)
INDICES = (5, 3, 8)
SHAPE = {"images": 9, "classes": 10}


@pytest.fixture(scope="module")
def answers() -> Collected:
    """Return what four people said, one of whom could not tell an image and has a wild name."""
    people = [
        history("Anna", (1, 1, 9)),
        history("Ben", (1, 2, 9)),
        history("Cleo", (1, 2, 8)),
        study_history("=1+1,\n", (1, CANNOT_TELL, 9)),
    ]
    whole = collected_of(people)
    own = [replace(answer, fingerprint=IMAGES.fingerprint) for answer in whole.answers]
    return Collected(whole.sessions, tuple(own))


@pytest.fixture(scope="module")
def votes(answers: Collected) -> Votes:
    found = votes_of(answers.answers, {IMAGES.fingerprint: "test"})
    assert (len(found.rows), len(found.unsure)) == (11, 1)
    return found


def test_numpy_reads_counts_and_shares(votes: Votes, tmp_path: Path) -> None:
    trials = cifar10h_raw.raw_trials(votes.answers, (), FASHION_CLASSES)
    files = cifar10h.write(tmp_path / "own", trials, index="fashion_mnist_test_idx", **SHAPE)
    counts, probs = (np.load(file, allow_pickle=False) for file in files[:2])
    assert (counts.dtype.str, probs.dtype.str, counts.shape) == ("<i8", "<f8", (9, 10))
    assert counts[5].tolist() == [0, 4, 0, 0, 0, 0, 0, 0, 0, 0]
    assert probs[8, [8, 9]].tolist() == [0.25, 0.75]
    assert np.isnan(probs[0]).all()
    raw = pd.read_csv(files[2])
    assert raw.groupby("fashion_mnist_test_idx").size().to_dict() == {3: 3, 5: 4, 8: 4}
    assert raw["reaction_time"].tolist() == [800.0] * 11


def test_numpy_reads_three_labels_of_each_image(votes: Votes, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    (path,) = cifar10n.write(
        tmp_path / "own.npz", cifar10n.noisy_labels(votes.rows, IMAGES.labels, rng=rng)
    )
    with np.load(path, allow_pickle=False) as found:
        assert found["index"].tolist() == [3, 5, 8]
        assert found["aggre_label"].tolist()[:2] == [2, 1]
        assert {found[name].dtype.str for name in found} == {"<i8"}


def test_numpy_reads_counts_as_text(votes: Votes, tmp_path: Path) -> None:
    counts, shares = count_pair.write(tmp_path / "own.csv", vote_counts(votes.rows, **SHAPE))
    assert np.loadtxt(counts, delimiter=",", dtype=int).sum() == 11
    assert np.nansum(np.loadtxt(shares, delimiter=",")) == pytest.approx(3)


def test_pandas_reads_the_long_table_alike_from_all_formats(
    answers: Collected, tmp_path: Path
) -> None:
    tables = {"csv": answer_csv, "jsonl": answer_jsonl, "parquet": answer_parquet}
    paths = {name: tables[name].write(tmp_path / f"own.{name}", answers)[0] for name in tables}
    times = ["shown_at", "answered_at", "retracted_at"]
    # A key is "1", and not a number.
    from_csv = pd.read_csv(paths["csv"], dtype={"key": str}, parse_dates=times)
    from_jsonl = pd.read_json(paths["jsonl"], lines=True, dtype=False)
    from_jsonl[times] = from_jsonl[times].apply(pd.to_datetime)
    from_parquet = pd.read_parquet(paths["parquet"])
    for frame in (from_csv, from_jsonl, from_parquet):
        assert len(frame) == 12
        assert frame["chosen"].tolist() == [answer.chosen for answer in answers.answers]
        assert frame["id"].tolist() == [str(answer.id) for answer in answers.answers]
        assert frame["retracted_at"].isna().all()
        assert frame["was_seen"].dtype == bool
        moments = frame["answered_at"].tolist()
        assert moments == [pd.Timestamp(answer.answered_at) for answer in answers.answers]
    # The guard of a cell is for spreadsheets; pandas sees it.
    assert from_csv["annotator"].tolist()[-1] == "'=1+1,\n"
    assert from_parquet["annotator"].tolist()[-1] == "=1+1,\n"


def test_pyarrow_reads_the_long_table(answers: Collected, tmp_path: Path) -> None:
    files = answer_parquet.write(tmp_path / "own.parquet", answers)
    found, sessions = (parquet.read_table(file) for file in files)
    assert found.column("answered_at").to_pylist() == [a.answered_at for a in answers.answers]
    assert sessions.column("study").to_pylist() == ["", "", "", "Shirts"]
    assert found.filter(parquet.filters_to_expression([("chosen", "=", -1)])).num_rows == 1


def test_cleanlab_finds_the_majority(votes: Votes, tmp_path: Path) -> None:
    multiannotator = pytest.importorskip("cleanlab.multiannotator")
    (path,) = annotator_matrix.write(tmp_path / "own.csv", votes.rows)
    matrix = pd.read_csv(path, index_col=annotator_matrix.INDEX)
    assert matrix.shape == (3, 4)
    consensus = multiannotator.get_majority_vote_label(matrix.to_numpy(dtype=float))
    assert dict(zip(matrix.index, consensus.tolist(), strict=True)) == {3: 2, 5: 1, 8: 9}
    probs = np.full((3, 10), 0.05)
    probs[np.arange(3), consensus] = 0.55
    found = multiannotator.get_label_quality_multiannotator(
        matrix.to_numpy(dtype=float), probs, verbose=False
    )
    quality = found["label_quality"]
    assert quality["num_annotations"].tolist() == [3, 4, 4]
    assert quality["annotator_agreement"].tolist() == pytest.approx([2 / 3, 1, 3 / 4])
    assert quality["consensus_label"].tolist() == consensus.tolist()


def test_crowd_kit_would_find_its_columns(votes: Votes, tmp_path: Path) -> None:
    # Its own reader is pandas', and its aggregation asks for these three columns.
    (path,) = crowd_csv.write(tmp_path / "own.csv", votes.rows)
    frame = pd.read_csv(path)
    assert frame.columns.tolist() == ["task", "worker", "label"]
    majority = frame.groupby("task")["label"].agg(lambda labels: labels.mode().iloc[0])
    assert majority.to_dict() == {"test/3": 2, "test/5": 1, "test/8": 9}


def test_pandas_reads_trials_as_model_vs_human_does(
    answers: Collected, votes: Votes, tmp_path: Path
) -> None:
    own = (*votes.answers, *votes.blanks((UNSURE,)))
    trials = trial_csv.trials_of(own, answers.sessions)
    files = trial_csv.write(tmp_path / "fashion", trials, FASHION_CLASSES)
    frame = pd.concat([pd.read_csv(file) for file in files])
    frame.columns = [name.lower() for name in frame.columns]
    assert set(frame["condition"].astype(str)) == {"standard-280-px-bicubic"}
    # What it calls image_id is the part behind the last underscore.
    frame["image_id"] = [name.split("_")[-1] for name in frame["imagename"]]
    assert frame.groupby("image_id")["subj"].nunique().tolist() == [4, 4, 4]
    right = (frame["object_response"] == frame["category"]).groupby(frame["subj"]).mean()
    assert right.to_dict() == pytest.approx(
        {"subject-01": 2 / 3, "subject-02": 1 / 3, "subject-03": 1 / 3, "subject-04": 1 / 3}
    )
    unsure = frame[frame["object_response"] == "na"]
    assert (len(unsure), unsure["rt"].isna().all()) == (1, True)


def test_label_studio_takes_tasks_and_page(votes: Votes, tmp_path: Path) -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    converter = pytest.importorskip("label_studio_sdk.converter")
    forest = Opinion("forest", "test", np.full(9, 4), np.ones(9, dtype=bool), np.full(9, 0.5))
    path, page = label_studio.write(
        tmp_path / "own.json", votes, {"test": IMAGES}, FASHION_CLASSES, opinions=[forest]
    )
    config = page.read_text(encoding="utf-8")
    studio = interface.LabelInterface(config)
    studio.validate()
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task in tasks:
        assert studio.validate_task({"data": task["data"]})
        assert all(map(studio.validate_annotation, task["annotations"]))
        assert [studio.validate_prediction(p, return_errors=True) for p in task["predictions"]] == [
            []
        ]
    convert = converter.Converter(config, project_dir=str(tmp_path), download_resources=False)
    convert.convert(str(path), str(tmp_path / "table"), "CSV", is_dir=False)
    (table,) = (tmp_path / "table").glob("*.csv")
    frame = pd.read_csv(table)
    # Skipped tasks are left out there.
    said = {(v.worker, v.image_index, FASHION_CLASSES[v.chosen]) for v in votes.rows}
    columns = zip(frame["labelled_by"], frame["index"], frame["label"], strict=True)
    assert set(columns) == said
