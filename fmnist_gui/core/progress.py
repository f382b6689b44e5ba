"""How long work reports how far it is and learns that nobody wants it any more."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_STEP = 1024

Report = Callable[[int, int], None]
"""Called with (done, total), in units of the work; total 0 means not known yet."""

CancelCheck = Callable[[], bool]
"""True once the work should stop."""


class Cancelled(Exception):  # noqa: N818 - a wish that was met, not an error
    """The work stopped because it was asked to; nothing half done is left."""


def ignore(_done: int, _total: int) -> None:
    """Report to nobody."""


def never() -> bool:
    """Do not cancel."""
    return False


def watched(rows: Sequence[T], report: Report, is_cancelled: CancelCheck) -> Iterator[T]:
    """Give the rows, and report after some of them how many were given. Raises Cancelled."""
    for number, row in enumerate(rows):
        if number % _STEP == 0:
            if is_cancelled():
                raise Cancelled
            report(number, len(rows))
        yield row
    report(len(rows), len(rows))
