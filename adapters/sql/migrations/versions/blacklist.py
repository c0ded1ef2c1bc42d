"""The shared blacklist: entries and whom they list, partners and what they ask."""

import sqlalchemy as sa
from alembic import op

from adapters.sql import database

revision = "blacklist"
down_revision = "audit_log"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blacklist_entries",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("submitter", sa.String(length=120), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("since", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("expires", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("appealed_by", sa.String(length=120), nullable=True),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blacklist_entries")),
        sa.UniqueConstraint("submitter", "fingerprint", name="uq_blacklist_entries_fingerprint"),
        sa.UniqueConstraint("submitter", "reference", name=op.f("uq_blacklist_entries_submitter")),
    )
    with op.batch_alter_table("blacklist_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blacklist_entries_appealed_by"), ["appealed_by"], unique=False)
        batch_op.create_index("ix_blacklist_entries_status_expires", ["status", "expires"], unique=False)

    op.create_table(
        "blacklist_evidence",
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", "sha256", name=op.f("pk_blacklist_evidence")),
    )
    with op.batch_alter_table("blacklist_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blacklist_evidence_sha256"), ["sha256"], unique=False)

    op.create_table(
        "blacklist_matching_keys",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("retired", database.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_blacklist_matching_keys")),
    )
    op.create_table(
        "partner_nonces",
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_id", "nonce", name=op.f("pk_partner_nonces")),
    )
    with op.batch_alter_table("partner_nonces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_nonces_at"), ["at"], unique=False)

    op.create_table(
        "partners",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("per_minute", sa.Integer(), nullable=False),
        sa.Column("per_day", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created", database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("name", name=op.f("uq_partners_name")),
    )
    op.create_table(
        "blacklist_identifiers",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("entry_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key_version", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["blacklist_entries.id"], name=op.f("fk_blacklist_identifiers_entry_id_blacklist_entries")
        ),
        sa.PrimaryKeyConstraint("digest", "entry_id", name=op.f("pk_blacklist_identifiers")),
    )
    with op.batch_alter_table("blacklist_identifiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blacklist_identifiers_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "partner_keys",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("partner_id", sa.String(length=40), nullable=False),
        sa.Column("secret_sha256", sa.String(length=64), nullable=False),
        sa.Column("created", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends", database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_keys_partner_id_partners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_keys")),
    )
    with op.batch_alter_table("partner_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_keys_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "partner_usage",
        sa.Column("partner_id", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("began", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_usage_partner_id_partners")),
        sa.PrimaryKeyConstraint("partner_id", "period", "began", name=op.f("pk_partner_usage")),
    )


def downgrade() -> None:
    op.drop_table("partner_usage")
    with op.batch_alter_table("partner_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_keys_partner_id"))

    op.drop_table("partner_keys")
    with op.batch_alter_table("blacklist_identifiers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blacklist_identifiers_entry_id"))

    op.drop_table("blacklist_identifiers")
    op.drop_table("partners")
    with op.batch_alter_table("partner_nonces", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_nonces_at"))

    op.drop_table("partner_nonces")
    op.drop_table("blacklist_matching_keys")
    with op.batch_alter_table("blacklist_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blacklist_evidence_sha256"))

    op.drop_table("blacklist_evidence")
    with op.batch_alter_table("blacklist_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_blacklist_entries_status_expires")
        batch_op.drop_index(batch_op.f("ix_blacklist_entries_appealed_by"))

    op.drop_table("blacklist_entries")
