"""Holding what was read on documents against the policy, the insured and the report."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from insurance.claim_checklist import USELESS
from insurance.claim_papers import ClaimPaper, Mismatch, PaperField, PaperState, ReadableKind
from insurance.claims import Claim, ClaimType
from insurance.money import Money
from insurance.records import Records
from insurance.refs import ClaimNumber
from insurance.services.claims.covered import Covered, all_covered, mark_of
from insurance.services.parts import Parts
from insurance.services.people import CoveredPerson, mask_name

BEFORE = timedelta(days=1)  # a record may be dated the day before a loss told from memory
WEAK = 0.5  # below this a value is too unsure to contradict anything
# Documents that are of the insured person; of a car or a home they are the driver's or the owner's.
OF_THE_INSURED = frozenset({
    ReadableKind.MEDICAL_INVOICE, ReadableKind.OUTPATIENT_RECORD, ReadableKind.DISCHARGE_SUMMARY,
    ReadableKind.DIAGNOSIS_CERTIFICATE, ReadableKind.ITEMISED_BILL, ReadableKind.BOARDING_PASS,
    ReadableKind.PROPERTY_IRREGULARITY_REPORT, ReadableKind.DEATH_CERTIFICATE,
})  # fmt: skip
DATED = frozenset({
    ReadableKind.MEDICAL_INVOICE, ReadableKind.OUTPATIENT_RECORD, ReadableKind.DIAGNOSIS_CERTIFICATE,
    ReadableKind.DELAY_CERTIFICATE, ReadableKind.BOARDING_PASS, ReadableKind.PROPERTY_IRREGULARITY_REPORT,
})  # fmt: skip
ON_THE_DAY = frozenset({ReadableKind.DELAY_CERTIFICATE, ReadableKind.BOARDING_PASS})
FLIGHTS = (ClaimType.FLIGHT_DELAY, ClaimType.BAGGAGE_DELAY, ClaimType.BAGGAGE_LOSS)


def invoice_prints(parts: Parts, claim: Claim, papers: Sequence[ClaimPaper] | None = None) -> dict[str, str]:
    """Fingerprints by which an invoice is known again, in this claim or another: of its number, and of the picture."""
    prints: dict[str, str] = {}
    for paper in claim.papers if papers is None else papers:
        number = paper.value(PaperField.INVOICE_NUMBER)
        if paper.what == ReadableKind.MEDICAL_INVOICE and number:
            prints[parts.hashes.fingerprint("invoice", number.upper())] = paper.id
    return prints


async def checked(parts: Parts, records: Records, claim: Claim) -> Claim:
    """The claim with every document's mismatches as they are now."""
    policies = await all_covered(parts, records, claim)
    taken = await records.claims.invoices_held(list(invoice_prints(parts, claim)))
    papers = []
    for paper in claim.papers:
        if paper.state is PaperState.WAITING:
            papers.append(paper)
            continue
        found = [one async for one in _mismatches(parts, claim, paper, policies, taken)]
        papers.append(replace(paper, mismatches=tuple(found)))
    return replace(claim, papers=tuple(papers))


async def _mismatches(
    parts: Parts, claim: Claim, paper: ClaimPaper, policies: Sequence[Covered], taken: Mapping[str, ClaimNumber]
) -> AsyncIterator[Mismatch]:
    for one in _dates(parts, claim, paper, policies):
        yield one
    for one in _flights(claim, paper):
        yield one
    for one in _amounts(claim, paper):
        yield one
    for one in _copies(parts, claim, paper, taken):
        yield one
    if policies:
        person = policies[0].person(claim.insured)
        async for one in _people(parts, claim, paper, policies[0], person):
            yield one


async def _people(
    parts: Parts, claim: Claim, paper: ClaimPaper, policy: Covered, person: CoveredPerson
) -> AsyncIterator[Mismatch]:
    name = _sure(paper, PaperField.NAME)
    minor, died = person.is_minor(parts.clock.today()), claim.loss.type is ClaimType.DEATH
    if paper.what in OF_THE_INSURED and name and not parts.identity.same_name(name, person.name):
        yield Mismatch("other_person", PaperField.NAME, mask_name(person.name))
    payees = (person.name, policy.applicant) if minor else (person.name,)
    of_payee = not name or died or any(parts.identity.same_name(name, one) for one in payees)
    if paper.what == ReadableKind.BANK_CARD and not of_payee:
        yield Mismatch("other_account", PaperField.NAME, mask_name(payees[-1]))
    number = paper.value(PaperField.ID_NUMBER)
    if paper.what == ReadableKind.IDENTITY_CARD and number:
        known = await _marks(parts, policy, policy.people if died else (person,), with_applicant=minor or died)
        if known and await mark_of(parts, claim.sender, number) not in known:
            yield Mismatch("other_identity", PaperField.ID_NUMBER, mask_name(person.name))


