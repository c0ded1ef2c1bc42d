"""Decisions of the real tables on the sample products and on every product on sale."""

from dataclasses import replace
from pathlib import Path

import pytest

from insurance.lines import Activity, Destination, Line, Relation, Sex
from insurance.money import Money
from insurance.underwriting import Outcome, RiskFacts, RiskPerson, full_check, quick_check
from product_index.load import load_catalogue
from tests.fakes import catalogue, rules
from tests.unit.underwriting.people import has, ideal

RULES = rules()
SAMPLES = load_catalogue(Path(__file__).parents[1] / "catalogue" / "samples")
ON_SALE = catalogue().all()
GUARD = SAMPLES.product("sample-fall-guard")
TRIP = SAMPLES.product("sample-trip")
NO = {"bedridden": False, "medicine": False}

FATHER = RiskPerson(Relation.PARENT, 55, None, Sex.MALE, 1)
GUARD_FACTS = RiskFacts(Line.ACCIDENT, (FATHER,), effective_in_days=1, answers=NO)
TRAVELLER = RiskPerson(Relation.SELF, 35, None, Sex.FEMALE, 1)
TRIP_FACTS = RiskFacts(
    Line.TRAVEL, (TRAVELLER,), destinations=(Destination.ASIA,), days=7, effective_in_days=10, answers={}
)


def guard(**changed):
    return GUARD_FACTS if not changed else replace(GUARD_FACTS, persons=(replace(FATHER, **changed),))


def test_that_a_healthy_father_passes():
    assert full_check(GUARD, GUARD.plan("basic"), guard(), RULES).outcome is Outcome.STANDARD


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"age": 49}, "too_young"),
        ({"age": 61}, "too_old"),
        ({"relation": Relation.OTHER}, "relation_not_insurable"),
        ({"occupation_class": 4}, "occupation_not_covered"),
        ({"conditions": has("stroke")}, "condition_declined"),
        ({"conditions": has("bedridden")}, "condition_too_serious"),
    ],
)
def test_that_a_plan_declines_with_its_reason(changed, reason):
    decision = full_check(GUARD, GUARD.plan("basic"), guard(**changed), RULES)
    assert (decision.outcome, decision.reasons) == (Outcome.DECLINE, (reason,))


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"age": None}, "age"), ({"relation": None}, "relation"), ({"occupation_class": None}, "occupation_class")],
)
def test_that_a_missing_fact_never_passes(changed, field):
    decision = full_check(GUARD, GUARD.plan("basic"), guard(**changed), RULES)
    assert (decision.outcome, decision.missing) == (Outcome.REFER, (field,))


def test_that_an_excluded_condition_can_still_be_bought():
    decision = full_check(GUARD, GUARD.plan("basic"), guard(conditions=has("osteoporosis")), RULES)
    assert (decision.outcome, decision.exclusions, decision.buyable) == (
        Outcome.EXCLUSION,
        ("pathological_fracture",),
        True,
    )


def test_that_a_condition_nobody_knows_is_referred():
    decision = quick_check(GUARD, GUARD.plan("basic"), guard(conditions=has("unheard_of")), RULES)
    assert decision.reasons == ("condition_needs_review",)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"destinations": (Destination.ASIA, Destination.AFRICA)}, "destination_not_covered"),
        ({"activities": (Activity.CLIMBING,)}, "activity_not_covered"),
        ({"days": 31}, "trip_too_long"),
        ({"effective_in_days": 0}, "effective_too_early"),
        ({"effective_in_days": 91}, "effective_too_late"),
        ({"persons": (TRAVELLER,) * 6}, "too_many_persons"),
        ({"persons": (replace(TRAVELLER, pregnant_weeks=28),)}, "pregnancy_late"),
    ],
)
def test_that_a_trip_is_declined_with_its_reason(changed, reason):
    decision = full_check(TRIP, TRIP.plan("trip"), replace(TRIP_FACTS, **changed), RULES)
    assert (decision.outcome, decision.reasons) == (Outcome.DECLINE, (reason,))


def test_that_a_covered_activity_passes():
    facts = replace(TRIP_FACTS, activities=(Activity.DIVING,))
    assert full_check(TRIP, TRIP.plan("trip"), facts, RULES).outcome is Outcome.STANDARD


@pytest.mark.parametrize(("existing", "outcome"), [("0", Outcome.STANDARD), ("1", Outcome.DECLINE)])
def test_that_a_childs_death_cover_is_added_up_to_the_limit(existing, outcome):
    child = RiskPerson(Relation.CHILD, 9, 3300, Sex.MALE, None, existing_death_cover=Money.of(existing))
    assert full_check(TRIP, TRIP.plan("trip"), replace(TRIP_FACTS, persons=(child,)), RULES).outcome is outcome


def test_that_a_childs_death_cover_elsewhere_must_be_known_when_applying_only():
    child = RiskPerson(Relation.CHILD, 9, 3300, Sex.MALE)
    facts = replace(TRIP_FACTS, persons=(child,))
    assert quick_check(TRIP, TRIP.plan("trip"), facts, RULES).buyable
    assert full_check(TRIP, TRIP.plan("trip"), facts, RULES).missing == ("existing_death_cover",)


def test_that_no_product_on_sale_accepts_somebody_nothing_is_known_of():
    for product in ON_SALE:
        for plan in product.plans:
            decision = full_check(product, plan, RiskFacts(product.line), RULES)
            assert not decision.buyable, (product.id, plan.id)


def test_that_every_plan_on_sale_can_be_bought_by_somebody():
    for product in ON_SALE:
        for plan in product.plans:
            assert full_check(product, plan, ideal(product), RULES).buyable, (product.id, plan.id)
