"""Accounts as customers would name them; all persons and numbers are made up."""

from __future__ import annotations

import secrets

from insurance.claim_ports import PayoutKey, PayoutRequest
from insurance.money import Money
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
