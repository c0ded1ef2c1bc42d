"""No preference, averages, rough numbers."""

from __future__ import annotations

from datetime import date

import pytest

from language.answers.loosely import is_about, is_indifferent, read_average_age


@pytest.mark.parametrize("text", ["any", "随便", "都可以吧", "whatever", "冇所谓", "up to you", "It doesn't matter"])
def test_that_no_preference_is_told(text: str):
    assert is_indifferent(text)


@pytest.mark.parametrize("text", ["any questions?", "随便看看", "anything about claims", "可以"])
def test_that_more_than_no_preference_is_something_else(text: str):
    assert not is_indifferent(text)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("三十出头吧，平均33", 33),
        ("29 on average", 29),
        ("平均年龄大概35岁左右", 35),
        ("average is 41", 41),
        ("33", None),
    ],
)
def test_that_an_average_age_is_read(text: str, years: int | None):
    found = read_average_age(text, date(2026, 6, 10))
    assert (found.years if found else None) == years


def test_that_a_rough_number_is_told_from_an_exact_one():
    assert is_about("工地上二十多个")
    assert is_about("几十个人")
    assert not is_about("二十五个人")
    assert not is_about("12 people")
