"""Response times against keys that are pressed at known delays, and the wait for an image."""

import gc
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.preset import preset
from fmnist_gui.ui.play.measure import KeyToPaint, KnownDelays
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


@pytest.mark.slow
def test_response_times_are_those_of_keys_pressed_at_known_delays(page: PlayPage) -> None:
    errors_ms = np.abs(KnownDelays(page, 201).run())
    half, rare = np.percentile(errors_ms, (50, 99))
    print(f"response times are off by {half:.2f} ms, p99 {rare:.2f} ms")  # noqa: T201
    assert len(errors_ms) == 200
    assert half <= 5


def test_the_wait_for_the_next_image_is_measured_for_each_that_follows(page: PlayPage) -> None:
    waits_ms = KeyToPaint(page, 21).run()
    assert len(waits_ms) == 20
    assert min(waits_ms) > 0


def test_what_was_there_before_a_sitting_is_not_searched_for_garbage_during_it(
    qtbot: QtBot, page: PlayPage
) -> None:
    # A search of 20 ms and more fell between a key and the next image now and then.
    gc.unfreeze()
    page.start(preset("quick-20"), "Ada", is_simulated=True)
    qtbot.waitUntil(lambda: page.sitting is not None)
    assert gc.get_freeze_count() > 10_000
    page.put_away()
    qtbot.waitUntil(lambda: gc.get_freeze_count() == 0)
