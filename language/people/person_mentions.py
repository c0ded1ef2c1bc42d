"""People a sentence only mentions: as a form of address, as the source of a tale, as what the speaker is or does."""

from __future__ import annotations

import re

from language.people.kinship import Kin
from language.words.lexicon import Hit

_ADDRESS = re.compile(
    r"(?:你好|您好|hi|hello)?[,!\s]*(?:大兄弟|老?兄弟|大姐|老弟|老妹儿?|小哥哥?|小姐姐|大哥|老哥|姐|哥)(?=[,!。\s])"
    r"(?![,!。\s]*(?:今年|\d|[二三四五六七八九]?十))"
)
# bro I need cover, thanks sis: called so, not spoken of
_CALLED = re.compile(
    r"^(?:你好|您好|喂|hi|hello|hey|yo|ok|sorry|thanks|please|excuse me|哎|诶|嘿)?[,!.\s]*"
    r"(?P<a>老?铁|哥们儿?|哥几个|兄弟们?|老哥|大哥|大佬|帅哥|美女|师傅|小哥哥?|小姐姐?|姐妹们?|姐们儿?|宝子们?|朋友们?|各位朋友|大叔|阿姨|叔叔|"
    r"bro|bruv|brother|sis|sister|mate|dude|my friend|friend|uncle|aunty|auntie|dear friend)(?![\u4e00-\u9fff]?[的家])"
    r"(?![,!。\s]*(?:今年|\d\d(?![\d块万元:])|[二三四五六七八九]?十|'s\b|is\b|and\b|who\b|-?in-law|has\b|aged|needs\b|wants\b|will\b|也|和|跟|都|要|想买|需要|一起|去|岁))"
    r"(?=[,!。.?\s]|快|急|帮|给我|求|咋|你|能|有没|我想|我要|请|麻烦|在[吗不]|问|跟你|看|别|到底|来个?|整|推荐|i\b|can\b|need\b)"
)
_YOUNG_CALLED = re.compile(
    r"^(?:小?姑娘|闺女|小伙子?|小子|丫头|大?妹子|孩子|小朋友)[,!\s]*"
    r"(?=你|帮(?:我|大妈|大爷|阿姨|叔|奶奶|爷爷)|给我(?!家)|(?:阿姨|大妈|叔叔?|大爷|奶奶|爷爷)我|我(?:今年|想|问|老|都|要|跟)|请|麻烦)"
)
_ELDER = ("阿姨", "大妈", "大爷", "叔", "叔叔", "大叔", "大婶", "大姐", "大哥", "奶奶", "爷爷")
_I_MYSELF = re.compile(r"我(?:今年|都|已经|现在|这|\d|[二三四五六七八九]?十)")  # 阿姨我今年58
_CALLED_LAST = re.compile(
    r"(?:[,!.?]|(?:^| )(?:thanks|please|pls|cheers|hey|ok|thank you|help me|now)) ?"
    r"(?:bro|bruv|sis|mate|dude|my friend|brother|sister)[.!?\s]*$|"
    r"[,!?]\s?(?:哥们儿?|兄弟|大哥|老哥|美女|帅哥|老铁|师傅)[!。?\s]*$"
)
_BECAME_BEFORE = re.compile(
    r"(?:当|做)(?:了|上)?$|\b(?:as an?|being an?|i'm an?)(?: new| single| working)* $|"
    r"\b(?:new|single|stay[- ]at[- ]home) $|(?:单亲?|单身|全职|新手|准)$"
)
_BECAME = re.compile(r"爸|妈|爹|娘|dad|mum|mom|father|mother|parent")
_MINDS_BEFORE = re.compile(r"(?:带|接|送|接送)(?:着)?(?:大|小)?$")
_MINDED = re.compile(r"孙|孩|娃")
_GOES_ALONG = re.compile(r"去|旅|玩|游|飞|出|\d|岁|买|保|一起")
_OTHERS = re.compile(
    r"[男女]?(?:同事|朋友|邻居|亲戚|同学|室友|好友|战友|老乡|工友|街坊|闺蜜|哥们)|(?:best )?(?:colleague|friend|"
    r"neighbou?r|coworker|co-worker|classmate|workmate|cousin)"
)
_TALE = re.compile(
    r"[^,。;]{0,4}?(?:住院|说|推荐|得病|得了|生病|病了|出事|出了|查出|确诊|告诉|介绍|买了|去世|走了|没了|猝死|摔|撞|骨折|车祸|理赔|手术)|"
    r" (?:was|is|just|got|had|has|told|said|recommended|died|bought|says|recommends|swears|passed|broke|fell|"
    r"ended|spent|keeps)\b(?![\w' ]{0,16}\d)"
)
# my brother sent me the link: whoever it is, only the source
_SOURCE = re.compile(
    r"[^,。;]{0,2}?(?:推荐的?|介绍的?|发的|给我发的?|分享的?|转发的?|安利的?|说(?:你|这家|不错|挺好|还行))|"
    r" (?:swears by|recommended|told me about|sent me|referred me|mentioned you)\b"
)
_HELPS = re.compile(
    r"[^,。;]{0,2}?(?:帮|给|替|(?:叫|让|劝|催|要)(?!我来?(?:帮忙|帮着|先)?(?:问|打听|咨询|了解|看看|查)))我(?!爸|妈|老)"
    r"(?!.*[给帮替为][他她])|"
    r" (?:told|asked|wants?|want|set|got|made)\b[^,.;]{0,20}\bme\b(?!.*\b(?:her|him|she|he)\b)"
)
_NAMED_HEIR = re.compile(r"受益人(?:是|写|填|为|指定|给|就)*(?:我的?|我家)?$|\bbeneficiary (?:is|to|as)? ?(?:my )?$")
_HEIR_BEFORE = re.compile(
    r"(?:留|传|传承)给(?:我|我家|我的)?$|\bleav(?:e|ing) (?:[\w ]{0,20}(?:to|for) )?(?:my|our|the) $|"
    r"\b(?:pass|hand) (?:it |[\w ]{0,16})?(?:on|down) to (?:my|our|the) $|\binheritance for (?:my|our|the) $"
)
_HEIR_AFTER = re.compile(r"(?:们)?[^,。;\d]{0,2}?留(?:下|点|些|一?笔|个|份|遗产|钱)")
_LEFT_BEHIND = re.compile(r"[^,。;\d]{0,6}(?:怎么办|咋办|咋整|怎么活|没人管|没人养|喝西北风)")
_FOR = re.compile(r"(?:给|为|帮|替|\b(?:for|insure|cover))(?:我们?家?的?|咱们?家?| my| our| the| a)?\s?$")
_CLAUSE = re.compile(r"[,。;!?]|\bso\b|\. ")
_TOLD_MORE = re.compile(
    r"\d|[二三四五六七八九]?十|岁|买|保|一起|也|去|玩|怀|孕|都|\b(?:and|too|also|both|wants?|needs?|with)\b"
)
_SINGLE_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[我你他她咱给为帮替的家和跟与大二三四五小])$")


