"""What others say of a session's images, and the images themselves."""

import unicodedata
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.record import History
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.results.album import ImagesAsked
from fmnist_gui.ui.results.crowd_card import CrowdCard
from fmnist_gui.ui.results.image_group import ImageGroup
from fmnist_gui.ui.results.images_card import ImagesCard
from fmnist_gui.ui.results.model_card import ModelCard
from fmnist_gui.ui.results.offer_card import OfferCard
from fmnist_gui.ui.results.page import ResultsPage
from fmnist_gui.ui.workspace import ScoresChanged, Workspace
from tests import sample
from tests.core.session.example import Sitting, played
from tests.ui.results.shown import add_scores, in_data, keep, show, words

pytestmark = pytest.mark.window


def sat(dataset: Dataset, answers: list[int], **choices: object) -> History:
    """Return a session over the first images with the labels that they have in the data."""
    split = dataset.splits["test"]
    labels = split.labels[: len(answers)].tolist()
    sitting = Sitting(labels, protocol="quick-20", fingerprint=split.fingerprint, **choices)  # type: ignore[arg-type]
    for answer in answers:
        sitting.answer(answer)
    sitting.do("finish")
    return sitting.history()


def card(qtbot: QtBot, page: ResultsPage, key: str) -> QWidget:
    qtbot.waitUntil(lambda: key in page.column.cards and page.column.is_whole)
    return page.column.cards[key]


