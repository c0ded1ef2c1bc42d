"""A word for a boy or a girl behind a child that tells its sex: `孩子三岁半,男孩`, `my kid is 5, a boy`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from insurance.lines import Relation
from language.people.kinship import Kin
from language.people.person_event import Event
from language.words.lexicon import Hit

_SEX_WORD = re.compile(
    r"[男女](?:孩子?儿?|娃|宝宝?|婴|仔)|小[男女](?:孩|娃)|丫头|小丫头|姑娘|小姑娘|小子|臭小子|大胖小子|胖小子|男孩子|女孩子|妞|小妞|男仔|女仔|"
    r"(?:baby |little )?(?:boy|girl)|lad|lass"
)
_BETWEEN = re.compile(
    r"(?:[,\s、(:;。.!]|今年|现在|刚刚?|都|才|快|已经|马上|满|了|是|个|的|他|她|呢|零|多|大|周?岁|半|一|\d|[二两三四五六七八九十]|个?月|天|"
    r"\b(?:he|she|it|is|an?|now|just|turned|old|years?|yrs?|months?|weeks?|aged|and|half|yo|y/o|'s))*"
)
_CHILD_WORD = re.compile(r"(?:孩子?|娃娃?|宝宝|kid|child|baby|toddler)$")  # also 朋友的孩子
_ANOTHER = re.compile(r"一个|另|还有|\band a\b|俩|两个")
_OWN_AGE = re.compile(
    r"\s?[,(]?\s?(?:今年|才|刚|快|已经|is|who|aged)?\s?(?:\d{1,2}(?!\d|[月号日])|[一二三四五六七八九十]{1,2}(?=岁|个月))"
)


def sexes_of_children(text: str, hits: Sequence[Hit[Kin]]) -> list[Event]:
    """The words among those of the text that name no second child, each as a sex."""
    return [
        Event(found.start, found.end, sex=found.value.sex)
        for child, found in pairwise(hits)
        if _is_same(text, child, found)
    ]


def _is_same(text: str, child: Hit[Kin], found: Hit[Kin]) -> bool:
    is_child = child.value.relation is Relation.CHILD or _CHILD_WORD.search(child.word)
    young = is_child and not child.value.sex and child.value.count == 1
    if not young or found.value.relation is not Relation.CHILD or not _SEX_WORD.fullmatch(found.word):
        return False
    between = text[child.end : found.start]
    if not re.search(r"\S", between) or not _BETWEEN.fullmatch(between) or _ANOTHER.search(between):
        return False
    told = re.search(r"\d|[一二两三四五六七八九十]", between)
    return not (told and _OWN_AGE.match(text, found.end))
