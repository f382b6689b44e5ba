"""Several people who answer the same deck, each in an order of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.name import checked_name
from fmnist_gui.core.session.preset import CUSTOM
from fmnist_gui.core.session.protocol import Protocol
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

    @property
    def is_complete(self) -> bool:
        """Whether this member has answered everything."""
        return self.session is not None and self.session.state == "complete"


@dataclass(frozen=True)
class PanelProgress:
    """How far a panel is; ``others`` are people who answer its deck and are none of it."""

    panel: Panel
    seats: tuple[Seat, ...]
    others: tuple[str, ...] = ()

    @property
    def size_px(self) -> int:
        """The side of the images that the first person saw, in physical pixels; 0 before."""
        begun = [seat.session for seat in self.seats if seat.session is not None]
        return min(begun, key=lambda session: session.started_at).size_px if begun else 0

    @property
    def answered(self) -> int:
        """How many labels there are."""
        return sum(seat.answered for seat in self.seats)

    @property
    def planned(self) -> int:
        """How many labels are wanted: one for each image by each member."""
        return len(self.seats) * len(self.panel.deck.indices)

    @property
    def is_complete(self) -> bool:
        """Whether every member has answered everything."""
        return all(seat.is_complete for seat in self.seats)


def panel_rules(count: int, split: str = "test") -> Protocol:
    """Return the rules of a panel over `count` images of `split` that are drawn for it."""
    return Protocol(
        CUSTOM,
        f"Panel of {SIZE}",
        f"{SIZE} people, the same images, each in an order of their own.",
        split,
        count,
        is_scored=True,
        is_panel=True,
    )


def check_members(names: Sequence[str], *, size: int = SIZE) -> tuple[str, ...]:
    """Return the names of a panel as the store knows people by them.

    Raises RequestError when one is empty or stands twice, there are not `size` of them, or one is
    no name that an annotator can have.
    """
    if len(names) != size or not all(name.strip() for name in names):
        raise RequestError(f"a panel needs the names of {size} people")
    found = tuple(checked_name(name) for name in names)
    if len({name.casefold() for name in found}) != size:
        raise RequestError("two people of the panel have the same name; tell them apart")
    return found


def seats(panel: Panel, sessions: Iterable[SessionSummary]) -> tuple[Seat, ...]:
    """Return how far each member is, in the order of the panel.

    Of several sessions of one member the first one begun counts, so that nobody can choose the
    best, unless it was ended before the first answer; sessions over another deck count for nobody.
    """
    of_deck = sorted(
        (s for s in sessions if s.panel == panel.deck.sha256 and (s.answered or not s.is_finished)),
        key=lambda s: s.started_at,
    )
    first = {s.annotator.name: s for s in reversed(of_deck)}
    return tuple(Seat(name, first.get(name)) for name in panel.members)


def progress_of(panel: Panel, sessions: Iterable[SessionSummary]) -> PanelProgress:
    """Return how far `panel` is by these sessions; simulated people count as others do."""
    known = tuple(sessions)
    names = (s.annotator.name for s in known if s.panel == panel.deck.sha256)
    others = dict.fromkeys(name for name in names if name not in panel.members)
    return PanelProgress(panel, seats(panel, known), tuple(others))
