"""Numbers as people write them: 65, 六十五, 两万五, 1万2, 20w, 3,000."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
HAN = r"[零一二两三四五六七八九十百千万亿]{1,20}"
SMALL = rf"(?:\d{{1,4}}|{HAN})"  # counts, days, ages
# 1万2, 1万2千, 20w, 3k5, 1.2亿, and plain digits; or a number in Chinese characters
# in 一千五一年 the amount ends before 一年
_HAN_SUM = (
    r"(?:(?!(?<=[百千万亿])一[年个]|"
    r"(?<=[百千万亿][一二三四五六七八九])一[年个])[零一二两三四五六七八九十百千万亿]){1,20}"
)
_MIXED = r"(?:\d+(?:\.\d+)?[亿万千百]零?){2,4}\d{0,2}"  # 1万零5百, 2万3千5
AMOUNT = (
    rf"(?:{_MIXED}|{DIGITS}\s?(?:亿|万|千|百|w|k|m)(?![a-z])(?:\d(?![\d年个])千?|[一二三四五六七八九](?![年个月])千?)?|"
    rf"{DIGITS}\s?[wk]\d(?!\d)|{DIGITS}|[百千万]把(?=[块元,。\s]|$)|{_HAN_SUM})"
)

_SCALE = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "w": 10**4, "k": 10**3, "m": 10**6}
_SCALED = re.compile(r"([\d,]+(?:\.\d+)?)\s?([亿万千百wkm])(?:([\d一二三四五六七八九])(千)?)?")
_HAN_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


def read_number(text: str) -> Decimal | None:
    """The value of one number written in full, else None."""
    text = text.strip()
    if re.fullmatch(DIGITS, text):
        return Decimal(text.replace(",", "")) if len(text) <= 24 else None
    if text in ("百把", "千把", "万把"):  # about so much
        return Decimal(_SCALE[text[0]])
    if re.fullmatch(_MIXED, text):
        return _mixed(text)
    scaled = _SCALED.fullmatch(text)
    if scaled:
        return _scaled(*scaled.groups())
    return _han(text) if re.fullmatch(HAN, text) else None


def whole_number(text: str) -> int | None:
    """As `read_number`, where 俩 and 仨 count too."""
    value = read_number(text.replace("俩", "两").replace("仨", "三"))
    return int(value) if value is not None and value == value.to_integral_value() else None


def _scaled(head: str, unit: str, tail: str | None, thousand: str | None) -> Decimal:
    """1万2 is 12000: the digit after a unit counts tenths of it."""
    value = Decimal(head.replace(",", "")) * _SCALE[unit]
    if tail:
        digit = int(tail) if tail.isdigit() else _HAN_DIGIT[tail]
        value += digit * (1000 if thousand else _SCALE[unit] // 10)
    return value


def _mixed(text: str) -> Decimal:
    parts = re.findall(r"(\d+(?:\.\d+)?)([亿万千百])", text)
    value = sum((Decimal(number) * _SCALE[unit] for number, unit in parts), Decimal(0))
    tail = re.search(r"\d+$", text)
    if not tail:
        return value
    tenths = _SCALE[parts[-1][1]] // 10 if len(tail.group()) == 1 and text[tail.start() - 1] != "零" else 1
    return value + int(tail.group()) * tenths


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


_RANGE = re.compile(
    r"(?P<head>[一二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<tens>十)?"
)


def range_start(text: str) -> int | None:
    """七八 is seven or eight, 二十七八 twenty-seven or -eight, 五六十 fifty to sixty-nine: the lower number."""
    found = _RANGE.fullmatch(text)
    if not found or _HAN_DIGIT[found["low"]] >= _HAN_DIGIT[found["high"]]:
        return None
    return (whole_number(found["head"] or "零") or 0) + _HAN_DIGIT[found["low"]] * (10 if found["tens"] else 1)
