"""What one payment covers: a year, a month, one journey."""

from __future__ import annotations

import re

from insurance.facts import Period
from language.vocabulary import alternatives

YEAR = re.compile(rf"{alternatives('amounts', 'year')}|年(?=预算|保费|费)")
MONTH = re.compile(rf"{alternatives('amounts', 'month')}|(?<!\d)月(?=预算|保费)|/ mo(?:nth)?\b")
ONCE = re.compile(rf"{alternatives('amounts', 'once')}|这一?[次趟回](?:旅|出|行|去|玩|自驾|度假|回)")


def period_of(around: str) -> Period:
    """The period the words around an amount name."""
    for pattern, period in ((MONTH, Period.MONTH), (YEAR, Period.YEAR), (ONCE, Period.ONCE)):
        if pattern.search(around):
            return period
    return Period.UNKNOWN
