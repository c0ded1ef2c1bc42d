"""Tables of the gateway: conversations, what was said, what is still to be delivered, who asked for a human."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.database import Base


class ConversationRow(Base):
    """One conversation. `offered` holds the buttons a customer may still tap."""

    __tablename__ = "conversations"

    sender: Mapped[str] = mapped_column(String(200), primary_key=True)
    channel: Mapped[str] = mapped_column(String(40))
    customer_id: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    mode: Mapped[str] = mapped_column(String(10), default="auto")  # auto, or manual while an advisor has it
    owner: Mapped[str | None] = mapped_column(String(100))
    offered: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    turns: Mapped[int] = mapped_column(default=0)
    fresh_turns: Mapped[int] = mapped_column(default=0)  # since Rasa last began a tracker session
    created: Mapped[datetime]
    last_seen: Mapped[datetime]


class LineRow(Base):
    """One line of a transcript, masked. `state` follows a customer's message until it is answered."""

    __tablename__ = "transcript_lines"
    __table_args__ = (Index("ix_transcript_lines_sender_id", "sender", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    sender: Mapped[str] = mapped_column(ForeignKey("conversations.sender"))
    author: Mapped[str] = mapped_column(String(10))  # customer bot advisor system
    text: Mapped[str] = mapped_column(Text)
    custom: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    buttons: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    attachment: Mapped[str | None] = mapped_column(Text)
    image: Mapped[str | None] = mapped_column(Text)
    intent: Mapped[str | None] = mapped_column(String(100))
    at: Mapped[datetime]
    message_id: Mapped[str | None] = mapped_column(String(200))
    reply_to: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(12), default="")  # pending answered unsent uncertain desk
    forward: Mapped[str | None] = mapped_column(Text)  # what goes to Rasa when an unsent message is sent again


class SeenRow(Base):
    """A platform's message that was taken: it is not taken again."""

    __tablename__ = "seen_messages"

    channel: Mapped[str] = mapped_column(String(40), primary_key=True)
    sender: Mapped[str] = mapped_column(String(200), primary_key=True)
    message_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    line_id: Mapped[int | None]
    at: Mapped[datetime]


class OutboxRow(Base):
    """A message the product sends on its own accord, once for each key."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("sender", "key"),
        Index("ix_outbox_waiting", "sender", "delivered_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    sender: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200))
    message: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[datetime]
    delivered_at: Mapped[datetime | None]


class HandoffRow(Base):
    """A customer asked for a human, or the assistant did for them."""

    __tablename__ = "handoff_requests"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    sender: Mapped[str] = mapped_column(String(200), index=True)
    reason: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default="open")  # open taken closed


class VaultRow(Base):
    """A sensitive value, encrypted. `mac` finds the same value of the same sender again without decrypting."""

    __tablename__ = "vault"
    __table_args__ = (UniqueConstraint("sender", "kind", "mac"),)

    ref: Mapped[str] = mapped_column(String(80), primary_key=True)
    sender: Mapped[str] = mapped_column(String(200), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    mac: Mapped[bytes]
    ciphertext: Mapped[bytes]  # nonce, then AES-GCM
    valid: Mapped[bool]  # the check digits agreed
    at: Mapped[datetime]
