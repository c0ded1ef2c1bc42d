"""How many people a sentence is about."""

from __future__ import annotations

import re

from insurance.facts import HeadcountFact
from language.amounts.numbers import whole_number
from language.words.sentence import Sentence

_N = r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,4}|[俩仨])"
_ONE_EN = r"(?:\d{1,3}|an?|one)"
_EACH = r"[个位名]?"
_GROWN = r"(?:大人|成人|成年人|大(?![寿洲概约学病额家楼厦点几把半老胖]))"
_YOUNG = r"(?:小孩子?|孩子|儿童|小朋友|未成年人?|小(?![时吃伙额病])|娃娃?)"
_YOUNG_EN = (
    r"(?:child(?:ren)?|kids?|kiddies|little ones?|youngsters?|toddlers?|infants?|bab(?:y|ies)|teens?|teenagers?)"
)
_PARTIES = (
    re.compile(rf"(?P<a>{_N}){_EACH}{_GROWN}(?:(?:带着?|和|,|、|加|跟|\s|\+)*(?P<c>{_N}){_EACH}{_YOUNG})?"),
    re.compile(
        rf"(?:大人|成人|成年人)[:\s]?(?P<a>{_N}){_EACH}(?:(?:,|、|和|\s)*(?:小孩子?|孩子|儿童|小朋友)[:\s]?(?P<c>{_N}){_EACH}"
        r")?(?![岁\d])"
    ),
    re.compile(
        rf"\b(?P<a>{_ONE_EN}) (?:adults?|grown-?ups?)(?:(?:,| and| \+| plus| with|\s)*(?P<c>{_ONE_EN}) {_YOUNG_EN})?\b"
    ),
    re.compile(rf"\b(?P<couple>couple)(?:,| and| \+| plus| with|\s)+(?P<c>{_ONE_EN}|their|our) {_YOUNG_EN}\b"),
)
_WE = r"(?:我们|咱们|咱|我哋)"
_KIN_GROUP = r"(?:哥们?|姐们?|兄弟|姐妹|姐弟|兄妹|娘们?|爷们?|母子|母女|父子|父女|一行|老少)"
_NO_CHILD = r"(?![孩娃儿女小大老闺]|月|年|星期|礼拜|点|宝|崽|都|[款种方计保产])"
_CREW_WORD = r"[\u4e00-\u9fff]*(?:工|司机|师傅|员|手|师)"
_TOTALS = re.compile(
    rf"(?:[一全]|我|我们)家(?:老小|老少|上下|人)?(?P<f>{_N})口|(?:家里|一共|总共|加起来)(?:有|一共)?(?P<f2>{_N})口|{_WE}(?P<f3>[三四五六七八九十]|\d)口子?人?|"
    rf"(?:公司|单位|团队|工厂|店里|厂里|团里|队里|{_WE})(?:一?共|总共|有|就)*(?P<t>{_N})(?:个|名|位)?(?:人|员工|职工|口人)|"
    rf"{_WE}(?:一共|总共|有|就)?{_KIN_GROUP}?(?P<we>[俩仨]|{_N}[个位]){_NO_CHILD}|"
    rf"(?<![我他她]){_KIN_GROUP}(?P<kin>[俩仨]|[两二三四五六七八九]个){_NO_CHILD}|"
    rf"(?P<p>{_N})(?:个|名|号)?(?:员工|人)(?!多|岁|民|份|次|均)|"
    rf"(?P<e>\d{{1,4}}) (?:people|persons|employees|staff|workers|drivers|riders|cleaners|of us|travell?ers|pax|"
    rf"passengers|heads|members)\b|"
    rf"(?:厂|工地|公司|店|单位|车间|施工队|工程队)[里上]?(?:一共|总共|有)*(?P<w>{_N})(?:个|名|位)(?={_CREW_WORD})|"
    rf"\b(?:family|party|group|team|crew|staff|workforce|household|squad) of (?P<fam>\d{{1,4}})\b|"
    rf"(?:^|[,。\s]|一共|总共|共|我们|同行)(?P<polite>{_N})位(?=[,。\s]|$|去|出行|同行|客人|乘客|旅客|游客|一起)|"
    rf"(?P<men>{_N})男(?P<women>{_N})女(?![孩娃宝])"
)
# such a number isn't counted: it is to be asked again
_ROUNDED = re.compile(rf"(?:{_N}[多几来]|十几|几十|好几)(?:[个名位]|号)?(?:员工|职工|人(?!民)|工人|师傅|口人)")
_HEDGE = re.compile(
    r"(?:大概|大约|约|差不多|将近|接近|\b(?:about|around|roughly|approximately|nearly|almost|over|some|more than)) ?$"
)
_CHILDREN = re.compile(r"(?:胎|孩子?|娃|宝宝|孙)[^。;]{0,12}$")
_SOMEBODY = ("一个人", "一人", "一个员工", "1 staff", "1 employee")  # alone, or each, or somebody: no count of a party


def take_headcount(sentence: Sentence) -> None:
    """Add `2大2小`, `一家四口`, `30 employees`; a rounded number (`二十多个工人`, `about 40 staff`) is no count."""
    for pattern in _PARTIES:
        found = pattern.search(sentence.rest)
        if found and found.group() not in ("一大", "1大"):
            said = found.groupdict()
            adults = 2 if said.get("couple") else _count(said["a"])
            sentence.add(*found.span(), HeadcountFact(adults, _count(said["c"]), None, found.group()))
            return
    rounded = _ROUNDED.search(sentence.rest)
    if rounded:
        sentence.take(rounded.start(), rounded.end())
        return
    found = _TOTALS.search(sentence.rest) or _crew(sentence)
    if found and found.groupdict().get("men") and _CHILDREN.search(sentence.text[: found.start()]):
        return  # 双胞胎,一男一女
    if found and not found.group().startswith(_SOMEBODY):
        _add_total(sentence, found)


def _add_total(sentence: Sentence, found: re.Match[str]) -> None:
    name, start = next((name, found.start(name)) for name, said in found.groupdict().items() if said)
    total = _count(found[name].rstrip("个位"))
    if name == "men" and total:
        total += _count(found["women"]) or 0
    if _HEDGE.search(sentence.text[:start]):
        sentence.take(*found.span())
    elif total:
        sentence.add(*found.span(), HeadcountFact(None, None, total, found.group()))


_CREW = re.compile(
    rf"(?P<c>{_N})(?:个|名|位)(?=(?:快递|外卖|送餐|保安|保洁|司机|服务|装修|建筑|电工|焊工|工人|骑手|销售|"
    r"厨师|护士|老师|工程师|程序员|文员)[\u4e00-\u9fff]{0,3})"
)


def _crew(sentence: Sentence) -> re.Match[str] | None:
    """`20个快递员`; two kinds of workers counted apart are no one number."""
    found = list(_CREW.finditer(sentence.rest))
    return found[0] if len(found) == 1 else None


def _count(said: str | None) -> int | None:
    if said in ("a", "an", "one", "their", "our"):
        return 1
    return whole_number(said) if said else None
