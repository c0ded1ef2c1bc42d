"""How the speaker feels, where the words say so plainly; otherwise nothing. Precision before recall."""

from __future__ import annotations

import re
from functools import cache

from insurance.facts import Feeling
from language.people.kinship import find_kin
from language.vocabulary import rows, words
from language.words.lexicon import Lexicon
from language.words.normal import normalise

_LONGEST = 500
# The one that asks for the most care wins.
_ORDER = (Feeling.ANGER, Feeling.SADNESS, Feeling.HURRY, Feeling.CONFUSION, Feeling.WORRY, Feeling.GLADNESS)

_DIED = re.compile(
    r"(?:已经|刚刚?|突然|不幸|前几天|前天|昨天|昨晚|今天|今早|上个?月|上周|去年|前年|今年|年初|月初|因病|车祸|"
    r"在?\d+年前?|意外|因\S{1,4}|"
    r"半年前|几天前|得\S{1,5}|就|也|都|,|\s)*(?:去世|过世|离世|病逝|逝世|身亡|死了|"
    r"走了(?![一几两半很好过那这来出进回去到\d])|没了|不在了(?!\S)|人没了|"
    r"离开了?(?:我们|人世|这个世界)|往生|仙逝|牺牲)(?![会怎的]?(?:怎么|赔|能|可以|才|后|以后|之后赔|\S{0,2}[?吗]))"
)
_PASSED = re.compile(
    r"(?:'s| has| have| just| sadly| recently| suddenly| unexpectedly)* (?:passed away|passed on|"
    r"passed (?:last|this|yesterday)|died|is dead|is gone|are gone)\b"
)
_I_LOST = re.compile(
    r"\b(?:i|we)(?:'ve| have| just| recently)* lost (?:my|our) (?P<who>[\w-]+(?: [\w-]+)?)|\bpassing of my\b|"
    r"\bfuneral (?:of|for) my\b|(?:给|替)?(?:我|咱)\S{0,4}(?:办|料理)(?:完|好)?(?:丧事|后事|葬礼)"
)
# 怕我走了, 万一, 如果: a death to fear; 钱没了, 走了一圈: none at all
_SUPPOSED = re.compile(
    r"怕|担心|万一|如果|要是|假如|假设|将来|以后|哪天|的话|\bif\b|\bwhen\b|\bin case\b|"
    r"\bworried\b|\bafraid\b|\bwhat happens\b"
)
_ONE_OF_US = frozenset({"self", "employee"})
_SOON = re.compile(
    r"(?:今天|今晚|明天|明早|后天|今日|马上|这就|过会儿?|一会儿?)\S{0,3}(?:就要?|要|就得)(?:出发|走|飞|上飞机|"
    r"起飞|用|手术|住院|生效|到期|过期)|"
    r"\b(?:leav(?:e|ing)|fly(?:ing)?|depart(?:ing)?|flight is) (?:today|tonight|tomorrow|in (?:an|a few|\d+|"
    r"two|three) hours?)\b|(?:^|[,。!\s])急[!,。\s了]*$"
)
# no 不急, not in a hurry, 别担心, 别生气
_DENIED = re.compile(
    r"(?:不|没|别|不用|不要|不必|没有|不太|不是很|不怎么|恐|\bnot|\bno|n't|never|"
    r"without)\s?(?:那么|这么|太|很|in a |any |so |to |be |feel |really )?$"
)


@cache
def _lexicon() -> Lexicon[Feeling]:
    return Lexicon((word, Feeling(feeling)) for feeling, cell in rows("feelings") for word in words(cell))


def read_feeling(text: str) -> Feeling | None:
    """The strongest feeling a text tells: grief first, then anger and the others; None for a matter-of-fact text."""
    plain = normalise(text[:_LONGEST])
    if not plain or plain.startswith("/"):
        return None
    if _grieves(plain):
        return Feeling.GRIEF
    told = {
        hit.value for hit in _lexicon().find(plain) if not _DENIED.search(plain[max(0, hit.start - 12) : hit.start])
    }
    if _SOON.search(plain):
        told.add(Feeling.HURRY)
    return next((feeling for feeling in _ORDER if feeling in told), None)


def _grieves(text: str) -> bool:
    """A person of the family is said to have died: not feared for, not supposed, not asked about."""
    if _SUPPOSED.search(text):
        return False
    lost = _I_LOST.search(text)
    if lost:
        return not lost["who"] or bool(find_kin(lost["who"]))
    for hit in find_kin(text):
        died = _DIED.match(text, hit.end) or _PASSED.match(text, hit.end)
        if died and hit.value.relation.value not in _ONE_OF_US:
            return True
    return False
