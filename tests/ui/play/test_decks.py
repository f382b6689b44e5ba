"""Decks are drawn and saved before they are played, opened again, and refused for other data."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import RequestError, StoreError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.deck import Deck, deck_of
from fmnist_gui.core.session.drawing import Pool, deck_for, reordered
from fmnist_gui.core.session.panel import panel_rules
from fmnist_gui.core.session.preset import preset
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.play.conftest import Asker

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.window


def answer_with(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Let every file dialog give this path, or be cancelled."""
    chosen = (str(path) if path else "", "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: chosen)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: chosen)


def save(qtbot: QtBot, play: PlayPage, name: str = "Ada") -> None:
    play.setup.name_box.setEditText(name)
    qtbot.mouseClick(play.setup.bar.deck_button, LEFT)
    qtbot.waitUntil(lambda: bool(play.setup.message))


def test_a_saved_deck_is_the_one_that_is_played(
    qtbot: QtBot, play: PlayPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ask: Asker
) -> None:
    path = tmp_path / "for you"
    answer_with(monkeypatch, path)
    play.setup.grid.choose("standard-100")
    save(qtbot, play)
    assert play.setup.message == f"Saved as {path}.fmdeck."
    assert ask(lambda store: store.sessions()) == ()
    deck = deck_file.read(path.with_suffix(".fmdeck"))
    card = play.setup.deck_card
    assert card.isVisible()
    assert card.code == deck.code
    for part in ("Standard 100", "100 images", "Sample", "test"):
        assert part in card.words
    qtbot.mouseClick(play.setup.start_button, LEFT)
    qtbot.waitUntil(lambda: play.sitting is not None)
    assert play.sitting is not None
    assert play.sitting.session.record.deck == deck
    assert play.sitting.session.record.annotator.name == "Ada"


def test_what_the_person_has_met_is_not_in_a_saved_deck(
    qtbot: QtBot,
    play: PlayPage,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    workspace.choose_annotator("Ada")
    workspace.expose(workspace.split("test"), range(200), source="explore")
    answer_with(monkeypatch, tmp_path / "my.fmdeck")
    play.setup.grid.choose("standard-100")
    save(qtbot, play)
    assert sorted(deck_file.read(tmp_path / "my.fmdeck").indices) == list(range(200, 300))


def test_a_deck_of_own_rules_keeps_them_and_the_look_of_whoever_drew_it(
    qtbot: QtBot, play: PlayPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "my.fmdeck"
    answer_with(monkeypatch, path)
    play.setup.grid.choose("custom")
    form = play.setup.custom
    form.images.count.setValue(12)
    form.answers.feedback.choose("each")
    form.screen_part.multiple.setValue(4)
    save(qtbot, play)
    assert deck_file.read(path).rules == custom(count=12, feedback="each")
    qtbot.mouseClick(play.setup.start_button, LEFT)
    qtbot.waitUntil(lambda: play.sitting is not None)
    assert play.sitting is not None
    record = play.sitting.session.record
    assert record.rules == custom(count=12, feedback="each")
    assert record.presentation.size_px == 4 * 28


def test_a_saved_deck_holds_only_images_that_the_filter_finds(
    qtbot: QtBot, play: PlayPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer_with(monkeypatch, tmp_path / "my.fmdeck")
    play.setup.grid.choose("custom")
    form = play.setup.custom
    form.images.count.setValue(12)
    form.images.among.choose("filter")
    form.images.query.setText("index<40")
    qtbot.waitUntil(play.setup.bar.deck_button.isEnabled)
    save(qtbot, play)
    assert max(deck_file.read(tmp_path / "my.fmdeck").indices) < 40
    assert "filter index<40" in play.setup.deck_card.words
    assert "12 test images" in play.setup.deck_card.words


def test_a_deck_is_opened_from_a_file(
    qtbot: QtBot,
    play: PlayPage,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = tmp_path / "theirs.fmdeck"
    deck = deck_for(preset("flash"), Pool(workspace.split("test")), seed=4)
    deck_file.write(path, deck)
    answer_with(monkeypatch, path)
    qtbot.mouseClick(play.setup.open_button, LEFT)
    assert play.setup.deck_card.deck == deck
    assert "Flash" in play.setup.deck_card.words
    answer_with(monkeypatch, None)
    qtbot.mouseClick(play.setup.open_button, LEFT)
    assert play.setup.deck_card.deck == deck
    qtbot.mouseClick(play.setup.deck_card.away_button, LEFT)
    assert not play.setup.deck_card.isVisible()


def refused(qtbot: QtBot, play: PlayPage, monkeypatch: pytest.MonkeyPatch, path: Path) -> str:
    answer_with(monkeypatch, path)
    qtbot.mouseClick(play.setup.open_button, LEFT)
    assert play.setup.deck_card.deck is None
    assert play.setup.message.count("\n") == 0
    return play.setup.message


def test_a_deck_of_other_data_waits_and_names_both_fingerprints(
    qtbot: QtBot,
    play: PlayPage,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = tmp_path / "theirs.fmdeck"
    other = sample.split("test", 90)
    deck_file.write(path, deck_for(preset("quick-20"), Pool(other), seed=4))
    answer_with(monkeypatch, path)
    qtbot.mouseClick(play.setup.open_button, LEFT)
    card = play.setup.deck_card
    assert card.isVisible()
    assert card.problem.startswith(f"Deck {card.code} is for other images: ")
    assert other.fingerprint[:16] in card.problem
    assert workspace.split("test").fingerprint[:16] in card.problem
    assert card.problem.endswith("open the data set that the deck was drawn from.")
    assert not play.setup.start_button.isEnabled()


def test_a_changed_deck_and_unknown_rules_are_refused(
    qtbot: QtBot,
    play: PlayPage,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = tmp_path / "theirs.fmdeck"
    deck = deck_for(preset("quick-20"), Pool(workspace.split("test")), seed=4)
    deck_file.write(path, deck)
    path.write_text(path.read_text().replace('"seed":4', '"seed":5'))
    assert "SHA-256" in refused(qtbot, play, monkeypatch, path)
    deck_file.write(path, replace(deck, preset="underwater"))
    assert "underwater" in refused(qtbot, play, monkeypatch, path)
    with pytest.raises(RequestError):
        play.offer_deck(replace(deck, preset="underwater"))


def test_an_offered_deck_waits_for_its_data(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    before = workspace.dataset
    assert before is not None
    card = play.setup.deck_card
    play.offer_deck(deck_of(workspace.split("test"), [5, 3, 9]))
    assert card.problem == ""
    assert "Practice on chosen images, 3 images" in card.words
    workspace.show_dataset(sample.dataset(40, 40, identity=None))
    assert before.splits["test"].fingerprint[:16] in card.problem
    assert not play.setup.start_button.isEnabled()
    workspace.show_dataset(before)
    assert card.problem == ""
    assert play.setup.start_button.isEnabled()


def panel_deck(workspace: Workspace) -> Deck:
    return deck_for(panel_rules(10), Pool(workspace.split("test")), seed=4)


def test_a_panels_deck_is_played_in_an_own_order(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    deck = panel_deck(workspace)
    play.offer_deck(deck)
    card = play.setup.deck_card
    assert "an order of their own" in card.words
    assert card.panel_button.isVisible()
    qtbot.mouseClick(play.setup.start_button, LEFT)
    qtbot.waitUntil(lambda: play.sitting is not None)
    assert play.sitting is not None
    own = play.sitting.session.record.deck
    assert (own.base, set(own.indices)) == (deck.sha256, set(deck.indices))


def test_the_order_of_one_person_seats_no_panel(
    play: PlayPage, workspace: Workspace, ask: Asker
) -> None:
    anna = ask(lambda store: store.annotator("Anna"))
    play.offer_deck(reordered(panel_deck(workspace), anna.id))
    assert not play.setup.deck_card.panel_button.isVisible()


def test_too_few_new_images_and_a_full_disk_are_said_and_nothing_is_offered(
    qtbot: QtBot, play: PlayPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer_with(monkeypatch, tmp_path / "no such folder" / "my.fmdeck")
    save(qtbot, play)
    assert "no such folder" in play.setup.message
    assert play.setup.deck_card.deck is None

    def unreadable(_self: LabelStore, _name: str) -> None:
        raise StoreError("the database", expected="one", found="none", remedy="restore it")

    with monkeypatch.context() as broken:
        broken.setattr(LabelStore, "annotator", unreadable)
        play.setup.say("")
        save(qtbot, play)
    assert "restore it" in play.setup.message


def test_an_offered_deck_is_what_start_means_until_it_is_put_aside(
    qtbot: QtBot, play: PlayPage, workspace: Workspace
) -> None:
    setup = play.setup
    setup.grid.choose("custom")
    deck = deck_of(workspace.split("test"), [5, 3, 9])
    play.offer_deck(deck)
    assert setup.start_button.text() == f"Start deck {deck.code}"
    shown = [button.text() for button in play.findChildren(QPushButton) if button.isVisible()]
    assert [text for text in shown if text.startswith("Start")] == [setup.start_button.text()]
    assert not setup.grid.isVisible()
    assert not setup.custom.isVisible()
    assert not setup.bar.deck_button.isEnabled()
    qtbot.mouseClick(setup.deck_card.away_button, LEFT)
    assert setup.start_button.text() == "Start Custom"
    assert setup.grid.isVisible()
    assert setup.custom.isVisible()
    assert setup.bar.deck_button.isEnabled()


@pytest.mark.parametrize("is_offered", [True, False])
def test_enter_in_the_name_field_confirms_the_name_and_starts_nothing(
    qtbot: QtBot, play: PlayPage, workspace: Workspace, is_offered: bool
) -> None:
    if is_offered:
        play.offer_deck(deck_of(workspace.split("test"), [5, 3, 9]))
    asked: list[object] = []
    play.setup.asked.connect(asked.append)
    field = play.setup.name_box.lineEdit()
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, "Zoe")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.annotator_name == "Zoe")
    assert asked == []
