"""Plans side by side: the same rows for each, which of them differ, and what the difference comes to. Data only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial

from insurance.bilingual import Bilingual
from insurance.catalogue import Benefit, Plan, Product
from insurance.concerns import benefit_for
from insurance.lines import Concern
from insurance.money import ZERO, Money
from insurance.needs import Needs
from insurance.rating import Premium


class RowKind(StrEnum):
    """What a row shows; its name is `utter_compare_row_<kind>`, a benefit's row has the benefit's name."""

    PREMIUM = "premium"
    SUM_INSURED = "sum_insured"
    DEDUCTIBLE = "deductible"
    RATIO = "ratio"
    WAITING = "waiting"
    BENEFIT = "benefit"
    EXCLUSIONS = "exclusions"
    RENEWAL = "renewal"


@dataclass(frozen=True)
class Column:
    """One plan. Without a premium: not enough is known of the customer to compute it, or they may not buy the plan."""

    product: Product
    plan: Plan
    sum_insured: Money
    premium: Premium | None = None

    def most(self, benefit: Benefit | None) -> Money:
        return (benefit.most(self.sum_insured) if benefit else None) or ZERO


@dataclass(frozen=True)
class Row:
    """`benefits` has one entry a column, None where a plan hasn't got it; empty in every other kind of row."""

    kind: RowKind
    differs: bool
    name: Bilingual | None = None
    benefits: tuple[Benefit | None, ...] = ()


class PointCode(StrEnum):
    """What a difference comes to; wording is `utter_compare_point_<code>`."""

    CHEAPER = "cheaper"
    LOWER_DEDUCTIBLE = "lower_deductible"
    SHORTER_WAITING = "shorter_waiting"
    HIGHER_RATIO = "higher_ratio"
    ONLY_HERE = "only_here"
    PAYS_MORE = "pays_more"
    SAME = "same"


@dataclass(frozen=True)
class Point:
    """`column` has it, of all the columns; benefits by name, amount as the gap to the next."""

    code: PointCode
    column: int = 0
    amount: Money | None = None
    benefits: tuple[Benefit, ...] = ()


class AdviceCode(StrEnum):
    """Why a plan answers what the customer said, or what to choose by; wording is `utter_compare_advice_<code>`."""

    CONCERN = "concern"
    BUDGET = "budget"
    OVER_BUDGET = "over_budget"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Advice:
    """`column` is None where nothing the customer said speaks for one of them."""

    code: AdviceCode
    column: int | None = None
    concern: Concern | None = None
    benefit: Benefit | None = None
    amount: Money | None = None


