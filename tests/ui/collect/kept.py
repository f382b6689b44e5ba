"""How tests of the Collect page fill the store, wait for what is told, and read it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.deck import Phase
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.study import Study, Wanted
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.card.label import END, ISOLATE, LEFT_TO_RIGHT
from fmnist_gui.ui.collect.head_card import HeadCard
from fmnist_gui.ui.collect.page import CollectPage
from fmnist_gui.ui.collect.people_card import PeopleCard, PeopleTable
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests.store.studying import said, sitting, started

PATIENCE_MS = 15_000
UNSEEN = str.maketrans("", "", f"\u200b{LEFT_TO_RIGHT}{ISOLATE}{END}")


def study_of(dataset: Dataset, **changes: Any) -> Study:
    """Return a study of six test images, two labels each."""
    split = dataset.splits["test"]
    values: dict[str, Any] = {
        "name": "Shirts",
        "split": split.name,
        "fingerprint": split.fingerprint,
        "class_names": dataset.class_names,
        "indices": tuple(range(6)),
        "source": "filter class:shirt",
        "wanted": Wanted(2, None, 2),
        "seed": 1,
        "instructions": "What is it?",
    }
    return Study(**(values | changes))


def start(workspace: Workspace, study: Study, *, after_s: float = 0) -> None:
    """Start a study."""

    def verb(store: LabelStore) -> None:
        who = store.annotator("Chief")
        store.studies.start(started(study, annotator=who, after_s=after_s))

    workspace.ask(verb)


def label(
    workspace: Workspace,
    study: Study,
    name: str,
    chosen: Sequence[int],
    *,
    phases: tuple[Phase, ...] = (),
) -> None:
    """Let somebody answer the first images of a study, and tell nobody."""

    def verb(store: LabelStore) -> None:
        who = store.annotator(name)
        header = sitting(
            who,
            study.indices[: len(chosen)],
            study=study,
            phases=phases,
            fingerprint=study.fingerprint,
        )
        # The same deck twice is one deck: another seed makes another.
        header = replace(header, deck=replace(header.deck, seed=hash(name) % 1_000_000))
        store.begin(header)
        store.append(*said(header, chosen))

    workspace.ask(verb)


def show(
    qtbot: QtBot, page: CollectPage, study: Study | None = None, *, is_blind: bool = False
) -> StudyStory:
    """Show the page and return what it tells about a study, or about the newest.

    Its answers are shown, unless `is_blind`.
    """
    page.show()
    if study is not None:
        page.show_study(study.sha256)
    qtbot.waitUntil(lambda: _is_told(page, study), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.view.column.is_whole, timeout=PATIENCE_MS)
    story = page.view.story
    assert story is not None
    if not is_blind and page.view.veil.covers(story):
        page.view.turn_veil()
        qtbot.waitUntil(lambda: page.view.column.is_whole, timeout=PATIENCE_MS)
    return story


def news(qtbot: QtBot, page: CollectPage, workspace: Workspace) -> StudyStory:
    """Tell that somebody else has labelled, and return what the page then tells."""
    with qtbot.waitSignal(page.desk.told, timeout=PATIENCE_MS) as blocker:
        workspace.labels_changed.emit(LabelsChanged("play"))
    story = blocker.args[0]
    assert isinstance(story, StudyStory)
    return story


def head_of(page: CollectPage) -> HeadCard:
    """Return the first card."""
    head = page.view.column.head
    assert head is not None
    return head


def text(label: QLabel) -> str:
    """Return what a label says, without what keeps figures and units together."""
    return label.text().replace("\u00a0", " ").translate(UNSEEN)


def table_of(page: CollectPage) -> PeopleTable:
    """Return the table of people."""
    card = page.view.column.cards["people"]
    assert isinstance(card, PeopleCard)
    assert card.table is not None
    return card.table


def cells(table: PeopleTable) -> list[list[str]]:
    """Return what stands in each row."""
    rows = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(table.columnCount())]
        rows.append([item.text() if item else "" for item in items])
    return rows


def record_of(qtbot: QtBot, workspace: Workspace, study: Study) -> StudyRecord:
    """Return what is on the disk."""
    found: list[StudyRecord] = []
    workspace.ask(lambda store: store.studies.find(study.code), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE_MS)
    return found[0]


def person(qtbot: QtBot, workspace: Workspace, name: str) -> Annotator:
    """Return somebody by name."""
    found: list[Annotator] = []
    workspace.ask(lambda store: store.annotator(name), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE_MS)
    return found[0]


def questions(monkeypatch: pytest.MonkeyPatch, *, answer: bool) -> list[str]:
    """Answer every question that is asked, and return a list that holds them."""
    asked: list[str] = []
    button = QMessageBox.StandardButton.Yes if answer else QMessageBox.StandardButton.Cancel

    def question(_parent: object, title: str, words: str, *_buttons: object) -> object:
        asked.append(f"{title} {words}")
        return button

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked


def _is_told(page: CollectPage, study: Study | None) -> bool:
    story = page.view.story
    return story is not None and (study is None or story.sha256 == study.sha256)
