import gc
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fmnist_gui.core.errors import AwayError, RequestError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report
from fmnist_gui.ui import tasks as tasks_module
from fmnist_gui.ui.tasks import SWITCH_S, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_a_result_returns_to_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[str, str]] = []

    def work(_report: Report, _is_cancelled: CancelCheck) -> str:
        return threading.current_thread().name

    tasks.run(work, lambda name: seen.append((name, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("work")
    assert seen[0][1] == threading.main_thread().name


def test_the_store_keeps_the_order_in_which_it_was_asked(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[int] = []
    for number in range(50):
        tasks.store(lambda n=number: n, seen.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_only_the_newest_of_a_lane_counts(qtbot: QtBot, tasks: Tasks) -> None:
    release, seen = threading.Event(), list[str]()

    def slow(_report: Report, _is_cancelled: CancelCheck) -> str:
        release.wait(5)
        return "old"

    tasks.run(slow, seen.append, lane="results")
    tasks.run(lambda _report, _is_cancelled: "new", seen.append, lane="results")
    qtbot.waitUntil(lambda: bool(seen))
    release.set()
    tasks.run(lambda _report, _is_cancelled: "other", seen.append)
    qtbot.waitUntil(lambda: "other" in seen)
    assert seen == ["new", "other"]


def test_a_cancelled_work_learns_of_it_and_its_result_is_dropped(
    qtbot: QtBot, tasks: Tasks
) -> None:
    begun, stopped, seen = threading.Event(), threading.Event(), list[object]()

    def work(_report: Report, is_cancelled: CancelCheck) -> None:
        begun.set()
        while not is_cancelled():
            pass
        stopped.set()
        raise Cancelled

    job = tasks.run(work, seen.append, failed=seen.append)
    assert begun.wait(5)
    job.cancel()
    assert stopped.wait(5)
    tasks.run(lambda _report, _is_cancelled: "after", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def test_progress_comes_thinned_out_but_always_to_the_end(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[tuple[int, int]] = []
    done: list[None] = []

    def work(report: Report, _is_cancelled: CancelCheck) -> None:
        for number in range(10_001):
            report(number, 10_000)

    tasks.run(work, done.append, on_progress=lambda now, all_: told.append((now, all_)))
    qtbot.waitUntil(lambda: bool(done))
    assert told[-1] == (10_000, 10_000)
    assert len(told) < 1000


def test_a_failure_goes_to_who_asked(qtbot: QtBot, tasks: Tasks) -> None:
    failures: list[Exception] = []

    def work() -> None:
        raise RequestError("no such thing")

    tasks.store(work, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "no such thing"


def test_a_failure_that_nobody_takes_reaches_the_exception_hook(qtbot: QtBot, tasks: Tasks) -> None:
    def work() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        tasks.store(work)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_closing_finishes_the_stores_line_and_lets_no_result_through(qtbot: QtBot) -> None:
    tasks = Tasks()
    written: list[int] = []
    results: list[None] = []
    for number in range(20):
        tasks.store(lambda n=number: written.append(n), results.append)  # type: ignore[misc]
    tasks.close()
    assert written == list(range(20))
    qtbot.wait(0)
    assert results == []
    assert not [t for t in threading.enumerate() if t.name.startswith(("store", "work"))]


def test_no_worker_collects_the_windows_garbage(qtbot: QtBot) -> None:
    assert gc.isenabled()
    one, other = Tasks(), Tasks()
    assert not gc.isenabled()
    one.close()
    assert not gc.isenabled()
    other.close()
    other.close()
    assert gc.isenabled()


def test_threads_hand_over_soon_while_there_are_workers(qtbot: QtBot) -> None:
    usual = sys.getswitchinterval()
    one, other = Tasks(), Tasks()
    assert sys.getswitchinterval() == pytest.approx(SWITCH_S)
    one.close()
    assert sys.getswitchinterval() == pytest.approx(SWITCH_S)
    other.close()
    assert sys.getswitchinterval() == usual


def test_garbage_is_collected_once_the_start_is_over(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks_module, "FIRST_SWEEP_MS", 1)
    monkeypatch.setattr(tasks_module, "SWEEP_MS", 1)
    tasks = Tasks()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    circle = Circle()
    circle.itself = circle
    gone = weakref.ref(circle)
    del circle
    # More than Python itself would let lie.
    kept: list[list[int]] = [[] for _ in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: gone() is None)
    assert kept
    tasks.close()
    assert gc.get_freeze_count() == 0


def test_nothing_is_set_aside_once_it_is_closed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks_module, "FIRST_SWEEP_MS", 20)
    tasks = Tasks()
    tasks.close()
    qtbot.wait(60)
    assert gc.get_freeze_count() == 0


class Circle:
    """Refers to itself, so that only the collector finds it."""

    itself: "Circle"


class Receiver(QObject):
    """Asks in each way in which the program does."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self.seen = seen

    def take(self, result: object) -> None:
        self.objectName()
        self.seen.append(str(result))

    def ask(self, tasks: Tasks, work: Callable[[], str]) -> None:
        def then(result: object) -> None:
            self.take(result)

        tasks.store(work, self.take, failed=self.take)
        tasks.store(work, then, failed=then)
        tasks.store(work, lambda result: then(result), failed=lambda error: then(error))
        tasks.store(work, partial(self.take), failed=partial(self.take))


def refuse() -> str:
    raise RequestError("there is no such thing")


@pytest.mark.parametrize("work", [lambda: "done", refuse])
def test_nothing_is_handed_to_an_object_that_is_gone(
    qtbot: QtBot, tasks: Tasks, work: Callable[[], str]
) -> None:
    # The slot of a deleted page was called, and raised.
    release, seen = threading.Event(), list[str]()
    gone, stays = Receiver(seen), Receiver(seen)
    tasks.store(lambda: release.wait(5))
    gone.ask(tasks, work)
    delete(gone)
    stays.ask(tasks, work)
    release.set()
    qtbot.waitUntil(lambda: len(seen) == 4)
    assert len(set(seen)) == 1


def test_a_mistake_is_raised_even_when_whoever_asked_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    release, gone = threading.Event(), Receiver([])

    def work() -> str:
        release.wait(5)
        raise ZeroDivisionError

    tasks.store(work, gone.take, failed=gone.take)
    delete(gone)
    with qtbot.captureExceptions() as caught:
        release.set()
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_closing_does_not_wait_for_another_machine(qtbot: QtBot) -> None:
    tasks, answered, told = Tasks(), threading.Event(), list[str]()

    def work() -> str:
        assert answered.wait(10)
        return "late"

    tasks.outside(work, told.append)
    begun = time.monotonic()
    tasks.close()
    assert time.monotonic() - begun < 5
    answered.set()
    QApplication.processEvents()
    assert told == []


def test_what_another_machine_answers_comes_to_the_windows_thread(
    qtbot: QtBot, tasks: Tasks
) -> None:
    told: list[object] = []

    def refuse() -> None:
        raise AwayError("it", expected="an answer", found="none", remedy="wait")

    tasks.outside(lambda: "answer", lambda found: told.append((found, threading.current_thread())))
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told == [("answer", threading.main_thread())]
    tasks.outside(refuse, failed=lambda error: told.append(type(error)))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] is AwayError
