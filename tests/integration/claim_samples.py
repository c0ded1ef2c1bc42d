"""Accounts as customers name them and claims as assessors hand them over; all persons and numbers are made up."""

from __future__ import annotations

import secrets
from datetime import datetime
from decimal import Decimal

from insurance.claim_ports import BenefitLine, ClaimSubmission, PayoutKey, PayoutRequest, SubmissionKey
from insurance.money import ZERO, Money
from insurance.policies import SHANGHAI
from insurance.refs import ClaimNumber, PolicyNumber

HOLDER = "李建国"


def card(prefix: str = "622848", length: int = 19) -> str:
    """A new card number with the right check digit: the amount that brings the weighted sum to a multiple of ten."""
    digits = prefix + "".join(secrets.choice("0123456789") for _ in range(length - 1 - len(prefix)))
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def payout(key: str, number: str, amount: str = "1860.00", **changes: object) -> PayoutRequest:
    values: dict[str, object] = {
        "key": PayoutKey(key),
        "claim_number": ClaimNumber(key.split("-")[1]),
        "policy_number": PolicyNumber("P1"),
        "amount": Money.of(amount),
        "account_name": HOLDER,
        "account_number": number,
        "bank": "中国农业银行",
    }
    return PayoutRequest(**(values | changes))  # type: ignore[arg-type]


def benefit_line(payable: str, *invoices: str, claimed: str = "") -> BenefitLine:
    amount = Money.of(payable)
    return BenefitLine("outpatient", Money.of(claimed or payable), amount, ZERO, "1", invoices)


def submission(insurer: str, policy: str, *lines: BenefitLine, **changes: object) -> ClaimSubmission:
    """A claim of its own unless `claim_number` or `key` says otherwise; it happened today."""
    number = ClaimNumber(f"C{secrets.token_hex(6)}")
    values: dict[str, object] = {
        "key": SubmissionKey(f"claim-{number}-{policy}"),
        "claim_number": number,
        "insurer_id": insurer,
        "policy_number": PolicyNumber(policy),
        "claim_type": "outpatient",
        "event_date": datetime.now(SHANGHAI).date(),
        "lines": lines,
        "payable": Money(sum((line.payable.amount for line in lines), Decimal(0))),
    }
    return ClaimSubmission(**(values | changes))  # type: ignore[arg-type]
