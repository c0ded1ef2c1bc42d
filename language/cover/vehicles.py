"""Cars."""

from __future__ import annotations

import re
from dataclasses import replace

from insurance.facts import HomeFact, VehicleFact
from insurance.money import Money
from language.amounts.money import find_amounts
from language.amounts.numbers import SMALL, whole_number
from language.words.sentence import Sentence

_N = rf"(?P<n>{SMALL})"
_SEATS = re.compile(rf"{_N}\s?座|{_N.replace('<n>', '<m>')}[ -]seat(?:er|s)?|\b(?:seats|fits) (?P<k>\d{{1,2}})\b")
_NO_CLAIM = re.compile(
    rf"{_N}年(?:来|都|了)*(?:没有?|未|无|零|0)(?:出过?险|出险|理赔|事故)|"
    rf"(?:no claims?|claim[- ]free)(?: for| in)?(?: the (?:last|"
    rf"past))? (?P<m>\d+) years?|(?P<k>\d+) years? (?:no claims?|claim[- ]free|without (?:a )?claim)"
)
_MAKES = (
    r"(?:car|suv|sedan|van|minivan|hatchback|saloon|truck|pickup|vehicle|honda|toyota|bmw|vw|volkswagen|audi|"
    r"ford|byd|tesla|nissan|mazda|"
    r"buick|hyundai|kia|benz|mercedes|volvo|lexus|chevrolet|geely)"
)
_CAR_AGE = re.compile(
    rf"车龄(?:是|有|大概|已经)*{_N}年?|(?P<l>{SMALL})年(?:的)?车龄|(?P<a>{SMALL})年的?(?:老|二手)?车(?![险])|"
    rf"(?:开了|用了|买了|上路|提车)(?:有|快)?{_N.replace('<n>', '<m>')}年|"
    rf"车子?(?:已经|都|也|现在|有|快|\s)*(?P<c>{SMALL})年(?:了|多)?(?![^,。]{{0,3}}(?:没|未|无|零|保|险|租|贷))|"
    rf"(?P<k>\d+)[ -]years?[ -]old (?:\w+ )?{_MAKES}\b|\b{_MAKES}(?:'s| is|,| -|:)? (?:now |about |already |"
    rf"just |only |around )*"
    r"(?P<e>\d{1,2}) ?(?:years?|yrs?|y)(?:[ -]?old|/?o)?\b(?! no| without| claim)|"
    r"(?P<new>新车|brand[- ]new car|new car)"
)
_PRIVATE = re.compile(
    r"家用|自用|私家车|非(?:营运|运营)|代步|上下班|通勤(?!无忧)|接送(?:孩子|小孩|娃)|(?:自己|家里)(?:人)?(?:家里)?[开用]|买菜|"
    r"\bprivate|family (?:car|use)|personal use|commut(?:e|es|ing)\b|school run|own use|(?:at|"
    r"on) (?:the )?weekends?|for pleasure|social use"
)
_BUSINESS = re.compile(
    r"营运|(?:跑|做)运营|网约车|出租|货运|拉货|拉客|载客|送货|接送客人?|跑(?:滴滴|货拉拉|单|顺风车)|滴滴|货拉拉|商用|"
    r"business use|commercial|ride[- ]hailing|"
    r"\b(?:uber|didi|lyft|grab|deliver(?:y|ies|ing)|deliveries|taxi|cab|courier|rental)\b|for business|"
    r"business purposes"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·\s-]?[a-z0-9]{5,6}(?![a-z0-9])"
)
_CAR = re.compile(
    r"车|座|used for (?:uber|didi|lyft|grab|deliver)|\d seats?\b|\bcars?\b|suv|sedan|"
    r"vehicle|van\b|seats \d\b|\d[ -]seater"
)
_CAR_VALUE = re.compile(
    r"(?:车价|车值|车损|新车价|购置价|买的时候|裸车|车|值|worth|car (?:is )?(?:worth|costs?)|"
    r"price)[^\d一二三四五六七八九十,。]{0,6}$"
)
_CAR_VALUE_AFTER = re.compile(r"\s?(?:的|买的)?(?:车|car)|买的")


_OTHER_SUM = re.compile(r"预算|保额|三者|三责|第三|座位|赔|收入|third|liability|budget|cover|income")
_LEAST_CAR = 20_000  # yuan; a smaller bare amount could be a premium


