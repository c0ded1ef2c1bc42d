"""What is stored comes back the same, with every field filled."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from adapters.codec import from_json, to_json
from insurance.applications import Application, ApplicationDraft, ApplicationStatus
from insurance.bilingual import Bilingual
from insurance.doubts import Doubt, DoubtKind
from insurance.exposure import KnownCover
from insurance.facts import Age, Period
from insurance.health import Aspect
from insurance.journeys import Claiming, Journey, Offered, Purchase, Review, Role
from insurance.lines import Activity, Concern, Destination, Language, Line, Relation, Sex
from insurance.money import Money
from insurance.needs import Budget, Home, InsuredPerson, KnownCondition, Needs, Vehicle
from insurance.policies import Order, OrderStatus, Policy, PolicyStatus
from insurance.ports import RuleResult
from insurance.provider_orders import DeclineReason, ProviderDraft, ProviderOrder, ServiceStatus
from insurance.providers import Coordinates, Place, ProviderKind, Service
from insurance.questions import AnswerKind, Flow, Question
from insurance.quotes import Cover, Quote, QuoteStatus
from insurance.rate_table import PremiumPeriod
from insurance.rating import BreakdownItem
from insurance.refs import (
    ApplicationId,
    ClaimNumber,
    OrderId,
    PlanId,
    PolicyNumber,
    ProductId,
    ProviderId,
    ProviderOrderId,
    QuoteId,
    VaultRef,
)
from insurance.riskcontrol.cases import CaseNumber, CaseStatus, RiskCase
from insurance.riskcontrol.entries import EntryKind
from insurance.riskcontrol.signals import Screening, Signal, Verdict
from insurance.services.parts import Parts
from insurance.underwriting import Decision, Finding, Outcome
from tests.buying import until_payment, until_policy
from tests.fakes import CUSTOMER

AT = datetime(2026, 6, 10, 4, 5, 6, 789000, tzinfo=UTC)
PERSON = InsuredPerson(
    Relation.CHILD, Sex.FEMALE, Age(1, 2, 3), date(2025, 4, 5), "学生", 1, False,
    (KnownCondition("diabetes", "糖尿病", "2", "2020", {Aspect.KIND: "type2", Aspect.SINCE: "2020"}),), True, 8,
    Money.of("120000"), True, KnownCover(Money.of("50000"), Money.of("1"), Money.of("2"), Money.of("3")),
)  # fmt: skip
NEEDS = Needs(
    line=Line.TRAVEL, segment="asia", insured=(PERSON,),
    budget=Budget(Money.of("99.99", "USD"), Money.of(10), Period.MONTH), budget_open=True,
    concerns=(Concern.FALL,), destinations=(Destination.ASIA,), places=("日本",), activities=(Activity.DIVING,),
    trip_start=date(2026, 7, 1), trip_days=7, sum_insured=Money.of(1), term_years=20, to_age=60, pay_years=10,
    social_insurance=False, vehicle=Vehicle(5, Money.of(2), 3, 4, "business", "京A12345"),
    home=Home(Money.of(3), "brick", Decimal("88.5")), headcount=3, adults=2, children=1,
)  # fmt: skip
PURCHASE = Purchase(
    ProductId("p"), PlanId("x"), QuoteId("q"), {"one": "no"}, True, True, ApplicationDraft({"insured_name.0": "王"}),
    True, {"notice_terms": AT.isoformat()}, OrderId("o"), Review(ApplicationId("A"), AT),
)  # fmt: skip
PLACE = Place("x", Bilingual("上海张江", "Zhangjiang"), "shanghai", "pudong", Coordinates(31.203, 121.601))
DRAFT = ProviderDraft(
    ProviderOrderId("SP1"), ProviderKind.ROADSIDE, Service.TOW, PLACE, "抛锚了", (ProviderId("p"),),
    ProviderId("p"),
    VaultRef("⟦phone:1⟧"), ClaimNumber("C1"), ProviderOrderId("SP0"), ("heping-tj",),
)  # fmt: skip
SERVICE = ProviderOrder(
    ProviderOrderId("SP1"), CUSTOMER, ProviderId("p"), ProviderKind.ROADSIDE, Service.TOW, PLACE, "抛锚了",
    VaultRef("⟦phone:1⟧"), AT, AT, ClaimNumber("C1"), ServiceStatus.DONE, 20, "007", DeclineReason.NO_CREW, True, True,
    ServiceStatus.DONE, 2, True, 5, "很快",
)  # fmt: skip
DOUBT = Doubt(DoubtKind.OTHER_PERSON, "给我妈", Line.MEDICAL, Relation.PARENT, Sex.FEMALE)
CLAIMING = Claiming(
    ClaimNumber("CL1"), Question(Flow.CLAIM, "claim_who", AnswerKind.CHOICE, ("0",)), {"0": ("王**", "child")}
)
JOURNEY = Journey(
    CUSTOMER, Language.EN, NEEDS,
    (Offered(ProductId("p"), PlanId("x"), Role.BALANCED, Money.of("1.23"), over_budget=True),), PURCHASE,
    Question(Flow.APPLY, "insured_id", AnswerKind.ID_NUMBER, ("a",), 1, "d", optional=True), 1, 2, PolicyNumber("P"),
    True, ("p/x",), True, {"applicant_name": "王"}, DOUBT, {"medical": NEEDS}, ("grief",),
    date(1960, 2, 29), ProductId("p"), ("p/y",), CLAIMING, ("sha",), DRAFT,
)  # fmt: skip
QUOTE = Quote(
    QuoteId("q"), CUSTOMER, ProductId("p"), "2026.1", PlanId("x"), Money.of("60.10"), PremiumPeriod.MONTH,
    (BreakdownItem(Bilingual("甲", "a"), amount=Money.of(1)),
     BreakdownItem(Bilingual("乙", "b"), factor=Decimal("1.150"))),
    Cover(date(2026, 7, 1), date(2027, 6, 30), Money.of(50000), 7, 20, 60, 10), NEEDS, AT, AT, QuoteStatus.USED,
    ("thyroid_disease",), 25,
)  # fmt: skip
DECISION = Decision(
    Outcome.LOADING, ("a", "b"), 25, ("gout",), ("age",),
    (Finding(Outcome.LOADING, "a", 1, "diabetes", "grade", 25, "gout"),),
    (RuleResult("eligibility", "abc", ("r1",),
                {"n": 1, "x": 1.5, "b": True, "none": None, "s": "t", "list": [1, "a"]}),),
)  # fmt: skip
APPLICATION = Application(
    ApplicationId("A"), CUSTOMER, QuoteId("q"), {"k": "v"}, {"n": "t"}, ApplicationStatus.SUBMITTED, AT
)
ORDER = Order(
    OrderId("o"), CUSTOMER, ApplicationId("A"), QuoteId("q"), Money.of("60.10"), OrderStatus.REFUNDING, AT, AT,
    "https://pay.example/o", "T1", "CANCELLED",
)  # fmt: skip
POLICY = Policy(
    PolicyNumber("P"), CUSTOMER, OrderId("o"), ApplicationId("A"), QuoteId("q"), ProductId("p"), PlanId("x"), "i",
    Money.of(1), Money.of(2), date(2026, 7, 1), date(2027, 6, 30), AT, 15, PolicyStatus.CANCELLING,
    ({"name": "王**", "relation": "child"},), AT, "abc",
)  # fmt: skip
SIGNAL = Signal("risk_insurers", "abc", "day_3", 60, {"insurers_1_days": 3, "none": None}, ("A1", "A2"))
SCREENING = Screening(Verdict.HOLD, 60, (SIGNAL,), "def")
CASE = RiskCase(
    CaseNumber("RC1"), EntryKind.CLAIM, "CL1", CUSTOMER, ProductId("p"), "i", "f", 60, (SIGNAL,), AT, AT,
    CaseStatus.LISTED, "wei", "wei", "fraud", "lan", AT, "claim", True, 4,
)  # fmt: skip
FILLED = [JOURNEY, QUOTE, DECISION, APPLICATION, ORDER, POLICY, SCREENING, CASE, DRAFT, SERVICE]


def stored(value):
    """Through the database's JSON and back."""
    return from_json(json.loads(json.dumps(to_json(value))), type(value))


