"""The persons a text names, compounds as one: `老公的爸爸` is a father-in-law, `my wife's sister` another relative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from insurance.lines import Relation
from language.people.kin_in_context import in_context
from language.vocabulary import rows, words
from language.words.lexicon import Hit, Lexicon

BOTH = "both"


@dataclass(frozen=True)
class Kin:
    """A relation to the speaker, the sex its word tells (male, female, both or nothing), and how many it counts."""

    relation: Relation
    sex: str = ""
    count: int = 1


@cache
def lexicon() -> Lexicon[tuple[Relation, str]]:
    """Words for relations, each with male, female, both (爸妈) or nothing."""
    return Lexicon(
        (word, (Relation(relation), sex)) for relation, sex, cell in rows("relations") for word in words(cell)
    )


# What the second person of a compound is to the speaker; any other compound is some other relative.
_COMPOUND = {
    (Relation.SPOUSE, Relation.PARENT): Relation.PARENT_IN_LAW,
    (Relation.SPOUSE, Relation.CHILD): Relation.CHILD,
    (Relation.PARENT, Relation.PARENT): Relation.GRANDPARENT,
    (Relation.PARENT, Relation.CHILD): Relation.SIBLING,
    (Relation.PARENT, Relation.SPOUSE): Relation.PARENT,
    (Relation.GRANDPARENT, Relation.SPOUSE): Relation.GRANDPARENT,
    (Relation.CHILD, Relation.PARENT): Relation.SPOUSE,
    (Relation.CHILD, Relation.GRANDPARENT): Relation.OTHER,  # a parent or a parent-in-law: to be asked
    (Relation.CHILD, Relation.CHILD): Relation.GRANDCHILD,
}
_OF = re.compile(r"\s?(?:家?的|[他她](?:们家)?|家)\s?|'s? (?:own |elderly )?")
_AND_THEIR = re.compile(r"\s?(?:和|跟|与|及|、|and|&|\+|plus)\s?(?:[他她](?:们)?家?的?|(?:his|her|their) (?:own )?)")
_NEIGHBOUR = ("邻居", "隔壁", "同事", "朋友", "保姆")  # 邻居阿姨 and 保姆张阿姨 are one person
_SURNAME = "张王李赵刘陈杨黄周吴徐孙马朱胡郭何高林罗"
_POSSESSIVE_WORD = ("他", "她")  # 孩子 + 他娘, where the list has 他娘 as one word
_BIRTHS = {"双胞胎": 2, "龙凤胎": 2, "三胞胎": 3, "twin": 2, "twins": 2, "triplet": 3, "triplets": 3}
_STRANGERS = re.compile(
    r"\b(?:boss|manager|client|customer|landlord|tenant|teacher)'s $|"
    r"(?:老板|领导|客户|房东|师傅|老师|隔壁[\u4e00-\u9fff]{0,3})(?:家的?|的)$"
)
_IN_LAW = re.compile(r"[ -]in[ -]law")


def find_kin(text: str) -> list[Hit[Kin]]:
    """Every person of a normalised text in order, none overlapping."""
    hits: list[Hit[Kin]] = []
    text = _IN_LAW.sub("-in-law", text)  # as long as before
    for hit in sorted([*lexicon().find(text), *in_context(text)], key=lambda hit: hit.start):
        relation, sex = hit.value
        if is_strangers(text, hit.start):  # my boss's daughter
            relation = Relation.OTHER
        found = Hit(hit.start, hit.end, hit.word, Kin(relation, sex, _BIRTHS.get(hit.word, 1)))
        previous = hits[-1] if hits else None
        if previous and _same_child(text, previous, found):
            kin = Kin(relation, sex, previous.value.count if relation is Relation.CHILD else 1)
            hits[-1] = Hit(previous.start, found.end, text[previous.start : found.end], kin)
        elif previous and _belongs(text, previous, found):
            hits[-1] = _joined(previous, found, text)
        elif previous and _AND_THEIR.fullmatch(text[previous.end : found.start]):
            hits.append(Hit(found.start, found.end, found.word, _of(previous, found)))
        else:
            hits.append(found)
    return hits


def is_strangers(text: str, start: int) -> bool:
    """Whoever begins at this place belongs to somebody outside the family: `my boss's daughter`."""
    return bool(_STRANGERS.search(text[:start]))


def _same_child(text: str, first: Hit[Kin], found: Hit[Kin]) -> bool:
    """双胞胎女儿, 老大男孩 are one person by two words."""
    between = text[first.end : found.start]
    if first.word in _BIRTHS:
        return between in ("", "的", " ")
    both = first.value.relation is found.value.relation is Relation.CHILD
    return both and between in ("", "是") and not first.value.sex and bool(found.value.sex)


def _belongs(text: str, owner: Hit[Kin], found: Hit[Kin]) -> bool:
    between = text[owner.end : found.start]
    if Relation.SELF in (owner.value.relation, found.value.relation):
        return False
    side_by_side = (owner.value.relation, found.value.relation) == (Relation.CHILD, Relation.GRANDPARENT)
    if len(between) < 2 and between in _SURNAME and owner.word in _NEIGHBOUR:
        return True
    return bool(_OF.fullmatch(between)) or (not between and (side_by_side or found.word.startswith(_POSSESSIVE_WORD)))


def _joined(owner: Hit[Kin], found: Hit[Kin], text: str) -> Hit[Kin]:
    return Hit(owner.start, found.end, text[owner.start : found.end], _of(owner, found))


def _of(owner: Hit[Kin], found: Hit[Kin]) -> Kin:
    """What the second person is to the speaker, who is related to the first."""
    relation = _COMPOUND.get((owner.value.relation, found.value.relation), Relation.OTHER)
    return Kin(relation, found.value.sex, found.value.count)
