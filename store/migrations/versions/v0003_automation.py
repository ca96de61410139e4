"""Rules of what is accepted unseen, and the samples that people look at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.tables import ExactDecimal, UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "automation",
        sa.Column("scope", sa.String(length=140), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("error", ExactDecimal(), nullable=False),
        sa.Column("set_by", sa.String(length=120), nullable=False),
        sa.Column("set_at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope"),
    )
    op.create_table(
        "automation_sample",
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.String(length=140), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
        sa.PrimaryKeyConstraint("proposal_id"),
    )
    op.create_index("ix_automation_sample_scope", "automation_sample", ["scope"])
