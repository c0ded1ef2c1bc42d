"""Who and what a policy covers, for a claim: people with their identities, products, the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from insurance.adjudication.outcome import BenefitNames
from insurance.applications import Application, WrongIdentity
from insurance.catalogue import Product
from insurance.claims import Claim
from insurance.lines import Relation
from insurance.policies import Policy
from insurance.quotes import Quote
from insurance.records import Records
from insurance.refs import PolicyNumber, Sender, VaultRef
from insurance.services.parts import Parts
from insurance.services.people import CoveredPerson, insured_people


@dataclass(frozen=True)
class Covered:
    """A policy with everything a claim looks at."""

    policy: Policy
    product: Product
    quote: Quote
    application: Application
    people: tuple[CoveredPerson, ...]

    @property
    def applicant(self) -> str:
        return self.application.answers.get("applicant_name", "")

    def person(self, place: int | None) -> CoveredPerson:
        return self.people[place] if place is not None and place < len(self.people) else self.people[0]

    def in_force_on(self, day: date) -> bool:
        return self.policy.effective <= day and (self.policy.expiry is None or day <= self.policy.expiry)


async def covered(parts: Parts, records: Records, number: PolicyNumber) -> Covered:
    """Raises UnknownRecord."""
    policy = await records.policy(number)
    quote = await records.quote(policy.quote_id)
    application = await records.application(policy.application_id)
    people = tuple([await _with_birth(parts, one) for one in insured_people(quote, application)])
    return Covered(policy, parts.catalogue.product(policy.product_id), quote, application, people)


async def _with_birth(parts: Parts, person: CoveredPerson) -> CoveredPerson:
    """The birth date as the identity number says: when the quote was made only an age may have been known."""
    if person.birth is not None or not person.identity:
        return person
    number = await parts.vault.reveal(person.owner, VaultRef(person.identity))
    try:
        return replace(person, birth=parts.identity.id_number(number).birth)
    except WrongIdentity:  # a passport says nothing
        return person


async def all_covered(parts: Parts, records: Records, claim: Claim) -> tuple[Covered, ...]:
    """Every policy claimed under, the first one first."""
    return tuple([await covered(parts, records, number) for number in claim.policies])


def benefit_names(policies: Sequence[Covered]) -> BenefitNames:
    return {
        (one.policy.number, benefit.code): benefit.name
        for one in policies
        for benefit in one.product.plan(one.policy.plan_id).benefits
    }


async def mark_of(parts: Parts, owner: Sender, reference: str) -> str:
    """The keyed hash of a number that is the same in every conversation; empty for no reference."""
    return parts.vault.mark(await parts.vault.reveal(owner, VaultRef(reference))) if reference else ""


async def moved(parts: Parts, reference: str, owner: Sender, to: Sender) -> str:
    """The reference in another conversation's part of the vault: of a policy bought elsewhere it stands in its own."""
    if not reference or owner == to:
        return reference
    kind = reference.strip("⟦⟧").partition(":")[0]
    return await parts.vault.keep(to, kind, await parts.vault.reveal(owner, VaultRef(reference)))


def fitting(one: Covered, relation: Relation | None) -> Sequence[CoveredPerson]:
    """The insured it may be about: of the relation told, or all where none was told or none is so named."""
    if relation is None:
        return one.people
    return [person for person in one.people if person.relation is relation]
