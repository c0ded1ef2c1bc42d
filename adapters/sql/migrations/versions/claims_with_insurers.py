"""Parts of claims that insurers have still to answer."""

import sqlalchemy as sa
from alembic import op

revision = "claims_with_insurers"
down_revision = "provider_orders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claims_with_insurers",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claims_with_insurers_claim_claims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims_with_insurers")),
        sa.UniqueConstraint("claim", "policy", name=op.f("uq_claims_with_insurers_claim")),
    )
    op.create_index(op.f("ix_claims_with_insurers_claim"), "claims_with_insurers", ["claim"], unique=False)


def downgrade() -> None:
    op.drop_table("claims_with_insurers")
