"""The health disclosure: which condition a yes is about, what is asked of it, and what the tables make of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from insurance import events as e
from insurance import facts as f
from insurance.health import UNKNOWN, WHICH, Aspect
from insurance.journeys import Offered, Role
from insurance.lines import Line, Relation, Sex
from insurance.money import Money
from insurance.questions import Flow
from insurance.refs import PlanId
from insurance.services import consult, disclosing
from insurance.services.choosing import choose_product
from insurance.services.parts import Parts
from insurance.underwriting import Outcome
from tests.buying import MY_ACCIDENT, disclose, tell
from tests.fakes import CUSTOMER, journey_of, product_id, set_journey

ME: Sequence[f.Fact] = (
    f.PersonFact(relation=Relation.SELF, age=f.Age(35), sex=Sex.MALE), f.OccupationFact("office", 1),
    f.SocialInsuranceFact(True), f.NoBudgetFact(),
)  # fmt: skip
NODULE = f.ConditionFact("thyroid_nodule", "甲状腺结节")
MEDICAL = f.LineFact(Line.MEDICAL)


async def buying(parts: Parts, product: str, *facts: f.Fact) -> e.Progress:
    """Told, and that product chosen, whatever else would be offered."""
    await tell(parts, *facts)
    chosen = parts.catalogue.product(product_id(product))
    plan = chosen.plans[0].id
    set_journey(parts, offer=(Offered(chosen.id, plan, Role.BALANCED, Money.of(1)),))
    return await choose_product(parts, CUSTOMER, chosen.id, PlanId(plan))


async def until_asked(parts: Parts, progress: e.Progress, question_id: str) -> e.Progress:
    while progress.question.detail != question_id:
        progress = await disclosing.answer_disclosure(parts, CUSTOMER, progress.question.detail, False)
    return progress


async def answer(parts: Parts, progress: e.Progress, **details: str) -> e.Progress:
    told = {Aspect(name): value for name, value in details.items()}
    return await disclosing.answer_follow_up(parts, CUSTOMER, progress.question, told)


def outcome(progress: e.Progress) -> Outcome:
    return next(one.decision for one in progress.events if isinstance(one, e.Underwritten | e.NotInsurable)).outcome


async def test_that_a_condition_told_is_asked_about_before_plans_are_offered(parts: Parts):
    progress = await tell(parts, MEDICAL, *ME, NODULE)
    asked = progress.question
    assert (asked.flow, asked.field, asked.detail) == (Flow.CONSULT, "condition_grade", "thyroid_nodule")
    assert asked.choices[-1] == UNKNOWN
    progress = await answer(parts, progress, grade="3")
    assert progress.question.field == "condition_checked"
    progress = await answer(parts, progress, checked="stable")
    assert progress.question.field == "plan"


async def test_that_nothing_is_asked_of_a_condition_no_table_looks_at(parts: Parts):
    progress = await tell(parts, *MY_ACCIDENT, NODULE)
    assert progress.question.field == "plan"


async def test_that_what_was_said_at_once_is_not_asked(parts: Parts):
    known = f.ConditionFact("thyroid_nodule", "甲状腺结节", "2", details={Aspect.CHECKED: "stable"})
    progress = await tell(parts, MEDICAL, *ME, known, f.HeadcountFact(total=1))
    assert progress.question.field == "plan"


async def test_that_a_grade_names_hypertension_anew(parts: Parts):
    progress = await tell(parts, MEDICAL, *ME, f.ConditionFact("hypertension_1", "高血压"))
    assert progress.question.field == "condition_grade"
    await answer(parts, progress, grade="2", controlled="good")
    assert [one.code for one in journey_of(parts).needs.person().conditions] == ["hypertension_2"]


@pytest.mark.parametrize(("grade", "left"), [(None, []), ("1", ["hypertension_2"])])
async def test_that_hypertension_denied_without_a_grade_goes_whatever_its_grade(
    parts: Parts, grade: str | None, left: list[str]
):
    await tell(parts, MEDICAL, *ME, f.ConditionFact("hypertension_2", "高血压", "2"))
    await tell(parts, f.ConditionFact("hypertension_1", "高血压", grade, negated=True))
    assert [one.code for one in journey_of(parts).needs.person().conditions] == left


async def test_that_a_yes_asks_which_and_then_what_matters_about_it(parts: Parts):
    progress = await buying(parts, "ruikang-evergreen-million", MEDICAL, *ME, f.HealthyFact())
    progress = await until_asked(parts, progress, "other_refer")
    progress = await disclosing.answer_disclosure(parts, CUSTOMER, "other_refer", True)
    assert (progress.question.field, progress.question.detail) == (WHICH, "other_refer")
    told = [disclosing.named(parts, "asthma")]
    progress = await disclosing.say_which(parts, CUSTOMER, progress.question, told)
    assert (progress.question.field, progress.question.detail) == ("condition_attacks", "asthma")
    progress = await disclose(parts, await answer(parts, progress, attacks="none"))
    assert outcome(progress) is Outcome.EXCLUSION
    assert [one.code for one in journey_of(parts).needs.person().conditions] == ["asthma"]


async def test_that_a_yes_about_one_condition_names_it(parts: Parts):
    progress = await buying(parts, "jiahe-silver-medical", MEDICAL, *_mother(), f.HealthyFact())
    progress = await until_asked(parts, progress, "sugar_refer")
    progress = await disclosing.answer_disclosure(parts, CUSTOMER, "sugar_refer", True)
    assert (progress.question.field, progress.question.detail) == ("condition_attacks", "gout")


def _mother() -> Sequence[f.Fact]:
    return (f.PersonFact(relation=Relation.PARENT, age=f.Age(62), sex=Sex.FEMALE), f.SocialInsuranceFact(True),
            f.NoBudgetFact())  # fmt: skip


async def test_that_a_yes_about_none_of_those_named_is_looked_at_by_people(parts: Parts):
    progress = await buying(parts, "ruikang-evergreen-million", MEDICAL, *ME, f.HealthyFact())
    progress = await until_asked(parts, progress, "other_refer")
    progress = await disclosing.answer_disclosure(parts, CUSTOMER, "other_refer", True)
    progress = await disclosing.say_which(parts, CUSTOMER, progress.question, [])
    assert progress.question.field == "disclosure"  # asked once
    assert outcome(await disclose(parts, progress)) is Outcome.REFER


async def test_that_unknown_is_referred(parts: Parts):
    progress = await buying(parts, "ruikang-evergreen-million", MEDICAL, *ME, f.HealthyFact())
    progress = await until_asked(parts, progress, "other_refer")
    told = [f.ConditionFact("lung_nodule", "肺结节")]
    progress = await disclosing.answer_disclosure(parts, CUSTOMER, "other_refer", True, told)
    progress = await answer(parts, progress, size=UNKNOWN)
    assert outcome(await disclose(parts, progress)) is Outcome.REFER


async def test_that_a_declined_condition_holds_for_every_other_plan(parts: Parts):
    progress = await buying(parts, "ruikang-evergreen-million", MEDICAL, *ME, f.HealthyFact())
    progress = await until_asked(parts, progress, "tumour")
    progress = await disclosing.answer_disclosure(parts, CUSTOMER, "tumour", True)
    assert outcome(progress) is Outcome.DECLINE
    assert journey_of(parts).offer == ()
    assert {one.decision.outcome for event in progress.events if isinstance(event, e.NothingFits)
            for one in event.elsewhere} == {Outcome.DECLINE}  # fmt: skip


async def test_that_a_condition_told_while_buying_is_asked_about_before_going_on(parts: Parts):
    await buying(parts, "ruikang-evergreen-million", MEDICAL, *ME, f.HealthyFact())
    progress = await consult.note_needs(parts, CUSTOMER, [f.ConditionFact("asthma", "哮喘")])
    assert (progress.question.flow, progress.question.field) == (Flow.DISCLOSURE, "condition_attacks")
    assert not journey_of(parts).purchase.decided


LIFE = (f.LineFact(Line.TERM_LIFE), *ME[:2], f.SmokerFact(False), f.TermFact(years=20), f.NoBudgetFact())
ORDINARY = Money.of("1000000")


@pytest.mark.parametrize("income", ["300000", None])
async def test_that_without_an_income_only_an_ordinary_sum_is_offered(parts: Parts, income: str | None):
    progress = await tell(parts, *LIFE, f.SumInsuredFact(Money.of("1500000")))
    assert progress.question.field == "annual_income"
    amount = Money.of(income) if income else None
    progress = await disclosing.answer_income(parts, CUSTOMER, progress.question, amount)
    (offered,) = [one for one in progress.events if isinstance(one, e.PlansOffered)]
    sums = [one.candidate.cover.sum_insured for one in offered.choices]
    assert all(one <= ORDINARY for one in sums) is (income is None)


async def test_that_income_is_not_asked_for_an_ordinary_sum(parts: Parts):
    progress = await tell(parts, *LIFE, f.SumInsuredFact(ORDINARY))
    assert progress.question.field == "plan"
