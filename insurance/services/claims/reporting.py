"""Reporting a claim (报案): a number at once, then what is known and what may be paid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from insurance import claim_events as ce
from insurance import events as e
from insurance.claims import Claim, ClaimStatus, Lookup, Loss
from insurance.policies import PolicyStatus
from insurance.records import Records
from insurance.refs import ClaimNumber, Sender
from insurance.services.claims.covered import Covered
from insurance.services.claims.finding import with_policies
from insurance.services.claims.floor import NoClaim, own_claim, store
from insurance.services.claims.likely import likely_benefits
from insurance.services.claims.numbers import new_claim_number
from insurance.services.claims.papers import unpacked, with_uploads
from insurance.services.parts import Parts

FROM_WORDS = ("words", "flags", "sex", "circumstances", "severity", "also")  # told along, never read back


async def report(
    parts: Parts, sender: Sender, loss: Loss, merge: Callable[[Loss, Loss], Loss], *, another: bool = False
) -> e.Progress:
    """Take a report: into the claim that is being reported here, else as a new one.

    Args:
        merge: what was told before and what is told now, together: it depends on the words.
        another: the customer means a second loss, whatever is under way.
    """
    async with parts.work() as records:
        claim = None if another else await _being_reported(records, sender)
        if claim is not None:
            return await _told(parts, records, sender, claim, lambda before: merge(before, loss))
        number, lookup = new_claim_number(parts.clock.today()), await _proven_before(records, sender)
        claim = Claim(number, sender, parts.clock.now(), loss=loss, lookup=lookup)
        noted = _noted(claim, Loss(), loss)
        claim, found = await _searched(parts, records, claim)
        claim = await with_loose_papers(parts, records, claim, sender)
        return await store(parts, records, sender, claim, (ce.ClaimReported(claim), *noted, *found), new=True)


async def with_loose_papers(parts: Parts, records: Records, claim: Claim, sender: Sender) -> Claim:
    """Files that came from this conversation before there was a claim in it belong to this one."""
    journey = await records.journey(sender)
    if not journey.loose_papers or not claim.is_open:
        return claim
    claim, _ = with_uploads(parts, claim, sender, [unpacked(one) for one in journey.loose_papers])
    await records.save_journey(replace(journey, loose_papers=()), undoable=False)
    return claim


async def _proven_before(records: Records, sender: Sender) -> Lookup:
    """What opened a policy bought elsewhere to an earlier claim of this conversation opens it to the next."""
    earlier = [one.lookup for one in await records.claims.claims_of(sender) if one.sender == sender]
    return next((one for one in earlier if one.phone is not None), Lookup())


async def _being_reported(records: Records, sender: Sender) -> Claim | None:
    """A claim whose loss isn't told yet, or that has the floor: what is told belongs to it."""
    claiming = (await records.journey(sender)).claiming
    for one in await records.claims.claims_of(sender):
        if one.status is ClaimStatus.REPORTED or (claiming is not None and claiming.number == one.number):
            return one
    return None


async def tell_loss(parts: Parts, sender: Sender, change: Callable[[Loss], Loss]) -> e.Progress:
    """More of the loss, or a correction of it. Raises NoClaim."""
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        if not claim.is_open:
            raise NoClaim
        return await _told(parts, records, sender, claim, change)


async def _told(
    parts: Parts, records: Records, sender: Sender, claim: Claim, change: Callable[[Loss], Loss]
) -> e.Progress:
    before = claim.loss
    loss = change(before)
    if loss == before:
        return await store(parts, records, sender, claim)
    claim = replace(claim, loss=loss)
    if loss.relation is not before.relation:
        claim = replace(claim, insured=None)
    noted = _noted(claim, before, loss)
    if (loss.type, loss.cause, loss.happened, loss.relation) == (
        before.type, before.cause, before.happened, before.relation,
    ):  # fmt: skip
        return await store(parts, records, sender, claim, noted)
    claim, found = await _searched(parts, records, claim)
    return await store(parts, records, sender, claim, (*noted, *found))


async def _searched(parts: Parts, records: Records, claim: Claim) -> tuple[Claim, tuple[ce.ClaimEvent, ...]]:
    """With the policies that may pay, once it is known what happened and when."""
    before = claim.policies
    claim, found = await with_policies(parts, records, claim)
    if not found or claim.loss.happened is None or claim.policies == before:
        return claim, ()
    return claim, (cover_found(parts, claim, found),)


def cover_found(parts: Parts, claim: Claim, found: tuple[Covered, ...]) -> ce.CoverFound:
    day = claim.loss.happened
    outside = [
        one.policy.number
        for one in found
        if (day is not None and not one.in_force_on(day)) or one.policy.status is PolicyStatus.CANCELLED
    ]
    likely = tuple(likely_benefits(claim, policy) for policy in found)
    elsewhere = tuple(one.policy.number for one in found if one.policy.sender != claim.sender)
    return ce.CoverFound(claim, likely, elsewhere, tuple(outside))


def _noted(claim: Claim, before: Loss, after: Loss) -> tuple[ce.ClaimEvent, ...]:
    changed = [
        one.name for one in fields(Loss)
        if one.name not in FROM_WORDS and getattr(before, one.name) != getattr(after, one.name)
    ]  # fmt: skip
    if not changed:
        return ()
    empty = Loss()
    corrected = tuple(name for name in changed if getattr(before, name) != getattr(empty, name))
    return (ce.LossNoted(claim, tuple(changed), corrected),)


async def list_claims(parts: Parts, sender: Sender) -> list[ClaimNumber]:
    """The open claims of a conversation, newest first."""
    async with parts.work.reading() as records:
        return [one.number for one in await records.claims.claims_of(sender) if one.is_open]
