"""Runs one long function of core in a process of its own, so that the window stays quick.

A thread of the window would share its interpreter lock; a process at low priority and with one
thread of its own does not. It is a fresh interpreter, not a fork, which would copy the locks of
threads that do not exist in it.
"""

import logging
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

from fmnist_gui.core.errand import Call, Errand, Failure, Result, failure_of
from fmnist_gui.core.errors import FmnistError, MismatchError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

log = logging.getLogger(__name__)

T = TypeVar("T")
Process = subprocess.Popen[bytes]
Messages = queue.SimpleQueue[Call | Result | Failure | None]
"""What the child says; None once it says nothing more."""

LOOK_EVERY_S = 0.05
"""How often the parent asks whether the work is still wanted."""

TERMINATE_WITHIN_S = 1.0
COMPLAINTS_BYTES = 4000
REMEDY = "close other programs if memory is short, and start it again"

ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMBA_NUM_THREADS",
    ),
    "1",
)

# The paths are those of the parent, so that the child finds the same package wherever it lies.
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; from fmnist_gui.core import errand; errand.serve()"
)


def run_in_child(
    function: Callable[..., T],
    *arguments: Any,
    what: str = "The work in the background",
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
    **callbacks: Callable[..., object],
) -> T:
    """Return ``function(*arguments, report=..., is_cancelled=..., **callbacks)``, run in a child.

    The function stands at the top of a module; it, its arguments and its result are pickled.
    `report` and the other callbacks are called here, on the calling thread, with what the function
    hands them there; it does not wait for them, and what they return is lost.

    Once `is_cancelled` says so the child is ended, whatever it does, and Cancelled is raised. What
    the function raises is raised here. Raises FmnistError, which calls the work `what`, when memory
    was short or somebody else ended the child. The child does not outlive this process, however
    that ends.
    """
    if is_cancelled():
        raise Cancelled
    calls: dict[str, Callable[..., object]] = {**callbacks, "report": report}
    messages: Messages = queue.SimpleQueue()
    work = Errand(function, arguments, tuple(calls))
    with TemporaryFile() as complaints:
        process = _started(complaints)
        # A daemon, so that a program that is ending never waits for it.
        talk = threading.Thread(target=_talk, args=(process, work, messages), daemon=True)
        talk.start()
        try:
            result = _awaited(messages, calls, is_cancelled=is_cancelled)
            if result is None:
                raise _ended(process, what, complaints=complaints)
        except MemoryError as error:
            raise MismatchError(
                what, expected="enough memory", found="too little", remedy=REMEDY
            ) from error
        finally:
            _end(process, talk)
    value: T = result.value
    return value


def _started(complaints: IO[bytes]) -> Process:
    """Return a child that waits for its errand; `complaints` gets its standard error."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        [sys.executable, "-c", _START, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env={**os.environ, **ONE_THREAD},
        creationflags=flags,
    )


def _talk(process: Process, work: Errand, messages: Messages) -> None:
    """Hand the child its errand and queue what it says; a thread, since either may block."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump(work, process.stdin, protocol=5)
        process.stdin.flush()
        while True:
            messages.put(pickle.load(process.stdout))
    except (OSError, EOFError, pickle.UnpicklingError):
        # The child is gone, now and then in the middle of a word.
        messages.put(None)
    except Exception as error:  # noqa: BLE001 - it is raised on the thread that asked
        messages.put(failure_of(error))


def _awaited(
    messages: Messages, calls: dict[str, Callable[..., object]], *, is_cancelled: CancelCheck
) -> Result | None:
    """Return the result, None when the child ended without one; make its calls meanwhile."""
    while True:
        if is_cancelled():
            raise Cancelled
        try:
            message = messages.get(timeout=LOOK_EVERY_S)
        except queue.Empty:
            continue
        if isinstance(message, Failure):
            raise message.error()
        if not isinstance(message, Call):
            return message
        calls[message.name](*message.arguments)


def _ended(process: Process, what: str, *, complaints: IO[bytes]) -> FmnistError:
    """Return the sentence about a child that ended without a result; log what it said last."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(TERMINATE_WITHIN_S)
    status = process.returncode
    cause, found = f"with status {status}", "none"
    if status is not None and status < 0:
        found = "that its process was ended from outside"
        with suppress(ValueError):
            cause = f"by {signal.Signals(-status).name}"
    complaints.seek(0)
    text = complaints.read().decode("utf-8", "replace")[-COMPLAINTS_BYTES:]
    log.error("the process for %r ended %s: %s", what, cause, text)
    return MismatchError(
        what,
        expected="a result",
        found=found,
        remedy=REMEDY,
    )


def _end(process: Process, talk: threading.Thread) -> None:
    """End the child if it still runs, and the thread with it."""
    process.terminate()
    try:
        process.wait(TERMINATE_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    talk.join()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        # What the child did not read any more is still in the buffer.
        with suppress(OSError):
            pipe.close()
