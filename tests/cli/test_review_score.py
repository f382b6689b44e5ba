"""``review score``."""

from pathlib import Path

import pytest

from tests.cli.conftest import TEST, TRAIN
from tests.cli.console import Run


@pytest.fixture
def home(fresh_home: Path) -> Path:
    return fresh_home / "fmnist-gui"


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
def test_an_unknown_split_is_told_in_one_line(run: Run, data: Path) -> None:
    told = run("review", "score", "--split", "nowhere", "--data", data)
    assert "has no split called 'nowhere'" in told.refusal
