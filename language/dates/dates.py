"""Dates as people say them, resolved against a day that is passed in (Asia/Shanghai)."""

from __future__ import annotations

import re
from datetime import date

from language.amounts.numbers import SMALL
from language.dates.date_festivals import festival
from language.dates.date_guesses import month, month_only, month_part, week, week_after_next, weekend, year_part
from language.dates.date_resolvers import (
    Asked,
    Reader,
    day_only,
    day_word,
    english,
    english_weekday,
    full,
    month_day,
    next_week_day,
    relative,
    rolled,
    safe,
    weekday,
    year_last,
)
from language.dates.date_shifts import shifted
from language.dates.date_spans import Span, with_months_behind, without_weekdays
from language.dates.date_words import (
    DAY_WORDS,
    ENGLISH_DAY,
    FESTIVAL_DAYS,
    FESTIVALS,
    LUNAR,
    MONTH,
    YEARS,
    longest_first,
)
from language.words.normal import is_question
from language.words.sentence import plain

_AGO = r"\b(?P<n>\d{1,3}|an?|a couple of) (?P<u>days?|weeks?|fortnights?|months?|years?) ?"
_YEAR4 = r"(?:19|20)\d\d|[一二][零九][零一二三四五六七八九]{2}"
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), reader)  # of Chinese and English side by side, 我们dec 12去, each is a word
    for pattern, reader in (
        (
            rf"(?<![\d.])(?P<y>{_YEAR4})\s?(?P<sep>[-/.年])\s?(?P<m>{SMALL})\s?[-/.月]\s?(?P<d>{SMALL})(?:[日号]|"
            rf"(?![\d\w.]))", full),
        (r"(?<![\d.])(?P<y>[4-9]\d|0\d)\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?![\d.])", full),
        (r"(?<![\da-z])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)", full),
        (rf"(?<!\d)(?P<y>\d\d|[零一二三四五六七八九]{{2}})年(?P<m>{SMALL})月(?P<d>{SMALL})[日号]?", full),
        (
            rf"(?P<y>{'|'.join(YEARS)})?(?<![\d.])(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}|"
            rf"元)月份?(?P<d>\d{{1,2}}|"
            rf"[一二三四五六七八九十]{{1,3}})(?:[日号]|(?![\d个天万块元十几多来]))", month_day),
        (
            r"(?<![\d.])(?P<m>1[0-2]|0?[1-9])\.(?P<d>[0-3]?\d)(?=\s?(?:号|日)?(?:去|出发|走|飞|出国|启程|起|"
            r"开始|生效|回|返|动身|收假|结束|离开|到))",
            month_day),
        (r"(?<![\d/.])(?!24/7)(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])", month_day),
        (
            r"(?<![\d.第月周期拜])(?P<mo>这个月|本月|下+个?月|上+个?月)?的?(?P<d>\d{1,2}|"
            r"[一二三四五六七八九十]{1,3})[号日](?!线|楼|公|院|元|选|游)", day_only),
        (rf"{_AGO}(?:from (?:now|today|tomorrow)|later)(?P<way>)", relative),
        (
            r"(?<![\d.第月周期拜])(?P<mo>这个月|本月|下+个?月)?的?(?P<d>\d{1,2})(?=\s?(?:到|至|-|"
            r"~)\s?\d{1,2}[号日](?!线|楼))",
            day_only),
        (rf"(?<![以之然])(?:{longest_first(DAY_WORDS, english=False)})(?![子女孙媳童科常程])", day_word),
        (r"\b(?:" + longest_first(DAY_WORDS, english=True) + r")\b", day_word),
        (
            r"(?<!每)(?P<pre>(?:[下上]{1,3}个?|这个?|本)?)(?:周|星期|礼拜)(?P<wd>六日|[一二三四五六日天末]|"
            r"[1-7](?!\d|天|"
            r"岁))", weekday),
        (r"(?P<pre>)(?<=周)(?P<wd>末)", weekday),
        (rf"(?:再)?过(?P<n>{SMALL}|半)个?(?P<u>天|周|星期|礼拜|月)(?P<way>)(?!来|半)", relative),
        (rf"(?<![\d第])(?P<n>{SMALL}|俩|半)个?(?P<u>天|日|周|星期|礼拜|月|年)(?:之|以)?(?P<way>后|前)", relative),
        (rf"\b(?:in|after) {_AGO}(?P<way>)\b", relative),
        (rf"{_AGO}(?P<way>ago)\b", relative),
        (rf"(?P<y>{'|'.join(YEARS)}|20\d\d年?)?的?(?P<f>{FESTIVALS}|十一(?=假|黄金周|长假|期间|去|出)|"
            rf"黄金周)", festival),
        (r"\b(?P<f>" + longest_first(FESTIVAL_DAYS | LUNAR, english=True) + r")(?:'s)?(?: day)?\b", festival),
        (rf"\b{MONTH}\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? ?(?:(?:19|20)\d\d|next year))?\b", english),
        (rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}\b(?:,? ?(?:(?:19|20)\d\d|next year))?", english),
        (
            r"\bnext week,? (?:on )?(?P<wday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|"
            r"\b(?P<wday2>mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?:of )?next week\b", next_week_day),
        (r"(?<![\d/])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>(?:19|20)\d\d)(?!\d)", year_last),
        (r"\bthe (?P<d>\d{1,2})(?:st|nd|rd|th) of (?P<mo>(?:next|this) month)\b", day_only),
        (
            r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|jan|"
            r"feb|mar|apr|"
            r"may|jun|jul|aug|sep|oct|nov|dec))(?P<mo>)", day_only),
        (
            r"(?:(?<=\bon )|(?<=from )|(?<=\bto )|(?<=until )|(?<=till )|(?<=leaving )|(?<=through )|(?<=thru )|"
            r"(?<=back )|"
            r"(?<=th-))"
            r"(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|one|option|plan|floor|person|time|jan|feb|mar|apr|may|"
            r"jun|jul|aug|"
            r"sep|oct|nov|dec))(?P<mo>)", day_only),
        (rf"\b{ENGLISH_DAY}", english_weekday),
        (
            rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)(?=\s?(?:-|to|until|till|through|thru)\s?(?:the )?\d{{1,2}}(?:st|nd|"
            rf"rd|th)\b"
            rf"(?! (?:of )?{MONTH}))(?P<mo>)", day_only),
        (r"\bthe (?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|one|option|plan|floor|person|time))(?P<mo>)", day_only),
        (r"下{1,2}个?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|\bnext week\b", week),
        (r"下{1,2}个月(?![\d一二三四五六七八九十初底末]|[上中下]旬)|\bnext month\b", month),
        (r"\b(?P<w>this|next|the|this coming) weekend\b(?! of)", weekend),
        (r"\bweek after next\b", week_after_next),
        (r"(?<![月份到至~\d一二三四五六七八九-])(?P<part>[上中下]旬)(?P<m>)(?P<rel>)(?P<y>)", month_part),
        (
            rf"(?:(?P<y>{'|'.join(YEARS)})?(?<![\d.])(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?|"
            rf"(?P<rel>这个?月|本月|下+个?月)|(?<![个正])月)(?P<part>初|上旬|中旬|中(?![国秋午])|下旬|底|"
            rf"末)", month_part),
        (rf"(?P<y>{'|'.join(YEARS)})?年?(?<=年)(?P<part>初|底|末)", year_part),
        (
            rf"\b(?P<part>early|mid|late|beginning|start|middle|end)[ -](?:in |of )?(?:(?P<rel>(?:this|next|"
            rf"the) month)|"
            rf"(?P<m>{MONTH}))\b(?P<y>)", month_part),
        (r"\b(?P<part>end) of (?:the|this) year\b(?P<y>)", year_part),
        (
            rf"(?P<y>{'|'.join(YEARS)})?(?<![\d.])(?P<m>\d{{1,2}}|"
            rf"[一二三四五六七八九十]{{1,2}})月(?:份)?(?![\d一二三四五六七八九十底初])",
            month_only,
        ),
        (
            rf"(?:\b(?:in|during) )?\b(?<!i )(?<!we )(?P<en>{MONTH})(?:,? of)?,? "
            rf"(?P<y>next year|this year|(?:19|20)\d\d)\b(?P<m>)",
            month_only),
        (rf"\b(?:in |during )?(?:next|this(?! may)|(?:this|the) coming) (?P<en>{MONTH})\b(?P<m>)(?P<y>)", month_only),
        (rf"\bin (?P<en>{MONTH})\b(?P<m>)(?P<y>)", month_only),
    )
)  # fmt: skip
_MAYBE = re.compile(
    r"\d(?:st|nd|rd|th)\b|[月号日天周旬期拜后前节旦庆夕年夜秋午明五六十底今晚过末初诞听寻琴昨]|\d[/.-]\d|\d{8}|day|"
    r"jan|feb|mar|"
    r"apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec|week|month|ago|mon|tue|wed|thu|fri|sat|sun|tomorrow|tonight|nye|christmas|xmas|"
    r"fortnight|easter|thanksgiving|valentine|halloween|festival|autumn|qingming|"
    r"new year|end of"
)


