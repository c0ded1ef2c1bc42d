"""Risk control: what was screened, its identifiers as keyed hashes, document prints, cases."""

import sqlalchemy as sa
from alembic import op

from adapters.sql import database

revision = "risk_control"
down_revision = "blacklist"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "risk_entries",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("insurer", sa.String(length=40), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_risk_entries")),
    )
    op.create_index("ix_risk_entries_owner_at", "risk_entries", ["owner", "at"])
    op.create_table(
        "risk_links",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("hash", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("entry_kind", sa.String(length=12), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("insurer", sa.String(length=40), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_links")),
    )
    op.create_index("ix_risk_links_hash_at", "risk_links", ["hash", "at"])
    op.create_index(op.f("ix_risk_links_subject"), "risk_links", ["subject"])
    op.create_table(
        "risk_prints",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("print", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_prints")),
    )
    op.create_index(op.f("ix_risk_prints_subject"), "risk_prints", ["subject"])
    op.create_table(
        "risk_bands",
        sa.Column("band", sa.SmallInteger(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("print_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["print_id"], ["risk_prints.id"], name=op.f("fk_risk_bands_print_id_risk_prints")),
        sa.PrimaryKeyConstraint("band", "value", "print_id", name=op.f("pk_risk_bands")),
    )
    op.create_table(
        "risk_cases",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("assignee", sa.String(length=100), nullable=False),
        sa.Column("tables", sa.String(length=400), nullable=False),
        sa.Column("opened", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("carried_out", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_risk_cases")),
    )
    op.create_index("ix_risk_cases_sender_fingerprint", "risk_cases", ["sender", "fingerprint"])
    op.create_index("ix_risk_cases_status_due", "risk_cases", ["status", "due"])
    op.create_index(op.f("ix_risk_cases_subject"), "risk_cases", ["subject"])


def downgrade() -> None:
    for table in ("risk_cases", "risk_bands", "risk_prints", "risk_links", "risk_entries"):
        op.drop_table(table)
