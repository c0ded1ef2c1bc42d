"""What is told about people, piece by piece: a relation, an age, a sex, a birth, a pregnancy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from insurance.facts import Age, OccupationFact
from insurance.lines import Relation
from language.ages import find_ages
from language.dates import find_dates
from language.numbers import whole_number
from language.relations import lexicon
from language.sentence import Sentence

_SEX = re.compile(
    r"(?:(?<=是)|(?<=本人))(?P<m4>男|女)(?=[,。;\s\d\ue000]|性|生|的|$)|"
    r"(?<![\u4e00-\u9fff])(?P<m>男|女)(?=[,。;\s\d\ue000]|性|生|的|$)|(?<=[岁\ue000])(?P<m2>男|女)(?!朋友|儿|孩|婿|娃|宝)|"
    r"(?P<m3>男性|女性|男士|女士)|\b(?P<e>male|female|man|woman)\b"
)
_PREGNANT = re.compile(
    r"怀孕(?:了)?\s?(?P<w>\d{1,2}|[一二三四五六七八九十]{1,3})\s?(?:周|w)|孕(?P<w2>\d{1,2})周|"
    r"(?P<w3>\d{1,2}) weeks? pregnant|pregnant,? (?P<w4>\d{1,2}) weeks?|"
    r"(?P<months2>\d{1,2}) months? pregnant|怀孕(?P<months>\d{1,2}|"
    r"[一二三四五六七八九十])个月"
)
_JUST_AFTER = (
    r"(?:今年|已经|现在|都|快|刚|才|也|有|,|:|是|is|are|'s|was|both|now|\s|turning|"
    r"about)*\s*(?P<n>\d{1,3}(?!\d|\.\d|,\d{3}(?!\d))|[二三四五六七八九]?十[一二三四五六七八九]?|百)"
)
_NO_UNIT = (
    r"(?!\s?(?:[\d万千百块元%个号月天年座周次份人口平级]|[wk](?![a-z])|days?|weeks?|months?|years? (?!old)|kg|yuan|"
    r"\$|,\d{3}|-|/|\.\d|多[万块元]))"
)
_AGE_AFTER = re.compile(_JUST_AFTER + _NO_UNIT + r"(?P<more>多|来|出头|左右)?")
_AGE_LIST = re.compile(r"\s*(?:,|、|和|and|跟|&)\s*(?P<n>\d{1,3})" + _NO_UNIT)
_SELF_AGED = re.compile(
    r"我(?=(?:今年|已经|现在|都|也|快|刚|,|是|\s)*(?:\d{1,3}|"
    r"[二三四五六七八九]?十[一二三四五六七八九]?)(?:岁|周岁|,|。|男|女|了|他|她|和|老婆|老公|爸|妈|孩子|儿子|女儿|\ue000|\s|$))|"
    r"\bi(?:'m| am)(?= (?:now |about )?\d{1,3}\b(?! ?(?:k|%|weeks?|days?)))"
)
_PRONOUN = re.compile(r"今年|[他她]|老人家?|[大小]的|\b(?:s?he)(?=(?:'s| is) \d)")
_SELF_NAMED = re.compile(
    r"(?:给|为|帮)我(?:自己)?(?=买|投|上|保|看看?保|配)(?!买的?(?:爸|妈))|我自己|(?:给|为|帮)自己|自己(?=和|跟)|我本人|我(?=(?:和|跟|"
    r"与)(?:我?(?:老婆|老公|爱人|妻子|媳妇|爸|"
    r"妈|孩子|女儿|儿子|娃|对象|男朋友|女朋友|朋友|闺蜜|同事|父母|家人|岳|公公|婆婆|公婆|爷|奶|外|姥|姐|妹|哥|弟)))|"
    r"(?<![\w])(?:me|myself)(?=,? (?:and )?my)|\bfor me\b|\bmyself\b|本人|\bmy wife and i\b|"
    r"\bmy husband and i\b"
)
ONLY_ME = re.compile(
    r"(?:就|只有|只|仅)(?:我|本人)(?:自己)?(?:一?个?人|一个)?(?!们|爸|妈|[老爱]|儿|女|公|家|和|跟|与|想|要|的)|"
    r"我(?:自己)?一个人?(?=[,。;!\s\ue000去出玩买]|$)|"
    r"^一个人$|(?:^|[,。\s])一个人(?=去|出|旅|玩|自驾)|"
    r"\b(?:just|only) (?:me|myself)\b|\bby myself\b|\bon my own\b|"
    r"\bi'm (?:going|travell?ing) (?:alone|solo)\b|\bme alone\b"
)
_SELF_BORN = re.compile(r"我(?=是?(?:\d\d后|(?:\d\d|[零一二三四五六七八九]{2}|\d{4})年)|(?:是)?[男女](?:的|,|$))")
_COUNT = re.compile(
    r"(?P<n>\d{1,2}|[两二三四五六七八九十])\s?(?:个|名|位)\s?$|(?P<m>(?<![十百])[两俩二三四五])$|(?P<k>\b\d{1,2}) $"
)
_OTHERS_WORD = re.compile(r"\s?(?:公司|单位|险|保险|意外|医疗|重疾|节|票|房|床|餐|之家|福利)")
_BORN_NEAR = re.compile(r"\s?(?:号|日)?(?:出生|生(?!效|病|活))|\s?born")
_BORN_BEFORE = re.compile(
    r"(?:生日|出生(?:日期|于)?|born(?: on)?|birthday|birth date|date of birth|dob)\S{0,3}\s?(?:is|on)?\s?$"
)


@dataclass(frozen=True)
class Event:
    start: int
    end: int
    relation: Relation | None = None
    sex: str | None = None
    count: int = 1
    age: Age | None = None
    approximate: bool = False
    birth: date | None = None
    weeks: int | None = None
    listed: bool = False


def events(sentence: Sentence, today: date) -> Iterator[Event]:
    relations = [*_couple(sentence), *_relations(sentence)]
    yield from relations
    selves = list(_selves(sentence, relations))
    yield from selves
    infants = any(event.relation in (Relation.CHILD, Relation.GRANDCHILD) for event in relations)
    for found in _PREGNANT.finditer(sentence.rest):
        weeks = whole_number(next(filter(None, found.groups())))
        weeks = weeks * 4 if weeks and (found["months"] or found["months2"]) else weeks
        yield _taken(sentence, Event(found.start(), found.end(), weeks=weeks))
    yield from _births(sentence, today)
    for span in list(find_ages(sentence.rest, today)):
        if _LATER.match(sentence.rest, span.end):
            continue
        yield _taken(sentence, Event(span.start, span.end, age=span.age, approximate=span.approximate))
    for event in relations:
        yield from _ages_after(sentence, event, infants=infants, today=today)
    for place in _self_places(sentence):
        yield from _ages_after(sentence, Event(place, place), infants=False, today=today)
    for found in [*_WITH_SEX.finditer(sentence.rest), *_AFTER_SEX.finditer(sentence.rest)]:
        yield _taken(sentence, Event(found.start("m"), found.end("m"), age=Age(int(found["m"]))))
    for found in _SEX.finditer(sentence.rest):
        said = next(filter(None, found.groups()))
        yield _taken(
            sentence,
            Event(
                found.start(), found.end(), sex="male" if said in ("男", "男性", "男士", "male", "man") else "female"
            ),
        )
    yield from _alone(sentence)
    working = any(isinstance(fact, OccupationFact) for _, fact in sentence.found)
    yield from _loose_age(sentence, named=bool(relations or selves or working))


def _taken(sentence: Sentence, event: Event) -> Event:
    sentence.take(event.start, event.end)
    return event


_OUR_CHILD = re.compile(
    r"\b(?:our|my) (?=\d{1,2}[- ](?:year|month)s?[- ]old"
    r"(?!s?[ -](?!and\b|to\b|in\b|for\b|with\b)[a-z]))"
)


def _relations(sentence: Sentence) -> Iterator[Event]:
    for found in _OUR_CHILD.finditer(sentence.rest):  # our 3 year old
        yield Event(found.start(), found.end(), Relation.CHILD)
    for hit in lexicon().find(sentence.rest):
        if _OTHERS_WORD.match(sentence.rest, hit.end) or hit.value[0] is Relation.SELF:
            continue
        if sentence.rest[max(0, hit.start - 1) : hit.end] in ("小姐姐", "小哥哥"):
            continue
        before = _COUNT.search(sentence.rest[: hit.start])
        count = (
            whole_number(next(filter(None, before.groups())).replace("俩", "两"))
            if before and sentence.rest[max(0, before.start() - 1)] != "第"
            else None
        )
        start = before.start() if before and count else hit.start
        relation, sex = hit.value
        yield _taken(sentence, Event(start, hit.end, relation, sex or None, count or 1))


_SELF_PLACES = (_SELF_AGED, _SELF_BORN)


# 55岁开始领养老金: an age to come
_LATER = re.compile(r"(?:以后|之后|后|开始|起|就|时)*(?:开始)?(?:领|拿|退休(?!了))")
_COUPLE = re.compile(
    r"(?:我们?|咱们?)?(?:小?两口子?|夫妻(?:俩|二人|两人?)|夫妇(?:俩|二人|两人?))(?!店)|\bas a couple\b"
)


def _couple(sentence: Sentence) -> Iterator[Event]:
    """`我们两口子`: the speaker and the spouse."""
    for found in _COUPLE.finditer(sentence.rest):
        if "老两口" not in sentence.rest[max(0, found.start() - 1) : found.end()]:
            yield Event(found.start(), found.end(), Relation.SELF)
            yield _taken(sentence, Event(found.start(), found.end(), Relation.SPOUSE))
            return


def _selves(sentence: Sentence, relations: list[Event]) -> Iterator[Event]:
    for pattern in (*_SELF_PLACES, ONLY_ME, _SELF_NAMED):
        for found in pattern.finditer(sentence.text):
            blanked = sentence.rest[found.start()] == "\ue000"
            inside = any(event.start <= found.start() < event.end for event in relations)
            if not blanked and not inside:
                yield Event(found.start(), found.end(), Relation.SELF)
                return


def _self_places(sentence: Sentence) -> list[int]:
    return [found.end() for pattern in (_SELF_AGED, ONLY_ME, _PRONOUN) for found in pattern.finditer(sentence.rest)]


def _births(sentence: Sentence, today: date) -> Iterator[Event]:
    if not re.search(r"生|born|birth|dob", sentence.text):
        return
    for span in find_dates(sentence.rest, today, future=False):
        near = _BORN_NEAR.match(sentence.text, span.end) or _BORN_BEFORE.search(sentence.text[: span.start])
        if near and span.day <= today:
            yield _taken(sentence, Event(span.start, span.end, age=_age_on(span.day, today), birth=span.day))


def _age_on(born: date, today: date) -> Age:
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months == 0:
        return Age(0, 0, (today - born).days)
    return Age(months // 12, months % 12 if months < 36 else 0)


def _ages_after(sentence: Sentence, person: Event, *, infants: bool, today: date) -> Iterator[Event]:
    """A bare number right after a person is an age: `我爸65了`, `two kids 6 and 9`."""
    found = _AGE_AFTER.match(sentence.rest, person.end)
    value = whole_number(found["n"]) if found else None
    if found and value is not None and value <= 120:
        yield _taken(sentence, Event(found.start("n"), found.end(), age=Age(value), approximate=bool(found["more"])))
        following = _AGE_LIST.match(sentence.rest, found.end())
        while following:
            yield _taken(
                sentence, Event(following.start("n"), following.end("n"), age=Age(int(following["n"])), listed=True)
            )
            following = _AGE_LIST.match(sentence.rest, following.end())
    elif infants and person.relation in (Relation.CHILD, Relation.GRANDCHILD):
        near = sentence.rest[: person.end + 12]
        for span in find_ages(near, today, infants=True):
            if span.start >= person.end and span.start - person.end <= 4:
                yield _taken(sentence, Event(span.start, span.end, age=span.age))


_ALONE = re.compile(
    r"(?:年龄|岁数|\bage)(?:[写说填搞弄]?错了|不对)?[,\s]*(?:应该|大概|大约|差不多|都|在)*"
    r"(?:是|为|:|改成|is|to|(?<=[龄在约概多]))\s?(?:about )?(?P<n>\d{1,3})(?![\d.万千块元])|"
    r"^(?:[\ue000\s,]*是|[\ue000\s]*,)\s?(?P<m>\d{1,2})\s*[,\ue000]*$"
)
_TAKEN_BACK = re.compile(r"(?:不是|\bnot )\d{1,3}(?!\d|[.万千百块元天])")
_INSTEAD = re.compile(r"\ue000,?\s?(?:而?是|应该是|it's|he's|she's)\s?(?P<m>\d{1,3})(?=[\s,。!\ue000]|$)")
# a bare number with a sex behind it: `29, female`
_WITH_SEX = re.compile(r"(?:^|[,\s])(?P<m>\d{1,3})\s?,?\s?(?=(?:(?:fe)?male|man|woman|男|女)(?![a-z]))")


_AFTER_SEX = re.compile(r"(?:男|女|\b(?:fe)?male)(?:的|性)?[,\s]{0,2}(?P<m>[1-9]\d)(?!\d|\.\d)" + _NO_UNIT)
_ALL_AGED = re.compile(
    r"(?:都|已经|快|今年)(?P<n>[1-9]\d|[二三四五六七八九]十[一二三四五六七八九]?)(?P<more>多)?了(?=[,。!\s\ue000]|$)"
)
_LAST_AGED = re.compile(r"(?:[,\ue000]|的)\s?(?P<n>[1-9]\d)(?P<more>多)?(?:了|啦)?[\s.。]*$")


def _loose_age(sentence: Sentence, *, named: bool) -> Iterator[Event]:
    """`爸妈身体好,都六十多了`, `我自己买,28`: an age away from its person, said with 都 or as the last word."""
    found = _ALL_AGED.search(sentence.rest) or (_LAST_AGED.search(sentence.rest) if named else None)
    value = whole_number(found["n"]) if found else None
    if found and value:
        yield _taken(sentence, Event(found.start("n"), found.end(), age=Age(value), approximate=bool(found["more"])))


def _alone(sentence: Sentence) -> Iterator[Event]:
    """`年龄是53`, `not 35, 53`: a corrected bare number of two digits reads as an age."""
    found = _ALONE.search(sentence.rest)
    if _TAKEN_BACK.search(sentence.text):
        found = found or _INSTEAD.search(sentence.rest)
    if (found and "\ue000" in sentence.rest) or (found and found.groupdict().get("n")):
        name = "n" if found.groupdict().get("n") else "m"
        yield _taken(sentence, Event(found.start(name), found.end(name), age=Age(int(found[name]))))
