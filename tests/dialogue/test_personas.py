"""A small fixed part of the simulated customers, with floors; everyone: `make eval-dialogue`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ops.system import System
from tests.dialogue.__main__ import converse
from tests.dialogue.judge import Verdict, judge
from tests.dialogue.persona import all_personas
from tests.dialogue.report import complaints, faults, share

FIXED = (
    "son-afraid-of-falls", "terse-programmer", "mixed-language-daughter", "english-office-worker-accident",
    "couple-to-thailand-changes-dates", "solo-yunnan", "programmer-million-medical", "terse-father-outpatient",
    "mortgage-father-term", "retirement-annuity", "compulsory-terse", "flat-owner-water", "small-firm-group",
    "english-critical-compare",
)  # fmt: skip
LEAST_SUCCESS = 0.95
MOST_ASKED_TWICE = 1  # the aim is 0: lower it with every cause that is gone
MOST_MISSES = 8  # likewise
MOST_TURNS = 25.0  # a task, on average


@pytest.fixture(scope="module")
def verdicts(system: System) -> list[Verdict]:
    people = [one for one in all_personas() if one.id in FIXED]
    assert len(people) == len(FIXED)
    return [judge(one, talk) for one, talk in zip(people, converse(people, system), strict=True)]


def story(verdicts: Sequence[Verdict]) -> str:
    return "\n".join(complaints(one) for one in verdicts if not one.clean)


def test_that_nearly_everyone_gets_what_they_came_for(verdicts: list[Verdict]) -> None:
    assert share(verdicts) >= LEAST_SUCCESS, story(verdicts)


@pytest.mark.parametrize("fault", ["lost", "wrong", "parroted", "strayed"])
def test_that_there_is_none(fault: str, verdicts: list[Verdict]) -> None:
    assert faults(verdicts, fault) == 0, story(verdicts)


@pytest.mark.parametrize(("fault", "most"), [("asked_twice", MOST_ASKED_TWICE), ("misses", MOST_MISSES)])
def test_that_there_are_few(fault: str, most: int, verdicts: list[Verdict]) -> None:
    assert faults(verdicts, fault) <= most, story(verdicts)


def test_that_it_does_not_take_for_ever(verdicts: list[Verdict]) -> None:
    assert sum(one.turns for one in verdicts) / len(verdicts) <= MOST_TURNS, story(verdicts)