@pytest.mark.parametrize("value", FILLED, ids=lambda one: type(one).__name__)
def test_that_a_record_with_every_field_filled_comes_back_the_same(value):
    assert stored(value) == value


@pytest.mark.parametrize("value", [*FILLED, NEEDS, PERSON, PURCHASE, DOUBT], ids=lambda one: type(one).__name__)
def test_that_every_field_is_filled(value):
    """So that a field added later without a value here is noticed."""
    defaults = {one.name: one.default for one in fields(value)}
    same = [name for name, default in defaults.items() if getattr(value, name) == default]
    assert same == []


def test_that_a_new_journey_comes_back_new():
    assert stored(Journey(CUSTOMER)) == Journey(CUSTOMER)


def test_that_whole_life_comes_back_without_an_end():
    assert stored(replace(POLICY, expiry=None)).expiry is None
    assert stored(replace(QUOTE, cover=Cover(date(2026, 7, 1), None, Money.of(1)))).cover.end is None


def test_that_a_factor_keeps_its_places():
    assert str(stored(QUOTE).breakdown[1].factor) == "1.150"


async def test_that_a_real_purchase_comes_back_the_same(parts: Parts):
    await until_payment(parts)
    store = parts.work.store  # type: ignore[attr-defined]
    await until_policy(parts)
    after = parts.work.store  # type: ignore[attr-defined]
    kept = [*store.journeys.values(), *after.quotes.values(), *after.applications.values(), *after.orders.values(),
            *after.policies.values(), *after.decisions]  # fmt: skip
    assert len(kept) > 6
    for value in kept:
        assert stored(value) == value
