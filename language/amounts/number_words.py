"""English number words as digits: `thirty-five` is 35, `half a million` 500000, `twelve hundred` 1200."""

from __future__ import annotations

import re

from language.amounts.ordinal_words import days_for_words

_ONES = {word: value for value, word in enumerate([
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
])}  # fmt: skip
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_INDIAN = {"lakh": 100_000, "lac": 100_000, "crore": 10_000_000}
_INDIAN |= {f"{word}s": value for word, value in _INDIAN.items()}
_SCALES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000, "wan": 10_000}
_SCALES |= _INDIAN
_DECADES = re.compile(r"\b(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b")  # in her thirties
_ANY = "|".join([*_TENS, *sorted(_ONES | _SCALES, key=len, reverse=True)]).replace("|wan", "")
_RUN = re.compile(
    rf"\b(?:half an? |an? (?=hundred|thousand|grand|million))?(?:{_ANY})(?:(?:[ -]|"
    rf" and )(?:{_ANY}))*\b"
)
_TOKEN = re.compile(rf"({_ANY})([ -]and[ -]|[ -]|$)")
_DIGIT_SCALE = re.compile(
    r"\b(\d+(?:\.\d+)?)(?: ?(hundred|thousand|grand|million|mln|mil|lakhs?|lacs?|crores?)|"
    r" (wan)(?= ?(?:$|[^a-z]|a\b|yuan|rmb|cover|sum|for|per|on|of|is)))\b"
)
_LAKH = re.compile(r"\b(lakhs?|lacs?|crores?)\b")  # counted so, it is rupees unless another currency is named
_RUPEES = re.compile(r"₹|\b(?:rupees?|rs|inr)\b")
_SHORT_LAKH = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?) ?(l|cr)\b")  # ₹25L
_CURRENCY = re.compile(r"[$¥€£₹元]|\b(?:rupees?|rs|inr|yuan|rmb|cny|dollars?|usd|hkd|sgd|euros?|pounds?)\b")
_COUNTED = re.compile(r"one[ -](?:day|week|month|year|night|child|kid|baby|adult|person|million|thousand|hundred)")


_UNITS_TEN = "|".join([*_ONES, *_TENS])
_AND_A_HALF = re.compile(
    rf"\b(?P<n>an?|\d{{1,3}}|{_UNITS_TEN}) (?:(?P<s>hundred|thousand|grand|million|mil|k) and a half|"
    rf"and a half (?P<t>hundred|thousand|grand|million|mil|k))\b"
)


def _halved(found: re.Match[str]) -> str:
    """One and a half million, two grand and a half."""
    number, scale = found["n"], {"mil": 1_000_000, "k": 1_000}.get(found["s"] or found["t"])
    count = int(number) if number.isdigit() else 1 if number in ("a", "an") else _ONES.get(number) or _TENS[number]
    return _written((2 * count + 1) * (scale or _SCALES[found["s"] or found["t"]]) // 2, found.group())


def digits_for_words(text: str) -> str:
    """Number words as digits. A lone `one` stays (`the second one`) unless it counts, and so does `grand`."""
    if not re.search(r"[a-z]{3}", text):
        return text
    text = _AND_A_HALF.sub(_halved, days_for_words(text))
    text = _DECADES.sub(lambda found: f"{_TENS[found[1] + 'y']}s", text)
    text = re.sub(r"\b(?:a )?quarter (?:of a )?million\b", "250000", text)
    text = re.sub(r"\ba couple (?:of )?(?=(?:hundred|thousand|grand|million)\b)", "two ", text)
    text = re.sub(r"\b(a few|several|some) (hundred|thousand|grand|million)\b", r"\1-\2s", text)
    if _RUPEES.search(text):
        text = _SHORT_LAKH.sub(lambda found: f"{found[1]} {'lakh' if found[2] == 'l' else 'crore'}", text)
    text = _LAKH.sub(r"\1 rupees", text) if not _CURRENCY.search(text) else text
    text = _DIGIT_SCALE.sub(lambda found: _scaled(found[1], found[2] or found[3]), text)

    def replace(found: re.Match[str]) -> str:
        phrase = found.group()
        counts = phrase != "one" or _COUNTED.match(text, found.start())
        if text.endswith("thanks ", 0, found.start()):  # thanks a million
            return phrase
        return _digits(phrase) if counts and phrase != "grand" else phrase

    return _RUN.sub(replace, text)


def _scaled(number: str, scale: str) -> str:
    return _written(int(float(number) * _SCALES.get(scale, 1_000_000)), scale)


def _written(value: int, said: str) -> str:
    """A grand is always money, so it keeps a unit."""
    return f"{value / 1_000:g}k" if "grand" in said and value % 100 == 0 else str(value)


def _digits(phrase: str) -> str:
    """The numbers of a run of number words: `seventy and sixty-eight` are two, `one hundred and twenty` is one."""
    half = phrase.startswith("half")
    numbers: list[list[str]] = []
    joins: list[str] = []
    for word, gap in _TOKEN.findall(re.sub(r"^(?:half )?an? ", "", phrase)):
        if numbers and _continues(numbers[-1][-1], word, joins[-1]):
            numbers[-1].append(word)
            joins[-1] = gap
        else:
            numbers.append([word])
            joins.append(gap)
    values = [_value(words) for words in numbers]
    if half:
        values[0] //= 2
    return "".join(
        f"{_written(value, said[-1])}{join}" for value, said, join in zip(values, numbers, joins, strict=True)
    )


def _continues(last: str, word: str, join: str) -> bool:
    if last in _SCALES:
        return True
    return "and" not in join and (word in _SCALES or (last in _TENS and 0 < _ONES.get(word, 0) < 10))


def _value(words: list[str]) -> int:
    total, current = 0, 0
    for word in words:
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, current = total + current, 0
        else:
            current += _ONES.get(word, _TENS.get(word, 0))
    return total + current
