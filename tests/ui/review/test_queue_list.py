"""The list of a queue shows only what is in sight, follows the desk and leaves it its keys."""

import time

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.review.queue import NO_CLASS, Candidate, ReviewQueue, queue_of
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.image.told import ToldChanged
from fmnist_gui.ui.review.queue_list import QueueList
from fmnist_gui.ui.review.queue_model import QueueModel
from fmnist_gui.ui.review.queue_row import QueueRow
from tests import sample
from tests.store.sample import decision

MANY = 70_000


class Page(QWidget):
    """Remembers the keys that the list left to it."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[int] = []
        self.list = QueueList()
        QVBoxLayout(self).addWidget(self.list)
        self.resize(300, 400)

    def keyPressEvent(self, event: object) -> None:
        self.pressed.append(event.key())  # type: ignore[attr-defined]


@pytest.fixture
def gallery(dataset: Dataset) -> Gallery:
    return gallery_of(dataset)


@pytest.fixture
def page(qtbot: QtBot, gallery: Gallery, queue: ReviewQueue) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.list.show_queue(queue, gallery)
    made.show()
    qtbot.waitExposed(made)
    return made


def row(rows: QueueModel, position: int) -> QueueRow:
    found = rows.data(rows.index(position), Qt.ItemDataRole.UserRole)
    assert isinstance(found, QueueRow)
    return found


def test_a_line_says_what_the_queue_says(page: Page, queue: ReviewQueue) -> None:
    found = row(page.list.rows, 1)

    assert (found.number, found.place) == (305, "test 5")
    assert (found.label_name, found.suggested_name) == ("Sandal", "Shirt")
    said = page.list.rows.data(page.list.rows.index(1), Qt.ItemDataRole.ToolTipRole)
    assert said == "test 5, labelled Sandal, perhaps Shirt, a model says so"


@pytest.mark.parametrize(
    ("kind", "to_class", "verdict", "is_changed"),
    [
        ("keep", None, "kept", False),
        ("relabel", 3, "is Dress", True),
        ("bad", None, "bad image", True),
        ("ambiguous", None, "ambiguous", True),
        ("duplicate", None, "duplicate", True),
        ("unsure", None, "unsure", False),
    ],
)
def test_what_was_decided_stands_in_the_line(
    page: Page, kind: str, to_class: int | None, verdict: str, is_changed: bool
) -> None:
    made = decision(5, kind, to_class=to_class)  # type: ignore[arg-type]
    page.list.rows.decision_of = lambda number: made if number == 305 else None
    page.list.rows.refresh([305])

    assert row(page.list.rows, 1).verdict == verdict
    assert row(page.list.rows, 1).is_changed == is_changed
    assert row(page.list.rows, 0).verdict == ""


def test_only_lines_that_changed_are_painted_again(qtbot: QtBot, page: Page) -> None:
    heard: list[tuple[int, int]] = []
    page.list.rows.dataChanged.connect(lambda a, b: heard.append((a.row(), b.row())))
    page.list.rows.refresh([12, 999])
    page.list.rows.refresh_all()
    assert heard == [(2, 2), (0, 4)]


def test_a_click_asks_for_the_image_and_following_does_not(qtbot: QtBot, page: Page) -> None:
    heard: list[ImageAsked] = []
    page.list.image_asked.connect(heard.append)
    page.list.follow(3)
    assert page.list.current == 3
    assert heard == []

    height = page.list.rowHeight(0)
    QTest.mouseClick(
        page.list.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(40, height + height // 2),
    )
    assert heard == [ImageAsked(305)]


def test_arrows_walk_and_other_keys_are_left_to_the_page(qtbot: QtBot, page: Page) -> None:
    heard: list[int] = []
    page.list.image_asked.connect(lambda asked: heard.append(asked.number))
    page.activateWindow()
    page.list.setFocus()
    qtbot.waitUntil(page.list.hasFocus)
    page.list.follow(7)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_K, Qt.Key.Key_3):
        QTest.keyClick(page.list, key)

    assert heard == [305, 410]
    assert page.pressed == [Qt.Key.Key_K, Qt.Key.Key_3]


def test_an_image_that_is_not_here_marks_nothing(page: Page) -> None:
    page.list.follow(7)
    page.list.follow(99)
    assert page.list.current is None


def test_labels_that_come_into_sight_are_told(qtbot: QtBot, gallery: Gallery) -> None:
    page = Page()
    qtbot.addWidget(page)
    numbers = range(0, 600, 3)
    page.list.show_queue(
        queue_of("m", "M", "", candidates=[Candidate(n, 0, 0.0, None, "") for n in numbers]),
        gallery,
    )
    heard: list[ToldChanged] = []
    page.list.told_changed.connect(heard.append)
    page.show()
    qtbot.waitUntil(lambda: bool(heard))
    first = heard[-1].numbers
    assert first[0] == 0
    assert len(first) == -(-page.list.viewport().height() // page.list.rowHeight(0))

    page.list.follow(597)
    qtbot.waitUntil(lambda: heard[-1].numbers != first)
    assert heard[-1].numbers[-1] == 597


def test_a_whole_data_set_scrolls_and_follows_without_delay(qtbot: QtBot) -> None:
    images = np.zeros((MANY, 4, 4), dtype=np.uint8)
    labels = np.zeros(MANY, dtype=np.uint8)
    gallery = sample.gallery(Split("train", images, labels, "0" * 64))
    asked: list[int] = []

    def why(number: int) -> str:
        asked.append(number)
        return ""

    order = np.random.default_rng(0).permutation(MANY)
    queue = ReviewQueue(
        "m",
        "M",
        "",
        numbers=order,
        labels=labels,
        scores=np.zeros(MANY),
        suggested=np.full(MANY, NO_CLASS),
        why=why,
        decided=np.empty(0, dtype=np.intp),
    )
    page = Page()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    queue.position_of(0)

    begun = time.perf_counter()
    page.list.show_queue(queue, gallery)
    for position in range(0, MANY, 1000):
        page.list.follow(int(order[position]))
        page.list.viewport().repaint()
    per_step_s = (time.perf_counter() - begun) / (MANY / 1000)

    assert page.list.current == order[MANY - 1000]
    # Some ten lines a step are in sight; all others were never made.
    assert len(asked) < 30 * MANY / 1000
    assert per_step_s < 0.1


@pytest.mark.usefixtures("large_font")
def test_long_names_are_shortened_within_the_line(qtbot: QtBot, dataset: Dataset) -> None:
    from dataclasses import replace

    names = tuple(f"{name} with a very long name indeed" for name in dataset.class_names)
    gallery = gallery_of(replace(dataset, class_names=names))
    page = Page()
    qtbot.addWidget(page)
    page.list.show_queue(queue_of("m", "M", "", candidates=[Candidate(0, 0, 0.0, 3, "")]), gallery)
    page.show()
    qtbot.waitExposed(page)

    picture = page.list.viewport().grab().toImage()
    right = picture.width() - round(2 * picture.devicePixelRatio())
    ground = QColor(theme.current().card).rgb()
    line = range(2, page.list.rowHeight(0) - 4)
    assert {picture.pixel(right, y) for y in line} == {ground}
