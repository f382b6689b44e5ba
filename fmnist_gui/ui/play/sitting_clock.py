"""The clock of a session with a time limit, which stands still in pauses."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal


class SittingClock(QObject):
    """Counts down from `limit_s`, of which `spent_s` are gone; never if there is no limit.

    Signals:
        ticked(int): so many seconds are left, rounded up.
        ran_out(): the time is over.
    """

    ticked = Signal(int)
    ran_out = Signal()

    def __init__(
        self, limit_s: float | None, *, spent_s: float = 0.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._limit_s = limit_s
        self._spent_s = spent_s
        self._begun_ns: int | None = None
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def has_limit(self) -> bool:
        """Whether it counts at all."""
        return self._limit_s is not None

    @property
    def left_s(self) -> float:
        """The seconds left; infinite without a limit."""
        if self._limit_s is None:
            return float("inf")
        running = 0.0 if self._begun_ns is None else (time.monotonic_ns() - self._begun_ns) / 1e9
        return max(0.0, self._limit_s - self._spent_s - running)

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return self.left_s <= 0

    def start(self) -> None:
        """Run, or go on running."""
        if self._limit_s is not None and self._begun_ns is None:
            self._begun_ns = time.monotonic_ns()
            self._tick()

    def stop(self) -> None:
        """Stand still."""
        if self._begun_ns is not None:
            self._spent_s += (time.monotonic_ns() - self._begun_ns) / 1e9
            self._begun_ns = None
            self._timer.stop()

    def tell(self) -> None:
        """Say how much is left."""
        if self._limit_s is not None:
            self.ticked.emit(-int(-self.left_s // 1))

    def _tick(self) -> None:
        left = self.left_s
        self.tell()
        if left <= 0:
            self.stop()
            self.ran_out.emit()
        else:
            # Until the next whole second, and a little beyond, for it not to be told twice.
            self._timer.start(max(1, int((left % 1 or 1) * 1000) + 1))
