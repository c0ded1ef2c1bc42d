"""How many: people, copies."""

from __future__ import annotations

import re

from language.amounts.numbers import SMALL, whole_number
from language.words.normal import is_question
from language.words.sentence import plain

_COUNT = re.compile(
    rf"(?:我们|咱们|一共|总共|大概|就|只有|有|一家|是|we are|there are|there's|just|only|about|the|for|"
    rf"all|of us|us|a family of|\s|,)*"
    rf"(?P<n>{SMALL}|[俩仨])\s?(?:个人|个|人|口人|口|位|名|份|辆|套|people|persons?|adults?|kids?|children|"
    rf"of us|copies|"
    rf"travell?ers|employees|staff)?"
    r"(?:人|的|吧|左右|了|全部|员工|孩子|小孩|大人|please|\s)*"
)
_JUST_ME = re.compile(r"(?:就|只有)?(?:我|本人)(?:自己)?(?:一?个)?(?:人)?|(?:just|only) me|一个人|just myself")

# to a question for years without a claim
_YEARS = re.compile(
    rf"(?:有|大概|连续|差不多|已经|快)*(?P<n>{SMALL})(?:年|\s?(?:years?|yrs?))(?:都|了|来)*"
    r"(?:没有?出?过?(?:事故?|险|理赔)|无(?:出险|理赔|事故))?(?:了|吧)?"
)
_NO_YEARS = re.compile(r"(?:none|no|0)?[,\s]*(?:it's )?my first car|去年刚?(?:刚)?出过?(?:险|事)(?:了|一次)?|none")


def read_count(text: str) -> int | None:
    """A number of people or things; None for anything else that has a number."""
    text = plain(text)
    if len(text) > 30 or is_question(text):
        return None
    if _JUST_ME.fullmatch(text):
        return 1
    if _NO_YEARS.fullmatch(text):
        return 0
    years = _YEARS.fullmatch(text)
    if years:
        return whole_number(years["n"])
    found = _COUNT.fullmatch(text)
    return whole_number(found["n"]) if found else None
