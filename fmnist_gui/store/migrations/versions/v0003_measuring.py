"""What a timed, checked or shared session says beyond the first ones, and panels."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COUNTED = ["session_seq", "position", "revision", "chosen", "label", "was_seen"]


def upgrade() -> None:
    """Add columns and a table; what is there keeps its rows, and its meaning by the defaults."""
    op.add_column("deck", sa.Column("more", sa.JSON(), nullable=True))
    op.add_column("session", sa.Column("equipment", sa.JSON(), nullable=True))
    for column in (
        sa.Column("phase", sa.String(), nullable=False, server_default="main"),
        sa.Column("split", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("block", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("image_sha256", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("second_choice", sa.Integer(), nullable=True),
        sa.Column("late_frames", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("clock_jumped", sa.Boolean(), nullable=False, server_default="0"),
    ):
        op.add_column("answer", column)
    op.drop_index("ix_answer_count", "answer")
    op.create_index("ix_answer_count", "answer", [*COUNTED, "phase"])
    op.create_table(
        "panel",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deck_sha256", sa.String(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("app_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_panel"),
        sa.UniqueConstraint("id", name="uq_panel_id"),
        sa.ForeignKeyConstraint(["deck_sha256"], ["deck.sha256"], name="fk_panel_deck_sha256_deck"),
    )
