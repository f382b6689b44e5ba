"""Adjudication: what is shown and kept back, what keys do, and what reaches the disk."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.study.adjudication import adjudications
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.review_store import ReviewStore
from fmnist_gui.ui.collect.adjudication_bar import ONE_MORE
from fmnist_gui.ui.collect.adjudication_view import OTHER_DATA, AdjudicationView
from fmnist_gui.ui.collect.consensus_card import ConsensusCard
from fmnist_gui.ui.collect.dispute_card import DisputeCard
from fmnist_gui.ui.collect.page import CollectPage
from fmnist_gui.ui.image.vote_list import KEPT_BACK
from fmnist_gui.ui.workspace import Workspace
from tests.ui.collect import kept


@pytest.fixture
def study(workspace: Workspace, dataset: Dataset) -> Study:
    """Return a study of six images, of which two people agree on all but the first three."""
    made = kept.study_of(dataset)
    kept.start(workspace, made)
    kept.label(workspace, made, "Ann", [1, 2, 3, 4, 5, 6])
    kept.label(workspace, made, "Ben", [2, 3, 4, 4, 5, 6])
    return made


def begun(qtbot: QtBot, page: CollectPage) -> AdjudicationView:
    """Press the button and return the view with its first image."""
    kept.show(qtbot, page)
    card = page.view.column.cards["disputes"]
    assert isinstance(card, DisputeCard)
    card.button.click()
    view = page.adjudication
    qtbot.waitUntil(lambda: view.desk is not None, timeout=kept.PATIENCE_MS)
    assert view.isVisible()
    return view


def decisions(qtbot: QtBot, workspace: Workspace, study: Study) -> dict[int, Decision]:
    """Return what counts on the disk."""
    found: list[dict[int, Decision]] = []

    def then(standing: tuple[Decision, ...]) -> None:
        found.append(adjudications(study, standing))

    workspace.ask(lambda store: store.review.decisions(study.fingerprint), then)
    qtbot.waitUntil(lambda: bool(found), timeout=kept.PATIENCE_MS)
    return found[0]


def shown(view: AdjudicationView) -> int | None:
    assert view.desk is not None
    return None if view.desk.current is None else view.desk.current.index


def test_votes_are_kept_back_until_they_are_asked_for_or_it_is_decided(
    qtbot: QtBot, page: CollectPage, study: Study
) -> None:
    view = begun(qtbot, page)
    poll = view.sheet.votes.content
    assert poll is not None
    assert (poll.title, poll.votes) == (KEPT_BACK, ())
    qtbot.keyClick(view, Qt.Key.Key_V)
    told = view.sheet.votes.content
    assert told is not None
    assert {vote.class_number for vote in told.votes if vote.count} == {1, 2}
    qtbot.keyClick(view, Qt.Key.Key_V)
    qtbot.keyClick(view, Qt.Key.Key_B)
    assert view.sheet.votes.content is not None
    assert view.sheet.votes.content.is_kept_back
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.sheet.votes.content is not None
    assert not view.sheet.votes.content.is_kept_back
    assert kept.text(view.sheet.outcome_label) == "Decided: called a bad image."


def test_keys_decide_and_the_end_says_what_came_of_it(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study, dataset: Dataset
) -> None:
    view = begun(qtbot, page)
    first, second, third = (dispute.index for dispute in view.desk.disputes)  # type: ignore[union-attr]
    label = int(dataset.splits["test"].labels[first])
    qtbot.keyClick(view, str(label))
    qtbot.keyClick(view, Qt.Key.Key_N)
    assert view.bar.note.isVisible()
    # Keys that decide elsewhere are letters here.
    qtbot.keyClicks(view.bar.note, "bad at 3")
    qtbot.keyClick(view.bar.note, Qt.Key.Key_Return)
    assert shown(view) == second
    other = (int(dataset.splits["test"].labels[second]) + 1) % 10
    view.bar.pad.buttons[other].click()
    qtbot.keyClick(view, Qt.Key.Key_U)
    assert shown(view) is None
    assert view.end.title.text() == "Every disputed image is decided"
    assert not view.bar.buttons["keep"].isEnabled()

    view.end.button.click()
    qtbot.waitUntil(page.view.isVisible)
    found = decisions(qtbot, workspace, study)
    assert set(found) == {first, second}
    assert (found[first].kind, found[first].note) == ("keep", "")
    assert (found[second].kind, found[second].to_class) == ("relabel", other)
    assert found[second].note == "bad at 3"
    assert found[second].is_blind
    card = page.view.column.cards["consensus"]
    assert isinstance(card, ConsensusCard)
    qtbot.waitUntil(
        lambda: "2 adjudicated" in kept.text(card.summary_label), timeout=kept.PATIENCE_MS
    )
    rows = {row.index: row for row in card.list.model.rows}
    assert (rows[second].consensus, rows[second].adjudicated) == (other, "relabel")
    # Who was unsure leaves the image to somebody else.
    assert [dispute.index for dispute in page.view.story.disputes] == [third]  # type: ignore[union-attr]


def test_undo_takes_back_on_the_disk_and_redo_lets_it_stand(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    view = begun(qtbot, page)
    index = shown(view)
    assert index is not None
    qtbot.keyClick(view, Qt.Key.Key_A)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert shown(view) == index
    view.put_away()
    assert decisions(qtbot, workspace, study) == {}
    qtbot.keyClick(view, Qt.Key.Key_Z, _ctrl_shift())
    view.put_away()
    assert decisions(qtbot, workspace, study)[index].kind == "ambiguous"
    view.bar.buttons["undo"].click()
    assert not view.bar.buttons["undo"].isEnabled()


def test_whoever_decides_has_seen_the_label(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    workspace.choose_annotator("Dee")
    view = begun(qtbot, page)
    index = shown(view)
    qtbot.keyClick(view, Qt.Key.Key_K)
    view.put_away()
    seen: list[frozenset[int]] = []
    workspace.ask(
        lambda store: frozenset(store.exposed(store.annotator("Dee"), study.fingerprint)),
        seen.append,
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=kept.PATIENCE_MS)
    assert index in seen[0]
    (decision,) = decisions(qtbot, workspace, study).values()
    assert decision.annotator.name == "Dee"


def test_what_cannot_be_saved_is_said_and_kept(
    qtbot: QtBot,
    page: CollectPage,
    workspace: Workspace,
    study: Study,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = begun(qtbot, page)

    def refuse(_store: ReviewStore, *_decisions: Decision) -> None:
        raise StoreError("fmnist.sqlite", expected="room", found="none", remedy="free some")

    with monkeypatch.context() as broken:
        broken.setattr(ReviewStore, "decide", refuse)
        qtbot.keyClick(view, Qt.Key.Key_B)
        qtbot.waitUntil(lambda: page.has_unsaved, timeout=kept.PATIENCE_MS)
    assert view.unsaved_bar.isVisible()
    view.unsaved_bar.retry_button.click()
    qtbot.waitUntil(lambda: not page.has_unsaved, timeout=kept.PATIENCE_MS)
    assert len(decisions(qtbot, workspace, study)) == 1


def test_without_the_images_it_says_which_data_to_open(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    story = kept.show(qtbot, page)
    workspace.dataset = None
    page.adjudication.begin(story)
    assert page.adjudication.end.hint.text() == OTHER_DATA


def test_escape_goes_back_to_the_study(qtbot: QtBot, page: CollectPage, study: Study) -> None:
    view = begun(qtbot, page)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.view.isVisible)
    assert not view.isVisible()


def test_whoever_comes_back_from_another_page_goes_on_by_key(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    view = begun(qtbot, page)
    other = QWidget()
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.addWidget(page)
    pages.addWidget(other)
    pages.show()
    pages.activateWindow()
    pages.setCurrentWidget(other)
    pages.setCurrentWidget(page)
    page.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert page.focusProxy() is view
    view.back_button.click()
    assert page.focusProxy() is page.panel
    page.setParent(None)


def _ctrl_shift() -> Qt.KeyboardModifier:
    return Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_whoever_comes_back_can_take_back_what_was_decided_before(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    view = begun(qtbot, page)
    disputed = [dispute.index for dispute in view.desk.disputes]  # type: ignore[union-attr]
    for key in "bkb":
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(
        lambda: page.view.story is not None and len(page.view.story.settled) == 3,
        timeout=kept.PATIENCE_MS,
    )
    assert view.desk is not None
    before = view.desk

    view = begun(qtbot, page)
    qtbot.waitUntil(lambda: view.desk not in (None, before), timeout=kept.PATIENCE_MS)
    assert shown(view) is None
    assert view.end.title.text() == "Every disputed image is decided"
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert shown(view) == disputed[2]
    view.put_away()
    assert set(decisions(qtbot, workspace, study)) == set(disputed[:2])
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert kept.text(view.sheet.outcome_label).startswith("Decided: ")


def test_the_defensible_classes_of_an_ambiguous_image_are_named(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    view = begun(qtbot, page)
    first, second, _ = (dispute.index for dispute in view.desk.disputes)  # type: ignore[union-attr]
    for key in "a4":
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    # One class would be no doubt.
    assert (shown(view), view.bar.said.whole) == (first, ONE_MORE)
    view.bar.pad.buttons[2].click()
    for key in "66":
        qtbot.keyClick(view, key)
    view.bar.buttons["ambiguous"].click()
    assert shown(view) == second

    for key in "a1":
        qtbot.keyClick(view, key)
    with qtbot.assertNotEmitted(view.left):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert shown(view) == second
    # What was asked is over: a class decides again, and nothing of it is left.
    for key in "a1 ":
        qtbot.keyClick(view, key)
    assert not view.bar.is_naming
    view.put_away()
    found = decisions(qtbot, workspace, study)
    assert {index: said.classes for index, said in found.items()} == {first: (2, 4)}


def test_words_stand_on_nothing_in_a_low_window(
    qtbot: QtBot, page: CollectPage, study: Study
) -> None:
    view = begun(qtbot, page)
    qtbot.keyClick(view, Qt.Key.Key_V)
    qtbot.keyClick(view, Qt.Key.Key_B)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    sheet = view.sheet
    sheet.setMinimumSize(0, 0)
    sheet.resize(700, 120)
    sheet.facts.layout().activate()  # type: ignore[union-attr]
    parts = (sheet.title_label, sheet.label_label, sheet.why_label, sheet.outcome_label)
    for label, below in pairwise((*parts, sheet.votes)):
        assert label.height() >= label.heightForWidth(label.width())
        assert label.geometry().bottom() < below.geometry().top()
    bar = sheet.area.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    for _ in view.desk.disputes:  # type: ignore[union-attr]
        qtbot.keyClick(view, Qt.Key.Key_B)
    assert shown(view) is None
    assert not view.bar.pad.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert view.bar.pad.isVisible()
    assert bar.value() == 0


def test_the_image_stands_in_the_middle_of_a_large_window(
    qtbot: QtBot, page: CollectPage, study: Study
) -> None:
    sheet = begun(qtbot, page).sheet
    sheet.resize(2400, 1200)
    image = sheet.stimulus.geometry()
    above, below = image.top(), sheet.height() - image.bottom()
    assert below / 3 < above < below
    assert sheet.area.geometry().top() == above
