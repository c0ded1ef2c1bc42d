"""People a sentence only mentions: as a form of address, as the source of a tale, as what the speaker is or does."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?:你好|您好|hi|hello)?[,!\s]*(?:大兄弟|老?兄弟|大姐|老弟|老妹儿?|小哥哥?|小姐姐|大哥|老哥|姐|哥)(?=[,!。\s])"
    r"(?![,!。\s]*(?:今年|\d|[二三四五六七八九]?十))"
)
_BECAME_BEFORE = re.compile(r"(?:当|做)(?:了|上)?$|\b(?:as an?|being an?|i'm an?)(?: new| single| working)* $|\bnew $")
_BECAME = re.compile(r"爸|妈|爹|娘|dad|mum|mom|father|mother|parent")
_MINDS_BEFORE = re.compile(r"(?:带|接|送|接送)(?:着)?(?:大|小)?$")
_MINDED = re.compile(r"孙|孩|娃")
_GOES_ALONG = re.compile(r"去|旅|玩|游|飞|出|\d|岁|买|保|一起")
_OTHERS = re.compile(r"同事|朋友|邻居|亲戚|colleagues?|friends?|neighbou?rs?")
_TALE = re.compile(
    r"[^,。;]{0,3}?(?:住院|说|推荐|得病|得了|生病|出事|查出|告诉|介绍|买了|去世|走了)|"
    r" (?:was|is|just|got|had|has|told|said|recommended|died|bought|says|recommends)\b"
)
_FOR = re.compile(r"(?:给|为|帮|替|\bfor)(?:我的?| my| a)?\s?$")
_SINGLE_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[我你他她咱给为帮替的家和跟与大二三四五小])$")


def only_mentioned(text: str, start: int, end: int) -> bool:
    """Whether the relation word at this place names nobody to be insured."""
    word, before, after = text[start:end], text[:start], text[end:]
    address = _ADDRESS.match(text)
    if address and end <= address.end():
        return True
    if word in ("弟", "姐", "哥", "妹") and not _SINGLE_BEFORE.search(before):
        return True
    if _BECAME.search(word) and _BECAME_BEFORE.search(before):
        return True
    if _MINDED.search(word) and _MINDS_BEFORE.search(before) and not _GOES_ALONG.search(re.split(r"[,。;!]", after)[0]):
        return True
    told = _OTHERS.fullmatch(word) and _TALE.match(after)
    return bool(told and not _FOR.search(before)) or (before.endswith("听") and after.startswith("说"))
