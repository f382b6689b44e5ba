"""What this machine adds to a response time is measured before the first trial."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Latency
from fmnist_gui.ui.play.latency import COUNT, GetReady
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.workspace import Workspace

pytestmark = pytest.mark.window


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[PlayPage]:
    made = PlayPage(workspace)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.put_away()


def test_keys_and_paints_are_timed_on_the_screen(qtbot: QtBot, dark: None) -> None:
    ready = GetReady(280)
    qtbot.addWidget(ready)
    ready.resize(640, 480)
    with qtbot.waitExposed(ready):
        ready.show()
    with qtbot.waitSignal(ready.measured) as told:
        ready.run()
        # A key of the person's own is none of those that are timed.
        qtbot.keyClick(ready, Qt.Key.Key_5)
    assert told.args is not None
    (latency,) = told.args
    assert isinstance(latency, Latency)
    assert 5 <= latency.n <= COUNT
    for half, rare in (latency.key_ms, latency.paint_ms):
        assert 0 < half <= rare < 500


def test_a_window_that_is_not_on_the_screen_is_not_waited_for(qtbot: QtBot, dark: None) -> None:
    ready = GetReady(280)
    qtbot.addWidget(ready)
    with qtbot.waitSignal(ready.measured) as told:
        ready.run()
    assert told.args == [None]


def test_the_record_of_a_session_says_what_the_machine_adds(qtbot: QtBot, page: PlayPage) -> None:
    page.start(preset("quick-20"), "Ada", seed=5)
    qtbot.waitUntil(lambda: page.sitting is not None)
    assert page.sitting is not None
    latency = page.sitting.session.record.equipment.latency
    assert latency is not None
    assert latency.n >= 5


def test_nobody_is_measured_who_is_simulated(qtbot: QtBot, page: PlayPage) -> None:
    page.start(preset("quick-20"), "Ada", seed=5, is_simulated=True)
    qtbot.waitUntil(lambda: page.sitting is not None)
    assert page.sitting is not None
    assert page.sitting.session.record.equipment.latency is None


def test_the_choices_come_back_when_nothing_can_be_begun(qtbot: QtBot, page: PlayPage) -> None:
    page.start(preset("solo-200"), "Ada", count=301)
    assert not page.setup.isVisible()
    qtbot.waitUntil(lambda: bool(page.setup.message))
    assert page.setup.isVisible()


def test_closing_while_it_is_measured_begins_nothing(
    qtbot: QtBot, page: PlayPage, workspace: Workspace
) -> None:
    page.start(preset("quick-20"), "Ada", seed=5)
    page.put_away()
    counts: list[int] = []
    workspace.ask(lambda store: len(store.sessions()), counts.append)
    qtbot.waitUntil(lambda: bool(counts))
    assert counts == [0]
    assert page.setup.isVisible()
    page.start(preset("quick-20"), "Ada", seed=5)
    qtbot.waitUntil(lambda: page.sitting is not None)
