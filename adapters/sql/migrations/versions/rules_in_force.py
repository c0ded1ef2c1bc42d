"""Rule files, sets and activations; what a decision was about."""

import sqlalchemy as sa
from alembic import op

from adapters.sql import database

revision = "rules_in_force"
down_revision = "risk_control"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER rule_activations_no_{event} BEFORE {event} ON rule_activations
BEGIN SELECT RAISE(ABORT, 'rule activations are append only'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION rule_activations_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'rule activations are append only'; END $$
    """,
    """
    CREATE TRIGGER rule_activations_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_activations
    FOR EACH STATEMENT EXECUTE FUNCTION rule_activations_refuse()
    """,
)
ABOUT = ("stage", "product_id", "plan_id")
BEFORE = {"stage": "applied", "product_id": "", "plan_id": ""}  # of decisions made before these were kept


def upgrade() -> None:
    op.create_table(
        "rule_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_rule_files")),
    )
    op.create_table(
        "rule_sets",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_sets")),
    )
    op.create_table(
        "rule_activations",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("set_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["rule_sets.id"], name=op.f("fk_rule_activations_set_id_rule_sets")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rule_activations")),
    )
    for name in ABOUT:
        op.add_column("decisions", sa.Column(name, sa.String(), nullable=False, server_default=BEFORE[name]))
    if op.get_bind().dialect.name == "postgresql":
        statements = POSTGRESQL
    else:
        statements = tuple(SQLITE.format(event=event) for event in ("update", "delete"))
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("decisions") as batch:
        for name in ABOUT:
            batch.drop_column(name)
    for table in ("rule_activations", "rule_sets", "rule_files"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION rule_activations_refuse()")
