"""Where it happened, and the hospital."""

from __future__ import annotations

import re
from functools import cache

from language.cover.places import find_places
from language.vocabulary import rows, words

_AT = re.compile(r"在|喺|停|于(?!是)")
_EVENT = (
    r"摔|滑|跌|撞|被|追尾|丢|崴|扭|碰|刮|蹭|把|让|给|烫|晕|突然|晨练|骑|加班|踢|滚|上班|干活|玩|从|跟|发病|猝死|倒|不小心|掉|"
    r"拉|急性|蹦|出|着火|抛锚|睡|剐"
)
_BARE = re.compile(rf"(?:里|里头|里面|上|门口|附近)?(?=(?:{_EVENT}))")
_ENGLISH = re.compile(r"\b(?:in|at|on|near|outside|into|from) (?:the |a |an |our |my |his |her )?")
_HOSPITAL = re.compile(r"[\u4e00-\u9fff\d]{1,12}?(?:医院|卫生院|保健院|诊所|医疗中心|卫生服务中心)")
_CUT = re.compile(
    r".*(?:住在|送到|送往|转到|送去|送|去了|去|到了|到|在|往|住进|进了|于|被|是|了|转|喺|当地|附近|一家|某|大|现|个|进|住|的|看|"
    r"着|号|午|晚|天|早)(?=[\u4e00-\u9fff\d]*$)"
)
_ENGLISH_HOSPITAL = re.compile(
    r"((?:(?!The\b|At\b|In\b|To\b|From\b|My\b)[A-Z][\w'.&-]*\s){1,5}(?:Hospital|Clinic|Medical Cent(?:er|re)|"
    r"Infirmary))\b"
)


@cache
def _known() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of the known places, Chinese and English."""
    cells = dict(rows("loss_places"))
    chinese, english = (sorted(words(cells[language]), key=len, reverse=True) for language in ("zh", "en"))
    return re.compile("|".join(map(re.escape, chinese))), re.compile(
        rf"(?:{'|'.join(english)})\b(?! (?:fight|bill|policy|insurance))"
    )


def read_place(told: str, raw: str) -> str:
    """The place as said, without its preposition; nothing when none is told."""
    return _chinese_place(told) or _english_place(told, raw)


def _chinese_place(text: str) -> str:
    """在泰国, 在曼谷机场: places of the lists side by side; without 在 only those that are no one's home."""
    spots = _spots(text)
    for start, end in spots:
        if _AT.fullmatch(text[max(0, start - 1) : start]) and not text.startswith("医院", end):
            return text[start:end]
    for start, end in spots:
        name = text[start:end]
        if name in ("家", "家里", "船", "桥") or not _BARE.match(text, end):
            continue
        if name in _known_chinese():
            return name
    return ""


@cache
def _known_chinese() -> frozenset[str]:
    return frozenset(words(dict(rows("loss_places"))["zh"]))


_COMPANIES = ("航空", "保险", "物业", "快递", "旅游", "租车")  # 航空公司 is no place


def _spots(text: str) -> list[tuple[int, int]]:
    """Where places stand; those side by side as one."""
    known = _known()[0].finditer(text)
    found = [match.span() for match in known if not text[: match.start()].endswith(_COMPANIES)]
    found += [(hit.start, hit.end) for hit in find_places(text) if not hit.word.isascii()]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _english_place(text: str, raw: str) -> str:
    for found in _ENGLISH.finditer(text):
        place = _known()[1].match(text, found.end())
        if place:
            return place.group()
        hit = next((hit for hit in find_places(text) if hit.start == found.end()), None)
        if hit and not found.group().startswith("from"):  # the flight from Paris
            return _as_typed(hit.word, raw)
    return ""


def _as_typed(word: str, raw: str) -> str:
    """The word in the capitals the customer used."""
    place = raw.lower().find(word)
    return raw[place : place + len(word)] if place >= 0 else word


@cache
def _short_names() -> re.Pattern[str]:
    known = sorted((word for (cell,) in rows("hospitals") for word in words(cell)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, known)))


def read_hospital(told: str, raw: str) -> str:
    """The name of a hospital, nothing for just 医院."""
    english = _ENGLISH_HOSPITAL.search(raw)
    if english:
        return english.group(1)
    for found in _HOSPITAL.finditer(told):
        name = _CUT.sub("", found.group())
        if name not in ("医院", "诊所", "卫生院", "医疗中心", ""):
            return name
    short = _short_names().search(told)
    return short.group() if short else ""
