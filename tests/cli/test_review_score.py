"""``review score`` and ``review queue``."""

from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.review.quality import margin
from tests import sample
from tests.cli.conftest import TEST, TRAIN
from tests.cli.console import Run


@pytest.fixture
def home(fresh_home: Path) -> Path:
    return fresh_home / "fmnist-gui"


def probabilities(count: int, *, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.ones(10), count).astype(np.float32)


@pytest.mark.usefixtures("home")
def test_scores_are_computed_once_and_rank_every_split(run: Run, data: Path) -> None:
    first = run("review", "score", "--data", data, "--json").content
    assert first["is_new"]
    assert first["images"] == TRAIN + TEST
    assert 0 < first["accuracy"] < 1
    assert first["seconds"] > 0

    again = run("review", "score", "--data", data, "--json").content
    assert not again["is_new"]
    assert (again["accuracy"], again["method"]) == (first["accuracy"], first["method"])

    test = run("review", "score", "--split", "test", "--data", data, "--json").content
    train = run("review", "score", "--split", "train", "--data", data, "--json").content
    right = test["accuracy"] * TEST + train["accuracy"] * TRAIN
    assert right == pytest.approx(first["accuracy"] * (TRAIN + TEST))

    images = run("review", "queue", "--top", 30, "--data", data, "--json").content["images"]
    assert {image["split"] for image in images} == {"train", "test"}
    scores = [image["score"] for image in images]
    assert scores == sorted(scores)
    assert all(image["suggested"] != image["label"] for image in images)


@pytest.mark.usefixtures("home")
def test_the_queue_ranks_by_imported_predictions(run: Run, data: Path, tmp_path: Path) -> None:
    probs = probabilities(TEST, seed=0)
    np.save(tmp_path / "probs.npy", probs)
    run("import", tmp_path / "probs.npy", "--split", "test", "--data", data)
    images = run("review", "queue", "--top", TEST, "--data", data, "--json").content["images"]
    labels = sample.split("test", TEST).labels
    expected = margin(probs, labels)
    assert [image["index"] for image in images] == np.argsort(expected, kind="stable").tolist()
    assert [image["label"] for image in images[:5]] == [
        int(labels[image["index"]]) for image in images[:5]
    ]
    lines = run("review", "queue", "--top", 2, "--data", data).out.splitlines()
    assert len(lines) == 2
    assert "perhaps" in lines[0]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (("queue",), "the queue by margin needs a model's probabilities"),
        (("queue", "--by", "human"), "the queue by human needs human counts"),
        (("queue", "--split", "nowhere"), "has no split called 'nowhere'"),
        (("queue", "--top", "0"), "--top 0 asks for no image"),
        (("score", "--split", "nowhere"), "has no split called 'nowhere'"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    run: Run, data: Path, wish: tuple[str, ...], told: str
) -> None:
    assert told in run("review", *wish, "--data", data).refusal
