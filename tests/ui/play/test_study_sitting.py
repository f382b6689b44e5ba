"""A sitting of a study ends where nothing that is answered in it would count."""

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.plain_text import isolated
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Failure, LabelsChanged, Workspace
from tests.ui.play.collector import Collector

pytestmark = pytest.mark.window


@pytest.fixture
def collector(qtbot: QtBot, play: PlayPage, workspace: Workspace) -> Collector:
    return Collector(qtbot, play, workspace)


def test_whoever_was_withdrawn_answers_no_more(
    qtbot: QtBot, collector: Collector, workspace: Workspace
) -> None:
    told: list[Failure] = []
    workspace.failed.connect(told.append)
    collector.sit("Ada")
    collector.answer()
    collector.withdraw("Ben")
    workspace.labels_changed.emit(LabelsChanged("elsewhere"))
    collector.ask(lambda _store: None)
    assert (told, collector.page.sitting is None) == ([], False)
    collector.withdraw("ADA")
    workspace.labels_changed.emit(LabelsChanged("elsewhere"))
    qtbot.waitUntil(lambda: collector.page.sitting is None)
    (failure,) = told
    assert f"{isolated('Ada')} was withdrawn from the study" in failure.sentence
    # What was answered before is kept, as withdrawn.
    sha256 = collector.study.sha256
    assert collector.ask(lambda store: store.studies.standing(sha256, "Ada")) == 1


def test_instructions_can_be_read_in_a_sitting_after_one_that_was_left_while_they_were_read(
    qtbot: QtBot, collector: Collector
) -> None:
    reading = collector.page._study_sitting
    for name in ("Ada", "Ben"):
        sitting = collector.sit(name)
        sitting.instructions_asked.emit()
        qtbot.waitUntil(lambda: reading.view is not None and reading.view.isVisible())
        # It pauses while they are read.
        collector.ask(lambda _store: None)
        sitting.leave()
        qtbot.waitUntil(lambda: collector.page.sitting is None)
        assert reading.view is None
