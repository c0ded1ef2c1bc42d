"""Periods of travel and lengths in days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from insurance.facts import DateFact, TripFact
from language.dates.cover_start import starts_cover
from language.dates.date_resolvers import add_months
from language.dates.date_words import MONTH
from language.dates.dates import Span, find_dates
from language.dates.journeys import comes_back, ends, goes_home, names_end, stays_until, tells_journey
from language.dates.lengths import LONGEST, find_length
from language.dates.months_alone import is_month_alone
from language.dates.past_events import happened
from language.dates.retracted import standing
from language.dates.stays import is_stay
from language.words.normal import is_question
from language.words.sentence import Sentence, plain

_CONNECTOR = re.compile(
    r"(?:号|日)?(?:晚上|早上|上午|下午|凌晨|中午|傍晚|早|晚)?(?:出发|开始|走|起)?"
    r"(?: ?(?:night|morning|evening|afternoon|noon))?\s?(?:,\s?)?"
    r"(?:到|至|-{1,2}|~|to|until|till|through|thru|and)\s?(?:the )?(?:\d{1,2}(?::\d\d)? ?[ap]m (?:on )?)?"
)
_TO = r"\s?(?:-|to|until|till|through|thru|and)\s?(?:the )?"
_MONTH_RANGE = re.compile(
    rf"\b(?P<month>{MONTH})\.? (?:the )?(?P<a>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?P<b>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\b(?! ?{MONTH})|"
    rf"\b(?P<c>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month2>{MONTH})\b"
)
_DASHED = re.compile(r"(?<![\d.-])(\d{1,2})-(\d{1,2})\s?(?:到|至|~|to)\s?(\d{1,2})-(\d{1,2})(?![\d.-])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\s?(?:到|至|-|~)\s?(\d{1,2})\.(\d{1,2})(?![\d.])")
_WEEK = re.compile(r"下+个?(?:周|星期|礼拜)|next week")
# 去香港三日, 玩两日, 一共5日
_DAYS_THERE = re.compile(
    r"(去[\u4e00-\u9fff\ue000]{1,5}?[一二两三四五六七八九十]{1,2}|"
    r"(?:[玩耍住待呆留停嬉]|逗留|旅行|旅游|前后|一共|总共|为期|全程|行程|连续|去足|一连)(?:够|足|满|上|返|咗|番|个)?"
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3}))日(?![游本出去])"
)


_EXPIRES = re.compile(r"(?:就|才|快|要|前)*(?:到期|过期|满期|截止办|失效)")  # 护照12月到期
_OR = re.compile(r"(?:走|去|出发)?[,\s]*(?:或者?|还是|要么|\bor|/)\s?(?:on |the )*")


def find_trip(text: str, today: date) -> tuple[int, int, TripFact] | None:
    """(start, end, trip) of the period a normalised text tells; None when it tells none or one that is past."""
    for written in (_DASHED, _DOTTED):
        text = written.sub(lambda f: f"{f[1]}/{f[2]}-{f[3]}/{f[4]}".ljust(len(f.group())), text)
    text = _DAYS_THERE.sub(r"\1天", text)
    ranged = _month_range(text, today)
    if ranged:
        return ranged
    spans = [span for span in standing(find_dates(text, today), text) if not _EXPIRES.match(text, span.end)]
    if not spans:
        length = find_length(text)
        return (length[0], length[1], TripFact(days=length[2], text=text[length[0] : length[1]])) if length else None
    first, *others = spans
    if others and others[0].day <= first.day and names_end(text, first.start, first.end):
        first, others = others[0], [first]  # back on the 6th, leaving the 1st
    if first.day < today:
        return None
    if others and _OR.fullmatch(text[first.end : others[0].start]):
        return _from_one(text, replace(first, vague=True), spans)
    return _from_two(text, first, others[0], today, spans) if others else _from_one(text, first, spans)


def _month_range(text: str, today: date) -> tuple[int, int, TripFact] | None:
    found = _MONTH_RANGE.search(text)
    if not found:
        return None
    month = found["month"] or found["month2"]
    low, high = found["a"] or found["c"], found["b"] or found["d"]
    if int(low) > int(high):
        return None
    starts = find_dates(f"{month} {low}", today)
    if not starts:
        return None
    return _trip(found.start(), found.end(), starts[0].day, int(high) - int(low) + 1, text)


def _from_two(text: str, first: Span, second: Span, today: date, spans: list[Span]) -> tuple[int, int, TripFact] | None:
    """`12月1号到8号`, `12月1号出发,8号回来`: the second date is the first such day from the first on."""
    back = comes_back(text, second.start, second.end)
    between = text[first.end : second.start].strip()
    last = back or ends(text, first.end, second.start, second.end)
    if not last and not _CONNECTOR.fullmatch(between + " ") and not _CONNECTOR.fullmatch(between):
        return _from_one(text, first, spans)
    again = [span for span in find_dates(text, first.day) if span.start == second.start]
    end = again[0].day if again and not second.fixed else second.day
    if second.day_only and again:
        end = again[0].day
    if first.day_only and not second.day_only and _NAMES_MONTH.search(text[second.start : second.end]):
        first = replace(first, day=_last_such_day(first.day, end))
    days = (end - first.day).days + 1
    if days < 1 or (second.day_only and days > 16) or days > LONGEST:
        return None
    return _trip(first.start, second.end, first.day, days, text, ambiguous=back or first.vague or second.vague)


_NAMES_MONTH = re.compile(rf"\d月|{MONTH}\b")


def _last_such_day(day: date, end: date) -> date:
    """`fly on the 22nd, back on the 5th of January`: the last such day of a month before the end."""
    while add_months(day, 1) < end and add_months(day, 1).day == day.day:
        day = add_months(day, 1)
    return day


def _from_one(text: str, first: Span, spans: list[Span]) -> tuple[int, int, TripFact]:
    masked = text
    for span in spans:
        masked = masked[: span.start] + "\ue000" * (span.end - span.start) + masked[span.end :]
    length = find_length(masked)
    back = comes_back(text, first.start, first.end) and not goes_home(text, first.start, first.end)
    if back or stays_until(text, first.start):
        return _to_end(first, length, text, ambiguous=back or first.vague)
    if length:
        start, end = min(first.start, length[0]), max(first.end, length[1])
        if _WEEK.fullmatch(text, first.start, first.end):  # 下星期: no day is named
            return start, end, TripFact(days=length[2], ambiguous=True, text=text[start:end])
        vague = first.vague and not first.days  # a stated length settles how long a holiday is
        return _trip(start, end, first.day, length[2], text, ambiguous=vague or first.either)
    return _trip(first.start, first.end, first.day, first.days, text, ambiguous=first.vague or first.either)


def _to_end(
    last: Span, length: tuple[int, int, int] | None, text: str, *, ambiguous: bool
) -> tuple[int, int, TripFact]:
    """`8号回来,玩7天`: only the end is named; with a length the start follows."""
    start, end = min(last.start, length[0]) if length else last.start, max(last.end, length[1]) if length else last.end
    first = last.day - timedelta(days=length[2] - 1) if length else None
    return start, end, TripFact(first, length[2] if length else None, last.day, ambiguous, text[start:end])


def _trip(
    start: int, end: int, day: date, days: int | None, text: str, *, ambiguous: bool = False
) -> tuple[int, int, TripFact]:
    last = day + timedelta(days=days - 1) if days else None
    return start, end, TripFact(day, days, last, ambiguous, text[start:end])


def read_trip(text: str, today: date) -> TripFact | None:
    """A period of travel; a start or a length alone is a part of one. None for a start that is past."""
    text = plain(text)
    if len(text) > 80 or is_question(text):
        return None
    found = find_trip(text, today)
    return found[2] if found else None


def take_trip(sentence: Sentence, today: date, *, travelling: bool) -> None:
    """Add the trip, or a date with no word of travel around it."""
    travelling = travelling or tells_journey(sentence.text)
    _take_cover_start(sentence, today)
    found = find_trip(sentence.rest, today)
    if found and not found[2].start and is_stay(sentence.text, found[0], found[1]):
        travelling = True
    if found and (travelling or (found[2].start and found[2].days) or is_month_alone(found, sentence.text)):
        start, end, trip = found
        sentence.found.append((start, trip))
        for span in find_dates(sentence.rest, today):
            sentence.take(span.start, span.end)
        length = find_length(sentence.rest)
        if length:
            sentence.take(length[0], length[1])
        sentence.take(start, end)
        return
    past = {span.start: span.day for span in find_dates(sentence.rest, today, future=False)}
    for span in standing(find_dates(sentence.rest, today), sentence.rest):
        if span.start in past and happened(span, sentence.text):
            span = replace(span, day=past[span.start])
        ago = span.day < today and re.search(
            r"前|ago|last (?:year|month|week)|去年", sentence.text[span.start : span.end]
        )
        if not span.vague and not ago:
            sentence.add(span.start, span.end, DateFact(span.day, sentence.text[span.start : span.end]))


def _take_cover_start(sentence: Sentence, today: date) -> None:
    """Also a part of a month: it begins where the part does."""
    for span in standing(find_dates(sentence.rest, today), sentence.rest):
        if span.day >= today and not span.guess and not span.days and starts_cover(span, sentence.rest):
            sentence.add(span.start, span.end, DateFact(span.day, sentence.text[span.start : span.end]))
