"""Quotes: a premium promised for given facts until a given moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from insurance.applications import age_on
from insurance.bilingual import Bilingual
from insurance.catalogue import Plan, Product, SumRange, TermKind
from insurance.lines import Line
from insurance.money import Money
from insurance.needs import InsuredPerson, Needs
from insurance.rate_table import PremiumPeriod
from insurance.rating import (
    BreakdownItem,
    Premium,
    RatedHome,
    RatedPerson,
    RatedVehicle,
    RatingFacts,
    for_dearest_region,
    premium_of,
)
from insurance.refs import PlanId, ProductId, QuoteId, Sender


class QuoteExpired(Exception):
    """Past `valid_until`: the premium must be computed again."""


class QuoteVoid(Exception):
    """A fact it was computed from has changed."""


class QuoteStatus(StrEnum):
    OPEN = "open"
    VOID = "void"
    USED = "used"  # a policy was paid for with it


@dataclass(frozen=True)
class Cover:
    """The choices a quote was computed with, after fitting them to what the plan offers.

    `end` is the last covered day; None for whole life.
    """

    start: date
    end: date | None
    sum_insured: Money
    days: int | None = None
    term_years: int | None = None
    to_age: int | None = None
    pay_years: int | None = None


@dataclass(frozen=True)
class Quote:
    id: QuoteId
    sender: Sender
    product_id: ProductId
    product_version: str
    plan_id: PlanId
    premium: Money
    period: PremiumPeriod
    breakdown: tuple[BreakdownItem, ...]
    cover: Cover
    needs: Needs
    created_at: datetime
    valid_until: datetime
    status: QuoteStatus = QuoteStatus.OPEN
    exclusions: tuple[str, ...] = ()  # codes of what underwriting leaves out, on top of the clauses
    loading_percent: int = 0  # already in the premium

    def check_open(self, now: datetime) -> None:
        """Raises QuoteVoid, QuoteExpired."""
        if self.status is not QuoteStatus.OPEN:
            raise QuoteVoid(self.id)
        if now > self.valid_until:
            raise QuoteExpired(self.id)


def fit_cover(needs: Needs, product: Product, plan: Plan, today: date, start: date | None = None) -> Cover:
    """What was wished for, fitted to what this plan offers: the nearest sum, term and payment term it has."""
    start = start or needs.trip_start or today + timedelta(days=max(1, product.effective.earliest_days))
    age = _oldest(needs)
    term = product.term
    sum_insured = _nearest_sum(plan, needs.sum_insured or _value_insured(needs))
    wanted_years = needs.term_years or (needs.to_age - age if needs.to_age and needs.to_age > age else None)
    years = to_age = None
    if term.kind is TermKind.YEARS:
        years = _nearest(term.years, wanted_years or max(term.years))
    elif term.kind is TermKind.TO_AGE:
        wanted_age = needs.to_age or (age + needs.term_years if needs.term_years else max(term.to_ages))
        to_age = _nearest([limit for limit in term.to_ages if limit > age] or term.to_ages, wanted_age)
    length = years or (to_age - age if to_age else None)
    pay = _pay_years(term.pay_years, needs.pay_years, length)
    end = _end(term.kind, start, needs, length)
    return Cover(start, end, sum_insured, needs.trip_days, years, to_age, pay)


def _value_insured(needs: Needs) -> Money | None:
    """The thing's own value, where a thing is insured."""
    return {Line.CAR: needs.vehicle.value, Line.HOME: needs.home.value}.get(needs.line) if needs.line else None


def _end(kind: TermKind, start: date, needs: Needs, years: int | None) -> date | None:
    if kind is TermKind.WHOLE_LIFE:
        return None
    if kind is TermKind.DAYS:
        return start + timedelta(days=(needs.trip_days or 1) - 1)
    return _years_later(start, years or 1) - timedelta(days=1)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February: the day after the last of that month
        return date(day.year + years, 3, 1)


def _nearest(offered: Sequence[int], wanted: int) -> int:
    return min(offered, key=lambda value: (abs(value - wanted), value))


def _pay_years(offered: Sequence[int], wanted: int | None, length: int | None) -> int | None:
    """The nearest payment term; none longer than the cover itself. Unasked, the longest: the lowest yearly premium."""
    if not offered:
        return None
    possible = [years for years in offered if length is None or years <= length] or list(offered)
    return _nearest(possible, wanted) if wanted else max(possible)


def _nearest_sum(plan: Plan, wanted: Money | None) -> Money:
    if not isinstance(plan.sum_insured, SumRange):
        return plan.sum_insured
    offer = plan.sum_insured
    if wanted is None:
        return offer.default
    if wanted <= offer.min:
        return offer.min
    if wanted >= offer.max:
        return offer.max
    steps = (wanted - offer.min).amount / offer.step.amount
    return offer.min + offer.step.times(steps.to_integral_value())


def _oldest(needs: Needs) -> int:
    return max((person.age.years for person in needs.insured if person.age is not None), default=0)


def completed_age(person: InsuredPerson, day: date) -> int | None:
    """Completed years on that day; from the birth date when it's known, else as said."""
    if person.birth is not None:
        return age_on(person.birth, day)
    return person.age.years if person.age is not None else None


def rating_facts(needs: Needs, plan: Plan, cover: Cover) -> RatingFacts:
    """The needs as a rate table asks for them."""
    group = needs.line is Line.GROUP
    return RatingFacts(
        plan=plan.id,
        insured=tuple(_rated(person, needs, cover.start) for person in needs.insured),
        sum_insured=cover.sum_insured if isinstance(plan.sum_insured, SumRange) else None,
        days=cover.days,
        region=needs.destinations[0] if needs.destinations else None,
        term_years=cover.term_years,
        to_age=cover.to_age,
        pay_years=cover.pay_years,
        vehicle=RatedVehicle(
            needs.vehicle.seats, needs.vehicle.use or "private", needs.vehicle.value,
            needs.vehicle.age_years, needs.vehicle.no_claim_years,
        ),
        home=RatedHome(needs.home.value, needs.home.building),
        persons=needs.headcount if group else None,
    )  # fmt: skip


def _rated(person: InsuredPerson, needs: Needs, start: date) -> RatedPerson:
    return RatedPerson(
        age=completed_age(person, start),
        sex=person.sex,
        # Whom nobody asks (children, students, pensioners) is rated in class 1, as the tables do.
        occupation_class=person.occupation_class or 1,
        social_insurance=needs.social_insurance,
        smoker=person.smoker,
    )


def price(needs: Needs, product: Product, plan: Plan, cover: Cover) -> Premium:
    """The premium. Raises NoRate, SumInsuredOutOfRange."""
    facts = rating_facts(needs, plan, cover)
    if len(needs.destinations) > 1:
        facts = for_dearest_region(product, facts, needs.destinations)
    return premium_of(product, facts)


def loaded(premium: Premium, percent: int) -> Premium:
    """With an underwriting loading (加费), shown as its own line."""
    if not percent:
        return premium
    total = premium.total.times(Decimal(100 + percent) / 100)
    line = BreakdownItem(Bilingual("核保加费", "Underwriting loading"), amount=total - premium.total)
    return replace(premium, total=total, breakdown=(*premium.breakdown, line))
