"""One turn of an exchange: what waits is packed, given to the server, and what came is taken in.

The first and the last step take a store and the one between a server, so that whoever must not
wait for a network lets each run where it belongs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.study.news import counted, told
from fmnist_gui.core.study.note_content import Note
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.merge import Merged
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.deliver import deliver
from fmnist_gui.store.server.dispatch import Dispatch
from fmnist_gui.store.server.fetch import Arrival, fetch, is_same
from fmnist_gui.store.server.outbox import (
    Waiting,
    known_dispatch,
    next_parcel,
    note_sent,
    waiting,
)
from fmnist_gui.store.server.parcel import Parcel
from fmnist_gui.store.server.receive import begin_anew, take


@dataclass(frozen=True)
class Packed:
    """How far a study has gone to a server, and what is to be sent next, if anything."""

    dispatch: Dispatch
    parcel: Parcel | None


@dataclass(frozen=True)
class Exchanged:
    """What came of it: the parcel is there as the delivery of that ``number``, or others' came.

    A server that ``is_new`` has lost what it had, or never had it: everything is sent again.
    """

    packed: Packed
    is_new: bool = False
    number: int = 0
    arrival: Arrival | None = None

    @property
    def is_over(self) -> bool:
        """Whether there was nothing to send and nothing to fetch."""
        return not (self.is_new or self.number or self.arrival)


@dataclass(frozen=True)
class Synced:
    """What an exchange came to: answers sent, what was taken in, and what still waits.

    ``refused`` has a sentence for each thing on the server that was left out; ``told`` is what
    happened to the study that was sent, ``news`` what was not known here.
    """

    sent: int
    merged: Merged
    waiting: Waiting
    refused: tuple[str, ...] = ()
    told: tuple[Note, ...] = ()
    news: tuple[Note, ...] = ()

    def __add__(self, later: "Synced") -> "Synced":
        """Return both together; what waits is what waits after the later one."""
        return Synced(
            self.sent + later.sent,
            self.merged + later.merged,
            later.waiting,
            self.refused + later.refused,
            self.told + later.told,
            self.news + later.news,
        )

    @property
    def sentence(self) -> str:
        """All of it in words."""
        sent = listed([_answers(self.sent), *counted(self.told)])
        came = _answers(self.merged.answers)
        news = f"; received: {', '.join(told(self.news))}" if self.news else ""
        return f"{sent} sent, {came} of others taken in{news}. {self.waiting.sentence}"


def pack(store: LabelStore, study: str, server: str) -> Packed:
    """Return what is to be sent next. Raises RequestError for a study that is not shared there."""
    with store.database.reading() as connection:
        dispatch = known_dispatch(connection, study, server)
    return Packed(dispatch, next_parcel(store, study, server))


def exchange(server: Server, packed: Packed, *, splits: Iterable[Split] = ()) -> Exchanged:
    """Give the server what was packed; once nothing waits any more, fetch what others sent."""
    if not is_same(server, packed.dispatch):
        return Exchanged(packed, is_new=True)
    if packed.parcel is not None:
        return Exchanged(packed, number=deliver(server, packed.parcel))
    return Exchanged(packed, arrival=fetch(server, packed.dispatch, splits=splits))


def unpack(store: LabelStore, exchanged: Exchanged, *, here: str = "") -> Synced:
    """Store what came of an exchange; of `here` see :func:`.receive.take`."""
    study, place = exchanged.packed.dispatch.study, exchanged.packed.dispatch.server
    parcel, arrival = exchanged.packed.parcel, exchanged.arrival
    sent, merged = 0, Merged()
    refused, given, news = tuple[str, ...](), tuple[Note, ...](), tuple[Note, ...]()
    if exchanged.is_new:
        begin_anew(store, study, place)
    elif arrival is not None:
        merged, news = take(store, study, place, arrival, here=here)
        refused = arrival.refused
    elif parcel is not None:
        note_sent(store, place, parcel, exchanged.number)
        sent, given = parcel.answers, parcel.notes
    return Synced(sent, merged, waiting(store, study, place), refused, given, news)


def _answers(count: int) -> str:
    return f"{count:,} answer" if count == 1 else f"{count:,} answers"
