"""The people of a policy, as its application names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from insurance.applications import Application, age_on
from insurance.lines import Line, Relation
from insurance.needs import ADULT
from insurance.quotes import Quote
from insurance.refs import Sender

UNNAMED = (Line.CAR, Line.HOME)  # lines that insure a thing: the applicant is who claims


@dataclass(frozen=True)
class CoveredPerson:
    """One insured of a policy.

    Attributes:
        place: which of the policy's insured.
        identity: vault reference, of `owner`'s conversation; empty where none was given.
    """

    place: int
    name: str
    relation: Relation
    identity: str
    owner: Sender
    birth: date | None = None

    def is_minor(self, day: date) -> bool:
        return self.birth is not None and age_on(self.birth, day) < ADULT


def insured_people(quote: Quote, application: Application) -> Iterator[CoveredPerson]:
    """Everybody a policy insures, in the order of its places."""
    answers, owner = application.answers, application.sender
    if quote.needs.line is Line.GROUP:
        for place, (name, identity) in enumerate(roster_of(answers["roster"])):
            yield CoveredPerson(place, name, Relation.EMPLOYEE, identity, owner)
        return
    if quote.needs.line in UNNAMED:
        yield _applicant(0, answers, owner, None)
        return
    for place, person in enumerate(quote.needs.insured):
        relation = person.relation or Relation.OTHER
        if relation is Relation.SELF:
            yield _applicant(place, answers, owner, person.birth)
            continue
        name, identity = answers.get(f"insured_name.{place}", ""), answers.get(f"insured_id.{place}", "")
        yield CoveredPerson(place, name, relation, identity, owner, person.birth)


def _applicant(place: int, answers: Mapping[str, str], owner: Sender, birth: date | None) -> CoveredPerson:
    name, identity = answers.get("applicant_name", ""), answers.get("applicant_id", "")
    return CoveredPerson(place, name, Relation.SELF, identity, owner, birth)


def roster_of(text: str) -> list[tuple[str, str]]:
    """The checked lines of a roster: name and vault reference."""
    parts = (line.strip().partition(" ") for line in text.splitlines() if line.strip())
    return [(name, reference.strip()) for name, _, reference in parts]


def mask_name(name: str) -> str:
    """王小明 → 王**; John Smith → J***."""
    return name[:1] + "*" * min(max(len(name) - 1, 1), 3)
