"""Decisions that can be taken back and say more, and audits."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add a column and two tables; what is there keeps its rows."""
    op.add_column("decision", sa.Column("more", sa.JSON(), nullable=True))
    _create(
        "withdrawal",
        sa.Column("decision_seq", sa.Integer(), nullable=False),
        sa.Column("is_back", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_seq"], ["decision.seq"], name="fk_withdrawal_decision_seq_decision"
        ),
    )
    op.create_index("ix_withdrawal_decision_seq", "withdrawal", ["decision_seq"])
    _create(
        "audit",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("numpy_version", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("indices", sa.JSON(), nullable=False),
    )
    op.create_index("ix_audit_fingerprint", "audit", ["fingerprint"])


def _create(name: str, *columns: sa.Column[Any] | sa.ForeignKeyConstraint) -> None:
    """Create a table of something that one annotator did."""
    op.create_table(
        name,
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("annotator_seq", sa.Integer(), nullable=False),
        *columns,
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("app_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
        sa.ForeignKeyConstraint(
            ["annotator_seq"], ["annotator.seq"], name=f"fk_{name}_annotator_seq_annotator"
        ),
    )
