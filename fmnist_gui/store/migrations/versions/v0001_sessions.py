"""Annotators, decks, sessions with their entries, and the ledger of exposures."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the first version."""
    _make_headers()
    _make_entries()
    op.create_table(
        "exposure",
        *_keys("exposure"),
        *_reference("exposure", "annotator_seq", "annotator.seq"),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        sa.Column("image_index", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index(
        "ix_exposure_annotator_seq_fingerprint_image_index",
        "exposure",
        ["annotator_seq", "fingerprint", "image_index"],
    )


def _make_headers() -> None:
    op.create_table(
        "annotator", *_keys("annotator"), sa.Column("name", sa.String(), nullable=False)
    )
    op.create_table(
        "deck",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("numpy_version", sa.String(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("indices", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_deck"),
    )
    op.create_table(
        "session",
        *_keys("session"),
        *_reference("session", "annotator_seq", "annotator.seq"),
        *_reference("session", "deck_sha256", "deck.sha256", sa.String()),
        sa.Column("protocol", sa.String(), nullable=False),
        sa.Column("class_names", sa.JSON(), nullable=False),
        sa.Column("data_identity", sa.String(), nullable=True),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("app_version", sa.String(), nullable=False),
        sa.Column("size_px", sa.Integer(), nullable=False),
        sa.Column("smoothing", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("refresh_hz", sa.Double(), nullable=False),
        sa.Column("pixel_ratio", sa.Double(), nullable=False),
        sa.Column("is_simulated", sa.Boolean(), nullable=False),
    )


def _make_entries() -> None:
    op.create_table(
        "answer",
        *_keys("answer"),
        *_reference("answer", "session_seq", "session.seq"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("image_index", sa.Integer(), nullable=False),
        sa.Column("label", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=False),
        sa.Column("onset_ns", sa.BigInteger(), nullable=False),
        sa.Column("response_ns", sa.BigInteger(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("was_paused", sa.Boolean(), nullable=False),
        sa.Column("lost_focus", sa.Boolean(), nullable=False),
        sa.Column("was_seen", sa.Boolean(), nullable=False),
    )
    op.create_index(
        "ix_answer_count",
        "answer",
        ["session_seq", "position", "revision", "chosen", "label", "was_seen"],
    )
    op.create_table(
        "retraction",
        *_keys("retraction"),
        *_reference("retraction", "session_seq", "session.seq"),
        *_reference("retraction", "answer_seq", "answer.seq"),
        sa.Column("retracted_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_retraction_session_seq", "retraction", ["session_seq"])
    op.create_table(
        "session_event",
        *_keys("session_event"),
        *_reference("session_event", "session_seq", "session.seq"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_session_event_session_seq", "session_event", ["session_seq"])


def _keys(table: str) -> tuple[SchemaItem, ...]:
    return (
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=f"pk_{table}"),
        sa.UniqueConstraint("id", name=f"uq_{table}_id"),
    )


def _reference(
    table: str, column: str, target: str, kind: TypeEngine[Any] | None = None
) -> tuple[SchemaItem, ...]:
    name = f"fk_{table}_{column}_{target.split('.')[0]}"
    return (
        sa.Column(column, kind or sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint([column], [target], name=name),
    )
