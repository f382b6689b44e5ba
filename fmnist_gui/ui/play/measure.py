"""Measures how long a person waits from the key to the next image."""

import time

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from fmnist_gui.core.session.preset import preset
from fmnist_gui.ui.play.page import PlayPage

TIMEOUT_MS = 120_000
POLL_MS = 5


class KeyToPaint(QObject):
    """Plays on a visible page by real key events, each sent when the image before was painted.

    ``waits_ms`` holds the milliseconds from a key to the next painted image; between the two
    lies everything: the session, the commit to the disk and the paint. The last key and those
    before a break are followed by no image and are not measured.
    """

    def __init__(self, page: PlayPage, count: int) -> None:
        super().__init__(page)
        self.waits_ms: list[float] = []
        self._page = page
        self._count = count
        self._pressed_ns = 0
        self._loop = QEventLoop(self)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)

    def run(self) -> list[float]:
        """Play, and return the waits. Raises TimeoutError when the page does not answer."""
        self._page.start(
            preset("solo-200"), "Benchmark", seed=0, count=self._count, is_simulated=True
        )
        self._poll.start()
        QTimer.singleShot(TIMEOUT_MS, self._loop, self._loop.quit)
        self._loop.exec()
        self._poll.stop()
        if self._page.sitting is not None or len(self.waits_ms) < self._count * 9 // 10:
            raise TimeoutError("the Play page did not answer")
        return self.waits_ms

    def _look(self) -> None:
        """Take a seat once there is one, and go on after each break."""
        sitting = self._page.sitting
        if sitting is None:
            return
        if self._pressed_ns == 0 and sitting.session.state == "showing":
            sitting.stimulus.painted.connect(self._on_painted)
            sitting.ended.connect(self._loop.quit)
            sitting.left.connect(self._loop.quit)
            self._press()
        elif sitting.session.state == "paused" and not sitting.is_saving:
            self._pressed_ns = -1
            send_key(sitting, " ", Qt.Key.Key_Space)

    def _on_painted(self, painted_ns: int) -> None:
        if self._pressed_ns > 0:
            self.waits_ms.append((painted_ns - self._pressed_ns) / 1e6)
        # Not from within the page's own handling of the same signal.
        QTimer.singleShot(1, self, self._press)

    def _press(self) -> None:
        sitting = self._page.sitting
        if sitting is not None and sitting.session.state == "showing":
            key = str(sitting.session.position % 10)
            self._pressed_ns = time.monotonic_ns()
            send_key(sitting, key, Qt.Key.Key_unknown)


def send_key(target: QObject, text: str, key: Qt.Key) -> None:
    """Press and release a key as a keyboard would; `text` is what it writes."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(target, event)
