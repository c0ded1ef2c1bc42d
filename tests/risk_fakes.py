"""Fakes of what risk control needs: records in memory, a list one can write names on, hashes anybody can read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from insurance.records import UnknownRecord
from insurance.refs import Sender
from insurance.riskcontrol.cases import UNDECIDED, CaseChanged, CaseNumber, RiskCase
from insurance.riskcontrol.entries import BlacklistHit, Entry, Link, Resemblance
from insurance.riskcontrol.identifiers import Identifier, Key, KeyedHash
from insurance.riskcontrol.ports import CaseFilter, CasePage, Neighbour
from insurance.riskcontrol.signals import Screening


class FakeHashes:
    """Implements Hashing without hiding anything."""

    def of(self, identifier: Identifier) -> KeyedHash:
        return KeyedHash(f"{identifier.kind}:{identifier.value}")

    def fingerprint(self, *parts: str) -> str:
        return "|".join(parts)


class FakePrints:
    """The print of a content is what the test says it is."""

    def __init__(self) -> None:
        self.known: dict[bytes, str] = {}

    async def of(self, content: bytes) -> str | None:
        return self.known.get(content)


class FakeBlacklist:
    """Values written on `listed` hit; what cases add is kept in `added`."""

    def __init__(self) -> None:
        self.listed: set[str] = set()
        self.added: dict[CaseNumber, tuple[Sequence[Identifier], str, tuple[str, str]]] = {}

    async def hits(self, identifiers: Sequence[Identifier]) -> Sequence[BlacklistHit]:
        return [BlacklistHit(f"B{one.value[-4:]}", "fraud") for one in identifiers if one.value in self.listed]

    async def add(
        self, case: CaseNumber, identifiers: Sequence[Identifier], reason: str, officers: tuple[str, str]
    ) -> None:
        self.added.setdefault(case, (identifiers, reason, officers))


@dataclass
class RiskStore:
    entries: dict[str, tuple[Entry, Screening]] = field(default_factory=dict)
    cases: dict[CaseNumber, RiskCase] = field(default_factory=dict)
    audit: list[tuple[str, str, str, Mapping[str, str]]] = field(default_factory=list)

    def copied(self) -> RiskStore:
        return RiskStore(dict(self.entries), dict(self.cases), list(self.audit))


class MemoryRisk:
    """Implements RiskRecords."""

    def __init__(self, store: RiskStore) -> None:
        self._store = store

    async def linked(self, keys: Collection[Key], limit: int) -> Sequence[Link]:
        return [
            Link(key, entry.subject, entry.kind, entry.owner, entry.insurer, entry.at)
            for entry, _ in self._store.entries.values() for key in entry.keys if key in keys
        ]  # fmt: skip

    async def companions(self, owner: KeyedHash, limit: int) -> frozenset[KeyedHash]:
        own = [entry for entry, _ in self._store.entries.values() if entry.owner == owner]
        return frozenset(key.hash for entry in own for key in entry.keys if key.kind in ("person", "company"))

    async def resembling(self, prints: Sequence[str], besides: str) -> Sequence[Resemblance]:
        return [
            Resemblance(entry.subject, (int(one, 16) ^ int(other, 16)).bit_count())
            for entry, _ in self._store.entries.values() if entry.subject != besides
            for other in entry.prints for one in prints
        ]  # fmt: skip

    async def add_entry(self, entry: Entry, screening: Screening) -> None:
        assert entry.subject not in self._store.entries
        self._store.entries[entry.subject] = entry, screening

    async def screening(self, subject: str) -> Screening | None:
        return self._store.entries[subject][1] if subject in self._store.entries else None

    async def neighbours(self, subjects: Collection[str]) -> Sequence[Neighbour]:
        found = [entry for entry, _ in self._store.entries.values() if entry.subject in subjects]
        return [Neighbour(one.subject, one.kind, one.insurer, one.at, one.keys) for one in found]

    async def add_case(self, case: RiskCase) -> None:
        self._store.cases[case.number] = case

    async def case(self, number: CaseNumber) -> RiskCase:
        if number not in self._store.cases:
            raise UnknownRecord("risk_cases")
        return self._store.cases[number]

    async def case_for(self, sender: Sender, fingerprint: str) -> RiskCase | None:
        mine = [one for one in self._store.cases.values() if (one.sender, one.fingerprint) == (sender, fingerprint)]
        return mine[-1] if mine else None

    async def save_case(self, case: RiskCase, version: int) -> None:
        if self._store.cases[case.number].version != version:
            raise CaseChanged(case.number)
        self._store.cases[case.number] = case

    async def cases(self, only: CaseFilter, offset: int, limit: int) -> CasePage:
        found = [one for one in self._store.cases.values() if not only.statuses or one.status in only.statuses]
        return CasePage(found[offset : offset + limit], len(found))

    async def cases_to_carry_out(self) -> Sequence[RiskCase]:
        return [one for one in self._store.cases.values() if one.status not in UNDECIDED and not one.carried_out]

    async def audit(self, actor: str, action: str, subject: str, details: Mapping[str, str]) -> None:
        self._store.audit.append((actor, action, subject, details))
