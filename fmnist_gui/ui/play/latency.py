"""Measures what the program itself adds to a response time, while it says "Get ready"."""

import time

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from fmnist_gui.core.session.mask import MEAN_GREY
from fmnist_gui.core.session.record import Latency
from fmnist_gui.ui.play.stimulus_view import StimulusView

COUNT = 20
PATIENCE_MS = 480
"""A person waits no longer; what was measured until then has to do."""

WARMING_UP = 3
"""The first pictures of a window that is new on the screen take longer than any later one."""

LEAST = 5
"""Of fewer values nothing is said."""


class GetReady(QFrame):
    """Asks for pictures and sends itself key events, one after the other, and times each.

    The pictures are as large as the stimulus, of `side_px` physical pixels, and as grey as what
    is around them, so that nothing flickers.

    Signals:
        measured(Latency | None): it is done; None when too little could be measured, as in a
            window that is not on the screen.
    """

    measured = Signal(object)

    def __init__(self, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surround")
        self._side_px = side_px
        self._keys_ms: list[float] = []
        self._paints_ms: list[float] = []
        self._asked_ns: int | None = None
        self._warmed_up = 0
        self._is_timing_keys = False
        self._view = StimulusView(side_px)
        words = QLabel("Get ready")
        words.setProperty("role", "headline")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(self._view, 1)
        column.addWidget(words)
        column.addStretch(1)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._end)
        self._view.painted.connect(self._on_painted)

    def run(self) -> None:
        """Begin measuring; :attr:`measured` tells what came of it."""
        self._patience.start()
        self._ask_for_paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note when the key came that was sent; a person's own do nothing yet."""
        is_own = event.key() == Qt.Key.Key_unknown
        if self._asked_ns is not None and self._is_timing_keys and is_own:
            self._keys_ms.append((time.monotonic_ns() - self._asked_ns) / 1e6)
            if len(self._keys_ms) < COUNT:
                self._ask_for_key()
            else:
                self._end()

    def _ask_for_key(self) -> None:
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, none)
        self._asked_ns = time.monotonic_ns()
        QCoreApplication.postEvent(self, event)

    def _ask_for_paint(self) -> None:
        grey = np.full((self._side_px, self._side_px), MEAN_GREY, dtype=np.uint8)
        picture = self._view.prepared(grey)
        self._asked_ns = time.monotonic_ns()
        self._view.show_image(picture)

    def _on_painted(self, painted_ns: int) -> None:
        if self._asked_ns is None or self._is_timing_keys:
            return
        if self._warmed_up < WARMING_UP:
            self._warmed_up += 1
        else:
            self._paints_ms.append((painted_ns - self._asked_ns) / 1e6)
        if len(self._paints_ms) < COUNT:
            self._ask_for_paint()
        else:
            self._is_timing_keys = True
            self._ask_for_key()

    def _end(self) -> None:
        self._patience.stop()
        self._asked_ns = None
        n = min(len(self._keys_ms), len(self._paints_ms))
        if n < LEAST:
            self.measured.emit(None)
            return
        self.measured.emit(
            Latency(n, key_ms=_summary(self._keys_ms), paint_ms=_summary(self._paints_ms))
        )


def _summary(values_ms: list[float]) -> tuple[float, float]:
    half, rare = np.percentile(values_ms, (50, 99)).round(3).tolist()
    return half, rare
