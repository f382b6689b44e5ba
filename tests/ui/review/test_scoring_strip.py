"""What is missing is offered with its time, then shown with what is left of it."""

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.review.queue_panel import WIDTH_PX
from fmnist_gui.ui.review.scoring_desk import WorkProgress
from fmnist_gui.ui.review.scoring_strip import STOPPED, ScoringStrip


@pytest.fixture
def strip(qtbot: QtBot) -> ScoringStrip:
    made = ScoringStrip("scores")
    qtbot.addWidget(made)
    made.resize(400, 80)
    return made


def test_it_is_offered_with_the_time_that_it_takes(strip: ScoringStrip) -> None:
    strip.offer(70_000, is_missing=True)
    assert not strip.isHidden()
    assert strip.button.accessibleName() == "Score the images, 30 s"

    strip.offer(600, is_missing=True)
    assert strip.button.accessibleName() == "Score the images, a moment"


def test_nothing_is_offered_that_is_there(strip: ScoringStrip) -> None:
    strip.offer(70_000, is_missing=False)
    assert strip.isHidden()


def test_it_says_how_far_it_is_and_how_long_it_will_take(strip: ScoringStrip) -> None:
    heard: list[str] = []
    strip.cancelled.connect(heard.append)
    strip.offer(70_000, is_missing=True)
    strip.show_progress(WorkProgress("scores", 0, 400))
    assert strip.label.whole == "Scoring …"
    strip.show_progress(WorkProgress("scores", 100, 400, left_s=21.0))

    assert strip.label.whole == "Scoring, about 20 s left"
    assert strip.bar.value() / strip.bar.maximum() == 0.25
    assert strip.button.isHidden()
    strip.cancel_button.click()
    assert heard == ["scores"]


def test_what_waits_for_another_says_so(strip: ScoringStrip) -> None:
    strip.show_progress(WorkProgress("scores", 0, 0))
    assert strip.label.whole == "Scoring: next in line"
    assert strip.bar.maximum() == 0


def test_an_offer_does_not_interrupt_what_is_under_way(strip: ScoringStrip) -> None:
    strip.show_progress(WorkProgress("scores", 1, 4))
    strip.offer(70_000, is_missing=False)
    assert not strip.isHidden()
    assert strip.button.isHidden()

    strip.end()
    assert not strip.button.isHidden()


def test_a_click_begins(strip: ScoringStrip) -> None:
    heard: list[str] = []
    strip.started.connect(heard.append)
    strip.offer(70_000, is_missing=True)
    strip.button.click()
    assert heard == ["scores"]


def test_what_it_brings_is_said_and_that_nothing_was_kept(strip: ScoringStrip) -> None:
    strip.offer(70_000, is_missing=True, gain=3)
    assert strip.note.text() == "Brings 3 more queues."
    strip.show_progress(WorkProgress("scores", 1, 4))
    assert strip.note.isHidden()

    strip.end(is_done=False)
    strip.offer(70_000, is_missing=True, gain=3)
    assert (strip.note.text(), strip.note.isHidden()) == (STOPPED, False)

    strip.show_progress(WorkProgress("scores", 1, 4))
    strip.end()
    strip.offer(70_000, is_missing=True, gain=1)
    assert strip.note.text() == "Brings 1 more queue."


def test_the_offer_is_not_cut_in_the_narrowest_column(strip: ScoringStrip) -> None:
    strip.resize(WIDTH_PX - 24, 80)
    strip.offer(70_000, is_missing=True)
    strip.show()
    assert strip.button.text() == "Score the images, 30 s"
