"""The loss as the documents prove it: what an adjudication calculates with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from insurance.adjudication.cover import CoverInForce
from insurance.adjudication.loss import Bill, Loss, Severity, Stay, Visit
from insurance.applications import age_on
from insurance.claim_checklist import is_good
from insurance.claim_facts import with_facts
from insurance.claim_papers import ClaimPaper, PaperField, PaperState, ReadableKind
from insurance.claims import Claim, ClaimType
from insurance.money import ZERO
from insurance.policies import PolicyStatus
from insurance.services.claims.checking import amount_of, day_of
from insurance.services.claims.covered import Covered, mark_of
from insurance.services.parts import Parts


def good_papers(claim: Claim, *kinds: ReadableKind) -> Iterator[ClaimPaper]:
    """Documents of these kinds that count."""
    for paper in claim.papers:
        if paper.what in kinds and paper.state is not PaperState.REPLACED and is_good(paper):
            yield paper


async def proven_loss(parts: Parts, claim: Claim, policies: tuple[Covered, ...]) -> Loss:
    """What happened as told, what it cost as the documents say, and what an assessor established. What isn't proven
    isn't there."""
    told = claim.loss
    assert told.type is not None  # noqa: S101 - asked before anything is submitted
    assert told.happened is not None  # noqa: S101 - the same
    person = policies[0].person(claim.insured) if policies else None
    delays = [minutes for one in good_papers(claim, ReadableKind.DELAY_CERTIFICATE) if (minutes := _minutes(one))]
    cancelled = any(
        one.value(PaperField.CANCELLED) == "yes" for one in good_papers(claim, ReadableKind.DELAY_CERTIFICATE)
    )
    died = next(
        (day_of(one, PaperField.DEATH_DATE) for one in good_papers(claim, ReadableKind.DEATH_CERTIFICATE)), None
    )
    loss = Loss(
        type=told.type,
        happened=told.happened,
        cause=told.cause,
        person=await mark_of(parts, person.owner, person.identity) if person else "",
        age=age_on(person.birth, told.happened) if person and person.birth else None,
        bills=tuple(_bills(claim)),
        stays=tuple(_stays(claim)),
        disability_grade=told.disability_grade,
        illness=Severity(told.severity) if told.severity else None,
        died=told.type is ClaimType.DEATH,
        died_on=died,
        delay_minutes=max(delays, default=None),
        cancelled=cancelled,
        liability_share=Decimal(told.liability_share) / 100 if told.liability_share is not None else None,
        flags=frozenset(told.flags),
        circumstances=frozenset(told.circumstances),
    )
    return with_facts(loss, claim.proven)


def _bills(claim: Claim) -> Iterator[Bill]:
    for paper in good_papers(claim, ReadableKind.MEDICAL_INVOICE):
        amount, day = amount_of(paper), day_of(paper, PaperField.DATE)
        if amount is None or day is None:
            continue
        inpatient = paper.value(PaperField.VISIT) == Visit.INPATIENT
        yield Bill(
            document=paper.sha256,
            invoice_number=paper.value(PaperField.INVOICE_NUMBER) or paper.id,
            visit=Visit.INPATIENT if inpatient else Visit.OUTPATIENT,
            day=day,
            amount=amount,
            social_insurance=amount_of(paper, PaperField.SOCIAL_INSURANCE_PAID) or ZERO,
            own_expense=amount_of(paper, PaperField.OWN_EXPENSE) or ZERO,
        )


def _stays(claim: Claim) -> Iterator[Stay]:
    for paper in good_papers(claim, ReadableKind.DISCHARGE_SUMMARY):
        first, last = day_of(paper, PaperField.ADMISSION_DATE), day_of(paper, PaperField.DISCHARGE_DATE)
        if first is not None and last is not None and first <= last:
            yield Stay(first, last)


def _minutes(paper: ClaimPaper) -> int | None:
    value = paper.value(PaperField.DELAY_MINUTES) or ""
    return int(value) if value.isdigit() else None


def cover_of(one: Covered) -> CoverInForce:
    """A policy as the calculation looks at it."""
    policy = one.policy
    return CoverInForce(
        policy=policy.number,
        product=one.product,
        plan=one.product.plan(policy.plan_id),
        sum_insured=policy.sum_insured,
        effective=policy.effective,
        expiry=policy.expiry,
        premium=policy.premium,
        cancelled_on=policy.effective if policy.status is PolicyStatus.CANCELLED else None,
        social_insurance=one.quote.needs.social_insurance,
    )
