"""A value of a document put right by name: `发票金额是1860`, `the date should be November 3`."""

from __future__ import annotations

import re
from datetime import date

from insurance.claim_papers import PaperField
from language.amounts.money import read_money
from language.claims.banks import read_bank
from language.claims.flights import read_delay, read_flight
from language.claims.past_dates import read_past_date
from language.claims.patterns import patterns
from language.people.names import read_person_name
from language.words.normal import half_width, normalise

_IS = re.compile(
    r"(?:上面|上|那里|那栏|这栏|也)?(?:读|识别|认|写|填|看)?(?:的)?(?:不对|错了?|有误|不准|wrong|is wrong|"
    r"was wrong|not right|isn't right)?"
    r"(?:了|的|啊|呀|吧)?[\s,。:;.-]*(?:其实|实际|正确的?)?(?:应该|应|要)?(?:是|为|改成|改为|换成|写|should be|"
    r"should read|is|was|"
    r"must be|change (?:it )?to|to|it's|it is|=|:)\s*(?:actually |really |the )?"
)
_CHANGE = re.compile(r"^(?:请|麻烦|帮我|please )?(?:把|将|change |correct |set )?(?:the )?$")
_QUESTION = re.compile(r"[?吗呢]|多少|什么|哪|怎么|为什么|\b(?:what|why|how|which)\b")
_LONGEST = 120
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{3,30}")


def read_field_correction(text: str, today: date) -> tuple[PaperField, str] | None:
    """(field, value in the form it is kept in); None where no field is named or its value can't be read.

    Dates ISO, money with two decimals in yuan, minutes and numbers without spaces. Identity and card numbers are none:
    they come as references.
    """
    words = normalise(text[:_LONGEST])
    if _QUESTION.search(words):
        return None
    for (field, kind), pattern in patterns("paper_fields"):
        for label in pattern.finditer(words):
            said = _IS.match(words, label.end())
            if not said or not _begins(words, label.start()):
                continue
            value = _value(kind, words[said.end() :], _as_typed(text, words[said.end() :]), today)
            if value:
                return PaperField(field), value
    return None


def _begins(words: str, start: int) -> bool:
    """The name of the field stands at the head of its clause: 我去的医院是… tells something else."""
    head = re.split(r"[,。;!]", words[:start])[-1]
    return bool(_CHANGE.match(head.strip())) or bool(
        re.fullmatch(r"(?:那个|这个|你们?|发票|票|单子|上|的|我的|第.张|不对|错了|\s)*", head)
    )


def _as_typed(text: str, rest: str) -> str:
    """The end of the text in the customer's own capitals, where normalising kept its length."""
    plain = half_width(text).strip()
    return plain[-len(rest) :] if rest and len(plain) >= len(rest) else rest


def _value(kind: str, rest: str, typed: str, today: date) -> str | None:
    match kind:
        case "money":
            money = read_money(rest)
            return f"{money.amount:.2f}" if money and money.currency == "CNY" else None
        case "date":
            day = read_past_date(rest, today)
            return day.isoformat() if day else None
        case "number":
            number = _NUMBER.match(typed)
            return re.sub(r"[ -]", "", number.group()).upper() if number else None
        case "flight":
            return read_flight(re.sub(r"(?<=[a-z\d]) (?=\d)", "", rest)) or None
        case "minutes":
            minutes = read_delay(f"晚点{rest}")
            return str(minutes) if minutes is not None else None
        case "bank":
            return read_bank(rest)
        case "name":
            return read_person_name(typed)
    return re.split(r"[,。;!?]", typed.strip(" 。.!"))[0].strip()[:100] or None
