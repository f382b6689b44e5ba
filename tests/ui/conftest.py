"""What tests of windows stand on: an application in our colours and a workspace with a store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.ui import theme
from fmnist_gui.ui.tasks import Tasks
from fmnist_gui.ui.workspace import Workspace
from tests import sample


@pytest.fixture(autouse=True)
def dark(qapp: QApplication) -> None:
    """Give the application the dark theme, whatever tests before have left."""
    theme.apply(qapp, theme.DARK, resources.folder() / "theme")


@pytest.fixture
def large_font(qapp: QApplication, dark: None) -> Iterator[None]:
    """Give the application letters of twice the usual size."""
    usual = qapp.font()
    large = QFont(usual)
    large.setPixelSize(2 * theme.NORMAL)
    qapp.setFont(large)
    theme.apply(qapp, theme.DARK, resources.folder() / "theme")
    yield
    qapp.setFont(usual)


@pytest.fixture
def dataset() -> Dataset:
    """Return a small data set that passes for Fashion-MNIST."""
    return sample.dataset()


@pytest.fixture
def workspace(qtbot: QtBot, dark: None, dataset: Dataset, tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace with an open store and an open data set; closed afterwards."""
    made = Workspace(
        Tasks(),
        Settings(tmp_path / "settings.json"),
        Home(tmp_path / "home"),
        catalog_path=resources.folder() / "datasets.toml",
    )
    made.open_store()
    made.show_dataset(dataset)
    yield made
    made.close()
