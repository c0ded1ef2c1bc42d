"""Asking why something is asked, alone or beside another question."""

from __future__ import annotations

import re

from language.words.normal import normalise

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


_MEANT = re.compile(
    r"(?:这|那|你|您|它|这个|这题|这句|这句话|这里|问题|题目|问的|说的|刚才|不好意思|请问|[,，\s])*(?:我|有点|还是|完全|真|看)*"
    r"(?:是|是个|到底是)?(?:(?:什么|啥|咩|乜)(?:嘢)?(?:个)?(?:意思|东西|鬼)|(?:没|不太?|看不|听不|没看|没听)(?:懂|明白)|"
    r"怎么(?:理解|回事|说)|解释(?:一下|下)?|唔明|唔明白)(?:的|了|啊|呀|呢|吗|嘛|[,，.。?？!！\s])*|"
    r"(?:sorry,? |i )*(?:what(?:'s| does| is) (?:that|this|it)(?: mean)?|what do you mean(?: by (?:that|this))?|"
    r"meaning|"
    r"(?:please )?explain(?: (?:that|this|it))?|(?:i )?(?:don'?t|do not|didn'?t) (?:understand|get (?:it|that|this))"
    r"(?: (?:that|this|it|the question))?|what|huh|pardon)[\s?!.]*",
    re.IGNORECASE,
)


def asks_what_is_meant(text: str) -> bool:
    """啥意思, 没看懂, what does that mean: nothing else is said, so the question itself is meant."""
    return bool(_MEANT.fullmatch(normalise(text)))


def read_why(text: str) -> str | None:
    """What else the sentence says, once why-do-you-ask is taken away; None where it isn't asked."""
    plain = normalise(text)
    found = _WHY.search(plain)
    return None if found is None else (plain[: found.start()] + plain[found.end() :]).strip(" ,，。.?？!！;；")
