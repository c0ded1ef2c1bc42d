"""Tables of the shared blacklist: entries, whom they list, the matching keys, whose evidence is whose."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.database import Base


class EntryRow(Base):
    """One entry; `doc` is the whole of it. `fingerprint` keeps one submitter from listing the same twice: it stands
    for reason and identifiers, and goes when the entry has ended."""

    __tablename__ = "blacklist_entries"
    __table_args__ = (
        UniqueConstraint("submitter", "reference"),
        UniqueConstraint("submitter", "fingerprint", name="uq_blacklist_entries_fingerprint"),
        Index("ix_blacklist_entries_status_expires", "status", "expires"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    submitter: Mapped[str] = mapped_column(String(120))
    reference: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(12))
    since: Mapped[datetime | None]
    expires: Mapped[datetime | None]
    appealed_by: Mapped[str | None] = mapped_column(String(120), index=True)  # of the appeal that is open
    fingerprint: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    revision: Mapped[int] = mapped_column()
    doc: Mapped[dict[str, Any]] = mapped_column(JSON)
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class ListedRow(Base):
    """An identifier of an entry, hashed once more with a secret of this installation."""

    __tablename__ = "blacklist_identifiers"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("blacklist_entries.id"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(20))
    key_version: Mapped[int]
    waiting: Mapped[bool] = mapped_column(default=False)


class MatchingKeyRow(Base):
    """What identifiers are hashed with by everybody, encrypted here."""

    __tablename__ = "blacklist_matching_keys"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes]
    created: Mapped[datetime]
    retired: Mapped[datetime | None]


class EvidenceRow(Base):
    """Who brought a stored file: a submitter can name its own files only."""

    __tablename__ = "blacklist_evidence"

    owner: Mapped[str] = mapped_column(String(120), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    media_type: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
