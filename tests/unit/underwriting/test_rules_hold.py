"""What must hold of the real tables whatever is written into them: random people against every product on sale."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insurance.lines import Destination, Relation, Sex
from insurance.money import Money
from insurance.underwriting import Outcome, full_check, quick_check
from product_index.load import conditions
from tests.fakes import catalogue, rules
from tests.unit.underwriting.people import aged, everyone, first, has, ideal, outside

RULES = rules()
PLANS = [(product, plan) for product in catalogue().all() for plan in product.plans]
PERSONAL = [(product, plan) for product, plan in PLANS if ideal(product).persons]
CODES = sorted(conditions())
GRADES = ("1", "2", "3", "4", "4a", "4b", "4c", "5", "6")
SEVERITIES = ("mild", "moderate", "severe")
# One illness at several stages, from light to grave.
WORSE = (
    ("hypertension_1", "hypertension_2", "hypertension_3"),
    ("hepatitis_b_carrier", "hepatitis_b"),
    ("hyperuricemia", "gout"),
    ("coronary_disease", "heart_stent"),
)
MANY = settings(max_examples=150, deadline=None)

plans = st.sampled_from(PERSONAL)
ages = st.integers(0, 90)
some_conditions = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from([None, *GRADES, *SEVERITIES])),
    max_size=4,
    unique_by=lambda one: one[0],
).map(lambda pairs: tuple(one for code, grade in pairs for one in has(code, grade=grade)))


def decided(product, plan, facts):
    return full_check(product, plan, facts, RULES)


def badness(decision):
    return decision.outcome.severity, decision.loading_percent


@cache
def _ideal(product_id):
    return ideal(next(product for product, _ in PLANS if product.id == product_id))


@MANY
@given(plans, ages, some_conditions, some_conditions)
def test_that_more_conditions_never_give_a_better_outcome(offer, age, some, more):
    product, plan = offer
    facts = first(_ideal(product.id), **aged(age))
    fewer = decided(product, plan, first(facts, conditions=some))
    both = decided(product, plan, first(facts, conditions=(*some, *more)))
    if some or product.segment != "chronic":  # a product for people with an illness takes nobody without it
        assert both.outcome.severity >= fewer.outcome.severity


@MANY
@given(plans, ages, st.sampled_from(CODES), st.sampled_from([GRADES, SEVERITIES]))
def test_that_a_higher_grade_never_gives_a_better_outcome(offer, age, code, ladder):
    product, plan = offer
    facts = first(_ideal(product.id), **aged(age))
    outcomes = [badness(decided(product, plan, first(facts, conditions=has(code, grade=grade)))) for grade in ladder]
    assert all(lighter <= graver for lighter, graver in pairwise(outcomes)), outcomes


@MANY
@given(plans, ages, st.sampled_from(WORSE))
def test_that_a_graver_stage_never_gives_a_better_outcome(offer, age, stages):
    product, plan = offer
    accepted = product.eligibility.conditions_accepted
    facts = first(_ideal(product.id), **aged(age))
    outcomes = [badness(decided(product, plan, first(facts, conditions=has(code)))) for code in stages]
    for (light, before), (grave, after) in pairwise(zip(stages, outcomes, strict=True)):
        if grave not in accepted:  # a product may be made for the graver one
            assert before <= after, (light, grave)


@pytest.mark.parametrize(("product", "plan"), PERSONAL, ids=lambda one: one.id)
def test_that_an_age_outside_the_range_never_passes(product, plan):
    for age in outside(product):
        facts = first(_ideal(product.id), **age)
        assert not decided(product, plan, facts).buyable, age
        assert not quick_check(product, plan, facts, RULES).buyable, age


@MANY
@given(st.sampled_from(PERSONAL), st.sampled_from(CODES), ages, some_conditions)
def test_that_a_condition_one_plan_declines_is_declined_by_every_plan_of_the_product(offer, code, age, others):
    product, plan = offer
    facts = first(_ideal(product.id), **aged(age))
    table = f"underwriting_{product.line}"

    def declines(one, conditions):
        results = decided(product, one, first(facts, conditions=conditions)).results
        return any(answer.table == table and answer.output["decision"] == Outcome.DECLINE for answer in results)

    if declines(plan, has(code)):
        assert all(declines(one, (*others, *has(code))) for one in product.plans)


# What each fact may be; a fact that is missing must not pass where one of these would not.
PERSON = {
    "sex": tuple(Sex),
    "relation": tuple(Relation),
    "occupation_class": (1, 2, 3, 4, 5, 6),
}
RISK = {
    "days": (1, 5, 30, 90, 400),
    "effective_in_days": (-1, 0, 1, 10, 1000),
    "headcount": (1, 3, 5, 50, 5000),
    "vehicle_use": ("private", "business", "racing"),
    "vehicle_age": (0, 11, 16, 30),
    "vehicle_value": (Money.of("100000"), Money.of("2000000")),
    "building": ("concrete", "wood", "straw"),
    "home_value": (Money.of("100000"), Money.of("2000000"), Money.of("20000000")),
}


@pytest.mark.parametrize("fact", PERSON)
@pytest.mark.parametrize("age", [20, 35, 50])
def test_that_a_fact_of_a_person_that_is_missing_never_passes_a_rule(fact, age):
    for product, plan in PERSONAL:
        facts = everyone(_ideal(product.id), **aged(age))
        if decided(product, plan, everyone(facts, **{fact: None})).buyable:
            refused = [v for v in PERSON[fact] if not decided(product, plan, everyone(facts, **{fact: v})).buyable]
            assert not refused, (product.id, refused)


@pytest.mark.parametrize("fact", RISK)
def test_that_a_fact_of_the_risk_that_is_missing_never_passes_a_rule(fact):
    for product, plan in PLANS:
        facts = _ideal(product.id)
        if decided(product, plan, replace(facts, **{fact: None})).buyable:
            refused = [v for v in RISK[fact] if not decided(product, plan, replace(facts, **{fact: v})).buyable]
            assert not refused, (product.id, refused)


def test_that_an_unknown_age_never_passes():
    for product, plan in PERSONAL:
        facts = everyone(_ideal(product.id), age=None, age_in_days=None)
        assert not decided(product, plan, facts).buyable, product.id
        assert not quick_check(product, plan, facts, RULES).buyable, product.id


def test_that_an_unknown_destination_never_passes():
    for product, plan in PLANS:
        facts = _ideal(product.id)
        if decided(product, plan, replace(facts, destinations=())).buyable:
            assert all(decided(product, plan, replace(facts, destinations=(one,))).buyable for one in Destination)


def test_that_an_unanswered_disclosure_question_never_passes():
    for product, plan in PLANS:
        facts = _ideal(product.id)
        for question in product.disclosure:
            answers = {key: no for key, no in facts.answers.items() if key != question.id}
            decision = decided(product, plan, replace(facts, answers=answers))
            assert not decision.buyable
            assert f"disclosure.{question.id}" in decision.missing
