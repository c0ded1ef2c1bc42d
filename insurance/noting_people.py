"""Taking what a sentence told of people into the needs: who is insured, how old, in which health."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insurance import facts as f
from insurance.health import Aspect, plain_grade
from insurance.lines import Relation, Sex
from insurance.needs import HYPERTENSION, InsuredPerson, KnownCondition, Needs, check_age
from insurance.noting_lines import SEVERAL_INSURED

PersonState = f.OccupationFact | f.ConditionFact | f.HealthyFact | f.SmokerFact

TWO_OF = (Relation.PARENT, Relation.PARENT_IN_LAW, Relation.GRANDPARENT)  # 我爸 and 我妈 are two people


class AlreadyInsured(ValueError):
    """The customer named themselves a second time."""


def note_people(needs: Needs, people: Sequence[f.PersonFact], person: int) -> Needs:
    """The needs with the people of one sentence; `person` is whom the conversation is about.

    Raises:
        ImpossibleAge, AlreadyInsured: nothing of it is taken.
    """
    for fact in people:
        if fact.age is not None:
            check_age(fact.age)
    named = [fact for fact in people if fact.relation is not None]
    unnamed = [fact for fact in people if fact.relation is None]
    several = needs.line in SEVERAL_INSURED or (needs.line is None and len(named) > 2)
    if several:
        return _note_party(needs, people, person)
    if named:
        # 「我30,给我爸65买」: who is bought for is the one who isn't the speaker.
        others = [fact for fact in named if fact.relation is not Relation.SELF]
        chosen = (others or named)[0]
        needs = _note_insured(needs, 0, chosen)
    for fact in unnamed[:1]:
        needs = needs.with_person(person, _with_fact(needs.person(person), fact))
    return needs


def _note_insured(needs: Needs, index: int, fact: f.PersonFact) -> Needs:
    known = needs.person(index)
    other_sex = None not in (known.sex, fact.sex) and known.sex is not fact.sex
    if known.relation not in (None, fact.relation) or (known.relation in TWO_OF and other_sex):
        known = InsuredPerson()  # another person: nothing of the first holds for them
    return needs.with_person(index, _with_fact(known, fact))


def _note_party(needs: Needs, people: Sequence[f.PersonFact], person: int) -> Needs:
    """A travelling party: each person mentioned is one of it; the same relation and age again is the same person."""
    if _asked_who(needs, person) and [one.relation for one in people] == [Relation.SELF] and _has_self(needs):
        raise AlreadyInsured
    if len(people) == 1 and _names(needs, people[0], person):
        return needs.with_person(person, _with_fact(needs.person(person), people[0]))
    party = list(needs.insured)
    used: set[int] = set()
    for fact in people:
        for _ in range(max(1, min(fact.count, 50))):
            index = _same_person(party, fact, used)
            if index is None:
                party.append(_with_fact(InsuredPerson(), fact))
                index = len(party) - 1
            else:
                party[index] = _with_fact(party[index], fact)
            used.add(index)
    return replace(needs, insured=tuple(party))


def note_leaving(needs: Needs, fact: f.LeavingFact) -> Needs:
    """The party without who isn't coming; the last one of a party, and nobody of another line, can't leave it."""
    if needs.line not in SEVERAL_INSURED or len(needs.insured) < 2:
        return needs
    for index in reversed(range(len(needs.insured))):
        known = needs.insured[index]
        if known.relation is fact.relation and (fact.sex is None or known.sex in (None, fact.sex)):
            left = needs.insured[:index] + needs.insured[index + 1 :]
            count = needs.headcount - 1 if needs.headcount else None
            return replace(needs, insured=left, headcount=count, adults=None, children=None)
    return needs


def _names(needs: Needs, fact: f.PersonFact, person: int) -> bool:
    """Whether a relation alone says who the traveller just asked about is."""
    return _asked_who(needs, person) and fact.relation is not None and fact.age is None and fact.count == 1


def _asked_who(needs: Needs, person: int) -> bool:
    return person < len(needs.insured) and needs.insured[person].relation is None


def _has_self(needs: Needs) -> bool:
    return any(one.relation is Relation.SELF for one in needs.insured)


def _same_person(party: Sequence[InsuredPerson], fact: f.PersonFact, used: set[int]) -> int | None:
    if fact.was is not None:
        for index, known in enumerate(party):
            if known.age == fact.was and known.relation in (None, fact.relation or known.relation):
                return index
    for index, known in enumerate(party):
        if index in used:
            continue
        if fact.relation is None and known.age is None:
            return index
        if (
            fact.relation is not None
            and known.relation in (None, fact.relation)
            and (
                known.age is None or fact.age in (None, known.age) or known.relation in (Relation.SELF, Relation.SPOUSE)
            )
        ):
            return index
    return None


def _with_fact(person: InsuredPerson, fact: f.PersonFact) -> InsuredPerson:
    sex, conditions = fact.sex or person.sex, person.conditions
    if fact.pregnant_weeks is not None:
        sex = Sex.FEMALE
        weeks = str(fact.pregnant_weeks)
        pregnancy = KnownCondition("pregnancy", "pregnancy", weeks)
        before = next((one for one in conditions if one.code == pregnancy.code), pregnancy)
        told = replace(before.with_details({Aspect.PREGNANT_WEEKS: weeks}), grade=weeks)
        conditions = (*(one for one in conditions if one is not before), told)
    age = person.age if fact.age is None or fact.approximate else fact.age
    birth = fact.birth or person.birth
    if fact.birth is None and person.age is not None and age is not None and age.years != person.age.years:
        birth = None  # the age was corrected: the birth date it came from was wrong too
    return replace(
        person, relation=fact.relation or person.relation, sex=sex, age=age, birth=birth,
        pregnant_weeks=fact.pregnant_weeks if fact.pregnant_weeks is not None else person.pregnant_weeks,
        conditions=conditions,
    )  # fmt: skip


def _with_told(known: tuple[KnownCondition, ...], fact: f.ConditionFact) -> tuple[KnownCondition, ...]:
    """A condition told again keeps what was known of it; a grade said names hypertension anew."""
    family = HYPERTENSION if fact.code.startswith(HYPERTENSION) else fact.code
    before = next((one for one in known if one.code.startswith(family)), None)
    details = dict(before.details) if before else {}
    if fact.grade is not None:
        details[Aspect.GRADE] = plain_grade(fact.grade) or fact.grade
    code = before.code if before and fact.grade is None else fact.code
    told = KnownCondition(code, fact.name, since=fact.since).with_details({**details, **fact.details})
    told = replace(told, grade=fact.grade or (before.grade if before else told.grade))
    return (*(one for one in known if one is not before and one.code != told.code), told)


def _is_denied(known: KnownCondition, fact: f.ConditionFact) -> bool:
    """没有高血压 denies every grade, 不是2级高血压 only that one."""
    any_grade = fact.grade is None and fact.code.startswith(HYPERTENSION)
    return known.code.startswith(HYPERTENSION) if any_grade else known.code == fact.code


def note_state(person: InsuredPerson, fact: PersonState) -> InsuredPerson:
    """The person with an occupation, a condition, health or a habit noted."""
    match fact:
        case f.OccupationFact():
            return replace(person, occupation=fact.text or fact.name, occupation_class=fact.occupation_class)
        case f.SmokerFact():
            return replace(person, smoker=fact.smokes)
        case f.HealthyFact():
            return replace(person, conditions=(), conditions_known=True)
        case f.ConditionFact(negated=True):
            left = [one for one in person.conditions if not _is_denied(one, fact)]
            return replace(person, conditions=tuple(left))
        case f.ConditionFact():
            return replace(person, conditions=_with_told(person.conditions, fact), conditions_known=True)


def real_party(party: tuple[InsuredPerson, ...], total: int) -> tuple[InsuredPerson, ...]:
    """Who is left of a party of `total`: 「就我一个人」 drops first who was heard by mistake and isn't known."""
    least_known = sorted(range(len(party)), key=lambda index: (party[index].relation is None, party[index].age is None))
    kept = set(least_known[:total])
    return tuple(one for index, one in enumerate(party) if index in kept)
