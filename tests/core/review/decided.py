"""Decisions for tests, made on the spot."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid5

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.review.decision import Decision, DecisionKind, Original
from fmnist_gui.core.session.record import Annotator

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)
_PEOPLE = UUID(int=7)
_numbers = count(1)


def person(name: str) -> Annotator:
    """Return the annotator of that name, always the same."""
    return Annotator(uuid5(_PEOPLE, name), name)


def decision(
    index: int,
    kind: DecisionKind,
    *,
    of: Split,
    by: str = "Anna",
    to_class: int | None = None,
    classes: tuple[int, ...] = (),
    original: Original | None = None,
    queue: str = "",
    note: str = "why",
    day: int = 0,
) -> Decision:
    """Return a decision about image `index` of a split, made so many days later than others."""
    return Decision(
        id=UUID(int=next(_numbers)),
        annotator=person(by),
        fingerprint=of.fingerprint,
        split=of.name,
        image_index=index,
        kind=kind,
        to_class=to_class,
        note=note,
        at=AT + timedelta(days=day),
        classes=classes,
        original=original,
        queue=queue,
    )
