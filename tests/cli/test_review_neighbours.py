"""``review neighbours``."""

from pathlib import Path

import pytest

from fmnist_gui.core.dataset import idx
from tests import sample
from tests.cli.conftest import TEST, TRAIN
from tests.cli.console import Run


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """Return data in which train 5 is copied as train 9 and test 7, whose label is another."""
    train, test = sample.split("train", 20), sample.split("test", 30)
    images = {"train": train.images.copy(), "t10k": test.images.copy()}
    images["train"][9] = images["t10k"][7] = images["train"][5]
    labels = {"train": train.labels.copy(), "t10k": test.labels.copy()}
    labels["train"][9] = labels["train"][5]
    folder = tmp_path / "copies"
    folder.mkdir()
    for prefix in images:
        idx.write_images(folder / f"{prefix}-images-idx3-ubyte.gz", images[prefix])
        idx.write_labels(folder / f"{prefix}-labels-idx1-ubyte.gz", labels[prefix])
    return folder


@pytest.mark.usefixtures("fresh_home")
def test_neighbours_are_found_once_and_again_when_asked(run: Run, data: Path) -> None:
    first = run("review", "neighbours", "--data", data, "--json").content
    assert first["is_new"]
    assert first["images"] == TRAIN + TEST
    assert first["pairs"] == 0
    assert first["seconds"] > 0
    assert not run("review", "neighbours", "--data", data, "--json").content["is_new"]
    assert run("review", "neighbours", "--again", "--data", data, "--json").content["is_new"]


@pytest.mark.usefixtures("fresh_home")
def test_copies_are_listed_with_their_splits_and_labels(run: Run, copies: Path) -> None:
    content = run("review", "neighbours", "--data", copies, "--json").content
    counted = {name: content[name] for name in ("pairs", "copies", "across_splits")}
    assert counted == {"pairs": 3, "copies": 3, "across_splits": 2}
    assert content["labels_differ"] == 2
    assert content["nearest"][0] == {
        "images": [
            {"split": "train", "index": 5, "label": 5},
            {"split": "train", "index": 9, "label": 5},
        ],
        "distance": 0.0,
        "ratio": 0.0,
    }
    told = run("review", "neighbours", "--data", copies, "--top", 2).out.splitlines()
    assert told[0].endswith("3 pairs, 3 of them exact copies, 2 across splits, 2 with two labels.")
    assert told[2:] == [
        "train 5 (Sandal) and train 9 (Sandal): the very same pixels",
        "train 5 (Sandal) and test 7 (Sneaker): the very same pixels",
    ]


@pytest.mark.usefixtures("fresh_home")
def test_a_number_of_pairs_below_zero_is_refused(run: Run, data: Path) -> None:
    told = run("review", "neighbours", "--top", -1, "--data", data)
    assert "--top -1 is no number of pairs" in told.refusal
