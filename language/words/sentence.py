"""A sentence being read: what one reader has taken, no later reader sees, so a number belongs to one fact only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from insurance.facts import Correction, Fact
from language.amounts.number_words import digits_for_words
from language.words.normal import normalise
from language.words.spelling import mended

TAKEN = "\ue000"
_IDIOMS = re.compile(r"三天两头|三长两短|七上八下|一五一十|十有八九|五花八门|四面八方|乱七八糟|三番五次|一天到晚")

_SUBJECT = (
    r"(?:\d[\d.]*(?:,\d{3})*[^,。;!\s是而]{0,4}|[零一二两三四五六七八九十百千万]+[^,。;!\s]{0,3}|"
    r"(?:给|为|帮)?(?:我|他|她|你)[^,。;!是而]{0,8}|[^,。;!是而很太特说想要有]{1,10})"
)
# 67,哦不,68 and 67, no wait, 68: the number before the second thought is taken back
_NUMBER = (
    r"(?:(?:\d{1,2}月)?\d[\d.,]{0,9}(?<![.,])[wk万千百]?|"
    r"(?<![零一二两三四五六七八九十百千万])[零一二两三四五六七八九十百千万]{1,8}(?:月[一二三四五六七八九十]{1,3})?)(?:岁|块钱?|元|天|号|日|周)?"
)
_SECOND_THOUGHT = (
    r"(?:哦|啊|呃|噢|额|哎呀?|oh|er|um){0,3}[,\s]*(?:不对|不不|不|我?[写说打填搞记输]错了?|no wait|"
    r"no|wait|sorry|i mean|make that|"
    r"scratch that)[,\s]+(?:应该)?(?:i mean |it's )?|(?:哦|啊|呃|噢|额|哎){1,3}不是?[,\s]*|[,\s…](?:不对|"
    r"我?[写说打填搞记输]错了)[,\s]*"
)
_NEGATIONS = (
    re.compile(
        rf"(?<![\d.]){_NUMBER}[^,。;.\d]{{0,4}}[,.。…\s]*(?:{_SECOND_THOUGHT})(?:应该)?是?\s?(?=(?:\d|"
        rf"[一二两三四五六七八九十]))"
    ),
    re.compile(rf"(?<!是)(?<!要)不是(?!很|太|特别|说|想|要|有|问题|事){_SUBJECT}(?=[,。;!\s是而]|$)"),
    re.compile(
        r"(?:把|从)(?P<old>[^,。;到改换]{1,12}?)(?=(?:改|换|变|提高?|加|增加|升|降低?|减少?|调整?|涨)(?:成|为|到|至))"
    ),
    re.compile(r"(?<![\w.])\d+(?:岁|块|元|万)?(?=(?:改|换)(?:成|为|到))"),
    # 两千一年太贵了
    re.compile(
        r"(?<![\d.零一二两三四五六七八九十百千万])(?:\d[\d.]{0,8}|"
        r"[一二两三四五六七八九十百千万]{1,8})(?:块钱?|元|[wk万])?(?:[一二三四五六七八九](?!年|个|天))?(?:一年|每年|"
        r"一个月|每月|一天|每天)?(?=(?:也|都|"
        r"还是)?(?:太|嫌)[高多贵])"
    ),
    re.compile(r"(?<![\w.])\d[\d.]*(?:岁|块|元|万|天|号)?(?=不行|不对|错了|太[高多贵低少])"),
    re.compile(
        r"(?<![\d.一二两三四五六七八九十百千万])(?:\d[\d.]{0,8}|[一二两三四五六七八九十百千万]{1,8})(?:块钱?|元|"
        r"[wk万千]|号){0,2}"
        r"(?:的?保额|的?预算)?(?:那个|是我?)?(?=作废|不算数|不要了|[说写打填报]的?(?:错|少|多|高|低|反)了)"
    ),
    re.compile(
        r"(?<!do )(?<!does )(?<!did )(?<!have )(?<!has )(?<!am )\bnot (?!more|over|less|above|below|have|"
        r"any|sure|covered|smok|really)"
        r"(?:for |to |in |on |the )*(?:my )?[\w-]+(?: of \w+| \d{1,2}(?:st|nd|rd|th)?)?(?=[,.;!)]| but| or|$)"
    ),
    re.compile(r"(?<![\d.,])\d[\d.,]{0,9}(?:岁|块|元|万)?,? (?:was|is) an? (?:slip|typo|mistake)"),
    re.compile(r"\b(?:instead of|rather than|and not) (?:my )?[\w-]+"),
)


@dataclass
class Sentence:
    """The normalised text; `rest` is what nobody has taken yet, at the same positions."""

    text: str
    rest: str = ""
    kept: str = ""  # as normalised, without what the sentence takes back; at the same positions
    found: list[tuple[int, Fact]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Sentence:
        """Normalise and blank what the sentence takes back."""
        plain = digits_for_words(without_idioms(mended(normalise(text))))
        kept = without_negated(plain)
        return cls(plain, kept, kept)

    def take(self, start: int, end: int) -> None:
        self.rest = self.rest[:start] + TAKEN * (end - start) + self.rest[end:]

    def add(self, start: int, end: int, fact: Fact) -> None:
        """Record a fact and take its words."""
        self.found.append((start, fact))
        self.take(start, end)

    def taken_back(self) -> list[str]:
        """What the sentence says and takes back, in order."""
        return [self.text[found.start() : found.end()] for found in re.finditer(f"{TAKEN}+", self.kept)]

    def facts(self) -> list[Fact]:
        return [fact for _, fact in sorted(self.found, key=lambda pair: pair[0])]


def without_negated(text: str) -> str:
    """`是53不是35` → the 35 blanked; the length stays the same."""
    for pattern in _NEGATIONS:
        text = pattern.sub(lambda found: TAKEN * len(found.group()), text)
    return text


def without_idioms(text: str) -> str:
    """Sayings made of numbers, blanked: nothing is counted in 三天两头."""
    return _IDIOMS.sub(lambda found: TAKEN * len(found.group()), text)


def plain(text: str) -> str:
    """For a single-question reader: normalised, taken-back parts removed."""
    kept = without_negated(digits_for_words(without_idioms(mended(normalise(text)))))
    return kept.replace(TAKEN, " ").strip(" ,。;.!~")


def read_correction(text: str) -> Correction | None:
    """What the sentence takes back (`不是35`), or None when it corrects nothing."""
    source = digits_for_words(mended(normalise(text)))
    negated = tuple(found.group() for pattern in _NEGATIONS for found in pattern.finditer(source))
    return Correction(negated) if negated else None
