"""Pointing at an option that was shown some messages ago, in the words and with the slips people use for it."""

from __future__ import annotations

import re

from insurance.facts import ChoiceFact
from language.answers.choices import read_choice
from language.words.normal import normalise

_BEFORE = re.compile(
    r"(?:你们?|您)?(?:刚才|刚刚|之前|先前|上次|方才|(?:前面|上面)(?=说|提|讲|推荐|给|发|看))(?:你们?|您)?(?:给我)?"
    r"(?:说|看|提|讲|推荐|发|介绍|选|报)?(?:过|到|的)*(?:那|这)?(?=[个款种份]|最|便|贵|第|保|均|中|性)|"
    r"[\s,]*\b(?:(?:from|you showed(?: me)?|you mentioned|we saw|shown|that was) )?"
    r"(?:before|earlier|above|just now|previously)\b|"
    r"[\s,]*\b(?:that )?you (?:showed(?: me)?|mentioned|offered(?: me)?|listed)\b|\bthe (?:previous|earlier) (?=\w)"
)
_FIRST_OF_ALL = re.compile(
    r"^(?:那|嗯|呃|先|要不|不然|那么|算了|[,。\s])+(?=选|要|买|看|定|挑|就|便|贵|最|第|性|均|中)"
)
_PRAISE = re.compile(
    r"看(?:着|上去|起来)?(?:还|挺|蛮|很|比较)?(?:好|不错|可以|行)的?|(?:好像|感觉)(?:还|挺)?(?:不错|可以)"
)
_AND_THAT = re.compile(r"[,。!\s]+(?:那?就|我?要|买|选)+(?:它|这个|这款|那个|那款|他)(?:了|吧|好了)*$")
_REFUSES = re.compile(
    r"不要|不想|不喜欢|不选|不买|不行|别|除了|\b(?:not|don't|do not|except|other than|instead of|without)\b"
)
_SLIPS = (
    (re.compile(r"(?<=第[一二三四123])[各歌格箇]"), "个"),
    (re.compile(r"\bch(?:ee|ae|eae)p(?=est|er|\b)"), "cheap"),
    (re.compile(r"\bdear(?= one| plan|$)"), "dearest"),
    (re.compile(r"(?:便谊|边宜|便易|便益|偏宜)"), "便宜"),
)


def read_pointed(text: str, options: int) -> ChoiceFact | None:
    """As `read_choice`, where 刚才那个, 先 or praise may stand around it and a word be mistyped."""
    found = read_choice(text, options)
    return found if found is not None else read_choice(_bare(text), options)


def _bare(text: str) -> str:
    plain = normalise(text)
    for pattern, usual in _SLIPS:
        plain = pattern.sub(usual, plain)
    plain = _AND_THAT.sub("", plain) or plain
    for around in (_BEFORE, _PRAISE, _FIRST_OF_ALL):
        plain = around.sub("", plain)
    return plain.strip(" ,。!")


_CHEAPER = re.compile(
    r"便宜|实惠|省钱|(?:太|有点|好|真|蛮)贵|cheap|less expensive|too (?:dear|expensive|much)|pricey", re.IGNORECASE
)
_SETTLES = re.compile(r"就(?:行|好|可以|成|要|选|买|定|它)|(?:will do|is fine|is ok(?:ay)?|then)\W*$", re.IGNORECASE)


def wants_cheaper(text: str) -> bool:
    """A wish to pay less: 还有便宜点的吗, 太贵了."""
    return bool(_CHEAPER.search(text))


def settles(text: str) -> bool:
    """Whether a quality is enough to decide by: 便宜点的就行."""
    return bool(_SETTLES.search(text))


def points_back(text: str) -> bool:
    """Whether the words point at something said before: 刚才那个, the one from before."""
    return bool(_BEFORE.search(normalise(text)))


def refuses(text: str) -> bool:
    """不要恒泰的, not the first one."""
    return bool(_REFUSES.search(normalise(text)))
