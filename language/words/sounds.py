"""How Chinese characters sound, tones ignored, so that a slip of the input method is still the same word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_ACCENT = ((re.compile("^([zcs])h"), r"\1"), (re.compile("ng$"), "n"))


@lru_cache(maxsize=8_000)
def sounds(char: str) -> frozenset[str]:
    """Every reading of one character; zh, ch, sh and -ng as many speak and type them. A digit sounds as itself."""
    if not "\u3400" <= char <= "\u9fff":
        return frozenset(char)
    from pypinyin import Style, pinyin

    return frozenset(_plain(each) for each in pinyin(char, style=Style.NORMAL, heteronym=True)[0])


def _plain(syllable: str) -> str:
    for pattern, usual in _ACCENT:
        syllable = pattern.sub(usual, syllable)
    return syllable


def alike(one: str, other: str) -> bool:
    return one == other or not sounds(one).isdisjoint(sounds(other))


@cache
def _phrases() -> dict[str, object]:
    from pypinyin.phrases_dict import phrases_dict

    return phrases_dict


def is_word(text: str) -> bool:
    """The characters are a word of the language, so probably meant as typed."""
    return text in _phrases()
