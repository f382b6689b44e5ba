"""Studies, who takes part in them, and what is on its way to a server."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add columns and tables; what is there keeps its rows."""
    nothing = sa.text("''")
    op.add_column(
        "session", sa.Column("study_sha256", sa.String(), nullable=False, server_default=nothing)
    )
    op.create_index("ix_session_study_sha256", "session", ["study_sha256"])
    for name in ("reason", "note"):
        op.add_column(
            "answer", sa.Column(name, sa.String(), nullable=False, server_default=nothing)
        )
    _create(
        "study",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.UniqueConstraint("sha256", name="uq_study_sha256"),
    )
    _create_about("study_event", sa.Column("kind", sa.String(), nullable=False))
    _create_about(
        "participation",
        sa.Column("has_consented", sa.Boolean(), nullable=False),
        sa.Column("replies", sa.JSON(), nullable=False),
    )
    _create_about(
        "departure",
        sa.Column("is_back", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
    )
    op.create_table(
        "dispatch",
        sa.Column("study_sha256", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("study_sha256", "server", name="pk_dispatch"),
    )


def _create_about(name: str, *columns: sa.Column[Any]) -> None:
    """Create a table of something that one annotator did in a study."""
    _create(name, sa.Column("study_sha256", sa.String(), nullable=False), *columns)
    op.create_index(f"ix_{name}_study_sha256", name, ["study_sha256"])


def _create(name: str, *columns: sa.Column[Any] | sa.UniqueConstraint) -> None:
    """Create a table of something that one annotator did."""
    op.create_table(
        name,
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.Column("annotator_seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("app_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
        sa.ForeignKeyConstraint(
            ["annotator_seq"], ["annotator.seq"], name=f"fk_{name}_annotator_seq_annotator"
        ),
    )
