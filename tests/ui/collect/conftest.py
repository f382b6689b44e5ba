"""What tests of the Collect page stand on: the page in a window of usual size."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.ui.collect.material import Explored, Known, Material
from fmnist_gui.ui.collect.page import CollectPage
from fmnist_gui.ui.workspace import Workspace


@dataclass
class Elsewhere:
    """What the Explore page would know and show; and what was told to the window."""

    known: Known | None = None
    explored: Explored | None = None
    told: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@pytest.fixture
def elsewhere() -> Elsewhere:
    return Elsewhere()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, elsewhere: Elsewhere) -> Iterator[CollectPage]:
    """Return the page, not shown yet; as in the window, it is hidden before the store closes."""
    material = Material(lambda: elsewhere.known, lambda: elsewhere.explored)
    made = CollectPage(workspace, resources.folder() / "icons", material)
    made.told.connect(elsewhere.told.append)
    workspace.failed.connect(lambda failure: elsewhere.failed.append(failure.sentence))
    qtbot.addWidget(made)
    made.resize(1100, 800)
    yield made
    made.hide()
