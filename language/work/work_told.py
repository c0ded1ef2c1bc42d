"""Work told as an activity: 在工地搬砖, 教书, I mend roofs, drives a lorry."""

from __future__ import annotations

import re
from functools import cache

from language.vocabulary import rows

_NOT_NOW = re.compile(r"(?:以前|曾经|想|不|used to|want to|like to|going to|how to|would|could|will|can|did)\s*$")


_HAN = re.compile(r"[\u4e00-\u9fff]")
_ONCE = re.compile(r"[^,。;]{0,3}(?:摔|伤|出事|撞|花了|多少钱|坏了|怎么)")
_AT_WORK = re.compile(r"的$|上班|工作|打工|干活|做工|^[做干当搞开跑在读念骑]")
_ENDS = re.compile(r"的|为生|谋生|[,。;!\s]|$|好?几?[一二三四五六七八九十\d]{0,2}年|工作")
_SOMEBODY = re.compile(
    r"(?:^|[,。;\s是我他她爸妈公婆哥弟姐妹爷奶的在]|儿子|女儿|工作|职业|天天|平时|专门|一直|在家|在外|负责|帮人|给人|老家)(?:\ue000)*$"
)


def find_work(text: str) -> list[tuple[int, int, str]]:
    """Start, end and name in the list of each activity that is somebody's work, in order; not `I used to teach`."""
    return [
        (found.start(), found.end(), _names()[int((found.lastgroup or "w0")[1:])])
        for found in _pattern().finditer(text)
        if _is_trade(text[: found.start()], found.group(), text[found.end() :])
    ]


def _is_trade(before: str, said: str, after: str) -> bool:
    """Somebody's work, as a rule: not `以前教书`, nor `家里修空调摔伤了`."""
    if _NOT_NOW.search(before) or _ONCE.match(after):
        return False
    return not _HAN.match(said) or bool(_AT_WORK.search(said) or _ENDS.match(after) or _SOMEBODY.search(before))


@cache
def _names() -> tuple[str, ...]:
    return tuple(name for name, _ in rows("work_told"))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<w{place}>{pattern})" for place, (_, pattern) in enumerate(rows("work_told"))))
