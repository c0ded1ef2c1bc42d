"""Which of the plans on the table a question is about: 第二款, 前两个, 1和3, the cheap one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insurance.money import Money
from language.answers.places import place_of

_ONE = r"[1-3一二三两a-c]|first|second|third|one|two|three"
_PLACE = re.compile(
    r"第\s?(?P<a>[1-3一二三])\s?(?:个|款|种|份)?(?!年|天|次|条|者|方|类)|"
    r"(?:方案|计划|选项|plans?|options?|number)\s?(?P<b>[1-3一二三a-c])(?![a-z\d年岁])|"
    r"\b(?P<c>first|second|third)\b(?! (?:part|year|time))|"
    r"(?<![\da-z.])(?P<d>[1-3])\s?号|"
    r"\b(?:does|do|is|will|would|can|has|about|and|in|with) (?P<e>[1-3])(?= \D|\?|$)(?! (?:years?|months?|days?|weeks?|"
    r"people|persons?|kids|children|times|adults?))|"
    r"^(?:那|哦|请问)?(?P<f>[1-3])(?=(?:能|可以|会|有没有|有|保|赔|报|包|是)\D)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"(?<![\w.])(?P<x>{_ONE})\s?(?:和|跟|与|、|/|对比|vs\.?|versus|and|or|还是|或)\s?(?:方案|plan |the )?(?P<y>{_ONE})"
    r"(?![a-z\d年岁])",
    re.IGNORECASE,
)
_FIRST_TWO = re.compile(r"前(?:面)?[两二2](?:个|款)?|头两|first two|first 2|top two", re.IGNORECASE)
_LAST_TWO = re.compile(r"后(?:面)?[两二2](?:个|款)|last two|last 2", re.IGNORECASE)
_CHEAP = re.compile(r"便宜(?:的|那)|最便宜|cheap(?:er|est)?\b", re.IGNORECASE)
_DEAR = re.compile(
    r"贵(?:的|那)|最贵|\b(?:more |most )?expensive one|pric(?:iest|ier|ey one)|dearest|"
    r"\bdear(?:er)? (?:one|plan|option)",
    re.IGNORECASE,
)


def places_named(words: str, prices: Sequence[Money]) -> list[int]:
    """Places on the table, from 1, in the order they are named; those that aren't there are left out.

    Args:
        prices: of the plans on the table.
    """
    count = len(prices)
    if count == 0:
        return []
    if _FIRST_TWO.search(words):
        return list(range(1, min(2, count) + 1))
    if _LAST_TWO.search(words):
        return list(range(max(1, count - 1), count + 1))
    found = [(match.start(), _number(match)) for match in _PLACE.finditer(words)]
    pair = _PAIR.search(words)
    if pair:
        found += [(pair.start("x"), _value(pair["x"])), (pair.start("y"), _value(pair["y"]))]
    found += _by_price(words, prices)
    return [place for place in dict.fromkeys(place for _, place in sorted(found)) if place <= count]


def _by_price(words: str, prices: Sequence[Money]) -> list[tuple[int, int]]:
    found = []
    for pattern, price in ((_CHEAP, min(prices)), (_DEAR, max(prices))):
        match = pattern.search(words)
        if match:
            found.append((match.start(), prices.index(price) + 1))
    return found


def _number(match: re.Match[str]) -> int:
    return _value(next(match[name] for name in "abcdef" if match[name]))


def _value(said: str) -> int:
    return 2 if said == "两" else place_of(said.lower())
