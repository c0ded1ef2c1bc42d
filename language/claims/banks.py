"""The bank of an account."""

from __future__ import annotations

from functools import cache

from insurance.lines import Language
from language.vocabulary import rows, words
from language.words.lexicon import Lexicon
from language.words.normal import normalise
from language.words.script import read_language

_LONGEST = 80
# insurers and places that share a name with a bank count only as 平安银行
_NEEDS_BANK = (
    "平安",
    "光大",
    "民生",
    "华夏",
    "中信",
    "兴业",
    "汇丰",
    "恒生",
    "邮政",
    "花旗",
    "浙商",
    "渤海",
    "恒丰",
    "微众",
    "citi",
    "bea",
)


@cache
def _banks() -> Lexicon[tuple[str, str]]:
    return Lexicon((word, (name, english)) for name, english, cell in rows("banks") for word in words(cell))


def read_bank(text: str) -> str | None:
    """The one bank named, by its usual name in the language of the text; None: none, or several."""
    plain = normalise(text[:_LONGEST])
    hits = _banks().find(plain)
    sure = [hit for hit in hits if hit.word not in _NEEDS_BANK] or [hit for hit in hits if _is_short(plain, hit.word)]
    names = {hit.value for hit in sure}
    if len(names) != 1:
        return None
    chinese, english = names.pop()
    return english if read_language(text) is Language.EN else chinese


def _is_short(text: str, word: str) -> bool:
    """`平安的卡`, `是光大`: the name with hardly anything beside it, and no insurance."""
    return len(text) <= len(word) + 8 and "险" not in text and "insur" not in text
