"""What holds of every adjudication, whatever was lost: random losses against every plan on sale."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from insurance.adjudication.calculating import adjudicate
from insurance.adjudication.cover import CoverInForce, CoverState, Findings
from insurance.adjudication.history import BenefitUsed
from insurance.adjudication.loss import (
    Bill,
    Cost,
    Damage,
    Injury,
    Loss,
    LostItem,
    Severity,
    Stay,
    Visit,
)  # fmt: skip
from insurance.adjudication.several import adjudicate_all
from insurance.adjudication.terms import Kind, Per
from insurance.claim_types import Cause, ClaimType
from insurance.money import ZERO, Money
from insurance.refs import PolicyNumber
from tests.unit.adjudication.worked import END, START, catalogue, yuan

PLANS = [(product, plan) for product in catalogue().all() for plan in product.plans]
MANY = settings(max_examples=100, deadline=None)
CIRCUMSTANCES = sorted(
    {one for _, plan in PLANS for benefit in plan.benefits for one in (*benefit.pays.needs, *benefit.pays.shares)}
)
COSTS = sorted({benefit.pays.cost for _, plan in PLANS for benefit in plan.benefits if benefit.pays.cost})
PARTS = sorted({benefit.pays.repair.part for _, plan in PLANS for benefit in plan.benefits if benefit.pays.repair.part})

sums = st.integers(0, 50_000_00).map(lambda cents: Money(Decimal(cents) / 100))
small = st.integers(0, 200)
days = st.integers(0, 300).map(lambda n: START + timedelta(days=n))


@st.composite
def bills(draw):
    parts = [draw(st.integers(0, 20_000_00)) for _ in range(4)]
    social, own, other, rest = (Money(Decimal(one) / 100) for one in parts)
    return Bill("d", "1", draw(st.sampled_from(Visit)), draw(days), social + own + other + rest, social, own, other)


@st.composite
def losses(draw):
    happened = draw(days)
    return Loss(
        type=draw(st.sampled_from(ClaimType)),
        happened=happened,
        cause=draw(st.sampled_from([*Cause, None])),
        age=draw(st.integers(0, 90)),
        bills=tuple(draw(st.lists(bills(), max_size=4))),
        stays=tuple(
            Stay(first, first + timedelta(days=length), min(icu, length))
            for first, length, icu in draw(
                st.lists(st.tuples(days, st.integers(0, 120), st.integers(0, 40)), max_size=3)
            )
        ),
        costs=tuple(Cost(draw(st.sampled_from(COSTS)), draw(sums)) for _ in range(draw(st.integers(0, 2)))),
        disability_grade=draw(st.one_of(st.none(), st.integers(1, 10))),
        illness=draw(st.sampled_from([*Severity, None])),
        injuries=tuple(draw(st.lists(st.sampled_from([Injury("hip"), Injury("rib", True), Injury("x")]), max_size=2))),
        died=draw(st.booleans()),
        delay_minutes=draw(st.one_of(st.none(), st.integers(0, 5000))),
        items=tuple(LostItem(draw(sums), draw(st.one_of(st.none(), days))) for _ in range(draw(st.integers(0, 3)))),
        prepaid=draw(sums),
        repair_cost=draw(sums),
        damages=tuple(Damage(draw(st.sampled_from(PARTS)), draw(sums)) for _ in range(draw(st.integers(0, 2)))),
        repair_days=draw(st.integers(0, 60)),
        third_party_injury=draw(sums),
        third_party_medical=draw(sums),
        third_party_property=draw(sums),
        liability_share=draw(st.sampled_from([None, Decimal(0), Decimal("0.3"), Decimal("0.7"), Decimal(1)])),
        days_off_work=draw(st.integers(0, 300)),
        school_days_missed=draw(st.integers(0, 100)),
        care_days=draw(st.integers(0, 100)),
        wages_a_day=draw(st.one_of(st.none(), sums)),
        circumstances=frozenset(draw(st.lists(st.sampled_from(CIRCUMSTANCES), max_size=3))),
    )


def held(offer, policy="P", end=END):
    product, plan = offer
    return CoverInForce(PolicyNumber(policy), product, plan, plan.default_sum(), START, end, yuan(100))


@MANY
@given(st.sampled_from(PLANS), losses())
def test_that_every_line_explains_itself_to_the_cent_and_stays_within_its_limit(offer, loss):
    cover = held(offer)
    by_code = {benefit.code: benefit for benefit in cover.plan.benefits}
    for line in adjudicate(cover, loss).lines:
        assert line.claimed - sum((step.amount for step in line.steps), ZERO) == line.payable
        assert ZERO <= line.payable <= line.claimed
        assert all(step.amount > ZERO for step in line.steps)
        benefit = by_code[line.benefit]
        if benefit.per_day is None:
            assert line.payable <= benefit.most(cover.sum_insured).times(benefit.pays.sum.times)
        else:
            assert benefit.max_days is None or line.days <= benefit.max_days


@MANY
@given(st.sampled_from(PLANS), losses(), st.data())
def test_that_what_was_paid_before_and_now_never_exceeds_the_limit(offer, loss, data):
    cover = held(offer)
    before = [
        BenefitUsed(cover.policy, "", one.code, data.draw(days), data.draw(sums), data.draw(sums), data.draw(small))
        for one in cover.plan.benefits
        if data.draw(st.booleans())
    ]
    state = data.draw(st.sampled_from(CoverState))
    found = adjudicate(cover, loss, before, Findings(state, state))
    by_code = {benefit.code: benefit for benefit in cover.plan.benefits}
    for line in found.lines:
        benefit = by_code[line.benefit]
        assert line.claimed - sum((step.amount for step in line.steps), ZERO) == line.payable
        same_year = [one for one in before if one.benefit == line.benefit]
        if benefit.per_day is not None and benefit.max_days is not None:
            assert line.days <= max(benefit.max_days - sum(one.days for one in same_year), 0)
        elif benefit.pays.limit_per in (Per.YEAR, Per.LIFETIME):
            most = benefit.most(cover.sum_insured).times(benefit.pays.sum.times)
            assert line.payable <= max(most - sum((one.amount for one in same_year), ZERO), ZERO)
        if line.refused_by:
            assert (line.payable, line.deductible_used, line.days) == (ZERO, ZERO, 0)
            assert found.doubts


@MANY
@given(st.lists(st.sampled_from(PLANS), min_size=1, max_size=3), losses())
def test_that_policies_together_never_repay_more_than_was_left_to_pay(offers, loss):
    covers = [held(offer, f"P{n}") for n, offer in enumerate(offers)]
    terms = {(cover.policy, one.code): one.pays for cover in covers for one in cover.plan.benefits}
    found = adjudicate_all(covers, loss)

    def repaid(wanted):
        return sum((line.payable for line in found.lines if wanted(terms[line.policy, line.benefit])), ZERO)

    left = sum((one.amount - one.social_insurance - one.other_paid for one in loss.bills), ZERO)
    assert repaid(lambda one: one.kind is Kind.REIMBURSEMENT and not one.cost) <= left
    assert repaid(lambda one: one.cost == "prepaid") <= loss.prepaid
    assert repaid(lambda one: one.kind is Kind.ITEMS) <= sum((one.value for one in loss.items), ZERO)
    assert repaid(lambda one: one.kind is Kind.REPAIR) <= loss.repair_cost + sum(
        (one.cost for one in loss.damages), ZERO
    )
    owed = loss.third_party_injury + loss.third_party_property
    assert repaid(lambda one: one.kind is Kind.LIABILITY) <= owed


REPAYING = [
    (product, plan)
    for product, plan in PLANS
    if any(one.pays.kind is Kind.REIMBURSEMENT and not one.pays.cost for one in plan.benefits)
]


@MANY
@given(st.sampled_from(REPAYING), st.sampled_from(["outpatient", "hospital"]), sums, sums, st.booleans())
def test_that_a_higher_bill_never_pays_less(offer, type_, amount, more, accident):
    cause = Cause.ACCIDENT if accident else Cause.ILLNESS
    stays = (Stay(date(2026, 6, 1), date(2026, 6, 8)),)

    def paid(cost):
        bill = Bill("d", "1", Visit(type_ if type_ == "outpatient" else "inpatient"), date(2026, 6, 8), cost)
        loss = Loss(ClaimType(type_), date(2026, 6, 1), cause, age=10, bills=(bill,), stays=stays)
        return adjudicate(held(offer), loss).total

    assert paid(amount) <= paid(amount + more)


@MANY
@given(st.sampled_from(PLANS), losses(), sums)
def test_that_what_others_paid_never_makes_it_more(offer, loss, elsewhere):
    alone = replace(loss, died=False)
    cover = held(offer)
    assert adjudicate(cover, alone, (), paid_elsewhere=elsewhere).total <= adjudicate(cover, alone).total


@MANY
@given(st.sampled_from(PLANS), losses())
def test_that_the_same_loss_gives_the_same_answer(offer, loss):
    assert adjudicate(held(offer), loss) == adjudicate(held(offer), loss)
