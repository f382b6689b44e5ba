"""Rules of one's own: put together in the form, checked at once, remembered and played."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.custom_choice import CustomChoice, choice_of
from fmnist_gui.core.session.drawing import Pool, deck_for
from fmnist_gui.core.session.preset import preset
from fmnist_gui.ui.play.custom_form import CustomForm
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.play.conftest import Asker

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.window


@pytest.fixture
def form(qtbot: QtBot, play: PlayPage) -> CustomForm:
    """Return the form, unfolded by a click on its card."""
    play.setup.grid.choose("custom")
    form = play.setup.custom
    qtbot.waitUntil(form.isVisible)
    return form


def problems(form: CustomForm) -> dict[str, str]:
    return {name: field.problem for name, field in form.fields.items() if field.problem}


def start(qtbot: QtBot, play: PlayPage) -> None:
    play.setup.name_box.setEditText("Ada")
    qtbot.mouseClick(play.setup.start_button, LEFT)
    qtbot.waitUntil(lambda: play.sitting is not None)


def test_the_form_unfolds_with_its_card_and_folds_with_another(
    play: PlayPage, form: CustomForm
) -> None:
    assert play.setup.start_button.text() == "Start Custom"
    play.setup.grid.choose("flash")
    assert not form.isVisible()


def test_what_is_chosen_is_played(
    qtbot: QtBot, play: PlayPage, form: CustomForm, workspace: Workspace
) -> None:
    form.images.count.setValue(30)
    form.images.sampling.choose("balanced blocks")
    form.answers.repeats.setValue(3)
    form.answers.attention.setValue(2)
    form.answers.confidence.choose("key")
    form.screen_part.multiple.setValue(5)
    form.screen_part.smoothing.choose("nearest")
    form.screen_part.polarity.choose("inverted")
    assert problems(form) == {}
    start(qtbot, play)
    assert play.sitting is not None
    record = play.sitting.session.record
    rules = record.rules
    assert rules is not None
    assert (rules.key, rules.count, rules.sampling) == ("custom", 30, "balanced blocks")
    assert (rules.confidence, rules.is_scored) == ("key", True)
    assert len(record.deck.indices) == 35
    shown = record.presentation
    assert (shown.size_px, shown.smoothing, shown.polarity) == (140, "nearest", "inverted")


def test_what_is_impossible_is_said_at_once_and_start_waits(
    play: PlayPage, form: CustomForm
) -> None:
    form.images.count.setValue(301)
    assert problems(form) == {"count": "There are at most 300 of these images."}
    assert not play.setup.start_button.isEnabled()
    assert not play.setup.bar.deck_button.isEnabled()
    assert form.note == ""
    form.images.count.setValue(300)
    assert problems(form) == {}
    assert play.setup.start_button.isEnabled()
    assert form.note.startswith("Scored, and pooled")
    play.setup.grid.choose("quick-20")
    form.images.count.setValue(301)
    assert play.setup.start_button.isEnabled()


def test_the_line_says_what_the_session_will_count_as(form: CustomForm) -> None:
    form.answers.feedback.choose("each")
    assert form.note == "Not scored: labels are shown after each answer."
    form.answers.feedback.choose("none")
    form.screen_part.exposure.choose("flash")
    assert "never pooled with others" in form.note
    assert form.fields["is_flash"].isVisible()


def test_an_image_larger_than_the_window_is_refused_beside_its_size(
    play: PlayPage, form: CustomForm
) -> None:
    form.screen_part.multiple.setValue(100)
    most = problems(form)["multiple"]
    assert most.startswith("At most ")
    form.screen_part.multiple.setValue(int(most.split()[2]))
    assert problems(form) == {}


def test_a_filter_chooses_images_and_a_wrong_one_is_explained(
    qtbot: QtBot, play: PlayPage, form: CustomForm, workspace: Workspace
) -> None:
    form.images.count.setValue(10)
    form.images.among.choose("filter")
    qtbot.waitUntil(lambda: "Write a filter" in problems(form).get("query", ""))
    form.images.query.setText("colour:red")
    qtbot.waitUntil(lambda: "colour" in problems(form).get("query", ""))
    form.images.query.setText("index<40")
    qtbot.waitUntil(lambda: problems(form) == {})
    assert "never pooled" in form.note
    start(qtbot, play)
    assert play.sitting is not None
    deck = play.sitting.session.record.deck
    assert max(deck.indices) < 40
    assert deck.source.startswith("filter index<40, images ")


def test_a_filter_that_tells_the_classes_is_practice(qtbot: QtBot, form: CustomForm) -> None:
    form.images.count.setValue(10)
    form.images.among.choose("filter")
    form.images.query.setText("class:shirt,coat")
    qtbot.waitUntil(lambda: form.note.startswith("Not scored: the filter tells"))


def test_a_deck_gives_its_images_and_one_of_other_images_is_refused(
    play: PlayPage, form: CustomForm, workspace: Workspace, tmp_path: Path
) -> None:
    form.images.among.choose("deck")
    assert "Choose a deck" in problems(form)["deck"]
    path = tmp_path / "my & your.fmdeck"
    rules = preset("quick-20")
    deck_file.write(path, deck_for(rules, Pool(workspace.split("test")), seed=1))
    form.images.choose_deck(str(path))
    assert "at most 20" in problems(form)["count"]
    form.images.count.setValue(20)
    assert problems(form) == {}
    deck_file.write(path, deck_for(rules, Pool(sample.split("test", 90)), seed=1))
    form.images.choose_deck(str(path))
    assert workspace.split("test").fingerprint[:16] in problems(form)["deck"]
    path.unlink()
    form.images.choose_deck(str(path))
    assert "no such file" in problems(form)["deck"]


def test_choices_are_remembered(qtbot: QtBot, form: CustomForm, workspace: Workspace) -> None:
    form.images.count.setValue(37)
    form.answers.second.choose("yes")
    form.classes.switches[3].click()
    kept = choice_of(workspace.settings.choices.custom)
    assert kept == CustomChoice(
        count=37, has_second_choice=True, classes=(0, 1, 2, 4, 5, 6, 7, 8, 9)
    )
    again = PlayPage(workspace)
    qtbot.addWidget(again)
    assert again.setup.custom.choice == kept
    form.reset_button.click()
    assert choice_of(workspace.settings.choices.custom) == CustomChoice()


def test_a_choice_that_other_data_cannot_meet_comes_back_with_the_old(
    play: PlayPage, form: CustomForm, workspace: Workspace
) -> None:
    before = workspace.dataset
    assert before is not None
    form.images.split.choose("train")
    form.classes.switches[9].click()
    few = replace(
        sample.dataset(), splits={"test": sample.split("test", 40, classes=3)}, class_names=("a",)
    )
    workspace.show_dataset(few)
    assert form.choice.split == "test"
    assert len(form.classes.switches) == 1
    workspace.show_dataset(before)
    assert form.choice.split == "train"
    assert form.choice.classes == tuple(range(9))


def test_all_classes_come_when_the_last_one_is_switched_off(form: CustomForm) -> None:
    for switch in form.classes.switches:
        switch.click()
    assert form.choice.classes == ()
    assert all(switch.isChecked() for switch in form.classes.switches)


def test_one_class_alone_is_refused(form: CustomForm) -> None:
    for switch in form.classes.switches[1:]:
        switch.click()
    assert "two or more" in problems(form)["classes"]


def test_enter_in_a_field_starts_nothing(qtbot: QtBot, play: PlayPage, form: CustomForm) -> None:
    asked: list[object] = []
    play.setup.asked.connect(asked.append)
    form.images.count.setValue(10)
    form.images.among.choose("filter")
    form.images.query.setText("index<40")
    qtbot.waitUntil(play.setup.start_button.isEnabled)
    qtbot.keyClick(form.images.query, Qt.Key.Key_Return)
    qtbot.keyClick(form.images.count, Qt.Key.Key_Enter)
    assert asked == []


def test_the_wheel_scrolls_the_page_and_changes_no_field(form: CustomForm) -> None:
    count = form.images.count
    count.clearFocus()
    before = count.value()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(count.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(count, event)
    assert count.value() == before


def test_what_has_been_met_leaves_fewer_images(
    qtbot: QtBot, play: PlayPage, form: CustomForm, workspace: Workspace, ask: Asker
) -> None:
    workspace.expose(workspace.split("test"), range(250), source="explore")
    ask(lambda _store: None)
    play.front.refresh()
    qtbot.waitUntil(lambda: "at most 50" in problems(form).get("count", ""))
    form.answers.feedback.choose("each")
    assert problems(form) == {}


def test_the_fields_of_all_sections_stand_in_rows(form: CustomForm) -> None:
    form.screen_part.exposure.choose("flash")
    QApplication.processEvents()
    sections = (form.images, form.answers, form.screen_part)
    tops = [
        [field.mapTo(form, QPoint()).y() for field in part.fields.values() if field.isVisible()]
        for part in sections
    ]
    for row in zip(*(column[:4] for column in tops), strict=True):
        assert len(set(row)) == 1, tops


def test_a_number_can_be_stepped_with_the_mouse(qtbot: QtBot, form: CustomForm) -> None:
    field, before = form.images.count, form.images.count.value()
    above, below = QPoint(field.width() - 8, 6), QPoint(field.width() - 8, field.height() - 6)
    qtbot.mouseClick(field, LEFT, pos=above)
    assert field.value() == before + 1
    for _ in range(2):
        qtbot.mouseClick(field, LEFT, pos=below)
    assert field.value() == before - 1


def test_the_filter_suggests_as_in_explore_and_says_below_what_is_wrong(
    qtbot: QtBot, play: PlayPage, form: CustomForm
) -> None:
    form.images.among.choose("filter")
    play.activateWindow()
    entry = form.images.filter
    qtbot.waitUntil(lambda: "query" in problems(form))
    entry.focus()
    qtbot.waitUntil(entry.line.hasFocus)
    qtbot.keyClicks(entry.line, "inde")
    assert entry.suggestions.isVisible()
    qtbot.keyClick(entry.line, Qt.Key.Key_Tab)
    assert entry.text.startswith("index")
    entry.line.setText("indexx<40")
    qtbot.keyClick(entry.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "indexx" in problems(form).get("query", ""))
    assert entry.line.wrong is not None
    assert not entry.suggestions.isVisible()
    entry.line.setText("index<40")
    qtbot.waitUntil(lambda: "query" not in problems(form))
