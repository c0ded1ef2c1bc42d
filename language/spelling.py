"""Mend the usual slips in a few long English words that facts hang on: `decemeber`, `tommorow`, `daugther`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

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
    return _LATIN.sub(lambda found: _mended(found.group()), _ISH.sub("-ish", _THEN.sub("than", text)))


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
