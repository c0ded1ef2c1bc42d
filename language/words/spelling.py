"""Mend the usual slips in a few long English words that facts hang on: `decemeber`, `tommorow`, `daugther`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from language.vocabulary import rows, words
from language.words.slips import mended_slips

_WORDS = (
    "january", "february", "august", "september", "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "tomorrow", "yesterday", "christmas", "weekend",
    "mother", "father", "brother", "sister", "parents", "nephew",
    "daughter", "husband", "children", "grandmother", "grandfather", "girlfriend", "boyfriend",
    "thyroid", "asthma", "arthritis", "cholesterol", "depression", "pressure",
    "pregnant", "diabetes", "hypertension", "insurance", "critical", "accident", "medical", "thousand",
)  # fmt: skip
_OTHER = {
    "bother", "bothers", "farther", "farthest", "patents", "payments", "foster", "mister", "mothers", "fathers",
    "parent", "parental", "pregnancy", "diabetic", "diabetics", "critically", "accidental", "accidentally", "sundae",
    "weekday", "depressing", "pressures", "depressions",
}  # fmt: skip
_LATIN = re.compile(r"[a-z]{6,14}")
_THEN = re.compile(r"(?<=less )then|(?<=more )then(?= \d)")
_ISH = re.compile(r"(?<=ty|en)(?:ish|something)\b")  # fiftyish
_TWO_SLIPS = 8  # letters of the right word; a shorter one is meant only when one letter is wrong


def mended(text: str) -> str:
    """The normalised text with such words as they should be."""
    for slip, right in _SLIPS:
        text = slip.sub(right, text)
    text = _DAYS.sub(lambda found: f"{found[1] or found[2]} days", text)
    plain = _shorthand().sub(lambda found: _full()[found.group()], mended_slips(text))
    return _LATIN.sub(lambda found: _mended(found.group()), _ISH.sub("-ish", _THEN.sub("than", plain)))


_SLIPS = (
    (re.compile(r"\b(?<=per )mouth\b|(?<=\d a )mouth\b|(?<=each )mouth\b|(?<=every )mouth\b"), "month"),
    (re.compile(r"(?<=half a )mil\b"), "million"),  # MIL alone is a mother-in-law
    (re.compile(r"(?<=\d)o+(?=[\do]*(?:$|[^a-z\d]))"), lambda found: "0" * len(found.group())),  # 5oo
)
_DAYS = re.compile(r"(?<=for )(\d{1,2})d\b|\b(\d{1,2})d/?\d{1,2}n\b")  # 5d4n


@cache
def _full() -> dict[str, str]:
    return {wrong: right for right, cell in rows("shorthand") for wrong in words(cell)}


@cache
def _shorthand() -> re.Pattern[str]:
    """Also right behind a number: 10wks."""
    longest = sorted(_full(), key=len, reverse=True)
    return re.compile(rf"(?<![a-z'])(?:{'|'.join(map(re.escape, longest))})(?![a-z\d])")


@cache
def _known() -> frozenset[str]:
    return frozenset(_WORDS) | {f"{word}s" for word in _WORDS} | _OTHER


@lru_cache(maxsize=2_000)
def _mended(word: str) -> str:
    if word in _known():
        return word
    from rapidfuzz.distance import OSA

    for right in _WORDS:
        slips = 2 if len(right) >= _TWO_SLIPS else 1
        if right[0] == word[0] and OSA.distance(word, right, score_cutoff=slips) <= slips:
            return right
    return word
