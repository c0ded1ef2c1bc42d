"""When people answer: a promise is kept while they are there."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from insurance.policies import SHANGHAI

_HOURS = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–~]\s*(\d{1,2}):(\d{2})\s*")


def within_hours(at: datetime, hours: str) -> datetime:
    """The moment itself while people answer, else when they open next.

    Args:
        at: an aware time.
        hours: `09:00-21:00`, Asia/Shanghai, the same every day; closing time itself still counts. Anything else
            (`24/7`) is taken as always.
    """
    opening = _read(hours)
    if opening is None:
        return at
    first, last = opening
    there = at.astimezone(SHANGHAI)
    if first <= there.time() <= last:
        return at
    day = there.date() + timedelta(days=there.time() > last)
    return datetime.combine(day, first, SHANGHAI).astimezone(at.tzinfo)


def _read(hours: str) -> tuple[time, time] | None:
    """Opening and closing; None where they can't be told or the place never closes."""
    found = _HOURS.fullmatch(hours)
    if found is None:
        return None
    try:
        first, last = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    except ValueError:
        return None
    return (first, last) if first < last else None
