"""The list of queues: one alone by a click, several by ticks, and what the others lack."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.ui.review.queue_menu import KeysChosen, QueueMenu
from fmnist_gui.ui.review.queue_menu_row import HelpAsked
from fmnist_gui.ui.review.queue_offer import QueueOffer

THERE = {"margin", "self-confidence", "suspects"}
OFFERS = tuple(
    QueueOffer(r.key, r.title, r.ranks_by, r.need, is_there=r.key in THERE)
    for r in RANKINGS.values()
)


class Stage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.menu = QueueMenu(self)
        self.menu.offer(OFFERS)
        self.button = QWidget()
        QVBoxLayout(self).addWidget(self.button)
        self.button.setFixedHeight(20)
        self.heard: list[object] = []
        self.menu.chosen.connect(self.heard.append)
        self.menu.help_asked.connect(self.heard.append)
        self.resize(900, 560)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    made = Stage()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.menu.say(("margin",))
    made.menu.hang(made.button)
    return made


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_click_takes_one_queue_alone_and_closes(qtbot: QtBot, stage: Stage) -> None:
    click(qtbot, stage.menu.rows["suspects"].button)

    assert stage.heard == [KeysChosen(("suspects",))]
    assert stage.menu.keys == ("suspects",)
    assert not stage.menu.isVisible()


def test_ticks_make_a_mixture_and_the_list_stays(qtbot: QtBot, stage: Stage) -> None:
    stage.menu.rows["self-confidence"].box.click()

    assert stage.heard == [KeysChosen(("margin", "self-confidence"))]
    assert stage.menu.isVisible()


def test_the_last_tick_cannot_be_taken_away(stage: Stage) -> None:
    stage.menu.rows["margin"].box.click()

    assert stage.heard == []
    assert stage.menu.keys == ("margin",)


def test_a_queue_that_lacks_something_says_what_and_cannot_be_chosen(stage: Stage) -> None:
    row = stage.menu.rows["human"]

    assert not row.button.isEnabled()
    assert not row.box.isEnabled()
    assert row.sentence.text().startswith("It needs human counts: add some with File")
    assert stage.menu.rows["margin"].sentence.text() == RANKINGS["margin"].ranks_by
    assert not stage.menu.rows["margin"].help_button.isVisibleTo(stage.menu)


@pytest.mark.parametrize(
    ("key", "help"), [("models", "scores"), ("duplicates", "neighbours"), ("human", "add")]
)
def test_what_can_be_done_about_a_lack_is_a_click_away(
    qtbot: QtBot, stage: Stage, key: str, help: str
) -> None:
    click(qtbot, stage.menu.rows[key].help_button)

    assert stage.heard == [HelpAsked(help)]  # type: ignore[arg-type]
    assert not stage.menu.isVisible()


def test_it_stays_inside_the_window(stage: Stage) -> None:
    window, menu = stage.geometry(), stage.menu.geometry()
    assert window.contains(menu)
    assert len(stage.menu.rows) == len(RANKINGS)


@pytest.mark.usefixtures("dark")
def test_all_queues_are_in_sight_in_a_usual_window(qtbot: QtBot) -> None:
    stage = Stage()
    qtbot.addWidget(stage)
    # Of a window of 800 px there are 630 below the button, which stands in the middle here.
    stage.resize(1280, 2 * (630 + 22))
    stage.show()
    qtbot.waitExposed(stage)
    stage.menu.offer([replace(offer, is_there=True) for offer in OFFERS])
    stage.menu.hang(stage.button)
    rows = list(stage.menu.rows.values())

    qtbot.waitUntil(lambda: rows[0].visibleRegion().boundingRect() == rows[0].rect())
    assert rows[-1].visibleRegion().boundingRect() == rows[-1].rect()


@pytest.mark.usefixtures("large_font")
def test_large_letters_keep_it_inside_too(qtbot: QtBot) -> None:
    made = Stage()
    qtbot.addWidget(made)
    made.show()
    made.menu.hang(made.button)
    assert made.geometry().contains(made.menu.geometry())
