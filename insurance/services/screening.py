"""Screening an application before its payment page opens, and a claim when it comes in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from insurance.applications import Application
from insurance.journeys import Journey
from insurance.lines import Line, Relation
from insurance.opening_hours import within_hours
from insurance.policies import SHANGHAI
from insurance.quotes import Quote
from insurance.records import Records
from insurance.refs import ProductId, Sender, VaultRef
from insurance.riskcontrol import identifiers as i
from insurance.riskcontrol.cases import CaseNumber, RiskCase
from insurance.riskcontrol.entries import Entry, EntryKind
from insurance.riskcontrol.identifiers import Identifier, Key, Role
from insurance.riskcontrol.signals import SHARED, Found, Screening, Verdict, assess, people_of
from insurance.services.parts import Parts
from insurance.services.people import roster_of

NEWEST = 50  # of each identifier: whatever a table counts, more than that makes no difference
REFERENCE = re.compile("⟦[^⟧]*⟧")
Carried = Sequence[tuple[Identifier, Role]]


@dataclass(frozen=True)
class ClaimToScreen:
    """What screening looks at of a claim. Numbers are vault references of this sender, documents SHA-256 of files.

    Attributes:
        waiting_ends: the last day of the waiting period; None without one.
    """

    number: str
    sender: Sender
    product_id: ProductId
    insurer: str
    claimant: str
    insured: tuple[str, ...]
    happened: date
    phone: str = ""
    account: str = ""
    area: str = ""
    institution: str = ""
    waiting_ends: date | None = None
    documents: tuple[str, ...] = ()


def fingerprint_of(parts: Parts, journey: Journey, quote: Quote) -> str:
    """What is bought for whom: the same however often it is tried, also with a premium computed again."""
    assert journey.purchase is not None  # noqa: S101 - checked by the callers
    answers = journey.purchase.application.answers
    told = [f"{key}={value}" for key, value in sorted(answers.items()) if key != "effective_date"]
    return parts.hashes.fingerprint(quote.product_id, quote.plan_id, str(quote.cover.sum_insured), *told)


async def screen_application(
    parts: Parts, records: Records, application: Application, quote: Quote, fingerprint: str
) -> RiskCase | None:
    """Screen and store an application; the case when it is to be held."""
    carried = await carried_by(parts, application, quote)
    today = application.submitted_at.astimezone(SHANGHAI).date()
    keys = _keys(parts, carried)
    entry = Entry(
        subject=application.id,
        kind=EntryKind.APPLICATION,
        sender=application.sender,
        owner=keys[0].hash,
        insurer=parts.catalogue.product(quote.product_id).insurer,
        at=application.submitted_at,
        keys=keys,
        days_to_effective=(quote.cover.start - today).days,
        sum_insured=quote.cover.sum_insured,
        annual_income=quote.needs.person().annual_income,
    )
    screening = await _screen(parts, records, entry, [one for one, _ in carried])
    return await _held(parts, records, entry, screening, quote.product_id, fingerprint)


async def screen_claim(parts: Parts, claim: ClaimToScreen) -> tuple[Screening, RiskCase | None]:
    """Screen and store a claim; with the case when people have to look at it. Again for the same claim does nothing."""
    fingerprint = parts.hashes.fingerprint(claim.number)
    async with parts.work.reading() as records:
        done = await records.risk.screening(claim.number)
        if done is not None:
            return done, await records.risk.case_for(claim.sender, fingerprint)
    carried = await _carried_by_claim(parts, claim)
    prints = [await parts.prints.of(await parts.files.get(sha256)) for sha256 in claim.documents]
    keys = _keys(parts, carried)
    entry = Entry(
        subject=claim.number,
        kind=EntryKind.CLAIM,
        sender=claim.sender,
        owner=keys[0].hash,
        insurer=claim.insurer,
        at=parts.clock.now(),
        keys=keys,
        days_after_waiting=(claim.happened - claim.waiting_ends).days if claim.waiting_ends else None,
        prints=tuple(one for one in prints if one is not None),
    )
    async with parts.work() as records:
        screening = await _screen(parts, records, entry, [one for one, _ in carried])
        return screening, await _held(parts, records, entry, screening, claim.product_id, fingerprint)


async def _screen(parts: Parts, records: Records, entry: Entry, plain: Sequence[Identifier]) -> Screening:
    risk = records.risk
    links = await risk.linked(entry.keys, NEWEST)
    related = people_of(entry) | {one.owner for one in links if one.key.hash in people_of(entry)}
    if any(one.key.kind in SHARED and one.owner not in related for one in links):
        related |= await risk.companions(entry.owner, NEWEST)
    alike = await risk.resembling(entry.prints, entry.subject) if entry.prints else ()
    found = Found(links, related, alike, await parts.blacklist.hits(plain))
    screening = assess(entry, found, parts.rules)
    await risk.add_entry(entry, screening)
    return screening


async def _held(
    parts: Parts, records: Records, entry: Entry, screening: Screening, product_id: ProductId, fingerprint: str
) -> RiskCase | None:
    if screening.verdict is Verdict.PASS:
        return None
    now = parts.clock.now()
    case = RiskCase(
        number=CaseNumber(f"RC{now:%Y%m%d}{uuid.uuid4().hex[:8].upper()}"),
        kind=entry.kind,
        subject=entry.subject,
        sender=entry.sender,
        product_id=product_id,
        insurer=entry.insurer,
        fingerprint=fingerprint,
        score=screening.score,
        signals=screening.signals,
        opened=now,
        due=_due(now, parts.terms.review_hours, parts.terms.advisor_hours),
    )
    await records.risk.add_case(case)
    tables = {"signals": " ".join(f"{one.table}.{one.row}" for one in screening.signals)}
    await records.risk.audit("lingbao", "case.opened", case.number, {**tables, "score": str(screening.score)})
    return case


def _due(now: datetime, hours: int, open_at: str) -> datetime:
    """When the customer hears at the latest: on the full hour, and where that is at night, when people are back."""
    latest = (now + timedelta(hours=hours, minutes=59)).replace(minute=0, second=0, microsecond=0)
    return within_hours(latest, open_at)


def _keys(parts: Parts, carried: Carried) -> tuple[Key, ...]:
    """The owner's key first."""
    return tuple(dict.fromkeys(Key(one.kind, parts.hashes.of(one), role) for one, role in carried if one.value))


