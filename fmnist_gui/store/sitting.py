"""Begins and reopens sessions: the deck is drawn around what the person has already seen."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.session.deck import Deck, deck_for
from fmnist_gui.core.session.protocol import PRACTICE_COUNT as PRACTICE_COUNT
from fmnist_gui.core.session.protocol import Protocol, rules
from fmnist_gui.core.session.record import Presentation, SessionRecord
from fmnist_gui.core.session.session import Session
from fmnist_gui.store.label_store import LabelStore


@dataclass(frozen=True)
class Start:
    """What a person chose before a session; ``deck`` None means that one is drawn."""

    protocol: Protocol
    annotator: str
    seed: int
    app_version: str
    presentation: Presentation = field(default_factory=Presentation)
    count: int | None = None
    deck: Deck | None = None
    is_simulated: bool = False


def begin(store: LabelStore, dataset: Dataset, start: Start, *, now: datetime) -> Session:
    """Draw the deck, store it with the session's header, and return the session.

    Scored decks leave out every image that the person has answered before, has been shown the
    label of, or will meet when resuming another session; a given deck may hold such images, and
    the session marks the answers to those met. Raises DeckError when too few images are left or
    the deck is of other data, and RequestError for a name that nobody can have.
    """
    split = _split(dataset, start)
    annotator = store.annotator(start.annotator)
    met = store.met(annotator, split.fingerprint) if start.protocol.is_scored else frozenset()
    deck = start.deck or deck_for(
        start.protocol,
        split,
        seed=start.seed,
        count=start.count,
        met=met,
        waiting=store.waiting(annotator, split.fingerprint),
    )
    record = SessionRecord(
        id=uuid4(),
        annotator=annotator,
        deck=deck,
        protocol=start.protocol.key,
        class_names=dataset.class_names,
        data_identity=dataset.identity,
        started_at=now,
        app_version=start.app_version,
        presentation=start.presentation,
        is_simulated=start.is_simulated,
    )
    store.begin(record)
    # Who is simulated learns nothing from a label, and the same seed gives the same again.
    return Session(record, split.labels, seen=frozenset() if record.is_simulated else met)


def reopen(store: LabelStore, dataset: Dataset, session_id: UUID, *, now: datetime) -> Session:
    """Return a session that was left or cut short, standing at its next unanswered image.

    Raises RequestError for an unknown or finished session, DeckError when the open data is not
    what its deck was drawn from.
    """
    history = store.history(session_id)
    split = matching_split(dataset, history.record.deck)
    session = Session(
        history.record,
        split.labels,
        entries=history.entries,
        seen=_met_elsewhere(store, history.record),
    )
    event = session.reopen(now)
    if event is None:
        raise RequestError(f"session {str(session_id)[:8]} is finished and cannot be resumed")
    store.append(event)
    return session


def _met_elsewhere(store: LabelStore, record: SessionRecord) -> frozenset[int]:
    protocol = rules(record.protocol)
    if record.is_simulated or (protocol is not None and not protocol.is_scored):
        return frozenset()
    return store.met(record.annotator, record.deck.fingerprint, except_session=record.id)


def matching_split(dataset: Dataset, deck: Deck) -> Split:
    """Return the split that `deck` was drawn from.

    Raises DeckError when it is not there, and for a deck that names images it does not have.
    """
    split = dataset.splits.get(deck.split)
    if split is None or split.fingerprint != deck.fingerprint:
        raise DeckError(
            f"deck {deck.code}",
            expected=f"{deck.split} images with fingerprint {deck.fingerprint[:16]}",
            found=f"{dataset.title} with {split.fingerprint[:16] if split else 'no such split'}",
            remedy="open the data set that the deck was drawn from",
        )
    if max(deck.indices) >= len(split):
        raise DeckError(
            f"deck {deck.code}",
            expected=f"images 0 to {len(split) - 1} of {split.name}",
            found=f"image {max(deck.indices)}",
            remedy="draw the deck anew",
        )
    return split


def _split(dataset: Dataset, start: Start) -> Split:
    if start.deck is not None:
        return matching_split(dataset, start.deck)
    name = start.protocol.split
    if name not in dataset.splits:
        raise DeckError(
            dataset.title,
            expected=f"a {name} split for {start.protocol.title}",
            found=" and ".join(dataset.splits) or "nothing",
            remedy=f"open a folder that holds the {name} files too",
        )
    return dataset.splits[name]
