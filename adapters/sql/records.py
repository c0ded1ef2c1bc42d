"""The business records as tables: each row holds its keys for look-up and the whole value as one JSON document."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.database import Base


class JourneyRow(Base):
    __tablename__ = "journeys"
    sender: Mapped[str] = mapped_column(primary_key=True)
    doc: Mapped[dict] = mapped_column(JSON)
    updated: Mapped[datetime]


class JourneyStepRow(Base):
    """The journey as it was before a change, so that 返回 can restore it."""

    __tablename__ = "journey_steps"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    sender: Mapped[str] = mapped_column(index=True)
    doc: Mapped[dict] = mapped_column(JSON)


class QuoteRow(Base):
    __tablename__ = "quotes"
    id: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    created: Mapped[datetime]
    doc: Mapped[dict] = mapped_column(JSON)


class DecisionRow(Base):
    """An underwriting decision with its inputs, table versions and rows hit; never changed. `subject`: a quote's id."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    sender: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    stage: Mapped[str]
    product_id: Mapped[str]
    plan_id: Mapped[str]
    outcome: Mapped[str]
    at: Mapped[datetime]
    doc: Mapped[dict] = mapped_column(JSON)


class ApplicationRow(Base):
    __tablename__ = "applications"
    id: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(index=True)
    quote_id: Mapped[str] = mapped_column(ForeignKey("quotes.id"))
    submitted: Mapped[datetime]
    doc: Mapped[dict] = mapped_column(JSON)


class OrderRow(Base):
    __tablename__ = "orders"
    id: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(index=True)
    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"))
    status: Mapped[str]
    created: Mapped[datetime]
    doc: Mapped[dict] = mapped_column(JSON)
    __table_args__ = (Index("ix_orders_status_created", "status", "created"),)


class CoverHeldRow(Base):
    """What one order covers one person for; the person is a keyed hash of the identity number."""

    __tablename__ = "cover_held"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    person: Mapped[str] = mapped_column(index=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    doc: Mapped[dict] = mapped_column(JSON)


class PolicyRow(Base):
    __tablename__ = "policies"
    number: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(index=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), unique=True)  # one order, one policy
    status: Mapped[str] = mapped_column(index=True)
    issued: Mapped[datetime]
    doc: Mapped[dict] = mapped_column(JSON)
