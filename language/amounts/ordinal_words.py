"""English ordinals that name a day, as digits: `the twenty-third of December`, `March third`, `until the ninth`."""

from __future__ import annotations

import re

from language.dates.date_words import MONTH

_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
         "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
         "nineteenth")  # fmt: skip
_DAYS = {word: day for day, word in enumerate(_ONES, 1)} | {"twentieth": 20, "thirtieth": 30, "thirty-first": 31}
_DAYS |= {f"twenty-{word}": 20 + day for day, word in enumerate(_ONES[:9], 1)}
_ANY = "|".join(word.replace("-", "[- ]") for word in sorted(_DAYS, key=len, reverse=True))
_LARGE = "|".join(
    word.replace("-", "[- ]") for word, day in sorted(_DAYS.items(), key=lambda each: -len(each[0])) if day > 9
)
_DAY = re.compile(
    rf"(?P<month>\b{MONTH},? (?:the )?)(?P<a>{_ANY})\b|\b(?P<b>{_ANY})(?=(?: day)? of (?:{MONTH}|this month|"
    rf"next month)\b| {MONTH}\b)|"
    rf"(?P<on>\b(?:on|until|till?|through|thru|by|from|since|arriv(?:e|ing)|leav(?:e|ing)|to) the )(?P<c>{_ANY})\b"
    r"(?! (?:one|option|plan|choice|floor|child|kid|time|person|product|policy|of|day|week|month|year|offer|two|"
    r"three))|"
    rf"(?P<first>\bthe )(?P<e>{_ANY})(?= (?:to|until|till|through|thru) (?:the )?(?:{_ANY})\b)|"
    rf"(?P<the>\bthe )(?P<d>{_LARGE})\b(?! (?:floor|time|person|question|clause|child|century|birthday))"
)


def days_for_words(text: str) -> str:
    """The normalised text with such ordinals as `23rd`."""
    return _DAY.sub(_digits, text) if re.search(r"th\b|first|second|third", text) else text


def _digits(found: re.Match[str]) -> str:
    word = next(found[name] for name in "abcde" if found[name])
    day = _DAYS[word.replace(" ", "-")]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th") if day not in (11, 12, 13) else "th"
    return f"{found['month'] or found['on'] or found['the'] or found['first'] or ''}{day}{suffix}"
