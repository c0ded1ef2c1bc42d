"""Pointing at one of the options shown."""

from __future__ import annotations

import re

from insurance.facts import ChoiceFact, Ranked
from language.normal import is_question, normalise
from language.sentence import Sentence, plain

_ORDINALS = {word: value for value, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth"], 1)}
_NUMBERS = {char: value for value, char in enumerate("一二三四五六七八九", 1)} | {"两": 2} | {
    word: value for value, word in enumerate(["one", "two", "three", "four", "five", "six"], 1)}  # fmt: skip
_NOUN = r"(?:个|款|种|份|项|套|号|条|产品|方案|计划|one|option|plan|choice)"
_POSITION = re.compile(
    rf"第\s?(?P<a>[1-9一二三四五六七八九])\s?{_NOUN}?|(?:方案|计划|选项|产品|套餐|plan|option|number|choice|"
    rf"no\.)\s?(?P<b>[1-9一二三四五六a-f]|one|two|three|four)(?![a-z\d])|"
    rf"\b(?:the )?(?P<c>{'|'.join(_ORDINALS)})(?: one| option| plan| choice)?\b|"
    rf"(?<![a-z\d])(?P<d>[1-9a-f])(?![a-z.\d岁天块元万年月])\s?{_NOUN}?|(?P<e>^[一二三四五六]$)|"
    r"(?P<f>前者|the former)|(?P<g>后者|the latter)|(?P<h>[1-9])号"
)
_MIDDLE = re.compile(r"中间|the middle")
_RANKED = (
    (Ranked.BALANCED, re.compile(r"均衡|平衡|性价比|折中|balanced|best value|value for money")),
    (
        Ranked.MOST_COVER,
        re.compile(
            r"(?:保额|保障|赔|额度|覆盖)\S{0,3}(?:最?高|最?多|最?全|最?大|最好)|最全的?|most cover|best cover|"
            r"highest (?:cover|sum)|"
            r"more cover|most comprehensive|biggest cover"
        ),
    ),
    (Ranked.DEAREST, re.compile(r"最贵|贵的|dearest|most expensive|priciest")),
    (
        Ranked.CHEAPEST,
        re.compile(r"便宜|价格最?低|最省钱|保费最?[低少]|cheap(?:er|est)?|lowest (?:price|premium)|least expensive"),
    ),
    (Ranked.LAST, re.compile(r"最后(?:那|一)|最末|\blast\b|最下面")),
)
_FILLER = re.compile(
    r"谢谢|thanks?(?: you)?|我们?|就|还是|选择?|要|买|那|这|个|款|种|份|项|套|的|吧|了|呢|啊|好|行|嗯|"
    r"想|看|了解|一下|用|定|给|来|下|最|一|产品|方案|计划|可以|改|成|换|"
    r"i'll|i'd|i|like|to|take|want|choose|pick|go|with|for|the|one|option|plan|choice|please|let's|"
    r"prefer|ok|of|them|that|"
    r"保额|保障|价格|赔|额度|点|些|高|多|全|大|低|少|保费|er\b|est\b|[\s,.!。;~、]"
)


def read_choice(text: str, options: int) -> ChoiceFact | None:
    """One of `options` shown, by position from 1 or by a quality; None when outside, two, or more is said."""
    text = plain(text).rstrip(" )")
    if not text or len(text) > 40 or is_question(text):
        return None
    found = [match for match in _POSITION.finditer(text) if match.group()]
    if found:
        positions = {_position(match, options) for match in found}
        position = positions.pop() if len(positions) == 1 else None
        says_more = _FILLER.sub("", _POSITION.sub("", text))
        return ChoiceFact(position, None, text) if position and position <= options and not says_more else None
    if _MIDDLE.search(text) and options % 2:
        return ChoiceFact((options + 1) // 2, None, text)
    return _ranked(text)


def _ranked(text: str) -> ChoiceFact | None:
    for ranked, pattern in _RANKED:
        if pattern.search(text) and not _FILLER.sub("", pattern.sub("", text)):
            return ChoiceFact(None, ranked, text)
    return None


def _position(found: re.Match[str], options: int) -> int:
    if found["f"] or found["g"]:
        return 1 if found["f"] else min(options, 2)
    said = next(found[name] for name in "abcdeh" if found[name])
    if said in _ORDINALS:
        return _ORDINALS[said]
    if said in _NUMBERS:
        return _NUMBERS[said]
    return int(said) if said.isdigit() else "abcdef".index(said) + 1


_IN_SENTENCE = re.compile(
    r"第(?P<n>[1-9一二三四五六七八九])(?:个|款|份|种)(?!孩子|小孩|娃|月|年|问题|人|儿|女|星期|被保|受益)|(?:方案|plan |"
    r"option )(?P<m>[1-9a-f一二三四](?![a-z\d]))"
)


def take_choice(sentence: Sentence) -> None:
    """Add a position named as such (`第二个`); qualities are wishes unless they answer a question."""
    found = _IN_SENTENCE.search(sentence.rest)
    if found and not is_question(sentence.text):
        said = found["n"] or found["m"]
        position = _NUMBERS.get(said) or (int(said) if said.isdigit() else "abcdef".index(said) + 1)
        sentence.add(*found.span(), ChoiceFact(position, None, normalise(found.group())))
