"""What can be gone on with: what, how far, when, by whom, and with which data."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start, begin
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.play.past import read_past
from fmnist_gui.ui.play.resume_list import NEWER_PROGRAM, SHOWN, unfinished
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.play.conftest import Asker

LEFT = Qt.MouseButton.LeftButton
NOW = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.window


def begun(
    ask: Asker,
    workspace: Workspace,
    *,
    rules: Protocol | None = None,
    name: str = "Me",
    answers: int = 1,
    at: datetime = NOW,
    is_over: bool = False,
) -> Session:
    """Begin a session and answer a few images of it."""
    dataset = workspace.dataset
    assert dataset is not None
    start = Start(rules or preset("quick-20"), name, 3, "0.1", day=at.astimezone().date())

    def verb(store: LabelStore) -> Session:
        session = begin(store, dataset, start, now=at)
        for _ in range(answers):
            session.shown(0, at)
            said = session.answer(0, response_ns=1, answered_at=at, device="key", key="0")
            assert said is not None
            store.append(said)
        if is_over and (event := session.finish(at)):
            store.append(event)
        return session

    return ask(verb)


def lines(qtbot: QtBot, play: PlayPage, count: int) -> list[str]:
    play.front.refresh()
    shown = play.setup.resume_list
    qtbot.waitUntil(lambda: len(shown.lines) == count)
    return [f"{line.title}: {line.detail}" for line in shown.lines]


def test_a_line_says_what_how_far_and_when(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    begun(ask, workspace, answers=7)
    when = NOW.astimezone().strftime("%d %b %Y, %H:%M")
    assert lines(qtbot, play, 1) == [f"Quick 20: 7 of 20 answered, begun {when}"]


def test_other_peoples_sessions_are_not_listed(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    begun(ask, workspace, name="Bob")
    mine = begun(ask, workspace, rules=preset("flash"))
    lines(qtbot, play, 1)
    workspace.choose_annotator("Bob")
    play.front.refresh()
    qtbot.waitUntil(lambda: "Quick 20" in play.setup.resume_list.lines[0].title)
    workspace.choose_annotator("Me")
    play.front.refresh()
    qtbot.waitUntil(lambda: "Flash" in play.setup.resume_list.lines[0].title)
    qtbot.mouseClick(play.setup.resume_buttons()[0], LEFT)
    qtbot.waitUntil(lambda: play.sitting is not None)
    assert play.sitting is not None
    assert play.sitting.session.record.id == mine.record.id


def test_what_is_over_is_not_listed_even_when_it_is_not_complete(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    # Whoever left before the first answer was offered a session that could not be resumed.
    begun(ask, workspace, answers=0, is_over=True)
    begun(ask, workspace, answers=3, is_over=True)
    begun(ask, workspace, rules=preset("flash"), answers=2)
    assert ["Flash" in line for line in lines(qtbot, play, 1)] == [True]


def test_a_session_of_other_data_names_them_and_waits(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    before = workspace.dataset
    assert before is not None
    begun(ask, workspace)
    workspace.show_dataset(sample.dataset(40, 40, identity=None))
    (line,) = lines(qtbot, play, 1)
    assert line.startswith("Quick 20: 1 of 20 answered")
    (shown,) = play.setup.resume_list.lines
    assert "needs Fashion-MNIST" in shown.problem
    assert before.splits["test"].fingerprint[:16] in shown.problem
    assert not play.setup.resume_buttons()[0].isEnabled()
    workspace.show_dataset(before)
    qtbot.waitUntil(lambda: play.setup.resume_buttons()[0].isEnabled())


def test_rules_of_a_newer_program_are_named(
    play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    begun(ask, workspace)
    (summary,) = ask(lambda store: store.sessions())
    newer = replace(summary, preset="underwater", rules=None)
    (line,) = unfinished([newer], (), workspace.dataset)
    assert (line.title, line.problem) == ("underwater", NEWER_PROGRAM)


def test_the_newest_are_shown_and_the_others_on_demand(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    for number in range(SHOWN + 2):
        at = NOW + timedelta(hours=number)
        begun(ask, workspace, rules=preset("daily"), at=at, answers=number + 1)
    listed = lines(qtbot, play, SHOWN + 2)
    assert listed[0].startswith(f"Daily: {SHOWN + 2} of 20")
    more = play.setup.resume_list.more_button
    assert len(play.setup.resume_buttons()) == SHOWN
    assert more.text() == "Show 2 more"
    qtbot.mouseClick(more, LEFT)
    assert len(play.setup.resume_buttons()) == SHOWN + 2
    assert not more.isVisible()


def past_of(ask: Asker, workspace: Workspace, day: date) -> SessionSummary | None:
    dataset = workspace.dataset
    return ask(lambda store: read_past(store, dataset, annotator="Me", day=day)).today


def test_todays_session_is_that_of_the_day_the_data_and_the_person(
    play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    day = NOW.astimezone().date()
    begun(ask, workspace, rules=preset("daily"), name="Bob")
    begun(ask, workspace, rules=preset("daily"), at=NOW - timedelta(days=1))
    begun(ask, workspace, rules=preset("daily"), answers=0, is_over=True)
    assert past_of(ask, workspace, day) is None
    mine = begun(ask, workspace, rules=preset("daily"))
    today = past_of(ask, workspace, day)
    assert today is not None
    assert today.id == mine.record.id
    assert past_of(ask, workspace, day + timedelta(days=1)) is None
    workspace.show_dataset(sample.dataset(40, 40, identity=None))
    assert past_of(ask, workspace, day) is None


def test_todays_result_is_asked_for_from_the_page(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    session = begun(
        ask, workspace, rules=preset("daily"), answers=20, at=datetime.now(UTC), is_over=True
    )
    play.front.refresh()
    qtbot.waitUntil(play.setup.card("daily").link.isVisible)
    with qtbot.waitSignal(play.result_asked) as told:
        qtbot.mouseClick(play.setup.card("daily").link, LEFT)
    assert told.args is not None
    assert told.args[0].session_id == session.record.id


@pytest.mark.parametrize("is_over", [True, False])
def test_todays_images_are_not_answered_twice_by_whoever_has_just_written_a_name(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker, is_over: bool
) -> None:
    session = begun(
        ask,
        workspace,
        rules=preset("daily"),
        name="Bob",
        answers=20 if is_over else 4,
        at=datetime.now(UTC),
        is_over=is_over,
    )
    shown: list[UUID] = []
    play.result_asked.connect(lambda asked: shown.append(asked.session_id))
    play.setup.grid.choose("daily")
    play.setup.name_box.setEditText("Bob")
    assert play.setup.start_button.text() == "Start Daily"
    qtbot.mouseClick(play.setup.start_button, LEFT)
    qtbot.waitUntil(lambda: bool(shown) or play.sitting is not None)
    assert shown == ([session.record.id] if is_over else [])
    if play.sitting is not None:
        assert play.sitting.session.record.id == session.record.id
    assert len(ask(lambda store: store.sessions())) == 1


def test_own_rules_are_told_apart_by_their_summary(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    begun(ask, workspace, rules=custom(count=30, sampling="stratified"))
    (line,) = lines(qtbot, play, 1)
    assert line.startswith("Custom: 30 test images, stratified: 1 of 30 answered")


def test_the_history_is_asked_for_from_the_page(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    begun(ask, workspace, rules=preset("blitz"), is_over=True)
    play.front.refresh()
    qtbot.waitUntil(play.setup.card("blitz").link.isVisible)
    with qtbot.waitSignal(play.history_asked) as told:
        qtbot.mouseClick(play.setup.card("blitz").link, LEFT)
    assert told.args is not None
    assert (told.args[0].preset, told.args[0].annotator) == ("blitz", "Me")


def test_presets_are_greyed_by_what_this_person_has_met(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    workspace.choose_annotator("Ada")
    workspace.expose(workspace.split("test"), range(250), source="explore")
    ask(lambda _store: None)
    play.front.refresh()
    card = play.setup.card("standard-100")
    qtbot.waitUntil(lambda: "50 are left" in card.words)
    workspace.choose_annotator("Bob")
    play.front.refresh()
    qtbot.waitUntil(lambda: "5 minutes" in card.words)
