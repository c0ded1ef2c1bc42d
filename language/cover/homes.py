"""Homes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from insurance.facts import HomeFact
from language.amounts.numbers import read_number
from language.cover.vehicles import add_with_words, find_value
from language.words.normal import is_question
from language.words.sentence import Sentence, plain

_AREA = re.compile(
    r"(?P<n>\d{2,5}(?:\.\d+)?|[一二三四五六七八九]?[百十][一二三四五六七八九十]*)\s?(?:来|多|几)?个?(?:"
    r"(?P<metres>平方米|平米|平方|平(?![安时常])|㎡|m2|m²|sqm\b|sq\.? ?m(?:et(?:er|re)s?)?\b|square[- ]met(?:er|re)s?|"
    r"square m\b)|"
    r"(?P<feet>square[- ](?:feet|foot|ft)|sq\.? ?(?:feet|foot|ft)\b|sqft\b|平方英尺|平方尺|平尺|呎))"
)
_SQUARE_FOOT = Decimal("0.09290304")  # square metres
_BUILDINGS = (
    ("concrete", re.compile(r"钢混|钢筋(?:混凝土|水泥)|框架结构|混凝土|剪力墙|框剪|\b(?:reinforced )?concrete\b")),
    ("brick", re.compile(r"砖混|砖木|砖房|砖瓦房?|砖结构|\bbricks?\b")),
    ("wood", re.compile(r"木结构|木屋|木头?房|木质结构|\bwooden\b|\btimber\b|log cabin")),
)
# words that tell a building only where one is asked for
_BUILDINGS_ASKED = (
    ("concrete", re.compile(r"框架|高层|小高层|电梯房|水泥|商品房|楼房|钢结构|high[- ]?rise|tower block|steel|cement")),
    ("brick", re.compile(r"砖|平房|masonry")),
    ("wood", re.compile(r"木|\bwood\b|\blog\b")),
)
_HOME = re.compile(r"房|家里|家财|住宅|公寓|别墅|平|house|home|flat|apartment")
_HOME_VALUE = re.compile(
    r"(?:房子|房|住宅|房价|家|别墅|公寓|价值|估值|市值|值|house|home|flat|apartment|"
    r"worth)[^\d一二三四五六七八九十,。]{0,8}$"
)
_HOME_VALUE_AFTER = re.compile(r"\s?的?(?:房|住宅|公寓|别墅|house|home|flat|apartment)")


def take_home(sentence: Sentence) -> None:
    """Add one fact with all the sentence tells about a home; its text runs from its first word to its last."""
    building = _building(sentence.rest, _BUILDINGS)
    area = _AREA.search(sentence.rest)
    if not building and not area and not _HOME.search(sentence.rest):
        return
    fact, places = HomeFact(), []
    if area:
        size = (read_number(area["n"]) or Decimal(0)) * (_SQUARE_FOOT if area["feet"] else 1)
        fact = replace(fact, area_square_metres=round(size, 2))
        places.append(area.span())
        sentence.take(*area.span())
    if building:
        fact = replace(fact, building=building[0])
        places.append(building[1])
    value = None if "房贷" in sentence.text else find_value(sentence, _HOME_VALUE, _HOME_VALUE_AFTER)
    if value:
        fact = replace(fact, value=value[1])
        places.append(value[0])
    add_with_words(sentence, fact, places)


def _building(text: str, kinds: tuple[tuple[str, re.Pattern[str]], ...]) -> tuple[str, tuple[int, int]] | None:
    for name, pattern in kinds:
        found = pattern.search(text)
        if found:
            return name, found.span()
    return None


def read_building(text: str) -> str | None:
    """What a home is built of: concrete, brick or wood."""
    text = plain(text)
    if len(text) > 40 or is_question(text):
        return None
    found = _building(text, _BUILDINGS) or _building(text, _BUILDINGS_ASKED)
    return found[0] if found else None
