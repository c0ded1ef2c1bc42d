"""Facts an assessor establishes: read, checked, and put into the loss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from insurance.adjudication.loss import Cost, Damage, Injury, Loss, LostItem, Severity, Stay
from insurance.claim_facts import ProvenFact, WrongFact, check_facts, with_facts
from insurance.claim_types import ClaimType
from insurance.money import Money

LOSS = Loss(ClaimType.OTHER, date(2026, 6, 1), circumstances=frozenset({"abroad"}))
GOOD = {
    "disability_grade": ("7", "disability_grade", 7),
    "severity": ("mild", "illness", Severity.MILD),
    "delay_minutes": ("305", "delay_minutes", 305),
    "liability_share": ("70", "liability_share", Decimal("0.7")),
    "repair_cost": ("4300.50", "repair_cost", Money.of("4300.50")),
    "repair_days": ("3", "repair_days", 3),
    "third_party_injury": ("9000", "third_party_injury", Money.of(9000)),
    "third_party_medical": ("2000", "third_party_medical", Money.of(2000)),
    "third_party_property": ("800", "third_party_property", Money.of(800)),
    "prepaid": ("5600", "prepaid", Money.of(5600)),
    "days_off_work": ("12", "days_off_work", 12),
    "wages_a_day": ("150", "wages_a_day", Money.of(150)),
    "care_days": ("5", "care_days", 5),
    "school_days_missed": ("4", "school_days_missed", 4),
    "died_on": ("2026-06-03", "died_on", date(2026, 6, 3)),
    "circumstances": ("animal_bite", "circumstances", frozenset({"abroad", "animal_bite"})),
    "items": (
        "3000 2025-01-02 electronics\n200\n90 cash", "items",
        (LostItem(Money.of(3000), date(2025, 1, 2), "electronics"), LostItem(Money.of(200)),
         LostItem(Money.of(90), None, "cash")),
    ),
    "costs": ("ambulance 380 80", "costs", (Cost("ambulance", Money.of(380), Money.of(80)),)),
    "damages": ("decoration 6000 2020-05-01", "damages", (Damage("decoration", Money.of(6000), date(2020, 5, 1)),)),
    "injuries": ("arm fixation", "injuries", (Injury("arm", fixation=True),)),
}  # fmt: skip


@pytest.mark.parametrize("fact", GOOD)
def test_that_a_fact_becomes_part_of_the_loss(fact):
    text, field, value = GOOD[fact]
    assert getattr(with_facts(LOSS, {fact: text}), field) == value


def test_that_every_fact_is_tried_here():
    assert set(GOOD) | {"icu_days"} == set(ProvenFact)


def test_that_intensive_care_belongs_to_a_stay_that_is_long_enough():
    stays = (Stay(date(2026, 6, 1), date(2026, 6, 2)), Stay(date(2026, 6, 5), date(2026, 6, 15)))
    loss = Loss(ClaimType.HOSPITAL, date(2026, 6, 1), stays=stays)
    assert [one.icu_days for one in with_facts(loss, {"icu_days": "3"}).stays] == [0, 3]


@pytest.mark.parametrize(
    ("fact", "value"),
    [("disability_grade", "11"), ("severity", "awful"), ("delay_minutes", "-5"), ("liability_share", "120"),
     ("repair_cost", "lots"), ("repair_cost", "-3"), ("died_on", "yesterday"), ("items", "phone"), ("costs", "taxi"),
     ("injuries", "arm badly"), ("unheard_of", "1"), ("wages_a_day", "NaN"), ("days_off_work", "99999")],
)  # fmt: skip
def test_that_what_cannot_be_is_named(fact, value):
    with pytest.raises(WrongFact) as wrong:
        check_facts({fact: value})
    assert wrong.value.fact == fact
