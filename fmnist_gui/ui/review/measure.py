"""Measures on this machine how long a reviewer waits for the next image with its evidence."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer

from fmnist_gui.ui.review.page import ReviewPage
from fmnist_gui.ui.sent_key import send_key

TIMEOUT_MS = 300_000
PAINTED = QEvent.Type(QEvent.registerEventType())
KEYS = "k3ub0"
"""Decisions of different kinds in turn; the classes are those of whatever is shown."""


class KeyToEvidence(QObject):
    """Decides `count` images of the open queue by real key events, each after a rest.

    ``waits_ms`` holds the milliseconds from a key to the end of the painting that shows the next
    image with all that is to be known about it: neighbours, examples, votes and history.
    """

    def __init__(self, page: ReviewPage, count: int, *, rest_ms: int) -> None:
        super().__init__(page)
        self.waits_ms: list[float] = []
        self._page = page
        self._count = count
        self._pressed_ns = 0
        self._shown: int | None = None
        self._loop = QEventLoop(self)
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._press)

    def run(self) -> list[float]:
        """Decide, and return the waits. Raises TimeoutError when the page does not answer."""
        window = self._page.window()
        window.installEventFilter(self)
        # What becomes known may look like nothing known: only another painting tells.
        view = self._page.desk_view
        view.witness.known.connect(view.bar.said.update)
        self._page.update()
        QTimer.singleShot(TIMEOUT_MS, self._loop, self._loop.quit)
        self._loop.exec()
        window.removeEventFilter(self)
        view.witness.known.disconnect(view.bar.said.update)
        if len(self.waits_ms) < self._count:
            raise TimeoutError("the Review page did not show its images")
        return self.waits_ms

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look once the window has been painted, which is after this event."""
        if event.type() == QEvent.Type.UpdateRequest:
            QCoreApplication.postEvent(
                self, QEvent(PAINTED), Qt.EventPriority.HighEventPriority.value
            )
        return False

    def event(self, event: QEvent) -> bool:
        """Look at what has been painted."""
        if event.type() == PAINTED:
            self._on_painted()
            return True
        return super().event(event)

    def _on_painted(self) -> None:
        number = self._page.desk.current
        if number == self._shown or not self._is_whole:
            return
        self._shown = number
        if self._pressed_ns:
            self.waits_ms.append((time.monotonic_ns() - self._pressed_ns) / 1e6)
            self._pressed_ns = 0
        if number is None or len(self.waits_ms) == self._count:
            self._loop.quit()
        else:
            self._rest.start()

    @property
    def _is_whole(self) -> bool:
        """Whether all about the current image is shown."""
        case = self._page.desk_view.evidence.case
        return (
            case is not None
            and case.number == self._page.desk.current
            and case.neighbours is not None
            and case.history is not None
            and bool(case.examples)
        )

    def _press(self) -> None:
        key = KEYS[len(self.waits_ms) % len(KEYS)]
        self._pressed_ns = time.monotonic_ns()
        send_key(self._page, key, Qt.Key(ord(key.upper())))
