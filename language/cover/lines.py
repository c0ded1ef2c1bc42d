"""Lines of business and worries."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from insurance.facts import ConcernFact, HeadcountFact, LineFact
from insurance.lines import Concern, Line
from language.cover.insured_things import thing_to_insure
from language.cover.intensity import only_intense
from language.cover.line_slips import meant
from language.vocabulary import rows, words
from language.words.lexicon import Lexicon
from language.words.sentence import Sentence

_WORRY = re.compile(r"怕|担心|担忧|万一|害怕|忧虑|顾虑|防|worr(?:y|ied)|afraid|fear|scared|concern|in case|what if")
_SHORT = 2  # characters; 车线 is something else


@cache
def _names() -> dict[str, tuple[Line, str | None]]:
    return {word: (Line(line), segment or None) for line, segment, cell in rows("lines") for word in words(cell)}


@cache
def lexicon() -> Lexicon[tuple[Line, str | None]]:
    """Names, nicknames and usual typos of the lines."""
    typos = {
        word[:-1] + same_sound: value
        for word, value in _names().items()
        for same_sound in "线显"
        if word.endswith("险") and len(word) > _SHORT
    }
    return Lexicon((typos | _names()).items())


@cache
def _concerns() -> Lexicon[tuple[Concern, bool]]:
    plain, worried = {}, {}
    for concern, worry, cell in rows("concerns"):
        for word in words(cell):
            (worried if worry else plain).setdefault(word, (Concern(concern), bool(worry)))
    return Lexicon({**worried, **plain}.items())


def take_lines(sentence: Sentence) -> None:
    """Add each line named once; `travel` and `accident` inside other words of worry stay for the concerns."""
    seen: set[Line] = set()
    hits = lexicon().find(sentence.rest)
    for hit in hits:
        line, segment = hit.value
        if hit.word in ("travel", "accident") and _is_plain_verb(sentence.rest, hit.start, hit.end):
            continue
        if hit.word == "travel" and _names_journey(sentence.rest, hit.start, hit.end):
            continue
        sentence.take(hit.start, hit.end)
        cannot = len(hits) > 1 and _CANNOT.search(sentence.text[: hit.start])
        if cannot or refused(sentence.text, hit.start):
            continue
        if line not in seen:
            seen.add(line)
            segment = segment or _schengen(sentence.text, line)
            sentence.found.append((hit.start, LineFact(line, segment, hit.word)))
    if not hits and not _misheard(sentence):
        _otherwise(sentence)
    if not seen and re.search(r"签证(?:保险|险)", sentence.rest):
        place = sentence.rest.index("签证")
        sentence.found.append((place, LineFact(Line.TRAVEL, _schengen(sentence.text, Line.TRAVEL), "签证保险")))


def _misheard(sentence: Sentence) -> bool:
    """A name of a line that only sounds right."""
    found = meant(sentence.rest, _names())
    if found:
        start, end, name = found
        sentence.add(start, end, LineFact(*_names()[name], sentence.text[start:end]))
    return bool(found)


_CANNOT = re.compile(r"(?:买不了|不能买|没法买|买不到|被拒了?|can't (?:get|buy|have))\s?$")
_ASKED_FOR = (
    (re.compile(r"(?:just |the )?medical(?: one)?(?: i (?:guess|think|suppose))?(?: please)?"), Line.MEDICAL, None),
)


def _otherwise(sentence: Sentence) -> None:
    """`房子想整个保险`, `medical I guess`: a line told in other words than its name."""
    thing = thing_to_insure(sentence.text)
    if thing is not None:
        line, segment, start, end = thing
        sentence.found.append((start, LineFact(line, segment, sentence.text[start:end])))
        return
    for pattern, line, segment in _ASKED_FOR:
        if pattern.fullmatch(sentence.text.strip(" .!,。")):
            sentence.found.append((0, LineFact(line, segment, sentence.text)))


_TEAM = re.compile(r"\b(?:team|startup|start-up|staff|employees|workers|company)\b|员工|工人|公司|工地")
_FOR_TEAM = re.compile(
    r"\bfor (?:the|our|my) (?:whole )?(?:team|staff|employees|workers)\b|"
    r"给(?:我们?|公司|全体)?的?(?:员工|工人)"
)
_LEAST_TEAM = 3  # people


def take_group(sentence: Sentence) -> None:
    """Accident cover for three or more of a firm is group cover."""
    heads = [fact.total or 0 for _, fact in sentence.found if isinstance(fact, HeadcountFact)]
    several = bool(heads) and heads[0] >= _LEAST_TEAM and _TEAM.search(sentence.text)
    if not several and not _FOR_TEAM.search(sentence.text):
        return
    sentence.found = [
        (start, replace(fact, line=Line.GROUP, segment="employer"))
        if isinstance(fact, LineFact) and fact.line is Line.ACCIDENT
        else (start, fact)
        for start, fact in sentence.found
    ]


_REFUSED = re.compile(
    r"(?:不要|不用|不需要|不想要|不想买|不买|不去|不想去|不看|不考虑|除了|别的?|don't want|do not want|"
    r"don't need|not going to|no|"
    r"no more)\s?(?:买|这个)?\s?$"
)


def refused(text: str, start: int) -> bool:
    """`不要意外险`, `不去韩国`: named, but not wanted."""
    return bool(_REFUSED.search(text[max(0, start - 20) : start]))


def _schengen(text: str, line: Line) -> str | None:
    return "schengen" if line is Line.TRAVEL and ("申根" in text or "schengen" in text) else None


def _is_plain_verb(text: str, start: int, end: int) -> bool:
    """`we travel to Japan`, `had an accident`: no line of business."""
    return bool(re.match(r"(?:l?ing|l?ed)?\s?(?:to|with|for \d|next|on|in|\d)", text[end:].lstrip())) or bool(
        re.search(r"(?:had an|an|the|car|traffic|in an|had (?:one|two|\d|a \w+)) $", text[:start])
    )


_ASKED = re.compile(r"insur|cover|polic|quote|protect|\bplan\b|保|险")
_WANTED = re.compile(
    r"^(?:i'd |i |can |you |we |me |please |hi |hello |just |the |some |a |an |looking |need |want |like |get |buy |"
    r"for |to |about |yes |ok |ill |i'll |take |,)*$"
)
_ALONE = re.compile(r"\s?(?:please|pls|thanks|one|then|for|,|;|\.|!|/|and|,|-|$)")


def _names_journey(text: str, start: int, end: int) -> bool:
    """`my travel dates`, `we love to travel`: the journey, unless insurance is asked for or nothing else is."""
    if _ASKED.search(text):
        return False
    wanted = _WANTED.match(text[:start]) and not re.search(r"\b(?:to|i|we) $", text[:start])
    return not (wanted and _ALONE.match(text, end))


# 没有房贷 is no worry about one; 没办签证 and 没人管 are none of these
_HAS_NOT = re.compile(
    r"(?:没有?|无|没得过|没得|没生过|没出过|没发生过|不是|\bno|without|don't have an?) ?(?:过|什么|任何)?$"
)


# a visa that is refused or granted is nothing to worry about any more
_SETTLED = re.compile(r"(?:都|也|已经|刚)?(?:没[过办有]|被拒|拒了?|办好|办了|办完|下来|过了|有了|到手)")


def take_concerns(sentence: Sentence) -> None:
    """Add each worry once, without taking its words: `教育金` is a line and a worry."""
    if "保险" in sentence.text and len(sentence.text) < 3:
        return
    worried = [found.end() for found in _WORRY.finditer(sentence.text)]
    seen: set[Concern] = set()
    for hit in _concerns().find(sentence.text):
        concern, needs_worry = hit.value
        near = any(0 <= hit.start - place <= 20 for place in worried)
        named = sentence.rest[hit.start] == "\ue000" and hit.word not in ("教育金",)
        if _HAS_NOT.search(sentence.text[max(0, hit.start - 6) : hit.start]):
            continue
        if only_intense(sentence.text, hit.start, hit.end):
            continue
        if concern is Concern.VISA and _SETTLED.match(sentence.text, hit.end):
            continue
        if concern in seen or (needs_worry and not near) or (named and not near):
            continue
        seen.add(concern)
        sentence.found.append((hit.start, ConcernFact(concern, hit.word)))


def worried_about(text: str, start: int) -> bool:
    """A word of worry stands shortly before: `怕得癌症` is no illness the speaker has."""
    return any(0 <= start - found.end() <= 8 for found in _WORRY.finditer(text))
