"""How many people a sentence is about."""

from __future__ import annotations

import re

from insurance.facts import HeadcountFact
from language.numbers import whole_number
from language.sentence import Sentence

_N = r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})"
_FAMILY = re.compile(
    rf"(?P<a>{_N})个?(?:大人|成人|成年人|大(?![寿洲概约学病额家楼厦点]))(?:带|和|,|、|加|"
    rf"\s)*(?P<c>{_N})?个?(?(c)(?:小孩子?|孩子|"
    rf"儿童|小朋友|小|娃))|"
    rf"(?P<ea>\d{{1,3}}|an?) adults?(?:(?:,| and| \+|\s)*(?P<ec>\d{{1,3}}|an?) (?:child(?:ren)?|"
    rf"kids?))?"
)
_TOTAL = re.compile(
    rf"(?:一|全|我)家(?P<f>{_N})口|(?:公司|单位|团队|工厂|店里|厂里|我们)(?:一?共|总共|有|大概|"
    rf"差不多)*(?P<t>{_N})(?:来|多)?(?:个|名)?(?:人|员工|职工|"
    rf"口人)|(?P<p>{_N})(?:个|名|来号|多号|号)?"
    rf"(?:员工|人)(?!多|岁|民)|(?P<e>\d{{1,4}}) (?:people|persons|employees|staff|workers|drivers|riders|cleaners|"
    rf"of us|travell?ers)|(?:厂|工地|公司|店|单位|车间|施工队|工程队)[里上]?(?:一共|总共|有|大概|差不多)*"
    rf"(?P<w>{_N})(?:来|多)?(?:个|名|位)"
    rf"(?=[\u4e00-\u9fff]*(?:工|司机|师傅|员|手|师))|family of (?P<fam>\d{{1,2}})"
)


_SOMEBODY = ("一个人", "一人")  # alone, or each: no count of a party


def take_headcount(sentence: Sentence) -> None:
    """Add `2大2小`, `一家四口`, `30 employees`."""
    for found in _FAMILY.finditer(sentence.rest):
        adults, children = found["a"] or found["ea"], found["c"] or found["ec"]
        sentence.add(*found.span(), HeadcountFact(_count(adults), _count(children), None, found.group()))
        return
    found = _TOTAL.search(sentence.rest) or _crew(sentence)
    if found and not found.group().startswith(_SOMEBODY):
        said = next(filter(None, found.groups()))
        if _count(said):
            sentence.add(*found.span(), HeadcountFact(None, None, _count(said), found.group()))


_CREW = re.compile(
    r"(?P<c>\d{1,4})(?:来|多)?(?:个|名|位)(?=(?:快递|外卖|送餐|保安|保洁|司机|服务|装修|建筑|电工|焊工|工人|骑手|销售|"
    r"厨师|护士|老师|工程师|程序员|文员)[\u4e00-\u9fff]{0,3})"
)


def _crew(sentence: Sentence) -> re.Match[str] | None:
    """`20个快递员`; two kinds of workers counted apart are no one number."""
    found = list(_CREW.finditer(sentence.rest))
    return found[0] if len(found) == 1 else None


def _count(said: str | None) -> int | None:
    return 1 if said in ("a", "an") else whole_number(said) if said else None
