"""Mend slips in Chinese words of dates and money: `下周无`, `12越5好`, `预祘`."""

from __future__ import annotations

import re
from functools import cache

from language.vocabulary import rows, words
from language.words.sounds import alike, is_word


def mended_slips(text: str) -> str:
    """The normalised text with such words as they should be."""
    text = _WEEKDAY.sub(_week, text)
    text = _DAY.sub(_day, text)
    if not _any().search(text):
        return text
    for wrong, right in _slips():
        text = wrong.sub(right, text)
    return text


_WEEKDAY = re.compile(
    r"(?:(?P<one>[星礼])[\u4e00-\u9fff]|"
    r"[\u4e00-\u9fff](?P<two>[期拜]))(?=[一二三四五六日天](?![\u4e00-\u9fff]?[个天年]))"
)


def _week(found: re.Match[str]) -> str:
    """星期 and 礼拜 with one character that only sounds right."""
    said = found.group()
    right = "星期" if (found["one"] or found["two"]) in "星期" else "礼拜"
    meant = all(map(alike, said, right)) and not is_word(said)
    return right if meant else said


# 下周 and then a character that only sounds like 五, before a word of leaving
_DAY = re.compile(
    r"(?<=[下上这本]周|个周|星期|礼拜)(?![一二三四五六日天末是时事已以而])([\u4e00-\u9fff])(?=去|走|出发|飞|动身|"
    r"启程|回|早|晚|上午|下午|的)"
)


def _day(found: re.Match[str]) -> str:
    said = found.group()
    return next((right for right in "一二三四五六日天" if alike(said, right)), said)


@cache
def _slips() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(f"(?:{before})(?:{'|'.join(words(cell))}){after}"), right)
        for right, cell, before, after in rows("slips")
    )


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(word for _, cell, _, _ in rows("slips") for word in words(cell)))
