"""Which claim has the floor in a conversation, and what is asked in it. Called inside one unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from insurance import claim_events as ce
from insurance import events as e
from insurance.claim_checklist import checklist
from insurance.claim_papers import ChecklistItem, PaperField
from insurance.claim_questions import next_claim_question
from insurance.claims import Actor, Claim, ClaimStatus, Move
from insurance.journeys import Claiming, Journey
from insurance.questions import AnswerKind, Flow, Question
from insurance.records import Records
from insurance.refs import ClaimNumber, PaperId, Sender
from insurance.services.claims.covered import Covered, all_covered, covered
from insurance.services.claims.finding import candidates, known_policies, types_for
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts
from insurance.services.people import mask_name

FIELD_KINDS: Mapping[str, AnswerKind] = {
    PaperField.NAME: AnswerKind.NAME, PaperField.DATE: AnswerKind.DATE, PaperField.AMOUNT: AnswerKind.MONEY,
    PaperField.ADMISSION_DATE: AnswerKind.DATE, PaperField.DISCHARGE_DATE: AnswerKind.DATE,
    PaperField.DEATH_DATE: AnswerKind.DATE, PaperField.SOCIAL_INSURANCE_PAID: AnswerKind.MONEY,
    PaperField.OWN_EXPENSE: AnswerKind.MONEY, PaperField.ID_NUMBER: AnswerKind.ID_NUMBER,
    PaperField.CARD_NUMBER: AnswerKind.BANK_CARD, PaperField.DELAY_MINUTES: AnswerKind.COUNT,
}  # fmt: skip


class NoClaim(Exception):
    """There is no claim here that this could be about."""


async def own_claim(records: Records, sender: Sender, number: ClaimNumber | None = None) -> Claim:
    """A claim this conversation reported or may add to: the one named, the one that has the floor, else the newest
    open one, else the newest. Raises NoClaim."""
    claims = await records.claims.claims_of(sender)
    if number is None:
        claiming = (await records.journey(sender)).claiming
        number = claiming.number if claiming else None
    named = [one for one in claims if one.number == number]
    for found in (named, [one for one in claims if one.is_open] if number is None else [], claims):
        if found and (number is None or found is named):
            return found[0]
    raise NoClaim


async def question_of(parts: Parts, records: Records, claim: Claim, policies: tuple[Covered, ...]) -> Question | None:
    """What the customer is asked in this claim, made under these policies."""
    items = items_of(parts, claim, policies)
    if claim.status is not ClaimStatus.REPORTED:
        return next_claim_question(claim, items, (), ())
    types = types_for(parts, await known_policies(parts, records, claim.sender)) if claim.loss.type is None else ()
    people = [one.place for one in await candidates(parts, claim, policies[0])] if policies else []
    return next_claim_question(claim, items, types, people)


def items_of(parts: Parts, claim: Claim, policies: tuple[Covered, ...]) -> tuple[ChecklistItem, ...]:
    return checklist(parts.claim_guide, claim, [one.product for one in policies])


async def store(
    parts: Parts,
    records: Records,
    sender: Sender,
    claim: Claim,
    events: tuple[ce.ClaimEvent, ...] = (),
    *,
    new: bool = False,
) -> e.Progress:
    """Store what a turn made of a claim, give it the floor in the conversation while something is asked, and say what
    is open now."""
    policies = await all_covered(parts, records, claim)
    question = await question_of(parts, records, claim, policies)
    if claim.status is ClaimStatus.REPORTED and question is None:
        claim = claim.after(Move.COLLECT, Actor.MACHINE, parts.clock.now())
        question = await question_of(parts, records, claim, policies)
        events = (*events, ce.PapersNeeded(claim, items_of(parts, claim, policies)))
    if new:
        await records.claims.add_claim(claim)
    else:
        claim = await records.claims.save_claim(claim)
    await _follow(records, parts, claim, question, besides=sender)
    return await give_floor(parts, records, claim, sender, question, events)


async def give_floor(
    parts: Parts,
    records: Records,
    claim: Claim,
    sender: Sender,
    question: Question | None,
    events: tuple[e.Event, ...] = (),
) -> e.Progress:
    journey = await records.journey(sender)
    claiming = await _claiming(parts, records, claim, question) if question is not None else None
    journey = replace(journey, claiming=claiming, misses=0)
    question = open_question(parts, journey)
    journey = replace(journey, open=question)
    await records.save_journey(journey, undoable=False)
    return e.Progress(journey, events, question)


async def _claiming(parts: Parts, records: Records, claim: Claim, question: Question) -> Claiming:
    if question.field != "claim_who":
        return Claiming(claim.number, question)
    people = (await covered(parts, records, claim.policies[0])).people
    named = {str(one.place): (mask_name(one.name), one.relation.value) for one in people}
    return Claiming(claim.number, question, named)


async def follow(parts: Parts, records: Records, claim: Claim) -> None:
    """After a change that no turn of the customer's made: its conversations go on with what is asked now."""
    policies = await all_covered(parts, records, claim)
    await _follow(records, parts, claim, await question_of(parts, records, claim, policies))


