"""People mentioned, each with what the sentence tells about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from insurance.facts import Age, HeadcountFact, PersonFact
from insurance.lines import Relation, Sex
from language.ages import find_ages
from language.dates import find_dates
from language.numbers import whole_number
from language.relations import BOTH, lexicon
from language.sentence import Sentence

_SEX = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<m>男|女)(?=[,。;\s\d]|性|生|的|$)|(?<=[岁\ue000])(?P<m2>男|女)(?!朋友|儿|孩|婿|娃|宝)|"
    r"(?P<m3>男性|女性|男士|女士)|\b(?P<e>male|female|man|woman)\b"
)
_PREGNANT = re.compile(
    r"怀孕(?:了)?\s?(?P<w>\d{1,2}|[一二三四五六七八九十]{1,3})\s?(?:周|w)|孕(?P<w2>\d{1,2})周|"
    r"(?P<w3>\d{1,2}) weeks? pregnant|pregnant (?P<w4>\d{1,2}) weeks?|怀孕(?P<months>\d{1,2}|"
    r"[一二三四五六七八九十])个月"
)
_JUST_AFTER = (
    r"(?:今年|已经|现在|都|快|刚|才|也|有|,|:|是|is|are|'s|was|both|now|\s|turning|"
    r"about)*\s*(?P<n>\d{1,3}(?![\d.,]\d)|[二三四五六七八九]?十[一二三四五六七八九]?|百)"
)
_NO_UNIT = (
    r"(?!\s?(?:[\d万千百块元wk%个号月天年座周次份人口平级]|days?|weeks?|months?|years? (?!old)|kg|yuan|"
    r"\$|,\d{3}|-|/|\.\d|多[万块元]))"
)
_AGE_AFTER = re.compile(_JUST_AFTER + _NO_UNIT + r"(?P<more>多|来|出头|左右)?")
_AGE_LIST = re.compile(r"\s*(?:,|、|和|and|跟|&)\s*(?P<n>\d{1,3})" + _NO_UNIT)
_SELF_AGED = re.compile(
    r"我(?=(?:今年|已经|现在|都|也|快|刚|,|是|\s)*(?:\d{1,3}|"
    r"[二三四五六七八九]?十[一二三四五六七八九]?)(?:岁|周岁|,|。|男|女|了|$))|"
    r"\bi(?:'m| am)(?= (?:now |about )?\d{1,3}\b(?! ?(?:k|%|weeks?|days?)))"
)
_PRONOUN = re.compile(r"今年|[他她]|\b(?:s?he)(?=(?:'s| is) \d)")
_SELF_NAMED = re.compile(
    r"(?:给|为|帮)我(?:自己)?(?=买|投|上|保|看看?保|配)(?!买的?(?:爸|妈))|我自己|我本人|我(?=(?:和|跟|"
    r"与)(?:我?(?:老婆|老公|爱人|妻子|媳妇|爸|"
    r"妈|孩子|女儿|儿子|娃|对象)))|(?<![\w])(?:me|myself)(?= and my)|\bfor me\b|\bmyself\b|本人|\bmy wife and i\b|"
    r"\bmy husband and i\b"
)
_SELF_BORN = re.compile(r"我(?=是?(?:\d\d|[零一二三四五六七八九]{2}|\d{4})年|(?:是)?[男女](?:的|,|$))")
_COUNT = re.compile(r"(?P<n>\d{1,2}|[两二三四五六七八九十])\s?(?:个|名|位)?\s?$")
_OTHERS_WORD = re.compile(r"\s?(?:公司|单位|险|保险|意外|医疗|重疾|节|票|房|床|餐|之家|福利)")
_BORN_NEAR = re.compile(r"\s?(?:号|日)?(?:出生|生(?!效|病|活))|\s?born")
_BORN_BEFORE = re.compile(
    r"(?:生日|出生(?:日期|于)?|born(?: on)?|birthday|birth date|date of birth|dob)\S{0,3}\s?(?:is|on)?\s?$"
)


@dataclass(frozen=True)
class _Event:
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


def take_persons(sentence: Sentence, today: date) -> None:
    """Add each person once, in order; ages, sexes and pregnancies go to the person they stand by."""
    events = sorted(_events(sentence, today), key=lambda event: event.start)
    for start, person in _assemble(events, sentence.text):
        sentence.found.append((start, person))


def _events(sentence: Sentence, today: date) -> Iterator[_Event]:
    relations = list(_relations(sentence))
    yield from relations
    yield from _selves(sentence, relations)
    infants = any(event.relation in (Relation.CHILD, Relation.GRANDCHILD) for event in relations)
    for found in _PREGNANT.finditer(sentence.rest):
        weeks = whole_number(next(filter(None, found.groups())))
        weeks = weeks * 4 if weeks and found["months"] else weeks
        yield _taken(sentence, _Event(found.start(), found.end(), weeks=weeks))
    yield from _births(sentence, today)
    for span in list(find_ages(sentence.rest, today)):
        yield _taken(sentence, _Event(span.start, span.end, age=span.age, approximate=span.approximate))
    for event in relations:
        yield from _ages_after(sentence, event, infants=infants, today=today)
    for place in _self_places(sentence):
        yield from _ages_after(sentence, _Event(place, place), infants=False, today=today)
    for found in _SEX.finditer(sentence.rest):
        said = next(filter(None, found.groups()))
        yield _taken(
            sentence,
            _Event(
                found.start(), found.end(), sex="male" if said in ("男", "男性", "男士", "male", "man") else "female"
            ),
        )
    yield from _alone(sentence)


def _taken(sentence: Sentence, event: _Event) -> _Event:
    sentence.take(event.start, event.end)
    return event


def _relations(sentence: Sentence) -> Iterator[_Event]:
    for hit in lexicon().find(sentence.rest):
        if _OTHERS_WORD.match(sentence.rest, hit.end) or hit.value[0] is Relation.SELF:
            continue
        before = _COUNT.search(sentence.rest[: hit.start])
        count = whole_number(before["n"]) if before and sentence.rest[max(0, before.start() - 1)] != "第" else None
        start = before.start() if before and count else hit.start
        relation, sex = hit.value
        yield _taken(sentence, _Event(start, hit.end, relation, sex or None, count or 1))


_SELF_PLACES = (_SELF_AGED, _SELF_BORN)


def _selves(sentence: Sentence, relations: list[_Event]) -> Iterator[_Event]:
    for pattern in (_SELF_NAMED, *_SELF_PLACES):
        for found in pattern.finditer(sentence.text):
            blanked = sentence.rest[found.start()] == "\ue000"
            inside = any(event.start <= found.start() < event.end for event in relations)
            if not blanked and not inside:
                yield _Event(found.start(), found.end(), Relation.SELF)
                return


def _self_places(sentence: Sentence) -> list[int]:
    return [found.end() for pattern in (_SELF_AGED, _PRONOUN) for found in pattern.finditer(sentence.rest)]


def _births(sentence: Sentence, today: date) -> Iterator[_Event]:
    if not re.search(r"生|born|birth|dob", sentence.text):
        return
    for span in find_dates(sentence.rest, today, future=False):
        near = _BORN_NEAR.match(sentence.text, span.end) or _BORN_BEFORE.search(sentence.text[: span.start])
        if near and span.day <= today:
            yield _taken(sentence, _Event(span.start, span.end, age=_age_on(span.day, today), birth=span.day))


def _age_on(born: date, today: date) -> Age:
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months == 0:
        return Age(0, 0, (today - born).days)
    return Age(months // 12, months % 12 if months < 36 else 0)


def _ages_after(sentence: Sentence, person: _Event, *, infants: bool, today: date) -> Iterator[_Event]:
    """A bare number right after a person is an age: `我爸65了`, `two kids 6 and 9`."""
    found = _AGE_AFTER.match(sentence.rest, person.end)
    value = whole_number(found["n"]) if found else None
    if found and value is not None and value <= 120:
        yield _taken(sentence, _Event(found.start("n"), found.end(), age=Age(value), approximate=bool(found["more"])))
        following = _AGE_LIST.match(sentence.rest, found.end())
        while following:
            yield _taken(
                sentence, _Event(following.start("n"), following.end("n"), age=Age(int(following["n"])), listed=True)
            )
            following = _AGE_LIST.match(sentence.rest, following.end())
    elif infants and person.relation in (Relation.CHILD, Relation.GRANDCHILD):
        near = sentence.rest[: person.end + 12]
        for span in find_ages(near, today, infants=True):
            if span.start >= person.end and span.start - person.end <= 4:
                yield _taken(sentence, _Event(span.start, span.end, age=span.age))


_ALONE = re.compile(
    r"(?:年龄|岁数|\bage)(?:错了|不对)?[,\s]*(?:应该)?(?:是|为|:|改成|is|to)\s?(?P<n>\d{1,3})(?![\d.万千块元])|"
    r"^(?:[\ue000\s,]*是|[\ue000\s]*,)\s?(?P<m>\d{1,2})\s*[,\ue000]*$"
)


def _alone(sentence: Sentence) -> Iterator[_Event]:
    """`年龄是53`, `not 35, 53`: a corrected bare number of two digits reads as an age."""
    found = _ALONE.search(sentence.rest)
    if found and (found["n"] or "\ue000" in sentence.rest):
        name = "n" if found["n"] else "m"
        yield _taken(sentence, _Event(found.start(name), found.end(name), age=Age(int(found[name]))))


def _assemble(events: list[_Event], text: str) -> list[tuple[int, PersonFact]]:
    people: list[tuple[_Event, PersonFact]] = []
    for event in events:
        if event.relation:
            _add_person(people, event, text)
        elif people and _fits(people[-1], event, text):
            _tell(people, event, text)
        else:
            people.append((event, _told(PersonFact(), event)))
    return [(event.start, replace(person, text=text[event.start : event.end])) for event, person in people]


_ATTACHED = re.compile(r"\s?(?:的)?\s?(?:老|我)?(?:,)?\s?")


def _add_person(people: list[tuple[_Event, PersonFact]], event: _Event, text: str) -> None:
    sexes = [Sex.MALE, Sex.FEMALE] if event.sex == BOTH else [Sex(event.sex)] if event.sex else [None]
    if people and people[-1][1].relation is None and len(sexes) == 1:
        first, person = people[-1]
        if _ATTACHED.fullmatch(text[first.end : event.start]):  # 65岁的老爸
            people[-1] = (
                replace(first, end=event.end),
                replace(person, relation=event.relation, sex=person.sex or sexes[0], count=event.count),
            )
            return
    same = people and len(sexes) == 1 and people[-1][1].relation is event.relation and people[-1][1].sex == sexes[0]
    if same and people[-1][1].age is None and event.relation is not Relation.CHILD:
        return  # the same person named again
    people.extend((event, PersonFact(event.relation, sex=sex, count=event.count)) for sex in sexes)


def _fits(last: tuple[_Event, PersonFact], event: _Event, text: str) -> bool:
    gap = text[last[0].end : event.start]
    return len(gap) <= 40 and not re.search(r"[。;!?]", gap)


def _tell(people: list[tuple[_Event, PersonFact]], event: _Event, text: str) -> None:
    first, person = people[-1]
    if event.age is None:
        known = person.sex if event.sex else person.pregnant_weeks
        if known is None:
            people[-1] = (first, _told(person, event))
        return
    if person.age is not None and first.sex == BOTH and len(people) > 1 and people[-2][1].age == person.age:
        people[-1] = (first, _told(person, event))
        return
    if person.age is not None:
        siblings = person.relation in (Relation.CHILD, Relation.GRANDCHILD, Relation.PARENT, None)
        copy = PersonFact(person.relation if siblings else None, sex=person.sex if person.count > 1 else None)
        people[-1] = (first, replace(person, count=1))
        people.append((event, _told(copy, event)))
        return
    between = text[first.end : event.end]
    shared = re.search(r"都|both|均", between) or first.sex == BOTH
    target = len(people) - 1
    while (
        shared
        and target > 0
        and people[target - 1][1].age is None
        and people[target - 1][1].relation is person.relation
    ):
        target -= 1
    if first.sex == BOTH and event.listed is False and not re.search(r"都|both|均", between):
        _tell_pair(people, event)
        return
    for place in range(target, len(people)):
        people[place] = (people[place][0], _told(people[place][1], event))


def _tell_pair(people: list[tuple[_Event, PersonFact]], event: _Event) -> None:
    """`父母65和63`: the first age is the father's and, unless a second follows, the mother's too."""
    for place in (-2, -1):
        people[place] = (people[place][0], _told(people[place][1], event))


def _told(person: PersonFact, event: _Event) -> PersonFact:
    return replace(
        person,
        age=event.age or person.age,
        approximate=event.approximate or person.approximate,
        birth=event.birth or person.birth,
        sex=person.sex or (Sex(event.sex) if event.sex and event.sex != BOTH else None),
        pregnant_weeks=event.weeks or person.pregnant_weeks,
    )


_N = r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})"
_FAMILY = re.compile(
    rf"(?P<a>{_N})个?(?:大人|成人|成年人|大)(?:带|和|,|、|加|\s)*(?P<c>{_N})?个?(?(c)(?:小孩子?|孩子|"
    rf"儿童|小朋友|小|娃))|"
    rf"(?P<ea>\d{{1,3}}|an?) adults?(?:(?:,| and| \+|\s)*(?P<ec>\d{{1,3}}|an?) (?:child(?:ren)?|"
    rf"kids?))?"
)
_TOTAL = re.compile(
    rf"一家(?P<f>{_N})口|(?:公司|单位|团队|工厂|店里|厂里|我们)(?:一?共|总共|有|大概|"
    rf"差不多)*(?P<t>{_N})(?:来|多)?(?:个|名)?(?:人|员工|职工|"
    rf"口人)|(?P<p>{_N})(?:个|名)?(?:员工|人)(?!多|岁|民)|(?P<e>\d{{1,4}}) (?:people|persons|employees|staff|"
    rf"of us|travell?ers)|family of (?P<fam>\d{{1,2}})"
)


def take_headcount(sentence: Sentence) -> None:
    """Add `2大2小`, `一家四口`, `30 employees`."""
    for found in _FAMILY.finditer(sentence.rest):
        adults, children = found["a"] or found["ea"], found["c"] or found["ec"]
        sentence.add(*found.span(), HeadcountFact(_count(adults), _count(children), None, found.group()))
        return
    found = _TOTAL.search(sentence.rest)
    if found:
        said = next(filter(None, found.groups()))
        if _count(said):
            sentence.add(*found.span(), HeadcountFact(None, None, _count(said), found.group()))


def _count(said: str | None) -> int | None:
    return 1 if said in ("a", "an") else whole_number(said) if said else None
