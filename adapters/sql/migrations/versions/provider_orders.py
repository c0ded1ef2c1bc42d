"""Services ordered from providers."""

import sqlalchemy as sa
from alembic import op

from adapters.sql import database

revision = "provider_orders"
down_revision = "claims"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provider_orders",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(length=80), nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("look_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("placed", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_orders")),
    )
    op.create_index("ix_provider_orders_active_look_at", "provider_orders", ["active", "look_at"], unique=False)
    op.create_index(op.f("ix_provider_orders_sender"), "provider_orders", ["sender"], unique=False)
    op.create_index(op.f("ix_provider_orders_provider_id"), "provider_orders", ["provider_id"], unique=False)
    op.create_index(op.f("ix_provider_orders_claim"), "provider_orders", ["claim"], unique=False)


def downgrade() -> None:
    op.drop_table("provider_orders")
