"""Yes or no, when the whole answer says only that."""

from __future__ import annotations

import re
from functools import cache

from language.answers.explained import read_explained
from language.vocabulary import rows
from language.words.normal import normalise

_LONGEST = 40  # characters; whoever writes more says more
_GAP = r"[\s,.!。;~、…·]*"
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d♀♂]")  # tones and sexes of emoji
# 对了 is "by the way"; 是不是, 好不好 ask; 好难 and 好贵 are no good news
_SOMETHING_ELSE = re.compile(
    r"是不是|(?<!没)有没有|(?<!不)(?:好不好|行不行|对不对|要不要|可不可以)|[?]|(?:吗|么|"
    r"不)$(?<!^不)(?<![不了]不)|^对了$|^可(?!$|以|[,。!])"
)
_TRAILS_OFF = re.compile(r"吧\s*(?:…|\.\.|。。)")  # 没有吧…: not sure
# 先不用, 暂时不要: the same no
_FOR_NOW = re.compile(r"^(?:先|暂时先?|现在|目前|我|我们|都|嗯,?|那)*(?=不|没|无|唔|冇|莫|木|算)")
_YES_BUT_NO = re.compile(r"^(?:yeah|yes|ya|well|um),? (?=nah|no\b)|^(?:当然|肯定|确定|绝对)(?:是|都)?(?=没|不|无)")


@cache
def _pattern(*parts: str) -> re.Pattern[str]:
    """A text that says nothing but words of these parts, with fillers around them."""
    said = [word for part in parts for word in _words(part)]
    answer = "|".join(sorted(said, key=len, reverse=True))
    filler = "|".join(sorted(_words("filler"), key=len, reverse=True))
    return re.compile(
        rf"{_GAP}(?:(?:{filler}){_GAP})?(?:(?:{answer}){_GAP}(?:了{_GAP})?){{1,4}}(?:(?:{filler}){_GAP}){{0,3}}"
    )


def _words(part: str) -> list[str]:
    return [word for name, cell in rows("answers") if name == part for word in _split(cell)]


def _split(cell: str) -> list[str]:
    """The words of a cell; a | within brackets belongs to the word."""
    return [word for word in re.split(r"\|(?![^()]*\))", cell) if word]


def read_yes_no(text: str) -> bool | None:
    """True or False, with or without a reason; None when the text doubts, asks or says something else."""
    plain = _read(text, ("yes",), ("no",))
    return plain if plain is not None else _explained(text)


def read_agreement(text: str) -> bool | None:
    """Yes or no to something put before the customer (a quote, a summary, a notice); more words than a plain yes."""
    plain = _read(text, ("yes",), ("no",))
    if plain is None:
        plain = _read(text, ("agree", "yes"), ("decline", "no"))
    return plain if plain is not None else _explained(text, only_no=True)


def _explained(text: str, *, only_no: bool = False) -> bool | None:
    text = _SKIN.sub("", normalise(text))
    return None if _SOMETHING_ELSE.search(text) else read_explained(text, only_no=only_no)


def _read(text: str, yes: tuple[str, ...], no: tuple[str, ...]) -> bool | None:
    if len(text) > _LONGEST:
        return None
    text = _SKIN.sub("", normalise(text))
    if not text or _SOMETHING_ELSE.search(text) or _TRAILS_OFF.search(text):
        return None
    denied = _YES_BUT_NO.sub("", _FOR_NOW.sub("", text))
    if _pattern(*no).fullmatch(denied):
        return False
    return True if _pattern(*yes).fullmatch(text) else None
