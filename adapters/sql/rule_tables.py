"""Rule files by content, sets of them, and which set was put in force when, by whom and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.database import Base


class RuleFileRow(Base):
    """A rule file's bytes under their SHA-256; kept for ever, so that any decision can be replayed."""

    __tablename__ = "rule_files"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RuleSetRow(Base):
    """`files`: name → SHA-256; the id is the SHA-256 of those."""

    __tablename__ = "rule_sets"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    files: Mapped[dict[str, str]] = mapped_column(JSON)


class RuleActivationRow(Base):
    """The newest is in force. Triggers (see the migration) refuse UPDATE, DELETE and TRUNCATE.

    `number` counts on by one: two activations at once can't both take the next.
    """

    __tablename__ = "rule_activations"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    set_id: Mapped[str] = mapped_column(ForeignKey("rule_sets.id"))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(100))
    why: Mapped[str]
