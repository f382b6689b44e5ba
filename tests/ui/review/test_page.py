"""Deciding by keys and by mouse on the real page, and what is left behind."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.review.decision import Decision
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.review.deciding import NO_SUGGESTION, ONE_CLASS, Act
from fmnist_gui.ui.review.end_words import LOOKING
from fmnist_gui.ui.review.page import ReviewPage
from fmnist_gui.ui.workspace import Workspace
from tests.ui.review.conftest import QUEUED

T = TypeVar("T")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def asked(qtbot: QtBot, workspace: Workspace, verb: Callable[[LabelStore], T]) -> T:
    # What was decided is handed to the store once the next image has been painted.
    QApplication.processEvents()
    found: list[T] = []
    workspace.ask(verb, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def decisions(qtbot: QtBot, workspace: Workspace) -> list[Decision]:
    assert workspace.dataset is not None
    prints = [split.fingerprint for split in workspace.dataset.splits.values()]
    log = asked(qtbot, workspace, lambda store: store.review.log(*prints))
    return [entry for entry in log if isinstance(entry, Decision)]


def press(qtbot: QtBot, page: ReviewPage, *keys: Qt.Key | str) -> None:
    for key in keys:
        qtbot.keyClick(page, key)


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("keys", "kind", "to_class", "classes"),
    [
        (["k"], "keep", None, ()),
        (["3"], "relabel", 3, ()),
        ([Qt.Key.Key_Return], "relabel", 8, ()),
        # The label of image 7 is 7.
        (["7"], "keep", None, ()),
        (["b"], "bad", None, ()),
        (["u"], "unsure", None, ()),
        ([Qt.Key.Key_Space], "skip", None, ()),
        (["a", Qt.Key.Key_Return], "ambiguous", None, (7, 8)),
        (["a", "7", "8", "6", "4", Qt.Key.Key_Return], "ambiguous", None, (4, 6)),
        (["a", "6", "4", "6", "8", Qt.Key.Key_Return], "ambiguous", None, (4, 7)),
        (["a", "7", "8", Qt.Key.Key_Return], "ambiguous", None, ()),
    ],
)
def test_keys_decide_and_the_next_image_is_there_at_once(
    qtbot: QtBot,
    page: ReviewPage,
    workspace: Workspace,
    keys: list[Qt.Key | str],
    kind: str,
    to_class: int | None,
    classes: tuple[int, ...],
) -> None:
    press(qtbot, page, *keys)
    assert page.desk.current == QUEUED[1]
    assert page.desk_view.evidence.case is not None
    assert page.desk_view.evidence.case.number == QUEUED[1]
    (made,) = decisions(qtbot, workspace)
    assert (made.kind, made.to_class, made.classes) == (kind, to_class, classes)
    assert (made.split, made.image_index, made.queue) == ("train", 7, "margin")


@pytest.mark.parametrize(
    ("act", "kind"),
    [("keep", "keep"), ("bad", "bad"), ("unsure", "unsure"), ("skip", "skip")],
)
def test_buttons_decide_as_keys_do(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace, act: Act, kind: str
) -> None:
    click(qtbot, page.desk_view.bar.buttons[act])
    click(qtbot, page.desk_view.bar.pad.buttons[2])
    first, second = decisions(qtbot, workspace)
    assert first.kind == kind
    assert (second.kind, second.to_class, second.image_index) == ("relabel", 2, 5)


def test_a_key_lets_its_button_look_pressed(qtbot: QtBot, page: ReviewPage) -> None:
    press(qtbot, page, "k")
    button = page.desk_view.bar.buttons["keep"]
    assert button.isDown()
    qtbot.waitUntil(lambda: not button.isDown())


def test_one_class_alone_is_not_ambiguous(qtbot: QtBot, page: ReviewPage) -> None:
    press(qtbot, page, "a", "7", Qt.Key.Key_Return)
    assert page.desk.current == QUEUED[0]
    assert page.desk_view.bar.said.whole == ONE_CLASS
    press(qtbot, page, Qt.Key.Key_Escape, "k")
    assert page.desk.current == QUEUED[1]


def test_a_duplicate_is_of_the_nearest_or_of_the_one_chosen(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    view = page.desk_view

    def neighbours_known() -> bool:
        case = view.evidence.case
        return case is not None and case.number == page.desk.current and bool(case.neighbours)

    qtbot.waitUntil(neighbours_known)
    case = view.evidence.case
    assert case is not None
    assert case.neighbours is not None
    nearest = min(case.neighbours, key=lambda neighbour: neighbour.distance)
    press(qtbot, page, "d")
    assert view.deciding.question.originals[0] == nearest.number
    press(qtbot, page, Qt.Key.Key_Right)
    chosen = view.deciding.question.originals[1]
    press(qtbot, page, Qt.Key.Key_Return)
    (made,) = decisions(qtbot, workspace)
    assert made.kind == "duplicate"
    assert made.original == page.desk.book.original_of(chosen)


def test_undo_says_what_it_took_back_and_shows_its_image(qtbot: QtBot, page: ReviewPage) -> None:
    press(qtbot, page, "3")
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL)
    assert page.desk.current == QUEUED[0]
    assert page.desk_view.bar.said.whole == "Taken back: train 7 relabelled to Dress."
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL | SHIFT)
    assert page.desk.current == QUEUED[1]
    assert page.desk_view.bar.said.whole == "Done again: train 7 relabelled to Dress."
    click(qtbot, page.desk_view.bar.buttons["undo"])
    assert page.desk.current == QUEUED[0]


def test_a_note_goes_with_the_next_decision(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    press(qtbot, page, "n")
    line = page.desk_view.bar.line
    qtbot.keyClicks(line, "a long k")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.desk.current == QUEUED[0]
    press(qtbot, page, "k")
    (made,) = decisions(qtbot, workspace)
    assert (made.kind, made.note) == ("keep", "a long k")


def test_a_note_on_what_is_decided_says_the_same_anew(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    press(qtbot, page, "3", Qt.Key.Key_Left, "n")
    qtbot.keyClicks(page.desk_view.bar.line, "why")
    qtbot.keyClick(page.desk_view.bar.line, Qt.Key.Key_Return)
    assert page.desk.current == QUEUED[0]
    first, second = decisions(qtbot, workspace)
    assert (first.to_class, first.note) == (3, "")
    assert (second.to_class, second.note) == (3, "why")


def test_a_tag_is_put_on_the_image(qtbot: QtBot, page: ReviewPage, workspace: Workspace) -> None:
    press(qtbot, page, "t")
    qtbot.keyClicks(page.desk_view.bar.line, "odd")
    qtbot.keyClick(page.desk_view.bar.line, Qt.Key.Key_Return)
    split = workspace.split("train")
    tags = asked(qtbot, workspace, lambda store: store.tags(split.fingerprint))
    assert tags["odd"].tolist() == [7]
    assert page.desk.current == QUEUED[0]


def test_a_tag_that_cannot_be_one_is_said_there_and_stays_to_be_mended(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    line, said = page.desk_view.bar.line, page.desk_view.bar.said
    press(qtbot, page, "t")
    qtbot.keyClicks(line, "two words")
    with qtbot.assertNotEmitted(workspace.failed):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert said.whole.startswith("A tag has 1 to 40 printable characters")
    assert line.isVisible()
    assert line.hasFocus()
    assert line.text() == "two words"
    line.setText("two-words")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.isHidden()
    qtbot.waitUntil(lambda: said.whole == "Tagged two-words.")


def test_tags_that_there_are_already_are_offered(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    line = page.desk_view.bar.line
    press(qtbot, page, "t")
    qtbot.keyClicks(line, "peculiar")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    split = workspace.split("train")
    qtbot.waitUntil(
        lambda: "peculiar" in asked(qtbot, workspace, lambda s: s.tags(split.fingerprint))
    )

    def is_offered() -> bool:
        press(qtbot, page, "t")
        completer = line.completer()
        model = completer.model()
        found = [model.index(row, 0).data() for row in range(model.rowCount())]
        qtbot.keyClick(line, Qt.Key.Key_Escape)
        return found == ["peculiar"]

    qtbot.waitUntil(is_offered)
    # A note is none of the tags.
    press(qtbot, page, "n")
    assert line.completer() is None


def test_leaving_a_line_writes_nothing(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace
) -> None:
    press(qtbot, page, "n")
    qtbot.keyClicks(page.desk_view.bar.line, "no")
    qtbot.keyClick(page.desk_view.bar.line, Qt.Key.Key_Escape)
    assert page.desk_view.bar.line.isHidden()
    press(qtbot, page, "k")
    (made,) = decisions(qtbot, workspace)
    assert made.note == ""


def test_nothing_to_accept_is_said(qtbot: QtBot, page: ReviewPage) -> None:
    page.desk.go(100)
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.desk.current == 100
    assert page.desk_view.bar.said.whole == NO_SUGGESTION


def test_at_the_end_those_put_off_are_offered(qtbot: QtBot, page: ReviewPage) -> None:
    press(qtbot, page, Qt.Key.Key_Space, "k", "k", "k", "k")
    end = page.desk_view.end
    assert page.desk.current is None
    assert end.isVisible()
    assert end.hint.text() == "1 image was put off."
    buttons = page.desk_view.bar.buttons
    assert not buttons["keep"].isEnabled()
    assert buttons["undo"].isEnabled()
    click(qtbot, end.button)
    assert page.desk.current == QUEUED[0]
    press(qtbot, page, "k")
    assert end.isVisible()
    assert end.title.text() == "All of this queue is decided."


def test_the_page_is_empty_before_a_queue_is_chosen(
    qtbot: QtBot, workspace: Workspace, page: ReviewPage
) -> None:
    assert workspace.dataset is not None
    workspace.show_dataset(workspace.dataset)
    assert page.desk_view.end.isVisible()
    assert page.desk_view.end.title.text() == LOOKING
    press(qtbot, page, "k", "3", Qt.Key.Key_Space)
    assert decisions(qtbot, workspace) == []


@pytest.mark.parametrize("place", ["evidence", "list", "rule", "mode", "name"])
def test_keys_decide_wherever_one_has_clicked(qtbot: QtBot, page: ReviewPage, place: str) -> None:
    targets = {
        "evidence": page.desk_view.evidence.childAt(page.desk_view.evidence.rect().center()),
        "list": page.panel.list.viewport(),
        "rule": page.bar.two_box,
        "mode": page.bar.switch.buttons["desk"],
        "name": page.bar.name_field,
    }
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(page.panel.list.isVisible)
    target = targets[place]
    assert target is not None
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
    if place == "name":
        qtbot.keyClick(page.bar.name_field, Qt.Key.Key_Return)
    holder = QApplication.focusWidget()
    assert holder is not None
    before = page.desk.current
    qtbot.keyClick(holder, Qt.Key.Key_U)
    assert page.desk.current != before
    holder = QApplication.focusWidget()
    assert holder is not None
    qtbot.keyClick(holder, Qt.Key.Key_Left)
    assert page.desk.current == before


def test_keys_lead_from_desk_to_grid_and_audit(qtbot: QtBot, page: ReviewPage) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_G, alt)
    qtbot.waitUntil(page.grid_view.isVisible)
    qtbot.keyClick(page, Qt.Key.Key_A, alt)
    qtbot.waitUntil(page.audit_view.isVisible)
    qtbot.keyClick(page, Qt.Key.Key_D, alt)
    qtbot.waitUntil(page.desk_view.isVisible)
    assert page.desk.book.last_done is None
