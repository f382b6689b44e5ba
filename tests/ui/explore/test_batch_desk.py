"""Many images get one label at once, seen before, applied once, and taken back in one step."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.record import Annotator, Answer, History
from fmnist_gui.core.study.event import StudyStart
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.explore.batch_desk import NAME, NOTHING
from fmnist_gui.ui.explore.batch_dialog import BatchDialog
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests.core.study.sample import study as any_study
from tests.store.sample import NOW

Ask = Callable[[Callable[[LabelStore], object]], object]


@pytest.fixture
def ask(qtbot: QtBot, workspace: Workspace) -> Ask:
    def asked(verb: Callable[[LabelStore], object]) -> object:
        found: list[object] = []
        workspace.ask(verb, found.append)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return asked


def opened(qtbot: QtBot, page: ExplorePage, *, count: int = 5) -> BatchDialog:
    """Select the first images that are shown and open the dialog by its key."""
    layout = page.exhibit.layout
    assert layout is not None
    page.exhibit.select(page.exhibit.selection.with_numbers(layout.order[:count]))
    qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.batch_desk.dialog is not None)
    dialog = page.batch_desk.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def stored(ask: Ask) -> list[History]:
    found = ask(lambda store: [store.history(line.id) for line in store.sessions()])
    assert isinstance(found, list)
    return found


def test_a_key_chooses_and_one_click_labels_all_that_is_selected(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace, ask: Ask
) -> None:
    dialog = opened(qtbot, page)
    chosen = page.exhibit.selection.numbers.tolist()
    assert set(dialog.preview.shown) == set(chosen)
    assert not dialog.apply.isEnabled()
    assert dialog.sentence == "As Me. None of them has a label of yours yet."
    qtbot.keyClick(dialog, Qt.Key.Key_4)
    assert dialog.chosen == 4
    assert dialog.apply.text() == "Label 5 images as Coat"
    with qtbot.waitSignal(workspace.labels_changed, check_params_cb=is_batch):
        qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.toast.sentence == "5 images labelled Coat.")
    (history,) = stored(ask)
    answers = [entry for entry in history.entries if isinstance(entry, Answer)]
    assert {answer.chosen for answer in answers} == {4}
    assert {answer.device for answer in answers} == {"batch"}
    assert len(answers) == 5
    assert page.batch_desk.dialog is None


def is_batch(changed: LabelsChanged) -> bool:
    return changed.by == NAME


def test_labels_that_could_be_read_on_the_page_were_seen(
    qtbot: QtBot, page: ExplorePage, workspace: Workspace, ask: Ask, dataset: Dataset
) -> None:
    dialog = opened(qtbot, page, count=3)
    dialog.choose(1)
    dialog.apply.click()
    qtbot.waitUntil(lambda: bool(page.toast.sentence))
    (history,) = stored(ask)
    deck = history.record.deck
    told = ask(lambda store: store.exposed(history.record.annotator, deck.fingerprint))
    assert isinstance(told, frozenset)
    answers = [entry for entry in history.entries if isinstance(entry, Answer)]
    assert [answer.was_seen for answer in answers] == [a.image_index in told for a in answers]


@pytest.mark.parametrize("way", ["button", "key"])
def test_one_step_takes_it_back(qtbot: QtBot, page: ExplorePage, ask: Ask, way: str) -> None:
    dialog = opened(qtbot, page)
    dialog.choose(2)
    dialog.apply.click()
    qtbot.waitUntil(lambda: "labelled" in page.toast.sentence)
    if way == "button":
        qtbot.mouseClick(page.toast.button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.toast.sentence == "Taken back: the labels of 5 images.")
    assert page.toast.button.isHidden()
    (history,) = stored(ask)
    assert len(history.entries) == 5 + 1 + 5
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.toast.sentence == NOTHING
    assert "None of them" in opened(qtbot, page).sentence
    page.batch_desk.stop()


def test_nothing_happens_without_a_class_or_when_it_is_cancelled(
    qtbot: QtBot, page: ExplorePage, ask: Ask
) -> None:
    dialog = opened(qtbot, page)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.choose(0)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.batch_desk.dialog is None)
    assert stored(ask) == []


def test_without_a_selection_there_is_nothing_to_label(page: ExplorePage, ask: Ask) -> None:
    page.status.asked.emit("label")
    stored(ask)
    assert page.batch_desk.dialog is None


def test_it_says_how_many_have_a_label_of_mine(qtbot: QtBot, page: ExplorePage) -> None:
    dialog = opened(qtbot, page, count=2)
    qtbot.mouseClick(dialog.classes[3], Qt.MouseButton.LeftButton)
    dialog.apply.click()
    qtbot.waitUntil(lambda: bool(page.toast.sentence))
    dialog = opened(qtbot, page, count=3)
    assert dialog.sentence == "As Me. 2 of them have a label of yours already."
    page.batch_desk.stop()


def test_for_a_study_those_that_it_asks_about_are_labelled(
    qtbot: QtBot, page: ExplorePage, ask: Ask, dataset: Dataset
) -> None:
    gallery, layout = page.exhibit.gallery, page.exhibit.layout
    assert gallery is not None
    assert layout is not None
    places = [gallery.place(int(number)) for number in layout.order[:4]]
    split = dataset.splits[places[0].split]
    asked = any_study(
        fingerprint=split.fingerprint,
        split=split.name,
        class_names=dataset.class_names,
        indices=tuple(sorted(place.index for place in places[:2])),
    )
    ask(
        lambda store: store.studies.start(
            StudyStart(uuid4(), asked, Annotator(uuid4(), "Eva"), NOW)
        )
    )
    dialog = opened(qtbot, page, count=4)
    assert sum(map(len, dialog.left.values())) == 4
    dialog.study.setCurrentIndex(1)
    dialog.study.activated.emit(1)
    dialog.choose(1)
    assert dialog.apply.text() == "Label 2 images as Trouser"
    assert "2 images left out" in dialog.sentence
    dialog.apply.click()
    qtbot.waitUntil(lambda: page.toast.sentence == "2 images labelled Trouser.")
    (history,) = stored(ask)
    assert history.record.study == asked.sha256
    assert set(history.record.deck.indices) == set(asked.indices)


def test_it_says_that_nothing_is_left_where_the_study_asks_about_none_of_them(
    qtbot: QtBot, page: ExplorePage, dataset: Dataset, ask: Ask
) -> None:
    gallery, layout = page.exhibit.gallery, page.exhibit.layout
    assert gallery is not None
    assert layout is not None
    place = gallery.place(int(layout.order[4]))
    split = dataset.splits[place.split]
    asked = any_study(
        fingerprint=split.fingerprint,
        split=split.name,
        class_names=dataset.class_names,
        indices=(place.index,),
    )
    ask(
        lambda store: store.studies.start(
            StudyStart(uuid4(), asked, Annotator(uuid4(), "Eva"), NOW)
        )
    )
    dialog = opened(qtbot, page, count=1)
    dialog.choose(1)
    assert dialog.apply.text() == "Label 1 image as Trouser"
    dialog.study.setCurrentIndex(1)
    dialog.study.activated.emit(1)
    assert dialog.title == "Nothing is left to label"
    assert dialog.apply.text() == "Nothing to label"
    assert not dialog.apply.isEnabled()


@pytest.mark.usefixtures("large_font")
def test_large_type_leaves_the_name_of_the_study_whole(
    qtbot: QtBot, page: ExplorePage, dataset: Dataset, ask: Ask
) -> None:
    split = next(iter(dataset.splits.values()))
    asked = any_study(
        fingerprint=split.fingerprint,
        split=split.name,
        class_names=dataset.class_names,
        indices=(0,),
    )
    ask(
        lambda store: store.studies.start(
            StudyStart(uuid4(), asked, Annotator(uuid4(), "Eva"), NOW)
        )
    )
    dialog = opened(qtbot, page)
    assert dialog.study.height() >= dialog.study.sizeHint().height()
