"""Measures on this machine how long a reviewer waits for the next page of images after Enter."""

import time

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from fmnist_gui.ui.review.grid_poster import ImagesTold
from fmnist_gui.ui.review.grid_view import GridView
from fmnist_gui.ui.sent_key import send_key

TIMEOUT_MS = 120_000


class EnterToPage(QObject):
    """Decides up to `count` pages of the open queue by real key events, each after a rest.

    ``waits_ms`` holds the milliseconds from the key to the end of the painting of the next page.
    """

    def __init__(self, view: GridView, count: int, *, rest_ms: int) -> None:
        super().__init__(view)
        self.waits_ms: list[float] = []
        self._view = view
        self._count = count
        self._pressed_ns = 0
        self._loop = QEventLoop(self)
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._press)

    def run(self) -> list[float]:
        """Decide, and return the waits; none where no class has images for a second page."""
        self._view.sheet.told.connect(self._on_told)
        QTimer.singleShot(TIMEOUT_MS, self._loop, self._loop.quit)
        self._rest.start()
        self._loop.exec()
        self._view.sheet.told.disconnect(self._on_told)
        return self.waits_ms

    def _press(self) -> None:
        if len(self.waits_ms) == self._count or not self._view.has_page:
            self._loop.quit()
            return
        self._pressed_ns = time.monotonic_ns()
        send_key(self._view.sheet, "\r", Qt.Key.Key_Return)
        # The last page of a class is followed by none.
        self._pressed_ns = 0
        self._rest.start()

    def _on_told(self, _told: ImagesTold) -> None:
        if self._pressed_ns:
            self.waits_ms.append((time.monotonic_ns() - self._pressed_ns) / 1e6)
            self._pressed_ns = 0
