"""The page lists studies, tells how far one is and how well people agree, and follows news."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.study import Wanted
from fmnist_gui.store.study_store import StudyStore
from fmnist_gui.ui import theme
from fmnist_gui.ui.collect.asked import LabellingAsked
from fmnist_gui.ui.collect.page import CollectPage
from fmnist_gui.ui.collect.study_view import NO_NAME, OTHER_DATA
from fmnist_gui.ui.line_list import line
from fmnist_gui.ui.line_list.line import ROW_ROLE, Line
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests import sample
from tests.ui.collect import kept
from tests.ui.collect.conftest import Elsewhere


def lines(page: CollectPage) -> list[Line]:
    model = page.panel.studies.lines
    return [model.index(row).data(ROW_ROLE) for row in range(model.rowCount())]


def test_without_a_study_it_says_what_one_is_and_offers_three_ways(
    qtbot: QtBot, page: CollectPage
) -> None:
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    assert "several people label the same images" in page.empty.hint.text()
    assert page.empty.data_hint.isHidden()
    for button in (page.empty.new_button, page.empty.open_button, page.empty.join_button):
        assert button.isVisible()
        assert button.isEnabled()


def test_without_data_it_says_that_some_have_to_be_opened(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    workspace.dataset = None
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.data_hint.isVisible()
    assert not page.empty.new_button.isEnabled()
    workspace.show_dataset(dataset)
    qtbot.waitUntil(page.empty.new_button.isEnabled)
    assert page.empty.data_hint.isHidden()


def test_each_study_has_its_name_code_state_and_labels(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    shirts, bags = kept.study_of(dataset), kept.study_of(dataset, name="Bags", seed=2)
    kept.start(workspace, shirts)
    kept.start(workspace, bags, after_s=1)
    kept.label(workspace, shirts, "Ann", [0, 1, 2])
    kept.show(qtbot, page)
    qtbot.waitUntil(lambda: all(line.detail for line in lines(page)))
    assert [line.name for line in lines(page)] == ["Bags", "Shirts"]
    assert [line.extra for line in lines(page)] == [bags.code, shirts.code]
    assert [line.score for line in lines(page)] == ["running", "running"]
    assert [line.detail for line in lines(page)] == ["0 of 12 labels", "3 of 12 labels"]


def test_the_head_tells_labels_images_people_and_alpha(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    kept.label(workspace, study, "Ann", [0, 1, 2, 3])
    kept.label(workspace, study, "Ben", [0, 1, 5])
    kept.show(qtbot, page)
    head = kept.head_of(page)
    assert head.name_label.text() == "Shirts"
    assert study.code in kept.text(head.about_label)
    assert kept.text(head.labels_label) == "7 of 12 labels"
    assert head.progress_bar.value() == 583
    assert kept.text(head.images_label) == (
        "3 of 6 images done, 1 begun and 2 still without a label."
    )
    qtbot.waitUntil(lambda: "interval" in kept.text(head.alpha_label), timeout=kept.PATIENCE_MS)
    assert kept.text(head.alpha_label).startswith("2 people")
    # 1 - (2 of 6) / (26 of 30), by hand from 00, 11 and 25.
    assert "alpha 0.62" in kept.text(head.alpha_label)


def test_without_two_labels_it_says_why_there_is_no_alpha(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    kept.show(qtbot, page)
    assert kept.head_of(page).alpha_label.isHidden()
    kept.label(workspace, study, "Ann", [0, 1])
    kept.news(qtbot, page, workspace)
    qtbot.waitUntil(lambda: "No image has two labels" in kept.text(kept.head_of(page).alpha_label))


def test_a_study_until_certain_says_that_it_may_take_more(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset, wanted=Wanted(2, 0.9, 5))
    kept.start(workspace, study)
    kept.show(qtbot, page)
    head = kept.head_of(page)
    assert kept.text(head.labels_label) == "0 of 12 or more labels"
    assert "2 to 5 labels each" in kept.text(head.about_label)


def test_news_come_into_the_same_cards(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    kept.label(workspace, study, "Ann", [0, 1, 2])
    kept.show(qtbot, page)
    head, people = kept.head_of(page), page.view.column.cards["people"]
    kept.table_of(page).setCurrentCell(0, 0)
    kept.label(workspace, study, "Ben", [0, 1, 2, 3])
    kept.news(qtbot, page, workspace)
    assert kept.head_of(page) is head
    assert page.view.column.cards["people"] is people
    assert kept.text(head.labels_label) == "7 of 12 labels"
    assert [row[0] for row in kept.cells(kept.table_of(page))] == ["Ben", "Ann"]
    assert kept.table_of(page).currentRow() == 1, "the row of Ann stays chosen"
    assert lines(page)[0].detail == "7 of 12 labels"


def test_nothing_is_read_while_nobody_looks(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    kept.show(qtbot, page)
    page.hide()
    read: list[object] = []
    page.desk.listed.connect(read.append)
    kept.label(workspace, study, "Ann", [0, 1, 2])
    workspace.labels_changed.emit(LabelsChanged("play"))
    kept.record_of(qtbot, workspace, study)
    assert not read
    assert page.has_news
    assert not page._settled.isActive()
    with qtbot.waitSignal(page.desk.told, timeout=kept.PATIENCE_MS):
        page.show()
    assert kept.text(kept.head_of(page).labels_label) == "3 of 12 labels"


def test_news_in_a_row_are_read_once(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    kept.show(qtbot, page)
    read: list[object] = []
    page.desk.listed.connect(read.append)
    kept.label(workspace, study, "Ann", [0, 1, 2])
    for _ in range(20):
        workspace.labels_changed.emit(LabelsChanged("sharing"))
    qtbot.waitUntil(
        lambda: kept.text(kept.head_of(page).labels_label) == "3 of 12 labels",
        timeout=kept.PATIENCE_MS,
    )
    assert len(read) == 1


def test_shown_labels_alone_are_no_news(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    kept.show(qtbot, page)
    read: list[object] = []
    page.desk.listed.connect(read.append)
    workspace.labels_changed.emit(LabelsChanged("explore", is_exposure=True))
    workspace.labels_changed.emit(LabelsChanged("collect"))
    kept.record_of(qtbot, workspace, study)
    assert not read
    assert not page.has_news
    workspace.labels_changed.emit(LabelsChanged("play"))
    assert page.has_news


def test_another_study_is_shown_once_it_is_chosen(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    shirts, bags = kept.study_of(dataset), kept.study_of(dataset, name="Bags", seed=2)
    kept.start(workspace, shirts)
    kept.start(workspace, bags, after_s=1)
    kept.label(workspace, shirts, "Ann", [0, 1, 2])
    kept.show(qtbot, page, bags)
    qtbot.keyClick(page.panel.studies, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.view.story is not None, timeout=kept.PATIENCE_MS)
    assert kept.head_of(page).name_label.text() == "Shirts"
    assert kept.text(kept.head_of(page).labels_label) == "3 of 12 labels"


def test_label_now_asks_for_images_of_the_study_in_the_name_given(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    kept.show(qtbot, page)
    head = kept.head_of(page)
    head.name_box.setEditText("  Eve ")
    with qtbot.waitSignal(page.labelling_asked) as blocker:
        qtbot.mouseClick(head.label_button, Qt.MouseButton.LeftButton)
    assert blocker.args == [LabellingAsked(study.sha256, "Eve")]
    assert workspace.annotator_name == "Eve"


def test_without_a_name_nobody_labels(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    kept.start(workspace, kept.study_of(dataset))
    kept.show(qtbot, page)
    head = kept.head_of(page)
    asked: list[object] = []
    page.labelling_asked.connect(asked.append)
    head.name_box.setEditText("  ")
    head.label_button.click()
    assert not asked
    assert kept.text(head.hint_label) == NO_NAME


def test_a_study_of_other_images_is_shown_but_not_labelled(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    kept.label(workspace, study, "Ann", [0, 1, 2])
    workspace.show_dataset(sample.dataset(train=10, test=12))
    kept.show(qtbot, page)
    head = kept.head_of(page)
    assert kept.text(head.labels_label) == "3 of 12 labels"
    assert not head.label_button.isEnabled()
    assert kept.text(head.hint_label) == OTHER_DATA
    workspace.show_dataset(dataset)
    qtbot.waitUntil(head.label_button.isEnabled, timeout=kept.PATIENCE_MS)


def test_what_other_rooms_do_is_handed_on(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    kept.show(qtbot, page)
    head = kept.head_of(page)
    with qtbot.waitSignal(page.sessions_asked):
        head.merge_button.click()
    with qtbot.waitSignal(page.share_asked) as blocker:
        head.share_button.click()
    (shared,) = blocker.args
    assert isinstance(shared, StudyRecord)
    assert shared.study == study
    with qtbot.waitSignal(page.join_asked):
        page.panel.join_button.click()


def test_instructions_are_read_as_the_people_read_them(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    kept.start(workspace, kept.study_of(dataset, instructions="Look at the sleeves."))
    kept.show(qtbot, page)
    kept.head_of(page).instructions_button.click()
    preview = page.draft.preview
    assert preview is not None
    qtbot.waitUntil(preview.isVisible)
    preview.back_button.click()
    qtbot.waitUntil(page.panel.isVisible)
    assert page.draft.preview is None


def test_studies_that_cannot_be_read_are_said_once(
    qtbot: QtBot, page: CollectPage, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_store: StudyStore) -> None:
        raise StoreError(
            Path("x.db"), expected="studies", found="an unreadable page", remedy="copy a backup"
        )

    monkeypatch.setattr(StudyStore, "records", broken)
    page.show()
    qtbot.waitUntil(lambda: page.empty.isVisible() and page.empty.new_button.isHidden())
    assert page.empty.title.text() == "The studies cannot be read."
    assert len(elsewhere.failed) == 1
    assert "unreadable page" in elsewhere.failed[0]


def test_labels_beyond_those_asked_for_do_not_make_it_more_than_full(
    qtbot: QtBot, page: CollectPage, workspace: Workspace, dataset: Dataset
) -> None:
    study = kept.study_of(dataset)
    kept.start(workspace, study)
    for name in ("Ann", "Ben", "Cleo"):
        kept.label(workspace, study, name, [0, 1, 2, 3, 4, 5])
    kept.show(qtbot, page)
    head = kept.head_of(page)
    assert kept.text(head.labels_label) == "12 of 12 labels"
    assert head.progress_bar.value() == head.progress_bar.maximum()
    assert "6 of the labels are more than was asked for" in kept.text(head.rest_label)


def test_in_a_narrow_list_the_code_of_a_study_gives_way_to_its_labels(qtbot: QtBot) -> None:
    bold, small = (QFontMetrics(theme.font(size)) for size in (theme.NORMAL, theme.SMALL))
    told = Line("Shirts", "running", "1,680 of 1,800 labels", "", extra="8cf22471")
    needed = small.horizontalAdvance(told.detail) + small.horizontalAdvance(told.extra) + 6
    assert line.lines(told, bold, small, needed, gap=6)[1] == (told.detail, told.extra)
    assert line.lines(told, bold, small, needed - 1, gap=6)[1] == (told.detail, "")
    assert told.extra in told.said


def test_every_way_into_an_empty_page_looks_like_a_button(qtbot: QtBot, page: CollectPage) -> None:
    assert page.empty.open_button.property("role") != "quiet"
    assert page.empty.join_button.property("role") != "quiet"
