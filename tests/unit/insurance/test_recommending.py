"""Which three plans are shown, and why each."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from insurance import facts as f
from insurance.asked import next_question
from insurance.bilingual import Bilingual
from insurance.catalogue import Benefit
from insurance.journeys import Journey, Role
from insurance.lines import Activity, Concern, Language, Line, Relation, Sex
from insurance.money import ZERO, Money
from insurance.needs import Budget, InsuredPerson, KnownCondition, Needs
from insurance.noting import note_facts
from insurance.quotes import Cover
from insurance.rate_table import PremiumPeriod
from insurance.rating import Premium
from insurance.recommending import Candidate, ReasonCode, choose_three, reasons_for
from insurance.refs import PlanId, ProductId
from insurance.services.eligibility import find_candidates, products_for
from insurance.services.parts import Parts
from insurance.underwriting import Decision, Outcome
from tests.fakes import CUSTOMER, NOON, catalogue, product_id

BASE = catalogue().product(product_id("qinghe-senior-lite"))


def benefit(code: str, limit: int) -> Benefit:
    return Benefit(code, Bilingual(code, code), "1", limit=Money.of(limit))


def plan(product: str, premium: int, cover: int, *, rank: int = 0, monthly: bool = False) -> Candidate:
    one = replace(
        BASE.plans[0], id=PlanId("x"), benefits=(benefit("accidental_death", cover),), sum_insured=Money.of(cover)
    )
    period = PremiumPeriod.MONTH if monthly else PremiumPeriod.YEAR
    return Candidate(
        replace(BASE, id=ProductId(product), plans=(one,)), one,
        Cover(NOON.date(), None, Money.of(cover)), Premium(Money.of(premium), (), period, Money.of(cover)),
        Decision(Outcome.STANDARD, ()), rank,
    )  # fmt: skip


MANY = [plan("a", 100, 10_000), plan("b", 200, 50_000), plan("c", 300, 100_000), plan("d", 900, 500_000)]


def chosen(candidates, needs: Needs | None = None) -> dict[Role, str]:
    return {one.role: one.candidate.product.id for one in choose_three(candidates, needs or Needs())}


def test_that_the_three_are_the_cheapest_a_balanced_one_and_the_most_cover():
    three = chosen(MANY)
    assert list(three) == [Role.CHEAPEST, Role.BALANCED, Role.MOST_COVER]
    assert (three[Role.CHEAPEST], three[Role.MOST_COVER]) == ("a", "d")


def test_that_the_three_are_of_three_products():
    twins = [plan("a", 100, 10_000), plan("a", 110, 60_000), plan("a", 90, 5_000), plan("b", 300, 20_000),
             plan("c", 400, 30_000)]  # fmt: skip
    assert len(set(chosen(twins).values())) == 3


def test_that_two_alike_are_not_shown_as_two_choices():
    alike = [plan("a", 100, 10_000), plan("b", 100, 10_000), plan("c", 200, 20_000), plan("d", 300, 30_000)]
    assert not {"a", "b"} <= set(chosen(alike).values())


@pytest.mark.parametrize("count", [0, 1, 2])
def test_that_fewer_are_shown_when_fewer_exist(count: int):
    assert len(chosen(MANY[:count])) == count


def test_that_no_plan_is_shown_twice():
    shown = [one.candidate for one in choose_three(MANY[:2], Needs())]
    assert len(shown) == len({one.product.id for one in shown})


def test_that_a_budget_that_three_fit_is_kept():
    choices = choose_three(MANY, Needs(budget=Budget(Money.of(300))))
    assert {one.candidate.product.id for one in choices} == {"a", "b", "c"}
    assert not any(one.over_budget for one in choices)


def test_that_the_cheapest_beyond_the_budget_fill_up_and_are_marked():
    choices = choose_three(MANY, Needs(budget=Budget(Money.of(100))))
    assert {one.candidate.product.id: one.over_budget for one in choices} == {"a": False, "b": True, "c": True}
    codes = {one.candidate.product.id: {reason.code for reason in one.reasons} for one in choices}
    assert ReasonCode.OVER_BUDGET in codes["b"]
    assert ReasonCode.WITHIN_BUDGET in codes["a"]


def test_that_a_premium_by_month_is_compared_by_year():
    monthly = plan("m", 30, 10_000, monthly=True)
    assert monthly.a_year() == Money.of(360)
    assert chosen([monthly, *MANY], Needs(budget=Budget(Money.of(300)))).get(Role.CHEAPEST) == "a"


def reasons(one: Candidate, needs: Needs) -> list[ReasonCode]:
    return [reason.code for reason in reasons_for(Role.BALANCED, one, needs, over_budget=False)]


def test_that_a_worry_is_tied_to_the_benefit_that_answers_it():
    one = plan("a", 100, 10_000)
    one = replace(one, plan=replace(one.plan, benefits=(benefit("accidental_death", 1), benefit("fracture", 5000))))
    told = reasons_for(Role.CHEAPEST, one, Needs(concerns=(Concern.FALL,)), over_budget=False)[1]
    assert (told.concern, told.benefit.code, told.amount) == (Concern.FALL, "fracture", Money.of(5000))


def test_that_a_worry_no_benefit_answers_is_no_reason():
    assert ReasonCode.CONCERN not in reasons(plan("a", 1, 1), Needs(concerns=(Concern.THEFT,)))


def test_that_a_condition_a_product_takes_is_a_reason():
    one = plan("a", 100, 10_000)
    taken = replace(one.product.eligibility, conditions_accepted=("diabetes",))
    one = replace(one, product=replace(one.product, eligibility=taken))
    sick = InsuredPerson(conditions=(KnownCondition("diabetes", "糖尿病"), KnownCondition("gout", "痛风")))
    told = reasons_for(Role.CHEAPEST, one, Needs(insured=(sick,)), over_budget=False)
    assert [reason.subject for reason in told if reason.code is ReasonCode.CONDITION_ACCEPTED] == ["diabetes"]


def test_that_no_deductible_is_a_reason():
    one = plan("a", 100, 10_000)
    one = replace(one, plan=replace(one.plan, deductible=ZERO))
    assert ReasonCode.NO_DEDUCTIBLE in reasons(one, Needs())


def test_that_a_sports_product_is_for_who_does_sports(parts: Parts):
    def segments(*activities: Activity) -> set[str]:
        needs = Needs(line=Line.ACCIDENT, activities=activities)
        return {product.segment for product in products_for(parts, needs)}

    assert "sports" not in segments()
    assert "sports" in segments(Activity.CLIMBING)


ADULT = f.PersonFact(f.Relation.SELF, f.Age(36), f.Sex.FEMALE)
LINES = {
    Line.ACCIDENT: (f.OccupationFact("office", 1),),
    Line.TRAVEL: (f.DestinationFact((f.Destination.ASIA,)), f.TripFact(NOON.date().replace(month=8), 7)),
    Line.MEDICAL: (f.SocialInsuranceFact(True), f.OccupationFact("office", 1), f.HealthyFact()),
    Line.CRITICAL_ILLNESS: (f.OccupationFact("office", 1), f.HealthyFact(), f.SumInsuredFact(Money.of(500000))),
    Line.TERM_LIFE: (f.SmokerFact(False), f.OccupationFact("office", 1), f.SumInsuredFact(Money.of(500000)),
                     f.TermFact(years=20)),
    Line.WHOLE_LIFE: (f.OccupationFact("office", 1), f.SumInsuredFact(Money.of(500000)), f.TermFact(pay_years=10)),
    Line.ANNUITY: (f.SumInsuredFact(Money.of(10000)), f.TermFact(pay_years=10)),
    Line.HOME: (f.HomeFact(Money.of(2000000), building="concrete"),),
}  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_that_an_ordinary_adult_is_offered_three_differing_plans(parts: Parts, line: Line):
    needs = note_facts(Needs(), (f.LineFact(line), ADULT, f.NoBudgetFact(), *LINES[line]), parts.clock.today())
    assert next_question(needs) is None
    choices = choose_three(find_candidates(parts, Journey(CUSTOMER, needs=needs)).candidates, needs)
    assert len({one.candidate.product.id for one in choices}) == 3
    assert len({(one.candidate.premium.total, one.candidate.most_paid()) for one in choices}) == 3
    assert all(one.candidate.decision.buyable for one in choices)


@pytest.mark.parametrize("segment", ["compulsory", "third_party", "damage"])
def test_that_a_car_owner_is_offered_three_of_the_cover_asked_for(parts: Parts, segment: str):
    car = f.VehicleFact(seats=5, value=Money.of(120000), age_years=2, no_claim_years=1)
    needs = note_facts(Needs(), (f.LineFact(Line.CAR, segment), car), parts.clock.today())
    choices = choose_three(find_candidates(parts, Journey(CUSTOMER, needs=needs)).candidates, needs)
    assert {one.candidate.product.segment for one in choices} == {segment}
    assert len(choices) == 3


def test_that_why_plans_are_ruled_out_is_kept(parts: Parts):
    old = f.PersonFact(Relation.PARENT, f.Age(99))
    needs = note_facts(Needs(), (f.LineFact(Line.ACCIDENT), old, f.NoBudgetFact()), parts.clock.today())
    found = find_candidates(parts, Journey(CUSTOMER, needs=needs))
    assert found.candidates == ()
    assert found.reasons[0] == "too_old"


def test_that_a_missing_rate_rules_a_plan_out_in_words_there_are(parts: Parts):
    told = (f.LineFact(Line.TERM_LIFE), replace(ADULT, sex=None), *LINES[Line.TERM_LIFE])
    found = find_candidates(parts, Journey(CUSTOMER, needs=note_facts(Needs(), told, parts.clock.today())))
    assert found.reasons == ("no_rate",)
    assert parts.wording.say("utter_rule_no_rate", Language.ZH)


def test_that_a_plan_declined_before_is_not_found_again(parts: Parts):
    needs = note_facts(Needs(), (f.LineFact(Line.HOME), *LINES[Line.HOME]), parts.clock.today())
    first = find_candidates(parts, Journey(CUSTOMER, needs=needs)).candidates[0]
    declined = Journey(CUSTOMER, needs=needs, declined=(f"{first.product.id}/{first.plan.id}",))
    left = find_candidates(parts, declined).candidates
    assert (first.product.id, first.plan.id) not in {(one.product.id, one.plan.id) for one in left}


def test_that_comparing_cover_counts_what_can_be_counted():
    one = plan("a", 1, 10_000)
    per_day = Benefit("hospital", Bilingual("x", "x"), "1", per_day=Money.of(100))
    half = Benefit("half", Bilingual("x", "x"), "1", limit_ratio=Decimal("0.5"))
    one = replace(one, plan=replace(one.plan, benefits=(*one.plan.benefits, per_day, half)))
    assert one.most_paid() == Money.of(15_000)


def test_that_plans_alike_by_law_are_told_apart_by_their_service():
    alike = [plan(name, 950, 200_000) for name in ("a", "b", "c")]
    choices = choose_three(alike, Needs())
    assert {choice.role for choice in choices} == {Role.SAME_TERMS}
    assert all(choice.reasons[0].point is not None for choice in choices)


def test_that_only_the_plan_with_the_most_cover_is_called_so():
    both = plan("cheap-and-large", 100, 500_000)
    choices = choose_three([both, plan("b", 200, 300_000), plan("c", 300, 200_000)], Needs())
    named = {choice.candidate.product.id: choice for choice in choices}
    assert [reason.code for reason in named["cheap-and-large"].reasons][:2] == [
        ReasonCode.MOST_COVER, ReasonCode.CHEAPEST,
    ]  # fmt: skip
    assert Role.MOST_COVER not in {choice.role for choice in choices}


def test_that_an_outpatient_plan_pays_outpatient_bills(parts: Parts):
    child = f.PersonFact(Relation.CHILD, f.Age(5))
    facts = (f.LineFact(Line.OUTPATIENT), child, f.SocialInsuranceFact(has=True), f.NoBudgetFact())
    needs = note_facts(Needs(), facts, parts.clock.today())
    found = find_candidates(parts, Journey(CUSTOMER, needs=needs)).candidates
    assert len(found) >= 3
    assert all(any("outpatient" in benefit.code for benefit in one.plan.benefits) for one in found)


def test_that_no_plan_is_called_balanced_that_costs_more_for_less():
    pool = [plan("a", 533, 1_000_000), plan("b", 903, 2_000_000), plan("c", 816, 3_000_000), plan("d", 700, 1_500_000)]
    assert chosen(pool)[Role.BALANCED] == "d"


def test_that_every_choice_answers_the_worry_where_three_products_do(parts: Parts):
    father = f.PersonFact(Relation.PARENT, f.Age(65), Sex.MALE)
    facts = (f.LineFact(Line.ACCIDENT), father, f.ConcernFact(Concern.FALL), f.BudgetFact(Money.of(500)))
    needs = note_facts(Needs(), facts, parts.clock.today())
    choices = choose_three(find_candidates(parts, Journey(CUSTOMER, needs=needs)).candidates, needs)
    assert len(choices) == 3
    assert all(ReasonCode.CONCERN in [reason.code for reason in choice.reasons] for choice in choices)
