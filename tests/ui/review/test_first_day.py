"""What the page says and offers before anything is known that could rank images."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.review.difficulty import Difficulty
from fmnist_gui.ui.review.end_words import LOOKING, SCORING, UNSCORED
from fmnist_gui.ui.review.page import ReviewPage
from fmnist_gui.ui.review.queue_maker import FIRST_SCORES
from fmnist_gui.ui.review.scoring_desk import FirstScored, ScoringDesk
from fmnist_gui.ui.workspace import Workspace


def test_the_page_looks_first_and_then_offers_to_score(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, workspace: Workspace
) -> None:
    started: list[str] = []
    monkeypatch.setattr(ScoringDesk, "start", lambda _self, work: started.append(work))
    monkeypatch.setattr(ScoringDesk, "under_way", property(lambda _self: tuple(started)))
    page = ReviewPage(workspace, resources.folder())
    qtbot.addWidget(page)
    end = page.desk_view.end
    assert end.title.text() == LOOKING

    qtbot.waitUntil(lambda: end.title.text() == UNSCORED)
    assert end.button.text() == "Score the images, a moment"
    assert "Brings 3 more queues." in end.hint.text()
    assert page.panel.strips["scores"].button.property("role") == "primary"

    end.button.click()
    assert started == ["scores"]
    assert end.title.text() == SCORING
    assert end.button.isHidden()


def test_first_scores_are_told_beside_the_image(qtbot: QtBot, page: ReviewPage) -> None:
    qtbot.waitUntil(lambda: page.queues.maker.is_ready)
    gallery = page.desk.gallery
    assert gallery is not None
    quick = {s.name: np.full((len(s), 10), 0.1, dtype=np.float32) for s in gallery.splits}
    page.queues.scoring.first_scored.emit(FirstScored(Difficulty("quick", quick, 0.5)))

    def titles() -> list[str]:
        case = page.desk_view.evidence.case
        return [] if case is None else [ranking.title for ranking in case.rankings]

    qtbot.waitUntil(lambda: titles() == [FIRST_SCORES])
