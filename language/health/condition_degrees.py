"""Degree words that are grades: 轻度脂肪肝, fatty liver (severe), 近视800度."""

from __future__ import annotations

import re
from functools import cache

from language.amounts.numbers import whole_number
from language.vocabulary import rows, words

_HIGH_MYOPIA = 600  # 度, hundredths of a dioptre
_DIOPTRES = re.compile(
    r"(?:[,\s]|有|到|左眼|右眼|两眼|度数|都|快|大概|近)*(?P<n>\d{3,4}|[一二两三四五六七八九]百)[一-龥]?度"
)


def find_degree(text: str, code: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Start and end of condition and degree together, and the grade; None when no degree stands beside it."""
    if code == "myopia":
        measured = _DIOPTRES.match(text, end)
        if measured:
            return (start, measured.end(), "high") if (whole_number(measured["n"]) or 0) >= _HIGH_MYOPIA else None
        if text.startswith("高度", start):
            return start, end, "high"
    patterns = _patterns().get(code)
    if not patterns:
        return None
    before = patterns[0].search(text[max(0, start - 20) : start])
    after = patterns[1].match(text, end)
    found = before or after
    if not found:
        return None
    grade = _grades(code)[found["word"]]
    return (start - len(before.group()), end, grade) if before else (start, found.end(), grade)


def _grades(code: str) -> dict[str, str]:
    return {word: grade for each, grade, cell in rows("condition_degrees") if each == code for word in words(cell)}


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each code the degree before it and the degree after it."""
    patterns = {}
    for code in {row[0] for row in rows("condition_degrees")}:
        degree = "|".join(sorted(_grades(code), key=len, reverse=True))
        patterns[code] = (
            re.compile(rf"(?<![a-z不])(?P<word>{degree})(?:的|\s|性)?$"),
            re.compile(
                rf"[\s,(:]{{0,2}}(?:是|属于?|比较|有点|程度|为|还|the|is|but|it's|which is|\s)*"
                rf"(?P<word>{degree})(?![a-z重])[)的]?"
            ),
        )
    return patterns
