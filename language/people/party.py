"""Who leaves a party (`我妈不去了`) or joins it (`我老公也去`), and whose age is put right (`7 not 6`)."""

from __future__ import annotations

import re
from dataclasses import replace

from insurance.facts import Age, LeavingFact, PersonFact
from insurance.lines import Relation
from language.people.kinship import find_kin
from language.words.sentence import Sentence

_STAYS_HOME = re.compile(
    r"\s?(?:他们?|她们?|俩|两个?人?|现在|这次|临时|又|也|都|就|可能|应该|,|\s){0,4}"
    r"(?:不去|去不了|不来|来不了|不参加|参加不了|不跟|不走|不出门|不用(?:买|保|算)|不(?:买|保|算)|不一起|不同行|唔去|没法去|没办法去|退出)"
    r"(?!过|年|哪|吗|么|是|[^,。;!]{0,4}[吗?])|"
    r"(?:,| )*(?:is ?n[o']?t|are ?n[o']?t|'s not|won'?t be|will not be|can'?t|cannot|can not|no longer|"
    r"has decided not to|does ?n[o']?t want to|do ?n[o']?t want to)(?: \w+)? ?"
    r"(?:com(?:e|ing)|go(?:ing)?|join(?:ing)?|travel(?:l?ing)?|make it)\b|"
    r" (?:dropped|drops|backed|pulled) out\b"
)
_WITHOUT = re.compile(
    r"(?:不带|别带|不算|别算|去掉|去除|删掉|删了|减掉|拿掉|不要算|不用算|不给|除掉|(?<!了)取消)\s?(?:我|我们)?\s?(?:的)?\s?$|"
    r"\b(?:without|drop|remove|leave out|take off|exclude|not taking|not bringing) (?:my |the |our )?$"
)
_TAKEN_OUT = re.compile(
    r"\s?(?:给)?(?:去掉|删掉|删了|去除|拿掉|减掉)|,? off\b|,? out of (?:it|the (?:policy|quote|trip))"
)
_TAKES = re.compile(r"(?:把|将)\s?(?:我|我们)?(?:的)?\s?$|\b(?:take|leave|strike|cross) (?:my |the |our )?$")
_JOINS = re.compile(
    r"(?:也|都|又)(?:想|要|说要|一起|跟着|跟)?(?:我们)?(?:去|来|参加|一起)|一起去|"
    r"再?(?:加上|加一?个|添上|带上|算上|把.{1,6}加进)|"
    r"\b(?:is|are|'s|'re|will be|wants? to) (?:also |now )?(?:com(?:e|ing)|join(?:ing)?)\b|"
    r"\b(?:add|bringing|plus) (?:my |the |our )|\b(?:comes|coming|come) (?:along|too|as well|with)"
)
_YEARS = re.compile(r"(?<!\d)(\d{1,3})(?!\d|\.|万|w|k|块|元|号|日|月|天)")


def part_with(sentence: Sentence) -> None:
    """Turn persons found who leave the party into leaving ones; they are told of nothing else."""
    for place, (start, fact) in enumerate(sentence.found):
        if isinstance(fact, PersonFact) and fact.relation is not None and _leaves(sentence, start, fact):
            sentence.found[place] = (start, LeavingFact(fact.relation, fact.sex, fact.text))


def _leaves(sentence: Sentence, start: int, fact: PersonFact) -> bool:
    return fact.relation is not Relation.SELF and _stays(sentence.text, start, start + len(fact.text))


def _stays(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 30) : start], text[end : end + 60]
    if _STAYS_HOME.match(after) or _WITHOUT.search(before):
        return True
    return bool(_TAKES.search(before) and _TAKEN_OUT.match(after))


def read_party_change(text: str) -> bool:
    """Whether the sentence says that somebody comes along or stays at home."""
    sentence = Sentence.of(text)
    kin = find_kin(sentence.text)
    if kin and _JOINS.search(sentence.text):
        return True
    return any(_stays(sentence.text, one.start, one.end) for one in kin)


def put_right(sentence: Sentence) -> None:
    """Keep with a corrected age the one taken back, where the sentence is about one person's age only."""
    people = [
        (place, start, fact)
        for place, (start, fact) in enumerate(sentence.found)
        if isinstance(fact, PersonFact) and fact.age is not None
    ]
    if len(people) != 1:
        return
    taken_back = [year for part in sentence.taken_back() for year in _YEARS.findall(part)]
    place, start, fact = people[0]
    if len(taken_back) == 1 and int(taken_back[0]) != fact.age.years:
        sentence.found[place] = (start, replace(fact, was=Age(int(taken_back[0]))))
