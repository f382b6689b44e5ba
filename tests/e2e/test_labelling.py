"""Labelling for a study: from its page to Play and back, in the whole program."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.app import App
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Answer
from fmnist_gui.core.study.event import StudyStart
from fmnist_gui.core.study.study import Study, Wanted
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.collect.head_card import HeadCard
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.study.introduction import Introduction
from fmnist_gui.ui.workspace import LabelsChanged
from tests.e2e.conftest import Open

pytestmark = pytest.mark.window


def started(qtbot: QtBot, app: App) -> Study:
    """Start a study over a few images of the open data."""
    workspace = app.workspace
    assert workspace is not None
    assert workspace.dataset is not None
    split = workspace.split("test")
    study = Study(
        "Shirts",
        "test",
        split.fingerprint,
        workspace.dataset.class_names,
        (1, 2, 3),
        "three",
        Wanted(1, None, 1),
        7,
        sitting=2,
        attention_percent=0,
    )
    done: list[bool] = []
    workspace.ask(
        lambda store: store.studies.start(
            StudyStart(uuid4(), study, store.annotator("Ina"), datetime.now(UTC))
        ),
        done.append,
    )
    qtbot.waitUntil(lambda: bool(done))
    workspace.labels_changed.emit(LabelsChanged("elsewhere"))
    return study


def heads(app: App) -> list[HeadCard]:
    """Return what is said of the study that the Collect page shows."""
    return app.pages.collect.findChildren(HeadCard)


def is_asked(page: PlayPage, position: int) -> bool:
    """Whether the image of this trial is on the screen."""
    session = page.sitting.session if page.sitting is not None else None
    return session is not None and (session.state, session.position) == ("showing", position)


def test_whoever_labels_comes_back_to_the_study(qtbot: QtBot, open_app: Open) -> None:
    app = open_app()
    study = started(qtbot, app)
    app.window.show_page("collect")
    qtbot.waitUntil(lambda: any(card.isVisible() for card in heads(app)))
    (head,) = heads(app)
    head.name_box.setEditText("Ada")
    qtbot.mouseClick(head.label_button, Qt.MouseButton.LeftButton)
    play = app.pages.play
    assert app.window.current_page == "play"
    qtbot.waitUntil(lambda: isinstance(play.front.currentWidget(), Introduction))
    qtbot.keyClick(play.front.currentWidget(), Qt.Key.Key_Return)
    for position in range(2):
        qtbot.waitUntil(partial(is_asked, play, position))
        assert app.window.data_bar.isHidden()
        qtbot.keyClick(play.sitting, "3")
    kept = play.front.collecting.kept
    qtbot.waitUntil(kept.done_button.isVisible)
    assert app.window.current_page == "play"
    assert "2 answers saved." in kept.words
    assert "2 of 3 labels" in kept.words
    qtbot.keyClick(kept, Qt.Key.Key_Escape)
    assert app.window.current_page == "collect"
    found: list[int] = []

    def verb(store: LabelStore) -> int:
        (history,) = store.studies.histories(study.sha256)
        return sum(isinstance(entry, Answer) for entry in history.entries)

    assert app.workspace is not None
    app.workspace.ask(verb, found.append)
    qtbot.waitUntil(lambda: found == [2])


def test_other_data_opened_in_a_sitting_say_that_it_goes_on(qtbot: QtBot, open_app: Open) -> None:
    app = open_app()
    workspace, play = app.workspace, app.pages.play
    assert workspace is not None
    assert workspace.dataset is not None
    workspace.show_dataset(workspace.dataset)
    assert app.window.notice_bar.sentence == ""
    app.window.show_page("play")
    play.start(preset("quick-20"), "Ada")
    qtbot.waitUntil(partial(is_asked, play, 0))
    workspace.show_dataset(replace(workspace.dataset, title="Fans"))
    assert app.window.notice_bar.sentence == (
        "Fans is open now; this sitting goes on with the images it was begun with."
    )
    assert play.sitting is not None
    assert play.sitting.isVisible()
