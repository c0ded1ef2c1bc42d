"""Dates that a sentence takes back and replaces: `周五,啊不对,周六`, `scratch Monday, make it Tuesday`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from language.dates.date_spans import Span

_ZH = (
    r"(?:出发|走|去|飞|动身|那天|的|这天)?(?:[,。;\s…-]|哦|啊|呃|额|噢|诶|哎呀?|嗯|唉)*"
    r"(?:不对|不不|不是|不(?![到知超能可])|不(?:走|去|飞|出发)了?|[说写打填搞记输看弄选报]?错了?|说反了|不行|取消|"
    r"作废|算了|"
    r"改主意了?|改了?|改期了?|换了?|推迟|延后|提前|延|挪|调|推|变|其实)"
    r"(?:了|啦|吧|掉)?(?:[,。;\s…]|到了?|成|为|至|在|是|去|系|应该|其实|改|换|才|我|想|要|的|出发|走)*"
)
_EN = (
    r"[,.;?!\s-]*(?:but |and |or |then |well |hmm+ |er |um |oh )*(?:no|wait|sorry|oops|i mean|i meant|actually|"
    r"rather|scratch that|make (?:it|that)|"
    r"correction|was wrong|is wrong|change(?:d)? (?:it )?to|moved? (?:it )?to|pushed? to|postponed to|is now|"
    r"becomes|not that|instead make it|no longer)\b"
    r"(?:[,.;\s-]|\b(?:no|wait|it's|its|it|is|i mean|i meant|make|that|should be|to|on|the|but|sorry|leave|"
    r"leaving|will be)\b)*"
)
_BETWEEN = re.compile(rf"(?:{_ZH}|{_EN})")
_BEFORE = re.compile(
    r"(?:(?:等不到|别写|别选|别|取消|不要|不选|不是|不去|不走|不在|写成了?|写的是?|刚才?说的?|(?:原来|本来|原先|之前|先前|一?开始|上次)(?:是|说|定|打算|计划|想|订)?的?(?:是)?|原定|"
    r"原计划|之前说的?)(?:去|走|出发|了|是)?|"
    r"\b(?:scratch|forget|cancel|drop|skip|ditch|not)(?: that| about)?(?: on)?(?: the)? |"
    r"\b(?:chang|mov|push|switch|shift|postpon|reschedul|bring|brought|delay)\w*[^,.;]{0,20}from (?:the )?|"
    r"\b(?:said|wrong about|mistaken about|typed|wrote|put) (?:on )?(?:the )?)$"
)


def standing(spans: Sequence[Span], text: str) -> list[Span]:
    """The dates without those replaced by the one behind them."""
    return [first for first, second in pairwise([*spans, None]) if not (second and _is_replaced(first, second, text))]


def _is_replaced(first: Span, second: Span, text: str) -> bool:
    between = text[first.end : second.start]
    if _BETWEEN.fullmatch(between):
        return True
    return bool(_BEFORE.search(text[: first.start]) and len(between) <= _FAR)


_FAR = 24  # characters
