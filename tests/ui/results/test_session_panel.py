"""The lists at the left: sessions, people and panels, by mouse and by key."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.panel import Panel
from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui import theme
from fmnist_gui.ui.line_list.line import Line, LineDelegate, below, lines
from fmnist_gui.ui.line_list.line_model import LineModel
from fmnist_gui.ui.results.choice import PanelChosen, PeopleChosen, SessionsChosen
from fmnist_gui.ui.results.page import ResultsPage
from fmnist_gui.ui.results.seating import gathered
from fmnist_gui.ui.workspace import Workspace
from tests.core.session.example import START, played
from tests.ui.results.shown import keep, settle, told, words

pytestmark = pytest.mark.window


@pytest.fixture
def histories(workspace: Workspace) -> list[History]:
    """Three sessions of Me, the newest first, then one of Mira."""
    made = [
        played(8, 10, started_at=START + timedelta(days=day), seed=day) for day in (3, 2, 1)
    ] + [played(9, 10, name="Mira")]
    keep(workspace, *made)
    return made


def click(qtbot: QtBot, page: ResultsPage, row: int, modifier: Qt.KeyboardModifier) -> None:
    view = page.panel.sessions.view
    place = view.visualRect(page.panel.sessions.model.index(row)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def ids(*histories: History) -> SessionsChosen:
    return SessionsChosen(tuple(history.record.id for history in histories))


def test_ctrl_and_shift_take_several_sessions_together(
    qtbot: QtBot, page: ResultsPage, histories: list[History]
) -> None:
    page.show()
    told(qtbot, page)
    assert page.panel.choice == ids(histories[0])
    click(qtbot, page, 2, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.choice == ids(histories[0], histories[2])
    assert told(qtbot, page) is page.group
    click(qtbot, page, 0, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClick(page.panel.sessions.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.panel.choice == ids(histories[0], histories[1])


def test_all_sessions_of_the_person_are_one_click_away(
    qtbot: QtBot, page: ResultsPage, histories: list[History]
) -> None:
    page.show()
    told(qtbot, page)
    button = page.panel.sessions.whole_button
    assert button.accessibleName() == "All 3 of Me"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.panel.choice == ids(*histories[:3])
    assert not button.isVisible()
    told(qtbot, page)
    page.show_session(histories[3].record.id)
    told(qtbot, page)
    assert not button.isVisible()


def test_people_begin_with_everybody_and_arrows_go_to_one(
    qtbot: QtBot, page: ResultsPage, histories: list[History]
) -> None:
    page.show()
    told(qtbot, page)
    qtbot.mouseClick(page.panel.switch.buttons["people"], Qt.MouseButton.LeftButton)
    me, mira = (histories[place].record.annotator.id for place in (0, 3))
    assert page.panel.choice == PeopleChosen((me, mira))
    told(qtbot, page)
    qtbot.keyClick(page.panel.people, Qt.Key.Key_Down)
    assert page.panel.choice == PeopleChosen((me,))
    assert told(qtbot, page) is page.group
    assert page.group.pool is not None


def test_without_a_panel_the_list_says_what_one_is(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    keep(workspace, played(8, 10))
    page.show()
    shown = told(qtbot, page)
    qtbot.mouseClick(page.panel.switch.buttons["panels"], Qt.MouseButton.LeftButton)
    assert page.panel.no_panel.isVisible()
    assert "Begin one on the Play page" in words(page.panel)
    assert page.story_column is shown


def test_panels_are_those_set_up_and_decks_that_several_people_answered(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    alone, set_up = played(7, 20), played(8, 30, name="Ada")
    shared = [played(8, 10), played(9, 10, name="Mira", started_at=START + timedelta(hours=1))]
    panel = Panel(uuid4(), set_up.record.deck, ("Ada", "Grace", "Lin"), START)
    # Who is simulated says nothing together with people.
    guest = played(9, 10, name="Simulated 1", is_simulated=True)
    keep(workspace, alone, set_up, *shared, guest, panels=[panel])
    page.show()
    told(qtbot, page)
    page.panel.switch.choose("panels")
    rows = [page.panel.panels.lines.index(row) for row in range(2)]
    said = [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    assert said == [
        "Ada, Grace and Lin, 30 of 90 labels",
        "Me and Mira, 20 of 20 labels, complete",
    ]
    assert page.panel.choice == PanelChosen(panel.deck.sha256)


def test_the_keyboard_is_in_the_list_that_is_shown(
    qtbot: QtBot, page: ResultsPage, histories: list[History]
) -> None:
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    told(qtbot, page)
    page.setFocus()
    assert page.panel.sessions.view.hasFocus()
    page.panel.switch.choose("people")
    page.setFocus()
    assert page.panel.people.hasFocus()


def test_what_is_marked_is_told_nobody(
    qtbot: QtBot, page: ResultsPage, histories: list[History]
) -> None:
    page.show()
    told(qtbot, page)
    with qtbot.assertNotEmitted(page.panel.chosen):
        page.panel.mark(ids(histories[1], histories[2]))
    assert page.panel.choice == ids(histories[1], histories[2])


def test_the_history_of_a_preset_is_all_its_sessions(
    qtbot: QtBot, page: ResultsPage, histories: list[History], workspace: Workspace
) -> None:
    keep(workspace, played(15, 20))
    page.show()
    told(qtbot, page)
    page.show_history("Me", "standard-100")
    qtbot.waitUntil(lambda: page.shown == ids(*histories[:3]))


def test_a_selection_that_is_left_at_once_is_told_when_one_comes_back(
    qtbot: QtBot, page: ResultsPage, histories: list[History], workspace: Workspace
) -> None:
    page.show()
    told(qtbot, page)
    # It would be told at the next turn of the event loop.
    page.panel.sessions._settled.setInterval(0)
    click(qtbot, page, 1, Qt.KeyboardModifier.ControlModifier)
    with qtbot.assertNotEmitted(page.panel.chosen):
        page.hide()
        settle(qtbot, workspace)
    with qtbot.waitSignal(page.panel.chosen) as chosen:
        page.show()
    assert chosen.args == [ids(histories[0], histories[1])]


def test_sessions_of_others_can_be_added_from_the_list_and_the_empty_page(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    with qtbot.waitSignal(page.sessions_asked):
        qtbot.mouseClick(page.empty.add_button, Qt.MouseButton.LeftButton)
    keep(workspace, played(8, 10))
    page.refresh()
    told(qtbot, page)
    with qtbot.waitSignal(page.sessions_asked):
        qtbot.mouseClick(page.panel.add_button, Qt.MouseButton.LeftButton)


def test_what_was_done_gives_way_to_when(qtbot: QtBot, dark: None) -> None:
    row = Line("Ada", "8 of 10", "Simulated, Standard 200", "49.0–94.3 %", "28 Nov 14:05")
    metrics = QFontMetrics(theme.font(theme.SMALL))
    when = metrics.horizontalAdvance(row.when)
    assert below(row, metrics, 1000) == "Simulated, Standard 200, 28 Nov 14:05"
    cut = below(row, metrics, 2 * when)
    assert cut.startswith("Sim")
    assert cut.endswith("…, 28 Nov 14:05")
    assert metrics.horizontalAdvance(cut) <= 2 * when
    assert below(row, metrics, when + 10) == "28 Nov 14:05"


def test_a_name_is_told_whole_before_score_and_time(qtbot: QtBot, dark: None) -> None:
    row = Line("Simulated 5", "693 of 1,000", "Replicate", "66.4–72.1 %", "28 Nov 14:05")
    bold = QFontMetrics(theme.font(theme.NORMAL, weight=QFont.Weight.DemiBold))
    small = QFontMetrics(theme.font(theme.SMALL))
    usual = bold.horizontalAdvance(row.name) + bold.horizontalAdvance(row.score) + 12
    assert lines(row, bold, small, usual, gap=12)[0] == (row.name, row.score)
    narrow = small.horizontalAdvance(row.score) + small.horizontalAdvance(row.interval) + 12
    assert bold.horizontalAdvance(row.name) <= narrow < usual
    told = lines(row, bold, small, narrow, gap=12)
    assert told == ((row.name, ""), (row.score, row.interval))
    # A name that is cut in any case moves nothing.
    endless = replace(row, name="Simulated " * 20)
    assert lines(endless, bold, small, narrow, gap=12)[0] == (endless.name, row.score)


def test_the_line_that_the_keyboard_stands_on_is_outlined(dark: None) -> None:
    row = Line("Ada", "8 of 10", "Quick 20", "49–94 %")
    model = LineModel()
    model.show_lines([("ada", row)])

    def edge(state: QStyle.StateFlag) -> QColor:
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 200, 50)
        option.state = state
        image = QImage(200, 50, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        LineDelegate().paint(painter, option, model.index(0))
        painter.end()
        return image.pixelColor(199, 25)

    flag = QStyle.StateFlag
    accent = QColor(theme.current().accent)
    assert edge(flag.State_Selected | flag.State_HasFocus) == accent
    assert edge(flag.State_Selected) != accent


def test_who_began_at_the_same_moment_is_seated_by_name() -> None:
    made = [
        SessionSummary(
            id=uuid4(),
            annotator=Annotator(uuid4(), f"Simulated {n}"),
            preset="quick-20",
            state="complete",
            n=20,
            correct=15,
            count=20,
            answered=20,
            started_at=START,
            fingerprint="f" * 64,
            data_identity=None,
            is_simulated=True,
            deck_code="00000000",
        )
        for n in (3, 1, 2)
    ]
    assert [seat.name for seat in gathered(made)] == [f"Simulated {n}" for n in (1, 2, 3)]
