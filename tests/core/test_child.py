"""Work in a process of its own: what comes back, and that it really ends."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core import child
from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.errors import DataError, FmnistError
from fmnist_gui.core.progress import Cancelled
from tests.core import errands

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    # Where nobody collects the dead of killed parents, they stay listed.
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def wait_until(holds: Callable[[], bool]) -> None:
    end_s = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end_s, "it never came"
        time.sleep(0.01)


def test_result_and_callbacks_come_back_to_the_calling_thread() -> None:
    numbers = np.arange(300_000, dtype=np.float32)
    reports: list[tuple[int, int]] = []
    parts: list[object] = []
    threads = set()

    def on_part(name: str, part: object) -> None:
        threads.add(threading.current_thread())
        parts.append((name, part))

    result = run_in_child(
        errands.doubled, numbers, report=lambda *given: reports.append(given), on_part=on_part
    )

    np.testing.assert_array_equal(result, numbers * 2)
    assert parts == [("first", np.zeros(1))]
    assert threads == {threading.current_thread()}
    assert reports[-1] == (300_000, 300_000)
    # 300,000 messages would keep both busy with nothing else.
    assert len(reports) < 1000


def test_the_child_is_another_process_with_one_thread_and_low_priority() -> None:
    seen = run_in_child(errands.surroundings)
    assert seen["process"] != os.getpid()
    assert not is_alive(int(str(seen["process"])))
    assert seen["threads"] == "1"
    assert int(str(seen["niceness"])) == 19


def test_nothing_is_a_result() -> None:
    finished = [run_in_child(work) for work in (errands.nothing,)]
    assert finished == [None]


def test_it_can_be_asked_from_a_worker_thread() -> None:
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(run_in_child, errands.surroundings) for _ in range(2)]
        assert len({seen.result()["process"] for seen in asked}) == 2


def test_an_error_of_core_comes_back_as_it_was() -> None:
    with pytest.raises(DataError) as caught:
        run_in_child(errands.refuse)
    assert str(caught.value) == "a.csv: expected two, found one; choose another"


def test_a_bug_comes_back_with_the_traceback_of_the_child() -> None:
    with pytest.raises(KeyError, match="a bug") as caught:
        run_in_child(errands.stumble)
    assert "in stumble" in "".join(caught.value.__notes__)


def test_an_error_that_cannot_be_pickled_comes_back_as_text() -> None:
    with pytest.raises(RuntimeError, match="Knot"):
        run_in_child(errands.tie)


def test_what_cannot_be_pickled_is_refused_here() -> None:
    with pytest.raises(Exception, match=r"pickle|local object"):
        run_in_child(lambda *, report, is_cancelled: None)
    assert not [t for t in threading.enumerate() if t.name == "child"]


@posix_only
def test_a_child_killed_from_outside_is_said_in_one_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, child.__name__), pytest.raises(FmnistError) as caught:
        run_in_child(errands.vanish, what="Counting sheep")
    assert str(caught.value) == (
        "Counting sheep: expected a result, found that its process was ended from outside; close "
        "other programs if memory is short, and start it again"
    )
    # What only helps whoever looks for the cause is in the log.
    assert "SIGKILL" in caplog.text
    assert "last words" in caplog.text


def test_a_child_short_of_memory_is_said_in_one_sentence() -> None:
    with pytest.raises(FmnistError, match="Counting sheep: expected enough memory, found too lit"):
        run_in_child(errands.hoard, what="Counting sheep")


@pytest.mark.parametrize("stopped", [False, True], ids=["sleeping", "deaf to SIGTERM"])
@posix_only
def test_cancelling_ends_the_child_whatever_it_does(tmp_path: Path, stopped: bool) -> None:
    noted = tmp_path / "process"
    asked_s: list[float] = []

    def is_cancelled() -> bool:
        if not noted.exists():
            return False
        if stopped and not asked_s:
            process = int(noted.read_text())
            os.kill(process, signal.SIGSTOP)
            # Until it has stopped it could still heed the SIGTERM that follows.
            os.waitpid(process, os.WUNTRACED)
        asked_s.append(time.monotonic())
        return True

    with pytest.raises(Cancelled):
        run_in_child(errands.linger, noted, is_cancelled=is_cancelled)

    assert time.monotonic() - asked_s[0] < child.TERMINATE_WITHIN_S + 5
    assert not is_alive(int(noted.read_text()))


def test_nothing_is_started_for_what_nobody_wants(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run_in_child(errands.linger, tmp_path / "process", is_cancelled=lambda: True)
    assert not (tmp_path / "process").exists()


@posix_only
def test_an_error_in_a_callback_ends_the_child(tmp_path: Path) -> None:
    def report(_done: int, _total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_in_child(errands.linger, tmp_path / "process", report=report)
    assert not is_alive(int((tmp_path / "process").read_text()))


@posix_only
def test_no_child_is_left_when_the_program_is_killed(tmp_path: Path) -> None:
    noted = tmp_path / "process"
    code = (
        "import sys; from pathlib import Path; from tests.core import errands\n"
        "from fmnist_gui.core.child import run_in_child\n"
        "run_in_child(errands.linger, Path(sys.argv[1]))\n"
    )
    program = subprocess.Popen([sys.executable, "-c", code, noted], cwd=ROOT)
    wait_until(noted.exists)
    grandchild = int(noted.read_text())
    assert is_alive(grandchild)

    program.kill()
    program.wait()

    wait_until(lambda: not is_alive(grandchild))
