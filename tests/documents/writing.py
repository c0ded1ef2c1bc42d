"""The usual ways of writing an amount or a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def in_words(amount: Decimal) -> str:
    """1860.00 → 壹仟捌佰陆拾元整, as invoices and cheques write it (支付结算办法 附件一, 第五条); below 100 million."""
    yuan, fen = divmod(int(amount * 100), 100)
    text = _whole(yuan) + "元" if yuan else ""
    if not fen:
        return text + "整"
    jiao, fen = divmod(fen, 10)
    text += f"{_DIGITS[jiao]}角" if jiao else ("零" if text else "")
    return text + (f"{_DIGITS[fen]}分" if fen else "整")


def _whole(number: int) -> str:
    high, low = divmod(number, 10_000)
    if not high:
        return _group(low)
    return _group(high) + "万" + ("零" if 0 < low < 1000 else "") + _group(low)


def _group(number: int) -> str:
    """Up to 9999, with one 零 for a gap between digits."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return text


AMOUNT_WAYS = ("{:.2f}", "¥{:,.2f}", "￥{:.2f}", "{:.2f}元", "{:,.2f}元", "RMB {:,.2f}")
DAY_WAYS = (
    "{0:%Y-%m-%d}",
    "{0.year}年{0:%m}月{0:%d}日",
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y/%m/%d}",
    "{0:%Y.%m.%d}",
)


def money(rng: Random, amount: Decimal) -> str:
    return rng.choice(AMOUNT_WAYS).format(amount)


def day_way(rng: Random) -> str:
    """One way of writing days; a paper keeps to one."""
    return rng.choice(DAY_WAYS)


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def airline(day: date) -> str:
    """2026-11-20 → 20NOV26."""
    return f"{day:%d}{_MONTHS[day.month - 1]}{day:%y}"


def english(day: date) -> str:
    """2026-11-20 → 20 November 2026."""
    return f"{day.day} {day:%B %Y}"
