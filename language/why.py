"""Asking why something is asked, alone or beside another question."""

from __future__ import annotations

import re

from language.normal import normalise

_WHY = re.compile(
    r"(?:你们?|您)?(?:为(?:什么|啥|何|嘛)|干嘛|干啥|怎么|做咩|点解)(?:你们?|您)?(?:要|还要?|非要|得|总|老)?(?:来)?"
    r"(?:问|需要知道|要知道|打听)(?:我|这个|这|那个|那)*(?:个|些)?(?:问题|呢|啊|呀|吗|嘛)?|"
    r"(?:问|打听|知道)(?:我)?(?:这个|这|那个|这些)?(?:有(?:什么|啥)用|干(?:嘛|啥|什么)|做(?:什么|啥)|是为(?:什么|啥))|"
    r"\b(?:and )?why (?:do|are|did|would|must|should) (?:you|i|they|we) (?:have to |need to )?"
    r"(?:ask|asking|need|want|say|tell|know|answer)(?:ed|ing)?(?: (?:me|for|to know|about|you))*(?: (?:this|that|it))?|"
    r"\b(?:and )?why (?:is|does) (?:this|that|it) (?:asked|needed|matter|important|necessary)|"
    r"\bwhat do you need (?:this|that|it) for",
    re.IGNORECASE,
)


def read_why(text: str) -> str | None:
    """What else the sentence says, once why-do-you-ask is taken away; None where it isn't asked."""
    plain = normalise(text)
    found = _WHY.search(plain)
    return None if found is None else (plain[: found.start()] + plain[found.end() :]).strip(" ,，。.?？!！;；")
