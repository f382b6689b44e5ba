"""What the program holds is searched for garbage again, whichever way a sitting goes."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Answer
from fmnist_gui.ui.play.garbage_hold import GarbageHold
from tests.ui.play.seat import Seat

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("dark")]
QUICK = preset("quick-20")


@pytest.fixture(autouse=True)
def _nothing_is_held(qapp: QApplication) -> Iterator[None]:
    # The sittings of the tests before are deleted only now.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not GarbageHold._holding
    # An application that was started and not closed has set aside what it began with.
    gc.unfreeze()
    yield
    assert gc.get_freeze_count() == 0


def test_a_hold_lasts_until_the_last_one_is_released() -> None:
    first, second = GarbageHold(), GarbageHold()
    first.release()
    first.take()
    second.take()
    first.release()
    first.release()
    assert gc.get_freeze_count() > 0
    second.release()
    assert gc.get_freeze_count() == 0


def test_of_two_sittings_the_other_one_still_holds(qtbot: QtBot) -> None:
    # The first one that went let go of what the second had taken.
    first, second = Seat(qtbot, QUICK), Seat(qtbot, QUICK)
    first.wait_shown()
    first.escape()
    assert first.left
    assert gc.get_freeze_count() > 0
    second.escape()
    assert gc.get_freeze_count() == 0


def test_the_end_lets_go(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK, count=1)
    seat.wait_shown()
    assert gc.get_freeze_count() > 0
    seat.press("1")
    qtbot.waitUntil(lambda: bool(seat.ended))
    assert gc.get_freeze_count() == 0


def test_a_window_that_is_torn_down_lets_go(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK)
    seat.wait_shown()
    assert gc.get_freeze_count() > 0
    delete(seat.view)
    assert gc.get_freeze_count() == 0
    # The test's own window list must not find what is deleted.
    del seat
    gc.collect()


def test_leaving_after_a_mistake_of_the_program_lets_go(qtbot: QtBot) -> None:
    seat = Seat(qtbot, QUICK)
    seat.wait_shown()

    def mistaken(_answer: Answer) -> None:
        raise ZeroDivisionError

    seat.view.flow.answered.connect(mistaken)
    with qtbot.captureExceptions() as caught:
        seat.press("1")
        seat.wait_shown()
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    seat.escape()
    assert seat.left
    assert gc.get_freeze_count() == 0
