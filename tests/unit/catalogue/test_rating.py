"""Premiums of the sample products, worked by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from insurance.catalogue import SumInsuredOutOfRange, UnknownPlan
from insurance.lines import Destination, Language
from insurance.money import Money
from insurance.rate_table import RateKey
from insurance.rating import NoRate, RatedPerson, RatingFacts, for_dearest_region, premium_of
from product_index.load import load_catalogue
from product_index.read_rates import cell

CATALOGUE = load_catalogue(Path(__file__).parent / "samples")
GUARD = CATALOGUE.product("sample-fall-guard")
TRIP = CATALOGUE.product("sample-trip")


def insured(age, occupation_class=1, social_insurance=True):
    return RatedPerson(age=age, occupation_class=occupation_class, social_insurance=social_insurance)


def total(product, facts):
    return str(premium_of(product, facts).total)


def test_that_a_fixed_premium_is_the_row_of_the_age():
    assert total(GUARD, RatingFacts("basic", (insured(56),))) == "168.00"


def test_that_base_and_permille_add_up_on_the_default_sum():
    # 20 + 200,000 × 1.005 ‰
    assert total(GUARD, RatingFacts("plus", (insured(50),))) == "221.00"


def test_that_a_chosen_sum_counts():
    # 20 + 250,000 × 1.505 ‰ = 396.25
    facts = RatingFacts("plus", (insured(50, occupation_class=2),), sum_insured=Money.of("250000"))
    assert total(GUARD, facts) == "396.25"


def test_that_each_person_is_looked_up_and_the_policy_factor_comes_last():
    # (168 × 1.2 + 98) × 0.95 = 284.62
    facts = RatingFacts("basic", (insured(60, social_insurance=False), insured(55)))
    assert total(GUARD, facts) == "284.62"


def test_that_rounding_happens_once_and_half_up():
    # 3 × (20 + 100,000 × 1.005 ‰) × 0.95 = 343.425
    facts = RatingFacts("plus", (insured(50),) * 3, sum_insured=Money.of("100000"))
    assert total(GUARD, facts) == "343.43"


def test_that_the_breakdown_shows_every_part_and_factor():
    breakdown = premium_of(GUARD, RatingFacts("basic", (insured(60, social_insurance=False), insured(55)))).breakdown
    shown = [(item.label.in_(Language.EN), item.amount and str(item.amount), item.factor) for item in breakdown]
    assert shown == [
        ("Insured 1 (age 60)", "168.00", None),
        ("Social insurance", None, Decimal("1.20")),
        ("Insured 2 (age 55)", "98.00", None),
        ("Social insurance", None, Decimal("1.00")),
        ("Several persons", None, Decimal("0.95")),
    ]


def test_that_the_minimum_premium_is_shown_when_it_counts():
    premium = premium_of(GUARD, RatingFacts("basic", (insured(50),)))
    assert str(premium.total) == "100.00"
    assert premium.breakdown[-1].label.en == "Minimum premium"


def test_that_a_trip_is_rated_by_region_days_and_age():
    facts = RatingFacts("trip", (RatedPerson(age=35), RatedPerson(age=6)), days=7, region=Destination.ASIA)
    assert total(TRIP, facts) == "100.00"


def test_that_a_trip_to_two_regions_is_rated_by_the_dearer():
    facts = RatingFacts("trip", (RatedPerson(age=35),), days=7)
    dearest = for_dearest_region(TRIP, facts, [Destination.HK_MACAU_TAIWAN, Destination.ASIA])
    assert dearest.region is Destination.ASIA


def test_that_a_headcount_multiplies_one_look_up():
    facts = RatingFacts("trip", (RatedPerson(age=35),), days=7, region=Destination.ASIA, persons=30)
    assert total(TRIP, facts) == "1800.00"


@pytest.mark.parametrize(
    ("facts", "key", "value"),
    [
        (RatingFacts("basic", (insured(61),)), "age", "61"),
        (RatingFacts("basic", (insured(None),)), "age", None),
        (RatingFacts("basic", (insured(56, occupation_class=3),)), "occupation_class", "3"),
        (RatingFacts("basic", (insured(56, social_insurance=None),)), "social_insurance", None),
        (RatingFacts("basic", (insured(56),) * 4), "persons", "4"),
    ],
)
def test_that_a_fact_without_a_rate_is_named(facts, key, value):
    with pytest.raises(NoRate) as caught:
        premium_of(GUARD, facts)
    assert (caught.value.key, caught.value.value) == (key, value)


@pytest.mark.parametrize("asked", ["99999.99", "50000", "350000", "125000"])
def test_that_a_sum_not_offered_is_refused(asked):
    with pytest.raises(SumInsuredOutOfRange):
        premium_of(GUARD, RatingFacts("plus", (insured(50),), sum_insured=Money.of(asked)))


def test_that_an_unknown_plan_is_refused():
    with pytest.raises(UnknownPlan):
        premium_of(GUARD, RatingFacts("gold", (insured(50),)))


@pytest.mark.parametrize(
    ("key", "written", "value", "matches"),
    [
        (RateKey.AGE, "50-65", Decimal(65), True),
        (RateKey.AGE, "50-65", Decimal(66), False),
        (RateKey.AGE, "66+", Decimal(90), True),
        (RateKey.AGE, 7, Decimal(7), True),
        (RateKey.AGE, "*", None, True),
        (RateKey.AGE, "50-65", None, False),
        (RateKey.OCCUPATION_CLASS, [1, 2], Decimal(2), True),
        (RateKey.SMOKER, False, "no", True),
        (RateKey.PLAN, "30-60", "30-60", True),
        (RateKey.REGION, ["asia", "schengen"], Destination.SCHENGEN, True),
    ],
)
def test_that_a_cell_matches_as_it_is_written(key, written, value, matches):
    assert cell(key, written).matches(value) is matches
