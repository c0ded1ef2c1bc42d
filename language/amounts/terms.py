"""How long a policy covers and how long it is paid for."""

from __future__ import annotations

import re
from dataclasses import replace

from insurance.facts import TermFact
from language.amounts.numbers import SMALL, whole_number
from language.words.normal import is_question
from language.words.sentence import Sentence, plain

_TERM_YEARS = re.compile(
    rf"(?:保障?|期限|保险期间?|保期)(?:期间?)?(?:是|为|选|个|它)?(?P<n>{SMALL})年(?!交|缴)|"
    rf"(?:a )?(?P<e>\d{{1,2}})[ -]years? (?:term|policy|cover|plan)|cover(?:ed|"
    rf"age)? for (?P<f>\d{{1,2}}) years|(?:over a )?term (?:of |for |is )?(?P<g>\d{{1,2}}) years"
)
_TO_AGE = re.compile(
    rf"(?:保障?到|(?<![\d岁])(?:到|至))\s?(?P<n>{SMALL})\s?(?:周)?岁|(?:until|till?|to|"
    rf"up to) (?:the )?age (?:of )?(?P<e>\d{{2,3}})|"
    rf"(?:until|till?) (?:i'm|i am|i turn|he is|she is|he's|she's) (?P<f>\d{{2,3}})|"
    rf"保障?[到至](?P<g>\d{{2,3}}|[五六七八九]十[一二三四五六七八九]?)(?![\d年万元块月号个千百kw十]|"
    rf"[一二三四五六七八九百千万])"
)
# beside a payment term: to 60, pay 20 years
_BARE_END = re.compile(
    r"(?:\bcover(?:age|ed|s)?(?: me)? )?\b(?:to|until|till?|up to|through)(?: i'm| i am| i turn)? (?P<n>[5-9]\d|"
    r"10[05])\b(?![,.]?\d| ?(?:k|years|days|yuan|%))|"
    r"(?<![\d岁])[到至](?P<m>[5-9]\d)(?![\d岁年万元块月号个千百])"
)
_WHOLE = re.compile(
    r"保终身|终身(?!寿|险|人寿)|保一辈子|一辈子|保到老|保一生|\blifelong|\blifetime(?: cover)?|cover for life|"
    r"(?:my|the) whole life|whole of life|for the rest of my life"
)
_PAY = re.compile(
    rf"(?:分)?(?:交|缴|付)费?(?:期限?|期间)?(?:选|是)?(?P<n>{SMALL})年(?!以?[前后])|"
    rf"分?(?P<m>{SMALL})年(?:期)?(?:交|缴|付)(?!清|一次|(?<=[一1]年.)(?:个|得|大概|差不多|最多|不|"
    rf"就)*[\d一二两三四五六七八九])|"
    rf"pay(?:ing|able|ments?)? (?:it )?(?:over|for) (?P<e>\d{{1,2}}) years|"
    rf"(?P<f>\d{{1,2}})[ -]years? (?:of )?pay(?:ments?|ing)?\b|"
    rf"over (?P<g>\d{{1,2}}) years|pay (?P<h>\d{{1,2}}) years|"
    rf"pay(?:ing|able)? (?:it )?(?:off )?(?:in|within|over) (?P<i>\d{{1,2}})(?: years)?(?![\d,.]*\d)"
)
_SINGLE = re.compile(
    r"(?:一次(?:性)?|一笔)(?:交清|缴清|付清|交完|付完|交|付|缴)(?!\d)|趸交|趸缴|single premium|"
    r"pay (?:it )?(?:all )?(?:at )?once(?! a)|"
    r"lump sum payment|(?:in )?one payment"
)


def _read(text: str) -> tuple[TermFact, list[tuple[int, int]]]:
    """What the text tells, with the places of the words."""
    fact, places = TermFact(), []
    for pattern, name in ((_PAY, "pay_years"), (_TERM_YEARS, "years"), (_TO_AGE, "to_age")):
        found = pattern.search(text)
        value = whole_number(next(filter(None, found.groups()))) if found else None
        if found and value:
            fact = replace(fact, **{name: value})
            places.append(found.span())
            text = text[: found.start()] + " " * len(found.group()) + text[found.end() :]
    end = _BARE_END.search(text) if fact.pay_years and not fact.to_age else None
    if end:
        fact = replace(fact, to_age=int(end["n"] or end["m"]))
        places.append(end.span())
    for pattern, change in ((_SINGLE, {"pay_years": 1}), (_WHOLE, {"whole_life": True})):
        found = pattern.search(text)
        if found and not (change.get("pay_years") and fact.pay_years):
            fact = replace(fact, **change)
            places.append(found.span())
    return fact, places


def take_term(sentence: Sentence) -> None:
    """Add one fact with cover period and premium payment term; its text runs from its first word to its last."""
    fact, places = _read(sentence.rest)
    if not places:
        return
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    sentence.found.append((start, replace(fact, text=sentence.text[start:end])))
    for place in places:
        sentence.take(*place)


_BARE_YEARS = re.compile(
    rf"(?:就|选|要|大概|那就?|先|改成|换成|it's|for|make it|about|\s|,)*(?P<n>{SMALL})\s?(?:年|years?|yrs?)"
    rf"(?:期|的|吧|左右|时间|term|cover|please|plan|\s)*"
)
_BARE_AGE = re.compile(
    rf"(?:就|选|要|那就?|保|\s)*(?:到|至)\s?(?P<n>{SMALL})(?:吧|就行|\s)*|(?:cover (?:me )?)?(?:to|until|till?|up to)"
    rf"(?: i'm| i am| i turn)? (?P<e>\d{{2,3}})(?: please| years? old)?"
)
_YOUNGEST_END, _OLDEST_END = 18, 120


def read_term(text: str) -> TermFact | None:
    """The cover period or payment term an answer tells; a bare number of years counts as `years`."""
    text = plain(text)
    if not text or len(text) > 40 or is_question(text):
        return None
    age = _BARE_AGE.fullmatch(text)
    value = whole_number(next(filter(None, age.groups()))) if age else None
    if value and _YOUNGEST_END <= value <= _OLDEST_END:
        return TermFact(to_age=value, text=text)
    years = _BARE_YEARS.fullmatch(text)
    value = whole_number(years["n"]) if years else None
    if value:
        return TermFact(years=value, text=text)
    fact, places = _read(text)
    return replace(fact, text=text) if places else None
