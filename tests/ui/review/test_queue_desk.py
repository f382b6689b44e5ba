"""Queues chosen at the left open on the desk, which the list follows."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.predictions import predictions_of
from fmnist_gui.core.review.difficulty import Difficulty
from fmnist_gui.core.review.mixture import QueueWish
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.queue_desk import QueueDesk
from fmnist_gui.ui.review.queue_maker import QueueMade
from fmnist_gui.ui.review.queue_panel import QueuePanel
from fmnist_gui.ui.review.scoring_desk import FirstScored, WorkEnded
from fmnist_gui.ui.workspace import ScoresChanged, Workspace

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def keep(workspace: Workspace, seed: int = 0) -> None:
    assert workspace.dataset is not None
    for split in workspace.dataset.splits.values():
        ScoreShelf(workspace.home.scores).keep_predictions(
            split.fingerprint,
            split.name,
            name="Net",
            predictions=predictions_of(probs(len(split), seed)),
            source="a test",
            classes=10,
            now=NOW,
        )


def probs(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.ones(10), count).astype(np.float32)


@pytest.fixture
def bare(qtbot: QtBot, workspace: Workspace) -> Desk:
    """Return a desk without a queue."""
    made = Desk(workspace)
    qtbot.waitUntil(lambda: made.book.is_ready)
    return made


@pytest.fixture
def panel(qtbot: QtBot) -> QueuePanel:
    made = QueuePanel(resources.folder() / "icons")
    qtbot.addWidget(made)
    made.show()
    return made


def joined(workspace: Workspace, desk: Desk, panel: QueuePanel) -> QueueDesk:
    made = QueueDesk(workspace, desk, panel, workspace)
    made.open_gallery()
    return made


def test_the_usual_queue_is_open_before_anybody_chose_one(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    keep(workspace)
    joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: bare.queue is not None)

    assert bare.queue is not None
    assert bare.queue.key == "margin"
    assert bare.current == bare.queue.numbers[0]
    qtbot.waitUntil(lambda: panel.list.current == bare.current)
    qtbot.waitUntil(lambda: panel.yield_view.detail.text() == "0 of 600 done")


def test_nothing_is_open_where_nothing_is_known(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    made = joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: made.maker.is_ready and not panel.strips["scores"].isHidden())
    assert bare.queue is None


def test_decisions_are_marked_counted_and_followed(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    keep(workspace)
    joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: bare.queue is not None)
    assert bare.queue is not None
    first, second = bare.queue.numbers[:2].tolist()
    rows = panel.list.rows
    painted: list[int] = []
    rows.dataChanged.connect(lambda place, _: painted.append(place.row()))
    bare.decide("relabel", to_class=3)

    qtbot.waitUntil(lambda: painted == [0])
    assert rows.data(rows.index(0), 0x0100).verdict == "is Dress"  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: panel.list.current == second)
    qtbot.waitUntil(
        lambda: panel.yield_view.sentence.text() == "The one image decided here so far changed"
    )
    bare.undo()
    assert rows.data(rows.index(0), 0x0100).verdict == ""  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: panel.list.current == first)
    qtbot.waitUntil(lambda: panel.yield_view.detail.text() == "0 of 600 done")


def test_the_list_of_an_audit_does_not_tell_what_was_decided_elsewhere(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    keep(workspace)
    joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: bare.queue is not None)
    assert bare.queue is not None
    bare.decide("relabel", to_class=3)

    bare.open(replace(bare.queue, key="audit:77"))
    rows = panel.list.rows
    assert rows.data(rows.index(0), 0x0100).verdict == ""  # type: ignore[attr-defined]
    bare.decide("relabel", to_class=3)

    assert rows.data(rows.index(0), 0x0100).verdict == "is Dress"  # type: ignore[attr-defined]


def test_a_choice_of_ones_own_is_never_replaced(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    keep(workspace)
    made = joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: bare.queue is not None)
    panel.menu.rows["self-confidence"].button.click()
    qtbot.waitUntil(lambda: bare.queue is not None and bare.queue.key == "self-confidence")

    keep(workspace, seed=5)
    with qtbot.waitSignal(made.maker.known):
        workspace.scores_changed.emit(ScoresChanged(""))
    assert panel.wish is not None
    assert panel.wish.keys == ("self-confidence",)


def test_the_queue_chosen_last_is_open_at_the_next_start(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    keep(workspace)
    workspace.settings.change(review_queue="margin+self-confidence")
    joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: bare.queue is not None)
    assert bare.queue is not None
    assert bare.queue.key == "margin+self-confidence"

    panel.menu.rows["flags"].button.click()
    assert workspace.settings.choices.review_queue == "flags"


@pytest.mark.parametrize("remembered", ["human", "beauty+margin", "++", "margin+human"])
def test_a_queue_that_cannot_be_had_any_more_gives_way_to_the_usual_one(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel, remembered: str
) -> None:
    keep(workspace)
    workspace.settings.change(review_queue=remembered)
    joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: bare.queue is not None)
    assert bare.queue is not None
    assert bare.queue.key == "margin"


def test_what_one_answered_wrong_is_no_queue_for_another(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    keep(workspace)
    made = joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: bare.queue is not None)
    assert bare.queue is not None
    # As if Anna had chosen it, whose sessions are not those of Ben.
    made.maker.made.emit(QueueMade(QueueWish(("wrong",)), bare.queue))
    panel.queue_asked.emit(QueueWish(("wrong",)))
    workspace.settings.change(review_queue="wrong", annotator="Ben")
    made.follow_annotator()
    qtbot.waitUntil(lambda: panel.wish is not None and panel.wish.keys == ("margin",))


def test_a_click_in_the_list_shows_that_image(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    keep(workspace)
    joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: bare.queue is not None)
    assert bare.queue is not None
    third = int(bare.queue.numbers[2])
    panel.image_asked.emit(ImageAsked(third))
    assert bare.current == third
    qtbot.waitUntil(lambda: panel.list.current == third)


def test_queues_of_others_are_listed_and_stay(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel, queue: ReviewQueue
) -> None:
    made = joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: made.maker.is_ready)
    assert bare.gallery is not None
    quick = {split.name: probs(len(split), seed=9) for split in bare.gallery.splits}
    made.scoring.first_scored.emit(FirstScored(Difficulty("quick", quick, 0.5)))
    qtbot.waitUntil(lambda: bare.queue is not None)
    bare.open(queue)
    assert panel.list.rows.rowCount() == len(queue)

    keep(workspace)
    with qtbot.waitSignal(made.maker.known):
        workspace.scores_changed.emit(ScoresChanged(""))
    asked: list[int] = []
    workspace.ask(lambda _: 1, asked.append)
    qtbot.waitUntil(lambda: asked == [1])
    assert bare.queue is queue


def test_first_scores_open_the_usual_queue_and_better_ones_replace_it(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    made = joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: made.maker.is_ready)
    assert bare.gallery is not None
    quick = {split.name: probs(len(split), seed=9) for split in bare.gallery.splits}
    made.scoring.first_scored.emit(FirstScored(Difficulty("quick", quick, 0.5)))
    qtbot.waitUntil(lambda: bare.queue is not None)
    first = bare.queue

    keep(workspace)
    workspace.scores_changed.emit(ScoresChanged(""))
    qtbot.waitUntil(lambda: bare.queue is not first)
    assert bare.queue is not None
    assert bare.queue.key == "margin"


def test_better_scores_do_not_replace_a_queue_in_which_something_was_decided(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    made = joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: made.maker.is_ready)
    assert bare.gallery is not None
    quick = {split.name: probs(len(split), seed=9) for split in bare.gallery.splits}
    made.scoring.first_scored.emit(FirstScored(Difficulty("quick", quick, 0.5)))
    qtbot.waitUntil(lambda: bare.queue is not None)
    first = bare.queue
    bare.decide("keep")

    keep(workspace)
    workspace.scores_changed.emit(ScoresChanged(""))
    qtbot.waitUntil(lambda: not panel.again_button.isHidden())
    assert bare.queue is first


def test_cancelled_scoring_takes_its_first_scores_back(
    qtbot: QtBot, workspace: Workspace, bare: Desk, panel: QueuePanel
) -> None:
    made = joined(workspace, bare, panel)
    qtbot.waitUntil(lambda: made.maker.is_ready)
    assert bare.gallery is not None
    quick = {split.name: probs(len(split), seed=9) for split in bare.gallery.splits}
    made.scoring.first_scored.emit(FirstScored(Difficulty("quick", quick, 0.5)))
    qtbot.waitUntil(lambda: bool(made.maker.first))
    with qtbot.waitSignal(made.maker.known):
        made.scoring.ended.emit(WorkEnded("scores", is_done=False))
    assert not made.maker.first
