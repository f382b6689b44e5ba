"""Seats a panel: its deck is drawn around what all its members have met."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import Pool, deck_for
from fmnist_gui.core.session.panel import Panel, check_members
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import matching_split


def seat_panel(
    store: LabelStore,
    dataset: Dataset,
    protocol: Protocol,
    *,
    members: Sequence[str],
    seed: int,
    now: datetime,
    deck: Deck | None = None,
) -> Panel:
    """Store who is to answer `deck`, or one drawn by `seed`, and return the panel.

    The same people over the same deck are the panel that is there already. What members have met
    elsewhere than here nobody knows; the sessions mark it. Raises RequestError for names that do
    not make a panel, DeckError for a deck that cannot be drawn or is of other data, or is one
    person's order already.
    """
    names = check_members(members)
    if deck is None:
        deck = _drawn(store, dataset, protocol, members=names, seed=seed)
    matching_split(dataset, deck)
    if deck.base:
        raise DeckError(
            f"deck {deck.code}",
            expected="the deck that all people of a panel share",
            found="the order of one of them",
            remedy="ask for the deck that was saved when the panel was made",
        )
    for panel in store.panels():
        if panel.deck.sha256 == deck.sha256 and sorted(panel.members) == sorted(names):
            return panel
    panel = Panel(uuid4(), deck, names, now)
    store.keep_panel(panel)
    return panel


def _drawn(
    store: LabelStore, dataset: Dataset, protocol: Protocol, *, members: Sequence[str], seed: int
) -> Deck:
    split = dataset.splits.get(protocol.split)
    if split is None:
        raise DeckError(
            dataset.title,
            expected=f"a {protocol.split} split for {protocol.title}",
            found=" and ".join(dataset.splits) or "nothing",
            remedy=f"open a folder that holds the {protocol.split} files too",
        )
    people = [person for person in store.annotators() if person.name in members]
    met: set[int] = set()
    for person in people:
        met |= store.met(person, split.fingerprint) | store.waiting(person, split.fingerprint)
    return deck_for(protocol, Pool(split, met=met), seed=seed)
