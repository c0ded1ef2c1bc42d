"""Claims, what they hold and use, and the people of policies."""

import sqlalchemy as sa
from alembic import op

from adapters.sql import database

revision = "claims"
down_revision = "cover_held"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("assessor", sa.String(), nullable=False),
        sa.Column("due", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("escalated", sa.Boolean(), nullable=False),
        sa.Column("to_pay", sa.Boolean(), nullable=False),
        sa.Column("reported", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_sender"), "claims", ["sender"], unique=False)
    op.create_index(op.f("ix_claims_to_pay"), "claims", ["to_pay"], unique=False)
    op.create_index("ix_claims_status_due", "claims", ["status", "due"], unique=False)
    _of_claim("claim_helpers", "sender")
    op.create_index(op.f("ix_claim_helpers_sender"), "claim_helpers", ["sender"], unique=False)
    _of_claim("claim_policies", "policy")
    op.create_index(op.f("ix_claim_policies_policy"), "claim_policies", ["policy"], unique=False)
    op.create_table(
        "claim_papers_waiting",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_papers_waiting_claim_claims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_papers_waiting")),
        sa.UniqueConstraint("paper", name=op.f("uq_claim_papers_waiting_paper")),
    )
    op.create_index(op.f("ix_claim_papers_waiting_claim"), "claim_papers_waiting", ["claim"], unique=False)
    op.create_table(
        "claim_invoices",
        sa.Column("print", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_invoices_claim_claims")),
        sa.PrimaryKeyConstraint("print", name=op.f("pk_claim_invoices")),
    )
    op.create_index(op.f("ix_claim_invoices_claim"), "claim_invoices", ["claim"], unique=False)
    op.create_table(
        "claim_benefits_used",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_benefits_used_claim_claims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_benefits_used")),
    )
    op.create_index(op.f("ix_claim_benefits_used_claim"), "claim_benefits_used", ["claim"], unique=False)
    op.create_index(op.f("ix_claim_benefits_used_policy"), "claim_benefits_used", ["policy"], unique=False)
    op.create_table(
        "policy_people",
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("policy", "place", name=op.f("pk_policy_people")),
    )
    op.create_index(op.f("ix_policy_people_person"), "policy_people", ["person"], unique=False)


def _of_claim(table: str, column: str) -> None:
    op.create_table(
        table,
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column(column, sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f(f"fk_{table}_claim_claims")),
        sa.PrimaryKeyConstraint("claim", column, name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    for table in (
        "policy_people", "claim_benefits_used", "claim_invoices", "claim_papers_waiting", "claim_policies",
        "claim_helpers", "claims",
    ):  # fmt: skip
        op.drop_table(table)
