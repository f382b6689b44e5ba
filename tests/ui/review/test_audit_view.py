"""What is said about audits in the window, and how a new one is asked for."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.review.audit_queue import UNAIDED
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.ui.review.audit_desk import AuditDesk
from fmnist_gui.ui.review.audit_start import NO_SEED, AuditAsked
from fmnist_gui.ui.review.audit_view import AuditView
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.workspace import Workspace


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace, desk: Desk) -> AuditView:
    """Return the view as it stands in the window, shown, with the store read."""
    audits = AuditDesk(workspace, desk)
    made = AuditView(workspace, audits, resources.folder() / "icons")
    qtbot.addWidget(made)
    made.resize(952, 600)
    with qtbot.waitSignal(audits.changed):
        made.show()
    return made


def told(widget: QWidget) -> str:
    """Return all that is written on a widget, without marks that nobody sees."""
    labels = (label for label in widget.findChildren(QLabel) if not label.isHidden())
    text = " ".join(label.text() for label in labels)
    return text.translate({0x200E: None, 0x200B: None, 0xA0: " "})


def is_whole(card: QWidget) -> bool:
    """Whether nothing on a card is cut."""
    return card.height() >= card.heightForWidth(card.width())


def draw(qtbot: QtBot, view: AuditView, count: int = 5) -> None:
    before = len(view.cards)
    view.start.count.setValue(count)
    qtbot.mouseClick(view.start.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(view.cards) > before)


def test_without_an_audit_there_is_the_way_to_one(view: AuditView) -> None:
    assert view.cards == []
    assert view.start.isEnabled()
    assert view.start.split.value == "test"
    assert view.start.count.value() == 300
    assert "speak for the whole split" in told(view)


def test_it_says_beforehand_what_a_number_will_come_to(view: AuditView) -> None:
    view.start.count.setValue(100)

    assert view.start.button.text() == "Draw 100 images"
    assert "0.6–7.0 %" in told(view.start)
    assert "±2 % takes 223 images" in told(view.start)


def test_a_seed_that_is_none_is_refused_beside_its_field(qtbot: QtBot, view: AuditView) -> None:
    view.start.seed.setText("12a")
    assert view.start.problem == NO_SEED
    assert not view.start.button.isEnabled()

    view.start.seed.setText("12")
    with qtbot.waitSignal(view.start.asked) as asked:
        qtbot.keyClick(view.start.seed, Qt.Key.Key_Return)

    assert asked.args == [AuditAsked("test", 300, 12)]


def test_a_new_audit_can_be_begun(qtbot: QtBot, view: AuditView) -> None:
    draw(qtbot, view)

    (card,) = view.cards
    assert "No image of this audit of test is decided yet." in told(card)
    assert UNAIDED in told(card)
    assert card.button.text() == "Begin"
    with qtbot.waitSignal(view.queue_asked) as opened:
        qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert opened.args is not None
    (queue,) = opened.args
    assert isinstance(queue, ReviewQueue)
    assert queue.key == card.found.audit.queue
    assert len(queue) == 5


def test_what_was_decided_is_told_when_one_comes_back(
    qtbot: QtBot, view: AuditView, desk: Desk
) -> None:
    draw(qtbot, view)
    view.queue_asked.connect(desk.open)
    qtbot.mouseClick(view.cards[0].button, Qt.MouseButton.LeftButton)
    view.hide()
    desk.decide("relabel", to_class=4)
    desk.decide("unsure")
    view.show()

    (card,) = view.cards
    assert "1 to 2 of 2 labels drawn at random from test are wrong" in told(card)
    assert "In all 300 that would be about" in told(card)
    assert "2 of 5 images decided by" in told(card)
    assert (card.bar.value(), card.bar.maximum()) == (2, 5)
    assert card.button.text() == "Continue"
    (chart,) = view.charts
    assert "the share of wrong labels is known to within" in told(chart)


def test_images_decided_after_a_gap_are_told_as_the_desk_counts_them(
    qtbot: QtBot, view: AuditView, desk: Desk
) -> None:
    draw(qtbot, view)
    view.queue_asked.connect(desk.open)
    qtbot.mouseClick(view.cards[0].button, Qt.MouseButton.LeftButton)
    view.hide()
    desk.decide("keep")
    desk.decide("skip")
    desk.decide("keep")
    desk.decide("keep")
    assert desk.progress is not None
    assert desk.progress.done == 3
    view.show()
    (card,) = view.cards
    assert "3 of 5 images decided by Me; only the first 1, without a gap, count yet." in told(card)
    assert card.bar.value() == 3


def test_the_newest_has_its_chart_and_others_when_asked(
    qtbot: QtBot, view: AuditView, desk: Desk
) -> None:
    for _ in range(2):
        draw(qtbot, view)
        view.cards[0].continued.connect(lambda audit: desk.open(view.desk.queue_of(audit)))
        view.cards[0].button.click()
        desk.decide("keep")
    view.hide()
    view.show()
    assert [card.chart_button.isChecked() for card in view.cards] == [True, False]
    assert len(view.charts) == 1

    view.cards[1].chart_button.click()
    assert len(view.charts) == 2
    view.cards[0].chart_button.click()

    assert [card.chart_button.isChecked() for card in view.cards] == [False, True]
    assert len(view.charts) == 1


def test_a_chart_is_saved_as_a_picture(
    qtbot: QtBot, view: AuditView, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(qtbot, view)
    view.queue_asked.connect(desk.open)
    view.cards[0].button.click()
    desk.decide("keep")
    view.tell()
    path = tmp_path / "audit.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    view.charts[0].picture_button.click()

    assert "5 images of test" in path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("large_font")
def test_nothing_is_wider_than_the_window_with_letters_of_twice_the_size(
    qtbot: QtBot, view: AuditView, desk: Desk
) -> None:
    draw(qtbot, view)
    view.queue_asked.connect(desk.open)
    view.cards[0].button.click()
    desk.decide("keep")
    view.tell()

    assert view.horizontalScrollBar().maximum() == 0
    for card in (view.start, *view.cards, *view.charts):
        qtbot.waitUntil(partial(is_whole, card))
        assert card.geometry().right() <= view.viewport().width()


def test_what_one_has_scrolled_to_stays_when_a_chart_is_shown(
    qtbot: QtBot, view: AuditView, desk: Desk
) -> None:
    for _ in range(2):
        draw(qtbot, view)
        view.cards[0].continued.connect(lambda audit: desk.open(view.desk.queue_of(audit)))
        view.cards[0].button.click()
        desk.decide("keep")
    view.tell()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()

    view.cards[1].chart_button.click()

    assert bar.value() == before > 0
