"""PySide6 6.12.0 loses a reference to None with each call on Python 3.11 and aborts in the end."""

import sys

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.play.stimulus_view import StimulusView

FRAMES = 10_000
SIGNALS = 10_000
TOLERANCE = 1000


class Sender(QObject):
    sent = Signal(object)


def test_ten_thousand_frames_and_signals_cost_none_nothing(
    qtbot: QtBot, qapp: QApplication
) -> None:
    view = StimulusView(28)
    qtbot.addWidget(view)
    view.resize(64, 64)
    with qtbot.waitExposed(view):
        view.show()
    images = [view.prepared(np.full((28, 28), grey, np.uint8)) for grey in (0, 255)]
    sender, heard = Sender(), [0]

    def hear(_payload: object) -> None:
        heard[0] += 1

    sender.sent.connect(hear)
    target = QImage(64, 64, QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    for number in range(FRAMES):
        view.show_image(images[number % 2])
        view.render(target)
    for number in range(SIGNALS):
        sender.sent.emit(number)
    qapp.processEvents()
    assert heard[0] == SIGNALS
    # Python 3.12 and later never count None; there the two are equal.
    assert sys.getrefcount(None) > before - TOLERANCE
