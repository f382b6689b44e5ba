"""What stands on the setup, what is greyed, and what Start asks for."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.availability import why_not
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.panel import panel_rules
from fmnist_gui.core.session.preset import PRESETS, preset
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.ui.name_field import NAME_CUT
from fmnist_gui.ui.play.asked import (
    DeckDrawAsked,
    DeckOpenAsked,
    HistoryAsked,
    KeysAsked,
    PanelStartAsked,
    ResultAsked,
    ResumeAsked,
    StartAsked,
)
from fmnist_gui.ui.play.past import Past
from fmnist_gui.ui.play.preset_grid import PresetGrid
from fmnist_gui.ui.play.preset_note import GROUPS, NOTES, PANEL
from fmnist_gui.ui.play.setup_view import SetupView
from tests import sample

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.window


@pytest.fixture
def view(qtbot: QtBot, dark: None) -> SetupView:
    made = SetupView()
    qtbot.addWidget(made)
    made.resize(1200, 720)
    with qtbot.waitExposed(made):
        made.show()
    made.offer(("Ada", "Bob"), current="Ada")
    return made


@pytest.fixture
def heard(view: SetupView) -> list[object]:
    """Return what the view asks for, as it does."""
    asked: list[object] = []
    view.asked.connect(asked.append)
    return asked


def summary(key: str, *, is_finished: bool = True, answered: int = 20) -> SessionSummary:
    return SessionSummary(
        id=uuid4(),
        annotator=Annotator(UUID(int=1), "Ada"),
        preset=key,
        state="complete" if is_finished else "incomplete",
        n=answered,
        correct=answered,
        count=20,
        answered=answered,
        started_at=datetime.now(UTC) - timedelta(minutes=1),
        fingerprint="f" * 64,
        data_identity=None,
        is_simulated=False,
        deck_code="01234567",
        rules=preset(key),
        is_finished=is_finished,
    )


def is_in_sight(view: SetupView, part: QWidget) -> bool:
    corners = (QPoint(0, 0), QPoint(part.width() - 1, part.height() - 1))
    foot = view.bar.y() if view.bar is not part and not view.bar.isAncestorOf(part) else None
    limit = view.height() if foot is None else foot
    return all(0 <= part.mapTo(view, corner).y() < limit for corner in corners)


def test_every_preset_is_on_a_card_once() -> None:
    keys = [key for group in GROUPS for family in group.families for key in family.keys]
    assert sorted(keys) == sorted([*(rules.key for rules in PRESETS), PANEL, "custom"])
    assert set(keys) == set(NOTES)


@pytest.mark.parametrize("size", [(1200, 690), (944, 530)])
def test_a_first_visitor_sees_quick_20_and_start_without_scrolling(
    qtbot: QtBot, view: SetupView, size: tuple[int, int]
) -> None:
    data = sample.dataset()
    view.show_classes(data.splits["train"], data.class_names)
    view.resize(*size)
    qtbot.waitUntil(lambda: view.bar.width() == size[0])
    assert view.protocol == preset("quick-20")
    for part in (view.card("quick-20"), view.name_box, view.start_button):
        assert is_in_sight(view, part)
    assert view.start_button.text() == "Start Quick 20"


def test_a_click_on_a_card_chooses_it_and_start_asks_for_it(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    qtbot.mouseClick(view.card("flash"), LEFT)
    assert view.start_button.text() == "Start Flash"
    qtbot.mouseClick(view.start_button, LEFT)
    assert heard == [StartAsked(preset("flash"), "Ada")]


def test_solo_has_three_lengths_on_one_card(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    card = view.card("solo-200")
    assert card is view.card("solo-1000")
    qtbot.mouseClick(card.lengths["solo-1000"], LEFT)
    assert card.is_chosen
    assert "list of images of the replication" in card.words
    qtbot.mouseClick(view.start_button, LEFT)
    assert heard == [StartAsked(preset("solo-1000"), "Ada")]


def test_a_double_click_starts(qtbot: QtBot, view: SetupView, heard: list[object]) -> None:
    qtbot.mouseDClick(view.card("practice"), LEFT)
    assert heard == [StartAsked(preset("practice"), "Ada")]


def test_enter_starts_and_presses_the_button_that_has_the_keyboard(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    view.open_button.setFocus()
    qtbot.keyClick(view.open_button, Qt.Key.Key_Return)
    assert heard == [StartAsked(preset("quick-20"), "Ada"), DeckOpenAsked()]


def reasons() -> dict[str, str]:
    """Return what the small data of the tests cannot fill."""
    return {rules.key: why_not(rules, sample.dataset()) for rules in PRESETS}


def test_what_the_data_cannot_fill_is_greyed_with_the_reason(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    view.say_why_not(reasons(), has_references=True)
    card = view.card("tiny-matrix")
    assert "Needs 900 test images, this data has 300." in card.words
    qtbot.mouseClick(card, LEFT)
    qtbot.mouseDClick(card, LEFT)
    assert heard == []
    assert view.protocol == preset("quick-20")


def test_of_a_card_with_lengths_only_those_that_fit_can_be_chosen(view: SetupView) -> None:
    view.grid.choose("solo-500")
    view.say_why_not(reasons(), has_references=True)
    card = view.card("solo-500")
    assert card.key == "solo-200"
    assert card.radio.isEnabled()
    assert not card.lengths["solo-500"].isEnabled()
    assert "Needs 500" in card.lengths["solo-500"].toolTip()


def test_a_choice_that_the_data_cannot_fill_is_given_up(view: SetupView) -> None:
    view.grid.choose("tiny-matrix")
    view.say_why_not(reasons(), has_references=True)
    assert view.protocol == preset("quick-20")


def test_published_results_are_named_for_their_data_alone(view: SetupView) -> None:
    view.say_why_not({}, has_references=True)
    assert "83.5 %" in view.card("solo-200").words
    view.say_why_not({}, has_references=False)
    assert "83.5" not in view.card("solo-200").words


@pytest.mark.usefixtures("large_font")
def test_at_twice_the_font_size_nothing_in_the_bar_is_cut(qtbot: QtBot) -> None:
    view = SetupView()
    qtbot.addWidget(view)
    view.resize(1136, 700)
    with qtbot.waitExposed(view):
        view.show()
    start = view.start_button
    for words in ("Start Quick 20", "Start deck 9a1f520d"):
        start.setText(words)
        qtbot.waitUntil(lambda: start.width() >= start.sizeHint().width())
        assert start.y() > view.name_box.geometry().bottom()
        assert start.geometry().right() < view.bar.contentsRect().width()
        assert view.name_box.width() >= view.name_box.minimumWidth()


def test_panels_ask_for_people_first(qtbot: QtBot, view: SetupView, heard: list[object]) -> None:
    qtbot.mouseClick(view.card("replicate-zalando"), LEFT)
    assert view.start_button.text() == "Seat three people …"
    assert not view.bar.deck_button.isEnabled()
    qtbot.mouseClick(view.start_button, LEFT)
    assert heard == [PanelStartAsked(preset("replicate-zalando"), "Ada")]


def test_todays_images_are_answered_once(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    today = summary("daily")
    view.show_past(Past("Ada", today=today), ())
    card = view.card("daily")
    assert card.link.isVisible()
    qtbot.mouseClick(card.link, LEFT)
    qtbot.mouseClick(card, LEFT)
    assert view.start_button.text() == "See today's result"
    qtbot.mouseClick(view.start_button, LEFT)
    assert heard == [ResultAsked(today.id), ResultAsked(today.id)]


def test_todays_images_that_were_begun_are_gone_on_with(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    today = summary("daily", is_finished=False, answered=7)
    view.show_past(Past("Ada", today=today), ())
    view.grid.choose("daily")
    assert not view.card("daily").link.isVisible()
    qtbot.mouseClick(view.start_button, LEFT)
    assert heard == [ResumeAsked(today.id)]


def test_somebody_else_has_todays_images_still_to_come(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    view.show_past(Past("Ada", today=summary("daily")), ())
    view.grid.choose("daily")
    view.name_box.setEditText("Bob")
    qtbot.mouseClick(view.start_button, LEFT)
    assert heard == [StartAsked(preset("daily"), "Bob")]


def test_the_history_is_offered_to_those_who_have_one(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    view.show_past(Past("Ada", played=frozenset({"blitz"})), ())
    assert view.card("blitz").link.isVisible()
    assert not view.card("flash").link.isVisible()
    qtbot.mouseClick(view.card("blitz").link, LEFT)
    assert heard == [HistoryAsked("blitz", "Ada")]
    view.show_past(Past("Bob"), ())
    assert not view.card("blitz").link.isVisible()


def test_keys_and_deck_are_asked_for_at_the_foot(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    view.show_keys("left hand", tuple("qwertasdfg"))
    assert view.bar.keys_button.text() == "Keys: left hand"
    assert view.strip.keys[3] == "r"
    qtbot.mouseClick(view.bar.keys_button, LEFT)
    qtbot.mouseClick(view.bar.deck_button, LEFT)
    start = StartAsked(preset("quick-20"), "Ada")
    assert heard == [KeysAsked("Ada"), DeckDrawAsked(start)]


def test_without_a_name_nothing_is_asked_for(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    view.name_box.setEditText("  ")
    for button in (view.start_button, view.bar.deck_button):
        qtbot.mouseClick(button, LEFT)
    assert heard == []
    assert "name" in view.message


@pytest.mark.parametrize("name", ["נועה", "محمد علی", "👩🏽‍🚀 Ada", "a" * 200])
def test_names_of_all_kinds_are_taken(
    qtbot: QtBot, view: SetupView, heard: list[object], name: str
) -> None:
    view.name_box.setEditText(name)
    qtbot.mouseClick(view.start_button, LEFT)
    assert heard == [StartAsked(preset("quick-20"), name)]
    assert view.message == ""


def test_a_name_that_cannot_be_printed_is_refused_in_one_sentence(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    view.name_box.setEditText("A\u202eda")
    qtbot.mouseClick(view.start_button, LEFT)
    assert heard == []
    assert "printable" in view.message


def test_a_name_of_ten_thousand_letters_is_cut_and_that_is_said(
    qtbot: QtBot, view: SetupView
) -> None:
    field = view.name_box.lineEdit()
    assert field is not None
    field.selectAll()
    field.insert("Zoë " * 2_500)
    assert view.message == NAME_CUT
    assert len(view.annotator) == 199
    assert view.width() == 1200


def test_a_long_name_from_elsewhere_is_shown_cut_and_meant_whole(
    qtbot: QtBot, view: SetupView, heard: list[object]
) -> None:
    long, longer = "B" * 250, "B" * 260
    view.offer(("Ada", long, longer), current=longer)
    assert len(view.name_box.currentText()) == 200
    assert view.annotator == longer
    view.name_box.setCurrentIndex(1)
    assert view.annotator == long


def test_a_sentence_about_trouble_takes_the_place_of_one_about_success(view: SetupView) -> None:
    view.tell("Saved as deck.fmdeck.")
    assert view.message == "Saved as deck.fmdeck."
    assert not view.bar.is_warning
    view.say("The disk is full.")
    assert view.message == "The disk is full."
    assert view.bar.is_warning


def test_cards_fill_as_many_columns_as_there_is_room_for(qtbot: QtBot, dark: None) -> None:
    rules = {rules.key: rules for rules in PRESETS}
    window = QWidget()
    qtbot.addWidget(window)
    # Only a part of a window may become narrower than what is in it.
    grid = PresetGrid({**rules, PANEL: panel_rules(100), "custom": custom()}, window)
    grid.resize(1000, 800)
    with qtbot.waitExposed(window):
        window.show()
    quick, standard, solo = (grid.cards[key] for key in ("quick-20", "standard-100", "solo-200"))
    assert quick.y() == standard.y() == solo.y()
    grid.resize(600, 800)
    qtbot.waitUntil(lambda: solo.y() > quick.y())
    assert quick.y() == standard.y()
    grid.resize(300, 800)
    qtbot.waitUntil(lambda: standard.y() > quick.y())
    assert {card.x() for card in grid.cards.values()} == {0}
