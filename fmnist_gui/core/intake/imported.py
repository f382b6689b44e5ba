"""A finished session of labels that were given elsewhere."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from fmnist_gui.core.intake.people import SPACE
from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import (
    Annotator,
    Answer,
    Entry,
    History,
    Presentation,
    SessionEvent,
    SessionRecord,
)
from fmnist_gui.core.study.study import Study

KEY: Final = "imported"
"""The preset and protocol of these sessions, and the device of answers without another."""

NOTHING_DRAWN = "none"
"""In place of the version of numpy that drew the images, so that the deck is the same anywhere."""

UNKNOWN = Presentation(size_px=0)
"""Nobody says how the images were shown."""


@dataclass(frozen=True)
class Frame:
    """What all sessions of one import share; ``study`` is the one that they are for, if any."""

    class_names: tuple[str, ...]
    data_identity: str | None
    app_version: str
    study: Study | None = None


def imported_deck(
    split: str,
    fingerprint: str,
    *,
    indices: Sequence[int],
    phases: Sequence[Phase],
    study: Study | None,
    attention: tuple[str, str] = ("", ""),
) -> Deck:
    """Return the deck of labels about these images, in this order.

    `attention` is the other split, by name and fingerprint, that attention checks are of, if any.
    """
    main = phases.count("main")
    rules = Protocol(
        KEY,
        study.name if study else "Imported labels",
        "Labels taken in from a file.",
        split,
        main or None,
        is_scored=False,
        study=study.sha256 if study else "",
    )
    return Deck(
        preset=KEY,
        split=split,
        fingerprint=fingerprint,
        seed=0,
        indices=tuple(indices),
        numpy_version=NOTHING_DRAWN,
        phases=() if main == len(indices) else tuple(phases),
        attention_split=attention[0],
        attention_fingerprint=attention[1],
        rules=rules,
    )


def imported_history(
    frame: Frame,
    annotator: Annotator,
    deck: Deck,
    *,
    session_id: UUID,
    entries: Iterable[Entry],
    is_simulated: bool = False,
) -> History:
    """Return the session of these entries, which say that they belong to `session_id`."""
    found = tuple(entries)
    answers = [entry for entry in found if isinstance(entry, Answer)]
    record = SessionRecord(
        id=session_id,
        annotator=annotator,
        deck=deck,
        protocol=KEY,
        class_names=frame.class_names,
        data_identity=frame.data_identity,
        started_at=min(answer.shown_at for answer in answers),
        app_version=frame.app_version,
        presentation=UNKNOWN,
        is_simulated=is_simulated,
    )
    end = SessionEvent(
        uuid5(session_id, "finished"),
        session_id,
        "finished",
        len(deck.indices),
        max(answer.answered_at for answer in answers),
    )
    return History(record, (*found, end))


def id_of(ids: Iterable[UUID]) -> UUID:
    """Return the id of the session that these answers make up."""
    digest = hashlib.sha256()
    for id in ids:
        digest.update(id.bytes)
    return uuid5(SPACE, digest.hexdigest())