async def _marks(parts: Parts, policy: Covered, people: Sequence[CoveredPerson], *, with_applicant: bool) -> set[str]:
    """Whose identity card may be shown: the insured's, a minor's parent's, after a death anybody's of the policy."""
    marks = {await mark_of(parts, one.owner, one.identity) for one in people}
    if with_applicant:
        answers = policy.application.answers
        marks.add(await mark_of(parts, policy.policy.sender, answers.get("applicant_id", "")))
    return marks - {""}


def _dates(parts: Parts, claim: Claim, paper: ClaimPaper, policies: Sequence[Covered]) -> Sequence[Mismatch]:
    day = day_of(paper, PaperField.DATE) or day_of(paper, PaperField.ADMISSION_DATE)
    happened = claim.loss.happened
    if day is None or paper.what not in {*DATED, ReadableKind.DISCHARGE_SUMMARY}:
        return ()
    if day > parts.clock.today():
        return (Mismatch("date_in_future", PaperField.DATE, day.isoformat()),)
    if happened is not None and paper.what in ON_THE_DAY and abs((day - happened).days) > BEFORE.days:
        return (Mismatch("other_day", PaperField.DATE, happened.isoformat()),)
    if happened is not None and day < happened - BEFORE:
        return (Mismatch("before_loss", PaperField.DATE, happened.isoformat()),)
    return ()


def _flights(claim: Claim, paper: ClaimPaper) -> Sequence[Mismatch]:
    read, told = (text.replace(" ", "").upper() for text in (paper.value(PaperField.FLIGHT) or "", claim.loss.flight))
    of_flight = claim.loss.type in FLIGHTS and paper.what == ReadableKind.DELAY_CERTIFICATE
    return (Mismatch("other_flight", PaperField.FLIGHT, told),) if of_flight and read and told and read != told else ()


def _amounts(claim: Claim, paper: ClaimPaper) -> Sequence[Mismatch]:
    """An itemised bill comes to what one invoice is for, or all of them together."""
    billed = amount_of(paper) if paper.what == ReadableKind.ITEMISED_BILL else None
    sums = [
        amount for one in claim.papers
        if one.what == ReadableKind.MEDICAL_INVOICE and one.state is PaperState.READ and (amount := amount_of(one))
    ]  # fmt: skip
    if billed is None or not sums or billed in (*sums, sum(sums[1:], sums[0])):
        return ()
    return (Mismatch("other_amount", PaperField.AMOUNT, str(sums[0])),)


def _copies(parts: Parts, claim: Claim, paper: ClaimPaper, taken: Mapping[str, ClaimNumber]) -> Sequence[Mismatch]:
    """The same invoice twice in this claim, or one that another claim is paid for."""
    if paper.what != ReadableKind.MEDICAL_INVOICE:
        return ()
    own = invoice_prints(parts, claim, [paper])
    if any(taken.get(one, claim.number) != claim.number for one in own):
        return (Mismatch("invoice_claimed", PaperField.INVOICE_NUMBER),)
    earlier = claim.papers[: [one.id for one in claim.papers].index(paper.id)]
    standing = [one for one in earlier if one.state is not PaperState.REPLACED and not USELESS & set(one.flaws)]
    if set(own) & set(invoice_prints(parts, claim, standing)) or (
        paper.print and any(one.print == paper.print for one in standing)
    ):
        return (Mismatch("invoice_twice", PaperField.INVOICE_NUMBER),)
    return ()


def _sure(paper: ClaimPaper, field: str) -> str | None:
    if field in paper.corrected:
        return paper.corrected[field]
    found = paper.fields.get(field)
    return found.value if found is not None and found.sure >= WEAK else None


def day_of(paper: ClaimPaper, field: str) -> date | None:
    """A day read on a document, None where none was or it isn't one."""
    try:
        return date.fromisoformat(paper.value(field) or "")
    except ValueError:
        return None


def amount_of(paper: ClaimPaper, field: str = PaperField.AMOUNT) -> Money | None:
    """Money read on a document, None where none was or it isn't money."""
    try:
        return Money.of(paper.value(field) or "")
    except ValueError:
        return None
