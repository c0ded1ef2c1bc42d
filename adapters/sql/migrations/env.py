"""Alembic's entry: uses the connection it is given by adapters.sql.migrate."""

from alembic import context

from adapters.sql.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite can't alter a column: the table is rebuilt
    user_module_prefix="database.",
)
with context.begin_transaction():
    context.run_migrations()
