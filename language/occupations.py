"""Occupations with their class, 1 (office) to 6 (dangerous)."""

from __future__ import annotations

import re
from functools import cache

from insurance.facts import HeadcountFact, OccupationFact
from language.lexicon import Hit, Lexicon
from language.normal import is_question
from language.sentence import Sentence, plain
from language.vocabulary import rows, words

# 是养蜂师, 做调酒师的: an occupation by its ending, not in the list
_BY_ENDING = re.compile(
    r"(?:(?:我|他|她|爸|妈|公|婆)?(?:是|做|当|干|"
    r"从事)(?:一?[名个位])?)?(?P<name>[\u4e00-\u9fff]{1,5}(?:师|员|匠|工|手))(?:的|"
    r"了)?"
)
_NOT_OCCUPATIONS = re.compile(
    r"[我你他她的了不没吗呢什么怎几多少]|老员|动手|对手|人员$|成员|会员|官员|员工|职工|分手|二手|一手|"
    r"随手|施工|手工|加工|罢工"
)


@cache
def _lexicon() -> Lexicon[tuple[str, int]]:
    return Lexicon((word, (name, int(level))) for name, level, cell in rows("occupations") for word in words(cell))


def read_occupation(text: str) -> OccupationFact | None:
    """An occupation of the list, else one told by its ending with class None, else None."""
    text = plain(text)
    if is_question(text) or len(text) > 60:
        return None
    hits = _best(_lexicon().find(text))
    if hits:
        return _told(hits[0], text)
    found = _BY_ENDING.fullmatch(text)
    if found and not _NOT_OCCUPATIONS.search(found["name"]):
        return OccupationFact(found["name"], None, text)
    return None


_WORK = re.compile(r"(?:drives?|works?|doing|delivers?|mends?|runs?|owns?) |.* site$")


def _told(hit: Hit[tuple[str, int]], text: str) -> OccupationFact:
    """With the name in the language of the sentence: in English the customer's own noun."""
    name, level = hit.value
    if hit.word.isascii() and not re.search(r"[\u4e00-\u9fff]", text):
        name = _english()[name] if _WORK.match(hit.word) else hit.word
    return OccupationFact(name, level, hit.word)


@cache
def _english() -> dict[str, str]:
    """The first English noun of each occupation."""
    return {
        name: next(word for word in words(cell) if word.isascii() and not _WORK.match(word))
        for name, _, cell in rows("occupations")
    }


def _best(hits: list[Hit[tuple[str, int]]]) -> list[Hit[tuple[str, int]]]:
    """The word that tells most first: the longest."""
    return sorted(hits, key=lambda hit: -len(hit.word))


_LOOSE = frozenset(
    [
        "办公室",
        "职员",
        "行政",
        "上学",
        "运营",
        "教练",
        "工人",
        "经理",
        "外卖",
        "快递",
        "烟花",
        "部队",
        "消防",
        "财务",
        "中介",
        "销售",
        "医生",
        "大夫",
        "后端",
        "前端",
        "开发工程师",
        "没工作",
        "客服",
        "带孩子",
        "养殖",
        "sales",
        "doctor",
        "driver",
        "diver",
        "manager",
        "guard",
        "singer",
        "painter",
        "developer",
        "pilot",
        "engineer",
        "porter",
        "docker",
        "army",
        "police",
        "builder",
        "student",
        "artist",
        "boxer",
        "captain of a ship",
        "chemist",
        "dancer",
        "geologist",
        "intern",
        "marketer",
        "midwife",
        "monk",
        "nun",
        "packer",
        "priest",
        "ranger",
        "referee",
        "surgeon",
        "主持人",
        "代驾",
        "会展",
        "供电局",
        "保姆",
        "保镖",
        "修家电",
        "修屋顶",
        "修空调",
        "修表",
        "做hr",
        "做人事",
        "做外贸",
        "做市场",
        "做防水",
        "养虾",
        "养蜂人",
        "养鱼",
        "制片人",
        "前台",
        "助产士",
        "包工头",
        "卖水果",
        "卖肉的",
        "卖菜",
        "博士后",
        "博士生",
        "印刷厂",
        "发电厂",
        "古董商",
        "后厨",
        "和尚",
        "图书馆",
        "地勤",
        "场务",
        "外贸",
        "大理石",
        "婚庆",
        "实习生",
        "家具厂",
        "家教",
        "导演",
        "尼姑",
        "居委会",
        "屠夫",
        "屠宰",
        "工长",
        "市场部",
        "帮厨",
        "幼教",
        "店主",
        "开网店",
        "开花店",
        "开超市",
        "投行",
        "捡破烂",
        "摆地摊",
        "收废品",
        "放射科",
        "放牛",
        "放羊",
        "机务",
        "杀猪",
        "村干部",
        "村支书",
        "架桥",
        "校长",
        "核电站",
        "检察官",
        "检验科",
        "模特",
        "模特儿",
        "殡葬",
        "气象站",
        "法警",
        "海关",
        "灭鼠",
        "炮仗厂",
        "牧民",
        "牧羊人",
        "物业",
        "狱警",
        "玻璃厂",
        "球童",
        "电厂",
        "电商",
        "电网",
        "盖瓦",
        "种茶",
        "税务局",
        "空管",
        "算命",
        "网管",
        "船厂",
        "船长",
        "菜贩",
        "补屋顶",
        "裁判",
        "装宽带",
        "装空调",
        "装门窗",
        "贸易商",
        "赛马",
        "跑摩的",
        "蹬三轮",
        "边检",
        "运维",
        "进出口",
        "送报",
        "送水",
        "送煤气",
        "送牛奶",
        "送货",
        "道士",
        "酒保",
        "采购",
        "铺轨",
        "陶瓷厂",
        "鞋厂",
        "鞭炮厂",
        "项目部",
        "食品厂",
        "马戏团",
        "骑三轮",
    ]
)
_IS = re.compile(r"(?:是|做|当|干|跑|送|的|职业|在|从事|\b(?:is|am|'m|'s|as|an?))[一]?[个名位]?\s?$")


_GREETED = re.compile(r"[,!]?\s?(?:你好|您好|好(?![的吧])|在吗|请问|早上好|说|让|推荐|建议)")


def take_occupations(sentence: Sentence) -> None:
    """Add the occupations; a loose word (`医生`, `外卖`) only after 是, 做 or `is a`."""
    counted = any(isinstance(fact, HeadcountFact) for _, fact in sentence.found)
    for hit in _lexicon().find(sentence.rest):
        staff = counted and sentence.rest[hit.start - 1 : hit.start] == "\ue000"  # 40个工人
        if (
            hit.word in _LOOSE
            and not staff
            and not _IS.search(sentence.text[: hit.start])
            and hit.word != sentence.text.strip()
        ):
            continue
        if hit.word in ("快递", "外卖") and re.match(r"单|柜|费|到|公司|什么", sentence.text[hit.end :]):
            continue  # a parcel, no courier
        if hit.word in ("老师", "医生", "大夫") and _GREETED.match(sentence.text[hit.end :]):
            continue
        if hit.word == "退休" and re.match(r"以?后|领|拿|金|年龄|以?前|生活|养老|工资", sentence.text[hit.end :]):
            continue
        sentence.add(hit.start, hit.end, _told(hit, sentence.text))


def is_occupation(text: str) -> bool:
    return _lexicon().whole(text) is not None
