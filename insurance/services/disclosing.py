"""The health disclosure: answers to a product's questions and to what is asked about a condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from insurance import events as e
from insurance.catalogue import DisclosureQuestion, Product
from insurance.facts import ConditionFact
from insurance.follow_ups import implied_condition
from insurance.health import FOLLOW_UP, OTHER, Aspect
from insurance.journeys import Journey
from insurance.money import Money
from insurance.needs import HYPERTENSION, Needs
from insurance.noting_people import note_state
from insurance.questions import Question
from insurance.refs import Sender
from insurance.services.advancing import advance
from insurance.services.giving_up import under_review
from insurance.services.parts import Parts


async def answer_disclosure(
    parts: Parts, sender: Sender, question_id: str, yes: bool, told: Sequence[ConditionFact] = ()
) -> e.Progress:
    """Note one answer; after the last the plan is decided. Raises UnknownPlan when nothing is being bought.

    What a yes is about stays with the person, so that every other plan is judged with it as well.

    Args:
        told: conditions named in the answer.
    """

    def take(journey: Journey) -> Journey:
        journey = _answered(journey, question_id, "yes" if yes else "no")
        if not yes or len(journey.needs.insured) != 1:
            return journey
        facts = list(told) or _implied(parts, journey, question_id)
        return replace(journey, needs=_with_conditions(journey.needs, facts))

    return await _taken(parts, sender, take)


async def _taken(
    parts: Parts, sender: Sender, take: Callable[[Journey], Journey], events: tuple[e.Event, ...] = ()
) -> e.Progress:
    """Take an answer and go on; while people look at the application nothing of it changes."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        return under_review(parts, journey) or await advance(parts, records, take(journey), events)


def _answered(journey: Journey, question_id: str, answer: str) -> Journey:
    """Raises UnknownPlan when nothing is being bought."""
    return journey.with_purchase(disclosure={**journey.chosen().disclosure, question_id: answer}, decided=False)


def _question(parts: Parts, journey: Journey, question_id: str) -> tuple[Product, DisclosureQuestion]:
    """A question with the product that asks it. Raises UnknownPlan when nothing is being bought."""
    product = parts.catalogue.product(journey.chosen().product_id)
    return product, next(one for one in product.disclosure if one.id == question_id)


def _implied(parts: Parts, journey: Journey, question_id: str) -> list[ConditionFact]:
    code = implied_condition(*_question(parts, journey, question_id))
    return [named(parts, code)] if code else []


def named(parts: Parts, code: str) -> ConditionFact:
    """A condition by its code; one that is a grade of another brings it along."""
    grade = code[-1] if code.startswith(HYPERTENSION) else None
    return ConditionFact(code, parts.conditions[code].name.zh, grade)


def _with_conditions(needs: Needs, facts: Sequence[ConditionFact], index: int = 0) -> Needs:
    person = needs.person(index)
    for fact in facts:
        if not fact.negated:
            person = note_state(person, fact)
    return needs.with_person(index, person)


async def say_which(parts: Parts, sender: Sender, question: Question, told: Sequence[ConditionFact]) -> e.Progress:
    """Which of several conditions a yes was about; none of those named, or not known which: people look at it."""

    def take(journey: Journey) -> Journey:
        _, asked = _question(parts, journey, question.detail)
        answer = "yes" if any(fact.code in asked.conditions for fact in told) else OTHER
        return replace(_answered(journey, question.detail, answer), needs=_with_conditions(journey.needs, told))

    return await _taken(parts, sender, take)


async def answer_follow_up(
    parts: Parts, sender: Sender, question: Question, details: Mapping[Aspect, str], told: Sequence[ConditionFact] = ()
) -> e.Progress:
    """Note what was said about a condition: of the aspect asked for and of any other, which is read back.

    Args:
        told: other conditions named in the same sentence.
    """
    index, asks = question.person or 0, parts.conditions[question.detail].asks
    fitting = {aspect: value for aspect, value in details.items() if aspect in asks}

    def take(journey: Journey) -> Journey:
        needs = _with_details(journey.needs, index, question.detail, fitting)
        return replace(journey, needs=_with_conditions(needs, told, index)).undecided()

    beside = {aspect: value for aspect, value in fitting.items() if question.field != f"{FOLLOW_UP}{aspect}"}
    return await _taken(parts, sender, take, (e.DetailsNoted(question.detail, beside),) if beside else ())


async def answer_income(parts: Parts, sender: Sender, question: Question, income: Money | None) -> e.Progress:
    """Note the yearly income; None: asked, and not told."""
    index = question.person or 0

    def take(journey: Journey) -> Journey:
        person = replace(journey.needs.person(index), annual_income=income, income_unknown=income is None)
        return replace(journey, needs=journey.needs.with_person(index, person)).undecided()

    return await _taken(parts, sender, take)


def _with_details(needs: Needs, index: int, code: str, details: Mapping[Aspect, str]) -> Needs:
    person = needs.person(index)
    conditions = tuple(one.with_details(details) if one.code == code else one for one in person.conditions)
    weeks = details.get(Aspect.PREGNANT_WEEKS, "")
    pregnant = int(float(weeks)) if weeks.replace(".", "", 1).isdigit() else person.pregnant_weeks
    return needs.with_person(index, replace(person, conditions=conditions, pregnant_weeks=pregnant))
