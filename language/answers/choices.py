"""Pointing at one of the options shown."""

from __future__ import annotations

import re

from insurance.facts import ChoiceFact, Ranked
from language.answers.places import ORDINALS, place_of
from language.words.normal import is_question
from language.words.sentence import plain

_NOUN = r"(?:个|只|款|种|份|项|套|号|条|产品|方案|计划|one|option|plan|choice)"
_POSITION = re.compile(
    rf"第\s?(?P<a>[1-9一二三四五六七八九])\s?{_NOUN}?|(?:方案|计划|选项|产品|套餐|plan|option|number|choice|"
    rf"no\.|#)\s?(?P<b>[1-9一二三四五六a-f]|one|two|three|four)(?![a-z\d])|"
    rf"\b(?:the )?(?P<c>{'|'.join(ORDINALS)}|1st|2nd|3rd|4th)(?: one| option| plan| choice)?\b|"
    rf"(?<![a-z\d'])(?P<d>[1-9a-f])(?![a-z.\d岁天块元万年月])\s?{_NOUN}?|"
    r"(?P<e>^(?:要|选|就|买|那)*[一二三四五六]$)|(?P<f>前者|the former)|(?P<g>后者|the latter)|"
    r"(?P<h>[1-9一二三四五六])号|"
    r"(?P<i>(?:最上面|上面|头一|最前面)(?:的|那)?(?:个|款)?|\b(?:the )?top one\b)"
)
_MIDDLE = re.compile(r"(?:中间|当中)(?:的|那)?(?:个|款|一个)?|(?:the )?middle(?: one| option)?")
_RANKED = (
    (Ranked.BALANCED, re.compile(r"均衡|平衡|性价比|划算|折中|balanced|best value|value for money")),
    (
        Ranked.MOST_COVER,
        re.compile(
            r"(?:保额|保障|赔|额度|覆盖|保)\S{0,3}(?:最?高|最?多|最?全|最?大|最好)|最全的?|"
            r"(?:the one with )?(?:the )?most cover(?:age)?|"
            r"best cover(?:age)?|highest (?:cover(?:age)?|sum)(?: insured)?|more cover(?:age)?|"
            r"most comprehensive|biggest cover(?:age)?"
        ),
    ),
    (Ranked.DEAREST, re.compile(r"最贵|贵的|dear(?:est|er)|more expensive|most expensive|pric(?:iest|ier|e?y)")),
    (
        Ranked.CHEAPEST,
        re.compile(
            r"便宜|实惠|价格最?低|最省钱|保费最?[低少]|cheap(?:er|est)?|lowest (?:price|premium)|"
            r"least expensive"
        ),
    ),
    (Ranked.LAST, re.compile(r"最后(?:那|一)|最末|末尾|\blast\b|\bbottom\b|最下面")),
)
# What may stand around without saying more; a word of doubt or of a question is not among them.
_FILLER = re.compile(
    r"谢谢|thanks?(?: you)?|我们?|觉得|感觉|就|还是|算了|选择?|要|买|投|那|这|哪|个|款|种|份|项|套|的|吧|了|"
    r"呢|啊|好像?|行|嗯|帮|"
    r"挺|蛮|比较|不错|合适|看起来|想|看|了解|一下|用|定|给|来|得|下|最|一|产品|方案|计划|可以|改|成|换|"
    r"i'll|i'd|i|like|to|take|want|choose|pick|good|go|with|for|the|one|option|plan|choice|pl(?:ease|[sz])|let's|"
    r"gimme|give|get|have|gonna|wanna|can|could|may|lets|do|"
    r"prefer|ok|of|them|that|do|actually|no|yes|yeah|then|think|looks?|seems?|best|will|let|me|fine|is|"
    r"保额|保障|价格|赔|额度|点|些|高|多|全|大|低|少|保费|er\b|est\b|[\s,.!。;~、]"
)
_THIS_ONE = re.compile(
    r"(?:那|我)?(?:就|要|买|选|投)*(?:它|这个|这款|这份|那个|那款)(?:吧|了|好了)?|(?:i'll (?:take|"
    r"have) )?(?:this|that|it)(?: one)?(?: please)?|"
    r"(?:i'll )?(?:go (?:for|with)|buy|want) (?:this|it|that)(?: one)?"
)
_FRONT, _BACK = re.compile(r"^(?:前面|左边)(?:的|那)*(?:个|款)?$"), re.compile(r"^(?:后面|右边)(?:的|那)*(?:个|款)?$")
_REFUSED = re.compile(r"不要|不想|不喜欢|不选|\bnone\b|\bnot\b|don't")
_QUESTION_WORD = re.compile(r"哪[个款](?=.{0,4}(?:便宜|贵|好|高|全)就?[要选买])")  # 哪个便宜要哪个 asks nothing

_ASKS_FOR_IT = re.compile(r"^(?:can|could|may) i (?=have|get|take|go|choose|pick)")  # politely, and no question
_WISH = re.compile(r"(?:高|多|大|全)(?:一?点|一?些)(?!的)|^more cover(?:age)?$")  # 保额高一点 asks for another sum


def read_choice(text: str, options: int) -> ChoiceFact | None:
    """One of `options` shown, by position from 1 or by a quality; None when outside, two, or more is said.

    `就它了` or "this one" is a choice only where a single option is shown.
    """
    text = plain(text).rstrip(" )")
    text = _ASKS_FOR_IT.sub("", text)
    asks = is_question(re.sub(r"要哪[个款]|选哪[个款]", "", _QUESTION_WORD.sub("", text)))
    if not text or len(text) > 40 or asks:
        return None
    if options == 1 and _THIS_ONE.fullmatch(text):
        return ChoiceFact(1, None, text)
    if _REFUSED.search(text):
        return None
    return _by_position(text, options) or _ranked(text)


def _by_position(text: str, options: int) -> ChoiceFact | None:
    found = [match for match in _POSITION.finditer(text) if match.group()]
    if found:
        positions = {_position(match, options) for match in found}
        position = positions.pop() if len(positions) == 1 else None
        says_more = _FILLER.sub("", _POSITION.sub("", text))
        return ChoiceFact(position, None, text) if position and position <= options and not says_more else None
    middle = _MIDDLE.search(text)
    if middle and options % 2 and not _FILLER.sub("", _MIDDLE.sub("", text)):
        return ChoiceFact((options + 1) // 2, None, text)
    if options == 2 and (_FRONT.match(text) or _BACK.match(text)):
        return ChoiceFact(1 if _FRONT.match(text) else 2, None, text)
    return None


def _ranked(text: str) -> ChoiceFact | None:
    if _WISH.search(text):
        return None
    for ranked, pattern in _RANKED:
        if pattern.search(text) and not _FILLER.sub("", pattern.sub("", text)):
            return ChoiceFact(None, ranked, text)
    return None


def _position(found: re.Match[str], options: int) -> int:
    if found["f"] or found["g"]:
        return 1 if found["f"] else min(options, 2)
    if found["i"]:
        return 1
    if found["e"]:
        return place_of(found["e"][-1])
    return place_of(next(found[name] for name in "abcdh" if found[name]))
