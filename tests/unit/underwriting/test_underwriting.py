"""What is asked of the tables, and which answer wins: with a fake engine."""

from dataclasses import replace
from pathlib import Path

import pytest

from insurance.facts import ConditionFact
from insurance.lines import Destination, Line, Relation, Sex
from insurance.money import Money
from insurance.ports import RuleResult
from insurance.risk_facts import plain_grade
from insurance.underwriting import Outcome, RiskFacts, RiskPerson, full_check, quick_check
from product_index.load import load_catalogue

CATALOGUE = load_catalogue(Path(__file__).parents[1] / "catalogue" / "samples")
GUARD = CATALOGUE.product("sample-fall-guard")
TRIP = CATALOGUE.product("sample-trip")
BASIC = GUARD.plan("basic")


class FakeRules:
    """Answers standard, unless told otherwise for a table and the value of one fact."""

    def __init__(self, **answers):
        self.answers = answers
        self.asked = []

    def decide(self, table, facts):
        self.asked.append((table, facts))
        output = {"decision": "standard", "reason": "fine", "loading_percent": 0}
        if table == "eligibility":
            output = {"allowed": True, "reason": "eligible"}
        for subject in (facts.get("condition"), facts.get("yes_action"), table):
            output = self.answers.get(subject, output)
        return RuleResult(table, "v1", ("row",), output)

    def tables(self, prefix):
        return []

    def about(self, table):
        return [facts for name, facts in self.asked if name == table]


def person(*conditions, **known):
    known = {"relation": Relation.PARENT, "age": 55, "sex": Sex.MALE, "occupation_class": 1, **known}
    return RiskPerson(conditions=tuple(ConditionFact(code, code, grade="3级") for code in conditions), **known)


def risk(*persons, **known):
    known = {"effective_in_days": 1, "answers": {"bedridden": False, "medicine": False}, **known}
    return RiskFacts(line=Line.ACCIDENT, persons=persons, **known)


def answer(decision, reason, loading=0, exclusion=None):
    return {"decision": decision, "reason": reason, "loading_percent": loading, "exclusion": exclusion}


def test_that_a_healthy_person_is_standard():
    decision = full_check(GUARD, BASIC, risk(person()), FakeRules())
    assert (decision.outcome, decision.buyable, decision.missing) == (Outcome.STANDARD, True, ())


def test_that_the_worst_answer_wins_and_all_reasons_are_kept_worst_first():
    rules = FakeRules(
        gout=answer("loading", "condition_loading", 25),
        polyps=answer("exclusion", "condition_excluded", 0, "polyps"),
        anemia=answer("postpone", "condition_unsettled"),
    )
    decision = quick_check(GUARD, BASIC, risk(person("gout", "polyps", "anemia")), rules)
    assert decision.outcome is Outcome.POSTPONE
    assert decision.reasons == ("condition_unsettled", "condition_excluded", "condition_loading")
    assert (decision.loading_percent, decision.exclusions) == (25, ("polyps",))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("standard", "loading"),
        ("loading", "exclusion"),
        ("exclusion", "refer"),
        ("refer", "postpone"),
        ("postpone", "decline"),
    ],
)
def test_that_outcomes_are_ordered(better, worse):
    rules = FakeRules(gout=answer(better, "one"), anemia=answer(worse, "two"))
    assert quick_check(GUARD, BASIC, risk(person("gout", "anemia")), rules).outcome == worse


def test_that_loadings_add_up_for_one_person_and_the_dearest_person_counts():
    rules = FakeRules(gout=answer("loading", "g", 25), asthma=answer("loading", "a", 30))
    facts = risk(person("gout", "asthma"), person("gout"))
    assert quick_check(GUARD, BASIC, facts, rules).loading_percent == 55


def test_that_every_insured_is_assessed():
    rules = FakeRules(stroke=answer("decline", "condition_declined"))
    decision = quick_check(GUARD, BASIC, risk(person(), person("stroke")), rules)
    assert [one.person for one in decision.findings if one.outcome is Outcome.DECLINE] == [1]
    assert len(rules.about("eligibility")) == 2


