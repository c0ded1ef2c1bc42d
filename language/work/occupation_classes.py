"""The class of an occupation, 1 (office) to 6 (dangerous), told instead of the occupation itself."""

from __future__ import annotations

import re

from language.amounts.numbers import whole_number
from language.words.normal import normalise

_CLASS = re.compile(r"(?:第)?(?P<zh>[1-6一二三四五六])\s?[类級级]|\b(?:class|level|category|grade)\s?(?P<en>[1-6])\b")
_WHO = (
    r"(?:我们?|他们?|她们?|大家|员工|同事|公司|全部|全体|所有人|人人|都|也|基本|主要|"
    r"平时|平常|每天|天天|整天|就|是|[,，\s])*"
)
_OFFICE = re.compile(
    rf"{_WHO}(?:在)?(?:坐|蹲|待在|呆在|在)?(?:办公室|写字楼|办公楼|电脑前|电脑)(?:里|内|上)?(?:里)?"
    r"(?:面)?(?:的)?(?:坐班|上班|工作|干活|办公|坐着|做事|坐)?(?:的|人|了|吧|啊|呀)*|"
    rf"{_WHO}(?:坐班|坐办公室|文职|白领|上班族|内勤|脑力劳动)(?:的|人|了|吧|啊|呀)*"
)
_ALL = (
    r"(?:every(?:one|body)|all(?: of (?:us|them))?|we|they|the (?:staff|team)|staff|employees|people|most|i|he|she)"
    r"(?:'re|'m|'s)?(?: all| both| mostly| just| only| mainly)*(?: are| is| am)?(?: all)? "
)
_OFFICE_EN = re.compile(
    rf"\b(?:{_ALL})?(?:works?|working|sits?|sitting|based|stays?|is|are) (?:all )?"
    r"(?:in|at) (?:an?|the|our|my|their)? ?(?:office|desk)s?\b|"
    r"\b(?:office|desk|white[- ]collar|clerical|admin(?:istrative)?)"
    r"[- ](?:jobs?|work(?:ers?)?|staff|based|only|people|bound)\b"
)


def read_occupation_class(text: str) -> int | None:
    """The class as an answer to what somebody works: 3类, class 2, 坐办公室的, everyone works in the office."""
    plain = normalise(text)
    found = _CLASS.search(plain)
    if found:
        return whole_number(found["zh"] or found["en"])
    return 1 if _OFFICE.fullmatch(plain.strip(" ,.。!")) or _OFFICE_EN.search(plain) else None


def works_in_an_office(text: str) -> bool:
    """Whether a longer sentence tells in passing that the work is done in an office."""
    plain = normalise(text)
    pieces = re.split(r"[,，。;；!！]", plain)
    return bool(_OFFICE_EN.search(plain)) or any(_OFFICE.fullmatch(piece.strip()) for piece in pieces if piece.strip())
