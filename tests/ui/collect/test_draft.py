"""A new study is put together in one form: checked by field, previewed, kept, started."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.study.draft import Draft
from fmnist_gui.core.table.score_column import image_columns
from fmnist_gui.core.table.table import Table
from fmnist_gui.store.study_store import StudyStore
from fmnist_gui.ui.collect.draft_desk import NOTHING_EXPLORED
from fmnist_gui.ui.collect.draft_form import DraftForm
from fmnist_gui.ui.collect.draft_view import PUT_RIGHT
from fmnist_gui.ui.collect.example_maker import NONE_LEFT
from fmnist_gui.ui.collect.material import Explored
from fmnist_gui.ui.collect.page import CollectPage
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.workspace import Workspace
from tests.ui.collect import kept
from tests.ui.collect.conftest import Elsewhere

SMALL = Draft(name="Shirts", among="random", count=5, labels=2, sitting=5)


@pytest.fixture
def form(qtbot: QtBot, page: CollectPage) -> DraftForm:
    """Return the form, shown and with its examples found."""
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    page.empty.new_button.click()
    qtbot.waitUntil(lambda: page.draft.desk.examples.is_ready, timeout=kept.PATIENCE_MS)
    assert page.draft.form.isVisible()
    return page.draft.form


def said(form: DraftForm) -> dict[str, str]:
    """Return what is told to be impossible, by field."""
    return {name: field.problem for name, field in form.fields.items() if field.problem}


def test_a_name_is_all_that_is_missing(qtbot: QtBot, page: CollectPage, form: DraftForm) -> None:
    assert not said(form), "nobody has come to the name yet"
    assert not form.bar.start_button.isEnabled()
    assert form.preview_button.isEnabled()
    assert "300 images" in form.bar.plan_label.text()
    assert form.bar.plan_label.text().endswith("It still needs a name.")
    qtbot.keyClicks(form.images.name, "a")
    qtbot.keyClick(form.images.name, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: list(said(form)) == ["name"], timeout=kept.PATIENCE_MS)
    qtbot.keyClicks(form.images.name, "Shirts or not")
    qtbot.waitUntil(form.bar.start_button.isEnabled, timeout=kept.PATIENCE_MS)
    assert not said(form)
    assert "900 labels in all by 3 people or more" in form.bar.plan_label.text()
    assert "cannot be changed" in form.bar.frozen_label.text()


def test_started_it_is_on_the_disk_and_shown(
    qtbot: QtBot, page: CollectPage, form: DraftForm, workspace: Workspace, elsewhere: Elsewhere
) -> None:
    page.draft.desk.begin(replace(SMALL, consent="I agree.", questions="Age? | young | old"))
    study = page.draft.desk.study
    assert study is not None
    qtbot.mouseClick(form.bar.start_button, Qt.MouseButton.LeftButton)
    story = kept.show(qtbot, page, None)
    assert story.record.study == study
    assert kept.record_of(qtbot, workspace, study).study == study
    assert (study.name, len(study.indices), study.wanted.labels) == ("Shirts", 5, 2)
    assert study.consent == "I agree."
    assert study.questions[0].choices == ("young", "old")
    assert study.examples_split == "train"
    assert [len(images) for images in study.examples] == [3] * 10
    assert page.view.isVisible()
    assert elsewhere.told == [f"The study {study.title} is here now."]
    assert page.window().focusWidget() is kept.head_of(page).label_button


def test_it_waits_for_its_examples(qtbot: QtBot, page: CollectPage) -> None:
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    page.empty.new_button.click()
    page.draft.desk.begin(SMALL)
    form = page.draft.form
    assert not form.bar.start_button.isEnabled()
    assert form.bar.plan_label.text().endswith("as soon as the examples are found.")
    qtbot.waitUntil(form.bar.start_button.isEnabled, timeout=kept.PATIENCE_MS)
    assert page.draft.desk.study is not None
    assert any(page.draft.desk.study.examples)


def test_what_cannot_be_written_stays_in_the_form(
    qtbot: QtBot,
    page: CollectPage,
    form: DraftForm,
    *,
    monkeypatch: pytest.MonkeyPatch,
    elsewhere: Elsewhere,
) -> None:
    def full(_store: StudyStore, _start: object) -> bool:
        raise StoreError(Path("x.db"), expected="room", found="a full disk", remedy="make room")

    monkeypatch.setattr(StudyStore, "start", full)
    page.draft.desk.begin(SMALL)
    form.bar.start_button.click()
    assert not form.bar.start_button.isEnabled(), "a second click starts no second study"
    qtbot.waitUntil(lambda: bool(elsewhere.failed), timeout=kept.PATIENCE_MS)
    assert form.isVisible()
    assert form.draft.name == "Shirts"
    assert form.bar.start_button.isEnabled()


def test_going_back_loses_nothing(qtbot: QtBot, page: CollectPage, form: DraftForm) -> None:
    page.draft.desk.begin(replace(SMALL, instructions="Look at the sleeves."))
    form.bar.back_button.click()
    assert page.empty.isVisible()
    page.empty.new_button.click()
    assert form.isVisible()
    assert form.draft.instructions == "Look at the sleeves."
    assert form.draft.name == "Shirts"


def test_the_preview_shows_what_people_will_see(
    qtbot: QtBot, page: CollectPage, form: DraftForm
) -> None:
    page.draft.desk.begin(replace(SMALL, consent="I take part."))
    form.preview_button.click()
    preview = page.draft.preview
    assert preview is not None
    assert preview.isVisible()
    assert preview.body.agree_box is not None
    assert not preview.begin_button.isVisible(), "nobody takes part by looking"
    preview.back_button.click()
    assert form.isVisible()
    assert form.draft.name == "Shirts"


def test_impossible_numbers_and_words_are_told_by_their_fields(
    page: CollectPage, form: DraftForm
) -> None:
    page.draft.desk.begin(
        replace(SMALL, is_until_certain=True, labels=4, most=2, questions="| yes", count=301)
    )
    assert set(said(form)) == {"most", "questions", "count"}
    assert said(form)["count"] == "There are 300 test images."
    assert not form.bar.save_button.isEnabled()
    assert not form.preview_button.isEnabled()


def test_images_of_a_filter(
    page: CollectPage, form: DraftForm, dataset: Dataset, elsewhere: Elsewhere
) -> None:
    page.draft.desk.begin(replace(SMALL, among="filter", query="class:bag"))
    assert "still being read" in said(form)["query"]
    gallery = gallery_of(dataset)
    elsewhere.known = gallery, Table(len(gallery)).with_columns(*image_columns(gallery))
    page.draft.desk.check()
    study = page.draft.desk.study
    assert study is not None
    labels = dataset.splits["test"].labels
    assert study.indices == tuple(i for i in range(300) if labels[i] == 8)
    assert study.source == "filter class:bag"
    assert form.fields["query"].words == "30 images of test"
    page.draft.desk.begin(replace(SMALL, among="filter", query="class:"))
    assert said(form)["query"]
    assert page.draft.desk.study is None


def test_images_of_a_deck(
    page: CollectPage, form: DraftForm, dataset: Dataset, tmp_path: Path
) -> None:
    page.draft.desk.begin(replace(SMALL, among="deck"))
    assert said(form) == {"deck": "Choose a deck whose images are to be labelled."}
    split = dataset.splits["test"]
    deck = Deck("custom", "test", split.fingerprint, 1, (7, 3, 250), "2.1.0")
    deck_file.write(tmp_path / "a.fmdeck", deck)
    form.images.choose_deck(str(tmp_path / "a.fmdeck"))
    page.draft.desk.check()
    study = page.draft.desk.study
    assert study is not None
    assert study.indices == (3, 7, 250)
    assert study.source == f"deck {deck.code}"


def test_images_on_the_explore_page(
    page: CollectPage, form: DraftForm, elsewhere: Elsewhere
) -> None:
    page.draft.desk.begin(replace(SMALL, among="explore"))
    assert said(form) == {"explore": spoken(ValueError(NOTHING_EXPLORED))}
    # The first 300 of the gallery are those of train.
    elsewhere.explored = Explored((2, 305, 302), "selected in Explore")
    form.images.explore_button.click()
    study = page.draft.desk.study
    assert study is not None
    assert study.indices == (2, 5)
    assert study.source == "selected in Explore"
    assert form.fields["explore"].words == "2 images of test, selected in Explore"


def test_examples_change_by_a_click_and_are_noted_as_seen(
    qtbot: QtBot, page: CollectPage, form: DraftForm, workspace: Workspace, dataset: Dataset
) -> None:
    page.draft.desk.begin(SMALL)
    first = form.shelf.examples[0]
    cell = form.shelf.cells[0]
    cell.menu(1).actions()[0].trigger()
    swapped = form.shelf.examples[0]
    assert (swapped[0], swapped[2]) == (first[0], first[2])
    assert swapped[1] not in first
    assert dataset.splits["train"].labels[swapped[1]] == 0
    cell.menu(0).actions()[1].trigger()
    assert form.shelf.examples[0] == swapped[1:]
    cell.add_button.click()
    assert len(form.shelf.examples[0]) == 3
    page.draft.desk.check()
    study = page.draft.desk.study
    assert study is not None
    assert study.examples == form.shelf.examples
    seen: list[frozenset[int]] = []
    fingerprint = dataset.splits["train"].fingerprint
    workspace.ask(
        lambda store: store.exposed(store.annotator(workspace.annotator_name), fingerprint),
        seen.append,
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=kept.PATIENCE_MS)
    assert seen[0] >= {*first, swapped[1]}


def test_without_examples_none_are_shown(page: CollectPage, form: DraftForm) -> None:
    page.draft.desk.begin(SMALL)
    form.none_button.click()
    page.draft.desk.check()
    assert page.draft.desk.study is not None
    assert page.draft.desk.study.examples == ()
    form.usual_button.click()
    assert [len(images) for images in form.shelf.examples] == [3] * 10


def test_examples_come_from_the_other_split_whichever_is_asked_about(
    qtbot: QtBot, page: CollectPage, form: DraftForm
) -> None:
    page.draft.desk.begin(SMALL)
    assert form.shelf.split == "train"
    page.draft.desk.begin(replace(SMALL, split="train"))
    qtbot.waitUntil(lambda: form.shelf.split == "test", timeout=kept.PATIENCE_MS)
    page.draft.desk.check()
    assert not said(form)
    assert page.draft.desk.study is not None
    assert page.draft.desk.study.examples_split == "test"


def test_of_a_single_split_examples_are_what_is_not_asked_about(
    qtbot: QtBot, page: CollectPage, form: DraftForm, workspace: Workspace, dataset: Dataset
) -> None:
    alone = replace(dataset, splits={"test": dataset.splits["test"]})
    workspace.show_dataset(alone)
    page.put_together()
    page.draft.desk.begin(replace(SMALL, count=100))
    qtbot.waitUntil(lambda: page.draft.desk.examples.is_ready, timeout=kept.PATIENCE_MS)
    page.draft.desk.check()
    study = page.draft.desk.study
    assert study is not None
    shown = {image for images in study.examples for image in images}
    assert shown
    assert not shown & set(study.indices)
    page.draft.desk.begin(replace(SMALL, among="all"))
    assert form.fields["examples"].words == NONE_LEFT
    assert page.draft.desk.study is not None
    assert page.draft.desk.study.examples == ()


def test_while_something_is_marked_the_preview_says_why_it_does_not_open(
    qtbot: QtBot, page: CollectPage, form: DraftForm
) -> None:
    assert not form.preview_button.toolTip()
    form.images.name.setText("חולצות Shirts " * 6)
    qtbot.waitUntil(lambda: "60 are the most" in said(form).get("name", ""))
    assert not form.preview_button.isEnabled()
    assert form.preview_button.toolTip() == PUT_RIGHT
    form.images.name.setText(("חולצות Shirts " * 6)[:60].strip())
    qtbot.waitUntil(form.preview_button.isEnabled)
    form.preview_button.click()
    assert page.draft.preview is not None
    assert page.draft.preview.isVisible()