def only_mentioned(text: str, start: int, end: int) -> bool:
    """Whether the relation word at this place names nobody to be insured."""
    word, before, after = text[start:end], text[:start], text[end:]
    address = _ADDRESS.match(text)
    if address and end <= address.end():
        return True
    young = _YOUNG_CALLED.match(text)
    if young and (start < young.end() or (word in _ELDER and before.endswith("帮"))):
        return True
    if word in _ELDER and _I_MYSELF.match(after):
        return True
    called, last = _CALLED.match(text), _CALLED_LAST.search(text)
    if (called and end <= called.end("a")) or (last and start >= last.start()):
        return True
    if word in ("弟", "姐", "哥", "妹") and not _SINGLE_BEFORE.search(before):
        return True
    if _BECAME.search(word) and _BECAME_BEFORE.search(before):
        return True
    if _MINDED.search(word) and _MINDS_BEFORE.search(before) and not _GOES_ALONG.search(re.split(r"[,。;!]", after)[0]):
        return True
    if _HEIR_BEFORE.search(before) or _HEIR_AFTER.match(after):
        return True
    if _NAMED_HEIR.search(before) or (_HELPS.match(after) and not _FOR.search(before)):
        return True
    if (_SOURCE.match(after) and not _FOR.search(before)) or _LEFT_BEHIND.match(after):
        return True
    told = _OTHERS.match(word) and _TALE.match(after)
    return bool(told and not _FOR.search(before)) or (before.endswith("听") and after.startswith("说"))


def beside_the_insured(text: str, hits: list[Hit[Kin]]) -> list[Hit[Kin]]:
    """Those of an earlier clause who tell only why: in `大伯病了,给我爹买` the uncle."""
    targets = [hit for hit in hits if _FOR.search(text[: hit.start])]
    if not targets:
        return []
    first = targets[0]
    return [
        hit for hit in hits if hit.end < first.start and hit.value != first.value and _only_why(text, hit, first.start)
    ]


def _only_why(text: str, hit: Hit[Kin], stop: int) -> bool:
    start = max((found.end() for found in _CLAUSE.finditer(text, 0, hit.start)), default=0)
    end = _CLAUSE.search(text, hit.end, stop)
    return end is not None and not _TOLD_MORE.search(text[start : end.start()])
