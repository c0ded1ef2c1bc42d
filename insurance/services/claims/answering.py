"""Answers to the questions of a claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from insurance import claim_events as ce
from insurance import events as e
from insurance.applications import UnfitAnswer
from insurance.claim_questions import LIABLE_PERCENT
from insurance.claims import Account, Cause, Claim, ClaimType, Lookup, Loss
from insurance.records import Records, UnknownRecord
from insurance.refs import ClaimNumber, Sender, VaultRef
from insurance.services.claims.covered import Covered, all_covered, mark_of
from insurance.services.claims.finding import look_up, with_policies
from insurance.services.claims.floor import NoClaim, give_floor, items_of, own_claim, question_of, store
from insurance.services.claims.reporting import cover_found, tell_loss, with_loose_papers
from insurance.services.parts import Parts


class DateInFuture(ValueError):
    """A loss is reported after it happened."""


MOST_JOINS = 5  # wrong identity numbers for one claim; from then on only a human opens it elsewhere


class NotTogether(NoClaim):
    """A claim's number and an identity number that don't belong together; which of them is wrong isn't told."""


async def choose_type(parts: Parts, sender: Sender, type_: ClaimType) -> e.Progress:
    return await tell_loss(parts, sender, lambda loss: replace(loss, type=type_))


async def choose_cause(parts: Parts, sender: Sender, cause: Cause) -> e.Progress:
    return await tell_loss(parts, sender, lambda loss: replace(loss, cause=cause))


async def say_when(parts: Parts, sender: Sender, day: date) -> e.Progress:
    """Raises DateInFuture."""
    if day > parts.clock.today():
        raise DateInFuture(day.isoformat())
    return await tell_loss(parts, sender, lambda loss: replace(loss, happened=day))


async def choose_liability(parts: Parts, sender: Sender, choice: str) -> e.Progress:
    """How much the customer is to blame for, as the police say: unknown goes to an assessor."""

    def share(loss: Loss) -> Loss:
        if choice in LIABLE_PERCENT:
            return replace(loss, liability_share=LIABLE_PERCENT[choice])
        return replace(loss, flags=(*loss.flags, "liability_unknown"))

    return await tell_loss(parts, sender, share)


async def choose_insured(parts: Parts, sender: Sender, place: int) -> e.Progress:
    """Whom it is about, where several are insured."""
    return await _changed(parts, sender, lambda claim: replace(claim, insured=place, policies=()))


async def name_insured(parts: Parts, sender: Sender, text: str) -> e.Progress | None:
    """Whom it is about by name, where a company insures many; None where the text names nobody or several."""
    async with parts.work.reading() as records:
        policies = await all_covered(parts, records, await own_claim(records, sender))
    named = [one.place for one in policies[0].people if one.name and one.name in text] if policies else []
    return await choose_insured(parts, sender, named[0]) if len(named) == 1 else None


async def give_identity(parts: Parts, sender: Sender, reference: str) -> e.Progress:
    """The identity number of who is insured, to look for policies. Raises WrongIdentity."""
    parts.identity.id_number(await parts.vault.reveal(sender, VaultRef(reference)))
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        lookup = replace(claim.lookup, identity=VaultRef(reference))
        return await store(parts, records, sender, replace(claim, lookup=lookup))


async def give_phone(parts: Parts, sender: Sender, reference: str) -> e.Progress:
    """The phone number the policy was bought with: only both together open it."""
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        if claim.lookup.identity is None:
            return await store(parts, records, sender, claim)
        claim = await look_up(parts, records, claim, VaultRef(reference))
        if claim.lookup.phone is None:
            return await store(parts, records, sender, claim, (ce.NumbersDisagree(claim),))
        return await _search_again(parts, records, sender, claim)


async def go_on_without(parts: Parts, sender: Sender) -> e.Progress:
    """No numbers at hand: the claim goes on, and an assessor finds the policy."""
    return await _changed(parts, sender, lambda claim: replace(claim, lookup=Lookup(done=True)))


async def _changed(parts: Parts, sender: Sender, change: Callable[[Claim], Claim]) -> e.Progress:
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        if not claim.is_open:
            raise NoClaim
        return await _search_again(parts, records, sender, change(claim))


async def _search_again(parts: Parts, records: Records, sender: Sender, claim: Claim) -> e.Progress:
    claim, found = await with_policies(parts, records, claim)
    return await store(
        parts, records, sender, claim, (cover_found(parts, claim, found),) if claim.lookup.done or found else ()
    )


async def give_account(parts: Parts, sender: Sender, reference: str, name: str = "") -> e.Progress:
    """The bank card the money goes to: the insured's own, of a minor a parent's, after a death the beneficiary's.

    Raises:
        UnfitAnswer: no card number this conversation gave.
    """
    try:
        number = await parts.vault.reveal(sender, VaultRef(reference))
    except LookupError as error:
        raise UnfitAnswer("bank_card") from error
    async with parts.work.reading() as records:
        owner = (await own_claim(records, sender)).sender
    if owner != sender:  # a helper's own part of the vault isn't the claim's
        reference = await parts.vault.keep(owner, "bank_card", number)
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        policies = await all_covered(parts, records, claim)
        holder = name or holder_of(parts, claim, policies)
        account = Account(holder, VaultRef(reference), number[-4:])
        return await store(parts, records, sender, replace(claim, account=account))


async def name_payee(parts: Parts, sender: Sender, name: str) -> e.Progress:
    """Whose card it is, where the policy doesn't say: an assessor checks that it is the beneficiary's."""
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        if claim.account is None:
            raise NoClaim
        return await store(parts, records, sender, replace(claim, account=replace(claim.account, name=name)))


def holder_of(parts: Parts, claim: Claim, policies: tuple[Covered, ...]) -> str:
    """Whose account it has to be. After a death the customer says whose, and an assessor checks it."""
    if not policies or claim.loss.type is ClaimType.DEATH:
        return ""
    person = policies[0].person(claim.insured)
    return policies[0].applicant if person.is_minor(parts.clock.today()) else person.name


async def join(parts: Parts, sender: Sender, number: str, identity: str) -> e.Progress:
    """A claim reported elsewhere, opened here to whoever knows its number and the insured's identity number.

    Raises:
        NotTogether
    """
    given = parts.vault.mark(await parts.vault.reveal(sender, VaultRef(identity)))
    async with parts.work() as records:
        claim = await _numbered(records, number)
        if claim is not None and claim.wrong_joins < MOST_JOINS:
            policies = await all_covered(parts, records, claim)
            if given in {await mark_of(parts, one.owner, one.identity) for of in policies for one in of.people}:
                return await _joined(parts, records, claim, sender)
            await records.claims.save_claim(replace(claim, wrong_joins=claim.wrong_joins + 1))
    raise NotTogether


async def _numbered(records: Records, number: str) -> Claim | None:
    try:
        return await records.claims.claim(ClaimNumber(number))
    except UnknownRecord:
        return None


async def _joined(parts: Parts, records: Records, claim: Claim, sender: Sender) -> e.Progress:
    if sender not in (claim.sender, *claim.helpers):
        claim = await with_loose_papers(parts, records, replace(claim, helpers=(*claim.helpers, sender)), sender)
        claim = await records.claims.save_claim(claim)
    policies = await all_covered(parts, records, claim)
    question = await question_of(parts, records, claim, policies)
    joined = ce.ClaimJoined(claim, items_of(parts, claim, policies))
    return await give_floor(parts, records, claim, sender, question, (joined,))
