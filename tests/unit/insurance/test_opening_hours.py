"""A promised time lies where people are there to keep it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from insurance.opening_hours import within_hours
from insurance.policies import SHANGHAI

DAY = "09:00-21:00"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("promised", "kept"),
    [
        (at(18, 1), at(18, 9)),
        (at(18, 8, 59), at(18, 9)),
        (at(18, 9), at(18, 9)),
        (at(18, 15), at(18, 15)),
        (at(18, 21), at(18, 21)),
        (at(18, 22), at(19, 9)),
        (at(30, 23), datetime(2026, 12, 1, 9, tzinfo=SHANGHAI)),
    ],
)
def test_that_a_time_at_night_becomes_the_next_opening(promised: datetime, kept: datetime) -> None:
    assert within_hours(promised, DAY) == kept
    assert within_hours(promised.astimezone(UTC), DAY) == kept


@pytest.mark.parametrize("hours", ["24/7", "", "25:00-26:00", "00:00-00:00", "21:00-09:00"])
def test_that_hours_that_cannot_be_told_move_nothing(hours: str) -> None:
    assert within_hours(at(18, 1), hours) == at(18, 1)
