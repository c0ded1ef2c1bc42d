"""Tables of partner insurers: who they are, their keys without secrets, nonces they used, what they asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.database import Base


class PartnerRow(Base):
    __tablename__ = "partners"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    per_minute: Mapped[int]
    per_day: Mapped[int]
    active: Mapped[bool]
    created: Mapped[datetime]


class PartnerKeyRow(Base):
    """The secret follows from the id and the installation's own secret; here is only the hash it must have."""

    __tablename__ = "partner_keys"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("partners.id"), index=True)
    secret_sha256: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime]
    ends: Mapped[datetime | None]


class NonceRow(Base):
    __tablename__ = "partner_nonces"

    key_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class UsageRow(Base):
    """How much of a quota is used. Days are kept for the report, minutes are not."""

    __tablename__ = "partner_usage"

    partner_id: Mapped[str] = mapped_column(ForeignKey("partners.id"), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    began: Mapped[datetime] = mapped_column(primary_key=True)
    used: Mapped[int]
    listed: Mapped[int]
