"""What an insurer checks before it issues. Every refusal is a reason code without personal data."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from sandbox.insurers.companies import LINES, may_write

REQUIRED = (
    "product_id", "product_version", "plan_id", "line", "premium", "currency", "effective", "applicant", "insured",
)  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, ISO 7064 MOD 11-2
OLDEST = 110
BACKDATING = timedelta(days=3)


class Refused(Exception):
    """A final no: `reason` in capitals, `field` names the field at fault."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason, self.field = reason, field


def check_application(insurer: str, body: dict, now: datetime) -> None:
    """Raises Refused."""
    for name in REQUIRED:
        if body.get(name) in (None, "", [], {}):
            raise Refused("MISSING_FIELD", name)
    if body["line"] not in LINES:
        raise Refused("UNKNOWN_LINE", "line")
    if not may_write(insurer, body["line"]):
        raise Refused("LINE_NOT_LICENSED", "line")
    if _decimal(body["premium"]) <= 0:
        raise Refused("PREMIUM_NOT_POSITIVE", "premium")
    if _decimal(body.get("sum_insured", "0")) < 0:
        raise Refused("SUM_INSURED_NEGATIVE", "sum_insured")
    effective = _check_term(body, now)
    _check_person(body["applicant"], "applicant", effective.date(), youngest=18)
    if not body["applicant"].get("phone"):
        raise Refused("MISSING_FIELD", "applicant.phone")
    for place, person in enumerate(body["insured"]):
        _check_person(person, f"insured.{place}", effective.date(), youngest=0)


def _decimal(text: object) -> Decimal:
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        raise Refused("AMOUNT_INVALID") from None
    if not value.is_finite():
        raise Refused("AMOUNT_INVALID")
    return value


def _check_term(body: dict, now: datetime) -> datetime:
    try:
        effective = datetime.fromisoformat(body["effective"])
        expiry = datetime.fromisoformat(body["expiry"]) if body.get("expiry") else None
    except ValueError:
        raise Refused("TERM_INVALID", "effective") from None
    if effective.tzinfo is None or (expiry is not None and (expiry.tzinfo is None or expiry <= effective)):
        raise Refused("TERM_INVALID", "expiry")
    if effective < now.astimezone(UTC) - BACKDATING:
        raise Refused("EFFECTIVE_DATE_PAST", "effective")
    return effective


def _check_person(person: dict, where: str, on: date, youngest: int) -> None:
    for name in ("name", "id_number"):
        if not person.get(name):
            raise Refused("MISSING_FIELD", f"{where}.{name}")
    kind = person.get("id_type", "id_card")
    if kind == "uscc":  # a company; only an applicant can be one
        if where != "applicant" or len(person["id_number"]) != 18:
            raise Refused("COMPANY_NUMBER_INVALID", where)
        return
    if kind == "id_card":
        birth = _birth_of(person["id_number"], where)
        if person.get("birth") and person["birth"] != birth.isoformat():
            raise Refused("BIRTH_DATE_MISMATCH", where)
        if person.get("sex") and (person["sex"] == "male") != (int(person["id_number"][16]) % 2 == 1):
            raise Refused("SEX_MISMATCH", where)
    else:
        birth = _stated_birth(person, where)
    age = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    if not 0 <= age <= OLDEST:
        raise Refused("AGE_IMPLAUSIBLE", where)
    if age < youngest:
        raise Refused("APPLICANT_MINOR", where)


def _birth_of(id_number: str, where: str) -> date:
    digits, last = id_number[:17], id_number[17:].upper()
    if len(id_number) != 18 or not (digits.isascii() and digits.isdigit()):
        raise Refused("IDENTITY_NUMBER_MALFORMED", where)
    if "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11] != last:
        raise Refused("IDENTITY_CHECK_DIGIT", where)
    try:
        return date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        raise Refused("IDENTITY_NUMBER_MALFORMED", where) from None


def _stated_birth(person: dict, where: str) -> date:
    try:
        return date.fromisoformat(person.get("birth", ""))
    except ValueError:
        raise Refused("MISSING_FIELD", f"{where}.birth") from None
