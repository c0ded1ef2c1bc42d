"""Flights and delays: `CA1234延误了五个小时`, `delayed 4.5 h`, `航班取消了`."""

from __future__ import annotations

import re
from decimal import Decimal

from language.amounts.numbers import AMOUNT, read_number

MARK = "\ue001"  # stands for a flight number where words are looked for
# Two characters of the airline, one of them a letter, and up to four digits (IATA)
FLIGHT = re.compile(r"(?<![a-z\d])(?:[a-z]{2}|[a-z]\d|\d[a-z])\d{2,4}(?![\da-z])")
_NO_AIRLINE = ("ct", "cl", "us", "am", "pm", "no", "id")
_UNITS = {"天": 1440, "日": 1440, "day": 1440, "小时": 60, "钟头": 60, "钟": 60, "hour": 60, "hr": 60, "h": 60, "分": 1}
_HOURS = re.compile(
    rf"(?P<n>{AMOUNT}|半)\s?(?:多|来|几)?个?(?P<half>半|(?: and)? (?:a|1) half)?\s?(?:多)?(?P<unit>天|日|小时|"
    rf"钟头|钟|粒钟|days?\b|hours?\b|hrs?\b|h\b)"
    rf"(?P<after>半)?(?:零|又|,|and)?\s?(?:(?P<m>{AMOUNT})\s?(?:分钟?|min(?:ute)?s?\b|m\b))?|"
    rf"(?P<only>{AMOUNT})\s?(?:分钟|min(?:ute)?s?\b)"
)
_LATE = re.compile(r"延误|延咗|晚点|误点|晚到|迟到|晚了|迟了|推迟|delay|late\b|later\b")
_CANCELLED = re.compile(
    r"(?:航班|飞机|班机|flights?|plane)[^,。;!?]{0,24}(?:取消|cancell?ed)|cancell?ed (?:my |our |the )?flight"
)
_FAR = 16  # characters between the word for a delay and its length


def read_flight(told: str) -> str:
    """The flight number in its usual form, or nothing."""
    for found in FLIGHT.finditer(told):
        if not found.group().startswith(_NO_AIRLINE):
            return found.group().upper()
    return ""


def read_delay(told: str) -> int | None:
    """Minutes, when a length stands beside a word for a delay."""
    for late in _LATE.finditer(told):
        spans = [span for span in _HOURS.finditer(told) if _gap(span, late) <= _FAR]
        if spans:
            return _minutes(min(spans, key=lambda span: _gap(span, late)))
    return None


def is_cancelled(told: str) -> bool:
    return bool(_CANCELLED.search(FLIGHT.sub("航班", told)))


def _gap(span: re.Match[str], late: re.Match[str]) -> int:
    return max(span.start() - late.end(), late.start() - span.end(), 0)


def _minutes(span: re.Match[str]) -> int | None:
    if span["only"]:
        return int(read_number(span["only"]) or 0)
    count = Decimal("0.5") if span["n"] == "半" else read_number(span["n"])
    unit = _UNITS[span["unit"].replace("粒", "").removesuffix("s")]
    if count is None:
        return None
    if span["half"] or span["after"]:
        count += Decimal("0.5")
    return int(count * unit) + int(read_number(span["m"] or "0") or 0)
