"""Relations and sexes."""

from __future__ import annotations

import re

from insurance.facts import PersonFact
from insurance.lines import Relation, Sex
from language.people.kinship import BOTH, find_kin
from language.words.normal import is_question
from language.words.sentence import plain

_SELF = re.compile(
    r"(?:给|为|帮|就|是)?(?:我|咱)(?:自己|本人)?(?:买|投|投保|保)?(?:的|吧)?|"
    r"(?:it's )?(?:for |just |only )*(?:me|myself|i)|self|"
    r"(?:就|只有|只)?我?(?:自己)?一个人(?:去)?|(?:就|只有)我(?:自己)?一个"
)
_AND_ME = re.compile(r"我(?:自己)?(?:和|跟|与|、|,)|\b(?:me|myself) and\b|\band (?:me|myself|i)\b")
_LONGER = re.compile(r"邻居家|的(?:狗|猫|车|房|手机|宠物)")


def read_relation(text: str) -> Relation | None:
    """The one relation an answer names; two different ones give None."""
    person = read_person(text)
    return person.relation if person else None


def read_person(text: str) -> PersonFact | None:
    """The one relation with the sex its word tells."""
    text = plain(text)
    if not text or len(text) > 60 or is_question(text) or _LONGER.search(text):
        return None
    hits = find_kin(text)
    kinds = {hit.value.relation for hit in hits}
    if not hits:
        return PersonFact(Relation.SELF, text=text) if _SELF.fullmatch(text) else None
    if len(kinds) != 1 or _AND_ME.search(text):
        return None
    sexes = {hit.value.sex for hit in hits if hit.value.sex}
    sex = Sex(sexes.pop()) if len(sexes) == 1 and BOTH not in sexes else None
    return PersonFact(kinds.pop(), sex=sex, text=text)


_MALE = re.compile(
    r"(?:是|他是|我是|本人|性别:?是?)?(?:一?个)?(?:男|男性|男的|男生|男士|男人|男孩子?|先生|公的|帅哥|爷们)(?:士|"
    r"性|的)?(?:啊|哦|吧)?|(?:i'm |he is |"
    r"he's |i am |a |it's )*(?:male|man|m|boy|he|him|gentleman|guy|mr)\.?"
)
_FEMALE = re.compile(
    r"(?:是|她是|我是|本人|性别:?是?)?(?:一?个)?(?:女|女性|女的|女生|女士|女人|女孩子?|小姐|美女)(?:士|性|"
    r"的)?(?:啊|哦|吧)?|(?:i'm |she is |"
    r"she's |i am |a |it's )*(?:female|woman|f|girl|she|her|lady|mrs|ms)\.?"
)


def read_sex(text: str) -> Sex | None:
    """Male or female, also told by a relation (老爸)."""
    source = plain(text)
    if _MALE.fullmatch(source):
        return Sex.MALE
    if _FEMALE.fullmatch(source):
        return Sex.FEMALE
    person = read_person(text)
    return person.sex if person else None
