"""What is saved with a report: its figures, its session and pictures of what went wrong."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange import session_file
from fmnist_gui.core.exchange.verification import verify
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats import references
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.ui.results.save_desk import SOURCE, SaveDesk
from fmnist_gui.ui.workspace import Workspace
from tests.core.session.example import START, played

PUBLISHED = references.load(resources.folder() / "references.toml")


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace) -> SaveDesk:
    window = QWidget()
    qtbot.addWidget(window)
    return SaveDesk(workspace, window)


def of_data(dataset: Dataset, name: str = "Me") -> History:
    return played(81, 100, fingerprint=dataset.splits["test"].fingerprint, name=name)


def saved(
    qtbot: QtBot, desk: SaveDesk, workspace: Workspace, history: History, *, page: Path
) -> Sequence[Path]:
    workspace.ask(lambda store: store.merge([history]))
    result = session_result(history, PUBLISHED, reader="Me")
    written: list[Sequence[Path]] = []
    desk.save_report(result, page, written.append)
    qtbot.waitUntil(lambda: bool(written), timeout=15_000)
    return written[0]


def exposed(qtbot: QtBot, workspace: Workspace, dataset: Dataset) -> frozenset[int]:
    found: list[frozenset[int]] = []

    def verb(store: LabelStore) -> frozenset[int]:
        return store.exposed(store.annotator("Me"), dataset.splits["test"].fingerprint)

    workspace.ask(verb, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.mark.parametrize("name", ["Me", "Ada"])
def test_figures_and_session_lie_beside_the_page_and_agree(
    qtbot: QtBot,
    desk: SaveDesk,
    workspace: Workspace,
    dataset: Dataset,
    *,
    tmp_path: Path,
    name: str,
) -> None:
    history = of_data(dataset, name)
    page = tmp_path / "a.html"
    paths = saved(qtbot, desk, workspace, history, page=page)
    assert [path.name for path in paths] == ["a.html", "a.json", "a.fmsession"]
    assert session_file.read(paths[2]) == history
    assert verify(page, PUBLISHED, find=lambda _: None).agrees
    who = "You" if name == "Me" else "<bdi>Ada</bdi>"
    assert f"<h1>{who} agreed with" in page.read_text(encoding="utf-8")


def test_what_is_pictured_is_counted_as_shown(
    qtbot: QtBot, desk: SaveDesk, workspace: Workspace, dataset: Dataset, tmp_path: Path
) -> None:
    history = of_data(dataset, "Ada")
    split = dataset.splits["test"]
    ScoreShelf(workspace.home.scores).keep_counts(
        split.fingerprint,
        "test",
        name="crowd",
        counts=np.ones((len(split), 10), dtype=np.int64),
        source="crowd.csv",
        now=START,
    )
    page = tmp_path / "a.html"
    saved(qtbot, desk, workspace, history, page=page)
    text = page.read_text(encoding="utf-8")
    assert text.count("data:image/png;base64,") == 19
    assert text.count("people: 10\u00a0% ") == 19
    wrong = {t.image_index for t in session_result(history, ()).outcome.scored if not t.is_right}
    assert exposed(qtbot, workspace, dataset) == wrong
    assert SOURCE == "report"


def test_while_other_data_is_open_nothing_is_pictured(
    qtbot: QtBot, desk: SaveDesk, workspace: Workspace, dataset: Dataset, tmp_path: Path
) -> None:
    page = tmp_path / "a.html"
    saved(qtbot, desk, workspace, played(81, 100), page=page)
    assert "<img" not in page.read_text(encoding="utf-8")
    assert exposed(qtbot, workspace, dataset) == frozenset()


def test_a_session_that_is_gone_is_said(
    qtbot: QtBot, desk: SaveDesk, workspace: Workspace, tmp_path: Path
) -> None:
    result = session_result(played(8, 10), ())
    with qtbot.waitSignal(workspace.failed) as told:
        desk.save_report(result, tmp_path / "a.html", print)
    assert told.args is not None
    assert "there is no session" in told.args[0].sentence
