"""Decisions and tags of single images, and an index to what was answered about them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add two tables and an index; no table that is there is made anew."""
    op.create_table(
        "decision",
        *_image("decision"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("to_class", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        *_origin(),
    )
    op.create_table(
        "tag_event",
        *_image("tag_event"),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        *_origin(),
    )
    for table in ("decision", "tag_event"):
        columns = ["fingerprint", "image_index"]
        op.create_index(f"ix_{table}_fingerprint_image_index", table, columns)
    op.create_index("ix_answer_image_index", "answer", ["image_index"])


def _image(table: str) -> tuple[SchemaItem, ...]:
    return (
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("annotator_seq", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        sa.Column("image_index", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=f"pk_{table}"),
        sa.UniqueConstraint("id", name=f"uq_{table}_id"),
        sa.ForeignKeyConstraint(
            ["annotator_seq"], ["annotator.seq"], name=f"fk_{table}_annotator_seq_annotator"
        ),
    )


def _origin() -> tuple[SchemaItem, ...]:
    return (
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("app_version", sa.String(), nullable=False),
    )
