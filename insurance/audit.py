"""The audit log: each entry is sealed over the one before it, so that a change or a gap anywhere shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

BEGINNING = "0" * 64  # what the first entry is sealed over


@dataclass(frozen=True)
class AuditEntry:
    """One step somebody took.

    Attributes:
        number: 1, 2, 3 … over the whole log, without gaps.
        actor: a member of staff, a partner or a part of the product; never a customer's name.
        action: what was done, such as `case.assigned`; subject: to what, such as a case number.
        previous: the seal of the entry before; hash: this entry's own (SHA-256, hex).
    """

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, str]
    previous: str
    hash: str


def entry_after(
    last: AuditEntry | None, at: datetime, actor: str, action: str, subject: str, details: Mapping[str, str]
) -> AuditEntry:
    """The entry that follows the last one, sealed over it."""
    number = last.number + 1 if last else 1
    previous = last.hash if last else BEGINNING
    sealed = _seal(number, at, actor, action, subject, details, previous)
    return AuditEntry(number, at, actor, action, subject, dict(details), previous, sealed)


def first_break(entries: Iterable[AuditEntry]) -> int | None:
    """The number at which a whole log, oldest first, stops being what was written; None when it is sound."""
    previous = BEGINNING
    for number, entry in enumerate(entries, start=1):
        if entry.number != number or entry.previous != previous or entry.hash != _seal_of(entry):
            return number
        previous = entry.hash
    return None


def _seal_of(entry: AuditEntry) -> str:
    return _seal(entry.number, entry.at, entry.actor, entry.action, entry.subject, entry.details, entry.previous)


def _seal(
    number: int, at: datetime, actor: str, action: str, subject: str, details: Mapping[str, str], previous: str
) -> str:
    content = [number, at.astimezone(UTC).isoformat(), actor, action, subject, dict(details), previous]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
