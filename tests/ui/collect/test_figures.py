"""The cards about what comes of a study: consensus, agreement, enough, each person."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.study.study import Study, Wanted
from fmnist_gui.ui.collect import agreement_card, enough_card
from fmnist_gui.ui.collect.agreement_card import AgreementCard
from fmnist_gui.ui.collect.consensus_card import ConsensusCard
from fmnist_gui.ui.collect.consensus_model import IMAGE, LABEL, POSTERIOR, REMARK
from fmnist_gui.ui.collect.dispute_card import DisputeCard
from fmnist_gui.ui.collect.enough_card import EnoughCard
from fmnist_gui.ui.collect.page import CollectPage
from fmnist_gui.ui.collect.person_card import PersonCard
from fmnist_gui.ui.workspace import Workspace
from tests.ui.collect import kept

COUNT = 60
PEOPLE = ("Ann", "Ben", "Cem")


@pytest.fixture
def study(dataset: Dataset) -> Study:
    name = "What people call shirts, coats and pullovers"
    wanted = Wanted(3, None, 3)
    return kept.study_of(dataset, name=name, indices=tuple(range(COUNT)), wanted=wanted)


@pytest.fixture
def labelled(workspace: Workspace, dataset: Dataset, study: Study) -> Study:
    """Return a study that three people have labelled; each errs on a fifth of the images."""
    truth = dataset.splits["test"].labels[:COUNT].astype(int)
    kept.start(workspace, study)
    for number, name in enumerate(PEOPLE):
        wrong = np.random.default_rng(number).random(COUNT) < 0.2
        kept.label(workspace, study, name, np.where(wrong, (truth + 1) % 10, truth).tolist())
    return study


def consensus(page: CollectPage) -> ConsensusCard:
    card = page.view.column.cards["consensus"]
    assert isinstance(card, ConsensusCard)
    return card


def agreement(page: CollectPage) -> AgreementCard:
    card = page.view.column.cards["agreement"]
    assert isinstance(card, AgreementCard)
    return card


def enough(page: CollectPage) -> EnoughCard:
    card = page.view.column.cards["enough"]
    assert isinstance(card, EnoughCard)
    return card


def test_before_anybody_labels_there_are_no_such_cards(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    kept.start(workspace, study)
    kept.show(qtbot, page)
    assert set(page.view.column.cards) == {"head", "people"}


def test_the_consensus_lists_the_least_certain_first_and_shows_the_image_of_a_row(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    kept.show(qtbot, page)
    card = consensus(page)
    qtbot.waitUntil(lambda: len(card.list.model.rows) == COUNT)
    posteriors = [row.posterior for row in card.list.model.rows]
    assert posteriors == sorted(posteriors)
    assert kept.text(card.summary_label).startswith(f"{COUNT} images with a consensus; ")
    share = card.list.model.headerData(POSTERIOR, Qt.Orientation.Horizontal)
    assert share == "Vote share ↑"
    assert not card.list.picture.isVisible()

    card.list.table.selectRow(3)
    row = card.list.chosen
    assert row is not None
    assert card.list.picture.isVisible()
    assert f"#{row.index}" in kept.text(card.list.caption)
    assert workspace.dataset is not None
    shown = workspace.dataset.splits["test"].images[row.index]
    assert card.list.picture._image is not None
    assert np.array_equal(card.list.picture._image, shown)

    header = card.list.table.horizontalHeader()
    card.list.table.sortByColumn(IMAGE, Qt.SortOrder.DescendingOrder)
    assert [row.index for row in card.list.model.rows] == list(range(COUNT))[::-1]
    model = card.list.model
    heading = model.headerData(IMAGE, Qt.Orientation.Horizontal)
    assert heading == "Image ↓"
    assert header.count() == REMARK + 1
    # The row that was chosen stays so, wherever it is now.
    assert card.list.chosen == row
    first = model.rows[0]
    assert model.index(0, LABEL).data() == labelled.class_names[first.label]


def test_labels_that_were_read_in_the_consensus_count_as_seen(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    workspace.choose_annotator("Dee")
    kept.show(qtbot, page)
    card = consensus(page)
    page.view.column.ensureWidgetVisible(card)
    with qtbot.waitSignal(card.list.seen, timeout=kept.PATIENCE_MS) as blocker:
        card.list.table.verticalScrollBar().setValue(1)
    seen: list[object] = []
    workspace.ask(
        lambda store: store.exposed(store.annotator("Dee"), labelled.fingerprint), seen.append
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=kept.PATIENCE_MS)
    assert set(blocker.args[0]) <= set(seen[0])  # type: ignore[call-overload]
    assert 0 < len(blocker.args[0]) < COUNT


def test_labels_count_as_seen_for_whoever_is_here_once_the_page_is_scrolled_to_them(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    page.resize(1000, 300)
    workspace.choose_annotator("Dee")
    kept.show(qtbot, page)
    card = consensus(page)
    qtbot.waitUntil(lambda: len(card.list.model.rows) == COUNT, timeout=kept.PATIENCE_MS)
    assert card.list.table.viewport().visibleRegion().isEmpty()
    qtbot.waitUntil(lambda: not card.list._passing.isActive())
    assert not card._told

    with qtbot.waitSignal(card.list.seen, timeout=kept.PATIENCE_MS) as blocker:
        page.view.column.verticalScrollBar().setValue(card.y())
    # Only the rows that are in sight: the first of the least certain ones.
    assert 0 < len(blocker.args[0]) < 9
    assert {who for who, _, _ in card._told} == {"Dee"}

    with qtbot.waitSignal(card.list.seen, timeout=kept.PATIENCE_MS):
        kept.head_of(page).named.emit("Eve")
    assert {who for who, _, _ in card._told} == {"Dee", "Eve"}


def test_a_method_that_lacks_labels_says_what_is_missing_and_another_one_helps(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    kept.show(qtbot, page)
    card = consensus(page)
    card.methods.choose("dawid-skene")
    qtbot.waitUntil(lambda: "needs 20 answers of each person" in kept.text(card.summary_label))
    assert not card.list.isVisible()
    card.methods.choose("one-coin")
    qtbot.waitUntil(lambda: len(card.list.model.rows) == COUNT)
    assert card.list.isVisible()
    heading = card.list.model.headerData(POSTERIOR, Qt.Orientation.Horizontal)
    assert heading == "Posterior ↑"


def test_alpha_comes_first_and_its_interval_when_it_is_there(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    story = kept.show(qtbot, page)
    card = agreement(page)
    assert story.agreement.alpha is not None
    qtbot.waitUntil(lambda: "95 % interval" in kept.text(card.alpha_label), timeout=9000)
    assert kept.text(card.alpha_label).startswith(
        f"Krippendorff’s alpha {story.agreement.alpha:.2f}"
    )
    assert not card.work.isVisible()
    assert "Fleiss’ kappa 0." in kept.text(card.fleiss_label)
    assert card.table is not None
    assert card.table.rowCount() == 3
    assert card.table.item(0, 1).text() == f"{COUNT}"  # type: ignore[union-attr]


def test_the_interval_can_be_stopped_and_asked_for_again(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    story = kept.show(qtbot, page)
    card = agreement(page)
    qtbot.waitUntil(lambda: "95 % interval" in kept.text(card.alpha_label), timeout=9000)
    card.show_story(story)
    assert card.work.is_working
    with qtbot.waitSignal(page.view.figures.interval_stopped):
        card.work.button.click()
    assert kept.text(card.work.label) == agreement_card.STOPPED
    card.work.button.click()
    qtbot.waitUntil(lambda: "95 % interval" in kept.text(card.alpha_label), timeout=9000)


def test_enough_is_drawn_once_it_is_computed_and_not_again_for_the_same_labels(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    story = kept.show(qtbot, page)
    card = enough(page)
    qtbot.waitUntil(lambda: card.figure_card is not None, timeout=kept.PATIENCE_MS)
    made = card.figure_card
    assert made is not None
    assert made.figure.sentence.startswith(f"One more label on each of {COUNT} images")
    assert not card.waiting.isVisible()
    card.show_story(story)
    assert card.figure_card is made
    assert card._job is None


def test_enough_can_be_stopped(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    kept.show(qtbot, page)
    card = enough(page)
    card._begin()
    card._on_stopped()
    assert card.figure_card is None
    assert kept.text(card.work.label) == enough_card.STOPPED
    card.work.button.click()
    qtbot.waitUntil(lambda: card.figure_card is not None, timeout=kept.PATIENCE_MS)


def test_too_few_labels_are_a_sentence_in_place_of_a_figure(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, study: Study
) -> None:
    kept.start(workspace, study)
    kept.label(workspace, study, "Ann", [1, 2, 3])
    kept.show(qtbot, page)
    assert "0 images have two labels or more; from 50 on" in kept.text(enough(page).work.label)
    assert not enough(page).work.button.isVisible()
    assert kept.text(agreement(page).alpha_label).startswith("No image has two labels yet")
    assert not agreement(page).work.isVisible()


def test_each_person_has_facts_and_a_chart_and_stays_chosen(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    story = kept.show(qtbot, page)
    card = page.view.column.cards["person"]
    assert isinstance(card, PersonCard)
    card.chooser.setCurrentIndex(card.chooser.findText("Ben"))
    assert card.figure_card is not None
    assert card.figure_card.figure.sentence.startswith("Ben said what most of the others said of")
    assert dict(card._told)["Labels, one at a time"] == f"{COUNT}"
    card.show_story(story)
    assert card.chooser.currentText() == "Ben"


@pytest.mark.usefixtures("large_font")
def test_at_twice_the_font_size_no_fact_method_or_name_is_cut(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    kept.show(qtbot, page)
    page.resize(860, 560)
    card = page.view.column.cards["person"]
    assert isinstance(card, PersonCard)
    head = kept.head_of(page)
    facts = [label for label in card.facts.findChildren(QLabel) if label.text()]
    assert len(facts) > 10

    def is_whole(label: QLabel) -> bool:
        room = label.contentsRect()
        wraps = Qt.TextFlag.TextWordWrap
        need = label.fontMetrics().boundingRect(0, 0, room.width(), 9999, wraps, label.text())
        return need.width() <= room.width() and need.height() <= room.height()

    assert kept.text(head.name_label) == labelled.name
    width = page.view.column.viewport().width()
    qtbot.waitUntil(lambda: all(is_whole(label) for label in (*facts, head.name_label)))
    assert all(
        label.mapTo(page.view.column, label.rect().topRight()).x() < width for label in facts
    )
    for button in consensus(page).methods.buttons.values():
        assert button.width() >= button.sizeHint().width()


def test_disputed_images_are_counted(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, labelled: Study
) -> None:
    story = kept.show(qtbot, page)
    card = page.view.column.cards["disputes"]
    assert isinstance(card, DisputeCard)
    assert kept.text(card.label).startswith(f"{len(story.disputes)} images wait for a decision: ")
    assert card.button.isEnabled()