def test_that_an_ineligible_person_declines_without_asking_about_health():
    rules = FakeRules(eligibility={"allowed": False, "reason": "too_young", "field": "age"})
    decision = full_check(GUARD, BASIC, risk(person("gout")), rules)
    assert (decision.outcome, decision.reasons) == (Outcome.DECLINE, ("too_young",))
    assert rules.about("underwriting_accident") == []


def test_that_a_missing_fact_is_referred_and_named():
    rules = FakeRules(eligibility={"allowed": False, "reason": "missing_fact", "field": "age"})
    decision = quick_check(GUARD, BASIC, risk(person(age=None)), rules)
    assert (decision.outcome, decision.missing, decision.buyable) == (Outcome.REFER, ("age",), False)


def test_that_each_disclosure_question_needs_an_answer():
    decision = full_check(GUARD, BASIC, risk(person(), answers={"bedridden": False}), FakeRules())
    assert (decision.outcome, decision.missing) == (Outcome.REFER, ("disclosure.medicine",))


def test_that_a_quick_check_needs_no_answers():
    assert quick_check(GUARD, BASIC, risk(person(), answers={}), FakeRules()).buyable


def test_that_a_yes_is_asked_of_the_table_with_its_action():
    rules = FakeRules(refer=answer("refer", "disclosure_needs_review"))
    decision = full_check(GUARD, BASIC, risk(person(), answers={"bedridden": False, "medicine": True}), rules)
    assert decision.reasons == ("disclosure_needs_review",)
    assert [one.subject for one in decision.findings if one.outcome is Outcome.REFER] == ["medicine"]


def test_that_a_product_says_which_conditions_it_takes_and_declines():
    rules = FakeRules()
    quick_check(GUARD, BASIC, risk(person("diabetes", "stroke", "gout")), rules)
    asked = {one["condition"]: (one["accepted"], one["declined"]) for one in rules.about("underwriting_accident")}
    assert asked == {"diabetes": (True, False), "stroke": (False, True), "gout": (False, False)}


def test_that_weeks_of_pregnancy_alone_count_as_a_pregnancy():
    rules = FakeRules()
    quick_check(GUARD, BASIC, risk(person(pregnant_weeks=30)), rules)
    assert [one["condition"] for one in rules.about("underwriting_accident")] == ["pregnancy"]


def test_that_every_result_is_kept_for_the_record():
    rules = FakeRules()
    decision = full_check(GUARD, BASIC, risk(person("gout")), rules)
    assert [one.table for one in decision.results] == [table for table, _ in rules.asked]


def test_that_only_minors_are_asked_about_death_cover_with_what_adds_up():
    rules = FakeRules()
    child = person(age=9, age_in_days=3300, relation=Relation.CHILD, existing_death_cover=Money.of("50000"))
    quick_check(TRIP, TRIP.plan("trip"), risk(child, person(), destinations=(Destination.ASIA,)), rules)
    (asked,) = rules.about("minors_death_cover")
    assert (asked["death_sum"], asked["existing_death_cover"], asked["capped"]) == (200000, 50000, False)


def test_that_infants_are_measured_in_days():
    rules = FakeRules()
    quick_check(TRIP, TRIP.plan("trip"), risk(person(age=0, age_in_days=20)), rules)
    assert (rules.about("eligibility")[0]["age_for_min"], rules.about("eligibility")[0]["age_min"]) == (20, 28)


def test_that_a_car_needs_nobody_named():
    rules = FakeRules()
    car = replace(GUARD, line=Line.CAR, disclosure=())
    facts = RiskFacts(line=Line.CAR, effective_in_days=1, vehicle_use="private", vehicle_age=3)
    assert full_check(car, BASIC, facts, rules).buyable
    assert rules.about("eligibility")[0]["relation"] == "self"


@pytest.mark.parametrize(
    ("said", "grade"),
    [("3级", "3"), ("TI-RADS 4a", "4a"), ("3", "3"), ("重度", "severe"), ("Mild", "mild"), (None, None)],
)
def test_that_grades_are_read_as_said(said, grade):
    assert plain_grade(said) == grade
