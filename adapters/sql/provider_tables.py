"""Table of the services ordered from providers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.database import Base


class ProviderOrderRow(Base):
    """One order; `doc` is the whole of it. `active`: it hasn't ended, or the customer wasn't told yet how it did."""

    __tablename__ = "provider_orders"
    __table_args__ = (Index("ix_provider_orders_active_look_at", "active", "look_at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    sender: Mapped[str] = mapped_column(index=True)
    provider_id: Mapped[str] = mapped_column(String(80), index=True)
    claim: Mapped[str] = mapped_column(String(40), index=True)  # empty without a claim
    status: Mapped[str] = mapped_column(String(12))
    active: Mapped[bool]
    look_at: Mapped[datetime]
    placed: Mapped[datetime]
    stars: Mapped[int | None]
    doc: Mapped[dict[str, Any]] = mapped_column(JSON)
