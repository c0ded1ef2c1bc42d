"""发票金额应该是1860: a value of a document as it should have been read."""

from __future__ import annotations

import re
from datetime import date

from insurance.claim_papers import PaperField
from language.amounts.counts import read_count
from language.amounts.money import read_money
from language.claims.past_dates import read_past_date
from language.people.names import read_person_name

_IS = r"\s*(?:不对|错了|不是[^,，。]{1,20})?\s*[,，:：]?\s*(?:应该|应当|其实|实际上|should|actually)?\s*(?:为|是|写的是|be|is|:|：)\s*(?P<value>.+)"
_WORDS: tuple[tuple[PaperField, str], ...] = (
    (PaperField.ADMISSION_DATE, r"入院(?:日期|时间)?|admission(?: date)?|admitted"),
    (PaperField.DISCHARGE_DATE, r"出院(?:日期|时间)?|discharge(?: date)?|discharged"),
    (PaperField.SOCIAL_INSURANCE_PAID, r"医保(?:支付|统筹|报销)(?:金额)?|public insurance(?: paid)?"),
    (PaperField.OWN_EXPENSE, r"自费(?:金额)?|own expense"),
    (PaperField.INVOICE_NUMBER, r"(?:票据|发票)号码?|invoice (?:number|no\.?)"),
    (PaperField.AMOUNT, r"(?:发票|票据|总)?(?:金额|总额|合计|总价|费用)|amount|total"),
    (PaperField.DATE, r"(?:就诊|开票|单据|发票)?(?:日期|时间)|date"),
    (PaperField.NAME, r"姓名|名字|name"),
    (PaperField.HOSPITAL, r"医院|hospital"),
    (PaperField.DIAGNOSIS, r"诊断|diagnosis"),
    (PaperField.FLIGHT, r"航班号?|flight(?: number)?"),
    (PaperField.DELAY_MINUTES, r"延误(?:时间|时长|分钟)?|delay"),
)
_FORMS = [(name, re.compile(rf"(?:{words}){_IS}", re.IGNORECASE)) for name, words in _WORDS]
_DAYS = (PaperField.DATE, PaperField.ADMISSION_DATE, PaperField.DISCHARGE_DATE)
_SUMS = (PaperField.AMOUNT, PaperField.SOCIAL_INSURANCE_PAID, PaperField.OWN_EXPENSE)
_LONGEST = 120


def read_field_correction(text: str, today: date) -> tuple[PaperField, str] | None:
    """The field named and its value in the form it is kept in; None where no field with a value is named."""
    for name, form in _FORMS:
        found = form.search(text[:_LONGEST])
        if found is not None:
            value = _value(name, found["value"].strip(" 。.!！"), today)
            return (name, value) if value else None
    return None


def _value(name: PaperField, text: str, today: date) -> str | None:
    if name in _DAYS:
        day = read_past_date(text, today)
        return day.isoformat() if day else None
    if name in _SUMS:
        money = read_money(text)
        return str(money) if money else None
    if name is PaperField.NAME:
        return read_person_name(text)
    if name is PaperField.DELAY_MINUTES:
        minutes = read_count(text)
        return str(minutes) if minutes is not None else None
    if name in (PaperField.FLIGHT, PaperField.INVOICE_NUMBER):
        return re.sub(r"\s", "", text).upper() or None
    return text or None