def seen(qtbot: QtBot, workspace: Workspace, dataset: Dataset, name: str = "Me") -> frozenset[int]:
    """Return the images whose labels the ledger says that this person was shown."""
    found: list[frozenset[int]] = []
    fingerprint = dataset.splits["test"].fingerprint

    def verb(store: LabelStore) -> frozenset[int]:
        return store.exposed(store.annotator(name), fingerprint)

    workspace.ask(verb, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def bring(qtbot: QtBot, page: ResultsPage, widget: QWidget) -> None:
    """Scroll until a widget is in sight."""
    page.column.ensureWidgetVisible(widget)
    qtbot.waitUntil(lambda: not widget.visibleRegion().isEmpty())


def test_without_counts_and_predictions_one_line_offers_to_add_them(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    history = sat(dataset, [0, 1, 2])
    keep(workspace, history)
    show(qtbot, page, history)
    offer = card(qtbot, page, "offer")
    assert isinstance(offer, OfferCard)
    assert not {"crowd", "model"} & set(page.column.cards)
    with qtbot.waitSignal(page.scores_asked):
        qtbot.mouseClick(offer.button, Qt.MouseButton.LeftButton)


def test_counts_that_were_added_are_shown_at_once(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    history = sat(dataset, [0, 1, 2])
    keep(workspace, history)
    show(qtbot, page, history)
    card(qtbot, page, "offer")
    add_scores(workspace, dataset)
    workspace.scores_changed.emit(ScoresChanged("added"))
    assert "average crowd worker" in words(card(qtbot, page, "crowd"))
    assert "offer" not in page.column.cards


def test_the_images_on_which_person_and_crowd_part_open_in_explore(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    add_scores(workspace, dataset)
    history = sat(dataset, [0, 1, 2, 9, 9])
    keep(workspace, history)
    show(qtbot, page, history)
    crowd = card(qtbot, page, "crowd")
    assert isinstance(crowd, CrowdCard)
    only_person, only_crowd = crowd.groups
    assert only_person.told.indices == ()
    assert only_person.open_button.isHidden()
    assert only_crowd.told.indices == (3, 4)
    bring(qtbot, page, only_crowd)
    grid = only_crowd.grid
    assert grid is not None
    with qtbot.waitSignal(page.images_asked) as asked:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.place(1).center())
    assert asked.args == [ImagesAsked("test", (3, 4), "The crowd right, you wrong", 4)]
    with qtbot.waitSignal(page.images_asked) as asked:
        qtbot.mouseClick(only_crowd.open_button, Qt.MouseButton.LeftButton)
    assert asked.args == [ImagesAsked("test", (3, 4), "The crowd right, you wrong")]


def test_a_model_stands_in_a_paired_table_and_four_groups(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    add_scores(workspace, dataset)
    history = sat(dataset, [0, 1, 2, 9, 9])
    keep(workspace, history)
    show(qtbot, page, history)
    model = card(qtbot, page, "model")
    assert isinstance(model, ModelCard)
    assert [row[1:4] for row in model.table.table.rows] == [
        ("3", "0", "3"),
        ("2", "0", "2"),
        ("5", "0", "5"),
    ]
    assert [(group.title, group.told.indices) for group in model.groups] == [
        ("Both right", (0, 1, 2)),
        ("Only you right", ()),
        ("Only the model right", (3, 4)),
        ("Both wrong", ()),
    ]
    assert "forest" in words(model)
    assert "Too few images for a verdict" in words(model)


def test_a_damaged_file_of_scores_hides_nothing_else(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    add_scores(workspace, dataset)
    folder = workspace.home.scores / dataset.splits["test"].fingerprint
    next(path for path in folder.iterdir() if path.suffix == ".json").write_text("{")
    history = sat(dataset, [0, 1, 2])
    keep(workspace, history)
    show(qtbot, page, history)
    assert "What could not be read" in words(card(qtbot, page, "problems"))
    assert len({"crowd", "model"} & set(page.column.cards)) == 1


def test_the_images_of_a_short_session_are_shown_with_label_and_answer(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    history = sat(dataset, [0, 1, 3])
    keep(workspace, history)
    show(qtbot, page, history)
    images = card(qtbot, page, "images")
    assert isinstance(images, ImagesCard)
    assert "Your 3 images" in words(images)
    shown = images.group.told.shown(3)
    assert [caption.text for caption in shown[2].captions] == ["Dress", "Pullover"]


@pytest.mark.parametrize("planned", [101, 200])
def test_long_sessions_do_not_show_every_image(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset, planned: int
) -> None:
    history = in_data(dataset, planned, planned)
    keep(workspace, history)
    show(qtbot, page, history)
    card(qtbot, page, "offer")
    assert "images" not in page.column.cards


def test_what_comes_into_sight_enters_the_ledger(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    answers = [int(label) for label in dataset.splits["test"].labels[:100]]
    history = sat(dataset, answers)
    keep(workspace, history)
    page.resize(1100, 500)
    show(qtbot, page, history)
    images = card(qtbot, page, "images")
    page.put_away()
    assert seen(qtbot, workspace, dataset) == frozenset()
    assert isinstance(images, ImagesCard)
    grid = images.group.grid
    assert grid is not None
    page.column.verticalScrollBar().setValue(images.y())
    qtbot.waitUntil(lambda: bool(seen(qtbot, workspace, dataset)))
    first = seen(qtbot, workspace, dataset)
    assert first == frozenset(range(len(first)))
    assert len(first) < 100
    for value in range(0, page.column.verticalScrollBar().maximum() + 1, 100):
        page.column.verticalScrollBar().setValue(value)
        grid.repaint()
    page.hide()
    qtbot.waitUntil(lambda: seen(qtbot, workspace, dataset) == frozenset(range(100)))


def test_images_of_somebody_else_are_shown_only_when_asked_for(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    history = sat(dataset, [0, 1, 2], name="Mira")
    keep(workspace, history)
    show(qtbot, page, history)
    images = card(qtbot, page, "images")
    assert isinstance(images, ImagesCard)
    bring(qtbot, page, images)
    assert images.group.grid is None
    page.put_away()
    assert seen(qtbot, workspace, dataset) == frozenset()
    qtbot.mouseClick(images.group.show_button, Qt.MouseButton.LeftButton)
    grid = images.group.grid
    assert grid is not None
    qtbot.waitUntil(lambda: not grid.visibleRegion().isEmpty())
    page.put_away()
    qtbot.waitUntil(lambda: seen(qtbot, workspace, dataset) == frozenset({0, 1, 2}))


def test_of_other_data_there_are_figures_and_no_pictures_and_it_is_said(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    history = played(15, 20)
    keep(workspace, history)
    show(qtbot, page, history)
    card(qtbot, page, "offer")
    assert page.column.summary is not None
    assert "figures stand here without pictures" in words(page.column.summary)
    assert "images" not in page.column.cards


def test_pictures_come_with_the_data(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    other = sample.dataset(test=40)
    workspace.show_dataset(other)
    history = sat(dataset, [0, 1, 2])
    keep(workspace, history)
    show(qtbot, page, history)
    card(qtbot, page, "offer")
    assert "images" not in page.column.cards
    workspace.show_dataset(dataset)
    card(qtbot, page, "images")
    assert page.column.summary is not None
    assert "without pictures" not in words(page.column.summary)


def test_a_sealed_session_tells_nothing_of_its_images(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    add_scores(workspace, dataset)
    history = in_data(dataset, 9, 12, planned=20)
    keep(workspace, history)
    show(qtbot, page, history)
    assert set(page.column.cards) == {"summary", "about"}
    assert page.findChildren(ImageGroup) == []
    said = words(page.column)
    assert "What was right is told at the end." in said
    assert "9 of" not in said
    assert "%" not in said


def test_the_score_that_is_drawn_can_be_looked_at_closer(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    show(qtbot, page, history)
    figure = page.column.figure_cards["comparison"]
    before = figure.chart.scene
    qtbot.mouseClick(figure.zoom_button, Qt.MouseButton.LeftButton)
    assert figure.chart.scene != before
    assert figure.chart.shown.scene is figure.figure.zoomed
    qtbot.mouseClick(figure.zoom_button, Qt.MouseButton.LeftButton)
    assert figure.chart.scene == before
    assert page.column.figure_cards["classes"].zoom_button.isHidden()


def test_a_name_read_from_right_to_left_turns_no_sentence_round(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(15, 20, name="נעמי לוי")
    keep(workspace, history)
    show(qtbot, page, history)
    assert page.column.summary is not None
    labels = [label.text() for label in page.column.summary.findChildren(QLabel)]
    named = [text for text in labels if "נעמי" in text]
    assert len(named) == 2
    for text in named:
        strong = (unicodedata.bidirectional(sign) for sign in text)
        assert next(kind for kind in strong if kind in ("L", "R", "AL")) == "L"


def test_the_simulated_annotator_is_written_small_within_a_title(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    add_scores(workspace, dataset)
    history = sat(dataset, [0, 1, 9])
    history = replace(history, record=replace(history.record, is_simulated=True))
    keep(workspace, history)
    show(qtbot, page, history)
    crowd, model = card(qtbot, page, "crowd"), card(qtbot, page, "model")
    images = card(qtbot, page, "images")
    assert isinstance(crowd, CrowdCard)
    assert isinstance(model, ModelCard)
    assert isinstance(images, ImagesCard)
    assert [group.title for group in crowd.groups] == [
        "The simulated annotator right, the crowd wrong",
        "The crowd right, the simulated annotator wrong",
    ]
    assert model.groups[1].title == "Only the simulated annotator right"
    assert images.group.title == "The images of the simulated annotator"
