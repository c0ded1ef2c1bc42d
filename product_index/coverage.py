"""Does a rate table answer for everything the product offers?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from insurance.catalogue import Plan, Product
from insurance.lines import Sex
from insurance.rate_table import RateKey, RateRow, RateValue

# Terms the customer chooses together: a combination without a row is not offered (nobody pays 20 years for cover to an
# age reached in 15), so one that has a rate is enough.
CHOSEN_KEYS = frozenset({RateKey.TERM_YEARS, RateKey.TO_AGE, RateKey.PAY_YEARS})

Values = dict[RateKey, RateValue]


def uncovered(product: Product) -> Iterator[tuple[str, str]]:
    """The first combination of offered facts without a rate, for each plan; and factors without a multiplier."""
    keys = sorted(product.rating.keys, key=lambda key: key in CHOSEN_KEYS)
    for plan in product.plans:
        missing = _missing(product, keys, product.rating.rows, {RateKey.PLAN: str(plan.id)})
        if missing is not None:
            said = ", ".join(f"{key} {value}" for key, value in missing.items())
            yield "rating.rows", f"no row for {said}, which the product offers"
        yield from _never_rated(product, plan)
    for n, factor in enumerate(product.rating.factors):
        for value in offered(product, factor.key):
            if factor.of(value) is None:
                yield f"rating.factors[{n}].rows", f"no multiplier for {factor.key} {value}, which the product offers"
                break


def _missing(product: Product, keys: Sequence[RateKey], rows: Sequence[RateRow], chosen: Values) -> Values | None:
    """The first combination of the keys, in the order given, that leaves no row."""
    if not rows:
        return chosen
    if not keys:
        return None
    key, column = keys[0], product.rating.keys.index(keys[0])
    values = [chosen[key]] if key is RateKey.PLAN else offered(product, key)
    if not values:  # the file lists none (seats, vehicle use …): its rows decide what is offered
        return _missing(product, keys[1:], rows, chosen)
    gaps = []
    for value in values:
        some = [row for row in rows if row.cells[column].matches(value)]
        gap = _missing(product, keys[1:], some, {**chosen, key: value})
        if gap is not None:
            gaps.append(gap)
    if key in CHOSEN_KEYS and len(gaps) < len(values):
        return None
    return gaps[0] if gaps else None


def _never_rated(product: Product, plan: Plan) -> Iterator[tuple[str, str]]:
    """Terms offered that no row of the plan has."""
    keys = product.rating.keys
    rows = [
        row
        for row in product.rating.rows
        if RateKey.PLAN not in keys or row.cells[keys.index(RateKey.PLAN)].matches(str(plan.id))
    ]
    for key in CHOSEN_KEYS.intersection(keys):
        for value in offered(product, key):
            if not any(row.cells[keys.index(key)].matches(value) for row in rows):
                yield "rating.rows", f"no row at all for plan {plan.id}, {key} {value}, which the product offers"


def offered(product: Product, key: RateKey) -> Sequence[RateValue]:
    """Every value of a fact that the product says it takes; empty when the file lists none."""
    eligibility, term = product.eligibility, product.term
    match key:
        case RateKey.AGE:
            return _numbers(eligibility.age.years())
        case RateKey.SEX:
            return [eligibility.sex] if eligibility.sex else list(Sex)
        case RateKey.OCCUPATION_CLASS:
            return _numbers(eligibility.occupation_classes)
        case RateKey.DAYS:
            return _numbers(range(term.days.min, term.days.max + 1)) if term.days else []
        case RateKey.TERM_YEARS:
            return _numbers(term.years)
        case RateKey.TO_AGE:
            return _numbers(term.to_ages)
        case RateKey.PAY_YEARS:
            return _numbers(term.pay_years)
        case RateKey.REGION:
            return list(eligibility.destinations)
        case RateKey.SOCIAL_INSURANCE | RateKey.SMOKER:
            return ["yes", "no"]
        case RateKey.PERSONS:
            return _numbers(range(eligibility.persons.min, eligibility.persons.max + 1))
        case _:
            return []


def _numbers(values: Sequence[int]) -> list[RateValue]:
    return [Decimal(value) for value in values]