def _said(found: re.Match[str], *names: str) -> int | None:
    said = next((found[name] for name in names if found[name]), None)
    return whole_number(said) if said else None


def take_vehicle(sentence: Sentence) -> None:
    """Add one fact with all the sentence tells about a car; its text runs from its first word to its last."""
    plate = _PLATE.search(sentence.rest)
    if not plate and not _CAR.search(sentence.rest) and not _NO_CLAIM.search(sentence.rest):
        return
    fact, places = VehicleFact(), []
    for pattern, name, groups in (
        (_SEATS, "seats", "nmk"),
        (_NO_CLAIM, "no_claim_years", "nmk"),
        (_CAR_AGE, "age_years", "nmklace"),
    ):
        found = pattern.search(sentence.rest)
        if found:
            value = 0 if name == "age_years" and found["new"] else _said(found, *groups)
            fact = replace(fact, **{name: value})
            places.append(found.span())
            sentence.take(*found.span())
    use = _use(sentence)
    if use:
        fact = replace(fact, use=use[0])
        places.append(use[1])
    if plate:
        fact = replace(fact, plate=re.sub(r"[·\s-]", "", plate.group()).upper())
        places.append(plate.span())
        sentence.take(*plate.span())
    value = find_value(sentence, _CAR_VALUE, _CAR_VALUE_AFTER) or _only_amount(sentence, fact)
    if value and (fact != VehicleFact() or "车" in sentence.text or "car" in sentence.text):
        fact = replace(fact, value=value[1])
        places.append(value[0])
    add_with_words(sentence, fact, places)


_THE_CAR = re.compile(r"(?:车子?|座的?|,)(?:是|就|平时|主要|只|都|拿来|用来|用于|一直|拿去|我|的)*$")
_SPEAKS_OF_CAR = re.compile(r"车|座|营运|use|\b(?:car|vehicle|van|suv|sedan|seats?|seater|truck)\b|seater")


def _use(sentence: Sentence) -> tuple[str, tuple[int, int]] | None:
    """What the car is for, and where that is said; the trade of a driver is no use of a car."""
    business, private = _BUSINESS.search(sentence.rest), _PRIVATE.search(sentence.rest)
    found = business or private
    if not found or not _SPEAKS_OF_CAR.search(sentence.text) or re.search(r"司机|driver", sentence.text):
        return None
    if business and sentence.rest[max(0, business.start() - 1) : business.start()] == "非":
        return "private", business.span()
    if (
        business
        and ("车" in sentence.text or "座" in sentence.text)
        and _THE_CAR.search(sentence.text[: found.start()])
    ):
        sentence.take(*found.span())
    return "business" if business else "private", found.span()


def add_with_words(sentence: Sentence, fact: VehicleFact | HomeFact, places: list[tuple[int, int]]) -> None:
    """Record the fact with the words from its first place to its last; nothing when it has none."""
    if places:
        start, end = min(place[0] for place in places), max(place[1] for place in places)
        sentence.found.append((start, replace(fact, text=sentence.text[start:end])))


def find_value(
    sentence: Sentence, before: re.Pattern[str], after: re.Pattern[str]
) -> tuple[tuple[int, int], Money] | None:
    """The place and size of an amount with a word of worth by it."""
    for span in find_amounts(sentence.rest):
        near = sentence.text[max(0, span.start - 16) : span.start]
        worth = before.search(near) or after.match(sentence.text, span.end)
        if worth and span.low.amount >= 10_000 and not _OTHER_SUM.search(near):
            sentence.take(span.start, span.end)
            return (span.start, span.end), span.low
    return None


def _only_amount(sentence: Sentence, fact: VehicleFact) -> tuple[tuple[int, int], Money] | None:
    """`5座,新车,20万`: the one large amount beside seats or age of a car is what it is worth."""
    if fact.seats is None and fact.age_years is None:
        return None
    large = [span for span in find_amounts(sentence.rest) if span.low.amount >= _LEAST_CAR and not span.high]
    if len(large) != 1 or _OTHER_SUM.search(sentence.text):
        return None
    sentence.take(large[0].start, large[0].end)
    return (large[0].start, large[0].end), large[0].low
