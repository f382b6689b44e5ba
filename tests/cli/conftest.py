from pathlib import Path

import pytest

from fmnist_gui.cli.main import main
from fmnist_gui.core.dataset import idx
from tests import sample
from tests.cli.console import Run, Told

TRAIN, TEST = 60, 300


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that calls the command line in this process."""

    def call(*arguments: object) -> Told:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 0
        out, err = capsys.readouterr()
        return Told(status, out, err)

    return call


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of random images that looks like Fashion-MNIST."""
    return write_data(tmp_path_factory.mktemp("data"), train=TRAIN, test=TEST)


def write_data(folder: Path, *, train: int = 0, test: int = 0) -> Path:
    """Write splits of so many random images under the official names."""
    for name, prefix, count in (("train", "train", train), ("test", "t10k", test)):
        if count:
            split = sample.split(name, count)
            idx.write_images(folder / f"{prefix}-images-idx3-ubyte.gz", split.images)
            idx.write_labels(folder / f"{prefix}-labels-idx1-ubyte.gz", split.labels)
    return folder


@pytest.fixture
def deck(run: Run, data: Path, tmp_path: Path) -> Path:
    """Return a deck of 20 images of the data."""
    path = tmp_path / "a.fmdeck"
    made = run("deck", "new", "--preset", "quick-20", "--seed", 3, "--out", path, "--data", data)
    assert made.status == 0, made
    return path


@pytest.fixture
def session(run: Run, data: Path, deck: Path) -> str:
    """Return the id of a simulated session over the deck."""
    told = run("simulate", "--deck", deck, "--data", data, "--accuracy", 0.7, "--json")
    (found,) = told.content["sessions"]
    return str(found)
