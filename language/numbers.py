"""Numbers as people write them: 65, 六十五, 两万五, 1万2, 20w, 3,000."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
HAN = r"[零一二两三四五六七八九十百千万亿]{1,20}"
SMALL = rf"(?:\d{{1,4}}|{HAN})"  # counts, days, ages
# 1万2, 1万2千, 20w, 3k5, 1.2亿, and plain digits; or a number in Chinese characters
AMOUNT = (
    rf"(?:{DIGITS}\s?(?:亿|万|千|百|w|k|m)(?![a-z])(?:\d(?!\d)千?|[一二三四五六七八九]千?)?|"
    rf"{DIGITS}\s?[wk]\d(?!\d)|{DIGITS}|{HAN})"
)

_SCALE = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "w": 10**4, "k": 10**3, "m": 10**6}
_SCALED = re.compile(r"([\d,]+(?:\.\d+)?)\s?([亿万千百wkm])(?:([\d一二三四五六七八九])(千)?)?")
_HAN_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


def read_number(text: str) -> Decimal | None:
    """The value of one number written in full, else None."""
    text = text.strip()
    if re.fullmatch(DIGITS, text):
        return Decimal(text.replace(",", "")) if len(text) <= 24 else None
    scaled = _SCALED.fullmatch(text)
    if scaled:
        return _scaled(*scaled.groups())
    return _han(text) if re.fullmatch(HAN, text) else None


def whole_number(text: str) -> int | None:
    value = read_number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _scaled(head: str, unit: str, tail: str | None, thousand: str | None) -> Decimal:
    """1万2 is 12000: the digit after a unit counts tenths of it."""
    value = Decimal(head.replace(",", "")) * _SCALE[unit]
    if tail:
        digit = int(tail) if tail.isdigit() else _HAN_DIGIT[tail]
        value += digit * (1000 if thousand else _SCALE[unit] // 10)
    return value


@cache
def _cn2an():
    from cn2an import cn2an

    return cn2an


def _han(text: str) -> Decimal | None:
    if not re.search(r"[十百千万亿]", text):  # read digit by digit: 九零 is 90
        return Decimal("".join(str(_HAN_DIGIT[char]) for char in text))
    if text[0] in "百千万亿":
        return None
    try:
        return Decimal(str(_cn2an()(text, "smart")))
    except (ValueError, KeyError, IndexError):
        return None
