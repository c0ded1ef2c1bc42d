"""The premium of a plan for given facts, from the product's own rate table, with how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from insurance.bilingual import Bilingual
from insurance.catalogue import Product
from insurance.lines import Destination
from insurance.money import Money
from insurance.rate_table import PERSONAL_KEYS, Exposure, Factor, Per, PremiumPeriod, RateKey, RateRow, RateValue
from insurance.rating_facts import (
    PayFrequency,
    RatedHome,
    RatedPerson,
    RatedVehicle,
    RatingFacts,
    person_values,
    policy_values,
)
from insurance.refs import PlanId, ProductId

__all__ = [
    "BreakdownItem", "NoRate", "PayFrequency", "Premium", "RatedHome", "RatedPerson", "RatedVehicle", "RatingFacts",
    "for_dearest_region", "premium_of",
]  # fmt: skip


class NoRate(LookupError):
    """The rate table has no row for a fact (or the fact, `value` None, is not known)."""

    def __init__(self, product: ProductId, plan: PlanId, key: str, value: str | None) -> None:
        super().__init__(f"{product} {plan}: no rate for {key} = {value}")
        self.product = product
        self.plan = plan
        self.key = key
        self.value = value


@dataclass(frozen=True)
class BreakdownItem:
    """One line of the breakdown: an amount in yuan or a multiplier, whichever it is."""

    label: Bilingual
    amount: Money | None = None
    factor: Decimal | None = None


@dataclass(frozen=True)
class Premium:
    """`total` for one `period` of the whole policy; `sum_insured` is the sum it was computed for."""

    total: Money
    breakdown: tuple[BreakdownItem, ...]
    period: PremiumPeriod
    sum_insured: Money

    def a_year(self) -> Money:
        return self.total.times(12) if self.period is PremiumPeriod.MONTH else self.total


def premium_of(product: Product, facts: RatingFacts) -> Premium:
    """Compute a premium exactly and round once, at the end, per policy.

    A table `per: person` is looked up for each insured (and, for group cover quoted by headcount alone, multiplied by
    it); a table `per: policy` once, with the eldest insured where it asks for a person's fact.

    Raises:
        UnknownPlan, SumInsuredOutOfRange: the plan or the sum asked for is not offered.
        NoRate: no row matches; names the fact.
    """
    sum_insured = product.plan(facts.plan).sum_for(facts.sum_insured)
    total = Decimal(0)
    items: list[BreakdownItem] = []
    for position, person in enumerate(_rated_persons(product, facts), start=1):
        amount, lines = _person_part(product, facts, person, sum_insured, position)
        total += amount
        items += lines
    if _is_by_headcount(product, facts):
        total *= facts.headcount()
        items.append(BreakdownItem(Bilingual("人数", "Persons"), factor=Decimal(facts.headcount())))
    for factor in product.rating.factors:
        if factor.key not in PERSONAL_KEYS:
            total *= _factor(product, facts, factor, policy_values(facts), items)
    if product.rating.minimum is not None and total < product.rating.minimum:
        total = product.rating.minimum
        items.append(BreakdownItem(Bilingual("最低保费", "Minimum premium"), amount=Money(total)))
    return Premium(Money(total), tuple(items), product.rating.period, sum_insured)


def for_dearest_region(product: Product, facts: RatingFacts, regions: Sequence[Destination]) -> RatingFacts:
    """The facts with that region of a trip whose premium is highest: a trip to several regions is rated by it.

    Raises NoRate when any of the regions has no rate.
    """
    rated = [replace(facts, region=region) for region in regions]
    return max(rated, key=lambda one: premium_of(product, one).total, default=facts)


def _is_by_headcount(product: Product, facts: RatingFacts) -> bool:
    return product.rating.per is Per.PERSON and facts.persons is not None and len(facts.insured) <= 1


def _rated_persons(product: Product, facts: RatingFacts) -> tuple[RatedPerson, ...]:
    if product.rating.per is Per.PERSON:
        return facts.insured or (RatedPerson(),)
    return (max(facts.insured, key=lambda person: person.age or 0, default=RatedPerson()),)


def _person_part(
    product: Product, facts: RatingFacts, person: RatedPerson, sum_insured: Money, position: int
) -> tuple[Decimal, list[BreakdownItem]]:
    values = policy_values(facts) | person_values(person)
    row = product.rating.row_for(values)
    if row is None:
        key = product.rating.failing_key(values)
        raise NoRate(product.id, facts.plan, key, _shown(values.get(key)))
    amount, items = _row_amount(product, facts, row, sum_insured, _label(product, person, position))
    for factor in product.rating.factors:
        if factor.key in PERSONAL_KEYS:
            amount *= _factor(product, facts, factor, values, items)
    return amount, items


def _row_amount(
    product: Product, facts: RatingFacts, row: RateRow, sum_insured: Money, label: Bilingual
) -> tuple[Decimal, list[BreakdownItem]]:
    amount = row.base
    items = [BreakdownItem(label, amount=Money(row.base))] if row.base or not row.permille else []
    if row.permille:
        exposure = _exposure(product, facts, sum_insured)
        part = row.permille * exposure.amount / 1000
        amount += part
        rate = f"{row.permille.normalize():f}‰ × {exposure.amount.normalize():f}"
        items.append(BreakdownItem(Bilingual(f"{label.zh}({rate})", f"{label.en} ({rate})"), amount=Money(part)))
    return amount, items


def _exposure(product: Product, facts: RatingFacts, sum_insured: Money) -> Money:
    match product.rating.exposure:
        case Exposure.VEHICLE_VALUE:
            exposure = facts.vehicle.value
        case Exposure.HOME_VALUE:
            exposure = facts.home.value
        case _:
            exposure = sum_insured
    if exposure is None:
        raise NoRate(product.id, facts.plan, product.rating.exposure, None)
    return exposure


def _factor(
    product: Product,
    facts: RatingFacts,
    factor: Factor,
    values: dict[RateKey, RateValue],
    items: list[BreakdownItem],
) -> Decimal:
    multiplier = factor.of(values.get(factor.key))
    if multiplier is None:
        raise NoRate(product.id, facts.plan, factor.key, _shown(values.get(factor.key)))
    items.append(BreakdownItem(factor.name, factor=multiplier))
    return multiplier


def _label(product: Product, person: RatedPerson, position: int) -> Bilingual:
    if product.rating.per is Per.POLICY or person.age is None:
        return Bilingual("基本保费", "Base premium")
    return Bilingual(f"被保险人{position}({person.age}岁)", f"Insured {position} (age {person.age})")


def _shown(value: RateValue) -> str | None:
    return None if value is None else str(value)
