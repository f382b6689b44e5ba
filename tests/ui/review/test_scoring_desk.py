"""Scores and neighbours are computed beside the window, one after the other, or cancelled."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.review.difficulty import Difficulty
from fmnist_gui.store import neighbour_table, scoring
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.store.scoring import kept_scores
from fmnist_gui.ui.review.scoring_desk import (
    FirstScored,
    ScoringDesk,
    WorkEnded,
    WorkProgress,
    usual_s,
)
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.core import errands

PATIENCE_MS = 30_000


class Heard:
    def __init__(self, desk: ScoringDesk, workspace: Workspace) -> None:
        self.progress: list[WorkProgress] = []
        self.first: list[FirstScored] = []
        self.ended: list[WorkEnded] = []
        self.changed: list[str] = []
        self.failed: list[str] = []
        desk.progressed.connect(self.progress.append)
        desk.first_scored.connect(self.first.append)
        desk.ended.connect(self.ended.append)
        workspace.scores_changed.connect(lambda news: self.changed.append(news.sentence))
        workspace.failed.connect(lambda failure: self.failed.append(failure.sentence))


@pytest.fixture
def desk(workspace: Workspace) -> ScoringDesk:
    return ScoringDesk(workspace, workspace)


@pytest.fixture
def heard(desk: ScoringDesk, workspace: Workspace) -> Heard:
    return Heard(desk, workspace)


class Slow:
    """Stands for work of the store that goes on until it is let go or cancelled."""

    def __init__(self) -> None:
        self.runs: list[Any] = []
        self.may_end = Event()
        self.was_cancelled = Event()

    def __call__(
        self,
        dataset: Dataset,
        _shelf: ScoreShelf,
        *,
        report: Callable[[int, int], None],
        is_cancelled: Callable[[], bool],
        on_first: Callable[[Difficulty], None] | None = None,
        **_more: Any,
    ) -> None:
        self.runs.append(dataset)
        if on_first is not None:
            on_first(Difficulty("quick", {"train": np.zeros((1, 10), dtype=np.float32)}, 0.9))
        report(1, 4)
        while not self.may_end.wait(0.01):
            if is_cancelled():
                self.was_cancelled.set()
                raise Cancelled


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(scoring, "score", made)
    return made


@pytest.fixture
def neighbours(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(neighbour_table, "neighbours_of", made)
    return made


@pytest.mark.slow
def test_real_scores_come_first_quick_then_thorough_and_are_kept(
    qtbot: QtBot, workspace: Workspace, desk: ScoringDesk, heard: Heard
) -> None:
    dataset = sample.dataset(60, 60)
    workspace.show_dataset(dataset)
    desk.start("scores")
    qtbot.waitUntil(lambda: bool(heard.changed), timeout=PATIENCE_MS)

    assert [first.found.probs.keys() for first in heard.first] == [
        {"train": None, "test": None}.keys()
    ]
    assert heard.ended == [WorkEnded("scores", is_done=True)]
    assert heard.changed == ["120 images scored by models that have not seen their labels."]
    kept = kept_scores(dataset, ScoreShelf(workspace.home.scores))
    assert kept is not None
    assert heard.progress[0] == WorkProgress("scores", 0, 120)
    assert desk.under_way == ()


def test_cancelling_stops_the_work_and_keeps_nothing(
    qtbot: QtBot, workspace: Workspace, desk: ScoringDesk, heard: Heard, scores: Slow
) -> None:
    desk.start("scores")
    qtbot.waitUntil(lambda: bool(scores.runs))
    desk.cancel("scores")

    assert heard.ended == [WorkEnded("scores", is_done=False)]
    qtbot.waitUntil(scores.was_cancelled.is_set)
    assert heard.changed == []
    assert not workspace.home.scores.exists()


def test_a_second_work_waits_for_the_first(
    qtbot: QtBot, desk: ScoringDesk, heard: Heard, scores: Slow, neighbours: Slow
) -> None:
    desk.start("scores")
    desk.start("neighbours")
    desk.start("neighbours")
    assert list(desk.under_way) == ["scores", "neighbours"]
    assert heard.progress[-1] == WorkProgress("neighbours", 0, 0)
    qtbot.waitUntil(lambda: bool(scores.runs))
    assert neighbours.runs == []

    scores.may_end.set()
    qtbot.waitUntil(lambda: bool(neighbours.runs))
    assert list(desk.under_way) == ["neighbours"]
    neighbours.may_end.set()
    qtbot.waitUntil(lambda: len(heard.ended) == 2)
    assert heard.changed[1] == "The nearest neighbours of 600 images are found."


def test_what_waits_can_be_cancelled_too(
    qtbot: QtBot, desk: ScoringDesk, heard: Heard, scores: Slow, neighbours: Slow
) -> None:
    desk.start("scores")
    desk.start("neighbours")
    desk.cancel("neighbours")
    assert heard.ended == [WorkEnded("neighbours", is_done=False)]
    scores.may_end.set()
    qtbot.waitUntil(lambda: len(heard.ended) == 2)
    assert neighbours.runs == []


def test_first_scores_are_handed_on_while_the_work_goes_on(
    qtbot: QtBot, desk: ScoringDesk, heard: Heard, scores: Slow
) -> None:
    desk.start("scores")
    qtbot.waitUntil(lambda: bool(heard.first))
    assert desk.under_way == ("scores",)
    assert heard.first[0].found.method == "quick"
    scores.may_end.set()
    qtbot.waitUntil(lambda: bool(heard.ended))


def test_other_data_cancel_what_nobody_waits_for(
    qtbot: QtBot, workspace: Workspace, desk: ScoringDesk, heard: Heard, scores: Slow
) -> None:
    desk.start("scores")
    qtbot.waitUntil(lambda: bool(scores.runs))
    workspace.show_dataset(sample.dataset(60, 60))

    assert desk.under_way == ()
    qtbot.waitUntil(scores.was_cancelled.is_set)
    assert heard.ended == [WorkEnded("scores", is_done=False)]


def test_a_full_disk_is_said_in_one_sentence(
    qtbot: QtBot,
    desk: ScoringDesk,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def full(*_arguments: Any, **_more: Any) -> None:
        raise StoreError(tmp_path, expected="room", found="a full disk", remedy="make some")

    monkeypatch.setattr(scoring, "score", full)
    desk.start("scores")
    qtbot.waitUntil(lambda: bool(heard.failed))
    assert heard.failed[0].endswith("found a full disk; make some")
    assert heard.ended == [WorkEnded("scores", is_done=False)]


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_a_process_that_is_killed_is_said_in_one_sentence_and_keeps_nothing(
    qtbot: QtBot,
    desk: ScoringDesk,
    heard: Heard,
    workspace: Workspace,
    *,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scoring, "rankings", errands.perish)
    desk.start("scores")
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=PATIENCE_MS)
    assert heard.failed == [
        "Scoring the images: expected a result, found that its process was ended from outside; "
        "close other programs if memory is short, and start it again"
    ]
    assert heard.ended == [WorkEnded("scores", is_done=False)]
    assert desk.under_way == ()
    assert not workspace.home.scores.exists()


def test_the_usual_time_is_that_of_so_many_images() -> None:
    assert usual_s("scores", 70_000) == 30
    assert usual_s("neighbours", 7_000) == pytest.approx(1.5)
