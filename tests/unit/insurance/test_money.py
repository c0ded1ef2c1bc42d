"""Money has one rounding rule and one currency at a time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from insurance.money import CurrencyMismatch, Money


@pytest.mark.parametrize(("exact", "shown"), [
    ("1.005", "1.01"), ("1.004", "1.00"), ("-1.005", "-1.01"), ("2.675", "2.68"), ("0.0049", "0.00"), ("3", "3.00"),
])  # fmt: skip
def test_that_half_a_cent_is_rounded_away_from_zero(exact: str, shown: str):
    assert str(Money.of(exact)) == shown


def test_that_a_product_is_rounded_once():
    assert Money.of("10.01").times(Decimal("1.15")) == Money.of("11.51")


def test_that_sums_stay_exact():
    assert Money.of("0.10") + Money.of("0.20") == Money.of("0.30")
    assert Money.of("0.30") - Money.of("0.10") == Money.of("0.20")


def test_that_two_currencies_never_mix():
    with pytest.raises(CurrencyMismatch):
        Money.of(1) + Money.of(1, "USD")
    with pytest.raises(CurrencyMismatch):
        Money.of(1) - Money.of(1, "USD")


@pytest.mark.parametrize("text", ["", "abc", "NaN", "Infinity", "1,000"])
def test_that_what_is_no_amount_is_refused(text: str):
    with pytest.raises(ValueError, match="not a"):
        Money.of(text)
