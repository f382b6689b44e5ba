"""Begins and reopens sessions: the deck is drawn around what the person has already seen."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

import numpy as np

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.deck_content import check
from fmnist_gui.core.session.drawing import Pool, deck_for, reordered
from fmnist_gui.core.session.drill import drill_weights
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Annotator, Equipment, Presentation, SessionRecord
from fmnist_gui.core.session.sampling import Weights
from fmnist_gui.core.session.session import Session
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.study_sitting import check_may_go_on


@dataclass(frozen=True)
class Start:
    """What a person chose before a session; ``deck`` None means that one is drawn.

    ``only`` restricts a drawn deck to some images, and ``source`` says in words which. ``day`` is
    that of a daily deck, which needs one.
    """

    protocol: Protocol
    annotator: str
    seed: int
    app_version: str
    presentation: Presentation = field(default_factory=Presentation)
    count: int | None = None
    deck: Deck | None = None
    is_simulated: bool = False
    equipment: Equipment = field(default_factory=Equipment)
    only: tuple[int, ...] | None = None
    source: str = ""
    day: date | None = None


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
    deck = start.deck or _drawn(store, dataset, start, annotator=annotator, met=met)
    if start.protocol.is_panel and not deck.base:
        deck = reordered(deck, annotator.id)
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
        equipment=start.equipment,
    )
    store.begin(record)
    # Who is simulated learns nothing from a label, and the same seed gives the same again.
    return Session(
        record,
        split.labels,
        seen=frozenset() if record.is_simulated else met,
        images=split.images,
        checks=checks_of(dataset, deck),
    )


def draw_deck(store: LabelStore, dataset: Dataset, start: Start) -> Deck:
    """Return the deck that :func:`begin` would draw, without beginning anything.

    Raises what that raises.
    """
    split = _split(dataset, start)
    annotator = store.annotator(start.annotator)
    met = store.met(annotator, split.fingerprint) if start.protocol.is_scored else frozenset()
    return _drawn(store, dataset, start, annotator=annotator, met=met)


def reopen(store: LabelStore, dataset: Dataset, session_id: UUID, *, now: datetime) -> Session:
    """Return a session that was left or cut short, standing at its next unanswered image.

    Raises RequestError for an unknown or finished session and for one of a study that does not
    run, DeckError when the open data is not what its deck was drawn from.
    """
    history = store.history(session_id)
    if history.record.rules is None:
        raise RequestError(
            f"session {str(session_id)[:8]} has the rules {history.record.protocol!r}, which this "
            "program does not know; update it to go on"
        )
    split = matching_split(dataset, history.record.deck)
    if history.record.study:
        check_may_go_on(store, history.record)
    session = Session(
        history.record,
        split.labels,
        entries=history.entries,
        seen=_met_elsewhere(store, history.record),
        images=split.images,
        checks=checks_of(dataset, history.record.deck),
    )
    event = session.reopen(now)
    if event is None:
        raise RequestError(f"session {str(session_id)[:8]} is finished and cannot be resumed")
    store.append(event)
    return session


def _met_elsewhere(store: LabelStore, record: SessionRecord) -> frozenset[int]:
    protocol = record.rules
    if protocol is not None and protocol.is_collecting:
        # What was answered elsewhere tells nothing of the label.
        return store.exposed(record.annotator, record.deck.fingerprint)
    if record.is_simulated or (protocol is not None and not protocol.is_scored):
        return frozenset()
    return store.met(record.annotator, record.deck.fingerprint, except_session=record.id)


def matching_split(dataset: Dataset, deck: Deck) -> Split:
    """Return the split that `deck` was drawn from.

    Raises DeckError when it is not there, and for a deck that names images or classes that are
    not.
    """
    check(deck, class_count=len(dataset.class_names))
    split = dataset.splits.get(deck.split)
    if split is None or split.fingerprint != deck.fingerprint:
        raise DeckError(
            f"deck {deck.code} is for other images",
            expected=f"{deck.split} images with fingerprint {deck.fingerprint[:16]}",
            found=f"{dataset.title} with {split.fingerprint[:16] if split else 'no such split'}",
            remedy="open the data set that the deck was drawn from",
        )
    checks = checks_of(dataset, deck)
    for position, index in enumerate((*deck.indices, *deck.matrix)):
        is_check = position < len(deck.indices) and deck.phase(position) == "attention"
        of = checks if is_check and checks is not None else split
        if index >= len(of):
            raise DeckError(
                f"deck {deck.code} names an image that is not there",
                expected=f"images 0 to {len(of) - 1} of {of.name}",
                found=f"image {index}",
                remedy="draw the deck anew",
            )
    return split


def checks_of(dataset: Dataset, deck: Deck) -> Split | None:
    """Return the split that the attention checks of `deck` are of, None if it is the deck's own.

    Raises DeckError when it is not there.
    """
    if not deck.attention_split:
        return None
    split = dataset.splits.get(deck.attention_split)
    if split is None or split.fingerprint != deck.attention_fingerprint:
        raise DeckError(
            f"deck {deck.code} takes its attention checks from other images",
            expected=f"{deck.attention_split} images with fingerprint "
            f"{deck.attention_fingerprint[:16]} for its attention checks",
            found=f"{dataset.title} with {split.fingerprint[:16] if split else 'no such split'}",
            remedy="open the data set that the deck was drawn from",
        )
    return split


def _drawn(
    store: LabelStore,
    dataset: Dataset,
    start: Start,
    *,
    annotator: Annotator,
    met: frozenset[int],
) -> Deck:
    split = dataset.splits[start.protocol.split]
    other = next((s for name, s in dataset.splits.items() if name != split.name), None)
    pool = Pool(
        split,
        met=met,
        waiting=store.waiting(annotator, split.fingerprint),
        only=start.only,
        source=start.source,
        checks=other,
        weights=_weights(store, dataset, annotator) if start.protocol.is_drill else None,
    )
    return deck_for(start.protocol, pool, seed=start.seed, count=start.count, day=start.day)


def _weights(store: LabelStore, dataset: Dataset, annotator: Annotator) -> Weights | None:
    """Return what practice draws more often, from all that the person may know of its answers."""
    count = len(dataset.class_names)
    matrix = np.zeros((count, count), dtype=np.int64)
    for split in dataset.splits.values():
        given = store.given_answers(split.fingerprint)
        own = given.are_by(annotator.id) & ~given.is_collected
        own &= (given.chosen < count) & (given.label < count)
        np.add.at(matrix, (given.label[own], given.chosen[own]), 1)
    return drill_weights(matrix)


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
