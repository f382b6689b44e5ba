"""Panels: a guided start, one turn after another, and other machines' sessions."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.chooser import AccuracyChooser
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.deck_content import protocol_of
from fmnist_gui.core.session.drawing import Pool, deck_for
from fmnist_gui.core.session.panel import panel_rules
from fmnist_gui.core.session.simulate import play as simulate
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start, begin
from fmnist_gui.ui.name_field import NAME_CUT
from fmnist_gui.ui.play.asked import PanelAsked
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.play.panel_guide import PanelGuide
from fmnist_gui.ui.play.panel_view import PanelView
from fmnist_gui.ui.play.preset_note import PANEL
from fmnist_gui.ui.play.sitting_view import chrome_px
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests import sample
from tests.ui.play.conftest import Asker

LEFT = Qt.MouseButton.LeftButton
NAMES = ("Ada", "נועה", "Cem")
pytestmark = pytest.mark.window


@pytest.fixture
def guide(qtbot: QtBot, play: PlayPage) -> PanelGuide:
    """Return the guided start of a small panel, as Ada asks for it."""
    play.setup.name_box.setEditText("Ada")
    play.setup.grid.choose(PANEL)
    qtbot.mouseClick(play.setup.start_button, LEFT)
    guide = play.front.panels.guide
    qtbot.waitUntil(guide.isVisible)
    return guide


@pytest.fixture
def view(qtbot: QtBot, play: PlayPage, guide: PanelGuide) -> PanelView:
    """Return a panel of three over two images."""
    return make(qtbot, play, count=2)


def write(guide: PanelGuide, names: tuple[str, ...]) -> None:
    for field, name in zip(guide.names, names, strict=True):
        field.setEditText(name)


def make(
    qtbot: QtBot, play: PlayPage, *, count: int | None = None, names: tuple[str, ...] = NAMES
) -> PanelView:
    guide = play.front.panels.guide
    if count is not None:
        guide.count.setValue(count)
    write(guide, names)
    qtbot.mouseClick(guide.make_button, LEFT)
    view = play.front.panels.view
    qtbot.waitUntil(view.isVisible)
    return view


def sit_down(qtbot: QtBot, play: PlayPage, view: PanelView, place: int) -> None:
    qtbot.mouseClick(view.rows[place].button, LEFT)
    qtbot.waitUntil(lambda: play.sitting is not None)


def answer(qtbot: QtBot, play: PlayPage, times: int) -> None:
    sitting = play.sitting
    assert sitting is not None
    session = sitting.session
    for _ in range(times):
        qtbot.waitUntil(lambda: session.state == "showing" and not sitting.is_saving)
        position = session.position
        qtbot.keyClick(sitting, "1")
        qtbot.waitUntil(lambda before=position: session.position > before)  # type: ignore[misc]


def play_elsewhere(
    ask: Asker, workspace: Workspace, deck: Deck, name: str, *, answers: int | None = None
) -> None:
    """Let a session over the panel's deck come from another machine."""
    dataset = workspace.dataset
    assert dataset is not None
    assert deck.rules is not None
    start = Start(deck.rules, name, 1, "0.1", deck=deck)

    def verb(store: LabelStore) -> None:
        session = begin(store, dataset, start, now=datetime.now(UTC))
        entries: list[object] = []
        simulate(
            session,
            AccuracyChooser(0.8, 10),
            entries.append,
            rng=np.random.default_rng(0),
            now=datetime.now(UTC),
        )
        store.append(*entries[:answers])  # type: ignore[arg-type]

    ask(verb)
    workspace.labels_changed.emit(LabelsChanged("sessions"))


def small_px(view: PanelView) -> int:
    """Return the height of a window with room for images of 168 px alone."""
    assert view.progress is not None
    return chrome_px(protocol_of(view.progress.panel.deck), 10) + 170


def test_a_window_too_small_for_what_the_first_saw_is_said_before_a_turn(
    qtbot: QtBot, play: PlayPage, view: PanelView
) -> None:
    assert view.room == ""
    sit_down(qtbot, play, view, 0)
    assert play.sitting is not None
    first = play.sitting.session.record.presentation
    answer(qtbot, play, 2)
    qtbot.waitUntil(view.isVisible)
    qtbot.waitUntil(lambda: "2 of 6" in view.words)
    assert view.room == ""
    window = play.window()
    wide, tall = window.width(), window.height()
    window.resize(wide, small_px(view))
    told = f"Make the window larger: the others saw {first.size_px} px."
    qtbot.waitUntil(lambda: view.room == told)
    window.resize(wide, tall)
    qtbot.waitUntil(lambda: view.room == "")


