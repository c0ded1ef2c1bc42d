"""The audit log as a table that the database itself refuses to change: implements insurance.ports.AuditLog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import JSON, Index, String, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.database import Base, Database
from insurance.audit import AuditEntry, entry_after, first_break

# Held until the transaction ends; SQLite has one writer anyway.
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(4242001)")


class AuditRow(Base):
    """One entry. Triggers (see the migration) refuse UPDATE, DELETE and TRUNCATE."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_subject_number", "subject", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(100))
    details: Mapped[dict[str, str]] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class SqlAuditLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(self, actor: str, action: str, subject: str, details: Mapping[str, str]) -> None:
        async with self._database.session() as session:
            await append_in(session, actor, action, subject, details)

    async def read(self, subject: str) -> Sequence[AuditEntry]:
        query = select(AuditRow).where(AuditRow.subject == subject).order_by(AuditRow.number)
        async with self._database.reading() as session:
            return [_entry(row) for row in (await session.scalars(query)).all()]

    async def first_break(self) -> int | None:
        """Check the whole log: the number at which it was tampered with, None when it is sound."""
        async with self._database.reading() as session:
            rows = (await session.scalars(select(AuditRow).order_by(AuditRow.number))).all()
        return first_break(_entry(row) for row in rows)


async def append_in(
    session: AsyncSession, actor: str, action: str, subject: str, details: Mapping[str, str]
) -> AuditEntry:
    """Append within a unit of work that writes: the step and its entry are committed together or not at all."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(ONE_AT_A_TIME)
    row = (await session.scalars(select(AuditRow).order_by(AuditRow.number.desc()).limit(1))).one_or_none()
    entry = entry_after(_entry(row) if row else None, datetime.now(UTC), actor, action, subject, details)
    session.add(AuditRow(**{**vars(entry), "details": dict(details)}))
    await session.flush()
    return entry


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(row.number, row.at, row.actor, row.action, row.subject, row.details, row.previous, row.hash)
