"""A claim before risk control: what it carries, held against what was seen before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from insurance.claim_papers import PaperField, ReadableKind
from insurance.claims import Claim
from insurance.riskcontrol.signals import Verdict
from insurance.services.claims.covered import Covered, moved
from insurance.services.parts import Parts
from insurance.services.screening import ClaimToScreen, screen_claim

# Documents that the same people rightly send with every claim of theirs.
OWN_TO_PEOPLE = frozenset({
    ReadableKind.IDENTITY_CARD, ReadableKind.BANK_CARD, ReadableKind.DRIVING_LICENCE, ReadableKind.OUTPATIENT_RECORD,
    ReadableKind.DISCHARGE_SUMMARY, ReadableKind.DIAGNOSIS_CERTIFICATE,
})  # fmt: skip


async def screened(parts: Parts, claim: Claim, policies: Sequence[Covered]) -> tuple[int, str]:
    """How many risk tables gave points, where together they are enough for people to look, and the number of the case.
    A weak signal alone (many claims at a large hospital) holds up nobody. Once for a claim."""
    if not policies or claim.loss.happened is None:
        return 0, ""
    first = policies[0]
    person = first.person(claim.insured)
    insured = await moved(parts, person.identity, person.owner, claim.sender)
    answers = first.application.answers
    claimant = await moved(parts, answers.get("applicant_id", ""), first.policy.sender, claim.sender) or insured
    if not claimant:  # a company: its number isn't a person's
        return 0, ""
    waiting = first.product.waiting_days
    screening, case = await screen_claim(
        parts,
        ClaimToScreen(
            number=claim.number,
            sender=claim.sender,
            product_id=first.product.id,
            insurer=first.product.insurer,
            claimant=claimant,
            insured=(insured,) if insured else (),
            happened=claim.loss.happened,
            phone=await moved(parts, answers.get("applicant_phone", ""), first.policy.sender, claim.sender),
            account=claim.account.number if claim.account else "",
            institution=_hospital(claim),
            waiting_ends=first.policy.effective + timedelta(days=waiting - 1) if waiting else None,
            documents=tuple(one.sha256 for one in claim.papers if one.what not in OWN_TO_PEOPLE),
        ),
    )
    hits = 0 if screening.verdict is Verdict.PASS else len(screening.signals)
    return hits, case.number if case else ""


def _hospital(claim: Claim) -> str:
    return next((name for one in claim.papers if (name := one.value(PaperField.HOSPITAL))), claim.loss.hospital)
