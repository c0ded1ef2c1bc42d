"""Whole messages typed in pinyin: `gei wo baba mai yiwai xian` is read as 给我爸爸买意外险.

Only words of the vocabulary and numbers become characters, and only where every word of the message could be pinyin:
an English sentence never is.
"""

from __future__ import annotations

import re
from functools import cache

from language.vocabulary import rows, words

_INITIAL = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|a|o|e|i|u|v)"
)
_SYLLABLES = re.compile(rf"(?:{_INITIAL}{_FINAL})+")
_LETTERS = re.compile(r"[a-z]+")
_RUN = re.compile(r"[a-z]+(?: [a-z]+)*")
# Words English and pinyin share; a message of these alone is English.
_SHARED = frozenset({
    "a", "an", "he", "she", "me", "men", "can", "ban", "pan", "fan", "die", "due", "ran", "run", "sun", "long", "song",
    "mama",
})  # fmt: skip
_ENGLISH = frozenset({"age", "aye"})  # 阿哥, 阿爷 in another world
_YEARS = "岁"  # sui is nothing else
_NUMERALS = {
    "yi": "一", "er": "二", "liang": "两", "san": "三", "si": "四", "wu": "五", "liu": "六", "qi": "七", "ba": "八",
    "jiu": "九", "shi": "十", "bai": "百", "qian": "千", "wan": "万",
}  # fmt: skip
_ALSO = (
    "保险|买|投保|我|自己|本人|给我|以内|以下|左右|一年|每年|一个月|每月|多少钱|岁|块钱|元|不限|没有|身体健康|高血压|糖尿病|"
    "想|要|怕摔|摔跤|住院|生病|旅游|出国|退休|司机|上班|男|女"
)
_LONGEST = 14  # letters of a word


@cache
def _known() -> dict[str, str]:
    from pypinyin import lazy_pinyin

    listed = [cell for name in ("lines", "relations") for *_, cell in rows(name)]
    chinese = [word for cell in [*listed, _ALSO] for word in words(cell) if not word.isascii()]
    return {"".join(lazy_pinyin(word)): word for word in reversed(chinese)}  # the first of those that sound alike


def from_pinyin(text: str) -> str:
    """The text with its pinyin words as characters; unchanged where it isn't pinyin."""
    if not text.isascii() or not _is_pinyin(text):
        return text
    return _RUN.sub(lambda found: _characters(found.group()), text)


def _is_pinyin(text: str) -> bool:
    tokens = _LETTERS.findall(text)
    return bool(tokens) and all(_SYLLABLES.fullmatch(token) for token in tokens) and not _SHARED.issuperset(tokens)


def _characters(run: str) -> str:
    """The run in characters.

    A single character counts only where all the rest is known too and one word is longer: `hai nan` is no 男.
    """
    left, words = _best(run.split(" "), shortest=1)
    if left or max(map(len, words)) < 2:
        _, words = _best(run.split(" "), shortest=2)
    return re.sub(" {2,}", " ", "".join(words)).strip()


def _best(tokens: list[str], shortest: int) -> tuple[int, list[str]]:
    """The reading that leaves fewest letters as typed; of two such the one with longer words first.

    Args:
        shortest: characters a word has at least.
    """
    best: list[tuple[int, list[str]]] = [(0, [])] * (len(tokens) + 1)
    for start in reversed(range(len(tokens))):
        left, rest = best[start + 1]
        best[start] = left + len(tokens[start]), [f" {tokens[start]} ", *rest]
        for end in range(start + 1, len(tokens) + 1):
            found = _word("".join(tokens[start:end]))
            if found and (len(found) >= shortest or found == _YEARS) and best[end][0] <= best[start][0]:
                best[start] = best[end][0], [found, *best[end][1]]
    return best[0]


@cache
def _number() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(_NUMERALS, key=len, reverse=True))}){{2,}}")


def _word(letters: str) -> str | None:
    if len(letters) > _LONGEST or letters in _ENGLISH:
        return None
    if letters in _known():
        return _known()[letters]
    if _number().fullmatch(letters):
        return re.sub("|".join(sorted(_NUMERALS, key=len, reverse=True)), lambda one: _NUMERALS[one.group()], letters)
    return None
