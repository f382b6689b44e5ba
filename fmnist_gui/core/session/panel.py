"""Several people who answer the same deck, each in an order of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.summary import SessionSummary

SIZE = 3
"""The published figure is the majority of three people."""


@dataclass(frozen=True)
class Panel:
    """Who is to answer ``deck``; ``members`` are names.

    The members may sit at several machines: their sessions are known by the deck's hash, which
    each one's own order refers to.
    """

    id: UUID
    deck: Deck
    members: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Seat:
    """How far one member is; ``session`` is the one that counts, None before it is begun."""

    name: str
    session: SessionSummary | None

    @property
    def answered(self) -> int:
        """How many images this member has answered."""
        return self.session.answered if self.session else 0


def check_members(names: Sequence[str], *, size: int = SIZE) -> tuple[str, ...]:
    """Return the names of a panel without surrounding spaces.

    Raises RequestError when one is empty or stands twice, or there are not `size` of them.
    """
    found = tuple(" ".join(name.split()) for name in names)
    if len(found) != size or not all(found):
        raise RequestError(f"a panel needs the names of {size} people")
    if len({name.casefold() for name in found}) != size:
        raise RequestError("two people of the panel have the same name; tell them apart")
    return found


def seats(panel: Panel, sessions: Iterable[SessionSummary]) -> tuple[Seat, ...]:
    """Return how far each member is, in the order of the panel.

    Of several sessions of one member the first one begun counts, so that nobody can choose the
    best; sessions over another deck count for nobody.
    """
    of_deck = sorted(
        (s for s in sessions if s.panel == panel.deck.sha256), key=lambda s: s.started_at
    )
    first = {s.annotator.name: s for s in reversed(of_deck)}
    return tuple(Seat(name, first.get(name)) for name in panel.members)
