"""The rules of a session, and the presets that people choose from."""

from dataclasses import dataclass

from fmnist_gui.core.errors import RequestError

VERDICT_MINIMUM = 200
"""Below this number of scored trials no verdict is given (STATISTICS: "too few")."""

IDLE_S = 30.0
"""A trial that took longer is flagged as idle."""

PRACTICE_COUNT = 1000
"""Images drawn for a session without a planned number; few people practise longer."""


@dataclass(frozen=True)
class Protocol:
    """One set of rules; ``count`` None means that the person stops when they like."""

    key: str
    title: str
    summary: str
    split: str
    count: int | None
    has_feedback: bool
    is_scored: bool
    break_every: int = 100

    @property
    def gives_verdict(self) -> bool:
        """Whether the planned number of trials carries a comparison."""
        return self.is_scored and self.count is not None and self.count >= VERDICT_MINIMUM

    @property
    def enters_accuracy(self) -> bool:
        """Whether answers may enter an accuracy: never in practice, never with feedback."""
        return self.is_scored and not self.has_feedback

    def length(self, available: int) -> int:
        """Return how many of `available` images a deck holds unless somebody asks for others."""
        return self.count or min(PRACTICE_COUNT, available)


PRESETS: tuple[Protocol, ...] = (
    Protocol(
        "practice",
        "Practice",
        "Train images, the file's label after each answer. Never scored.",
        "train",
        None,
        has_feedback=True,
        is_scored=False,
    ),
    Protocol(
        "quick-20",
        "Quick 20",
        "A first impression in a minute. The interval will be wide.",
        "test",
        20,
        has_feedback=False,
        is_scored=True,
    ),
    Protocol(
        "standard-100",
        "Standard 100",
        "Five minutes, an interval of about ±8 points. No verdict.",
        "test",
        100,
        has_feedback=False,
        is_scored=True,
    ),
    Protocol(
        "solo-200",
        "Solo 200",
        "Ten minutes. On Fashion-MNIST enough for a verdict at the end.",
        "test",
        200,
        has_feedback=False,
        is_scored=True,
    ),
)


def rules(key: str) -> Protocol | None:
    """Return the protocol called `key`, None when this program does not know it."""
    return next((protocol for protocol in PRESETS if protocol.key == key), None)


def enters_accuracy(key: str) -> bool:
    """Return whether answers under the protocol called `key` may enter an accuracy.

    Never under one that this program does not know: nothing can be claimed by rules that nobody
    here can read.
    """
    protocol = rules(key)
    return protocol is not None and protocol.enters_accuracy


def planned(key: str, deck_length: int) -> int | None:
    """Return how many trials a session is to have, None for a protocol without an end."""
    protocol = rules(key)
    return None if protocol is not None and protocol.count is None else deck_length


def preset(name: str) -> Protocol:
    """Return the preset called `name` by key or title; case, spaces and hyphens do not matter.

    A beginning that fits only one preset is enough. Raises RequestError otherwise.
    """
    wanted = _plain(name)
    exact = [p for p in PRESETS if wanted in (_plain(p.key), _plain(p.title))]
    found = exact or [p for p in PRESETS if wanted and _plain(p.key).startswith(wanted)]
    if len(found) != 1:
        keys = ", ".join(p.key for p in PRESETS)
        raise RequestError(f"there is no preset called {name!r}; choose one of {keys}")
    return found[0]


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
