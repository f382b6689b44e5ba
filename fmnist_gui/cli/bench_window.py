"""What ``bench`` measures on pages of the window, with a home folder of its own."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui import resources
from fmnist_gui.cli.figure import Figure
from fmnist_gui.cli.workplace import load_data
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import DataError
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings

if TYPE_CHECKING:
    from fmnist_gui.ui.workspace import Workspace

TRIALS = 1001
TIMED = 200
REVIEWED = 200
LEAST_IMAGES = 20
"""Of fewer the 99th percentile says nothing, and of one there is no next image."""


def play(chosen: argparse.Namespace) -> Iterator[Figure]:
    """Measure the wait from an answer to the next image."""
    dataset = load_data(chosen, or_practice=True)
    count = min(TRIALS, size(dataset, "test"))
    from fmnist_gui.app import make_application
    from fmnist_gui.cli import play_time

    application = make_application()
    with workspace_of(dataset) as workspace:
        for name, values in play_time.waits_ms(workspace, dataset, count).items():
            yield Figure(name, values)
    application.processEvents()


def timing(chosen: argparse.Namespace) -> Iterator[Figure]:
    """Measure how true response times are."""
    dataset = load_data(chosen, or_practice=True)
    count = min(TIMED, size(dataset, "test") - 1)
    from fmnist_gui.app import make_application
    from fmnist_gui.cli import play_time

    application = make_application()
    with workspace_of(dataset) as workspace:
        yield Figure("response_time_error", play_time.errors_ms(workspace, count))
    application.processEvents()


def review(chosen: argparse.Namespace) -> Iterator[Figure]:
    """Measure the wait from a decision to the next image with its evidence."""
    dataset = load_data(chosen, or_practice=True)
    # A part of the images is decided beforehand, and the rest is gone through twice.
    count = min(REVIEWED, size(dataset, "test") // 5)
    from fmnist_gui.app import make_application
    from fmnist_gui.cli import review_time

    application = make_application()
    with workspace_of(dataset) as workspace:
        for name, values in review_time.waits_ms(workspace, dataset, count).items():
            yield Figure(name, values)
    application.processEvents()


@contextmanager
def workspace_of(dataset: Dataset) -> "Iterator[Workspace]":
    """Open `dataset` and a store in a home folder that is gone afterwards."""
    from fmnist_gui.ui.tasks import Tasks
    from fmnist_gui.ui.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="fmnist-gui-bench-") as name:
        home = Home(Path(name))
        made = Workspace(
            Tasks(),
            Settings(home.settings),
            home,
            catalog_path=resources.folder() / "datasets.toml",
        )
        made.open_store()
        made.show_dataset(dataset)
        try:
            yield made
        finally:
            made.close()


def size(dataset: Dataset, name: str) -> int:
    """Return the number of images of a split. Raises DataError when there are too few."""
    count = len(dataset.splits[name]) if name in dataset.splits else 0
    if count < LEAST_IMAGES:
        raise DataError(
            dataset.title,
            expected=f"at least {LEAST_IMAGES} {name} images to measure with",
            found=str(count) if count else "none",
            remedy="name another folder with --data",
        )
    return count
