"""What must hold for every condition on every line, whatever the rows say: tried with every answer there is."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product
from time import perf_counter

import pytest

from insurance.health import UNKNOWN, Aspect, health_facts
from insurance.underwriting import BUYABLE, Outcome
from tests.fakes import NOON, health_conditions, rules

RULES = rules()
CONDITIONS = health_conditions()
LINES = ("medical", "critical_illness", "term_life", "whole_life", "cancer", "outpatient", "accident", "travel")
STYLES = ("lenient", "standard", "strict")
TODAY = NOON.date()
# Answers from better to worse; what isn't ordered (a kind of diabetes, of stomach illness) has its own lines below.
WORSE: dict[Aspect, list[str]] = {
    Aspect.GRADE: ["1", "2", "3", "4", "4a", "4b", "4c", "5"],
    Aspect.SIZE: ["3", "4.9", "5", "8", "8.5", "20", "49", "50", "80"],
    Aspect.DEGREE: ["100", "600", "700", "1000", "1200"],
    Aspect.PREGNANT_WEEKS: ["6", "12", "27", "28", "38"],
    Aspect.BIRTH_WEEKS: ["36", "32", "31", "26"],
    Aspect.CHECKED: ["stable", "none", "changed"],
    Aspect.CONTROLLED: ["good", "poor"],
    Aspect.FUNCTION: ["normal", "none", "abnormal"],
    Aspect.ATTACKS: ["none", "few", "many"],
    Aspect.COMPLICATIONS: ["no", "yes"],
    Aspect.PATHOLOGY: ["benign", "adenoma", "high_grade"],
    Aspect.HARDWARE: ["no", "yes"],
    Aspect.SINCE: ["2016-01-01", "2021-06-01", "2023-01-01", "2024-06-20", "2025-12-01"],
}
SEVERITY = ["mild", "moderate", "severe"]
MIND = ["recovered", "ongoing", "hospital"]
REMOVED = ["removed", "present"]
KINDS = {"diabetes": ["gestational", "type2", "type1"], "arrhythmia": ["mild", "serious"],
         "gastritis": ["superficial", "atrophic"], "arthritis": ["osteo", "rheumatoid"]}  # fmt: skip


def ladder(code: str, aspect: Aspect) -> list[str]:
    choices = CONDITIONS[code].asks[aspect].choices
    match aspect:
        case Aspect.GRADE:
            if code.startswith("hypertension"):
                return [code[-1]]
            return SEVERITY if "mild" in choices else WORSE[aspect]
        case Aspect.KIND:
            return KINDS[code]
        case Aspect.TREATED:
            return MIND if "hospital" in choices else REMOVED
    return WORSE[aspect]


@cache
def decided(line: str, code: str, details: tuple[tuple[Aspect, str], ...], style: str, accepted: bool, age: int):
    facts = {"condition": code, "age": age, "accepted": accepted, "declined": False, "style": style, "yes_action": None}
    facts |= health_facts(dict(details), TODAY)
    return RULES.decide(f"underwriting_{line}", facts).output


def badness(output) -> tuple[int, int]:
    return Outcome(output["decision"]).severity, output["loading_percent"]


def every_answer(code: str):
    """Every combination of answers that are known."""
    asks = list(CONDITIONS[code].asks)
    for values in product(*(ladder(code, aspect) for aspect in asks)):
        yield dict(zip(asks, values, strict=True))


PLACES = [(line, style, accepted) for line in LINES for style in STYLES for accepted in (False, True)]


@pytest.mark.parametrize("code", CONDITIONS)
def test_that_worse_health_never_gives_a_better_outcome(code: str):
    for line, style, accepted in PLACES:
        for details in every_answer(code):
            for aspect in CONDITIONS[code].asks:
                steps = ladder(code, aspect)
                if details[aspect] != steps[0]:
                    continue
                found = [
                    badness(decided(line, code, tuple({**details, aspect: step}.items()), style, accepted, 35))
                    for step in steps
                ]
                assert found == sorted(found), (line, style, accepted, aspect, details)


def test_that_a_higher_grade_of_hypertension_is_never_better():
    for line, style, accepted in PLACES:
        for control in ("good", "poor"):
            found = []
            for grade in "123":
                details = ((Aspect.GRADE, grade), (Aspect.CONTROLLED, control))
                found.append(badness(decided(line, f"hypertension_{grade}", details, style, accepted, 45)))
            assert found == sorted(found), (line, style, accepted, control)


@pytest.mark.parametrize("code", CONDITIONS)
def test_that_a_stricter_insurer_never_gives_a_better_outcome(code: str):
    for line, _, accepted in PLACES[::3]:
        for details in every_answer(code):
            found = [badness(decided(line, code, tuple(details.items()), style, accepted, 35)) for style in STYLES]
            assert all(better <= worse for better, worse in pairwise(found)), (line, details)


@pytest.mark.parametrize("code", CONDITIONS)
def test_that_what_is_not_known_never_passes(code: str):
    """Each fact a table misses is one the condition asks for; a `don't know` to it is never bought straight away."""
    for line, style, accepted in PLACES:
        details: dict[Aspect, str] = {}
        for _ in Aspect:
            output = decided(line, code, tuple(details.items()), style, accepted, 1)
            if output["reason"] != "missing_fact":
                break
            aspect = Aspect(output["field"])
            assert aspect in CONDITIONS[code].asks, (line, aspect)
            unknown = decided(line, code, tuple({**details, aspect: UNKNOWN}.items()), style, accepted, 1)
            assert Outcome(unknown["decision"]) not in BUYABLE, (line, aspect)
            details[aspect] = ladder(code, aspect)[0]
        else:
            raise AssertionError((line, code, "is asked about without end"))


@pytest.mark.parametrize("code", CONDITIONS)
def test_that_every_answer_offered_is_decided(code: str):
    """Whatever the buttons say, no table goes on asking once all is answered, and none answers with its default row."""
    asks = CONDITIONS[code].asks
    for line, style, accepted in PLACES:
        for values in product(*(follow_up.choices for follow_up in asks.values())):
            told = {one: "2020-01-01" if one is Aspect.SINCE and value.isdigit() else value
                    for one, value in zip(asks, values, strict=True)}  # fmt: skip
            output = decided(line, code, tuple(told.items()), style, accepted, 35)
            assert output["reason"] != "missing_fact", (line, told)


def test_that_cancer_can_not_be_bought_wherever_health_is_looked_at():
    for line, style in product(("medical", "critical_illness", "term_life", "whole_life", "cancer"), STYLES):
        assert decided(line, "cancer_history", (), style, False, 35)["decision"] == "decline"


def test_that_a_decision_of_one_table_is_quick():
    """The issue's figure is 5 ms for all tables of a plan; a line's own table is the largest by far."""
    started = perf_counter()
    for weeks in range(200):
        RULES.decide("underwriting_medical", {"condition": "endometriosis", "age": 30, "birth_weeks": weeks})
    assert (perf_counter() - started) / 200 < 0.005
