"""What a process and its child say to each other, and the child's side of it.

Both speak in pickles through the child's standard input and output, which nobody else can write
to: nothing that comes from a file or a network is ever read this way.
"""

import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from fmnist_gui.core.progress import Report, never

REPORT_EVERY_S = 0.05
NICENESS = 19
"""The lowest priority there is: whoever answers images meanwhile shall not notice."""


@dataclass(frozen=True)
class Errand:
    """What the child is to do: ``function(*arguments, **callbacks)``, the callbacks by name."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    callbacks: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """The function called one of its callbacks."""

    name: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Result:
    """What the function returned."""

    value: Any


@dataclass(frozen=True)
class Failure:
    """What the function raised, in parts: not every exception can be pickled and made again."""

    kind: type[Exception]
    arguments: tuple[Any, ...]
    state: dict[str, Any]
    trace: str

    def error(self) -> Exception:
        """Return the exception as it was, with the traceback of the child as a note."""
        error = self.kind.__new__(self.kind, *self.arguments)
        error.__dict__.update(self.state)
        error.add_note(f"In the child process:\n{self.trace}")
        return error


def failure_of(error: Exception) -> Failure:
    """Return what to say about `error`."""
    trace = "".join(traceback.format_exception(error))
    return Failure(type(error), error.args, dict(error.__dict__), trace)


def serve() -> None:
    """Be the child: read the errand from standard input, do it, say how it went."""
    if sys.platform != "win32":
        os.nice(NICENESS)
    # Ctrl-C in the terminal reaches both, and it is the parent that decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as sink:
        # What libraries print must not stand among the messages.
        os.dup2(2, 1)
        try:
            with open(0, "rb", closefd=False) as source:
                errand: Errand = pickle.load(source)
            threading.Thread(target=_die_with_parent, daemon=True).start()
            answer = pickle.dumps(Result(_done(errand, sink)), protocol=5)
        except Exception as error:  # noqa: BLE001 - it is raised again in the parent
            answer = _packed(failure_of(error))
        sink.write(answer)


def _die_with_parent() -> None:
    """End this process once the parent's end of the pipe is closed, whatever is under way."""
    while os.read(0, 1):
        pass
    os._exit(1)


def _done(errand: Errand, sink: IO[bytes]) -> Any:
    def caller(name: str) -> Callable[..., None]:
        def call(*arguments: Any) -> None:
            pickle.dump(Call(name, arguments), sink, protocol=5)
            sink.flush()

        return call

    callbacks = {name: caller(name) for name in errand.callbacks}
    callbacks["report"] = _seldom(callbacks["report"])
    return errand.function(*errand.arguments, is_cancelled=never, **callbacks)


def _seldom(report: Report) -> Report:
    """Return a report that passes on no more than a person can see, and always the last."""
    last_s = 0.0

    def report_seldom(done: int, total: int) -> None:
        nonlocal last_s
        now_s = time.monotonic()
        if now_s - last_s >= REPORT_EVERY_S or done == total:
            last_s = now_s
            report(done, total)

    return report_seldom


def _packed(failure: Failure) -> bytes:
    try:
        return pickle.dumps(failure, protocol=5)
    except Exception:  # noqa: BLE001 - an exception may hold anything; its text is enough
        return pickle.dumps(Failure(RuntimeError, (failure.trace,), {}, failure.trace), protocol=5)
