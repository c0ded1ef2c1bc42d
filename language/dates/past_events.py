"""Whether a date is one of something that has happened: `11月3号住的院`, `I had an accident on Nov 5`."""

from __future__ import annotations

import re

from language.dates.date_spans import Span

_BEHIND = re.compile(
    r"[^,。;!\d]{0,5}(?:(?:出|住|摔|撞|做|生|买|伤|断|查|确诊|去世|报|赔|投|追尾|剐|刮|碰)(?:了|过|的)|(?:住院|手术|"
    r"出险|报案|受伤|骨折|去世|确诊|追尾)(?:了|的))"
)
_AHEAD = re.compile(
    r"\b(?:had|was|were|happened|got|broke|fell|crashed|bought|diagnosed|hit|died|hurt|injured|hospitali[sz]ed|"
    r"operated|occurred|took place)\b"
    r"[^,.;]{0,30}$"
)
_TO_COME = re.compile(r"\b(?:will|going to|be|due|planned|booked|scheduled)\b|将|要|打算|准备|计划")


def happened(span: Span, text: str) -> bool:
    """Words of a past event stand beside the date."""
    if _TO_COME.search(text):
        return False
    return bool(_BEHIND.match(text, span.end) or _AHEAD.search(text[: span.start]))
