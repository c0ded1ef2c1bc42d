"""Cover fitted to what a plan offers, its premium, and how long a quote holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from insurance.catalogue import Span, SumRange, TermKind, TermOffer
from insurance.facts import Age
from insurance.lines import Line, Relation
from insurance.money import Money
from insurance.needs import InsuredPerson, Needs
from insurance.quotes import Cover, Quote, QuoteExpired, QuoteStatus, QuoteVoid, completed_age, fit_cover, loaded, price
from insurance.rate_table import PremiumPeriod
from insurance.rating import NoRate, Premium
from insurance.refs import QuoteId
from tests.fakes import CUSTOMER, NOON, catalogue, product_id

TODAY = date(2026, 6, 10)
BASE = catalogue().product(product_id("qinghe-senior-lite"))
RANGE = SumRange(Money.of(100000), Money.of(500000), Money.of(100000), Money.of(300000))
ME_36 = InsuredPerson(Relation.SELF, age=Age(36))


def product(kind: TermKind = TermKind.YEAR, sums: object = RANGE, **offer: object):
    plan = replace(BASE.plans[0], sum_insured=sums)
    return replace(BASE, term=TermOffer(kind, BASE.term.renewal, **offer), plans=(plan,))


def fitted(needs: Needs, one, start: date | None = None) -> Cover:
    return fit_cover(needs, one, one.plans[0], TODAY, start)


@pytest.mark.parametrize(("wished", "given"), [
    (None, 300000), (1, 100000), (100000, 100000), (240000, 200000), (260000, 300000), (9000000, 500000),
])  # fmt: skip
def test_that_the_nearest_sum_on_offer_is_taken(wished: int | None, given: int):
    needs = Needs(sum_insured=Money.of(wished) if wished else None)
    assert fitted(needs, product()).sum_insured == Money.of(given)


def test_that_every_fitted_sum_is_one_the_plan_offers():
    for wished in range(50000, 600000, 12345):
        assert RANGE.offers(fitted(Needs(sum_insured=Money.of(wished)), product()).sum_insured)


def test_that_a_fixed_sum_is_what_it_is():
    assert fitted(Needs(sum_insured=Money.of(1)), product(sums=Money.of(50000))).sum_insured == Money.of(50000)


@pytest.mark.parametrize(("needs", "years"), [
    (Needs(), 30), (Needs(term_years=18), 20), (Needs(term_years=15), 10), (Needs(term_years=99), 30),
    (Needs(insured=(ME_36,), to_age=55), 20),
])  # fmt: skip
def test_that_the_nearest_term_is_taken(needs: Needs, years: int):
    assert fitted(needs, product(TermKind.YEARS, years=(10, 20, 30))).term_years == years


@pytest.mark.parametrize(("needs", "to_age"), [
    (Needs(insured=(ME_36,)), 70), (Needs(insured=(ME_36,), to_age=61), 60),
    (Needs(insured=(ME_36,), term_years=20), 60),
    (Needs(insured=(InsuredPerson(age=Age(62)),), to_age=60), 70),
])  # fmt: skip
def test_that_cover_to_an_age_ends_at_one_on_offer(needs: Needs, to_age: int):
    assert fitted(needs, product(TermKind.TO_AGE, to_ages=(60, 70))).to_age == to_age


@pytest.mark.parametrize(("wished", "given"), [(None, 20), (1, 1), (8, 10), (30, 20)])
def test_that_the_nearest_payment_term_is_taken(wished: int | None, given: int):
    needs = Needs(term_years=20, pay_years=wished)
    assert fitted(needs, product(TermKind.YEARS, years=(20,), pay_years=(1, 10, 20))).pay_years == given


def test_that_nobody_pays_longer_than_the_cover_lasts():
    needs = Needs(term_years=10, pay_years=20)
    assert fitted(needs, product(TermKind.YEARS, years=(10, 30), pay_years=(10, 20, 30))).pay_years == 10


def test_that_whole_life_has_no_end():
    assert fitted(Needs(), product(TermKind.WHOLE_LIFE)).end is None


@pytest.mark.parametrize(("start", "end"), [
    (date(2026, 7, 1), date(2027, 6, 30)), (date(2028, 2, 29), date(2029, 2, 28)),
    (date(2027, 3, 1), date(2028, 2, 29)), (date(2026, 1, 1), date(2026, 12, 31)),
])  # fmt: skip
def test_that_a_year_ends_the_day_before_its_anniversary(start: date, end: date):
    assert fitted(Needs(), product(), start).end == end


def test_that_a_trip_counts_both_ends():
    needs = Needs(trip_start=date(2026, 7, 1), trip_days=7)
    cover = fitted(needs, product(TermKind.DAYS, days=Span(1, 90)))
    assert (cover.start, cover.end, cover.days) == (date(2026, 7, 1), date(2026, 7, 7), 7)


def test_that_cover_begins_as_soon_as_the_product_allows():
    earliest = max(1, BASE.effective.earliest_days)
    assert fitted(Needs(), product()).start == TODAY + timedelta(days=earliest)


@pytest.mark.parametrize(("day", "age"), [
    (date(2026, 3, 3), 35), (date(2026, 3, 4), 36), (date(2027, 3, 3), 36),
])  # fmt: skip
def test_that_the_age_is_that_of_the_day(day: date, age: int):
    assert completed_age(InsuredPerson(age=Age(99), birth=date(1990, 3, 4)), day) == age


def test_that_an_age_said_holds_where_no_birth_date_is_known():
    assert completed_age(ME_36, TODAY) == 36
    assert completed_age(InsuredPerson(), TODAY) is None


def test_that_a_plan_is_priced_from_its_own_table():
    needs = Needs(line=Line.ACCIDENT, insured=(InsuredPerson(Relation.PARENT, age=Age(65)),))
    plan = BASE.plans[0]
    premium = price(needs, BASE, plan, fit_cover(needs, BASE, plan, TODAY))
    assert premium.total > Money.of(0)
    assert premium.breakdown


def test_that_an_age_without_a_rate_is_named():
    needs = Needs(line=Line.ACCIDENT, insured=(InsuredPerson(Relation.PARENT, age=Age(119)),))
    with pytest.raises(NoRate) as refused:
        price(needs, BASE, BASE.plans[0], fit_cover(needs, BASE, BASE.plans[0], TODAY))
    assert refused.value.key == "age"


def test_that_a_loading_is_a_line_of_its_own_and_rounded_once():
    before = Premium(Money.of("333.33"), (), PremiumPeriod.YEAR, Money.of(1))
    after = loaded(before, 25)
    assert after.total == Money(Decimal("333.33") * Decimal("1.25"))
    assert [item.amount for item in after.breakdown] == [after.total - before.total]
    assert loaded(before, 0) is before


def a_quote(**changes: object) -> Quote:
    cover = Cover(TODAY + timedelta(days=1), None, Money.of(50000))
    quote = Quote(
        QuoteId("Q1"), CUSTOMER, BASE.id, BASE.version, BASE.plans[0].id, Money.of(60), PremiumPeriod.YEAR, (), cover,
        Needs(), NOON, NOON + timedelta(days=7),
    )  # fmt: skip
    return replace(quote, **changes)


def test_that_a_quote_holds_to_its_last_moment():
    a_quote().check_open(NOON + timedelta(days=7))
    with pytest.raises(QuoteExpired):
        a_quote().check_open(NOON + timedelta(days=7, microseconds=1))


@pytest.mark.parametrize("status", [QuoteStatus.VOID, QuoteStatus.USED])
def test_that_a_quote_used_or_replaced_is_not_open(status: QuoteStatus):
    with pytest.raises(QuoteVoid):
        a_quote(status=status).check_open(NOON)
