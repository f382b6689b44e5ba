"""One label given to many images at once: a session of its own, never a person's performance."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

import numpy as np

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import (
    Annotator,
    Answer,
    Entry,
    History,
    Retraction,
    SessionEvent,
    SessionRecord,
)
from fmnist_gui.core.study.study import Study

KEY: Final = "batch"
"""The preset and protocol of these sessions, and the device of their answers."""

TITLE = "Batch labels"


@dataclass(frozen=True)
class BatchWish:
    """That images of a split are to get one class; ``study`` is what they are for, if anything."""

    dataset: Dataset
    split: Split
    indices: tuple[int, ...]
    chosen: int
    study: Study | None = None


def batch(
    wish: BatchWish,
    annotator: Annotator,
    *,
    seen: Collection[int],
    at: datetime,
    app_version: str,
) -> History:
    """Return the finished session in which `annotator` gave the images their class.

    `seen` are the images of the split whose label the person was shown, or which it had answered:
    as many as there are, for a batch never claims to be blind. Nobody measured a response time.
    """
    session_id = uuid4()
    split, indices = wish.split, tuple(int(index) for index in wish.indices)
    record = SessionRecord(
        id=session_id,
        annotator=annotator,
        deck=_deck(wish, indices),
        protocol=KEY,
        class_names=wish.dataset.class_names,
        data_identity=wish.dataset.identity,
        started_at=at,
        app_version=app_version,
    )
    known = frozenset(seen)
    answers: list[Entry] = [
        Answer(
            id=uuid4(),
            session_id=session_id,
            position=position,
            image_index=index,
            label=int(split.labels[index]),
            chosen=wish.chosen,
            onset_ns=0,
            response_ns=0,
            shown_at=at,
            answered_at=at,
            device=KEY,
            key="",
            was_seen=index in known,
            image_sha256=hashlib.sha256(split.images[index].tobytes()).hexdigest(),
        )
        for position, index in enumerate(indices)
    ]
    end = SessionEvent(uuid4(), session_id, "finished", len(indices), at)
    return History(record, (*answers, end))


def taken_back(history: History, at: datetime) -> tuple[Retraction, ...]:
    """Return what takes every answer of a batch back."""
    return tuple(
        Retraction(uuid4(), history.record.id, entry.id, at)
        for entry in history.entries
        if isinstance(entry, Answer)
    )


def for_study(indices: Sequence[int], study: Study, labelled: Collection[int]) -> tuple[int, ...]:
    """Return those images that `study` asks about and that are not `labelled` there already."""
    wanted = set(study.indices) - set(labelled)
    return tuple(index for index in indices if index in wanted)


def _deck(wish: BatchWish, indices: tuple[int, ...]) -> Deck:
    study = wish.study
    rules = Protocol(
        KEY,
        study.name if study else TITLE,
        "One label for a selection of images.",
        wish.split.name,
        len(indices),
        is_scored=False,
        study=study.sha256 if study else "",
    )
    return Deck(
        preset=KEY,
        split=wish.split.name,
        fingerprint=wish.split.fingerprint,
        seed=0,
        indices=indices,
        numpy_version=np.__version__,
        source="selection",
        rules=rules,
    )
