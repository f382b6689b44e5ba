"""People label for a study on the Play page, one after the other."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import CANNOT_TELL, Answer
from fmnist_gui.core.study.study import Study, Wanted
from fmnist_gui.ui.plain_text import isolated
from fmnist_gui.ui.play.collect_desk import LOOKING_UP
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.play.collector import Collector

pytestmark = pytest.mark.window

LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def collector(qtbot: QtBot, play: PlayPage, workspace: Workspace) -> Collector:
    return Collector(qtbot, play, workspace)


def test_whoever_is_new_reads_agrees_and_labels_and_is_told_how_many_are_saved(
    qtbot: QtBot, collector: Collector, workspace: Workspace
) -> None:
    page = collector.page
    page.collect(collector.study.sha256, "Ada")
    introduction = collector.introduction()
    (field,) = introduction.body.fields
    qtbot.keyClicks(field, "a telephone")
    collector.agree()
    sitting = collector.sitting()
    assert workspace.annotator_name == "Ada"
    (record,) = collector.ask(lambda store: store.studies.records())
    (participation,) = record.participations
    assert participation.annotator.name == "Ada"
    assert participation.has_consented
    assert participation.replies == ("a telephone",)
    header = sitting.session.record
    assert (header.study, header.protocol) == (collector.study.sha256, "study")
    assert sitting.stage.wings == ()
    with qtbot.assertNotEmitted(page.session_ended):
        collector.answer("u2")
        qtbot.keyClick(sitting, "n")
        qtbot.keyClicks(sitting.panel.line.writing.field, "a sleeve")
        qtbot.keyClick(sitting.panel.line.writing.field, Qt.Key.Key_Return)
        collector.answer("3")
        collector.finish()
    assert collector.desk.kept.words.startswith("4 answers saved.")
    assert "4 of 20 labels" in collector.desk.kept.words
    (history,) = collector.histories()
    answers = [entry for entry in history.entries if isinstance(entry, Answer)]
    assert [given.chosen for given in answers] == [CANNOT_TELL, 3, 1, 1]
    assert [given.reason for given in answers] == ["not recognisable", "", "", ""]
    assert [given.note for given in answers] == ["", "a sleeve", "", ""]


def test_an_answer_is_stored_with_its_tags_before_the_next_image(
    qtbot: QtBot, collector: Collector, workspace: Workspace
) -> None:
    sitting = collector.sit()
    image = sitting.session.image_index
    qtbot.keyClick(sitting, "t")
    qtbot.keyClicks(sitting.panel.line.writing.field, "odd")
    qtbot.keyClick(sitting.panel.line.writing.field, Qt.Key.Key_Return)
    kept: list[list[int]] = []

    def look(_answer: object) -> None:
        assert sitting.session.state != "showing"
        fingerprint = collector.study.fingerprint
        workspace.ask(lambda store: store.tags(fingerprint), lambda t: kept.append(list(t["odd"])))

    collector.page.answered.connect(look)
    collector.answer("1")
    qtbot.waitUntil(lambda: bool(kept))
    assert kept == [[image]]


def test_enter_goes_on_at_once_with_images_not_labelled_yet(
    qtbot: QtBot, collector: Collector
) -> None:
    first = set(collector.sit().session.record.deck.indices)
    collector.finish()
    kept = collector.desk.kept
    assert kept.more_button.text() == "4 more"
    qtbot.keyClick(kept.more_button, Qt.Key.Key_Return)
    second = set(collector.sitting().session.record.deck.indices)
    assert not first & second
    collector.finish()
    assert kept.more_button.text() == "2 more"
    qtbot.mouseClick(kept.more_button, LEFT_BUTTON)
    collector.finish()
    assert not kept.more_button.isVisible()
    assert "Nothing is left for you" in kept.words
    assert kept.hand_over_button.hasFocus()


def test_at_the_end_answers_to_checks_are_told_from_labels(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    collector = Collector(qtbot, play, workspace, attention_percent=25)
    collector.sit()
    collector.finish()
    assert collector.desk.kept.saved == "5 answers saved, 4 new labels among them."
    assert "4 of 20 labels" in collector.desk.kept.words


def test_at_the_end_the_next_person_reads_and_agrees_too(
    qtbot: QtBot, collector: Collector, workspace: Workspace
) -> None:
    collector.sit("Ada")
    collector.finish()
    qtbot.mouseClick(collector.desk.kept.hand_over_button, LEFT_BUTTON)
    qtbot.waitUntil(lambda: collector.shown is collector.desk.who)
    field = collector.desk.who.name_field.lineEdit()
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    assert field.text() == ""
    qtbot.keyClicks(field, "Ben")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    collector.agree()
    assert collector.sitting().session.record.annotator.name == "Ben"
    assert workspace.annotator_name == "Ben"
    collector.finish()
    (record,) = collector.ask(lambda store: store.studies.records())
    assert [p.annotator.name for p in record.participations] == ["Ada", "Ben"]


def test_a_pause_hands_over_and_the_sitting_waits_for_its_person(
    qtbot: QtBot, collector: Collector
) -> None:
    sitting = collector.sit("Ada")
    first = sitting.session.record.id
    collector.answer()
    qtbot.keyClick(sitting, Qt.Key.Key_Space)
    button = sitting.stage.pause_view.hand_over_button
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, LEFT_BUTTON)
    qtbot.waitUntil(lambda: collector.shown is collector.desk.who)
    assert collector.page.sitting is None
    for name in ("Ben", "Ada"):
        collector.desk.who.name_field.setEditText(name)
        qtbot.mouseClick(collector.desk.who.go_button, LEFT_BUTTON)
        if name == "Ben":
            collector.agree()
            other = collector.sitting()
            qtbot.keyClick(other, Qt.Key.Key_Space)
            qtbot.waitUntil(other.stage.pause_view.hand_over_button.isVisible)
            qtbot.mouseClick(other.stage.pause_view.hand_over_button, LEFT_BUTTON)
            qtbot.waitUntil(lambda: collector.shown is collector.desk.who)
    # Nothing is read again: the person is shown where they were.
    qtbot.waitUntil(lambda: collector.page.sitting is not None)
    again = collector.page.sitting
    assert again is not None
    assert again.session.record.id == first
    assert again.session.position == 1
    qtbot.keyClick(again, Qt.Key.Key_Space)
    collector.finish()


def test_leaving_goes_back_and_the_front_offers_to_go_on(
    qtbot: QtBot, collector: Collector
) -> None:
    page, setup = collector.page, collector.page.setup
    page.setup.name_box.setEditText("Ada")
    qtbot.waitUntil(lambda: bool(setup.study_list.lines))
    (line,) = setup.study_list.lines
    assert (line.title, line.button) == ("Label for “\u2068Shirts\u2069”", "Label")
    assert line.detail == "0 of 20 labels"
    qtbot.mouseClick(setup.study_list.buttons[0], LEFT_BUTTON)
    collector.agree()
    first = collector.sitting()
    collector.answer()
    with qtbot.assertNotEmitted(page.collecting_done):
        qtbot.keyClick(first, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: page.sitting is None)
    assert "1 of 4 answered" in setup.message
    qtbot.waitUntil(lambda: setup.study_list.lines[0].button == "Go on")
    assert setup.study_list.lines[0].detail == "1 of 20 labels; 1 of 4 answered in your sitting"
    # It is no session of Play that was left.
    assert setup.resume_list.lines == ()
    qtbot.mouseClick(setup.study_list.buttons[0], LEFT_BUTTON)
    qtbot.waitUntil(lambda: page.sitting is not None)
    assert page.sitting is not None
    assert page.sitting.session.record.id == first.session.record.id


def test_nobody_labels_without_a_name(qtbot: QtBot, collector: Collector) -> None:
    setup = collector.page.setup
    qtbot.waitUntil(lambda: bool(setup.study_list.lines))
    setup.name_box.setEditText("")
    qtbot.mouseClick(setup.study_list.buttons[0], LEFT_BUTTON)
    assert setup.message
    assert collector.shown is setup
    collector.page.collect(collector.study.sha256, "")
    qtbot.waitUntil(lambda: collector.shown is collector.desk.who)
    who = collector.desk.who
    for name in ("", "\u200b"):
        who.name_field.setEditText(name)
        qtbot.mouseClick(who.go_button, LEFT_BUTTON)
        assert who.problem
    with qtbot.waitSignal(collector.page.collecting_done):
        qtbot.keyClick(who, Qt.Key.Key_Escape)
    assert collector.shown is setup


def test_whoever_does_not_agree_leaves_nothing_behind(qtbot: QtBot, collector: Collector) -> None:
    collector.page.collect(collector.study.sha256, "Ada")
    introduction = collector.introduction()
    with qtbot.waitSignal(collector.page.collecting_done):
        qtbot.mouseClick(introduction.back_button, LEFT_BUTTON)
    (record,) = collector.ask(lambda store: store.studies.records())
    assert record.participations == ()
    assert collector.ask(lambda store: store.person("Ada")) is None


def test_done_goes_back_to_where_somebody_came_from(qtbot: QtBot, collector: Collector) -> None:
    collector.sit()
    collector.finish()
    with qtbot.waitSignal(collector.page.collecting_done):
        qtbot.keyClick(collector.desk.kept, Qt.Key.Key_Escape)
    assert collector.shown is collector.page.setup


def test_instructions_are_read_again_in_the_middle_of_a_sitting(
    qtbot: QtBot, collector: Collector
) -> None:
    sitting = collector.sit()
    collector.answer()
    image = sitting.session.image_index
    qtbot.keyClick(sitting, "i")
    reading = collector.page._study_sitting
    qtbot.waitUntil(lambda: reading.view is not None and reading.view.isVisible())
    assert reading.view is not None
    qtbot.waitUntil(lambda: sitting.session.state == "paused" and not sitting.is_saving)
    assert reading.view.body.agree_box is None
    qtbot.keyClick(reading.view, Qt.Key.Key_Return)
    assert collector.sitting() is sitting
    assert sitting.session.image_index == image
    assert sitting.hasFocus()
    collector.finish()
    (history,) = collector.histories()
    paused = [entry.was_paused for entry in history.entries if isinstance(entry, Answer)]
    assert paused == [False, True, False, False]


@pytest.mark.parametrize(("kind", "word"), [("paused", "resume it"), ("closed", "open it again")])
def test_a_study_that_does_not_run_says_so(
    qtbot: QtBot, collector: Collector, kind: str, word: str
) -> None:
    collector.sit()
    collector.answer()
    collector.page.put_away()
    qtbot.waitUntil(lambda: collector.page.sitting is None)
    collector.happen(kind)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not collector.page.setup.study_list.lines)
    for name in ("Ada", "Ben"):
        collector.page.collect(collector.study.sha256, name)
        qtbot.waitUntil(lambda: word in collector.page.setup.message)
        assert collector.page.sitting is None
        collector.page.setup.say("")
    (history,) = collector.histories()
    collector.page.resume(history.record.id)
    qtbot.waitUntil(lambda: word in collector.page.setup.message)


def test_a_study_that_was_paused_during_a_sitting_offers_no_more(
    qtbot: QtBot, collector: Collector
) -> None:
    collector.sit()
    collector.happen("paused")
    collector.finish()
    kept = collector.desk.kept
    assert "4 answers saved." in kept.words
    assert "The study is paused" in kept.words
    assert not kept.more_button.isVisible()
    assert not kept.hand_over_button.isVisible()
    assert kept.done_button.hasFocus()


def test_a_withdrawn_person_is_told_so_and_is_offered_nothing(
    qtbot: QtBot, collector: Collector, workspace: Workspace
) -> None:
    workspace.choose_annotator("Ada")
    collector.withdraw("Ada")
    collector.page.collect(collector.study.sha256, "Ada")
    qtbot.waitUntil(lambda: "was withdrawn" in collector.page.setup.message)
    collector.page.front.refresh()
    collector.ask(lambda _store: None)
    assert collector.page.setup.study_list.lines == ()


def test_studies_of_other_data_and_complete_ones_are_not_offered(
    qtbot: QtBot, collector: Collector, workspace: Workspace
) -> None:
    setup = collector.page.setup
    qtbot.waitUntil(lambda: bool(setup.study_list.lines))
    workspace.show_dataset(sample.dataset(test=20))
    qtbot.waitUntil(lambda: not setup.study_list.lines)
    collector.page.collect(collector.study.sha256, "Ada")
    qtbot.waitUntil(lambda: "about other images" in setup.message)


def test_a_study_ends_once_its_images_have_their_labels(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    collector = Collector(qtbot, play, workspace, indices=(1, 2), consent="", questions=())
    collector.sit("Ada")
    collector.finish()
    assert "Nothing is left for you" in collector.desk.kept.words
    qtbot.mouseClick(collector.desk.kept.hand_over_button, LEFT_BUTTON)
    qtbot.waitUntil(lambda: collector.shown is collector.desk.who)
    collector.desk.who.name_field.setEditText("Ada")
    qtbot.mouseClick(collector.desk.who.go_button, LEFT_BUTTON)
    qtbot.waitUntil(lambda: "Nothing is left for you" in collector.desk.who.problem)
    collector.desk.who.name_field.setEditText("Ben")
    qtbot.mouseClick(collector.desk.who.go_button, LEFT_BUTTON)
    collector.agree()
    collector.finish()
    assert "Every image has the labels" in collector.desk.kept.words
    qtbot.keyClick(collector.desk.kept, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: play.setup.isVisible())
    collector.ask(lambda _store: None)
    assert play.setup.study_list.lines == ()


def test_labels_that_were_seen_while_a_sitting_was_paused_are_marked(
    qtbot: QtBot, collector: Collector
) -> None:
    sitting = collector.sit()
    qtbot.keyClick(sitting, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: sitting.session.state == "paused")
    header = sitting.session.record
    seen = header.deck.indices[1]
    collector.ask(
        lambda store: store.expose(
            header.annotator,
            fingerprint=header.deck.fingerprint,
            split="test",
            indices=[seen],
            source="explore",
            at=datetime.now(UTC),
        )
    )
    qtbot.keyClick(sitting, Qt.Key.Key_Space)
    collector.finish()
    (history,) = collector.histories()
    answers = [entry for entry in history.entries if isinstance(entry, Answer)]
    assert [given.was_seen for given in answers] == [False, True, False, False]


def test_examples_are_written_down_as_shown(
    qtbot: QtBot, collector: Collector, workspace: Workspace
) -> None:
    collector.sit("Ada")
    train = workspace.split(collector.study.examples_split)

    def is_exposed() -> bool:
        return collector.ask(
            lambda store: store.exposed(store.annotator("Ada"), train.fingerprint)
        ) >= {110, 121}

    qtbot.waitUntil(is_exposed)


def test_what_was_answered_is_saved_whatever_data_is_open_by_then(
    qtbot: QtBot, collector: Collector, workspace: Workspace
) -> None:
    sitting = collector.sit()
    workspace.show_dataset(sample.dataset(test=20))
    with qtbot.waitSignal(collector.page.collecting_done):
        for _ in range(sitting.session.count):
            collector.answer()
    assert collector.shown is collector.page.setup
    assert collector.page.setup.message == "4 answers saved."
    (history,) = collector.histories()
    assert sum(isinstance(entry, Answer) for entry in history.entries) == 4


def test_nobody_reads_and_agrees_where_nothing_is_left(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    collector = Collector(qtbot, play, workspace, indices=(1,), wanted=Wanted(1, None, 1))
    collector.sit("Ada")
    collector.finish()
    assert not collector.desk.kept.hand_over_button.isVisible()
    play.front.collecting.closed.emit("")
    play.collect(collector.study.sha256, "Ben")
    qtbot.waitUntil(lambda: "Every image has the labels" in play.setup.message)
    assert collector.shown is play.setup


def test_images_can_be_set_aside_elsewhere_before_each_sitting(
    qtbot: QtBot, collector: Collector
) -> None:
    asked: list[tuple[str, str]] = []
    waiting: list[Callable[[tuple[int, ...] | None], object]] = []

    def set_aside(
        study: Study, name: str, then: Callable[[tuple[int, ...] | None], object]
    ) -> None:
        asked.append((study.name, name))
        waiting.append(then)

    collector.desk.set_aside = set_aside
    collector.page.collect(collector.study.sha256, "Ada")
    collector.agree()
    qtbot.waitUntil(lambda: bool(waiting))
    assert asked == [("Shirts", "Ada")]
    # Whoever has gone back meanwhile is not seated.
    qtbot.keyClick(collector.introduction(), Qt.Key.Key_Escape)
    waiting[0]((1, 2))
    assert not collector.page._entrance.is_busy
    collector.page.collect(collector.study.sha256, "Ada")
    qtbot.waitUntil(lambda: len(waiting) == 2)
    waiting[1]((2, 5))
    assert set(collector.sitting().session.record.deck.indices) == {2, 5}


def test_whoever_came_from_elsewhere_is_sent_back_once(qtbot: QtBot, collector: Collector) -> None:
    page = collector.page
    page.collect(collector.study.sha256, "")
    qtbot.waitUntil(lambda: collector.shown is collector.desk.who)
    with qtbot.waitSignal(page.collecting_done):
        qtbot.mouseClick(collector.desk.who.back_button, LEFT_BUTTON)
    page.setup.name_box.setEditText("Ada")
    qtbot.mouseClick(page.setup.study_list.buttons[0], LEFT_BUTTON)
    introduction = collector.introduction()
    with qtbot.assertNotEmitted(page.collecting_done):
        qtbot.keyClick(introduction, Qt.Key.Key_Escape)
    assert collector.shown is page.setup


def test_a_second_enter_neither_joins_nor_sits_twice(qtbot: QtBot, collector: Collector) -> None:
    collector.page.collect(collector.study.sha256, "Ada")
    introduction = collector.introduction()
    assert introduction.body.agree_box is not None
    introduction.body.agree_box.click()
    for _ in range(3):
        qtbot.keyClick(introduction, Qt.Key.Key_Return)
    collector.sitting()
    (record,) = collector.ask(lambda store: store.studies.records())
    assert len(record.participations) == 1
    assert len(collector.histories()) == 1


def test_whoever_is_sent_here_never_answers_in_the_sitting_of_somebody_else(
    qtbot: QtBot, collector: Collector
) -> None:
    collector.sit("Ada")
    collector.answer("1")
    adas = collector.page.sitting
    collector.page.collect(collector.study.sha256, "ADA")
    assert collector.page.sitting is adas

    collector.page.collect(collector.study.sha256, "Bob")
    collector.agree()
    assert collector.sitting().session.record.annotator.name == "Bob"
    (ada, bob) = sorted(collector.histories(), key=lambda h: h.record.annotator.name)
    assert [isinstance(entry, Answer) for entry in ada.entries] == [True, False]
    assert bob.entries == ()

    qtbot.keyClick(collector.page.sitting, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: collector.page.sitting is None)
    collector.page.collect(collector.study.sha256, "Ada")
    qtbot.waitUntil(lambda: collector.page.sitting is not None)
    assert collector.page.sitting is not None
    assert collector.page.sitting.session.position == 1


def test_a_session_of_no_study_is_not_left_for_one(
    qtbot: QtBot, collector: Collector, workspace: Workspace
) -> None:
    collector.page.start(preset("quick-20"), "Ada")
    playing = collector.sitting()
    with qtbot.waitSignal(workspace.failed) as failed:
        collector.page.collect(collector.study.sha256, "Bob")
    assert "Ada still answers here; leave that session" in failed.args[0].sentence.translate(
        {0x2068: None, 0x2069: None}
    )
    assert collector.page.sitting is playing


def test_whoever_is_sent_here_sees_no_other_choices_while_it_is_looked_up(
    qtbot: QtBot, collector: Collector
) -> None:
    collector.page.collect(collector.study.sha256, "Ada")
    assert collector.shown is collector.desk.waiting
    assert collector.desk.waiting.text() == LOOKING_UP
    assert not collector.introduction().isHidden()


def test_what_cannot_be_is_said_beside_the_choices(qtbot: QtBot, collector: Collector) -> None:
    collector.happen("paused")
    collector.page.collect(collector.study.sha256, "Ada")
    qtbot.waitUntil(lambda: collector.shown is collector.page.setup)
    assert "is paused" in collector.page.setup.message


def test_the_end_says_whose_turn_it_still_is(qtbot: QtBot, collector: Collector) -> None:
    collector.sit("Ada")
    collector.finish()
    assert f"More is for {isolated('Ada')}; hand over" in collector.desk.kept.words
