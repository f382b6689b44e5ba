"""Audits as rows, and back."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from fmnist_gui import __version__
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.schema import ANNOTATOR, AUDIT
from fmnist_gui.store.session_row import keep_annotator

_INSERT = insert(AUDIT).on_conflict_do_nothing(index_elements=["id"])
_AUDITS = (
    select(AUDIT, ANNOTATOR.c.id.label("annotator_id"), ANNOTATOR.c.name.label("annotator_name"))
    .join(ANNOTATOR, ANNOTATOR.c.seq == AUDIT.c.annotator_seq)
    .order_by(AUDIT.c.at.desc(), AUDIT.c.seq.desc())
)


def keep_audit(connection: Connection, audit: Audit) -> None:
    """Store `audit` with the images that it drew, unless it is there."""
    values = {
        "id": audit.id,
        "annotator_seq": keep_annotator(connection, audit.annotator),
        "fingerprint": audit.fingerprint,
        "split": audit.split,
        "seed": str(audit.seed),
        "numpy_version": audit.numpy_version,
        "count": len(audit.indices),
        "indices": [int(index) for index in audit.indices],
        "at": audit.at,
        "app_version": __version__,
    }
    connection.execute(_INSERT, values)


def read_audits(connection: Connection, fingerprint: str) -> tuple[Audit, ...]:
    """Return the audits of the split with this fingerprint, the newest first."""
    rows = connection.execute(_AUDITS.where(AUDIT.c.fingerprint == fingerprint))
    return tuple(
        Audit(
            id=row.id,
            annotator=Annotator(row.annotator_id, row.annotator_name),
            fingerprint=row.fingerprint,
            split=row.split,
            seed=int(row.seed),
            numpy_version=row.numpy_version,
            indices=tuple(row.indices),
            at=row.at,
        )
        for row in rows
    )
