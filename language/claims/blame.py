"""Shares of the blame, and grades of disability."""

from __future__ import annotations

import re

from language.amounts.numbers import whole_number

_OTHER = (
    r"(?:对方|他方|人家|后车|前车|他|她|那车|货车|电瓶车|出租车|对面|前面那?车|后面那?车)(?:的)?"
    r"(?:是|判|负|承担|要负|那边)*(?:的)?"
)
_OURS = r"(?:我|我方|我们|咱|俺|本人|判我|定我)(?:是|判|负|承担|要负|方)*(?:的)?"
_FULL, _MAIN, _MINOR = r"(?:全责|全部责任)", r"(?:主责|主要责任)", r"(?:次责|次要责任)"
# own share in percent, as the police of China grade it: full, main, equal, minor, none
_SHARES: tuple[tuple[int, str], ...] = (
    (0, rf"{_OTHER}{_FULL}|(?:责任)?全在(?:对方|他|人家)|{_OURS}?无责|(?:不是|没有?)我的?责任|我(?:方)?没责任"),
    (30, rf"{_OTHER}{_MAIN}"),
    (70, rf"{_OTHER}{_MINOR}"),
    (100, rf"{_OURS}?{_FULL}|全责|责任(?:全)?(?:在|怪|怨)我|全(?:在|怪|怨)我|(?<!不)怪我|"
        rf"(?<!不是)(?<!没有)(?<!没)我的(?:全部)?责任"),
    (70, rf"{_OURS}{_MAIN}|(?<!雇){_MAIN}|(?<!雇)主责"),
    (50, r"同责|同等责任|一半责任|各一半|一人一半|五五开|各自承担"),
    (30, rf"{_OURS}?{_MINOR}|次责"),
    (0, r"\b(?:their|his|her|the other (?:driver|car|guy|party)(?:'s)?|they're|he's|she's|he|she|they) (?:was |"
        r"is |are |were |"
        r"totally |fully |completely |entirely |100% )*(?:fault|at fault|to blame|liable)\b|\bnot my fault\b|"
        r"\bi(?:'m| am| was) not at fault\b"),
    (50, r"\b(?:50[/-]50|fifty[ -]fifty|equally (?:liable|to blame|at fault)|both at fault|shared fault)\b"),
    (70, r"\b(?:mainly|mostly|primarily) my fault\b"),
    (30, r"\bpart(?:ly|ially) my fault\b"),
    (100, r"\b(?:my (?:own )?fault|i(?:'m| am| was) (?:fully |totally )?(?:at fault|to blame|liable)|i caused)\b"),
)  # fmt: skip
_COMPILED = tuple((share, re.compile(pattern)) for share, pattern in _SHARES)
_GRADE = re.compile(
    r"(?:伤残|残疾|鉴定|评|定)[^。;!?\d一二三四五六七八九十]{0,10}(?P<a>10|[1-9]|[一二三四五六七八九十])级|"
    r"(?P<b>10|[1-9]|[一二三四五六七八九十])级(?:的)?(?:伤残|残疾|工伤)|"
    r"disab\w+ (?:at |of |as )?(?:grade|level|class) (?P<c>10|[1-9])|(?:grade|level|class) (?P<d>10|[1-9]) disab"
)


def read_liability(whole: str) -> int | None:
    """The customer's own share in percent."""
    return next((share for share, pattern in _COMPILED if pattern.search(whole)), None)


def read_grade(told: str) -> int | None:
    """1 to 10, as a disability was assessed."""
    found = _GRADE.search(told)
    return whole_number(next(filter(None, found.groups()))) if found else None