@dataclass(frozen=True)
class Comparison:
    """`rows` begins with those that differ. `advice` is empty unless it was asked for."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    points: tuple[Point, ...]
    advice: tuple[Advice, ...] = ()


def compare(columns: Sequence[Column], needs: Needs, *, advise: bool = False) -> Comparison:
    """Put two or more plans side by side."""
    rows = sorted(_rows(columns), key=lambda row: not row.differs)
    advice = _advice(columns, needs) if advise else ()
    return Comparison(tuple(columns), tuple(rows), _points(columns), advice)


def _rows(columns: Sequence[Column]) -> list[Row]:
    rows = [Row(kind, _unlike(columns, value)) for kind, value in _VALUES if _worth_showing(kind, columns)]
    rows += [
        Row(RowKind.BENEFIT, len({_worth(benefit) for benefit in found}) > 1, name, found)
        for name, found in _benefits(columns)
    ]
    last = ((RowKind.EXCLUSIONS, _exclusions), (RowKind.RENEWAL, _renewal))
    return rows + [Row(kind, _unlike(columns, value)) for kind, value in last]


def _worth_showing(kind: RowKind, columns: Sequence[Column]) -> bool:
    if kind is RowKind.PREMIUM:
        return any(one.premium for one in columns)
    return kind is not RowKind.RATIO or any(one.plan.ratio is not None for one in columns)


def _unlike(columns: Sequence[Column], value: Callable[[Column], object]) -> bool:
    return len({value(column) for column in columns}) > 1


def _premium(column: Column) -> object:
    return (column.premium.total, column.premium.period) if column.premium else None


def _deductible(column: Column) -> object:
    return column.plan.deductible, column.plan.deductible_note


def _exclusions(column: Column) -> object:
    return tuple(one.text for one in column.product.main_exclusions())


def _renewal(column: Column) -> object:
    return column.product.term.renewal


_VALUES: tuple[tuple[RowKind, Callable[[Column], object]], ...] = (
    (RowKind.PREMIUM, _premium),
    (RowKind.SUM_INSURED, lambda column: column.sum_insured),
    (RowKind.DEDUCTIBLE, _deductible),
    (RowKind.RATIO, lambda column: column.plan.ratio),
    (RowKind.WAITING, lambda column: column.product.waiting_days),
)


def _worth(benefit: Benefit | None) -> object:
    """What of a benefit is compared: its figures, not its wording."""
    if benefit is None:
        return None
    return (benefit.limit, benefit.limit_ratio, benefit.per_day, benefit.max_days, benefit.deductible, benefit.ratio)


def _benefits(columns: Sequence[Column]) -> list[tuple[Bilingual, tuple[Benefit | None, ...]]]:
    """Benefits of the same code side by side, those that most plans have first."""
    codes = dict.fromkeys(benefit.code for column in columns for benefit in column.plan.benefits)
    found = []
    for code in codes:
        row = tuple(next((one for one in column.plan.benefits if one.code == code), None) for column in columns)
        name = next(one.name for one in row if one is not None)
        found.append((name, row))
    return sorted(found, key=lambda one: one[1].count(None))


def _points(columns: Sequence[Column]) -> tuple[Point, ...]:
    points = [
        *_cheaper(columns),
        *_lowest(columns, PointCode.LOWER_DEDUCTIBLE, lambda one: one.plan.deductible),
        *_lowest(columns, PointCode.SHORTER_WAITING, lambda one: one.product.waiting_days),
        *_lowest(columns, PointCode.HIGHER_RATIO, lambda one: _negative(one.plan.ratio)),
    ]
    for number in range(len(columns)):
        points += _cover(columns, number)
    return tuple(points) or (Point(PointCode.SAME),)


def _negative(ratio: Decimal | None) -> Decimal | None:
    return None if ratio is None else -ratio


def _cheaper(columns: Sequence[Column]) -> list[Point]:
    premiums = [one.premium for one in columns if one.premium]
    if len(premiums) < len(columns) or len({one.period for one in premiums}) > 1:
        return []
    totals = [one.total for one in premiums]
    first, second = sorted(totals)[:2]
    return [Point(PointCode.CHEAPER, totals.index(first), second - first)] if first < second else []


def _lowest(columns: Sequence[Column], code: PointCode, value: Callable[[Column], object]) -> list[Point]:
    """The one column that is below all others, where each has a value."""
    values = [value(column) for column in columns]
    if None in values:
        return []
    first, second = sorted(values)[:2]  # type: ignore[type-var]
    return [Point(code, values.index(first))] if first != second else []


def _cover(columns: Sequence[Column], number: int) -> list[Point]:
    only, more = [], []
    for _, row in _benefits(columns):
        mine = row[number]
        if mine is None:
            continue
        others = [(column, one) for at, (column, one) in enumerate(zip(columns, row, strict=True)) if at != number]
        if all(one is None for _, one in others):
            only.append(mine)
        elif all(columns[number].most(mine) > column.most(one) for column, one in others):
            more.append(mine)
    found = [Point(PointCode.PAYS_MORE, number, benefits=tuple(more))] if more else []
    return [*found, *([Point(PointCode.ONLY_HERE, number, benefits=tuple(only))] if only else [])]


def _advice(columns: Sequence[Column], needs: Needs) -> tuple[Advice, ...]:
    """By what the customer said and nothing else: the worry first, then the budget."""
    found = [one for one in map(partial(_for_concern, columns), needs.concerns) if one is not None][:1]
    if needs.budget is not None:
        found += _for_budget(columns, needs.budget.a_year())
    return tuple(found) or (Advice(AdviceCode.UNDECIDED),)


def _for_concern(columns: Sequence[Column], concern: Concern) -> Advice | None:
    """The column that pays most for a worry, None when none pays more than the others."""
    benefits = [benefit_for(concern, column.plan) for column in columns]
    sums = [column.most(benefit) for column, benefit in zip(columns, benefits, strict=True)]
    best = max(sums)
    if sums.count(best) > 1 or best == ZERO:
        return None
    at = sums.index(best)
    return Advice(AdviceCode.CONCERN, at, concern, benefits[at], best)


def _for_budget(columns: Sequence[Column], limit: Money) -> list[Advice]:
    known = [(at, one.premium) for at, one in enumerate(columns) if one.premium]
    inside = [at for at, premium in known if premium.a_year() <= limit]
    if len(known) < len(columns) or len(inside) == len(columns):
        return []
    if len(inside) == 1:
        return [Advice(AdviceCode.BUDGET, inside[0], amount=limit)]
    return [Advice(AdviceCode.OVER_BUDGET, at, amount=limit) for at, _ in known if at not in inside]
