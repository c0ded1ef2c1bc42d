"""Years of birth: 84年的, 属虎62年, born in 1990, b. 1984, YOB 84."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from insurance.facts import Age
from language.amounts.numbers import whole_number
from language.people.age_span import Span

_SHORT_OR_LONG = r"(?:(?:19|20)\d\d|\d\d)(?!\d|[-/.]\d)"
_BORN = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d|[一二][零九][零一二三四五六七八九]{2}|\d\d|"
    r"(?<![十百])[零一二三四五六七八九]{2})(?:年(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?P<how2>的|生(?![意效活病产])|出生)|"
    r"年?(?P<how>的|生人|生的|出生|生(?![意效活病产存命态物计姜蚝肖])|后(?!一般|群体|人群|都[买选喜爱用怎]))|年(?=[男女属]))|(?<!\d)(?P<y2>[6-9]\d)年(?=[,。\s]|$)|"
    r"\bborn (?:in )?(?P<ey>(?:19|20)\d\d)(?![-/.]?\d)|\b(?P<ey2>(?:19|20)\d\d) born|"
    r"\bborn (?:in )?(?:'(?P<ey3>\d\d)\b|(?P<ey7>\d\d)(?=\s*(?:$|[,.;])))|(?<![a-z])b(?:\. ?(?=20)|"
    r"\.? ?(?=19))(?P<ey4>\d{4})(?![-/.]?\d)|"
    rf"\b(?:dob|d\.o\.b\.?|yob|birth ?year|ye?a?r of birth)[\s:=-]{{0,3}}(?:is |in )?'?(?P<ey5>{_SHORT_OR_LONG})|"
    r"(?:出生于?(?:年份?)?|生于|生年)[:\s是]{0,3}(?P<ey6>(?:19|20)\d\d|[一二][零九][零一二三四五六七八九]{2}|\d\d(?=年))年?(?![\d月.年/-])"
)
_YEARS = ("y", "y2", "ey", "ey2", "ey3", "ey4", "ey5", "ey6", "ey7")
_OF_A_THING = re.compile(r"(?:车|房子?|楼|小区|手机)(?:子)?(?:是|就是|的|,|买的|大概|\s)*$")  # 车是2019年的
_FIRST_YEAR = 1900


def find_birth_years(text: str, today: date) -> Iterator[Span]:
    """A year of birth gives an approximate age; with the month it is exact, except within that month."""
    for found in _BORN.finditer(text):
        year = _year(next(filter(None, (found[name] for name in _YEARS))), today)
        short_and_bare = (
            found["y"] is not None
            and len(found["y"]) != 4
            and found.group().endswith("生")
            and "年" not in found.group()
        )
        if not _FIRST_YEAR <= year <= today.year or short_and_bare or _OF_A_THING.search(text[: found.start()]):
            continue
        month = whole_number(found["month"] or "")
        months = (today.year - year) * 12 + today.month - (month or today.month)
        if months < 0:
            continue
        infant_months = months % 12 if month and months < 36 else 0
        yield Span(
            found.start(), found.end(), Age(months // 12, infant_months), approximate=month in (None, today.month)
        )


def _year(said: str, today: date) -> int:
    year = whole_number(said) or 0
    if len(said) == 4:
        return year
    return year + (2000 if year <= today.year % 100 else 1900)
