"""A short answer that sounds like one of the words offered: 发定 for 法定, 名天 for 明天."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.words.normal import normalise
from language.words.sounds import alike

_HAN = re.compile(r"[\u3400-\u9fff]+")
_PARTICLE = "的"
_SHORTEST, _LONGEST = 2, 8  # characters; one alone sounds like too many words


def sounding_like(text: str, words: Sequence[str]) -> int | None:
    """The place of the one word that the whole text sounds like, tones ignored; None where none or several do.

    After the word nothing but 的 may stand, in whatever character; of a longer word its beginning is enough.
    """
    typed = normalise(text).strip(" ,.。!！~")
    if not _HAN.fullmatch(typed) or not _SHORTEST <= len(typed) <= _LONGEST:
        return None
    found = [place for place, word in enumerate(words) if _same(typed, normalise(word))]
    return found[0] if len(found) == 1 else None


def _same(typed: str, word: str) -> bool:
    if not _HAN.fullmatch(word):
        return False
    ways = [word, word + _PARTICLE]
    if len(word) > len(typed):
        ways.append(word[: len(typed)])  # 发定, of 法定受益人
    return any(len(typed) == len(way) and all(map(alike, typed, way)) for way in ways)
