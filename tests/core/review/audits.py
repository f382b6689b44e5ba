"""Audits and the decisions made in them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.decision import Decision, DecisionKind, Original
from fmnist_gui.core.session.record import Annotator

ADA, BEN = Annotator(UUID(int=1), "Ada"), Annotator(UUID(int=2), "Ben")
START = datetime(2026, 5, 1, 9, tzinfo=UTC)
FINGERPRINT = "f" * 64


def drawn(*indices: int) -> Audit:
    """Return an audit of these images of the test split, in this order."""
    return Audit(UUID(int=77), ADA, FINGERPRINT, "test", 7, "2.4", indices=indices, at=START)


def decided(
    audit: Audit,
    index: int,
    kind: DecisionKind = "keep",
    *,
    who: Annotator = ADA,
    queue: str | None = None,
    fingerprint: str = FINGERPRINT,
    second: int = 0,
) -> Decision:
    """Return what `who` concluded about an image, in the audit or in another `queue`."""
    return Decision(
        id=UUID(int=hash((index, kind, who.id, queue, fingerprint, second)) % 2**127),
        annotator=who,
        fingerprint=fingerprint,
        split="test",
        image_index=index,
        kind=kind,
        to_class=4 if kind == "relabel" else None,
        note="",
        at=START + timedelta(seconds=second),
        original=Original(FINGERPRINT, "test", 9999) if kind == "duplicate" else None,
        queue=audit.queue if queue is None else queue,
    )


def in_order(audit: Audit, kinds: Sequence[DecisionKind]) -> list[Decision]:
    """Return decisions of these kinds about the first images of an audit."""
    pairs = zip(audit.indices, kinds, strict=False)
    return [decided(audit, index, kind) for index, kind in pairs]
