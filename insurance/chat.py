"""A conversation as the gateway and its store speak of it: plain values, every text masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from insurance.refs import Sender


@dataclass(frozen=True)
class Conversation:
    """A conversation as it stands. `offered` are title and payload of what may be tapped."""

    sender: Sender
    channel: str
    language: str
    mode: str = "auto"
    owner: str | None = None
    customer_id: str | None = None
    offered: tuple[Mapping[str, str], ...] = ()
    turns: int = 0
    fresh_turns: int = 0
    created: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True)
class OpenLine:
    """A customer's message that has no answer: `pending` (cut off), or `unsent` (Rasa never got it)."""

    id: int
    state: str
    text: str
    forward: str
    custom: Mapping[str, object] | None = None  # the files, where it was an upload


@dataclass(frozen=True)
class Reply:
    """One message to the customer, as channels send it."""

    text: str = ""
    buttons: tuple[Mapping[str, str], ...] = ()
    custom: Mapping[str, object] | None = None
    image: str | None = None
    attachment: str | None = None


@dataclass(frozen=True)
class Outcome:
    """How a turn ended: what is written in one commit.

    Attributes:
        state: of the customer's line: answered, unsent, uncertain, desk.
        replies: in order; `intent` what Rasa understood, where known.
        offered: replaces what may be tapped; None adds the replies' buttons to what was there.
        late: the customer was told to wait, so the replies go to the outbox.
        settled: states of earlier open lines, by id.
    """

    state: str
    replies: tuple[Reply, ...] = ()
    offered: tuple[Mapping[str, str], ...] | None = None
    more_offered: tuple[Mapping[str, str], ...] = ()
    language: str | None = None
    forward: str | None = None
    late: bool = False
    counts: bool = False  # a turn that reached Rasa
    settled: Mapping[int, str] | None = None


def offers_of(replies: Iterable[Reply]) -> tuple[dict[str, str], ...]:
    """Every payload these messages offer to tap."""
    return tuple(offer for reply in replies for offer in offers_in([list(reply.buttons), reply.custom]))


def offers_in(value: object) -> Iterator[dict[str, str]]:
    """Every payload a message offers: its buttons, and choices within its `custom` part."""
    if isinstance(value, Mapping):
        payload, title = value.get("payload"), value.get("title") or value.get("label") or ""
        if isinstance(payload, str) and payload.strip():
            yield {"title": str(title), "payload": payload.strip()}
        for inner in value.values():
            yield from offers_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from offers_in(inner)
