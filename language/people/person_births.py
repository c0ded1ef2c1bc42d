"""Full dates of birth, told with a word of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from insurance.facts import Age
from language.dates.dates import find_dates
from language.people.person_event import Event, taken
from language.people.person_patterns import BORN_BEFORE, BORN_NEAR
from language.words.sentence import Sentence


def births(sentence: Sentence, today: date) -> Iterator[Event]:
    """`1990年3月5日出生`: the date and the age it makes today."""
    if not re.search(r"生|born|birth|dob", sentence.text):
        return
    for span in find_dates(sentence.rest, today, future=False):
        near = BORN_NEAR.match(sentence.text, span.end) or BORN_BEFORE.search(sentence.text[: span.start])
        if near and span.day <= today and not span.guess:
            yield taken(sentence, Event(span.start, span.end, age=_age_on(span.day, today), birth=span.day))


def _age_on(born: date, today: date) -> Age:
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months == 0:
        return Age(0, 0, (today - born).days)
    return Age(months // 12, months % 12 if months < 36 else 0)