def test_a_larger_window_shows_what_the_first_saw(
    qtbot: QtBot, play: PlayPage, view: PanelView
) -> None:
    window = play.window()
    wide, tall = window.width(), window.height()
    window.resize(wide, small_px(view))
    sit_down(qtbot, play, view, 0)
    assert play.sitting is not None
    first = play.sitting.session.record.presentation
    assert first.size_px < 280
    answer(qtbot, play, 2)
    qtbot.waitUntil(lambda: "2 of 6" in view.words)
    window.resize(wide, tall)
    sit_down(qtbot, play, view, 1)
    assert play.sitting.session.record.presentation.size_px == first.size_px


def test_the_guide_offers_whoever_asks_as_the_first_person(guide: PanelGuide) -> None:
    assert [field.name for field in guide.names] == ["Ada", "", ""]
    assert guide.count.value() == 100


@pytest.mark.parametrize(
    ("names", "part"),
    [
        (("Ada", "", "Cem"), "the names of 3 people"),
        (("Ada", "Cem", " ada "), "the same name"),
        (("Ada", "Cem", "B\u202ed"), "printable"),
    ],
)
def test_names_that_make_no_panel_are_refused_in_one_sentence(
    qtbot: QtBot, guide: PanelGuide, ask: Asker, names: tuple[str, ...], part: str
) -> None:
    write(guide, names)
    qtbot.mouseClick(guide.make_button, LEFT)
    assert part in guide.problem
    assert [field.name for field in guide.names] == [" ".join(name.split()) for name in names]
    assert ask(lambda store: store.panels()) == ()


def test_a_name_of_ten_thousand_letters_is_cut_and_that_is_said(guide: PanelGuide) -> None:
    field = guide.names[1].lineEdit()
    assert field is not None
    field.insert("x" * 10_000)
    assert guide.problem == NAME_CUT
    assert len(guide.names[1].name) == 200


def test_more_images_than_there_are_is_said_in_the_guide(qtbot: QtBot, guide: PanelGuide) -> None:
    guide.count.setValue(301)
    write(guide, NAMES)
    qtbot.mouseClick(guide.make_button, LEFT)
    qtbot.waitUntil(lambda: "301" in guide.problem)
    assert guide.isVisible()


def test_a_panel_that_cannot_be_stored_is_said_and_the_names_stay(
    qtbot: QtBot, guide: PanelGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: LabelStore, _panel: object) -> None:
        raise StoreError("the disk", expected="room", found="none", remedy="make some")

    monkeypatch.setattr(LabelStore, "keep_panel", full)
    write(guide, NAMES)
    qtbot.mouseClick(guide.make_button, LEFT)
    qtbot.waitUntil(lambda: "make some" in guide.problem)
    assert [field.name for field in guide.names] == list(NAMES)


def test_back_leads_to_the_choices(qtbot: QtBot, play: PlayPage, guide: PanelGuide) -> None:
    qtbot.mouseClick(guide.back_button, LEFT)
    assert play.setup.isVisible()


def test_a_new_panel_has_a_bar_for_each_person(view: PanelView) -> None:
    assert view.words == "0 of 6 labels"
    assert [row.words for row in view.rows] == ["0 of 2"] * 3
    assert not view.result_button.isVisible()


def test_one_person_after_another_answers_and_nothing_is_told_before_the_last(
    qtbot: QtBot, play: PlayPage, view: PanelView, workspace: Workspace
) -> None:
    ended: list[object] = []
    play.session_ended.connect(ended.append)
    for place, name in enumerate(NAMES):
        sit_down(qtbot, play, view, place)
        assert play.sitting is not None
        assert play.sitting.session.record.annotator.name == name
        answer(qtbot, play, 2)
        qtbot.waitUntil(lambda n=2 * place + 2: view.words == f"{n} of 6 labels")  # type: ignore[misc]
        assert view.isVisible()
        assert view.rows[place].words == "2 of 2 Done"
    assert ended == []
    panel = play.front.panels.panel
    assert panel is not None
    with qtbot.waitSignal(play.panel_asked) as told:
        qtbot.mouseClick(view.result_button, LEFT)
    assert told.args == [PanelAsked(panel.deck.sha256)]


def test_a_turn_that_was_left_is_gone_on_with(
    qtbot: QtBot, play: PlayPage, view: PanelView
) -> None:
    sit_down(qtbot, play, view, 1)
    answer(qtbot, play, 1)
    sitting = play.sitting
    assert sitting is not None
    session_id = sitting.session.record.id
    qtbot.waitUntil(lambda: sitting.session.state == "showing" and not sitting.is_saving)
    qtbot.keyClick(sitting, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.isVisible() and view.rows[1].words == "1 of 2")
    assert view.rows[1].button.text() == "Go on"
    sit_down(qtbot, play, view, 1)
    assert play.sitting is not None
    assert play.sitting.session.record.id == session_id


