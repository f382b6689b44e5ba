"""Measures the sitting on this machine: how long a person waits, and how true its times are."""

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer

from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Answer
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.play.sitting_view import SittingView
from fmnist_gui.ui.sent_key import post_key, send_key

TIMEOUT_MS = 120_000
POLL_MS = 5
LEAST_DELAY_MS, MOST_DELAY_MS = 10, 50


class Play(QObject):
    """Plays `count` images on a visible page, on behalf of `annotator`.

    `seated` is called with the sitting once its first image is on the screen.
    """

    def __init__(
        self, page: PlayPage, count: int, *, annotator: str, seated: Callable[[SittingView], None]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._count = count
        self._annotator = annotator
        self._seated = seated
        self._is_seated = False
        self._loop = QEventLoop(self)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)

    def run(self) -> None:
        """Play to the end. Raises TimeoutError when the page does not answer."""
        self._page.start(
            preset("solo-200"), self._annotator, seed=0, count=self._count, is_simulated=True
        )
        self._poll.start()
        QTimer.singleShot(TIMEOUT_MS, self._loop, self._loop.quit)
        self._loop.exec()
        self._poll.stop()
        if self._page.sitting is not None or not self._is_seated:
            raise TimeoutError("the Play page did not answer")

    def _look(self) -> None:
        """Take a seat once there is one, and go on after each break."""
        sitting = self._page.sitting
        if sitting is None:
            return
        if not self._is_seated and sitting.session.state == "showing":
            self._is_seated = True
            sitting.flow.ended.connect(self._loop.quit)
            sitting.flow.left.connect(self._loop.quit)
            self._seated(sitting)
        elif sitting.session.state == "paused" and not sitting.is_saving:
            send_key(sitting, " ", Qt.Key.Key_Space)


class KeyToPaint(QObject):
    """Answers each image as soon as it is painted, by real key events.

    ``waits_ms`` holds the milliseconds from a key to the next painted image; between the two
    lies everything: the session, the commit to the disk and the paint. The last key and those
    before a break are followed by no image and are not measured.
    """

    def __init__(self, page: PlayPage, count: int, *, annotator: str = "Benchmark") -> None:
        super().__init__(page)
        self.waits_ms: list[float] = []
        self._page = page
        self._count = count
        self._pressed_ns = 0
        self._play = Play(page, count, annotator=annotator, seated=self._begin)

    def run(self) -> list[float]:
        """Play, and return the waits. Raises TimeoutError when the page does not answer."""
        self._play.run()
        if len(self.waits_ms) < self._count * 9 // 10:
            raise TimeoutError("the Play page did not show its images")
        return self.waits_ms

    def _begin(self, sitting: SittingView) -> None:
        sitting.stimulus.painted.connect(self._on_painted)
        self._press()

    def _on_painted(self, painted_ns: int) -> None:
        if self._pressed_ns:
            self.waits_ms.append((painted_ns - self._pressed_ns) / 1e6)
            self._pressed_ns = 0
        # Not from within the page's own handling of the same signal.
        QTimer.singleShot(1, self, self._press)

    def _press(self) -> None:
        sitting = self._page.sitting
        if sitting is not None and sitting.session.state == "showing":
            position = sitting.session.position
            has_next = (position + 1) % 100 and position + 1 < sitting.session.count
            self._pressed_ns = time.monotonic_ns() if has_next else 0
            send_key(sitting, str(position % 10), Qt.Key.Key_unknown)


class KnownDelays(QObject):
    """Answers each image after a delay that is known, and compares the response times with it.

    The image is on the screen for this object when its view is told to paint it, and a key is
    pressed when its event is posted to the window's queue; it shares no clock reading with the
    sitting. ``errors_ms`` holds response time minus delay, in milliseconds.
    """

    def __init__(self, page: PlayPage, count: int, *, annotator: str = "Metronome") -> None:
        super().__init__(page)
        self.errors_ms: list[float] = []
        self._page = page
        self._count = count
        self._rng = np.random.default_rng(0)
        self._seen_ns = self._pressed_ns = 0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._press)
        self._play = Play(page, count, annotator=annotator, seated=self._begin)

    def run(self) -> list[float]:
        """Play, and return the errors. Raises TimeoutError when the page does not answer."""
        self._page.answered.connect(self._on_answered)
        self._play.run()
        self._page.answered.disconnect(self._on_answered)
        if len(self.errors_ms) < self._count - 1:
            raise TimeoutError("the Play page did not take its answers")
        return self.errors_ms

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when the image of a trial is painted, and let everything pass."""
        sitting = self._page.sitting
        if event.type() == QEvent.Type.Paint and sitting is not None:
            is_new = sitting.session.state == "waiting" and sitting.stimulus.is_image_visible
            if is_new and not self._timer.isActive():
                self._seen_ns = time.monotonic_ns()
                self._timer.start(int(self._rng.integers(LEAST_DELAY_MS, MOST_DELAY_MS)))
        return super().eventFilter(watched, event)

    def _begin(self, sitting: SittingView) -> None:
        sitting.stimulus.installEventFilter(self)
        # When the first image was painted nobody was looking.
        self._seen_ns = 0
        self._press()

    def _press(self) -> None:
        sitting = self._page.sitting
        if sitting is not None:
            self._pressed_ns = time.monotonic_ns()
            post_key(sitting, str(sitting.session.position % 10))

    def _on_answered(self, answer: Answer) -> None:
        if self._seen_ns:
            delay_ms = (self._pressed_ns - self._seen_ns) / 1e6
            self.errors_ms.append(answer.response_s * 1000 - delay_ms)
