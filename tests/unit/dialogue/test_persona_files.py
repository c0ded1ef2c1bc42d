"""The personas themselves: enough of them, all lines, every manner, never stale."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from insurance.asked import ASKED
from insurance.lines import Line
from tests.dialogue.persona import MANNERS, Persona, all_personas, day, spoken
from tests.dialogue.truth import expand, true_facts
from tests.dialogue.words import plain
from tests.unit.dialogue.talks import persona

PEOPLE = all_personas()
SUNDAY = date(2030, 3, 31)


def test_that_there_are_enough_of_every_kind() -> None:
    lines = Counter(one.line for one in PEOPLE)
    assert set(lines) == {line.value for line in Line}
    assert min(lines.values()) >= 4
    assert len(PEOPLE) >= 64
    assert sum(one.language in ("en", "mixed") for one in PEOPLE) >= 18
    assert {manner for one in PEOPLE for manner in one.manner} == set(MANNERS)


@pytest.mark.parametrize("one", PEOPLE, ids=lambda one: one.id)
def test_that_what_is_told_is_a_fact(one: Persona) -> None:
    told = [*one.opening, *(phrase for ways in one.says.values() for phrase in ways)]
    names = {name for phrase in told for name in expand(phrase.tells, one.facts)}
    assert names <= set(true_facts(one, one.facts))


@pytest.mark.parametrize("one", PEOPLE, ids=lambda one: one.id)
def test_that_who_buys_knows_the_answers_of_the_line(one: Persona) -> None:
    fields = {"who": "insured_relation", "age": "insured_age", "sex": "insured_sex", "smoker": "smoker",
              "social_insurance": "social_insurance", "seats": "seats", "building": "building",
              "pay_years": "pay_years", "term": "term", "sum_insured": "sum_insured"}  # fmt: skip
    if one.task.do == "buy":
        for asked in ASKED[Line(one.line)]:
            assert asked not in fields or plain(fields[asked], 0, one, one.facts), asked


@pytest.mark.parametrize(
    ("words", "expected"),
    [("+9", date(2030, 4, 9)), ("first_of_month", date(2030, 4, 1)), ("next-week/4", date(2030, 4, 4))],
)
def test_that_dates_are_counted_from_today(words: str, expected: date) -> None:
    assert day(words, SUNDAY) == expected


def test_that_a_phrase_is_filled_in() -> None:
    traveller = persona(facts={"line": "travel", "trip": {"start": "+1", "days": 3}})
    traveller.__dict__["today"] = SUNDAY
    assert spoken("{start_md}到{end_md}，{value}", traveller, traveller.facts, "嗯") == "4月1号到4月3号，嗯"
    assert spoken("from {start_en}", traveller, traveller.facts) == "from April 1"


def test_that_an_unquoted_no_is_refused() -> None:
    with pytest.raises(ValueError, match="quotes"):
        persona(says={"smoker": [False]})


def test_that_an_unknown_manner_is_refused() -> None:
    with pytest.raises(ValueError, match="shouting"):
        persona(manner=["shouting"])


def test_that_read_keeps_the_order_of_phrasings() -> None:
    assert [way.say for way in persona(says={"budget": ["五百", 500]}).says["budget"]] == ["五百", "500"]
