"""Queues are made beside the window from all that is known, and made anew when more is."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.dataset.predictions import predictions_of
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.difficulty import Difficulty
from fmnist_gui.core.review.mixture import QueueWish
from fmnist_gui.core.review.tag import REVIEW, TagEvent
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.ui.review.name import NAME
from fmnist_gui.ui.review.queue_maker import EvidenceKnown, QueueMade, QueueMaker, QueueRefused
from fmnist_gui.ui.workspace import LabelsChanged, ScoresChanged, Workspace

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def gallery(dataset: Dataset) -> Gallery:
    return gallery_of(dataset)


@pytest.fixture
def maker(workspace: Workspace) -> QueueMaker:
    return QueueMaker(workspace, workspace)


def probs(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.ones(10), count).astype(np.float32)


def keep(workspace: Workspace, gallery: Gallery, *, split: int = 1, name: str = "Net") -> None:
    part = gallery.splits[split]
    ScoreShelf(workspace.home.scores).keep_predictions(
        part.fingerprint,
        part.name,
        name=name,
        predictions=predictions_of(probs(len(part))),
        source="a test",
        classes=10,
        now=NOW,
    )


def opened(qtbot: QtBot, maker: QueueMaker, gallery: Gallery) -> EvidenceKnown:
    """Open the gallery and wait until everything is known, brightness too."""
    heard: list[EvidenceKnown] = []
    maker.known.connect(heard.append)
    maker.open(gallery)
    qtbot.waitUntil(lambda: maker.is_ready and "brightness" in heard[-1].table.columns)
    return heard[-1]


def there(known: EvidenceKnown) -> set[str]:
    return {offer.key for offer in known.offers if offer.is_there}


def made(qtbot: QtBot, maker: QueueMaker, wish: QueueWish, *decisions: Decision) -> QueueMade:
    with qtbot.waitSignal(maker.made) as caught:
        maker.ask(wish, decisions, "one")
    (found,) = caught.args
    assert isinstance(found, QueueMade)
    return found


def decided(gallery: Gallery, number: int) -> Decision:
    place, split = gallery.place(number), gallery.split_of(number)
    return Decision(
        uuid4(),
        Annotator(uuid4(), "Ben"),
        split.fingerprint,
        place.split,
        place.index,
        "keep",
        None,
        "",
        NOW,
    )


def test_what_can_be_had_and_what_is_missing_is_told(
    qtbot: QtBot, workspace: Workspace, maker: QueueMaker, gallery: Gallery
) -> None:
    keep(workspace, gallery)
    known = opened(qtbot, maker, gallery)

    assert there(known) == {"margin", "self-confidence", "flags"}
    assert known.missing == ("scores", "neighbours")
    lacking = {offer.key: offer.lack for offer in known.offers}
    assert lacking["human"] == (
        "It needs human counts: add some with File, Add predictions or counts."
    )
    assert lacking["margin"] == ""


def test_a_queue_is_made_of_what_the_filter_means(
    qtbot: QtBot, workspace: Workspace, maker: QueueMaker, gallery: Gallery
) -> None:
    keep(workspace, gallery)
    opened(qtbot, maker, gallery)

    found = made(qtbot, maker, QueueWish(("margin",), "class:shirt brightness>0")).queue

    assert len(found) == 30
    assert set(found.labels.tolist()) == {6}


def test_decided_images_are_left_out(
    qtbot: QtBot, workspace: Workspace, maker: QueueMaker, gallery: Gallery
) -> None:
    keep(workspace, gallery)
    opened(qtbot, maker, gallery)
    first = made(qtbot, maker, QueueWish(("margin",))).queue.numbers[0]

    found = made(qtbot, maker, QueueWish(("margin",)), decided(gallery, first)).queue

    assert found.position_of(int(first)) is None
    assert found.decided.tolist() == [first]


def test_what_is_asked_too_early_waits(
    qtbot: QtBot, workspace: Workspace, maker: QueueMaker, gallery: Gallery
) -> None:
    keep(workspace, gallery)
    maker.open(gallery)
    assert len(made(qtbot, maker, QueueWish(("margin",))).queue) == 300


def test_what_a_queue_lacks_is_said_in_words_of_the_window(
    qtbot: QtBot, maker: QueueMaker, gallery: Gallery
) -> None:
    opened(qtbot, maker, gallery)
    with qtbot.waitSignal(maker.refused) as caught:
        maker.ask(QueueWish(("margin",)), (), "one")

    (refused,) = caught.args
    assert isinstance(refused, QueueRefused)
    assert refused.sentence.startswith("Model margin needs a model's probabilities")
    assert "fmnist-gui" not in refused.sentence


def test_first_scores_rank_until_better_ones_are_there(
    qtbot: QtBot, workspace: Workspace, maker: QueueMaker, gallery: Gallery
) -> None:
    opened(qtbot, maker, gallery)
    quick = {split.name: probs(len(split), seed=9) for split in gallery.splits}
    with qtbot.waitSignal(maker.known) as caught:
        maker.take_first(Difficulty("quick", quick, 0.5))

    assert "margin" in there(caught.args[0])
    assert "scores" in caught.args[0].missing
    first = made(qtbot, maker, QueueWish(("margin",)))
    assert first.is_first
    assert len(first.queue) == len(gallery)

    for split in (0, 1):
        keep(workspace, gallery, split=split)
    with qtbot.waitSignal(maker.known) as caught:
        workspace.scores_changed.emit(ScoresChanged("They are there."))
    assert caught.args[0].missing == ("neighbours",)
    assert not made(qtbot, maker, QueueWish(("margin",))).is_first


def test_first_scores_after_which_none_came_are_forgotten(
    qtbot: QtBot, maker: QueueMaker, gallery: Gallery
) -> None:
    opened(qtbot, maker, gallery)
    quick = {split.name: probs(len(split)) for split in gallery.splits}
    with qtbot.waitSignal(maker.known):
        maker.take_first(Difficulty("quick", quick, 0.5))
    with qtbot.waitSignal(maker.known) as caught:
        maker.forget_first()
    assert there(caught.args[0]) == set()


def test_what_explore_sends_can_be_had_at_once(
    qtbot: QtBot, workspace: Workspace, maker: QueueMaker, gallery: Gallery
) -> None:
    opened(qtbot, maker, gallery)
    test = gallery.splits[1]

    def send(store: Any) -> None:
        event = TagEvent(
            uuid4(), store.annotator("Me"), test.fingerprint, "test", 5, REVIEW, True, NOW
        )
        store.tag([event])

    with qtbot.waitSignal(maker.known) as caught:
        workspace.ask(send, lambda _: workspace.labels_changed.emit(LabelsChanged("explore")))

    assert there(caught.args[0]) == {"sent"}
    assert made(qtbot, maker, QueueWish(("sent",))).queue.numbers.tolist() == [305]


def test_what_the_page_writes_itself_is_not_read_again(
    qtbot: QtBot, workspace: Workspace, maker: QueueMaker, gallery: Gallery
) -> None:
    opened(qtbot, maker, gallery)
    heard: list[object] = []
    maker.known.connect(heard.append)

    workspace.labels_changed.emit(LabelsChanged(NAME))
    workspace.labels_changed.emit(LabelsChanged("explore", is_exposure=True))
    made_all: list[int] = []
    workspace.ask(lambda _: 1, made_all.append)
    qtbot.waitUntil(lambda: made_all == [1])

    assert heard == []


def test_what_the_page_wrote_is_known_to_the_next_queue(
    qtbot: QtBot, workspace: Workspace, maker: QueueMaker, gallery: Gallery
) -> None:
    keep(workspace, gallery)
    opened(qtbot, maker, gallery)
    made_here = decided(gallery, 305)

    def write(store: Any) -> None:
        store.review.decide(made_here)

    done: list[bool] = []
    workspace.ask(write, lambda _: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    workspace.labels_changed.emit(LabelsChanged(NAME))

    wish = QueueWish(("margin",), "decision:keep", with_decided=True)
    assert made(qtbot, maker, wish, made_here).queue.numbers.tolist() == [305]


def test_what_is_written_while_nobody_looks_is_read_when_they_come_back(
    qtbot: QtBot, workspace: Workspace, gallery: Gallery
) -> None:
    maker = QueueMaker(workspace, workspace, is_watched=lambda: False)
    opened(qtbot, maker, gallery)
    heard: list[object] = []
    maker.known.connect(heard.append)
    workspace.labels_changed.emit(LabelsChanged("play"))
    answered: list[int] = []
    workspace.ask(lambda _: 1, answered.append)
    qtbot.waitUntil(lambda: answered == [1])
    assert heard == []

    with qtbot.waitSignal(maker.known):
        maker.follow_annotator()


def test_other_data_begin_with_nothing(
    qtbot: QtBot, workspace: Workspace, maker: QueueMaker, gallery: Gallery
) -> None:
    keep(workspace, gallery)
    opened(qtbot, maker, gallery)
    with qtbot.waitSignal(maker.known) as caught:
        maker.open(None)
    assert there(caught.args[0]) == set()
    assert not maker.is_ready
