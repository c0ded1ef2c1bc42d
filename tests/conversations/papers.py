"""Numbers that are right in every digit and belong to nobody."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_serial = itertools.count(11)
_WEIGHTS = [2**power % 11 for power in range(17, 0, -1)]  # GB 11643: the sum with the check digit leaves 1 modulo 11
_COMPANY = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100


def born(age: int, today: date | None = None) -> date:
    """A birth date of somebody who has that age now and for the next months."""
    today = today or datetime.now(SHANGHAI).date()
    return date(today.year - age - 1, 12, 20) if (today.month, today.day) < (6, 1) else date(today.year - age, 1, 15)


def id_number(age: int, sex: str = "male", birth: date | None = None) -> str:
    """A resident identity number with its check digit, another one at each call."""
    serial = next(_serial) % 499
    return with_check_digit(f"110105{(birth or born(age)):%Y%m%d}{serial * 2 + (sex == 'male'):03d}")


def with_check_digit(body: str) -> str:
    """The identity number that begins with these seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def wrong_id_number(age: int, sex: str = "male") -> str:
    """One that fails by its last digit only."""
    right = id_number(age, sex)
    return right[:-1] + ("1" if right[-1] != "1" else "2")


def phone() -> str:
    return f"138{next(_serial):08d}"


def company_number() -> str:
    """A unified social credit code with its check character."""
    body = f"91110105{next(_serial):09d}"
    total = sum(_COMPANY.index(sign) * 3**place for place, sign in enumerate(body))
    return body + _COMPANY[(31 - total % 31) % 31]
