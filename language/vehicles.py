"""Cars and homes, and the terms of long policies."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from insurance.facts import HomeFact, TermFact, VehicleFact
from language.money import find_amounts
from language.numbers import SMALL, read_number, whole_number
from language.sentence import Sentence

_N = rf"(?P<n>{SMALL})"
_SEATS = re.compile(rf"{_N}\s?座|{_N.replace('<n>', '<m>')}[ -]seat(?:er|s)?")
_NO_CLAIM = re.compile(
    rf"{_N}年(?:都)?(?:没有?|未|无)(?:出过?险|出险|理赔|事故)|(?:no claims?|claim[- ]free)(?: for| in)?(?: the (?:last|"
    rf"past))? (?P<m>\d+) years?|(?P<k>\d+) years? (?:no claims?|claim[- ]free|without (?:a )?claim)"
)
_CAR_AGE = re.compile(
    rf"车龄(?:是|有)?{_N}年?|(?:开了|用了|买了|上路){_N.replace('<n>', '<m>')}年|(?P<k>\d+)[ -]years?[ -]old (?:car|"
    rf"suv|sedan|van)|(?P<new>新车|brand[- ]new car|new car)"
)
_PRIVATE = re.compile(r"家用|自用|私家车|非营运|private|family car|personal use")
_BUSINESS = re.compile(r"营运|网约车|出租|货运|拉货|跑滴滴|商用|business use|commercial|ride[- ]hailing")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·\s-]?[a-z0-9]{5,6}(?![a-z0-9])"
)
_CAR = re.compile(r"车|座|\bcars?\b|suv|sedan|vehicle|van\b")
_CAR_VALUE = re.compile(
    r"(?:车价|车值|车损|新车价|购置价|买的时候|裸车|车|值|worth|car (?:is )?(?:worth|costs?)|"
    r"price)[^\d一二三四五六七八九十,。]{0,6}$"
)
_CAR_VALUE_AFTER = re.compile(r"\s?(?:的|买的)?(?:车|car)|买的")


def _said(found: re.Match[str], *names: str) -> int | None:
    said = next((found[name] for name in names if found[name]), None)
    return whole_number(said) if said else None


def take_vehicle(sentence: Sentence) -> None:
    """Add one fact with all the sentence tells about a car."""
    plate = _PLATE.search(sentence.rest)
    if not plate and not _CAR.search(sentence.rest) and not _NO_CLAIM.search(sentence.rest):
        return
    fact, start = VehicleFact(), len(sentence.rest)
    for pattern, name, groups in (
        (_SEATS, "seats", "nm"),
        (_NO_CLAIM, "no_claim_years", "nmk"),
        (_CAR_AGE, "age_years", "nmk"),
    ):
        found = pattern.search(sentence.rest)
        if found:
            value = 0 if name == "age_years" and found["new"] else _said(found, *groups)
            fact, start = replace(fact, **{name: value}), min(start, found.start())
            sentence.take(*found.span())
    use = _BUSINESS.search(sentence.rest) or _PRIVATE.search(sentence.rest)
    if use and re.search(r"车|car|vehicle|座|营运|use", sentence.text) and not re.search(r"司机|driver", sentence.text):
        kind = "business" if _BUSINESS.fullmatch(use.group()) and use.group() != "非营运" else "private"
        kind = "private" if sentence.rest[max(0, use.start() - 1) : use.start()] == "非" else kind
        fact, start = replace(fact, use=kind), min(start, use.start())
    if plate:
        fact, start = replace(fact, plate=re.sub(r"[·\s-]", "", plate.group()).upper()), min(start, plate.start())
        sentence.take(*plate.span())
    value = _value(sentence, _CAR_VALUE, _CAR_VALUE_AFTER)
    if value and (fact != VehicleFact() or "车" in sentence.text or "car" in sentence.text):
        fact, start = replace(fact, value=value[1]), min(start, value[0])
    if fact != VehicleFact():
        sentence.found.append((start, replace(fact, text=sentence.text)))


def _value(sentence: Sentence, before: re.Pattern[str], after: re.Pattern[str]):
    for span in find_amounts(sentence.rest):
        near = sentence.text[max(0, span.start - 10) : span.start]
        worth = before.search(near) or after.match(sentence.text, span.end)
        if worth and span.low.amount >= 10_000 and "预算" not in near and "保额" not in near:
            sentence.take(span.start, span.end)
            return span.start, span.low
    return None


_AREA = re.compile(
    r"(?P<n>\d{2,4}(?:\.\d+)?|[一二三四五六七八九]?[百十][一二三四五六七八九十]*)\s?(?:平方米|平米|"
    r"平方|平|㎡|m2|sqm|square met(?:er|"
    r"re)s)"
)
_BUILDINGS = (
    ("concrete", re.compile(r"钢混|钢筋混凝土|框架结构|混凝土|concrete")),
    ("brick", re.compile(r"砖混|砖木|砖房|砖结构|\bbrick\b")),
    ("wood", re.compile(r"木结构|木屋|木房|wooden|timber")),
)
_HOME = re.compile(r"房|家里|家财|住宅|公寓|别墅|平|house|home|flat|apartment")
_HOME_VALUE = re.compile(
    r"(?:房子|房|住宅|房价|家|别墅|公寓|价值|估值|市值|值|house|home|flat|apartment|"
    r"worth)[^\d一二三四五六七八九十,。]{0,8}$"
)
_HOME_VALUE_AFTER = re.compile(r"\s?的?(?:房|住宅|公寓|别墅|house|home|flat|apartment)")


def take_home(sentence: Sentence) -> None:
    """Add one fact with all the sentence tells about a home."""
    if not _HOME.search(sentence.rest):
        return
    fact, start = HomeFact(), len(sentence.rest)
    area = _AREA.search(sentence.rest)
    if area:
        fact, start = replace(fact, area_square_metres=read_number(area["n"]) or Decimal(0)), area.start()
        sentence.take(*area.span())
    for name, pattern in _BUILDINGS:
        found = pattern.search(sentence.rest)
        if found:
            fact, start = replace(fact, building=name), min(start, found.start())
            break
    value = None if "房贷" in sentence.text else _value(sentence, _HOME_VALUE, _HOME_VALUE_AFTER)
    if value:
        fact, start = replace(fact, value=value[1]), min(start, value[0])
    if fact != HomeFact():
        sentence.found.append((start, replace(fact, text=sentence.text)))


_TERM_YEARS = re.compile(
    rf"(?:保障?|期限|保险期间?|保期)(?:期间?)?(?:是|为|选)?(?P<n>{SMALL})年(?!交|缴)|"
    rf"(?:a )?(?P<e>\d{{1,2}})[ -]year (?:term|policy|cover|plan)|cover(?:ed|"
    rf"age)? for (?P<f>\d{{1,2}}) years|term of (?P<g>\d{{1,2}}) years"
)
_TO_AGE = re.compile(
    rf"(?:保障?到|到|至)\s?(?P<n>{SMALL})\s?(?:周)?岁|(?:until|to|up to) age (?P<e>\d{{2,3}})|until (?:i'm|"
    rf"i am|he is|she is) (?P<f>\d{{2,3}})"
)
_WHOLE = re.compile(r"保终身|终身(?!寿|险)|保一辈子|保到老|保一生|lifelong|lifetime cover|cover for life|whole of life")
_PAY = re.compile(
    rf"(?:分)?(?:交|缴|付)费?(?P<n>{SMALL})年|分?(?P<m>{SMALL})年(?:交|缴|付)(?!清|一次)|pay(?:ing|ments?)? (?:over|"
    rf"for) (?P<e>\d{{1,2}}) years"
)
_SINGLE = re.compile(r"一次(?:性)?(?:交清|缴清|付清|交完)|趸交|single premium|pay (?:it )?all at once|lump sum payment")


def take_term(sentence: Sentence) -> None:
    """Add one fact with cover period and premium payment term."""
    fact, start = TermFact(), len(sentence.rest)
    for pattern, name in ((_PAY, "pay_years"), (_TERM_YEARS, "years"), (_TO_AGE, "to_age")):
        found = pattern.search(sentence.rest)
        value = whole_number(next(filter(None, found.groups()))) if found else None
        if found and value:
            fact, start = replace(fact, **{name: value}), min(start, found.start())
            sentence.take(*found.span())
    for pattern, change in ((_SINGLE, {"pay_years": 1}), (_WHOLE, {"whole_life": True})):
        found = pattern.search(sentence.rest)
        if found:
            fact, start = replace(fact, **change), min(start, found.start())
            sentence.take(*found.span())
    if fact != TermFact():
        sentence.found.append((start, replace(fact, text=sentence.text)))
