"""What an insurer checks of a submitted claim, and its own house rules. Decisions are codes and amounts only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from sqlite3 import Row

from sandbox.insurers.checks import Refused

CHINA = timezone(timedelta(hours=8))
REQUIRED = ("key", "claim_number", "policy_number", "claim_type", "event_date", "currency", "payable", "lines")
SHA256 = re.compile(r"[0-9a-f]{64}")

# House rules, described in README.md.
WHOLE_YUAN_ONLY = {"dongling"}
TRIMS_LARGE_LINES = {"beichen"}
LARGE_LINE, TRIMMED_TO = Decimal(5000), Decimal("0.9")
REPORTED_WITHIN = {"minxin": timedelta(days=180)}
WANTS_DOCUMENTS_ABOVE = {"qinghe": Decimal(2000), "ruikang": Decimal(0)}


@dataclass(frozen=True)
class Line:
    claimed: Decimal
    payable: Decimal
    invoices: tuple[str, ...]


@dataclass(frozen=True)
class Submitted:
    claim_number: str
    event_date: date
    lines: tuple[Line, ...]
    payable: Decimal
    documents: tuple[str, ...]

    @property
    def invoices(self) -> set[str]:
        return {invoice for line in self.lines for invoice in line.invoices}


@dataclass(frozen=True)
class Decision:
    """`state` is approved, differs or refused; `amount` is what is paid, 0 when refused."""

    state: str
    amount: Decimal
    reason: str = ""


def read(body: object) -> Submitted:
    """Raises Refused."""
    if not isinstance(body, dict):
        raise Refused("MISSING_FIELD")
    for name in REQUIRED:
        if not body.get(name):
            raise Refused("MISSING_FIELD", name)
    if body["currency"] != "CNY":
        raise Refused("CURRENCY_UNKNOWN", "currency")
    try:
        event_date = date.fromisoformat(body["event_date"])
    except (TypeError, ValueError):
        raise Refused("DATE_INVALID", "event_date") from None
    lines = tuple(_line(line, f"lines.{place}") for place, line in enumerate(body["lines"]))
    payable = _amount(body["payable"], "payable")
    if payable <= 0:
        raise Refused("AMOUNT_NOT_POSITIVE", "payable")
    if payable != sum(line.payable for line in lines):
        raise Refused("TOTAL_MISMATCH", "payable")
    documents = tuple(str(document.get("sha256", "")) for document in body.get("documents") or ())
    if not all(SHA256.fullmatch(each) for each in documents):
        raise Refused("DOCUMENT_HASH_INVALID", "documents")
    return Submitted(str(body["claim_number"]), event_date, lines, payable, documents)


def _line(line: dict, where: str) -> Line:
    if not line.get("benefit"):
        raise Refused("MISSING_FIELD", f"{where}.benefit")
    claimed, payable = _amount(line.get("claimed"), where), _amount(line.get("payable"), where)
    if not 0 <= payable <= claimed:
        raise Refused("PAYABLE_EXCEEDS_CLAIMED", where)
    return Line(claimed, payable, tuple(str(invoice) for invoice in line.get("invoices") or ()))


def _amount(text: object, where: str) -> Decimal:
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        raise Refused("AMOUNT_INVALID", where) from None
    if not value.is_finite() or value != value.quantize(Decimal("0.01")):
        raise Refused("AMOUNT_INVALID", where)
    return value


def decide(
    insurer: str, claim: Submitted, policy: Row | None, used: Decimal, invoices: set[str], now: datetime
) -> Decision:
    """
    Args:
        policy: of this insurer under that number; used: approved under it before; invoices: of its other claims.
    """
    why = _why_refused(insurer, claim, policy, invoices, now)
    if why:
        return Decision("refused", Decimal(0), why)
    amount, reason = claim.payable, ""
    if insurer in TRIMS_LARGE_LINES:
        trimmed = sum(line.payable * (TRIMMED_TO if line.payable > LARGE_LINE else 1) for line in claim.lines)
        amount, reason = _lower(amount, reason, trimmed, "UNREASONABLE_CHARGES")
    if insurer in WHOLE_YUAN_ONLY:
        amount, reason = _lower(amount, reason, amount.quantize(Decimal(1), rounding=ROUND_DOWN), "WHOLE_YUAN_ONLY")
    insured = Decimal(policy["sum_insured"] or 0)
    if insured:
        amount, reason = _lower(amount, reason, insured - used, "SUM_INSURED_EXCEEDED")
    if amount <= 0:
        return Decision("refused", Decimal(0), reason)
    amount = amount.quantize(Decimal("0.01"))
    return Decision("approved" if amount == claim.payable else "differs", amount, reason)


def _why_refused(insurer: str, claim: Submitted, policy: Row | None, invoices: set[str], now: datetime) -> str:
    today = now.astimezone(CHINA).date()
    if policy is None:
        return "UNKNOWN_POLICY"
    if policy["status"] != "in_force":
        return "POLICY_NOT_IN_FORCE"
    if claim.event_date > today:
        return "EVENT_IN_FUTURE"
    if not in_force(policy, claim.event_date):
        return "EVENT_OUTSIDE_PERIOD"
    if insurer in REPORTED_WITHIN and today - claim.event_date > REPORTED_WITHIN[insurer]:
        return "REPORTED_LATE"
    return "DUPLICATE_INVOICE" if claim.invoices & invoices else ""


def in_force(policy: Row, day: date) -> bool:
    """Whether some of that day in China lies within the policy's period."""
    if not policy["effective"]:  # issued before terms were kept
        return True
    begins = datetime.combine(day, time.min, CHINA).astimezone(UTC)
    starts, ends = datetime.fromisoformat(policy["effective"]), policy["expiry"]
    return starts < begins + timedelta(days=1) and (not ends or begins < datetime.fromisoformat(ends))


def wanted(insurer: str, claim: Submitted) -> tuple[str, ...]:
    """The documents it wants to see before it answers."""
    above = WANTS_DOCUMENTS_ABOVE.get(insurer)
    return claim.documents if above is not None and claim.payable > above else ()


def _lower(amount: Decimal, reason: str, limit: Decimal, why: str) -> tuple[Decimal, str]:
    return (limit, why) if limit < amount else (amount, reason)