async def carried_by(parts: Parts, application: Application, quote: Quote) -> Carried:
    """Every identifier of an application, its owner's first."""
    answers, sender = application.answers, application.sender

    async def plain(key: str) -> str:
        return await parts.vault.reveal(sender, VaultRef(answers[key]))

    carried: list[tuple[Identifier, Role]] = []
    if quote.needs.line is Line.GROUP:
        carried.append((i.company(answers["company_number"]), Role.APPLICANT))
        for _, reference in roster_of(answers["roster"]):
            carried.append((i.person(await parts.vault.reveal(sender, VaultRef(reference))), Role.INSURED))
    else:
        carried.append((i.person(await plain("applicant_id")), Role.APPLICANT))
        for index, person in enumerate(quote.needs.insured):
            if person.relation is not Relation.SELF and f"insured_id.{index}" in answers:
                carried.append((i.person(await plain(f"insured_id.{index}")), Role.INSURED))
    phone = parts.identity.phone(await plain("applicant_phone"))
    carried += [(i.phone(phone), Role.APPLICANT), (i.device(sender), Role.APPLICANT)]
    if "home_address" in answers:
        carried.append((i.address(answers["home_address"]), Role.OTHER))
    for reference in REFERENCE.findall(answers.get("beneficiary", "")):
        number = await parts.vault.reveal(sender, VaultRef(reference))
        carried.append((i.beneficiary(number), Role.BENEFICIARY))
    return carried


async def _carried_by_claim(parts: Parts, claim: ClaimToScreen) -> Carried:
    async def plain(reference: str) -> str:
        return await parts.vault.reveal(claim.sender, VaultRef(reference))

    carried = [(i.person(await plain(claim.claimant)), Role.APPLICANT)]
    carried += [(i.person(await plain(one)), Role.INSURED) for one in claim.insured]
    carried.append((i.device(claim.sender), Role.APPLICANT))
    if claim.phone:
        carried.append((i.phone(await plain(claim.phone)), Role.APPLICANT))
    if claim.account:
        carried.append((i.account(await plain(claim.account)), Role.BENEFICIARY))
    carried += [(i.area(claim.area), Role.OTHER)] if claim.area else []
    carried += [(i.institution(claim.institution), Role.OTHER)] if claim.institution else []
    return carried
