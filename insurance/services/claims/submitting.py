"""Submitting a claim, and what the rules make of it: paid at once, or before an assessor with a promised time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from insurance import claim_events as ce
from insurance import events as e
from insurance.adjudication.deciding import ClaimFacts, Route, RouteTo, find, route
from insurance.adjudication.outcome import Adjudication
from insurance.adjudication.several import adjudicate_all
from insurance.claim_checklist import USELESS, is_good, outstanding
from insurance.claim_papers import UNKNOWN_KIND, ClaimPaper, PaperField, PaperState, ReadableKind
from insurance.claims import Actor, Claim, ClaimChanged, ClaimStatus, Move
from insurance.money import ZERO
from insurance.policies import SHANGHAI
from insurance.records import Records
from insurance.refs import ClaimNumber, Sender
from insurance.services.claims.agreeing import agree
from insurance.services.claims.claim_screening import screened
from insurance.services.claims.covered import Covered, all_covered, benefit_names
from insurance.services.claims.floor import follow, items_of, own_claim, question_of, store
from insurance.services.claims.holding import hold_what_is_paid
from insurance.services.claims.papers import WEIGHTY
from insurance.services.claims.proven import cover_of, proven_loss
from insurance.services.claims.telling import tell_move
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts

SURE = 0.9  # below this a value on which money depends is confirmed by a person
NO_POLICY = "no_policy"
MANY = 20
LEFT_ALONE = timedelta(seconds=15)  # for the turn that submitted it to decide on it itself


class NotReady(Exception):
    """Something still has to be told, read or given before the claim can be submitted."""


@dataclass(frozen=True)
class Worked:
    """What the rules would decide now."""

    adjudication: Adjudication
    route: Route | None  # None: no policy to calculate with
    reasons: tuple[str, ...] = ()


async def show_summary(parts: Parts, sender: Sender) -> e.Progress:
    """Everything once more before it is submitted, with what it will probably come to."""
    async with parts.work.reading() as records:
        claim = await own_claim(records, sender)
        policies = await all_covered(parts, records, claim)
        expected = await _adjudicated(parts, records, claim, policies)
        journey = await records.journey(sender)
    summary = ce.ClaimSummary(claim, items_of(parts, claim, policies), expected, benefit_names(policies))
    return e.Progress(journey, (summary,), open_question(parts, journey))


async def submit(parts: Parts, sender: Sender) -> e.Progress:
    """The customer has seen what was read and says it is right: that is the confirmation of every document.

    What follows (screening, calculation, decision) is done at once where it can be, and in any case by the sweep.

    Raises:
        NotReady: the claim isn't at that question.
        NoClaim
    """
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        question = await question_of(parts, records, claim, await all_covered(parts, records, claim))
        if question is None or question.field != "claim_submit":
            raise NotReady
        now = parts.clock.now()
        papers = tuple(replace(one, confirmed=one.state is PaperState.READ) for one in claim.papers)
        claim = replace(claim.after(Move.SUBMIT, Actor.CUSTOMER, now), papers=papers, complete_at=now)
        await store(parts, records, sender, claim)
    with suppress(ClaimChanged):  # the sweep was faster: it is decided
        await decide(parts, claim.number)
    async with parts.work.reading() as records:
        claim = await records.claims.claim(claim.number)
        journey = await records.journey(sender)
    event = ce.ClaimSubmitted(claim, fast=claim.status is not ClaimStatus.ASSESSING)
    return e.Progress(journey, (event,), open_question(parts, journey))


async def decide_submitted(parts: Parts) -> None:
    """Go on with claims that were submitted and not decided on: a process ended in between. The customer is told."""
    async with parts.work.reading() as records:
        waiting = await records.claims.in_status((ClaimStatus.SUBMITTED,), MANY)
    for claim in waiting:
        if claim.steps[-1].at + LEFT_ALONE < parts.clock.now():
            await decide(parts, claim.number)
            await _tell_decided(parts, claim.number)


async def _tell_decided(parts: Parts, number: ClaimNumber) -> None:
    async with parts.work.reading() as records:
        claim = await records.claims.claim(number)
    due = claim.due.astimezone(SHANGHAI) if claim.due else None
    wording = "utter_claim_with_assessor" if claim.status is ClaimStatus.ASSESSING else "utter_claim_approved_fast"
    amount = str(claim.adjudication.total) if claim.adjudication else ""
    await tell_move(parts, claim, "decided", wording, amount=amount, due=f"{due:%m-%d %H:%M}" if due else "")


async def decide(parts: Parts, number: ClaimNumber) -> None:
    """Screen, calculate and route a submitted claim. The rules approve, or an assessor looks: they never refuse.

    Again for a claim that was decided on does nothing.
    """
    async with parts.work.reading() as records:
        claim = await records.claims.claim(number)
        policies = await all_covered(parts, records, claim)
    if claim.status is not ClaimStatus.SUBMITTED:
        return
    hits, case = await screened(parts, claim, policies)
    async with parts.work() as records:
        claim = await records.claims.claim(number)
        if claim.status is not ClaimStatus.SUBMITTED:
            return
        worked = await work_out(parts, records, claim, policies, hits)
        claim = _sent(parts, claim, worked, case)
        fast = worked.route is not None and worked.route.to is RouteTo.FAST_TRACK
        if fast and not await hold_what_is_paid(parts, records, claim):
            claim = claim.after(Move.APPROVE, Actor.MACHINE, parts.clock.now())
        elif fast:
            claim = replace(claim, route=RouteTo.ASSESSOR.value, route_reasons=("invoice_paid",))
        await follow(parts, records, await records.claims.save_claim(claim))


def _sent(parts: Parts, claim: Claim, worked: Worked, case: str) -> Claim:
    """With the assessor, or on the fast track, with the time the customer was promised to hear by."""
    now = parts.clock.now()
    hours = worked.route.due_hours if worked.route else NO_POLICY_HOURS
    return replace(
        claim.after(Move.ASSESS, Actor.MACHINE, now),
        adjudication=worked.adjudication,
        route=(worked.route.to if worked.route else RouteTo.ASSESSOR).value,
        route_reasons=worked.reasons,
        due=(claim.complete_at or now) + timedelta(hours=hours),
        risk_case=case,
    )


NO_POLICY_HOURS = 72  # as long as an assessor has for any other claim; there is nothing for the table to look at


async def work_out(
    parts: Parts, records: Records, claim: Claim, policies: tuple[Covered, ...], risk_hits: int
) -> Worked:
    """The calculation and who decides on it, from the documents as they are now."""
    adjudication = await _adjudicated(parts, records, claim, policies)
    if adjudication is None or claim.loss.type is None:
        return Worked(Adjudication(), None, (NO_POLICY,))
    items = items_of(parts, claim, policies)
    facts = ClaimFacts(
        type=claim.loss.type,
        claimed=ZERO,  # what is claimed is what the documents show
        adjudication=adjudication,
        complete=not outstanding(items),
        consistent=_consistent(claim) and agree(parts, claim),
        risk_hits=risk_hits,
    )
    found = route(parts.rules, facts)
    return Worked(adjudication, found, found.reasons)


async def _adjudicated(
    parts: Parts, records: Records, claim: Claim, policies: Sequence[Covered]
) -> Adjudication | None:
    if not policies or claim.loss.type is None or claim.loss.happened is None:
        return None
    loss = await proven_loss(parts, claim, tuple(policies))
    covers = [cover_of(one) for one in policies]
    words = parts.claim_guide.exclusion_words
    findings = {one.policy: find(parts.rules, one, loss, words) for one in covers}
    used = [
        one for policy in policies for one in await records.claims.benefits_used(policy.policy.number, claim.number)
    ]
    return adjudicate_all(covers, loss, used, findings)


# What must stand on a document before the machine pays by it.
ESSENTIAL: Mapping[str, tuple[PaperField, ...]] = {
    ReadableKind.MEDICAL_INVOICE: (PaperField.NAME, PaperField.DATE, PaperField.AMOUNT, PaperField.INVOICE_NUMBER),
    ReadableKind.DELAY_CERTIFICATE: (PaperField.DATE, PaperField.FLIGHT),
    ReadableKind.DISCHARGE_SUMMARY: (PaperField.NAME, PaperField.ADMISSION_DATE, PaperField.DISCHARGE_DATE),
}


def _says_nothing(paper: ClaimPaper) -> bool:
    """A picture sent along on which nothing can be made out: it proves nothing, and it contradicts nothing."""
    return paper.what in ("", UNKNOWN_KIND) and bool(USELESS & set(paper.flaws))


def _consistent(claim: Claim) -> bool:
    """Nothing contradicts, and nothing on which money depends is unsure or was changed by hand."""
    standing = [
        one
        for one in claim.papers
        if one.state is not PaperState.REPLACED
        and not one.accepted_by
        and not _mere_copy(claim, one)
        and not _says_nothing(one)
    ]
    return all(
        is_good(one)
        and one.confirmed
        and not (WEIGHTY & set(one.corrected))
        and set(ESSENTIAL.get(one.what, ())) <= set(one.fields)
        and all(read.sure >= SURE for name, read in one.fields.items() if name in WEIGHTY)
        for one in standing
    )


def _mere_copy(claim: Claim, paper: ClaimPaper) -> bool:
    """Sent twice by mistake: the same number and the same sum, and counted once. Another sum under it is a doubt."""
    if [one.code for one in paper.mismatches] != ["invoice_twice"] or paper.corrected:
        return False
    names = (PaperField.INVOICE_NUMBER, PaperField.AMOUNT, PaperField.DATE)
    values = [paper.value(name) for name in names]
    others = [one for one in claim.papers if one.id != paper.id and is_good(one)]
    return all(values) and any([one.value(name) for name in names] == values for one in others)
