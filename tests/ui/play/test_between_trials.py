"""Between a key and the next image nothing moves and nothing flickers."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.protocol import Protocol
from tests.ui.play.seat import Seat

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("dark")]
CHANGES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Watch(QObject):
    """Notes what moves, comes or goes in a sitting, and how often its image is painted."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.changes: list[str] = []
        self.paints = 0
        self._stimulus = seat.view.stimulus
        for widget in (seat.view, *seat.view.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in CHANGES:
            self.changes.append(f"{event.type().name} of {type(watched).__name__}")
        elif event.type() == QEvent.Type.Paint and watched is self._stimulus:
            self.paints += 1
        return False


@pytest.mark.parametrize("rules", [preset("standard-100"), preset("practice"), preset("blitz")])
def test_each_trial_paints_its_image_once_and_moves_nothing(qtbot: QtBot, rules: Protocol) -> None:
    # Ten trials, so that the counter gets another digit.
    seat = Seat(qtbot, rules, count=None if rules.is_open_ended else 20)
    seat.wait_shown()
    watch = Watch(seat)
    for _ in range(10):
        seat.press("1")
        if rules.has_feedback:
            seat.press("x")
        seat.wait_shown()
    assert watch.changes == []
    assert watch.paints == 10
