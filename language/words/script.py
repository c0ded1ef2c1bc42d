"""Which language a sentence is in, by its script."""

from __future__ import annotations

import re

from insurance.lines import Language

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENGLISH_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_HAN_PER_WORD = 1.8  # a Chinese word is about two characters


def read_language(text: str) -> Language | None:
    """Chinese or English by their share of the words; None when there is no word of either."""
    words = [
        word
        for word in _ENGLISH_WORD.findall(
            re.sub(r"⟦[^⟧]{0,80}⟧|[\w.+-]{1,64}@[\w.-]{1,200}|https?:\S{1,200}", " ", text)
        )
        if len(word) > 1 or word in "aIi"
    ]
    han = len(_HAN.findall(text)) / _HAN_PER_WORD
    if not han and not words:
        return None
    return Language.ZH if han >= len(words) * 0.6 else Language.EN
