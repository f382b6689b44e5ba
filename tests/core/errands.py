"""What children are asked to do in tests: plain functions at the top of a module."""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.review.difficulty import Difficulty

Show = Callable[..., object]


def doubled(
    numbers: NDArray[np.float32], *, report: Report, is_cancelled: CancelCheck, on_part: Show
) -> NDArray[np.float32]:
    """Return twice the numbers; tell of the first and of the last."""
    assert not is_cancelled()
    sys.stdout.write("what a library prints\n")
    for done in range(len(numbers)):
        report(done + 1, len(numbers))
    on_part("first", numbers[:1])
    return numbers * 2


def surroundings(*, report: Report, is_cancelled: CancelCheck) -> dict[str, object]:
    """Return what the child sees of itself."""
    return {
        "process": os.getpid(),
        "niceness": os.nice(0) if sys.platform != "win32" else 10,
        "threads": os.environ["OPENBLAS_NUM_THREADS"],
    }


def nothing(*, report: Report, is_cancelled: CancelCheck) -> None:
    """Return nothing, which is a result too."""


def refuse(*, report: Report, is_cancelled: CancelCheck) -> None:
    """Refuse as core does."""
    raise DataError("a.csv", expected="two", found="one", remedy="choose another")


def stumble(*, report: Report, is_cancelled: CancelCheck) -> None:
    """Be wrong."""
    raise KeyError("a bug")


class Knot(Exception):  # noqa: N818 - the name says it
    """Cannot be pickled."""

    def __init__(self) -> None:
        super().__init__(lambda: None)


def tie(*, report: Report, is_cancelled: CancelCheck) -> None:
    """Raise what cannot be pickled."""
    raise Knot


def vanish(*, report: Report, is_cancelled: CancelCheck) -> None:
    """End without a word, as if killed."""
    sys.stderr.write("last words\n")
    sys.stderr.flush()
    os.kill(os.getpid(), 9)


def linger(noted: Path, *, report: Report, is_cancelled: CancelCheck) -> None:
    """Note the process and never come to an end."""
    part = noted.with_suffix(".part")
    part.write_text(str(os.getpid()))
    part.rename(noted)
    report(1, 2)
    while True:
        time.sleep(60)


def hoard(*, report: Report, is_cancelled: CancelCheck) -> None:
    """Want more memory than there is in the world."""
    np.empty(1 << 60, dtype=np.uint8)


def perish(*_given: object, **_callbacks: object) -> None:
    """End as if killed, whatever was asked."""
    os.kill(os.getpid(), 9)


def interrupt(*_given: object, **_callbacks: object) -> None:
    """Let somebody press Ctrl-C at the parent, and go on."""
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(60)


def guess(
    splits: Mapping[str, tuple[NDArray[np.uint8], NDArray[np.uint8]]],
    classes: int,
    **_callbacks: object,
) -> Difficulty:
    """Score images without looking at them, in no time."""
    probs = {
        name: np.full((len(labels), classes), 1 / classes, dtype=np.float32)
        for name, (_, labels) in splits.items()
    }
    return Difficulty("a guess", probs, 1 / classes)
