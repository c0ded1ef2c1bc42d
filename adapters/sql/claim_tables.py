"""Tables of claims. People of policies and invoices stand here as keyed hashes only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.database import Base


class ClaimRow(Base):
    """A claim; `version` guards against two writers at once."""

    __tablename__ = "claims"
    number: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    assessor: Mapped[str]
    due: Mapped[datetime | None]
    escalated: Mapped[bool]
    to_pay: Mapped[bool] = mapped_column(index=True)
    reported: Mapped[datetime]
    changed: Mapped[datetime]
    version: Mapped[int]
    doc: Mapped[dict] = mapped_column(JSON)
    __table_args__ = (Index("ix_claims_status_due", "status", "due"),)


class ClaimHelperRow(Base):
    """A conversation that proved it may add to a claim another one reported."""

    __tablename__ = "claim_helpers"
    claim: Mapped[str] = mapped_column(ForeignKey("claims.number"), primary_key=True)
    sender: Mapped[str] = mapped_column(primary_key=True, index=True)


class ClaimPolicyRow(Base):
    __tablename__ = "claim_policies"
    claim: Mapped[str] = mapped_column(ForeignKey("claims.number"), primary_key=True)
    policy: Mapped[str] = mapped_column(primary_key=True, index=True)


class ClaimWaitingRow(Base):
    """A document of a claim that is still to be read."""

    __tablename__ = "claim_papers_waiting"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    claim: Mapped[str] = mapped_column(ForeignKey("claims.number"), index=True)
    paper: Mapped[str] = mapped_column(unique=True)


class ClaimWithInsurerRow(Base):
    """A part of a claim that an insurer has still to answer."""

    __tablename__ = "claims_with_insurers"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    claim: Mapped[str] = mapped_column(ForeignKey("claims.number"), index=True)
    policy: Mapped[str]
    __table_args__ = (UniqueConstraint("claim", "policy"),)


class ClaimInvoiceRow(Base):
    """An invoice that a claim is paid for: the key makes a second payment impossible."""

    __tablename__ = "claim_invoices"
    print: Mapped[str] = mapped_column(primary_key=True)
    claim: Mapped[str] = mapped_column(ForeignKey("claims.number"), index=True)


class BenefitUsedRow(Base):
    __tablename__ = "claim_benefits_used"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    claim: Mapped[str] = mapped_column(ForeignKey("claims.number"), index=True)
    policy: Mapped[str] = mapped_column(index=True)
    day: Mapped[date]
    doc: Mapped[dict] = mapped_column(JSON)


class PolicyPersonRow(Base):
    """Who is applicant (place -1) and insured under a policy."""

    __tablename__ = "policy_people"
    policy: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(index=True)
