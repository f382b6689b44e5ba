"""What tests of the Results page stand on: the page in a window of usual size."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.ui.results.page import ResultsPage
from fmnist_gui.ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[ResultsPage]:
    """Return the page, not shown yet; as in the window, it is put away before the store closes."""
    made = ResultsPage(
        workspace,
        resources.folder() / "icons",
        references_path=resources.folder() / "references.toml",
    )
    qtbot.addWidget(made)
    made.resize(1100, 800)
    yield made
    made.hide()
    made.put_away()
