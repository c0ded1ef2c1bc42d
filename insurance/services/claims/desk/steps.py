"""How a step of an assessor is taken: on the version that was seen, one commit, with its line in the audit log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from insurance.claims import WITH_ASSESSOR, Claim, ClaimChanged
from insurance.records import Records
from insurance.refs import ClaimNumber
from insurance.services.claims.checking import checked
from insurance.services.claims.desk.refusals import Hindrance, StepHindered, StepUnfit, Unfit
from insurance.services.claims.floor import follow
from insurance.services.claims.telling import Told
from insurance.services.parts import Parts

WORDS_CHARS = 2_000

Details = Mapping[str, str]  # of the audit log: codes, ids, amounts and notes of the staff's, never personal data
Telling = Callable[[Parts, Records, Claim], Awaitable[Sequence[Told]]]
Change = Callable[[Records, Claim], Awaitable[tuple[Claim, Details]]]


@dataclass(frozen=True)
class Assessor:
    """One member of staff at work. Every step raises UnknownRecord, ClaimChanged, StepHindered, StepUnfit."""

    parts: Parts
    name: str

    def now(self) -> datetime:
        return self.parts.clock.now()

    async def step(
        self, number: ClaimNumber, version: int, action: str, change: Change, told: Telling | None = None
    ) -> Claim:
        """What the customer has to know is queued in the same commit: no step is taken in silence."""
        messages: Sequence[Told] = ()
        async with self.parts.work() as records:
            claim = await records.claims.claim(number)
            if claim.version != version:
                raise ClaimChanged(number)
            claim, details = await change(records, claim)
            claim = await records.claims.save_claim(claim)
            await follow(self.parts, records, claim)
            await records.risk.audit(self.name, action, number, details)
            if told is not None:
                messages = await told(self.parts, records, claim)
                for sender, key, message in messages:
                    await records.tell(sender, key, message)
        for sender, key, message in messages:
            await self.parts.notifier.tell(sender, key, message)
        return claim

    async def working(self, number: ClaimNumber, version: int, action: str, change: Change) -> Claim:
        """A change of what is decided on: only while an assessor has the claim and no proposal stands on it."""

        async def at_work(records: Records, claim: Claim) -> tuple[Claim, Details]:
            if claim.status not in WITH_ASSESSOR:
                raise StepHindered(Hindrance.NOT_ASSESSED_NOW)
            if claim.proposal is not None:
                raise StepHindered(Hindrance.PROPOSAL_WAITS)
            return await change(records, claim)

        return await self.step(number, version, action, at_work)

    async def checking(self, number: ClaimNumber, version: int, action: str, change: Change) -> Claim:
        """A change of documents: contradictions are looked for anew."""

        async def and_checked(records: Records, claim: Claim) -> tuple[Claim, Details]:
            claim, details = await change(records, claim)
            return await checked(self.parts, records, claim), details

        return await self.working(number, version, action, and_checked)


def said(text: str) -> str:
    """Raises StepUnfit."""
    if not text.strip():
        raise StepUnfit(Unfit.WORDS_MISSING)
    return text.strip()[:WORDS_CHARS]
