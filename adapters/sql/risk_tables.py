"""Tables of risk control. Identifiers stand here as keyed hashes only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.database import Base

BAND_BITS = 16
BANDS = 16


class RiskEntryRow(Base):
    """An application or claim that was screened, with its score."""

    __tablename__ = "risk_entries"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    sender: Mapped[str] = mapped_column(String(200))
    owner: Mapped[str] = mapped_column(String(32))
    insurer: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    doc: Mapped[dict] = mapped_column(JSON)  # the screening
    __table_args__ = (Index("ix_risk_entries_owner_at", "owner", "at"),)


class RiskLinkRow(Base):
    """One identifier of one entry; the newest of an identifier are found by one look into the index."""

    __tablename__ = "risk_links"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    hash: Mapped[str] = mapped_column(String(32))
    role: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    entry_kind: Mapped[str] = mapped_column(String(12))
    owner: Mapped[str] = mapped_column(String(32))
    insurer: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    __table_args__ = (Index("ix_risk_links_hash_at", "hash", "at"),)


class RiskPrintRow(Base):
    """The perceptual hash of one document of a claim."""

    __tablename__ = "risk_prints"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    subject: Mapped[str] = mapped_column(String(64), index=True)
    print: Mapped[str] = mapped_column(String(64))


class RiskBandRow(Base):
    """A sixteenth of a print. Two prints that differ in fewer than 16 bits have at least one in common."""

    __tablename__ = "risk_bands"

    band: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    print_id: Mapped[int] = mapped_column(ForeignKey("risk_prints.id"), primary_key=True)


class RiskCaseRow(Base):
    """A case; `version` guards against two officers at once."""

    __tablename__ = "risk_cases"

    number: Mapped[str] = mapped_column(String(40), primary_key=True)
    sender: Mapped[str] = mapped_column(String(200))
    fingerprint: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    status: Mapped[str] = mapped_column(String(12))
    assignee: Mapped[str] = mapped_column(String(100))
    tables: Mapped[str] = mapped_column(String(400))  # those that gave points, between spaces
    opened: Mapped[datetime]
    due: Mapped[datetime]
    carried_out: Mapped[bool]
    version: Mapped[int]
    doc: Mapped[dict] = mapped_column(JSON)
    __table_args__ = (
        Index("ix_risk_cases_sender_fingerprint", "sender", "fingerprint"),
        Index("ix_risk_cases_status_due", "status", "due"),
    )
