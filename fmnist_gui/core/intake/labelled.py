"""One label that a file tells of, with all that the file may say about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.exchange.vote import Vote

MOST_S = 1e9
"""No answer takes thirty years; a file that says so does not know."""


CHECK, UNANSWERED = "attention_check", "no_answer"
NO_LABELS = {
    CHECK: ("attention check", "attention checks"),
    UNANSWERED: ("trial without an answer", "trials without an answer"),
}
"""What a row may be that is no label though nothing is wrong with it; one of them, and several."""


class NoLabelError(RowError):
    """A row that is one of :data:`NO_LABELS`, by its key."""


@dataclass(frozen=True)
class Labelled:
    """A vote, how long it took, 0 for unknown, and when it was given, None for unknown.

    Its class may be :data:`fmnist_gui.core.session.record.CANNOT_TELL`, of which ``reason`` says
    why. ``note`` holds the person's own words.
    """

    vote: Vote
    response_s: float = 0.0
    answered_at: datetime | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Given:
    """The labels of a file one by one, with their lines, or whatever the ``unit`` is.

    ``told`` is how it was read.
    """

    rows: Iterator[tuple[int, Labelled | RowError]]
    told: str = ""
    unit: str = "line"


def no_labels(counts: Mapping[str, int]) -> str:
    """Return "4 attention checks and 1 trial without an answer"."""
    return listed([f"{n:,} {NO_LABELS[key][n != 1]}" for key, n in sorted(counts.items())])


def seconds(value: float | None) -> float:
    """Return how long an answer took, 0 for what can be no such time."""
    return value if value is not None and 0 < value < MOST_S else 0.0
