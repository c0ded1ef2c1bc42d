"""Plans side by side: which rows, which differ, and only what follows from the data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from insurance import events as e
from insurance.comparing import AdviceCode, Column, Comparison, PointCode, RowKind, compare
from insurance.facts import Period
from insurance.lines import Concern
from insurance.money import Money
from insurance.needs import Budget, Needs
from insurance.rate_table import PremiumPeriod
from insurance.rating import Premium
from insurance.refs import ProductId
from insurance.services.comparing import compare_plans
from insurance.services.parts import Parts
from tests.buying import FATHERS_ACCIDENT, kinds, tell, the, until_quote
from tests.fakes import CUSTOMER, catalogue, journey_of

SENIOR = ProductId("hengtai-senior-guard")
TRAVEL = ProductId("haibin-schengen-visa")
ALPINE = ProductId("yuanhang-alpine-schengen")


def column(plan: int = 0, premium: str | None = None, product: str = SENIOR) -> Column:
    found = catalogue().product(ProductId(product))
    price = Premium(Money.of(premium), (), PremiumPeriod.YEAR, Money.of(0)) if premium else None
    return Column(found, found.plans[plan], found.plans[plan].default_sum(), price)


def points(comparison: Comparison) -> set[tuple[PointCode, int]]:
    return {(one.code, one.column) for one in comparison.points}


def test_that_rows_that_differ_come_first_and_none_is_lost():
    rows = compare([column(0, "98.00"), column(1, "198.00")], Needs()).rows
    flags = [row.differs for row in rows]
    assert flags == sorted(flags, reverse=True)
    kinds_shown = {row.kind for row in rows}
    assert kinds_shown == set(RowKind)
    assert not next(row for row in rows if row.kind is RowKind.WAITING).differs


def test_that_a_benefit_stands_beside_its_like_or_a_gap():
    rows = compare([column(0), column(1)], Needs()).rows
    allowance = next(row for row in rows if row.name and row.name.zh == "意外住院津贴")
    assert allowance.benefits[0] is None
    assert allowance.benefits[1] is not None
    fracture = next(row for row in rows if row.name and row.name.zh == "骨折保险金")
    assert [one.limit for one in fracture.benefits if one] == [Money.of(5000), Money.of(12000)]


def test_that_the_points_follow_from_the_figures():
    found = compare([column(0, "98.00"), column(1, "198.00")], Needs())
    assert points(found) == {
        (PointCode.CHEAPER, 0), (PointCode.LOWER_DEDUCTIBLE, 1), (PointCode.HIGHER_RATIO, 1), (PointCode.PAYS_MORE, 1),
        (PointCode.ONLY_HERE, 1),
    }  # fmt: skip
    assert next(one.amount for one in found.points if one.code is PointCode.CHEAPER) == Money.of(100)


def test_that_plans_without_a_difference_are_called_the_same():
    found = compare([column(0, "98.00"), column(0, "98.00")], Needs())
    assert points(found) == {(PointCode.SAME, 0)}
    assert not any(row.differs for row in found.rows)


def test_that_without_premiums_there_is_no_row_and_no_word_about_price():
    found = compare([column(0), column(1)], Needs())
    assert RowKind.PREMIUM not in {row.kind for row in found.rows}
    assert PointCode.CHEAPER not in {one.code for one in found.points}


def test_that_premiums_for_different_times_are_not_called_cheaper():
    monthly = column(1, "20.00")
    assert monthly.premium is not None
    monthly = replace(monthly, premium=replace(monthly.premium, period=PremiumPeriod.MONTH))
    found = compare([column(0, "98.00"), monthly], Needs())
    assert PointCode.CHEAPER not in {one.code for one in found.points}


def test_that_advice_follows_the_worry_and_the_budget_that_were_told():
    budget = Budget(Money.of(150), period=Period.YEAR)
    needs = Needs(concerns=(Concern.FALL,), budget=budget)
    advice = compare([column(0, "98.00"), column(1, "198.00")], needs, advise=True).advice
    assert [(one.code, one.column) for one in advice] == [(AdviceCode.CONCERN, 1), (AdviceCode.BUDGET, 0)]


def test_that_nothing_told_gives_no_verdict():
    advice = compare([column(0, "98.00"), column(1, "198.00")], Needs(), advise=True).advice
    assert [(one.code, one.column) for one in advice] == [(AdviceCode.UNDECIDED, None)]


def test_that_no_advice_is_given_unasked():
    assert not compare([column(0), column(1)], Needs(concerns=(Concern.FALL,))).advice


def test_that_a_share_of_a_bill_is_compared_by_number():
    first, second = column(0), column(0)
    second = replace(second, plan=replace(second.plan, ratio=Decimal("0.8")))
    assert points(compare([first, second], Needs())) == {(PointCode.SAME, 0)}


# --- which plans


async def test_that_just_the_plans_pointed_at_are_compared_with_their_premiums(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    progress = await compare_plans(parts, CUSTOMER, (1, 3))
    columns = the(e.PlansCompared, progress).comparison.columns
    offer = journey_of(parts).offer
    assert [(one.product.id, one.plan.id) for one in columns] == [
        (offer[at].product_id, offer[at].plan_id) for at in (0, 2)
    ]
    assert [one.premium.total for one in columns if one.premium] == [offer[0].premium, offer[2].premium]
    assert progress.question is not None


async def test_that_nothing_named_compares_the_whole_table(parts: Parts):
    await tell(parts, *FATHERS_ACCIDENT)
    assert len(the(e.PlansCompared, await compare_plans(parts, CUSTOMER)).comparison.columns) == 3


async def test_that_two_products_by_name_are_compared_without_a_table(parts: Parts):
    progress = await compare_plans(parts, CUSTOMER, (), (TRAVEL, ALPINE))
    columns = the(e.PlansCompared, progress).comparison.columns
    assert [one.product.id for one in columns] == [TRAVEL, ALPINE]
    assert not any(one.premium for one in columns)


async def test_that_a_product_named_is_compared_with_the_one_being_bought(parts: Parts):
    await until_quote(parts)
    bought = journey_of(parts).purchase
    progress = await compare_plans(parts, CUSTOMER, (), (TRAVEL,))
    columns = the(e.PlansCompared, progress).comparison.columns
    assert [one.product.id for one in columns] == [bought.product_id, TRAVEL]


async def test_that_too_few_are_told_so(parts: Parts):
    assert kinds(await compare_plans(parts, CUSTOMER)) == ["TooFewToCompare"]
    assert the(e.TooFewToCompare, await compare_plans(parts, CUSTOMER, (), (TRAVEL,))).found == 1
    assert kinds(await compare_plans(parts, CUSTOMER, (2, 7))) == ["TooFewToCompare"]
