"""Fakes of what claims need: records in memory, a reader that is told what it reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from insurance.adjudication.history import BenefitUsed
from insurance.claim_papers import UNKNOWN_KIND, PaperState, ReadDocument
from insurance.claim_records import ClaimFilter, ClaimPage, PolicyPerson
from insurance.claims import UNDECIDED, WITH_ASSESSOR, Claim, ClaimChanged, ClaimStatus
from insurance.records import UnknownRecord
from insurance.refs import ClaimNumber, PaperId, PolicyNumber, Sender


class FakeReader:
    """Reads on a content what the test says stands on it; anything else is of no known kind."""

    def __init__(self) -> None:
        self.known: dict[bytes, ReadDocument] = {}

    async def read(self, content: bytes, media_type: str, each_page: object = None) -> ReadDocument:
        return self.known.get(content, ReadDocument(UNKNOWN_KIND))


@dataclass
class ClaimStore:
    claims: dict[ClaimNumber, Claim] = field(default_factory=dict)
    invoices: dict[str, ClaimNumber] = field(default_factory=dict)
    used: dict[ClaimNumber, list[BenefitUsed]] = field(default_factory=dict)
    people: list[PolicyPerson] = field(default_factory=list)

    def copied(self) -> ClaimStore:
        return ClaimStore(dict(self.claims), dict(self.invoices), dict(self.used), list(self.people))


class MemoryClaims:
    """Implements ClaimRecords."""

    def __init__(self, store: ClaimStore) -> None:
        self._store = store

    async def add_claim(self, claim: Claim) -> None:
        assert claim.number not in self._store.claims, "number used twice"
        self._store.claims[claim.number] = claim

    async def claim(self, number: ClaimNumber) -> Claim:
        if number not in self._store.claims:
            raise UnknownRecord("claims")
        return self._store.claims[number]

    async def save_claim(self, claim: Claim) -> Claim:
        if (await self.claim(claim.number)).version != claim.version:
            raise ClaimChanged(claim.number)
        saved = replace(claim, version=claim.version + 1)
        self._store.claims[claim.number] = saved
        return saved

    async def claims_of(self, sender: Sender) -> Sequence[Claim]:
        return self._newest_first(one for one in self._all() if sender in (one.sender, *one.helpers))

    async def claims_under(self, policy: PolicyNumber) -> Sequence[Claim]:
        return self._newest_first(one for one in self._all() if policy in one.policies)

    async def queue(self, only: ClaimFilter, offset: int, limit: int) -> ClaimPage:
        found = [one for one in self._all() if _chosen(one, only)]
        found.sort(key=lambda one: (one.status not in WITH_ASSESSOR, one.due is None, one.due or 0, one.number))
        return ClaimPage(found[offset : offset + limit], len(found))

    async def papers_waiting(self, limit: int) -> Sequence[tuple[ClaimNumber, PaperId]]:
        waiting = [
            (paper.at, one.number, paper.id)
            for one in self._all() for paper in one.papers if paper.state is PaperState.WAITING
        ]  # fmt: skip
        return [(number, paper) for _, number, paper in sorted(waiting)][:limit]

    async def with_insurers(self, limit: int) -> Sequence[tuple[ClaimNumber, PolicyNumber]]:
        waiting = [
            (answer.at, one.number, answer.policy)
            for one in self._all() for answer in one.insurer_answers if answer.state == "pending"
        ]  # fmt: skip
        return [(number, policy) for _, number, policy in sorted(waiting)][:limit]

    async def in_status(self, statuses: Collection[ClaimStatus], limit: int) -> Sequence[Claim]:
        return [one for one in self._all() if one.status in statuses][:limit]

    async def to_pay(self, limit: int) -> Sequence[Claim]:
        return [one for one in self._all() if one.is_to_pay][:limit]

    async def due_before(self, when: datetime, limit: int) -> Sequence[Claim]:
        undecided = (one for one in self._all() if one.status in UNDECIDED and one.escalated_at is None)
        late = [one for one in undecided if one.due is not None and one.due < when]
        return sorted(late, key=lambda one: one.due or when)[:limit]

    async def hold_invoices(self, claim: ClaimNumber, prints: Collection[str]) -> Mapping[str, ClaimNumber]:
        others = {one: held for one, held in (await self.invoices_held(prints)).items() if held != claim}
        if not others:
            self._store.invoices.update(dict.fromkeys(prints, claim))
        return others

    async def invoices_held(self, prints: Collection[str]) -> Mapping[str, ClaimNumber]:
        return {one: self._store.invoices[one] for one in prints if one in self._store.invoices}

    async def let_go_invoices(self, claim: ClaimNumber) -> None:
        for one in [one for one, held in self._store.invoices.items() if held == claim]:
            del self._store.invoices[one]

    async def use_benefits(self, claim: ClaimNumber, used: Sequence[BenefitUsed]) -> None:
        self._store.used[claim] = list(used)

    async def benefits_used(self, policy: PolicyNumber, besides: ClaimNumber) -> Sequence[BenefitUsed]:
        others = [used for claim, used in self._store.used.items() if claim != besides]
        return [one for used in others for one in used if one.policy == policy]

    async def add_policy_people(self, people: Sequence[PolicyPerson]) -> None:
        self._store.people += [one for one in people if one not in self._store.people]

    async def policies_of_person(self, person: str) -> Sequence[PolicyPerson]:
        return [one for one in self._store.people if one.person == person]

    def _all(self) -> list[Claim]:
        return list(self._store.claims.values())

    def _newest_first(self, claims: object) -> list[Claim]:
        return sorted(claims, key=lambda one: one.reported_at, reverse=True)  # type: ignore[call-overload]


def _chosen(claim: Claim, only: ClaimFilter) -> bool:
    return (
        (not only.statuses or claim.status in only.statuses)
        and (only.assessor is None or only.assessor == claim.assessor)
        and (not only.text or any(only.text in one for one in (claim.number, claim.sender, *claim.policies)))
    )