def test_sessions_of_other_machines_are_counted_as_they_come(
    qtbot: QtBot, play: PlayPage, view: PanelView, workspace: Workspace, ask: Asker
) -> None:
    panel = play.front.panels.panel
    assert panel is not None
    play_elsewhere(ask, workspace, panel.deck, NAMES[1])
    qtbot.waitUntil(lambda: view.words == "2 of 6 labels")
    play_elsewhere(ask, workspace, panel.deck, "Noa")
    qtbot.waitUntil(lambda: "Noa" in view.others)
    assert view.words == "2 of 6 labels"
    with qtbot.waitSignal(play.sessions_asked):
        qtbot.mouseClick(view.add_button, LEFT)


def test_an_unfinished_panel_is_listed_and_opened_and_its_sessions_are_not_listed_twice(
    qtbot: QtBot, play: PlayPage, view: PanelView, workspace: Workspace, ask: Asker
) -> None:
    panel = play.front.panels.panel
    assert panel is not None
    play_elsewhere(ask, workspace, panel.deck, "Ada", answers=1)
    qtbot.mouseClick(view.back_button, LEFT)
    qtbot.waitUntil(lambda: bool(play.setup.resume_list.lines))
    (line,) = play.setup.resume_list.lines
    assert "Ada" in line.title
    assert line.detail.startswith(f"1 of 6 labels, deck {panel.deck.code}")
    # What is written meanwhile does not bring the panel back.
    play_elsewhere(ask, workspace, panel.deck, "Cem", answers=1)
    play.front.refresh()
    ask(lambda _store: None)
    assert play.setup.isVisible()
    qtbot.mouseClick(play.setup.resume_buttons()[0], LEFT)
    qtbot.waitUntil(view.isVisible)
    assert play.front.panels.panel == panel


def test_a_complete_panel_is_listed_no_more(
    qtbot: QtBot, play: PlayPage, view: PanelView, workspace: Workspace, ask: Asker
) -> None:
    panel = play.front.panels.panel
    assert panel is not None
    for name in NAMES:
        play_elsewhere(ask, workspace, panel.deck, name)
    qtbot.waitUntil(view.result_button.isVisible)
    qtbot.mouseClick(view.back_button, LEFT)
    ask(lambda _store: None)
    assert play.setup.resume_list.lines == ()


def test_the_deck_of_a_panel_is_saved_from_its_view(
    qtbot: QtBot,
    play: PlayPage,
    view: PanelView,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    panel = play.front.panels.panel
    assert panel is not None
    path = tmp_path / "panel.fmdeck"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    qtbot.mouseClick(view.save_button, LEFT)
    assert deck_file.read(path) == panel.deck
    assert view.message == f"Saved as {path}."
    assert play.setup.deck_card.deck is None
    # What was done stays to be read while labels come in.
    play.front.refresh()
    assert view.message == f"Saved as {path}."
    path.unlink()
    tmp_path.joinpath("panel.fmdeck").mkdir()
    qtbot.mouseClick(view.save_button, LEFT)
    assert "panel.fmdeck" in view.message


def test_a_panel_over_other_data_waits_for_it(
    play: PlayPage, view: PanelView, workspace: Workspace, qtbot: QtBot
) -> None:
    before = workspace.dataset
    assert before is not None
    workspace.show_dataset(sample.dataset(40, 40, identity=None))
    qtbot.waitUntil(lambda: before.splits["test"].fingerprint[:16] in view.message)
    assert not view.rows[0].button.isEnabled()
    workspace.show_dataset(before)
    qtbot.waitUntil(lambda: view.message == "")
    assert view.rows[0].button.isEnabled()


def test_a_panels_deck_from_a_file_seats_its_people(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    deck = deck_for(panel_rules(3), Pool(workspace.split("test")), seed=4)
    play.offer_deck(deck)
    qtbot.mouseClick(play.setup.deck_card.panel_button, LEFT)
    guide = play.front.panels.guide
    qtbot.waitUntil(guide.isVisible)
    assert not guide.count.isVisible()
    view = make(qtbot, play)
    assert view.words == "0 of 9 labels"
    assert play.front.panels.panel is not None
    assert play.front.panels.panel.deck == deck


def test_a_deck_that_is_opened_meanwhile_is_seen(
    play: PlayPage, view: PanelView, workspace: Workspace
) -> None:
    play.offer_deck(deck_for(panel_rules(3), Pool(workspace.split("test")), seed=4))
    assert play.setup.deck_card.isVisible()
