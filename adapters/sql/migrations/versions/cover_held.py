"""What each person is covered for, by order."""

import sqlalchemy as sa
from alembic import op

revision = "cover_held"
down_revision = "rules_in_force"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cover_held",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_cover_held_order_id_orders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_held")),
    )
    op.create_index(op.f("ix_cover_held_person"), "cover_held", ["person"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_cover_held_person"), "cover_held")
    op.drop_table("cover_held")