def find_dates(text: str, today: date, *, future: bool = True) -> list[Span]:
    """All dates of a normalised text in order, none overlapping."""
    if not _MAYBE.search(text):
        return []
    asked = Asked(today, future)
    taken: list[Span] = []
    for pattern, reader in _PATTERNS:
        for found in pattern.finditer(text):
            if not found.group() or any(found.start() < span.end and span.start < found.end() for span in taken):
                continue
            answer = reader(found, asked)
            if answer is not None:
                day, extra = answer if isinstance(answer, tuple) else (answer, {})
                if text.startswith(("前后", "左右"), found.end()):
                    extra = {**extra, "either": True}
                taken.append(shifted(Span(found.start(), found.end(), day, **extra), text))  # type: ignore[arg-type]
    return with_months_behind(without_weekdays(sorted(taken, key=lambda span: span.start), text), text)


_BARE = re.compile(r"(?P<m>\d{1,2})[.-](?P<d>\d{1,2})")


def read_date(text: str, today: date, *, future: bool = True) -> date | None:
    """One date. Without a year it is the next such day, or with future=False the last one; a year said is kept."""
    text = plain(text)
    bare = _BARE.fullmatch(text)
    if bare:
        return rolled(int(bare["m"]), int(bare["d"]), Asked(today, future))
    if len(text) > 40 or is_question(text):
        return None
    spans = find_dates(text, today, future=future)
    return spans[0].day if len(spans) == 1 and not spans[0].guess else None


_US_DATE = re.compile(r"(?P<m>\d{1,2})[/.-](?P<d>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)")


_SAID_YEAR = re.compile(r"(?:19|20)\d\d|^(?:\d\d|[零一二三四五六七八九]{2,4})年")


def read_birth_date(text: str, today: date) -> date | None:
    """A full date of birth, not after today. 05/01/1990 is read month first unless only day first is possible."""
    text = plain(text)
    american = _US_DATE.search(text)
    if american:
        year, month, day = int(american["y"]), int(american["m"]), int(american["d"])
        born = safe(year, month, day) or safe(year, day, month)
    else:
        text = (
            re.sub(r"^(\d\d|[零一二三四五六七八九]{2})[-./]", r"\1年", text)
            if re.match(r"\d\d[-./]\d{1,2}[-./]\d", text)
            else text
        )
        spans = [] if len(text) > 40 else find_dates(text, today, future=False)
        said_year = [span for span in spans if span.fixed and _SAID_YEAR.search(text[span.start : span.end])]
        born = said_year[0].day if len(said_year) == 1 else None
    return born if born and date(1900, 1, 1) <= born <= today else None
