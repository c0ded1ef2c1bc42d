"""Words of theft and death that only say how much: `贼贵`, `担心死了`, `死贵`, `dying to go`."""

from __future__ import annotations

import re

_QUALITY = (
    r"(?:[贵便快慢难烦急多少高低坑大小冷热远近牛棒香爽累穷忙想怕乱好坏狠强弱重轻长短抠亏复麻划靠喜讨拉笨懒啰满方慌气火酷帅美丑]|"
    r"老[高大远贵多]|实[在用惠])"
)
_THIEF = re.compile(rf"{_QUALITY}|他[妈娘]|拉")
_DEAD_AHEAD = re.compile(r"[贵沉板活磕机磨党忠拽角心脑命盯守缠皮咬抠慢难笨懒磕撑扛等坑热冷]")
_SO = re.compile(
    r"(?:担心|操心|后悔|羡慕|讨厌|麻烦|便宜|复杂|紧张|焦虑|[急烦贵累忙气吓愁笑难丑蠢坑冤闷渴饿热冷慌打撑该找半困痒烦爱恨想美乐苦疼痛晒堵抠])[我他她人]?$|得要$"
)
_SO_AFTER = re.compile(r"[了啦个我他她人]")
_AFRAID = re.compile(r"(?:[怕吓]|害怕|担忧)$")  # 怕死了: afraid of death only where something follows
_NOTHING_MORE = re.compile(r"了[,。!~\s]*$|我了|人了|个人")


def only_intense(text: str, start: int, end: int) -> bool:
    """Whether the word at this place strengthens another one and tells of no theft or death."""
    word = text[start:end]
    if word == "贼":
        return bool(_THIEF.match(text, end)) and text[max(0, start - 1) : start] not in ("怕", "防", "有", "遭", "进")
    if word in ("dying", "die"):
        return bool(re.match(r" (?:to (?:go|see|know|travel|visit|try|get)|for )", text[end:]))
    if word != "死":
        return False
    if _DEAD_AHEAD.match(text, end) or (_AFRAID.search(text[:start]) and _NOTHING_MORE.match(text, end)):
        return True
    return bool(
        _SO.search(text[:start]) and (_SO_AFTER.match(text, end) or text[end : end + 1] in ("", ",", "。", "!"))
    )
