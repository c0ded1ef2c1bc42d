"""Amounts of money in figures, and as Chinese invoices write them in words (大写)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from adapters.documents.found import Value

CENT = Decimal("0.01")
MOST = Decimal(100_000_000)
_D = "[0-9OolI|]"
_FIGURE = re.compile(
    rf"(?<![0-9A-Za-z.,\-/])(?P<sign>-\s?)?(?P<mark>[¥YV$€£]|RMB|CNY|USD|EUR|GBP|HKD|SGD|THB|JPY|AUD|CAD)?\s?"
    rf"(?P<whole>[0-9]{_D}{{0,2}}(?:\s?[,.·]\s?{_D}{{3}})+|[0-9]{_D}{{0,2}}(?:\s{_D}{{3}})+(?=\s?[.,]\s?\d\d(?!\d))|[0-9OoI]{_D}{{0,8}})"
    rf"(?:\s?(?P<point>[.,:])\s?(?P<cents>{_D}{{2}}|{_D}(?=\s?元)))?(?![0-9A-Za-z%])"
)
_WORDS = dict(zip("零〇壹贰叁肆伍陆柒捌玖", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}
_SLIPS = str.maketrans(
    "貳弍貮参叄參肄陸沆漆柒捌扒伯百千阡十抬园元員員圓正", "贰贰贰叁叁叁肆陆陆柒柒捌捌佰佰仟仟拾拾圆圆圆圆圆整"
)
_CAPITAL = re.compile(r"[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿圆角分整\s]{3,}")
_GAPS = re.compile(
    r"(?<=[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿圆角])[\s⊗×xX¥*]{1,3}(?=[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿圆角分整])"
)


@dataclass(frozen=True)
class Figure:
    """`clean`: two decimals and marks where they belong, nothing had to be guessed."""

    amount: Decimal
    start: int
    end: int
    clean: bool
    marked: str = ""

    @property
    def shown(self) -> str:
        return f"{self.amount:.2f}"


def figures(text: str) -> list[Figure]:
    """Every amount in figures."""
    found = []
    for match in _FIGURE.finditer(text):
        figure = _figure(match)
        if figure and figure.amount < MOST:
            found.append(figure)
    return found


def read_money(text: str) -> Value | None:
    """The first amount, two decimals."""
    for figure in figures(text):
        return Value(figure.shown, figure.start, figure.end, 0.95 if figure.clean else 0.7)
    return None


def capitals(text: str) -> list[Figure]:
    """Every amount in words of 大写; those that don't hold together are left out."""
    plain = text.translate(_SLIPS)
    found = []
    for match in _CAPITAL.finditer(_GAPS.sub(lambda m: " " * len(m[0]), plain)):
        amount = _in_words(re.sub(r"\s", "", match[0]))
        if amount is not None:
            found.append(Figure(amount, match.start(), match.end(), clean=True))
    return found


def _figure(match: re.Match[str]) -> Figure | None:
    whole, cents = match["whole"], match["cents"]
    separators = re.findall(r"[,.·]", whole)
    guessed = bool(re.search(r"[OolI|\s]", match[0].lstrip()[len(match["mark"] or "") :].strip()))
    guessed |= "." in separators or "·" in separators or match["point"] in (",", ":")
    if not cents:
        if "." in separators:
            return None  # 1.234: three decimals or a thousand, nobody knows
        cents, guessed = "00", True
    plain = re.sub(r"[,.·\s]", "", whole).translate(str.maketrans("OolI|", "00111"))
    amount = Decimal(f"{plain}.{cents.translate(str.maketrans('OolI|', '00111')).ljust(2, '0')}")
    return Figure(-amount if match["sign"] else amount, match.start(), match.end(), not guessed, match["mark"] or "")


def _in_words(text: str) -> Decimal | None:
    """壹仟捌佰陆拾圆零伍分 → 1860.05. None for what breaks the rules: a character was misread or lost."""
    match = re.fullmatch(r"(?:([^圆角分整]+)圆)?零?(?:([^圆角分整])角)?零?(?:([^圆角分整])分)?整?", text)
    if not match or not any(match.groups()):
        return None
    whole = _whole(match[1]) if match[1] else 0
    if whole is None or any(part and part not in _WORDS for part in match.groups()[1:]):
        return None
    tenths, cents = (_WORDS[part] if part else 0 for part in match.groups()[1:])
    return Decimal(whole) + Decimal(tenths) / 10 + Decimal(cents) / 100


def _whole(text: str) -> int | None:
    total = 0
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        before, mark, text = text.partition(name) if name in text else ("", "", text)
        if mark:
            part = _thousands(before)
            if part is None or part == 0:
                return None
            total += part * unit
    rest = _thousands(text) if text else 0
    return None if rest is None else total + rest


def _thousands(text: str) -> int | None:
    """Below ten thousand. Units must come in falling order, each digit with its unit but the last."""
    total, digit, last = 0, None, 10_000
    for character in text:
        if character in _PLACES:
            place = _PLACES[character]
            if place >= last or (digit is None and not (place == 10 and not total)):
                return None
            total, last, digit = total + (1 if digit is None else digit) * place, place, None
        elif character in _WORDS:
            if digit:
                return None
            digit = _WORDS[character]
        else:
            return None
    return total + (digit or 0)
