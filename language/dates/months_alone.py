"""A month and nothing else: 明年3月, next March."""

from __future__ import annotations

import re

from insurance.facts import TripFact
from language.dates.date_words import MONTH

_AROUND_MONTH = re.compile(r"(?:大概|大约|可能|应该|打算|准备|计划|在|就|吧|左右|的时候|的样子|probably|maybe|\W)*")


_MONTH_NAMED = re.compile(
    rf"(?:[今明后]年)?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|"
    rf"(?:(?:in|during) )?(?:(?:next|this|the coming|this coming) )?{MONTH}(?: (?:next year|this year|20\d\d))?"
)


def is_month_alone(found: tuple[int, int, TripFact], text: str) -> bool:
    """明年3月, next March, and nothing else: only of a journey that much is told of its beginning."""
    start, end, trip = found
    named = trip.start is not None and _MONTH_NAMED.fullmatch(text[start:end])
    around = text[:start] + text[end:]
    return bool(named and _AROUND_MONTH.fullmatch(around))
