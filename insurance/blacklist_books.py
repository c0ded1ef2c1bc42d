"""Where entries, partners and their traces are kept. One unit of work is one commit, its audit entries included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from insurance.blacklist import BlacklistHit, Entry, Status
from insurance.identifiers import HashedIdentifier, Kind
from insurance.partners import Partner, PartnerKey, Period, ShownKey, Usage
from insurance.refs import EntryId, PartnerId


class UnknownEntry(LookupError):
    """No such entry, or one of another submitter's."""


class EntryChanged(Exception):
    """Somebody else changed the entry meanwhile."""


@dataclass(frozen=True)
class MatchingKey:
    """What identifiers are hashed with; every partner holds it."""

    version: int
    key: bytes


@dataclass(frozen=True)
class ListedIdentifier:
    """What is known of an identifier once it is listed. `waiting`: re-hashed by the submitter, not yet confirmed."""

    kind: Kind
    key_version: int
    waiting: bool


class EntryBooks(Protocol):
    async def add(self, entry: Entry, identifiers: Sequence[HashedIdentifier]) -> bool:
        """False when this submitter has one with this reference, or a live one with this reason and identifiers."""

    async def entry(self, entry_id: EntryId) -> Entry:
        """In a unit that writes, nobody else changes it meanwhile. Raises UnknownEntry."""

    async def save(self, entry: Entry) -> None:
        """An entry that has ended loses its identifiers. Raises EntryChanged."""

    async def same(self, entry: Entry, identifiers: Sequence[HashedIdentifier]) -> Entry | None:
        """The live entry of this submitter with this reason and these identifiers."""

    async def referenced(self, submitter: str, reference: str) -> Entry | None: ...

    async def entries(self, status: Status | None, submitter: str | None, after: str, limit: int) -> Sequence[Entry]:
        """In the order of their ids, which is that of their submission."""

    async def overdue(self, now: datetime, limit: int) -> Sequence[Entry]:
        """Verified or appealed entries whose time is over."""

    async def identifiers(self, entry_id: EntryId) -> Sequence[ListedIdentifier]: ...

    async def add_identifiers(self, entry_id: EntryId, identifiers: Sequence[HashedIdentifier]) -> None:
        """Waiting: not served until confirmed."""

    async def confirm_identifiers(self, entry_id: EntryId) -> int: ...

    async def listing(self, identifiers: Sequence[HashedIdentifier]) -> Sequence[EntryId]:
        """Every live entry that lists one of these, whatever its status."""

    async def hits(self, identifiers: Sequence[HashedIdentifier], now: datetime) -> Sequence[BlacklistHit]:
        """Served entries only."""

    async def keep_evidence(self, owner: str, sha256: str, media_type: str, at: datetime) -> None: ...

    async def has_evidence(self, owner: str, sha256: Sequence[str]) -> bool: ...

    async def evidence_type(self, sha256: str) -> str | None:
        """Its media type; None when nobody brought it."""

    async def open_appeals(self, by: str) -> int: ...


class PartnerBooks(Protocol):
    async def add_partner(self, partner: Partner) -> None:
        """Raises PartnerExists."""

    async def partner(self, partner_id: PartnerId) -> Partner:
        """Raises UnknownPartner."""

    async def partner_named(self, name: str) -> Partner:
        """Raises UnknownPartner."""

    async def partners(self) -> Sequence[Partner]: ...

    async def save_partner(self, partner: Partner) -> None: ...

    async def new_key(self, partner_id: PartnerId, now: datetime) -> ShownKey: ...

    async def keys_of(self, partner_id: PartnerId) -> Sequence[PartnerKey]: ...

    async def end_keys(self, partner_id: PartnerId, ends: datetime) -> None:
        """Keys in force end then at the latest."""

    async def secret(self, key_id: str, now: datetime) -> tuple[PartnerId, str] | None:
        """The secret of a key in force of an active partner."""

    async def take_nonce(self, key_id: str, nonce: str, now: datetime) -> bool:
        """False when it was taken before."""

    async def forget(self, before: datetime) -> None:
        """Nonces and used minutes of before then."""

    async def spend(self, partner_id: PartnerId, period: Period, began: datetime, units: int, limit: int) -> bool:
        """False, and nothing spent, when it would pass the limit."""

    async def count_listed(self, partner_id: PartnerId, day: datetime, listed: int) -> None: ...

    async def usage(self, since: datetime, until: datetime) -> Sequence[Usage]: ...


class KeyBooks(Protocol):
    async def matching_keys(self) -> Sequence[MatchingKey]:
        """Those in force, the newest last: at most two."""

    async def add_matching_key(self, now: datetime) -> int:
        """The new key's version."""

    async def retire_matching_key(self, version: int, now: datetime) -> None: ...

    async def entries_only_under(self, version: int) -> int:
        """Live entries that have an identifier under this version alone: they won't be found once it is retired."""


class Books(EntryBooks, PartnerBooks, KeyBooks, Protocol):
    async def note(self, actor: str, action: str, subject: str, details: Mapping[str, str]) -> None:
        """Into the audit log, with this unit's commit."""


class BlacklistWork(Protocol):
    def __call__(self) -> AbstractAsyncContextManager[Books]:
        """Commits when the block ends, rolls back when it raises."""

    def reading(self) -> AbstractAsyncContextManager[Books]: ...
