"""How a claim stands, and the customer's ways out of it: withdrawing, appealing."""

from __future__ import annotations

from dataclasses import replace

from insurance import claim_events as ce
from insurance import events as e
from insurance.claims import Actor, Claim, Move
from insurance.refs import ClaimNumber, Sender
from insurance.services.claims.covered import all_covered
from insurance.services.claims.floor import give_floor, items_of, own_claim, question_of, store
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts

APPEAL = "claim_appeal"


async def claim_stands(parts: Parts, sender: Sender, number: ClaimNumber | None = None) -> e.Progress:
    """到哪了: the newest open claim, or the one named; a choice where several are open. Raises NoClaim."""
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
        claims = await records.claims.claims_of(sender)
        opened = [one for one in claims if one.is_open]
        if number is None and journey.claiming is None and len(opened) > 1:
            return e.Progress(journey, (ce.ClaimsListed(opened),), open_question(parts, journey))
        claim = await own_claim(records, sender, number)
        policies = await all_covered(parts, records, claim)
        stands = ce.ClaimStands(claim, items_of(parts, claim, policies))
        return e.Progress(journey, (stands,), open_question(parts, journey))


async def take_up(parts: Parts, sender: Sender, number: ClaimNumber | None = None) -> e.Progress:
    """Go on with a claim that was put aside. Raises NoClaim."""
    async with parts.work() as records:
        claim = await own_claim(records, sender, number)
        policies = await all_covered(parts, records, claim)
        stands = ce.ClaimStands(claim, items_of(parts, claim, policies))
        question = await question_of(parts, records, claim, policies)
        return await give_floor(parts, records, claim, sender, question, (stands,))


async def withdraw(parts: Parts, sender: Sender, number: ClaimNumber | None = None) -> e.Progress:
    """Give a claim up; it can be reopened by an assessor. Raises NoClaim, IllegalMove."""
    async with parts.work() as records:
        claim = await own_claim(records, sender, number)
        claim = claim.after(Move.WITHDRAW, Actor.CUSTOMER, parts.clock.now())
        await records.claims.let_go_invoices(claim.number)
        await records.claims.use_benefits(claim.number, ())
        return await store(parts, records, sender, claim, (ce.ClaimWithdrawn(claim),))


async def appeal(parts: Parts, sender: Sender, words: str, number: ClaimNumber | None = None) -> e.Progress:
    """Against a refusal, or a part of one: a human looks at it anew, with what the customer says.

    Raises:
        NoClaim
        IllegalMove: nothing was decided that could be appealed against.
    """
    async with parts.work() as records:
        claim = await own_claim(records, sender, number)
        claim = claim.after(Move.APPEAL, Actor.CUSTOMER, parts.clock.now(), note=words)
        due = parts.clock.now() + parts.terms.claims.appeal_time
        claim = replace(claim, due=due, assessor="", proposal=None, escalated_at=None)
        progress = await store(parts, records, sender, claim, (ce.ClaimAppealed(claim),))
    await parts.desk.request(claim.sender, APPEAL)
    return progress


def decided(claim: Claim) -> Move | None:
    """The last decision that was made."""
    moves = [step.move for step in claim.steps if step.move in (Move.APPROVE, Move.APPROVE_PARTLY, Move.REFUSE)]
    return moves[-1] if moves else None
