"""One spelling for everything: half-width, simplified, lower case, English number words as digits."""

from __future__ import annotations

import re
from functools import cache

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = {"\u3000": " ", "\xa0": " ", "\t": " ", "\n": " ", "\r": " ", "’": "'", "‘": "'", "–": "-", "—": "-", "−": "-",
          "～": "~", "〜": "~", "￥": "¥", "〇": "零", "、": "、"}  # fmt: skip
_TABLE = {**_WIDTH, **{ord(key): value for key, value in _SIGNS.items()}}
_TRADITIONAL_MAYBE = re.compile(r"[\u4e00-\u9fff]")
_REFERENCE = re.compile(r"⟦[^⟧]*⟧?")


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as half-width; the length stays the same."""
    return text.translate(_TABLE)


def normalise(text: str) -> str:
    """Half-width, simplified Chinese, lower case, vault references blanked."""
    plain = _REFERENCE.sub(lambda found: " " * len(found.group()), half_width(text))
    if _TRADITIONAL_MAYBE.search(plain):
        plain = _to_simplified().convert(plain)
    return plain.lower().strip()


@cache
def _to_simplified():
    from opencc import OpenCC

    return OpenCC("t2s")


_ONES = {word: value for value, word in enumerate([
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
])}  # fmt: skip
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_WORD = "|".join([*_TENS, *sorted(_ONES, key=len, reverse=True), *_SCALES])
_NUMBER_WORDS = re.compile(rf"\b(?:half an? |an? )?(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*\b")
_DIGIT_SCALE = re.compile(r"\b(\d+(?:\.\d+)?) ?(hundred|thousand|million|mln)\b")
_COUNTED = re.compile(r"one (?:day|week|month|year|night|child|kid|baby|adult|person|million|thousand|hundred)")


def digits_for_words(text: str) -> str:
    """`thirty-five` → 35, `half a million` → 500000. A lone `one` stays (`the second one`) unless it counts."""
    if not re.search(r"[a-z]{3}", text):
        return text
    text = _DIGIT_SCALE.sub(lambda found: _scaled(found.group(1), found.group(2)), text)

    def replace(found: re.Match[str]) -> str:
        phrase = found.group()
        if phrase == "one" and not _COUNTED.match(text, found.start()):
            return phrase
        return _value(phrase)

    return _NUMBER_WORDS.sub(replace, text)


def _scaled(number: str, scale: str) -> str:
    value = float(number) * _SCALES.get(scale, 1_000_000)
    return str(int(value))


def _value(phrase: str) -> str:
    half = phrase.startswith("half")
    words = [word for word in re.split(r"[ -]", phrase) if word not in ("half", "a", "an", "and")]
    total, current = 0, 0
    for word in words:
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, current = total + current, 0
        else:
            current += _ONES.get(word, _TENS.get(word, 0))
    value = total + current
    return str(value // 2 if half else value)


_QUESTION = re.compile(r"[?吗呢]|什么|为何|怎么|多少|几[个天岁时]|哪|谁|区别|\b(?:what|why|how|which|when|who)\b")


def is_question(text: str) -> bool:
    """A question back is no answer, whatever it mentions."""
    return bool(_QUESTION.search(text))
