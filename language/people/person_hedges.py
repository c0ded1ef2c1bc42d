"""Whether an age is told with a hedge: 估摸着六十七, 五十上下, about 50, 40 or so."""

from __future__ import annotations

import re
from dataclasses import replace

from language.people.person_event import Event

_BEFORE = re.compile(
    r"(?:大概|大约|约[摸莫]?|估摸着?|估计|差不多|可能|好像|得有|怕是|恐怕|想必|应该有|应该得有|也就|差不离儿?|"
    r"\b(?:about|around|roughly|approximately|approx\.?|circa|probably|maybe|perhaps|possibly|somewhere near|must be))"
    r"(?:[也就都是有在得快满]|今年|现在|已经|[\s,]|\bis|\bnow)*$"
)
_AFTER = re.compile(
    r"\s?(?:周?岁)?(?:了|吧|的)?(?:上下|左右|开外|出头|挂零|冒头|好几|大几|多(?![块元万个年])|来岁|往上|朝上|的样子|差不多|大概)|"
    r"[ -]?(?:ish|odd|something)\b| or (?:so|thereabouts)\b|,? (?:give or take|roughly|approximately|i think|"
    r"i guess)\b|"
    r",? more or less\b|\+(?!\d)"
)
_NEAR = 14  # characters before the age in which a hedge may begin


def hedged(text: str, event: Event) -> Event:
    """The event, approximate when the words beside its age say so."""
    if event.age is None or event.approximate or event.birth:
        return event
    before, after = text[max(0, event.start - _NEAR) : event.start], _AFTER.match(text, event.end)
    return replace(event, approximate=True) if after or _BEFORE.search(before) else event
