"""Amounts that are neither spent on a policy nor insured: wages, bills, debts, rent, prices of other things."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?:免赔额?|订单号?|单号|编号|邮编|保单号?|电话|花了|花掉|花费|押金|首付|定金|order|postcode|zip|领|房贷|"
    r"贷款|负债|mortgage|loan|报销|理赔|赔付?|月薪|年薪|月入|年入|工资|收入|挣|赚|奖金?|存款|欠了?|deductible|"
    r"salary|income|earn|房租|租金|月租|月供|车贷|学费|彩礼|账单|罚款|罚了|退休金|流水|营业额|营收|利润|中奖|红包|压岁钱|"
    r"医药费|手术费|住院费|医疗费|治疗费|生活费|伙食费|底薪|提成|打工|借了|借给|还了|还债|攒了|存了|亏了|损失|到手|薪水|薪资|补贴|低保|"
    r"(?:手机|机票|酒店|团费|车票|电脑|手表|相机|包)(?:价格|花|要)?(?:了|是)?)[^,。;\d]{0,6}$"
)
# i make about 18k, the hospital bill came to $12,500
_ENGLISH = re.compile(
    r"(?:\b(?:i|we|he|she|they|wife|husband|dad|mum|mom)(?: only| usually| currently| each)? (?:make|makes|made|earns?|"
    r"earned|brings? home|takes? home|brings? in|gets? paid|got paid|am paid|owes?|owed|saved|borrowed|lost|won)|"
    r"\b(?:am|is|are|get|gets|being) paid|\b(?:hospital|medical|doctor'?s?|surgery|clinic|repair|phone|electric\w*|"
    r"dental|vet) (?:bills?|fees?|costs?)|\bbills?|\bwages?|\brent|\binvoice|\bsurgery|\btreatment|\bdebts?|\bsavings|"
    r"\bpension|\btuition|\bfine|\bdeposit|\bturnover|\brevenue|\bexcess|\bticket|\bflights?|\bhotel)"
    r"(?! cover)(?P<gap>[^,.;\d]{0,24})$"
)
_AFTER = re.compile(
    r"的?(?:房贷|车贷|贷款|负债|年薪|月薪|收入|免赔|工资|薪水|房租|租金|债|欠款|医药费|住院费|手术费|学费|账单|退休金|彩礼|"
    r"mortgage|loan|deductible)|"
    r"\s?(?:(?:a month|a year|per month|monthly|yearly|in|of|as|is my|worth of) )*(?:salary|income|wages?|rent|pension|"
    r"mortgage|loan|deductible|debts?|hospital bill|medical bill|bill|in savings|savings|tuition|before tax|after tax|"
    r"in debt|excess)\b"
)
_ABOUT_COVER = re.compile(r"cover|insur|premium|budget|spend|limit|保|预算|under|below|up to|within|less than|pay\b")


def is_other_money(before: str, after: str) -> bool:
    """The words right around an amount say that it is money of another kind."""
    told = _ENGLISH.search(before)
    if told and not _ABOUT_COVER.search(told["gap"]):
        return True
    return bool(_BEFORE.search(before) or _AFTER.match(after))
