"""Whom it happened to."""

from __future__ import annotations

import re

from insurance.claims import ClaimType
from insurance.lines import Relation
from language.people.kinship import find_kin

_NOT_THE_SPEAKER = (
    r"(?!想|要(?!做手术)|们|家|车|的?车|买|问|的?保|先|这边|能|可以|该|在你们|有(?:份|个|买)|就是|不懂|知道|爸|妈|方|全责|主责|次责|次|主|"
    r"同责|把|跟(?:别|人家|一辆)|追|撞|倒车|开车|今天来|来|再|写|去年在|同事|朋友|赔|吗|没责|嘛)"
)
_SELF = re.compile(
    rf"(?:我|俺|本人|自己){_NOT_THE_SPEAKER}[^,。;!?]{{0,16}}(?:摔|跌|崴|扭|切|割|断|伤|烫|烧|骨折|住院|发烧|病|确诊|查出|手术|被|癌|"
    r"残|失明|咬|打|晕|车祸|做|出|误|晚|飞机|航班|行李|去不|看)|(?:我|俺)的?(?:飞机|航班|行李|箱子|腿|手|脚|腰|胳膊|膝盖|头|眼)|"
    r"\b(?:i|i've|i'm|i'd) (?:\w+ ){0,3}?(?:cut|fell|slipped|broke|broken|had|was|been|got|burn\w*|hurt|tore|"
    r"twisted|lost|am|"
    r"have|caught|saw|swallowed|just|wasn't|sprained|tripped)\b|\bmy (?:own )?(?:leg|arm|hand|finger|wrist|"
    r"ankle|knee|back|head|"
    r"foot|appendix|eye|nose|luggage|bags?|suitcase|flight|hip|shoulder|rib)s?\b|\bburned my\b"
)
_I_DROVE = re.compile(r"\bi (?:rear-ended|hit|scraped|bumped|crashed|had (?:a few|some|\d) )")
_OF_PERSONS = {
    None, ClaimType.OUTPATIENT, ClaimType.HOSPITAL, ClaimType.DISABILITY, ClaimType.CRITICAL_ILLNESS, ClaimType.DEATH,
    ClaimType.FLIGHT_DELAY, ClaimType.BAGGAGE_LOSS, ClaimType.BAGGAGE_DELAY, ClaimType.TRIP_CANCELLATION,
    ClaimType.OTHER,
}  # fmt: skip
_BYSTANDER = re.compile(
    r"\s?(?:陪|送|带|开车送|帮|替|说|让|叫|告诉|通知|(?:took|drove|brought) (?:me|him|her|us|them)|told|says)"
)
_GUARD = re.compile(
    r"哎呀妈呀|我的妈|妈呀|天爷|(?:小朋友|朋友|同学)(?=[^,。;!?]{0,3}(?:家|推|打))|(?:邻居|同事|朋友|同学|别人)家?的?(?:狗|猫|老)|阿姨帮"
)
_SLIP = re.compile(r"(?<=我)[吗嘛马玛](?=[^,。;!?]{1,8}(?:摔|跌|住|病|撞))")  # 我吗昨天摔跤了


def read_relation_of(told: str, kind: ClaimType | None) -> Relation | None:
    """What the person it happened to is to the speaker; None when nobody is named."""
    if kind is ClaimType.EMPLOYER:
        return Relation.EMPLOYEE
    if kind not in _OF_PERSONS:
        return None
    text = _SLIP.sub("妈", told)
    text = _GUARD.sub(lambda found: " " * len(found.group()), text)
    hits = [
        hit for hit in find_kin(text) if hit.value.relation is not Relation.SELF and not _BYSTANDER.match(text, hit.end)
    ]
    own = _SELF.search(text)
    if own and kind is not ClaimType.DEATH and not _I_DROVE.match(text, own.start()):
        first = hits[0].start if hits else len(text)
        if own.start() < first and not any(own.start() <= hit.start <= own.end() + 1 for hit in hits):
            return Relation.SELF
    return hits[0].value.relation if hits else None
