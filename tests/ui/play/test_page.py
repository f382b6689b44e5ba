from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.session.deck import deck_of
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Answer, History, Retraction, SessionEvent
from fmnist_gui.core.session.stimulus import scaled
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui import theme
from fmnist_gui.ui.play.page import PlayPage, SessionEnded
from fmnist_gui.ui.play.sitting_view import SittingView
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests import sample

T = TypeVar("T")

pytestmark = pytest.mark.window


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[PlayPage]:
    made = PlayPage(workspace)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.put_away()


def sit(
    qtbot: QtBot, page: PlayPage, key: str = "quick-20", *, count: int | None = None
) -> SittingView:
    page.start(preset(key), "Ada", seed=5, count=count)
    qtbot.waitUntil(lambda: page.sitting is not None)
    assert page.sitting is not None
    wait_shown(qtbot, page.sitting)
    return page.sitting


def wait_shown(qtbot: QtBot, sitting: SittingView) -> None:
    qtbot.waitUntil(lambda: sitting.session.state == "showing")


def answer(qtbot: QtBot, sitting: SittingView, number: int) -> None:
    position = sitting.session.position
    qtbot.keyClick(sitting, str(number))
    assert sitting.session.position == position + 1
    if position + 1 < sitting.session.count:
        wait_shown(qtbot, sitting)


def stored(qtbot: QtBot, workspace: Workspace, sitting: SittingView) -> History:
    session_id = sitting.session.record.id
    return ask(qtbot, workspace, lambda store: store.history(session_id))


