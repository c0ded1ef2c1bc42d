"""What a channel hands to the gateway and gets back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from insurance.chat import Reply
from insurance.refs import Sender

__all__ = ["Answer", "InboundMessage", "RefusedFile", "Reply", "Sender", "StoredFile", "as_json", "is_sender"]

SENDER = re.compile(r"[^\s\x00-\x1f\x7f/?#\ud800-\udfff]{1,128}")


@dataclass(frozen=True)
class StoredFile:
    """An upload after it was stored: its content's SHA-256, media type, size in bytes, pages, and its cleaned name."""

    sha256: str
    media_type: str
    size: int
    pages: int = 1
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class RefusedFile:
    """An upload that wasn't taken; `reason` and `values` are those of insurance.ports.UploadRefused.

    `place` is the one it had among all that were sent, from 1.
    """

    place: int
    sha256: str
    size: int
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class InboundMessage:
    """One message as its platform sent it, not yet masked: it goes nowhere but into `Turns.take`.

    `chat_id` names the conversation on all channels. `language` is what the platform's own switch says, if it has one.
    """

    channel: str
    chat_id: Sender
    message_id: str
    text: str = field(default="", repr=False)
    files: tuple[StoredFile, ...] = ()
    language: str | None = None
    refused: tuple[RefusedFile, ...] = ()  # files sent together with these


@dataclass(frozen=True)
class Answer:
    """What goes back, and how long each stage took in milliseconds."""

    replies: tuple[Reply, ...]
    language: str
    timings: Mapping[str, float] = field(default_factory=dict)
    repeated: bool = False  # the message was seen before: these are the replies it got then


def as_json(sender: str, reply: Reply) -> dict[str, Any]:
    """A reply in Rasa's REST form."""
    parts = {
        "recipient_id": sender,
        "text": reply.text,
        "buttons": [dict(b) for b in reply.buttons],
        "image": reply.image,
        "attachment": reply.attachment,
        "custom": reply.custom,
    }
    return {key: value for key, value in parts.items() if value}


def is_sender(value: object) -> bool:
    return isinstance(value, str) and SENDER.fullmatch(value) is not None