async def _follow(
    records: Records, parts: Parts, claim: Claim, question: Question | None, besides: Sender | None = None
) -> None:
    """Where the claim has the floor, or the conversation that reported it is idle, its question is the open one."""
    for sender in (claim.sender, *claim.helpers):
        if sender == besides:
            continue
        journey = await records.journey(sender)
        on_floor = journey.claiming is not None and journey.claiming.number == claim.number
        if on_floor or (sender == claim.sender and _calls(journey, question)):
            await give_floor(parts, records, claim, sender, question)


def _calls(journey: Journey, question: Question | None) -> bool:
    """Whether an idle conversation takes up a claim's question: one in the middle of something else goes on with it."""
    return question is not None and journey.claiming is None and not journey.started


async def leave_floor(parts: Parts, sender: Sender) -> e.Progress:
    """以后再说: the claim waits; what else was under way goes on."""
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        return await give_floor(parts, records, claim, sender, None, (ce.ClaimWaits(claim),))


async def ask_withdrawal(parts: Parts, sender: Sender, number: ClaimNumber | None) -> e.Progress:
    """Raises NoClaim, IllegalMove."""
    return await _ask(parts, sender, number, Move.WITHDRAW, "claim_withdraw", AnswerKind.YES_NO, "yes", "no")


async def ask_appeal(parts: Parts, sender: Sender, number: ClaimNumber | None) -> e.Progress:
    """Raises NoClaim, IllegalMove."""
    return await _ask(parts, sender, number, Move.APPEAL, "claim_appeal", AnswerKind.TEXT)


async def _ask(
    parts: Parts, sender: Sender, number: ClaimNumber | None, move: Move, name: str, kind: AnswerKind, *choices: str
) -> e.Progress:
    """Ask before a move is made, if it can be made at all."""
    async with parts.work() as records:
        claim = await own_claim(records, sender, number)
        claim.after(move, Actor.CUSTOMER, parts.clock.now())
        question = Question(Flow.CLAIM, name, kind, tuple(choices), detail=claim.number)
        return await give_floor(parts, records, claim, sender, question)


async def ask_field(parts: Parts, sender: Sender, paper: PaperId, field: str) -> e.Progress:
    """Ask for a value that was read wrongly. Raises NoClaim."""
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        if claim.paper(paper) is None:
            raise NoClaim
        question = Question(
            Flow.CLAIM, "claim_field", FIELD_KINDS.get(field, AnswerKind.TEXT), detail=f"{paper}:{field}"
        )
        return await give_floor(parts, records, claim, sender, question)


async def ask_join(parts: Parts, sender: Sender, number: ClaimNumber) -> e.Progress:
    """A claim reported elsewhere: the insured's identity number proves that it may be opened here. Whether there is
    such a claim isn't said."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        question = Question(Flow.CLAIM, "claim_join", AnswerKind.ID_NUMBER, detail=number)
        journey = replace(journey, claiming=Claiming(number, question))
        question_open = open_question(parts, journey)
        await records.save_journey(replace(journey, open=question_open), undoable=False)
        return e.Progress(journey, (), question_open)


async def let_go(parts: Parts, sender: Sender) -> e.Progress:
    """Whatever a claim asked here is dropped; what else was under way goes on."""
    async with parts.work() as records:
        journey = replace(await records.journey(sender), claiming=None)
        question = open_question(parts, journey)
        await records.save_journey(replace(journey, open=question), undoable=False)
        return e.Progress(journey, (), question)
