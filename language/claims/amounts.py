"""What a loss cost: the total told, and what the social insurance has paid of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from insurance.money import Money
from language.amounts.money import Span, find_amounts


class _Role(StrEnum):
    TOTAL = "total"
    SPENT = "spent"
    ITEM = "item"
    OWN = "own"  # what was left to pay oneself
    SOCIAL = "social"


_BREAK = re.compile(r"[,。;!?]|\band\b|\bbut\b")
_SOCIAL = re.compile(
    r"(?:医保|社保|新农合|农合|统筹|合作医疗)(?:那边|给|先|已经|也|就|里|局|又|都|会|了)*(?:报销|报|付|出|结算|结|支付|赔|承担|"
    r"抵|扣)(?!完|后|之后)(?:了|掉|的|过)*(?:约|大概|差不多)?$|"
    r"(?:social insurance|insurance fund|medicare|medical insurance|public insurance|social security|"
    r"state insurance|nhs)"
    r"[^,.;]{0,24}(?:paid|covered|reimbursed|refunded|took)(?: back| for| about)*\s?$"
)
_SOCIAL_AFTER = re.compile(
    r"(?:是|由|被|的是)?(?:医保|社保|新农合)(?:给)?(?:报|付|出|结)|\s?(?:was |were )?(?:paid|"
    r"covered) by (?:social|medicare)"
)
_OWN = re.compile(
    r"(?:自费|自付|自己|个人|自掏|剩下?|余下|还剩)[^,。;!?\d]{0,8}$|\b(?:out of pocket|myself|my own|"
    r"own share)[^,.;\d]{0,12}$"
)
_OWN_AFTER = re.compile(r"(?:块|元)?(?:是)?(?:自费|自付|自己掏)|\s?(?:out of (?:my )?(?:own )?pocket|myself)")
_TOTAL = re.compile(
    r"(?:一共|总共|总计|合计|共计|共|全部|前后|加起来|加一起|拢共|统共|总费用|总)[^,。;!?\d]{0,8}$|"
    r"\b(?:total|altogether|in all|all in all|all together|sum)\b[^,.;\d]{0,16}$"
)
_TOTAL_AFTER = re.compile(r"\s?(?:块|元)?(?:in total|altogether|in all|total|all told)")
_PART = re.compile(r"其中|包括|包含|\bincluding\b|\bof which\b|\bincludes\b")
_OTHER = re.compile(
    r"(?:保额|保费|保险金额|押金|预交|定金|首付|月薪|工资|年薪|免赔额?|收入|津贴|补贴|借的?|还得交|还要交|得交|保单|额度|罚款|"
    r"(?:对方|人家|肇事方|保险公司|你们|航空公司|单位)(?:已经|先|给|只|就|才)*(?:赔|垫付?|给)(?:了|付)?)[^,。;!?\d]{0,6}$|"
    r"\b(?:deposit|sum insured|premium|salary|deductible|cover(?:age)? (?:of|is)|policy (?:of|is)|insured for|earn|"
    r"allowance|airline (?:gave|paid)|they (?:gave|paid) me)[^,.;\d]{0,12}$"
)
_OTHER_AFTER = re.compile(
    r"(?:的)?(?:保额|保险|重疾险|医疗险|意外险|寿险|免赔)|\s?(?:deductible|policy|cover\b|sum insured)"
)
_SPENT = re.compile(r"(?:花(?!园|店)|用了?|用掉|开销|账单|去了|cost|bill|paid|pay|spent|charged)[^,。;!?\d]{0,10}$")
_LABEL = re.compile(
    r"(?:费|钱|价|值|损失|单子|发票|收|付|交|掏|要|赔|药|挂号|检查|治疗|护理|报价|定损|索赔|拍片|ct|票|时候|误工|住宿|丢了?|少了|酒店|机票|修了?|换了?)[^,。;!?\d]{0,8}$|"
    r"\b(?:worth|lost|loss|damage\w*|fee\w*|price|wants?|total|invoice|treatment|repair\w*|quote[ds]?|medicines?|medication|"
    r"surgery|operation|shots?|jabs?|tickets?|estimate\w*|claim(?:ing)?|drugs?|tests?|physio\w*|x-?rays?|visit|stay|ambulance|hotel)\b[^,.;\d]{0,14}$"
)
_ABOUT = re.compile(r"\b(?:around|about|roughly|approximately) ?$")
_LABEL_AFTER = re.compile(
    r"\s?(?:块|元)?(?:的)?(?:损失|费用|医药费|药费|账单)|\s?at the (?:clinic|hospital|er|doctor|dentist|garage)|"
    r"\s?(?:in |of )?(?:damage|bills?|fees?|on (?:the |a )?\w+)"
)
_LEAST = 10  # a smaller number without a currency counts something else
_MONEY_SURELY = 100  # about so many of anything else have a word behind them
_REACH = 24  # characters before an amount that may say what it is


@dataclass(frozen=True)
class Costs:
    claimed: Money | None = None
    social_insurance: Money | None = None


def read_costs(told: str) -> Costs:
    """`told` without its dates and flight numbers."""
    by_role: dict[_Role, list[Money]] = {role: [] for role in _Role}
    part_from = _PART.search(told)
    previous = 0
    for span in find_amounts(told):
        role = _role(span, told, previous)
        previous = span.end
        if role is None or (part_from and span.start > part_from.start() and role not in (_Role.SOCIAL, _Role.TOTAL)):
            continue
        by_role[role].append(span.high or span.low)
    social = by_role[_Role.SOCIAL]
    return Costs(_claimed(by_role), _sum(social) if social else None)


def _role(span: Span, text: str, previous: int) -> _Role | None:
    cut = [found.end() for found in _BREAK.finditer(text, previous, span.start)]
    before = text[max([previous, span.start - _REACH, *cut[-1:]]) : span.start]
    after = text[span.end : span.end + 16]
    if not span.named and span.low.amount < _LEAST and not _has_currency(span, text):
        return None
    if _OTHER.search(before) or _OTHER_AFTER.match(after):
        return None
    for role, ahead, behind in (
        (_Role.SOCIAL, _SOCIAL, _SOCIAL_AFTER),
        (_Role.TOTAL, _TOTAL, _TOTAL_AFTER),
        (_Role.OWN, _OWN, _OWN_AFTER),
    ):
        if ahead.search(before) or behind.match(after):
            return role
    if _SPENT.search(before):
        return _Role.SPENT
    if _ABOUT.search(before) and span.low.amount >= _MONEY_SURELY:
        return _Role.ITEM
    if _LABEL.search(before) or _LABEL_AFTER.match(after) or _has_currency(span, text):
        return _Role.ITEM
    return None


def _has_currency(span: Span, text: str) -> bool:
    return bool(re.search(r"[^\d一二三四五六七八九十百千万零两.,\swkm几多来]", text[span.start : span.end]))


def _claimed(by_role: dict[_Role, list[Money]]) -> Money | None:
    """The total said; else what was spent, with items that aren't parts of it; else one's own part."""
    total, spent, items = by_role[_Role.TOTAL], by_role[_Role.SPENT], by_role[_Role.ITEM]
    if total:
        return total[-1]
    if spent and items:
        whole, parts = _sum(spent), _sum(items)
        if len(spent) == 1 and whole.currency == parts.currency and whole.amount >= parts.amount:
            return whole
    costs = spent + items
    if costs:
        return _sum(costs)
    own = by_role[_Role.OWN]
    return own[-1] if own else None


def _sum(amounts: Sequence[Money]) -> Money:
    """Of the currency named first; an amount told twice counts once."""
    currency = amounts[0].currency
    return Money(sum({each.amount for each in amounts if each.currency == currency}, Decimal(0)), currency)
