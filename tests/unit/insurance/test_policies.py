"""How long a policy may be cancelled with a full refund."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from insurance.money import Money
from insurance.policies import (
    CoolingOffOver,
    NotInForce,
    Policy,
    PolicyStatus,
    check_cancellable,
    cooling_off_end,
    start_of,
)
from insurance.refs import ApplicationId, OrderId, PlanId, PolicyNumber, ProductId, QuoteId
from tests.fakes import CUSTOMER

POLICY = Policy(
    PolicyNumber("P1"), CUSTOMER, OrderId("O1"), ApplicationId("A1"), QuoteId("Q1"), ProductId("p"), PlanId("x"), "i",
    Money.of(100), Money.of(1000), effective=date(2026, 6, 20), expiry=date(2027, 6, 19),
    issued_at=datetime(2026, 6, 10, 4, tzinfo=UTC), cooling_off_days=15, status=PolicyStatus.IN_FORCE, insured=(),
)  # fmt: skip
SHORT = replace(POLICY, cooling_off_days=0)


def test_that_the_cooling_off_period_counts_from_the_day_of_issue():
    assert cooling_off_end(POLICY) == date(2026, 6, 25)


def test_that_the_day_of_issue_is_that_of_shanghai():
    late = replace(POLICY, issued_at=datetime(2026, 6, 10, 16, 30, tzinfo=UTC))  # 00:30 on the 11th
    assert cooling_off_end(late) == date(2026, 6, 26)


def test_that_cover_without_a_cooling_off_period_ends_it_the_day_before_it_begins():
    assert cooling_off_end(SHORT) == date(2026, 6, 19)


@pytest.mark.parametrize(("policy", "last"), [(POLICY, date(2026, 6, 25)), (SHORT, date(2026, 6, 19))])
def test_that_the_last_day_still_counts_and_the_next_does_not(policy: Policy, last: date):
    check_cancellable(policy, last)
    with pytest.raises(CoolingOffOver):
        check_cancellable(policy, date.fromordinal(last.toordinal() + 1))


@pytest.mark.parametrize("status", [PolicyStatus.CANCELLING, PolicyStatus.CANCELLED])
def test_that_a_policy_is_cancelled_once(status: PolicyStatus):
    with pytest.raises(NotInForce):
        check_cancellable(replace(POLICY, status=status), date(2026, 6, 11))


def test_that_a_day_begins_at_midnight_in_shanghai():
    assert start_of(date(2026, 6, 20)) == datetime(2026, 6, 19, 16, tzinfo=UTC)
