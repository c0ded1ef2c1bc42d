"""Names of persons, as they would stand in an identity document."""

from __future__ import annotations

import re
from functools import cache

from language.answers.yesno import read_yes_no
from language.cover.lines import lexicon as line_lexicon
from language.cover.places import is_place
from language.health.conditions import is_condition
from language.people.kinship import lexicon as relation_lexicon
from language.vocabulary import rows, words
from language.words.normal import normalise
from language.work.occupations import is_occupation

_INTRODUCED = re.compile(
    r"^\s*(?:我?(?:的|家)?(?:爸爸?|妈妈?|父亲|母亲|老婆|老公|妻子|丈夫|爱人|儿子|女儿|闺女|孩子|爷爷|奶奶|外公|外婆|"
    r"岳父|岳母|公公|婆婆|哥哥?|弟弟?|姐姐?|妹妹?)叫做?|叫我|(?:我|他|她|本人|投保人|被保险人|被保人|受益人|爸爸|妈妈|孩子)?(?:的)?(?:名字|姓名|全名|"
    r"大名)?\s*(?:叫做|叫|是|为|[::])\s*|"
    r"(?:(?:hi|hello),?\s*)?(?:(?:my|his|her|the|full|insured'?s?)\s+)*name(?:'s|\s+is|\s*:)\s*|(?:he|"
    r"she|it|i)(?:'m|'s|\s+is|\s+am)\s+(?:called\s+)?|i'm\s+|call me\s+|姓名\s*)",
    re.IGNORECASE,
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,6}|[\u3400-\u9fff]{1,12}(?:[·•・][\u3400-\u9fff]{1,12}){1,3}")
_ENGLISH_NAME = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’.-]*(?:\s+[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’.-]*){0,4}")
_SENTENCE_CHARS = re.compile(r"[的了吗呢么吧啊呀不没我你他她它这那哪怎什几多少请给买您们险岁元块钱退赔报]")
_ENGLISH_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "i",
        "me",
        "my",
        "you",
        "your",
        "he",
        "she",
        "it",
        "we",
        "they",
        "is",
        "are",
        "am",
        "was",
        "be",
        "do",
        "does",
        "did",
        "have",
        "has",
        "how",
        "what",
        "why",
        "when",
        "where",
        "which",
        "who",
        "much",
        "many",
        "yes",
        "no",
        "not",
        "ok",
        "okay",
        "cancel",
        "help",
        "stop",
        "thanks",
        "thank",
        "please",
        "hello",
        "hi",
        "hey",
        "bye",
        "back",
        "restart",
        "human",
        "agent",
        "insurance",
        "policy",
        "price",
        "cost",
        "buy",
        "want",
        "need",
        "think",
        "know",
        "maybe",
        "none",
        "nothing",
        "sure",
        "for",
        "to",
        "of",
        "in",
        "on",
        "at",
        "and",
        "or",
        "but",
        "if",
        "this",
        "that",
        "there",
        "here",
        "travel",
        "medical",
        "life",
        "accident",
        "later",
        "skip",
        "quit",
        "exit",
        "can",
        "could",
        "would",
        "should",
        "will",
        "name",
        "idea",
        "good",
        "fine",
        "right",
        "wrong",
        "correct",
        "first",
        "second",
        "last",
        "one",
        "two",
        "three",
        "tell",
        "about",
        "again",
        "wait",
        "father",
        "mother",
        "wife",
        "husband",
        "son",
        "daughter",
    ]
)


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(word for listed, cell in rows("names") if listed == kind for word in words(cell))


def read_person_name(text: str) -> str | None:
    """A name as typed (Traditional characters kept); None for sentences, digits and words that are no name."""
    if len(text) > 80 or "⟦" in text:
        return None
    introduced = _INTRODUCED.match(text)
    rest = (text[introduced.end() :] if introduced else text).strip(" ,，。.!！?？;；")
    told = introduced is not None
    rest = re.sub(r"(?:就行|就好|就可以|即可)了?$", "", rest) if told else rest
    rest = re.sub(r"(?<=[\u3400-\u9fff]{2})(?:先生|女士|小姐)$", "", rest)
    if re.fullmatch(r"[\u3400-\u9fff ]{3,8}", rest):  # 陈 伟
        rest = rest.replace(" ", "")
    if _HAN_NAME.fullmatch(rest):
        return rest if _is_chinese_name(rest, told=told) else None
    if _ENGLISH_NAME.fullmatch(rest):
        return rest if _is_english_name(rest, told=told) else None
    return None


def _is_chinese_name(name: str, *, told: bool) -> bool:
    plain = normalise(name)
    if "·" in plain or "•" in plain or "・" in plain:
        return True
    if _is_other_word(plain):
        return False
    given = plain.startswith(tuple(_listed("given")))
    if _SENTENCE_CHARS.search(plain) and not given:
        return False
    surnames = _listed("surname")
    double = len(plain) == 4 and plain[1] in surnames  # both parents' surnames
    usual = (plain[0] in surnames and (len(plain) <= 3 or double)) or plain[:2] in surnames
    return usual or given or told


def _is_other_word(plain: str) -> bool:
    if plain in _listed("not_a_name") or plain.endswith(("先生", "女士", "小姐")) or read_yes_no(plain) is not None:
        return True
    if (
        is_condition(plain)
        or is_occupation(plain)
        or is_place(plain)
        or relation_lexicon().whole(plain)
        or line_lexicon().find(plain)
    ):
        return True
    return bool(re.search(r"^周[一二三四五六日末]|^[零一二三四五六七八九十百千万亿两]+[个天月年号款种岁]?$|^第", plain))


def _is_english_name(name: str, *, told: bool) -> bool:
    parts = name.lower().replace("’", "'").split()
    if (
        any(part.strip(".") in _ENGLISH_STOP for part in parts)
        or len(name) < 2
        or is_place(name)
        or is_occupation(name.lower())
    ):
        return False
    return told or len(parts) > 1 or (name[0].isupper() and not name.isupper() and len(name) > 2)
