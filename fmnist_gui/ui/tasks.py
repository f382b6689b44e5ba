"""The only place where threads meet the window."""

import gc
import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event, Thread
from types import FunctionType, MethodType
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report

T = TypeVar("T")
log = logging.getLogger(__name__)

PROGRESS_EVERY_S = 0.05
SWITCH_S = 0.0005
"""How long a thread keeps the interpreter when another wants it: at Python's 5 ms the window would
wait for a worker, or the worker that saves an answer for the window, as long as all the saving
takes."""

SWEEP_MS = 500
FIRST_SWEEP_MS = 3000
"""What the start makes lives on: looking through it would delay it, and hold up the window."""


class Job:
    """A piece of work under way; cancel it when nobody wants it any more."""

    def __init__(self) -> None:
        self._cancelled = Event()
        self.is_current: Callable[[], bool] = lambda: True

    def cancel(self) -> None:
        """Ask the work to stop; its result is dropped even if it comes."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether it should stop; called from the worker."""
        return self._cancelled.is_set()


class Tasks(QObject):
    """Runs plain functions off the window's thread and brings their results back to it.

    The store has one worker, so that its order is kept and there is one writer; everything else
    shares a small pool. Results return by one queued signal and are handed to `then` on the
    window's thread. Of the work in one `lane` only the newest counts: a new request cancels the
    one before, and a late result is dropped. An error goes to `failed`; one that nobody takes is
    raised on the window's thread, where the exception hook sees it.
    """

    _delivered = Signal(object)
    _open_count = 0
    _usual_switch_s = 0.0

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="work")
        self._generations: defaultdict[str, int] = defaultdict(int)
        self._newest: dict[str, Job] = {}
        self._running: set[Job] = set()
        self._is_closed = False
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # A worker that happens to collect garbage would destroy widgets off the window's thread,
        # and Qt crashes: while workers run, only the window's thread collects.
        if not Tasks._open_count:
            Tasks._usual_switch_s = sys.getswitchinterval()
            sys.setswitchinterval(SWITCH_S)
        Tasks._open_count += 1
        gc.disable()
        self._sweep = QTimer(self, interval=SWEEP_MS)
        self._sweep.timeout.connect(_sweep)
        QTimer.singleShot(FIRST_SWEEP_MS, self._sweep, self._begin_to_sweep)

    def store(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run `work` on the store's worker, after everything asked of it before."""
        self._start(self._store, Job(), work, then, failed)

    def long_store(
        self,
        work: Callable[[Report, CancelCheck], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[Exception], object] | None = None,
        on_progress: Report | None = None,
    ) -> None:
        """Run longer `work` on the store's worker; it is to stop when all of this is closed."""
        job = Job()
        self._running.add(job)
        report = self._reporter(job, on_progress)
        self._start(self._store, job, lambda: work(report, job.is_cancelled), then, failed)

    def run(
        self,
        work: Callable[[Report, CancelCheck], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[Exception], object] | None = None,
        on_progress: Report | None = None,
        lane: str | None = None,
    ) -> Job:
        """Run `work` in the pool; it is handed a progress callback and a cancel check."""
        job = Job()
        if lane is not None:
            self._take_lane(lane, job)
        report = self._reporter(job, on_progress)
        self._start(self._pool, job, lambda: work(report, job.is_cancelled), then, failed)
        return job

    def outside(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run `work`, which waits for another machine, on a thread that closing does not wait for.

        It must leave nothing half done on this machine, wherever it is cut short.
        """
        future: Future[T] = Future()
        on_done = self._on_done(Job(), then, failed)

        def run() -> None:
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - handed on, as an executor does
                future.set_exception(error)
            on_done(future)

        Thread(target=run, name="outside", daemon=True).start()

    def close(self) -> None:
        """Cancel what takes long, finish the store's line, let no result through."""
        if self._is_closed:
            return
        self._is_closed = True
        self._sweep.stop()
        for job in list(self._running):
            job.cancel()
        self._store.shutdown(wait=True)
        self._pool.shutdown(wait=True, cancel_futures=True)
        Tasks._open_count -= 1
        if not Tasks._open_count:
            sys.setswitchinterval(Tasks._usual_switch_s)
            gc.unfreeze()
            gc.enable()

    def _begin_to_sweep(self) -> None:
        if self._is_closed:
            # Nobody would take back what is set aside now.
            return
        gc.freeze()
        self._sweep.start()

    def _take_lane(self, lane: str, job: Job) -> None:
        self._generations[lane] += 1
        mine = self._generations[lane]
        job.is_current = lambda: self._generations[lane] == mine
        if before := self._newest.get(lane):
            before.cancel()
        self._newest[lane] = job

    def _reporter(self, job: Job, on_progress: Report | None) -> Report:
        last = 0.0

        def report(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if on_progress is None or (now - last < PROGRESS_EVERY_S and done != total):
                return
            last = now
            self._delivered.emit((job, lambda: on_progress(done, total)))

        return report

    def _start(
        self,
        executor: ThreadPoolExecutor,
        job: Job,
        work: Callable[[], T],
        then: Callable[[T], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        if executor is self._pool:
            self._running.add(job)
        executor.submit(work).add_done_callback(self._on_done(job, then, failed))

    def _on_done(
        self,
        job: Job,
        then: Callable[[T], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> "Callable[[Future[T]], None]":
        def on_done(future: "Future[T]") -> None:
            self._running.discard(job)
            if not future.cancelled() and not self._is_closed:
                self._delivered.emit((job, lambda: _settle(future, then, failed)))

        return on_done

    def _deliver(self, delivery: tuple[Job, Callable[[], Any]]) -> None:
        job, act = delivery
        if job.is_current() and not job.is_cancelled() and not self._is_closed:
            act()


def _sweep() -> None:
    """Collect the oldest generation of garbage that is due, as Python itself would."""
    pairs = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [number for number, (count, most) in enumerate(pairs) if count > most > 0]
    if due:
        gc.collect(due[-1])


def _settle(
    future: "Future[T]",
    then: Callable[[T], object] | None,
    failed: Callable[[Exception], object] | None,
) -> None:
    try:
        result = future.result()
    except Cancelled:
        return
    except Exception as error:
        if failed is not None and not _is_gone(failed):
            failed(error)
        elif failed is None or not isinstance(error, FmnistError):
            raise
        else:
            log.info("nobody is there any more to be told: %s", error)
        return
    if then is not None and not _is_gone(then):
        then(result)


def _is_gone(act: object, *, met: frozenset[int] = frozenset()) -> bool:
    """Whether `act` is a method of a deleted Qt object, or a function made within one.

    Qt calls no slot of an object that is gone; what is handed over here is held to the same.
    """
    if isinstance(act, partial):
        return _is_gone(act.func, met=met)
    if isinstance(act, MethodType):
        return isinstance(act.__self__, QObject) and not isValid(act.__self__)
    if not isinstance(act, FunctionType) or id(act) in met:
        return False
    for name, cell in zip(act.__code__.co_freevars, act.__closure__ or (), strict=True):
        try:
            inside = cell.cell_contents
        except ValueError:
            # A name that is not bound yet.
            continue
        if name == "self" and isinstance(inside, QObject) and not isValid(inside):
            return True
        if _is_gone(inside, met=met | {id(act)}):
            return True
    return False
