"""Finding the policies that may pay: this conversation's own, and those bought elsewhere that the customer forgot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insurance.claim_questions import MOST_TRIES
from insurance.claims import Claim, ClaimType, Lookup
from insurance.policies import PolicyStatus
from insurance.records import Records
from insurance.refs import PolicyNumber, Sender, VaultRef
from insurance.services.claims.covered import Covered, covered, fitting, mark_of
from insurance.services.parts import Parts
from insurance.services.people import CoveredPerson


async def known_policies(parts: Parts, records: Records, sender: Sender) -> tuple[Covered, ...]:
    """Those bought in this conversation, and those of other conversations that were bought with the same phone and that
    the applicant of this one bought or is insured by."""
    own = [await covered(parts, records, one.number) for one in await records.policies_of(sender)]
    known = {one.policy.number: one for one in own}
    phones = {await _phone_of(parts, one) for one in own} - {""}
    for mark in {await mark_of(parts, sender, one.application.answers.get("applicant_id", "")) for one in own} - {""}:
        for found in await _insuring(records, mark):
            one = known.get(found) or await covered(parts, records, found)
            if found not in known and await _phone_of(parts, one) in phones:
                known[found] = one
    return tuple(known.values())


async def _phone_of(parts: Parts, one: Covered) -> str:
    return await mark_of(parts, one.policy.sender, one.application.answers.get("applicant_phone", ""))


async def candidates(parts: Parts, claim: Claim, one: Covered) -> Sequence[CoveredPerson]:
    """The insured it may be about: of the relation told; of a policy bought elsewhere, who was looked for."""
    if one.policy.sender == claim.sender:
        return fitting(one, claim.loss.relation)
    wanted = await mark_of(parts, claim.sender, claim.lookup.identity or "")
    named = [
        person for person in one.people if wanted and await mark_of(parts, person.owner, person.identity) == wanted
    ]
    return named or one.people


async def may_pay(parts: Parts, claim: Claim, policies: Sequence[Covered]) -> tuple[Covered, ...]:
    """The policies of a line that pays such a loss, in force on its day, that insure the person told of.

    A policy that was cancelled or had ended by then stays where nothing better is there: an assessor says so, not a
    silence.
    """
    loss = claim.loss
    if loss.type is None:
        return ()
    lines = parts.claim_guide.type(loss.type, loss.cause).lines
    fit = [one for one in policies if one.product.line in lines and await candidates(parts, claim, one)]
    if loss.happened is None:
        return tuple(fit)
    in_force = [
        one for one in fit if one.in_force_on(loss.happened) and one.policy.status is not PolicyStatus.CANCELLED
    ]
    return tuple(in_force or fit)


def types_for(parts: Parts, policies: Sequence[Covered]) -> tuple[ClaimType, ...]:
    """The types of claim these policies may pay."""
    lines = {one.product.line for one in policies}
    found = [one for one in ClaimType if lines & set(parts.claim_guide.type(one, None).lines)]
    return (*found, *([ClaimType.OTHER] if found and ClaimType.OTHER not in found else []))


async def with_policies(parts: Parts, records: Records, claim: Claim) -> tuple[Claim, tuple[Covered, ...]]:
    """The claim under the policies that may pay, with the person it is about where only one fits."""
    found = await may_pay(parts, claim, await _reachable(parts, records, claim))
    if not found:
        return replace(claim, policies=(), insured=None), ()
    claim = replace(claim, policies=tuple(one.policy.number for one in found))
    people = await candidates(parts, claim, found[0])
    if claim.insured is None and len(people) == 1:
        claim = replace(claim, insured=people[0].place)
    if claim.insured is not None:
        claim = replace(claim, policies=await _of_same_person(parts, found, claim.insured))
    return claim, tuple(one for one in found if one.policy.number in claim.policies)


async def _reachable(parts: Parts, records: Records, claim: Claim) -> tuple[Covered, ...]:
    known = {one.policy.number: one for one in await known_policies(parts, records, claim.sender)}
    lookup = claim.lookup
    if lookup.identity is not None and lookup.phone is not None:
        for one in await _opened(parts, records, claim, lookup.identity, lookup.phone):
            known.setdefault(one.policy.number, one)
    return tuple(known.values())


async def _opened(
    parts: Parts, records: Records, claim: Claim, identity: VaultRef, phone: VaultRef
) -> Sequence[Covered]:
    """Policies of a person that were bought with this phone."""
    given = await mark_of(parts, claim.sender, phone)
    marked = await _insuring(records, await mark_of(parts, claim.sender, identity))
    found = [await covered(parts, records, number) for number in marked]
    return [one for one in found if await _phone_of(parts, one) == given]


async def _of_same_person(parts: Parts, found: Sequence[Covered], place: int) -> tuple[PolicyNumber, ...]:
    """The first policy and those of the others that insure the same person."""
    first = found[0].person(place)
    mark = await mark_of(parts, first.owner, first.identity)
    same = [found[0].policy.number]
    for one in found[1:]:
        marks = {await mark_of(parts, person.owner, person.identity) for person in one.people}
        if not mark or mark in marks:
            same.append(one.policy.number)
    return tuple(same)


async def _insuring(records: Records, mark: str) -> Sequence[PolicyNumber]:
    return list(dict.fromkeys(one.policy for one in await records.claims.policies_of_person(mark)))


async def look_up(parts: Parts, records: Records, claim: Claim, phone: VaultRef) -> Claim:
    """Open the policies of a person to this claim that were bought with this phone number.

    Whoever only knows somebody's identity number learns nothing: wrong numbers are counted, and after a few a human
    goes on.
    """
    identity = claim.lookup.identity
    assert identity is not None  # noqa: S101 - asked for first
    if await _opened(parts, records, claim, identity, phone):
        return replace(claim, lookup=replace(claim.lookup, phone=phone, done=True))
    tries = claim.lookup.tries + 1
    return replace(claim, lookup=Lookup(tries=tries, done=tries >= MOST_TRIES))
