"""A travelling party that changes while a plan is being bought."""

from __future__ import annotations

from datetime import date

from insurance import events as e
from insurance import facts as f
from insurance.facts import Age
from insurance.lines import Destination, Line, Relation, Sex
from insurance.questions import Flow
from insurance.services.parts import Parts
from tests.buying import choose, kinds, tell, the
from tests.fakes import journey_of

FAMILY = (
    f.LineFact(Line.TRAVEL), f.DestinationFact((Destination.ASIA,), ("日本",)), f.TripFact(date(2026, 7, 1), 7),
    f.PersonFact(Relation.SELF, Age(38)), f.PersonFact(Relation.PARENT, Age(63), Sex.FEMALE),
    f.PersonFact(Relation.CHILD, Age(9)), f.PersonFact(Relation.CHILD, Age(6)),
)  # fmt: skip


async def test_that_a_childs_age_put_right_keeps_the_plan_and_the_number_of_travellers(parts: Parts):
    await tell(parts, *FAMILY)
    await choose(parts, 2)
    plan = journey_of(parts).purchase.plan_id
    progress = await tell(parts, f.PersonFact(Relation.CHILD, Age(7), was=Age(6)))
    assert [one.age for one in journey_of(parts).needs.insured] == [Age(38), Age(63), Age(9), Age(7)]
    assert journey_of(parts).purchase.plan_id == plan
    assert "QuoteReplaced" in kinds(progress)


async def test_that_who_leaves_makes_it_cheaper_and_what_was_answered_about_the_others_stays(parts: Parts):
    await tell(parts, *FAMILY)
    await choose(parts, 2)
    journey = journey_of(parts)
    answers = {"applicant_name": "李想", "insured_name.1": "王芳", "insured_name.2": "李一", "insured_name.3": "李二"}
    draft = journey.purchase.application
    for key, value in answers.items():
        draft = type(draft)({**draft.answers, key: value})
    async with parts.work() as records:
        await records.save_journey(journey.with_purchase(application=draft))
    progress = await tell(parts, f.LeavingFact(Relation.PARENT, Sex.FEMALE))
    replaced = the(e.QuoteReplaced, progress)
    assert replaced.after.premium < replaced.before.premium
    kept = journey_of(parts).purchase.application.answers
    assert kept == {"applicant_name": "李想", "insured_name.1": "李一", "insured_name.2": "李二"}


async def test_that_who_joins_is_asked_for_and_disclosed_for(parts: Parts):
    await tell(parts, *FAMILY)
    await choose(parts, 2)
    progress = await tell(parts, f.PersonFact(Relation.SPOUSE, Age(36)))
    assert journey_of(parts).needs.insured[-1].relation is Relation.SPOUSE
    assert "QuoteReplaced" in kinds(progress)
    assert journey_of(parts).purchase.disclosure == {}
    assert progress.question.flow in (Flow.DISCLOSURE, Flow.QUOTE)
