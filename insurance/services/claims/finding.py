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


async def known_policies(parts: Parts, records: Records, sender: Sender) -> tuple[Covered, ...]:
    """Those bought in this conversation, and those of other conversations that insure or were bought by the customer:
    who applied here has shown the identity number and a phone."""
    own = [await covered(parts, records, one.number) for one in await records.policies_of(sender)]
    numbers = {one.policy.number for one in own}
    for mark in {await mark_of(parts, sender, one.application.answers.get("applicant_id", "")) for one in own} - {""}:
        for found in await records.claims.policies_of_person(mark):
            if found.policy not in numbers:
                numbers.add(found.policy)
                own.append(await covered(parts, records, found.policy))
    return tuple(own)


def may_pay(parts: Parts, claim: Claim, policies: Sequence[Covered]) -> tuple[Covered, ...]:
    """The policies of a line that pays such a loss, in force on its day, that insure the person told of.

    A policy that was cancelled or had ended by then stays where nothing better is there: an assessor says so, not a
    silence.
    """
    loss = claim.loss
    if loss.type is None:
        return ()
    lines = parts.claim_guide.type(loss.type, loss.cause).lines
    fit = [one for one in policies if one.product.line in lines and fitting(one, loss.relation)]
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
    known = await _reachable(parts, records, claim)
    found = may_pay(parts, claim, known)
    if not found:
        return replace(claim, policies=(), insured=None), ()
    claim = replace(claim, policies=tuple(one.policy.number for one in found))
    people = fitting(found[0], claim.loss.relation)
    if claim.insured is None and len(people) == 1:
        claim = replace(claim, insured=people[0].place)
    if claim.insured is not None:
        claim = replace(claim, policies=await _of_same_person(parts, found, claim.insured))
    return claim, tuple(one for one in found if one.policy.number in claim.policies)


async def _reachable(parts: Parts, records: Records, claim: Claim) -> tuple[Covered, ...]:
    known = {one.policy.number: one for one in await known_policies(parts, records, claim.sender)}
    if claim.lookup.done and claim.lookup.identity is not None:
        for number in await _insuring(parts, records, claim, claim.lookup.identity):
            known.setdefault(number, await covered(parts, records, number))
    return tuple(known.values())


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


async def _insuring(parts: Parts, records: Records, claim: Claim, identity: VaultRef) -> Sequence[PolicyNumber]:
    mark = await mark_of(parts, claim.sender, identity)
    return list(dict.fromkeys(one.policy for one in await records.claims.policies_of_person(mark)))


async def look_up(parts: Parts, records: Records, claim: Claim, phone: str) -> Claim:
    """Open the policies of a person to this claim where the phone number is the one a policy was bought with.

    Whoever only knows somebody's identity number learns nothing: wrong numbers are counted, and after a few a human
    goes on.
    """
    identity = claim.lookup.identity
    assert identity is not None  # noqa: S101 - asked for first
    given = await mark_of(parts, claim.sender, phone)
    for number in await _insuring(parts, records, claim, identity):
        one = await covered(parts, records, number)
        kept = await mark_of(parts, one.policy.sender, one.application.answers.get("applicant_phone", ""))
        if given and given == kept:
            return replace(claim, lookup=replace(claim.lookup, done=True))
    tries = claim.lookup.tries + 1
    return replace(claim, lookup=Lookup(None, tries, done=tries >= MOST_TRIES))
