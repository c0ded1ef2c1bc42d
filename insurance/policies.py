"""Orders and policies: what was paid for, what came into force, what may be cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from insurance.money import Money
from insurance.refs import ApplicationId, OrderId, PlanId, PolicyNumber, ProductId, QuoteId, Sender

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no daylight saving since 1991


class OrderStatus(StrEnum):
    OPEN = "open"  # the payment page is open
    PAID = "paid"  # money taken, policy not yet issued
    ISSUED = "issued"
    REFUNDING = "refunding"  # couldn't be issued, or cancelled: money on its way back
    REFUNDED = "refunded"
    EXPIRED = "expired"
    CLOSED = "closed"  # given up by the customer before paying


@dataclass(frozen=True)
class Order:
    id: OrderId
    sender: Sender
    application_id: ApplicationId
    quote_id: QuoteId
    amount: Money
    status: OrderStatus
    created_at: datetime
    expires_at: datetime
    payment_url: str = ""
    transaction_id: str = ""
    reason: str = ""  # why it couldn't be issued, a code


class PolicyStatus(StrEnum):
    IN_FORCE = "in_force"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Policy:
    """A policy in force or cancelled; periods run from 00:00 of the first to 24:00 of the last day, Asia/Shanghai."""

    number: PolicyNumber
    sender: Sender
    order_id: OrderId
    application_id: ApplicationId
    quote_id: QuoteId
    product_id: ProductId
    plan_id: PlanId
    insurer_id: str
    premium: Money
    sum_insured: Money
    effective: date
    expiry: date | None  # None: whole life
    issued_at: datetime
    cooling_off_days: int
    status: PolicyStatus
    insured: tuple[Mapping[str, str], ...]  # masked name and relation, for lists
    cancel_asked_at: datetime | None = None  # when the customer last confirmed a cancellation
    paper: str = ""  # SHA-256 of the e-policy


class CoolingOffOver(Exception):
    """Past the cooling-off period (or a short-term policy already in effect): no full refund in chat."""


class NotInForce(Exception):
    """Already cancelled, or on the way."""


def cooling_off_end(policy: Policy) -> date:
    """The last day on which a full refund is due.

    Source: Health Insurance Regulation (2019) art. 19 and life insurance practice: counted from receipt of the
    policy. Products without a cooling-off period can be cancelled free of charge until they take effect.
    """
    issued = policy.issued_at.astimezone(SHANGHAI).date()
    if policy.cooling_off_days:
        return issued + timedelta(days=policy.cooling_off_days)
    return policy.effective - timedelta(days=1)


def check_cancellable(policy: Policy, today: date) -> None:
    """Raises NotInForce, CoolingOffOver."""
    if policy.status is not PolicyStatus.IN_FORCE:
        raise NotInForce(policy.number)
    if today > cooling_off_end(policy):
        raise CoolingOffOver(cooling_off_end(policy).isoformat())


def start_of(day: date) -> datetime:
    """00:00 in Asia/Shanghai of that day, in UTC."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)
