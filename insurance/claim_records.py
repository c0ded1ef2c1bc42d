"""What the claims keep, as the services see it: part of a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from insurance.adjudication.history import BenefitUsed
from insurance.claims import Claim, ClaimStatus
from insurance.refs import ClaimNumber, PaperId, PolicyNumber, Sender


@dataclass(frozen=True)
class PolicyPerson:
    """A person of a policy by keyed hash. `place`: which of the insured; None: the applicant."""

    policy: PolicyNumber
    person: str
    place: int | None = None


@dataclass(frozen=True)
class ClaimFilter:
    """Limits of the assessors' list; an empty one doesn't limit. `text` is looked for in number, policy and sender."""

    statuses: tuple[ClaimStatus, ...] = ()
    assessor: str | None = None  # "" means nobody's
    text: str = ""


@dataclass(frozen=True)
class ClaimPage:
    claims: Sequence[Claim]
    total: int


class ClaimRecords(Protocol):
    async def add_claim(self, claim: Claim) -> None: ...

    async def claim(self, number: ClaimNumber) -> Claim:
        """Raises UnknownRecord."""

    async def save_claim(self, claim: Claim) -> Claim:
        """Store a claim as read at its version; returned with the next one. Raises ClaimChanged, UnknownRecord."""

    async def claims_of(self, sender: Sender) -> Sequence[Claim]:
        """Those the conversation reported or may add to, newest first."""

    async def claims_under(self, policy: PolicyNumber) -> Sequence[Claim]:
        """Newest first."""

    async def queue(self, only: ClaimFilter, offset: int, limit: int) -> ClaimPage:
        """Those with an assessor's work first, by when they are due."""

    async def papers_waiting(self, limit: int) -> Sequence[tuple[ClaimNumber, PaperId]]:
        """Documents to be read, oldest first."""

    async def with_insurers(self, limit: int) -> Sequence[tuple[ClaimNumber, PolicyNumber]]:
        """Handed over to insurers and not yet answered, longest waiting first."""

    async def in_status(self, statuses: Collection[ClaimStatus], limit: int) -> Sequence[Claim]:
        """Oldest change first."""

    async def to_pay(self, limit: int) -> Sequence[Claim]:
        """Approved ones whose account is known, oldest change first: those that wait for one hold up nobody."""

    async def due_before(self, when: datetime, limit: int) -> Sequence[Claim]:
        """Undecided ones whose promised time is before `when` and that nobody was called for yet."""

    async def hold_invoices(self, claim: ClaimNumber, prints: Collection[str]) -> Mapping[str, ClaimNumber]:
        """Reserve invoices, by fingerprint, for a claim that is to be paid; the answer names those that another claim
        holds already: then none is reserved."""

    async def invoices_held(self, prints: Collection[str]) -> Mapping[str, ClaimNumber]: ...

    async def let_go_invoices(self, claim: ClaimNumber) -> None:
        """A claim that was withdrawn or refused holds nothing."""

    async def use_benefits(self, claim: ClaimNumber, used: Sequence[BenefitUsed]) -> None:
        """Replace what this claim uses."""

    async def benefits_used(self, policy: PolicyNumber, besides: ClaimNumber) -> Sequence[BenefitUsed]:
        """What other claims use of a policy."""

    async def add_policy_people(self, people: Sequence[PolicyPerson]) -> None: ...

    async def policies_of_person(self, person: str) -> Sequence[PolicyPerson]:
        """Wherever a person is applicant or insured, in whatever conversation it was bought."""
