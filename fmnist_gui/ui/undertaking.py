"""One longer piece of work at a time, which tells how far it is and can be cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report
from fmnist_gui.ui.tasks import Tasks

T = TypeVar("T")
Made = TypeVar("Made", covariant=True)


@dataclass(frozen=True)
class Progress:
    """How far the work under way is, in units of its own; total 0 means not known yet."""

    done: int
    total: int


class Work(Protocol[Made]):
    """Something to be done in a worker."""

    def __call__(self, *, report: Report, is_cancelled: CancelCheck) -> Made:
        """Do it."""


@dataclass(frozen=True)
class Words:
    """What is said where nothing came of it: something is under way, cancelled, no memory."""

    busy: str
    cancelled: str
    no_memory: str


class Undertaking(QObject):
    """Does one thing after the other, and has `say` told one sentence about how each ended.

    What the user can act on goes to `failed` instead.

    Signals:
        progressed(Progress): the work under way has gone on.
        ended(None): it is over, whatever came of it.
    """

    progressed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        tasks: Tasks,
        *,
        say: Callable[[str], object],
        failed: Callable[[FmnistError], object],
        words: Words,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._say = say
        self._failed = failed
        self._words = words
        self._stop: Event | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._stop is not None

    def cancel(self) -> None:
        """Stop what is being done; nothing half done is left."""
        if self._stop is not None:
            self._stop.set()

    def start(self, work: Work[T], *, deliver: Callable[[T], str]) -> None:
        """Run `work` in the pool and say what `deliver` makes of its result."""
        if self._stop is not None:
            self._say(self._words.busy)
            return
        stop = self._stop = Event()

        def careful(report: Report, is_cancelled: CancelCheck) -> T | None:
            # Cancelled here and not by the job, whose result would be dropped even if the file
            # was there already.
            try:
                return work(report=report, is_cancelled=lambda: stop.is_set() or is_cancelled())
            except Cancelled:
                return None

        def then(result: T | None) -> None:
            self._end(self._words.cancelled if result is None else deliver(result))

        self._tasks.run(careful, then, failed=self._on_failed, on_progress=self._on_progress)

    def _on_progress(self, done: int, total: int) -> None:
        self.progressed.emit(Progress(done, total))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, MemoryError):
            self._end(self._words.no_memory)
            return
        self._end("")
        if not isinstance(error, FmnistError):
            raise error
        self._failed(error)

    def _end(self, sentence: str) -> None:
        self._stop = None
        if sentence:
            self._say(sentence)
        self.ended.emit()
