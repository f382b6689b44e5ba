"""The left column chooses queue and filter, tells how far one is, and lists the images."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.review.mixture import QueueWish
from fmnist_gui.core.review.queue import QueueProgress, ReviewQueue, Yield
from fmnist_gui.core.table.score_column import image_columns
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.review.queue_maker import EvidenceKnown, QueueRefused
from fmnist_gui.ui.review.queue_panel import (
    BETTER,
    FIRST,
    NO_QUEUE,
    NONE_YET,
    NOTHING_WAITS,
    WIDTH_PX,
    QueuePanel,
)
from fmnist_gui.ui.review.scoring_desk import Work, WorkEnded, WorkProgress
from tests.ui.review.test_queue_menu import OFFERS

ICONS = resources.folder() / "icons"
PROGRESS = QueueProgress(
    done=412,
    total=70_000,
    first=Yield(100, relabelled=62),
    last=Yield(100, relabelled=24, ambiguous=5, bad=2),
    sentence="24 of the last 100 changed; 5 ambiguous, 2 bad images",
    hint="62 % (52–71 %) of the first 100, 31 % (23–41 %) of the last: finds have become rarer.",
)


@pytest.fixture
def gallery(dataset: Dataset) -> Gallery:
    return gallery_of(dataset)


def known(gallery: Gallery, *missing: Work) -> EvidenceKnown:
    table = Table(len(gallery)).with_columns(*image_columns(gallery))
    return EvidenceKnown(OFFERS, table, missing)


@pytest.fixture
def panel(qtbot: QtBot, gallery: Gallery) -> QueuePanel:
    made = QueuePanel(ICONS)
    qtbot.addWidget(made)
    made.resize(made.width(), 480)
    made.open_gallery(gallery)
    made.offer(known(gallery))
    made.show()
    qtbot.waitExposed(made)
    return made


def wishes(panel: QueuePanel) -> list[QueueWish]:
    heard: list[QueueWish] = []
    panel.queue_asked.connect(heard.append)
    return heard


def test_a_chosen_queue_is_asked_for_with_filter_and_choice_of_decided_ones(
    panel: QueuePanel,
) -> None:
    heard = wishes(panel)
    assert panel.button.currentText() == NO_QUEUE
    panel.menu.rows["margin"].button.click()
    panel.filter.line.setText("class:shirt")
    panel.filter.line.returnPressed.emit()
    panel.filter.asked.emit("class:shirt")
    panel.decided_box.click()
    panel.menu.rows["suspects"].box.click()

    assert heard[0] == QueueWish(("margin",))
    assert heard[1] == QueueWish(("margin",), "class:shirt")
    assert heard[2] == QueueWish(("margin",), "class:shirt", with_decided=True)
    assert heard[3] == QueueWish(("margin", "suspects"), "class:shirt", with_decided=True)


def test_a_filter_before_any_queue_asks_for_nothing(panel: QueuePanel) -> None:
    heard = wishes(panel)
    panel.filter.asked.emit("class:shirt")
    assert heard == []


def test_a_queue_is_named_explained_and_listed(panel: QueuePanel, queue: ReviewQueue) -> None:
    panel.show_queue(queue)
    panel.follow(305)

    assert panel.button.currentText() == "By margin"
    assert panel.ranks_by.text() == "Ranked by margin."
    assert panel.list.rows.rowCount() == 5
    assert panel.list.current == 305
    assert panel.empty.isHidden()
    assert panel.note.isHidden()


def test_what_is_not_in_a_queue_is_said(panel: QueuePanel, queue: ReviewQueue) -> None:
    panel.show_queue(replace(queue, notes=("20 of 50 images are known.",)))
    assert panel.note.text() == "20 of 50 images are known."


def test_an_empty_queue_says_so(panel: QueuePanel, queue: ReviewQueue) -> None:
    nobody = np.empty(0, dtype=np.intp)
    panel.show_queue(
        replace(
            queue,
            numbers=nobody,
            labels=nobody.astype(np.uint8),
            scores=nobody.astype(float),
            suggested=nobody,
        )
    )
    assert panel.list.isHidden()
    assert panel.empty.text() == NOTHING_WAITS
    assert not panel.empty.isHidden()


def test_where_nothing_can_be_had_that_is_said_with_what_helps(
    qtbot: QtBot, panel: QueuePanel, queue: ReviewQueue, gallery: Gallery
) -> None:
    lacking = tuple(replace(offer, is_there=False) for offer in OFFERS)
    panel.offer(replace(known(gallery, "scores"), offers=lacking))
    assert panel.empty.text() == NONE_YET
    assert panel.filter.isHidden()
    assert not panel.strips["scores"].isHidden()
    assert panel.strips["scores"].button.property("role") == "primary"
    qtbot.waitUntil(lambda: panel.strips["scores"].y() < panel.height() // 2)

    panel.offer(known(gallery, "scores"))
    assert panel.empty.isHidden()
    assert panel.strips["scores"].button.property("role") == "primary"
    panel.offer(known(gallery, "neighbours"))
    assert panel.strips["neighbours"].button.property("role") == ""
    panel.show_queue(queue)
    assert panel.empty.isHidden()
    assert not panel.filter.isHidden()


def test_progress_and_yield_are_told(panel: QueuePanel, queue: ReviewQueue) -> None:
    panel.show_queue(queue)
    panel.show_progress(PROGRESS)

    view = panel.yield_view
    assert view.sentence.text() == PROGRESS.sentence
    assert view.detail.text() == "412 of 70,000 done"
    assert view.hint.text() == PROGRESS.hint
    panel.show_progress(None)
    assert view.isHidden()


def test_what_was_decided_elsewhere_is_said_and_the_head_keeps_its_height(
    panel: QueuePanel, queue: ReviewQueue
) -> None:
    panel.show_queue(queue)
    nothing = QueueProgress(3, 600, Yield(), Yield(), "Nothing decided here yet")
    panel.show_progress(nothing)
    inside = WIDTH_PX - 30
    view = panel.yield_view
    before = max(view.heightForWidth(inside), view.minimumHeight())
    assert panel.yield_view.detail.text() == "3 of 600 done, all elsewhere"

    some = Yield(4, relabelled=2, ambiguous=1, bad=1)
    told = "2 of the 4 decided here so far changed; 1 ambiguous, 1 bad image"
    panel.show_progress(QueueProgress(7, 600, some, some, told))
    assert panel.yield_view.detail.text() == "7 of 600 done"
    assert max(view.heightForWidth(inside), view.minimumHeight()) == before


def test_a_refusal_is_said_until_a_queue_comes(panel: QueuePanel, queue: ReviewQueue) -> None:
    panel.show_refusal(QueueRefused(QueueWish(("human",)), "It cannot be had."))
    assert panel.problem.text() == "It cannot be had."
    assert not panel.problem.isHidden()
    panel.show_queue(queue)
    assert panel.problem.isHidden()


def test_better_scores_than_the_first_are_offered(
    panel: QueuePanel, queue: ReviewQueue, gallery: Gallery
) -> None:
    heard = wishes(panel)
    panel.say(("margin",))
    panel.show_queue(queue, is_first=True)
    assert panel.note.text() == FIRST
    assert panel.again_button.isHidden()

    panel.offer(known(gallery, "neighbours"))
    assert panel.note.text() == BETTER
    panel.again_button.click()
    assert heard == [QueueWish(("margin",))]


def test_scores_are_offered_first_and_neighbours_once_they_are_there(
    panel: QueuePanel, gallery: Gallery
) -> None:
    heard: list[str] = []
    panel.work_asked.connect(heard.append)
    panel.offer(known(gallery, "scores", "neighbours"))
    scores, neighbours = panel.strips["scores"], panel.strips["neighbours"]
    assert (scores.isHidden(), neighbours.isHidden()) == (False, True)
    scores.button.click()

    panel.show_work(WorkProgress("scores", 10, 600, left_s=12))
    panel.show_work(WorkProgress("neighbours", 0, 0))
    panel.end_work(WorkEnded("scores", is_done=True))
    panel.offer(known(gallery, "neighbours"))
    assert (scores.isHidden(), neighbours.isHidden()) == (True, False)
    assert heard == ["scores"]


def test_what_was_cancelled_is_offered_again(panel: QueuePanel, gallery: Gallery) -> None:
    cancelled: list[str] = []
    panel.work_cancelled.connect(cancelled.append)
    panel.offer(known(gallery, "scores"))
    panel.show_work(WorkProgress("scores", 10, 600))
    panel.strips["scores"].cancel_button.click()
    panel.end_work(WorkEnded("scores", is_done=False))

    assert cancelled == ["scores"]
    assert not panel.strips["scores"].button.isHidden()


@pytest.mark.parametrize(
    ("key", "signal"), [("human", "scores_asked"), ("duplicates", "work_asked")]
)
def test_help_for_what_a_queue_lacks_goes_on_to_the_page(
    qtbot: QtBot, panel: QueuePanel, key: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(panel, signal)):
        panel.menu.rows[key].help_button.click()


def test_other_images_begin_without_a_queue(
    panel: QueuePanel, queue: ReviewQueue, gallery: Gallery
) -> None:
    panel.say(("margin",))
    panel.filter.say("class:shirt")
    panel.show_queue(queue)
    panel.show_progress(PROGRESS)
    panel.open_gallery(gallery)

    assert panel.wish is None
    assert panel.filter.text == ""
    assert panel.list.rows.rowCount() == 0
    assert panel.yield_view.isHidden()


class Page(QWidget):
    """Remembers the keys that the column left to it."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[int] = []
        self.panel = QueuePanel(ICONS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QHBoxLayout(self).addWidget(self.panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed.append(event.key())


@pytest.fixture
def page(qtbot: QtBot, gallery: Gallery, queue: ReviewQueue) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.panel.open_gallery(gallery)
    made.panel.offer(known(gallery, "scores"))
    made.panel.show_queue(queue)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_click_leaves_the_keyboard_with_the_page(qtbot: QtBot, page: Page) -> None:
    panel = page.panel
    page.setFocus()
    for widget in (panel.decided_box, panel.strips["scores"].button, panel.list.viewport()):
        panel.filter.line.setFocus() if widget is panel.list.viewport() else page.setFocus()
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        assert page.hasFocus()


def test_escape_leads_from_the_filter_to_the_page(qtbot: QtBot, page: Page) -> None:
    page.panel.filter.line.setFocus()
    qtbot.keyClick(page.panel.filter.line, Qt.Key.Key_Escape)
    assert page.hasFocus()


def test_keys_on_the_chooser_open_it_or_are_left_to_the_page(qtbot: QtBot, page: Page) -> None:
    button = page.panel.button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_3)
    assert page.pressed == [Qt.Key.Key_3]
    assert not page.panel.menu.isVisible()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert page.panel.menu.isVisible()
    page.panel.menu.hide()


@pytest.mark.parametrize("height", [460, 900])
def test_the_list_has_at_least_half_of_the_height(
    qtbot: QtBot, panel: QueuePanel, queue: ReviewQueue, height: int
) -> None:
    panel.show_queue(replace(queue, notes=("A note on what is missing. " * 8,)))
    panel.show_progress(PROGRESS)
    panel.resize(panel.width(), height)
    qtbot.waitUntil(lambda: panel.list.y() <= height // 2)
    assert panel.list.height() >= height // 2 - 60


@pytest.mark.usefixtures("large_font")
def test_large_letters_take_no_more_width_than_there_is(
    qtbot: QtBot, gallery: Gallery, queue: ReviewQueue, tmp_path: Path
) -> None:
    panel = QueuePanel(ICONS)
    qtbot.addWidget(panel)
    panel.open_gallery(gallery)
    panel.offer(known(gallery, "scores"))
    panel.show_queue(queue)
    panel.show_progress(PROGRESS)
    panel.resize(panel.width(), 500)
    panel.show()
    qtbot.waitExposed(panel)

    assert panel.width() <= 360
    for label in panel.findChildren(QLabel):
        if label.isVisible() and label.parent() is not panel.menu:
            right = label.mapTo(panel, label.rect().topRight()).x()
            assert right <= panel.width()
