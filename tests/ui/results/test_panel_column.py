"""A panel: progress until everybody is done, then all that three people say together."""

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.panel import Panel, Seat
from fmnist_gui.core.session.record import History
from fmnist_gui.ui.results.choice import PanelChosen, SessionsChosen
from fmnist_gui.ui.results.image_group import ImageGroup
from fmnist_gui.ui.results.page import ResultsPage
from fmnist_gui.ui.results.panel_card import PanelCard
from fmnist_gui.ui.results.seat_card import SeatCard
from fmnist_gui.ui.workspace import Workspace
from tests.core.session.example import START, played
from tests.ui.results.shown import in_data, keep, show_choice, told, words

pytestmark = pytest.mark.window

NAMES = ("Ada", "Grace", "Dorothy")


def panel_of(history: History, names: tuple[str, ...] = NAMES) -> Panel:
    return Panel(uuid4(), history.record.deck, names, START)


def test_a_panel_tells_singles_every_rule_for_ties_agreement_and_what_is_unknown(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    made = [
        played(right, 200, name=name) for right, name in zip((150, 160, 170), NAMES, strict=True)
    ]
    panel = panel_of(made[0])
    keep(workspace, *made, panels=[panel])
    column = show_choice(qtbot, page, PanelChosen(panel.deck.sha256))
    assert column is page.board
    assert "By majority the 3 agreed with the label on" in words(column.cards["panel"])
    rows = column.figure_cards["comparison"].figure.table.rows
    assert [row[0] for row in rows[:3]] == list(NAMES)
    assert {f"Majority, ties {how}" for how in ("wrong", "right", "split", "left out")} <= {
        row[0] for row in rows
    }
    notes = words(column.cards["notes"])
    assert "Krippendorff's alpha" in notes
    assert "Fisher's exact test against 835 of 1,000" in notes
    unknown = words(column.cards["unknown"])
    assert unknown.startswith("What is not known about the published figure\n1.  How ties")
    assert "6.  " in unknown


def test_an_unfinished_panel_tells_how_far_everybody_is_and_nothing_else(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    done, under_way = played(15, 20, name="Ada"), played(9, 12, planned=20, name="Grace")
    panel = panel_of(done)
    keep(workspace, done, under_way, panels=[panel])
    column = show_choice(qtbot, page, PanelChosen(panel.deck.sha256))
    assert set(column.cards) == {"panel", "seats"}
    said = words(column)
    assert "32 of 60 labels given." in said
    assert "What was right is told when everybody has finished." in said
    assert "not begun" in said
    assert "%" not in said
    bars = column.cards["seats"].findChildren(QProgressBar)
    assert [bar.value() for bar in bars] == [20, 12, 0]


def test_a_narrow_card_keeps_names_and_figures_and_leaves_the_bars_away(
    qtbot: QtBot, workspace: Workspace
) -> None:
    seats = [Seat("Dorothy with a name that is long", None), Seat("Ada", None)]
    room = QWidget()
    qtbot.addWidget(room)
    card = SeatCard(seats, 1000, resources.folder() / "icons", room)
    card.resize(700, 300)
    with qtbot.waitExposed(room):
        room.show()
    bars = card.findChildren(QProgressBar)
    assert [bar.isVisible() for bar in bars] == [True, True]
    card.resize(240, 400)
    assert not any(bar.isVisible() for bar in bars)
    count = next(label for label in card.findChildren(QLabel) if label.text() == "0 of 1,000")
    name = next(label for label in card.findChildren(QLabel) if label.text() == seats[0].name)
    qtbot.waitUntil(lambda: count.y() > name.geometry().bottom())
    assert count.width() >= count.fontMetrics().horizontalAdvance(count.text())
    card.resize(700, 300)
    assert all(bar.isVisible() for bar in bars)


def test_two_that_are_done_tell_nothing_while_the_third_has_not_begun(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    made = [played(15, 20, name=name) for name in NAMES[:2]]
    panel = panel_of(made[0])
    keep(workspace, *made, panels=[panel])
    column = show_choice(qtbot, page, PanelChosen(panel.deck.sha256))
    assert set(column.cards) == {"panel", "seats"}
    assert "40 of 60 labels given." in words(column)


def test_a_panel_that_nobody_has_begun_can_be_looked_at(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    panel = panel_of(played(15, 20))
    keep(workspace, panels=[panel])
    column = show_choice(qtbot, page, PanelChosen(panel.deck.sha256))
    assert "Nobody has begun yet." in words(column)


def test_sessions_that_cannot_be_taken_together_are_told_in_one_sentence(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    made = [played(15, 20, name=name, protocol="practice") for name in NAMES[:2]]
    keep(workspace, *made)
    column = show_choice(qtbot, page, PanelChosen(made[0].record.deck.sha256))
    assert "is not scored; choose scored sessions" in words(column.cards["panel"])


def test_simulated_annotators_are_never_called_people(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    made = [played(15, 20, name=name, is_simulated=True) for name in NAMES]
    keep(workspace, *made, panels=[panel_of(made[0])])
    column = show_choice(qtbot, page, PanelChosen(made[0].record.deck.sha256))
    said = words(column.cards["panel"])
    assert "3 simulated annotators" in said
    assert "3 people" not in said


def test_a_seat_leads_to_its_session(qtbot: QtBot, page: ResultsPage, workspace: Workspace) -> None:
    made = [played(15, 20, name=name) for name in NAMES]
    panel = panel_of(made[0])
    keep(workspace, *made, panels=[panel])
    seats = show_choice(qtbot, page, PanelChosen(panel.deck.sha256)).cards["seats"]
    assert isinstance(seats, SeatCard)
    qtbot.mouseClick(seats.buttons[1], Qt.MouseButton.LeftButton)
    wanted = SessionsChosen((made[1].record.id,))
    qtbot.waitUntil(lambda: page.shown == wanted, timeout=15_000)
    told(qtbot, page)
    assert page.result is not None
    assert page.result.record.annotator.name == "Grace"


def test_images_without_a_majority_are_shown_when_asked_for(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    made = [in_data(dataset, right, 20, name=name) for right, name in ((20, "Ada"), (5, "Grace"))]
    keep(workspace, *made)
    column = show_choice(qtbot, page, PanelChosen(made[0].record.deck.sha256))
    wrong, tied = column.cards["images"].findChildren(ImageGroup)
    assert (wrong.title, len(wrong.told)) == ("The majority wrong", 0)
    assert (tied.title, len(tied.told)) == ("No majority", 15)
    assert tied.grid is None
    qtbot.mouseClick(tied.show_button, Qt.MouseButton.LeftButton)
    assert tied.grid is not None
    assert "Ada said" in tied.grid.images[0].tip


def test_the_play_page_can_ask_for_a_panel(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    made = [played(15, 20, name=name) for name in NAMES]
    panel = panel_of(made[0])
    keep(workspace, *made, panels=[panel])
    page.show()
    page.show_panel(panel.deck.sha256)
    qtbot.waitUntil(lambda: page.shown == PanelChosen(panel.deck.sha256), timeout=15_000)
    assert page.panel.switch.kind == "panels"


def test_the_report_of_a_panel_is_saved_with_everybodys_session(
    qtbot: QtBot,
    page: ResultsPage,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    made = [played(15, 20, name=name) for name in NAMES]
    panel = panel_of(made[0])
    keep(workspace, *made, panels=[panel])
    card = show_choice(qtbot, page, PanelChosen(panel.deck.sha256)).cards["panel"]
    assert isinstance(card, PanelCard)
    asked: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / "ours"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    qtbot.mouseClick(card.report_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Saved as" in words(card), timeout=15_000)
    assert asked == [f"panel {panel.deck.code} {START:%Y-%m-%d}.html"]
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert {"ours.html", "ours.json", *(f"ours-{n}.fmsession" for n in (1, 2, 3))} <= names
    assert "Saved as" in words(card)
    assert "ours-3.fmsession" in words(card)


def test_a_panel_of_which_nothing_is_told_has_no_report(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    made = [played(15, 20, name=name) for name in NAMES[:2]]
    panel = panel_of(made[0])
    keep(workspace, *made, panels=[panel])
    card = show_choice(qtbot, page, PanelChosen(panel.deck.sha256)).cards["panel"]
    assert isinstance(card, PanelCard)
    assert card.report_button.isHidden()