def ask(qtbot: QtBot, workspace: Workspace, verb: Callable[[LabelStore], T]) -> T:
    answers: list[T] = []
    workspace.ask(verb, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_a_digit_answers_and_the_answer_is_stored_before_the_next_image(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    sitting = sit(qtbot, page)
    first = sitting.session.image_index
    with qtbot.waitSignal(page.answered) as told:
        qtbot.keyClick(sitting, "7")
    assert told.args is not None
    said = told.args[0]
    assert isinstance(said, Answer)
    assert (said.image_index, said.chosen, said.key, said.device) == (first, 7, "7", "key")
    assert said.response_ns > said.onset_ns
    entries = stored(qtbot, workspace, sitting).entries
    assert entries == (said,)


def test_a_click_answers_too(qtbot: QtBot, page: PlayPage) -> None:
    sitting = sit(qtbot, page)
    with qtbot.waitSignal(page.answered) as told:
        qtbot.mouseClick(sitting.grid.buttons[3], Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert (told.args[0].chosen, told.args[0].device) == (3, "mouse")


def test_the_stimulus_is_the_image_of_the_deck(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    sitting = sit(qtbot, page)
    shot = sitting.stimulus.grab().toImage()
    expected = scaled(
        workspace.split("test").images[sitting.session.image_index], side=280, smoothing="bicubic"
    )
    left, top = (shot.width() - 280) // 2, (shot.height() - 280) // 2
    for row, column in ((0, 0), (17, 250), (140, 140), (279, 279), (63, 201)):
        grey = shot.pixelColor(left + column, top + row)
        assert grey.red() == grey.green() == grey.blue() == expected[row, column]
    assert shot.pixelColor(left - 2, top - 2) == QColor(theme.STIMULUS_SURROUND)


def test_backspace_takes_back_once_and_nothing_is_deleted(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    sitting = sit(qtbot, page)
    first = sitting.session.image_index
    answer(qtbot, sitting, 1)
    answer(qtbot, sitting, 2)
    qtbot.keyClick(sitting, Qt.Key.Key_Backspace)
    wait_shown(qtbot, sitting)
    assert sitting.session.position == 1
    qtbot.keyClick(sitting, Qt.Key.Key_Backspace)
    assert sitting.session.position == 1
    assert sitting.session.image_index != first
    answer(qtbot, sitting, 3)
    entries = stored(qtbot, workspace, sitting).entries
    kinds = [type(entry) for entry in entries]
    assert kinds == [Answer, Answer, Retraction, Answer]


def test_space_hides_the_image_and_the_trial_is_flagged(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    sitting = sit(qtbot, page)
    qtbot.keyClick(sitting, Qt.Key.Key_Space)
    assert not sitting.stage.is_image_visible
    qtbot.waitUntil(lambda: not sitting.is_saving)
    qtbot.keyClick(sitting, "4")
    assert sitting.session.position == 0
    qtbot.waitUntil(lambda: len(stored(qtbot, workspace, sitting).entries) == 1)
    qtbot.keyClick(sitting, Qt.Key.Key_Space)
    wait_shown(qtbot, sitting)
    answer(qtbot, sitting, 4)
    entries = stored(qtbot, workspace, sitting).entries
    events = [entry.kind for entry in entries if isinstance(entry, SessionEvent)]
    assert events == ["paused", "resumed"]
    assert [entry.was_paused for entry in entries if isinstance(entry, Answer)] == [True]


def test_a_session_that_was_left_is_resumed_at_its_next_image(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    sitting = sit(qtbot, page)
    answer(qtbot, sitting, 1)
    left_at, session_id = sitting.session.image_index, sitting.session.record.id
    with qtbot.waitSignal(workspace.labels_changed) as told:
        qtbot.keyClick(sitting, Qt.Key.Key_Escape)
    assert told.args == [LabelsChanged("play", session_id)]
    assert page.sitting is None
    qtbot.waitUntil(lambda: bool(page.setup.resume_buttons()))
    qtbot.mouseClick(page.setup.resume_buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.sitting is not None)
    assert page.sitting is not None
    assert page.sitting.session.record.id == session_id
    assert not page.sitting.stage.is_image_visible
    qtbot.keyClick(page.sitting, Qt.Key.Key_Space)
    wait_shown(qtbot, page.sitting)
    assert page.sitting.session.image_index == left_at


def test_the_end_is_told_with_the_session(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    sitting = sit(qtbot, page, count=3)
    session_id = sitting.session.record.id
    answer(qtbot, sitting, 1)
    answer(qtbot, sitting, 2)
    with qtbot.waitSignal(page.session_ended) as told:
        qtbot.keyClick(sitting, "3")
    assert told.args == [SessionEnded(session_id)]
    (summary,) = ask(qtbot, workspace, lambda store: store.sessions())
    assert (summary.state, summary.n) == ("complete", 3)


def test_a_scored_session_says_nothing_about_right_and_wrong(qtbot: QtBot, page: PlayPage) -> None:
    sitting = sit(qtbot, page)
    for number in (1, 2, 3):
        answer(qtbot, sitting, number)
        assert all(button.verdict == "" for button in sitting.grid.buttons.values())
    assert sitting.bar.words == "4 of 20"


def test_practice_marks_the_files_label_and_any_key_goes_on(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    sitting = sit(qtbot, page, "practice")
    label = sitting.session.label
    wrong = (label + 1) % 10
    with qtbot.waitSignal(page.answered):
        qtbot.keyClick(sitting, str(wrong))
    assert sitting.grid.buttons[label].verdict == "right"
    assert sitting.grid.buttons[wrong].verdict == "wrong"
    shown = sitting.session.answers[0].image_index
    qtbot.keyClick(sitting, "x")
    wait_shown(qtbot, sitting)
    assert sitting.session.position == 1
    assert all(button.verdict == "" for button in sitting.grid.buttons.values())
    train = workspace.split("train").fingerprint
    seen = ask(qtbot, workspace, lambda store: store.exposed(store.annotator("Ada"), train))
    assert shown in seen


def full(_self: LabelStore, *_entries: object) -> None:
    raise StoreError("the disk", expected="room", found="none", remedy="make some")


def test_an_answer_that_cannot_be_saved_stays_and_can_be_tried_again(
    qtbot: QtBot, page: PlayPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sit(qtbot, page)
    with monkeypatch.context() as broken:
        broken.setattr(LabelStore, "append", full)
        qtbot.keyClick(sitting, "5")
        qtbot.waitUntil(sitting.unsaved_bar.isVisible)
        qtbot.keyClick(sitting, "6")
        assert sitting.session.position == 1
    qtbot.mouseClick(sitting.unsaved_bar.retry_button, Qt.MouseButton.LeftButton)
    wait_shown(qtbot, sitting)
    assert not sitting.unsaved_bar.isVisible()
    (entry,) = stored(qtbot, workspace, sitting).entries
    assert isinstance(entry, Answer)
    assert entry.chosen == 5


def test_nobody_leaves_without_an_unsaved_answer_unasked(
    qtbot: QtBot, page: PlayPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sit(qtbot, page)
    with monkeypatch.context() as broken:
        broken.setattr(LabelStore, "append", full)
        qtbot.keyClick(sitting, "5")
        qtbot.waitUntil(sitting.unsaved_bar.isVisible)
        qtbot.keyClick(sitting, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not sitting.is_saving)
        assert page.sitting is sitting
        assert page.has_unsaved
    # The disk has room again: Esc saves the answer first and leaves then.
    qtbot.keyClick(sitting, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.sitting is None)
    answer, left = stored(qtbot, workspace, sitting).entries
    assert isinstance(answer, Answer)
    assert answer.chosen == 5
    assert isinstance(left, SessionEvent)
    assert left.kind == "left"


def test_whoever_says_so_leaves_without_the_answer(
    qtbot: QtBot, page: PlayPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sit(qtbot, page)
    with monkeypatch.context() as broken:
        broken.setattr(LabelStore, "append", full)
        qtbot.keyClick(sitting, "5")
        qtbot.waitUntil(sitting.unsaved_bar.isVisible)
        qtbot.mouseClick(sitting.unsaved_bar.drop_button, Qt.MouseButton.LeftButton)
    assert page.sitting is None
    assert stored(qtbot, workspace, sitting).entries == ()


def test_a_mistake_of_the_program_while_saving_does_not_lock_the_sitting(
    qtbot: QtBot, page: PlayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sit(qtbot, page)

    def mistaken(_self: LabelStore, *_entries: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken, qtbot.captureExceptions() as caught:
        broken.setattr(LabelStore, "append", mistaken)
        qtbot.keyClick(sitting, "5")
        qtbot.waitUntil(sitting.unsaved_bar.isVisible)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    qtbot.mouseClick(sitting.unsaved_bar.retry_button, Qt.MouseButton.LeftButton)
    wait_shown(qtbot, sitting)
    assert sitting.session.position == 1


def test_whoever_ends_a_practice_is_told_how_long_it_was(qtbot: QtBot, page: PlayPage) -> None:
    sitting = sit(qtbot, page, "practice")
    with qtbot.waitSignal(page.answered):
        qtbot.keyClick(sitting, "5")
    qtbot.keyClick(sitting, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.sitting is None)
    assert page.setup.message == "You practised on 1 image. Practice is not scored."


def test_a_pause_during_feedback_is_a_pause(qtbot: QtBot, page: PlayPage) -> None:
    sitting = sit(qtbot, page, "practice")
    with qtbot.waitSignal(page.answered):
        qtbot.keyClick(sitting, "5")
    qtbot.mouseClick(sitting.bar.pause_button, Qt.MouseButton.LeftButton)
    assert sitting.session.state == "paused"
    assert not sitting.is_feedback_shown
    assert not sitting.stage.is_image_visible
    qtbot.waitUntil(lambda: not sitting.is_saving)
    qtbot.keyClick(sitting, Qt.Key.Key_Space)
    wait_shown(qtbot, sitting)


def test_other_images_opened_meanwhile_do_not_end_the_sitting(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    sitting = sit(qtbot, page, "practice")
    train = workspace.split("train").fingerprint
    workspace.show_dataset(sample.dataset(40, 40, identity=None))
    assert page.sitting is sitting
    shown = sitting.session.image_index
    with qtbot.waitSignal(page.answered):
        qtbot.keyClick(sitting, "5")
    seen = ask(qtbot, workspace, lambda store: store.exposed(store.annotator("Ada"), train))
    assert shown in seen


def test_labels_seen_during_a_pause_are_known_when_it_ends(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    sitting = sit(qtbot, page)
    index = sitting.session.image_index
    qtbot.keyClick(sitting, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not sitting.is_saving)
    workspace.expose(workspace.split("test"), (index,), source="explore")
    qtbot.keyClick(sitting, Qt.Key.Key_Space)
    wait_shown(qtbot, sitting)
    with qtbot.waitSignal(page.answered) as told:
        qtbot.keyClick(sitting, "5")
    assert told.args is not None
    assert told.args[0].was_seen


def test_what_was_shown_before_a_name_was_given_counts_for_the_first_one(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    test = workspace.split("test")
    workspace.expose(test, range(100), source="explore")
    sitting = sit(qtbot, page)
    assert not set(range(100)) & set(sitting.session.record.deck.indices)
    assert sitting.session.record.deck.excluded == 100


def test_a_name_that_is_being_written_stays(qtbot: QtBot, page: PlayPage) -> None:
    field = page.setup.name_box.lineEdit()
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, "Bob")
    page.setup.offer(("Ada", "Me"), current="Me")
    assert page.setup.annotator == "Bob"


def test_another_page_in_front_pauses(qtbot: QtBot, page: PlayPage) -> None:
    sitting = sit(qtbot, page)
    page.hide()
    qtbot.waitUntil(lambda: sitting.session.state == "paused")
    page.show()
    assert not sitting.stage.is_image_visible


def test_a_held_key_answers_once(qtbot: QtBot, page: PlayPage) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    sitting = sit(qtbot, page)
    no = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, no, "3", autorep=True)
    QApplication.sendEvent(sitting, held)
    assert sitting.session.position == 0


def test_a_break_is_offered_every_hundred_images(
    qtbot: QtBot, page: PlayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sit(qtbot, page, "solo-200")
    for _ in range(99):
        answer(qtbot, sitting, 1)
    qtbot.keyClick(sitting, "1")
    qtbot.waitUntil(lambda: sitting.session.state == "paused" and not sitting.is_saving)
    assert sitting.session.position == 100
    qtbot.keyClick(sitting, Qt.Key.Key_Space)
    wait_shown(qtbot, sitting)


def test_no_name_is_said_and_nothing_starts(qtbot: QtBot, page: PlayPage) -> None:
    page.setup.name_box.setEditText("   ")
    qtbot.mouseClick(page.setup.start_button, Qt.MouseButton.LeftButton)
    assert page.sitting is None
    assert "name" in page.setup.message


def test_too_few_images_is_said_in_one_sentence(qtbot: QtBot, page: PlayPage) -> None:
    page.start(preset("solo-200"), "Ada", count=301)
    qtbot.waitUntil(lambda: bool(page.setup.message))
    assert "301" in page.setup.message
    assert page.sitting is None


def test_the_second_scored_session_shows_other_images(qtbot: QtBot, page: PlayPage) -> None:
    first = sit(qtbot, page, count=3)
    before = set(first.session.record.deck.indices)
    for _ in range(2):
        answer(qtbot, first, 1)
    with qtbot.waitSignal(page.session_ended):
        qtbot.keyClick(first, "1")
    second = sit(qtbot, page, count=20)
    assert before.isdisjoint(second.session.record.deck.indices)


def test_enter_starts_the_deck_that_was_offered(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    # It started a scored session of other images, whichever button had the keyboard.
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.offer_deck(deck_of(workspace.split("train"), [5, 3, 9]))
    qtbot.waitUntil(page.setup.start_button.hasFocus)
    qtbot.keyClick(page.setup.start_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.sitting is not None)
    assert page.sitting is not None
    record = page.sitting.session.record
    assert record.protocol == "practice"
    assert record.deck.indices == (5, 3, 9)
