"""The days of a report: the event itself, admission, discharge. All of them are past."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from language.dates.date_resolvers import safe
from language.dates.date_spans import Span
from language.dates.dates import find_dates
from language.dates.retracted import standing
from language.words.sentence import TAKEN

# Words of a day that only a report uses, as the usual ones
_USUAL = (
    (re.compile(r"今早|今晨|今天一早|刚刚|刚才|方才|啱啱|刚(?=从|在|被|把|才|撞|摔|跟|碰|出事|追尾|让|崴|切)"), "今天"),
    (re.compile(r"昨夜|寻晚|琴晚|昨个儿?|夜来|昨儿(?=车|让|个)"), "昨天"),
    (re.compile(r"前晚|前夜|前个儿?"), "前天"),
    (re.compile(r"\b(?:this (?:morning|afternoon|evening)|just now|earlier today|an hour ago|hours ago)\b"), "today"),
    (re.compile(r"\blast night\b"), "yesterday"),
)
_REBOOKED = re.compile(r"改签|rebooked")  # the second day takes nothing back
_TODAY_SURELY = re.compile(r"早上|上午|中午|下午|凌晨|傍晚")
_OF_A_FLIGHT = re.compile(r"航班|飞机|起飞|才飞")  # whose hours tell no day
_SKIPPED = (
    r"(?:才|刚|就)?(?:买的|买过|买了?[^,。;!?]{0,6}险|投保|生效|报案|报的|付款|保单|出生|生日|鉴定|结果|开(?:的|了)?证明|认定|寄|传|交(?:了|的)材|下单|想起|体检报|问的|改签|"
    r"通知|补)|\b(?:bought|reported|born|started|policy|assessed|certificate|sent|uploaded)\b"
)
_ROLES = (
    ("discharged", r"出的?院|出了院|\bdischarged\b|left (?:the )?hospital|\bcame home\b"),
    (
        "admitted",
        r"住的?院|住了院|住进|入院|入的院|办(?:了)?住院|\badmitted\b|\bhospitali[sz]ed\b|\bwent into hospital\b",
    ),
    ("later", r"(?:做|动)(?:的|了)?手术|开(?:的|了)?刀|\b(?:surgery|operation|operated)\b"),
    ("visit", r"看(?:的|了)?(?:门诊|急诊|医生|病)|就诊|就医|复查|复诊|\bsaw (?:a|the) doctor\b"),
    ("skipped", _SKIPPED),
    (
        "event",
        r"摔|跌|撞|崴|扭|砸|压|烫|烧|割|切|咬|车祸|事故|出事|出险|走|去世|过世|没了|不在|追尾|刮|蹭|偷|着火|爆|漏|泡|淹|延误|晚点|取消|起飞|"
        r"确诊|查出|病理|发病|病|送|丢|断|伤|受|发烧|被|的事|"
        r"\b(?:fell|hit|broke|crash\w*|died|passed|accident|stolen|burst|delayed|cancelled|diagnosed|happened|lost|"
        r"hurt|cut|bitten|burn\w*|taken out)\b",
    ),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_UNTIL = re.compile(r"\s?(?:到|至|-|~|to|until|till)\s?")


@dataclass(frozen=True)
class Days:
    happened: date | None = None
    admitted: date | None = None
    discharged: date | None = None


def past_dates(text: str, today: date) -> tuple[str, list[Span]]:
    """(the text with such words as the usual ones, its days that aren't to come)."""
    for words, usual in _USUAL:
        text = words.sub(usual, text)
    spans = find_dates(text, today, future=False)
    spans = spans if _REBOOKED.search(text) else standing(spans, text)
    return text, [span for span in _in_one_month(spans, today) if span.day <= today]


def read_days(told: str, today: date) -> Days:
    """Where no event has a day, the day of admission, of an operation or of a visit is it."""
    text, spans = past_dates(told, today)
    spans = [span for span in spans if not span.guess and not (span.vague and not span.fixed)]
    by_role: dict[str, date] = {}
    for place, span in enumerate(spans):
        role = _role(text, spans, place)
        by_role.setdefault(role, span.day)
    _close_stay(text, spans, by_role)
    order = ("event", "", "admitted", "visit", "later")
    happened = next((by_role[role] for role in order if role in by_role), None)
    if happened is None and not spans and _TODAY_SURELY.search(text) and not _OF_A_FLIGHT.search(text):
        happened = today
    return Days(happened, by_role.get("admitted"), by_role.get("discharged"))


def without_dates(told: str, today: date) -> str:
    """The text with its days blanked, for who looks for amounts."""
    for span in find_dates(told, today, future=False):
        told = told[: span.start] + TAKEN * (span.end - span.start) + told[span.end :]
    return told


def _role(text: str, spans: list[Span], place: int) -> str:
    """What the words behind the day say, up to the next day or the end of the clause; else those before it."""
    span = spans[place]
    limit = spans[place + 1].start if place + 1 < len(spans) else len(text)
    stop = re.compile(r"[,。;!?]").search(text, span.end, limit)
    behind = text[span.end : stop.start() if stop else limit]
    start = (
        max([text.rfind(sign, 0, span.start) for sign in ",。;!?"] + [spans[place - 1].end - 1 if place else -1]) + 1
    )
    before = text[start : span.start]
    english = before.strip().isascii() and bool(before.strip())  # admitted on October 28 and discharged on Nov 2
    for part in (before, behind) if english else (behind, before):
        said = [(found.start(), role) for role, pattern in _COMPILED if (found := pattern.search(part))]
        if said:
            return min(said)[1] if part is behind else max(said)[1]
    following = text[stop.end() : stop.end() + 12] if stop else ""
    said = [(found.start(), role) for role, pattern in _COMPILED[:5] if (found := pattern.search(following))]
    return min(said)[1] if said and not before.strip() else ""


def _close_stay(text: str, spans: list[Span], by_role: dict[str, date]) -> None:
    """`10月3号到12号住院`: a day until another, and a word for a stay behind."""
    for first, second in pairwise(spans):
        if _UNTIL.fullmatch(text, first.end, second.start) and re.match(r"[^,。;!?]{0,4}住", text[second.end :]):
            by_role["admitted"], by_role["discharged"] = first.day, second.day


def _in_one_month(spans: list[Span], today: date) -> list[Span]:
    """`9月25号摔的,26号住院`: a day alone is one of the month told before."""
    kept: list[Span] = []
    for span in spans:
        before = kept[-1] if kept else None
        if before and span.day_only and not span.fixed and span.day.day >= before.day.day:
            day = safe(before.day.year, before.day.month, span.day.day)
            span = replace(span, day=day) if day and day <= today else span
        elif before and span.day_only and not span.fixed:
            following = before.day.replace(day=1) + timedelta(days=31)
            day = safe(following.year, following.month, span.day.day)
            span = replace(span, day=day) if day and day <= today else span
        kept.append(span)
    return kept
