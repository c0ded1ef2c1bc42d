"""A claim before risk control: what it carries, held against what was seen before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from insurance.claim_papers import PaperField, ReadableKind
from insurance.claims import Claim
from insurance.refs import Sender, VaultRef
from insurance.services.claims.covered import Covered
from insurance.services.parts import Parts
from insurance.services.screening import ClaimToScreen, screen_claim

# Shown with every claim of a person, and alike for everybody: that they were seen before says nothing.
USED_AGAIN = frozenset({ReadableKind.IDENTITY_CARD, ReadableKind.BANK_CARD, ReadableKind.DRIVING_LICENCE})


async def screened(parts: Parts, claim: Claim, policies: Sequence[Covered]) -> tuple[int, str]:
    """How many risk tables gave points, and the number of the case if people have to look at it. Once for a claim."""
    if not policies or claim.loss.happened is None:
        return 0, ""
    first = policies[0]
    person = first.person(claim.insured)
    insured = await _own(parts, claim, person.owner, person.identity)
    answers = first.application.answers
    claimant = await _own(parts, claim, first.policy.sender, answers.get("applicant_id", "")) or insured
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
            phone=await _own(parts, claim, first.policy.sender, answers.get("applicant_phone", "")),
            account=claim.account.number if claim.account else "",
            institution=_hospital(claim),
            waiting_ends=first.policy.effective + timedelta(days=waiting - 1) if waiting else None,
            documents=tuple(one.sha256 for one in claim.papers if one.what not in USED_AGAIN),
        ),
    )
    return len(screening.signals), case.number if case else ""


async def _own(parts: Parts, claim: Claim, owner: Sender, reference: str) -> str:
    """The reference in the claim's own part of the vault: of a policy bought elsewhere it stands in another."""
    if not reference or owner == claim.sender:
        return reference
    kind = reference.strip("⟦⟧").partition(":")[0]
    return await parts.vault.keep(claim.sender, kind, await parts.vault.reveal(owner, VaultRef(reference)))


def _hospital(claim: Claim) -> str:
    return next((name for one in claim.papers if (name := one.value(PaperField.HOSPITAL))), claim.loss.hospital)
