"""Yes or no with its reason behind it: `没有,他能自己走的`; a but, a doubt or a wish makes it no answer."""

from __future__ import annotations

import re

from language.health.conditions import read_conditions
from language.words.normal import is_question

_LONGEST = 60  # characters
_STOP = r"[\s,.!。;~、…]+"
_SPEAKS_ON = (
    r"(?=(?:我|他|她|咱|家里?|爸|妈)(?:们|家|自己)?(?:人|这边)?(?:身体|从|一直|都|也没|很|能|还|在|好|不|健康|没))"
)
_NO = re.compile(
    rf"(?:这个|我们?|咱们?|他|她|都|真的?)*(?:没有?(?:过|的|啊|呀|呢|哦|了|额)*|木有|呒没|没得|不是的|不会(?:的)?)"
    rf"(?:{_STOP}没有?(?:的|啊|呀)?|没有?(?:的|啊|呀)?)*(?:{_STOP}|{_SPEAKS_ON})(?P<why>.+)|"
    r"(?:no|nope|nah|none)(?:[,.;!]+ ?|(?: no)? (?=(?:i|he|she|we|they|it|nobody|none|nothing|never)\b))(?P<reason>.+)"
)
_YES = re.compile(
    rf"(?:是的{_STOP})?有(?:过|的|啊|呀|㗎|嘅)+{_STOP}(?P<why>.+)|"
    r"(?:yes|yeah|yep|yea)[, ]+(?P<reason>(?:i|he|she|we|they|it|both of \w+)(?:'ve|'s| both| all)? ?"
    r"(?:do|does|did|has|have|had|is|are|am|was|were|been)\b.*)"
)
_THEREFORE = re.compile(
    r"(?:\bso|所以|因此)[\s,]*(?:我|就|应该|it's|that's|i'd say|i say|the answer is|a|选|答|填|算|是)*\s*"
    r"(?:(?P<no>no|否|没有?|无)|(?P<yes>yes|有|是))[。.!\s]*$"
)
_TAKES_BACK = re.compile(
    r"但|不过|除了|除非|就是|只是|只有|可是|然而|另外|倒是|可能|好像|也许|大概|应该|吧|清楚|不知|确定|记不|记得|合适|"
    r"别的|其他|改|换|要|想|帮|给|错|不对|推荐|建议|再说|算了|偶尔|以前|曾|"
    r"\b(?:but|except|only(?!$)|just|though|although|however|unless|apart|sure|know|maybe|perhaps|might|think|"
    r"guess|sometimes|used to|change|make|want|need|instead|should|wrong|rather|prefer|please|can|could|"
    r"other|another|mean|idea|problem|thing(?!s? like)|wait|show|tell)\b"
)
_HE_SAYS = re.compile(r"(?<=着)呢")  # 好着呢 asks nothing
_AMOUNT = re.compile(r"\d|[一二三四五六七八九十百千万]{1,3}[岁万块元号]")


def read_explained(text: str, *, only_no: bool = False) -> bool | None:
    """The answer at the head of a normalised text, or its conclusion; None unless both halves are clear."""
    if len(text) > _LONGEST or is_question(_HE_SAYS.sub("", text)):
        return None
    concluded = _THEREFORE.search(text)
    if concluded:
        return concluded["yes"] is not None
    found = _NO.fullmatch(text)
    if found:
        why = found["why"] or found["reason"]
        unclear = _TAKES_BACK.search(why) or _AMOUNT.search(why)
        ill = any(not condition.negated for condition in read_conditions(why))
        return None if unclear or ill else False
    found = None if only_no else _YES.fullmatch(text)
    if found:
        return None if _TAKES_BACK.search(found["why"] or found["reason"]) else True
    return None
