"""The records: SQLAlchemy 2 on SQLite (default) or PostgreSQL."""
