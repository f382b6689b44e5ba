"""Several sessions of one person, pooled; several people, ranked where intervals are apart."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.record import History
from fmnist_gui.core.stats.percent import percent_range
from fmnist_gui.core.stats.proportion import anytime
from fmnist_gui.ui.results.board_card import BoardCard
from fmnist_gui.ui.results.choice import PeopleChosen, SessionsChosen
from fmnist_gui.ui.results.page import ResultsPage
from fmnist_gui.ui.results.pool_card import PoolCard
from fmnist_gui.ui.workspace import Workspace
from tests.core.session.example import START, played
from tests.ui.results.shown import add_scores, keep, show_choice, told, words

pytestmark = pytest.mark.window


def sessions(*histories: History) -> SessionsChosen:
    return SessionsChosen(tuple(history.record.id for history in histories))


def people(*histories: History) -> PeopleChosen:
    return PeopleChosen(tuple(history.record.annotator.id for history in histories))


def test_images_that_came_twice_count_once_and_the_best_session_is_no_headline(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    first, better = played(12, 20), played(19, 20, started_at=START + timedelta(days=1))
    keep(workspace, first, better)
    column = show_choice(qtbot, page, sessions(first, better))
    card = column.cards["pool 0"]
    said = words(card)
    assert "You agreed with Zalando's label on 12 of 20 images in 2 sessions." in said
    assert "95 % interval" in said
    assert "which holds however often one looks" in said
    assert "20 answers were dropped" in words(column)
    assert "19 of 20" not in said


def test_the_history_shows_every_session_beside_the_pooled_score(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    made = [played(n, 20, started_at=START + timedelta(days=n)) for n in (12, 15, 18)]
    keep(workspace, *made)
    show_choice(qtbot, page, people(made[0]))
    table = page.group.figure_cards["history"].figure.table
    assert [row[3] for row in table.rows[1:]] == ["18", "15", "12"]


def test_conditions_are_kept_apart_and_each_has_its_charts(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    usual, flash = played(15, 20), played(60, 100, protocol="flash")
    keep(workspace, usual, flash)
    column = show_choice(qtbot, page, people(usual))
    cards = [card for card in column.cards.values() if isinstance(card, PoolCard)]
    assert [("60 of 100" in words(card), "15 of 20" in words(card)) for card in cards] == [
        (True, False),
        (False, True),
    ]
    assert page.group.pool is not None
    assert page.group.pool.count == 100
    assert column.figure_cards["classes"].figure.table.rows[0][2] == "10"
    qtbot.mouseClick(cards[1].detail_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.group.pool is not None and page.group.pool.count == 20)
    qtbot.waitUntil(lambda: page.group.is_whole)
    assert page.group.figure_cards["classes"].figure.table.rows[0][2] == "2"


def test_people_share_places_while_their_intervals_overlap(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    ann, bo, cecil = (
        played(right, 100, name=name) for right, name in ((95, "Ann"), (90, "Bo"), (50, "Cecil"))
    )
    keep(workspace, ann, bo, cecil)
    column = show_choice(qtbot, page, people(ann, bo, cecil))
    table = column.figure_cards["board 0"].figure.table
    places = [(row[0], row[1], row[2], row[5]) for row in table.rows]
    assert places == [
        ("1–2", "Ann", "95 %", "100"),
        ("1–2", "Bo", "90 %", "100"),
        ("3", "Cecil", "50 %", "100"),
    ]


def test_a_click_on_somebody_shows_all_about_that_one(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    ann, bo = played(95, 100, name="Ann"), played(50, 100, name="Bo")
    keep(workspace, ann, bo)
    column = show_choice(qtbot, page, people(ann, bo))
    board = column.cards["board 0"]
    assert isinstance(board, BoardCard)
    spot = board.chart.scene.spots[1]
    with qtbot.waitSignal(page.panel.chosen, raising=False, timeout=0):
        pass
    qtbot.mouseClick(
        board.chart, Qt.MouseButton.LeftButton, pos=board.chart.place(spot).center() + QPoint(1, 0)
    )
    qtbot.waitUntil(lambda: page.shown == people(bo), timeout=15_000)
    assert page.panel.choice == people(bo)
    assert "Bo agreed" in words(told(qtbot, page))


def test_several_people_are_compared_first_in_a_sentence_then_beside_what_was_published(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    ann, bo, cecil = (
        played(right, 200, name=name) for right, name in ((190, "Ann"), (186, "Bo"), (100, "Cecil"))
    )
    again = played(19, 20, name="Ann", first=200, started_at=START + timedelta(days=1))
    keep(workspace, ann, again, bo, cecil)
    column = show_choice(qtbot, page, people(ann, bo, cecil))
    assert list(column.cards) == ["people", "comparison", "board 0", "history 0"]
    said = words(column.cards["people"])
    assert "Ann stands above Cecil." in said
    assert "Ann cannot be told from Bo: their 95 % intervals overlap." in said
    beside = column.figure_cards["comparison"].figure
    assert [row[0] for row in beside.table.rows[:4]] == [
        *("Cecil", "Bo", "Ann"),
        "Fashion-MNIST-H, one worker",
    ]
    assert "the majority of three people: 2 higher and 1 lower." in beside.sentence
    course = column.figure_cards["history 0"].figure
    assert "The sessions of 1 person one by one" in course.sentence
    assert {row[2] for row in course.table.rows} == {"Ann"}
    assert "Not drawn: 2 with one session each." in course.note


def test_doubts_are_shown_on_the_leaderboard(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    ann, bo = played(80, 100, name="Ann", seen=range(10)), played(50, 100, name="Bo")
    keep(workspace, ann, bo)
    column = show_choice(qtbot, page, people(ann, bo))
    rows = column.figure_cards["board 0"].figure.table.rows
    assert "10 images had been seen before" in rows[0][-1]
    assert rows[1][-1] == ""
    assert "! marks sessions that are in doubt" in words(column)
    assert "Ann: 10 images had been seen before" in words(column.cards["people"])
    beside = {row[0]: row[-1] for row in column.figure_cards["comparison"].figure.table.rows}
    assert "10 images had been seen before" in beside["Ann"]
    assert beside["Bo"] == "this program"


def test_who_is_simulated_or_alone_with_a_condition_has_no_place(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    ann = played(15, 20, name="Ann")
    flash = played(60, 100, name="Robert", protocol="flash")
    simulated = played(19, 20, name="Simulated 1", is_simulated=True)
    keep(workspace, ann, flash, simulated)
    column = show_choice(qtbot, page, people(ann, flash, simulated))
    assert set(column.cards) == {"people", "alone", "comparison"}
    assert "No two people here share a condition" in words(column.cards["people"])
    said = words(column)
    assert "Simulated 1 (simulated), standard, 280 px, bicubic: 19 of 20: 95 %, 95 %" in said
    drawn = {row[0]: row for row in column.figure_cards["comparison"].figure.table.rows}
    interval = percent_range(anytime(19, 20))
    assert f"95 % interval {interval}, which holds" in words(column.cards["alone"])
    assert interval in drawn["Simulated 1"]
    assert "those measured here hold however often" in words(column.figure_cards["comparison"])
    assert "Robert, flash 300/200/200 ms, 280 px, bicubic: 60 of 100: 60 %" in said


def test_open_and_unscored_sessions_tell_nothing_and_are_counted(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    practice = played(25, 34, protocol="practice")
    unfinished = played(9, 10, planned=20)
    done = played(15, 20, started_at=START + timedelta(days=1))
    keep(workspace, practice, unfinished)
    column = show_choice(qtbot, page, sessions(practice, unfinished))
    assert words(column).startswith("Nothing is scored here yet\nAll 2 sessions are still open")
    keep(workspace, done)
    column = show_choice(qtbot, page, sessions(done, practice, unfinished))
    assert "15 of 20 images" in words(column)
    assert "2 sessions enter no score" in words(column)


def test_the_crowd_and_models_stand_beside_a_pool(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    add_scores(workspace, dataset)
    fingerprint = dataset.splits["test"].fingerprint
    made = [
        played(n, 20, fingerprint=fingerprint, started_at=START + timedelta(days=n))
        for n in (12, 15)
    ]
    keep(workspace, *made)
    column = show_choice(qtbot, page, people(made[0]))
    qtbot.waitUntil(lambda: {"crowd", "model"} <= set(column.cards) and column.is_whole)
    assert "On these very 20 images the average crowd worker scored" in words(column.cards["crowd"])


def test_simulated_annotators_alone_are_told_why_they_have_no_place(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    first, second = (
        played(right, 20, name=f"Simulated {right}", is_simulated=True) for right in (9, 15)
    )
    keep(workspace, first, second)
    said = words(show_choice(qtbot, page, people(first, second)).cards["people"])
    assert "2 simulated annotators" in said
    assert "Simulated annotators have no place among people" in said
