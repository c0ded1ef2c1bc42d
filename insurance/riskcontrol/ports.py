"""What risk control needs from outside."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from insurance.refs import Sender
from insurance.riskcontrol.cases import CaseNumber, CaseStatus, RiskCase
from insurance.riskcontrol.entries import BlacklistHit, Entry, EntryKind, Link, Resemblance
from insurance.riskcontrol.identifiers import Identifier, Key, KeyedHash
from insurance.riskcontrol.signals import Screening


class Hashing(Protocol):
    """Keyed hashes: without the key nobody can tell what was hashed, not even by trying all phone numbers."""

    def of(self, identifier: Identifier) -> KeyedHash: ...

    def fingerprint(self, *parts: str) -> str:
        """One hash over several values in their order."""


class Blacklist(Protocol):
    async def hits(self, identifiers: Sequence[Identifier]) -> Sequence[BlacklistHit]:
        """The verified entries in force that match one of these."""


class Listing(Protocol):
    async def add(
        self, case: CaseNumber, identifiers: Sequence[Identifier], reason: str, officers: tuple[str, str]
    ) -> None:
        """Put a case's people on the list, once for this case, with the two officers who agreed."""


class DocumentPrints(Protocol):
    async def of(self, content: bytes) -> str | None:
        """The perceptual hash (256 bits, hex) of a picture or a PDF's first page; None where nothing is to be seen."""


@dataclass(frozen=True)
class CaseFilter:
    """Limits of a list of cases; an empty one doesn't limit. `text` is looked for in number, subject and sender."""

    statuses: tuple[CaseStatus, ...] = ()
    assignee: str = ""
    kind: EntryKind | None = None
    table: str = ""  # a signal's table, such as risk_blacklist
    text: str = ""


@dataclass(frozen=True)
class CasePage:
    cases: Sequence[RiskCase]
    total: int


@dataclass(frozen=True)
class Neighbour:
    """An earlier application or claim that shares identifiers with another."""

    subject: str
    kind: EntryKind
    insurer: str
    at: datetime
    keys: Sequence[Key]


class RiskRecords(Protocol):
    """The part of a unit of work that belongs to risk control."""

    async def linked(self, keys: Collection[Key], limit: int) -> Sequence[Link]:
        """Where these identifiers stand on earlier entries: of each the newest `limit`."""

    async def companions(self, owner: KeyedHash, limit: int) -> frozenset[KeyedHash]:
        """Applicants and insured of the newest `limit` entries of this owner."""

    async def resembling(self, prints: Sequence[str], besides: str) -> Sequence[Resemblance]:
        """Documents of other entries whose print differs from one of these in few of 256 bits: surely found up to
        15, nearly surely up to 24."""

    async def add_entry(self, entry: Entry, screening: Screening) -> None:
        """Keep it for later screenings, with its score; once for a subject."""

    async def screening(self, subject: str) -> Screening | None: ...

    async def neighbours(self, subjects: Collection[str]) -> Sequence[Neighbour]:
        """These entries with all their identifiers, for a picture of what is linked."""

    async def add_case(self, case: RiskCase) -> None: ...

    async def case(self, number: CaseNumber) -> RiskCase:
        """Raises UnknownRecord."""

    async def case_for(self, sender: Sender, fingerprint: str) -> RiskCase | None:
        """The newest case of the same purchase tried before."""

    async def save_case(self, case: RiskCase, version: int) -> None:
        """Store a case that was read at this version. Raises CaseChanged when somebody was faster."""

    async def cases(self, only: CaseFilter, offset: int, limit: int) -> CasePage:
        """Undecided ones first, then by when the customer was promised to hear."""

    async def cases_to_carry_out(self) -> Sequence[RiskCase]:
        """Decided, and the customer's side isn't finished."""

    async def audit(self, actor: str, action: str, subject: str, details: Mapping[str, str]) -> None:
        """Append to the audit log, in the same commit."""
