"""What is said loosely: no preference, an average, a number that is only about right."""

from __future__ import annotations

import re
from datetime import date

from insurance.facts import Age
from language.people.ages import read_age
from language.words.normal import normalise

_INDIFFERENT = re.compile(
    r"(?:我|都|就|嗯|[,，\s])*(?:(?:随便|随意|选|要|挑|买)?(?:哪|任何)一?[个款种份](?:我|给我)?(?:都|也)?(?:行|可以|好|成|一样|没关系)|"
    r"(?:随便|随意|任意)(?:选|要|挑|给我|来|买)*(?:[哪一]一?[个款种份])?|都行|都可以|都好|都一样|无所谓|冇所谓|看着办|你(?:们)?(?:帮我|替我|给我)(?:选|挑|定|拿主意)(?:[一哪]?个)?|你(?:们)?(?:看着)?(?:定|选|办)|没(?:什么)?(?:要求|讲究|所谓)|"
    r"多少都(?:行|可以))(?:的|了|吧|啊|呀|啦|[,，.。!！\s])*|"
    r"(?:i'll take |i'd take |just (?:give me|pick|take) )?(?:any(?: one)? of (?:them|these|those)|whichever|"
    r"either(?: one)?|"
    r"any one|any plan|all the same(?: to me)?|you (?:decide|choose|pick)(?: (?:one )?for me)?)"
    r"(?: (?:will do|is fine|works|you (?:like|want|think|recommend)))?[.!\s]*|"
    r"(?:any(?: (?:price|amount|budget|one|will do|is fine))?|any(?:thing|way)(?: (?:goes|is fine|will do))?|whatever|"
    r"up to you|you (?:decide|choose)|no preference|(?:it )?doesn'?t matter|(?:i )?don'?t (?:mind|care))[.!\s]*",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"(?:平均)(?:年龄)?(?:下来)?(?:大概|大约|差不多|在|是)*|(?:左右|上下|样子)|"
    r"\b(?:(?:on|in) average|average(?: age)?(?: is| of| about| around)?|avg\.?|mean age(?: is)?)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"[十百千万\d](?:多|几|来)(?=[个名人位号口]|$)|几(?:十|百|千|个|名)|上百|数十|\b(?:dozens|hundreds) of\b"
)


def is_indifferent(text: str) -> bool:
    """Whether the whole answer is that anything will do."""
    return bool(_INDIFFERENT.fullmatch(normalise(text)))


def read_average_age(text: str, today: date) -> Age | None:
    """The age of which a text says that it is the average; of several pieces the one that says so."""
    plain = normalise(text)
    pieces = [piece for piece in re.split(r"[,，。;；]", plain) if _AVERAGE.search(piece)]
    return read_age(_AVERAGE.sub("", pieces[0]).strip(), today) if len(pieces) == 1 else None


def is_about(text: str) -> bool:
    """Whether a number in words is only about right: 二十多个, 几十人."""
    return bool(_ABOUT.search(normalise(text)))
