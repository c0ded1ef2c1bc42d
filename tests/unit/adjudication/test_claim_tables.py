"""The decision tables of claims asked by the domain: real tables, products on sale."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from adapters.rules import ZenRules
from insurance.adjudication.calculating import adjudicate
from insurance.adjudication.cover import CoverState
from insurance.adjudication.deciding import (
    COVER,
    EXCLUSIONS,
    FAST_TRACK_LIMIT,
    ROUTING,
    ClaimFacts,
    RouteTo,
    cents,
    exclusion_article,
    find,
    route,
)  # fmt: skip
from insurance.adjudication.outcome import Adjudication, BenefitLine
from insurance.claim_types import ClaimType
from insurance.lines import Line
from insurance.money import Money
from insurance.refs import PolicyNumber
from product_index.claim_words import exclusion_words
from tests.unit.adjudication.worked import END, START, bill, catalogue, cover, loss, yuan

RULES = ZenRules(Path(__file__).parents[3] / "underwriting")
CENT = Money.of("0.01")


def found(happened, cause="illness", product="ruikang-evergreen-million", plan="classic", flags=(), **of_cover):
    held = cover(product, plan, **of_cover)
    return find(RULES, held, loss("hospital", cause, happened=happened, flags=frozenset(flags)), exclusion_words())


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        (date(2025, 12, 31), CoverState.BEFORE_START),
        (date(2026, 1, 1), CoverState.WAITING_PERIOD),
        (date(2026, 3, 31), CoverState.WAITING_PERIOD),  # day 90 of 90
        (date(2026, 4, 1), CoverState.COVERED),
        (END, CoverState.COVERED),
        (date(2027, 1, 1), CoverState.AFTER_END),
    ],
)
def test_that_the_cover_of_an_illness_begins_and_ends_to_the_day(happened, state):
    assert found(happened).state is state


def test_that_an_accident_is_covered_from_the_first_day():
    assert found(START, "accident").state is CoverState.COVERED


def test_that_a_renewed_policy_has_no_second_waiting_period():
    assert found(START, first_effective=date(2025, 1, 1)).state is CoverState.COVERED


def test_that_a_cancelled_policy_covers_nothing_from_that_day_on():
    assert found(date(2026, 6, 1), cancelled_on=date(2026, 6, 1)).state is CoverState.CANCELLED
    assert found(date(2026, 5, 31), cancelled_on=date(2026, 6, 1)).state is CoverState.COVERED


def test_that_a_waiting_period_counted_from_the_next_day_is_a_day_longer():
    seen = found(date(2026, 6, 30), product="jiahe-home-pillar-term", plan="standard")  # day 181
    assert (seen.state, seen.state_next_day) == (CoverState.COVERED, CoverState.WAITING_PERIOD)


@pytest.mark.parametrize(
    ("product", "plan", "age", "doubts"),
    [
        ("qinghe-senior-lite", "lite", 86, ()),  # renewed at 85, turned 86 within the year
        ("qinghe-senior-lite", "lite", 87, ("age_outside",)),
        ("qinghe-senior-lite", "lite", 30, ("age_outside",)),
        ("qinghe-senior-lite", "lite", None, ()),
        ("anlan-legacy-whole-life", "classic", 99, ()),
    ],
)
def test_that_an_age_the_policy_cannot_have_is_a_doubt(product, plan, age, doubts):
    held = cover(product, plan)
    asked = loss("hospital", "accident", happened=date(2026, 6, 1), age=age)
    assert find(RULES, held, asked, exclusion_words()).doubts == doubts


def test_that_an_unknown_cause_in_the_waiting_period_is_a_doubt():
    assert found(START, None).doubts == ("cause_unknown_in_waiting_period",)


def test_that_a_flag_leads_to_the_article_and_to_a_person():
    (one,) = found(date(2026, 6, 1), "accident", flags=["drink_driving"]).exclusions
    assert one.reason == "intoxicated_driving"
    assert "酒" in catalogue().product("ruikang-evergreen-million").clause(one.article).text


def test_that_a_flag_that_no_line_knows_is_looked_at_too():
    (one,) = found(date(2026, 6, 1), "accident", flags=["something_new"]).exclusions
    assert (one.reason, one.article) == ("unknown_flag", "")


def test_that_a_flag_of_another_line_plays_no_part():
    assert found(date(2026, 6, 1), None, "qinghe-nest-home", "owner", ["drink_driving"]).exclusions == ()


def test_that_every_flag_has_its_words_and_the_words_are_of_a_flag_of_the_table():
    for flag in exclusion_words():
        reasons = {str(RULES.decide(EXCLUSIONS, {"line": line, "flag": flag}).output["reason"]) for line in Line}
        assert "unknown_flag" not in reasons, flag
        assert reasons != {"not_excluded"}, flag


def test_that_the_common_exclusions_are_found_in_every_accident_product():
    for product in catalogue().on_line(Line.ACCIDENT):
        assert exclusion_article(product, exclusion_words()["intent"]), product.id


# --- who decides ------------------------------------------------------------------------------------------------------


def sent(claimed, *, payable=None, doubts=(), **facts):
    paid = claimed if payable is None else payable
    line = BenefitLine(PolicyNumber("P"), "accident_medical", "2.3", claimed, paid)
    asked = ClaimFacts(
        **{
            "type": ClaimType.OUTPATIENT, "claimed": claimed, "adjudication": Adjudication((line,), doubts),
            "complete": True, "consistent": True, "risk_hits": 0, **facts,
        }
    )  # fmt: skip
    return route(RULES, asked)


def test_that_the_limit_of_the_table_is_the_one_of_the_code_inclusive_to_the_cent():
    assert sent(FAST_TRACK_LIMIT - CENT).to is RouteTo.FAST_TRACK
    assert sent(FAST_TRACK_LIMIT).to is RouteTo.FAST_TRACK
    over = sent(FAST_TRACK_LIMIT + CENT)
    assert (over.to, over.reasons) == (RouteTo.ASSESSOR, ("amount_over_limit",))


def test_that_cents_are_exact():
    assert [cents(yuan(one)) for one in ("2000.00", "2000.01", "0.29")] == [200_000, 200_001, 29]


def test_that_the_fast_track_is_promised_within_a_day():
    assert sent(yuan(1860)).due_hours == 24


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"complete": False}, "incomplete"),
        ({"consistent": False}, "inconsistent"),
        ({"risk_hits": 1}, "risk_hit"),
        ({"doubts": ("waiting_period",)}, "doubt"),
        ({"payable": yuan(0)}, "nothing_payable"),
        ({"type": ClaimType.DEATH}, "death"),
        ({"type": ClaimType.DISABILITY}, "disability"),
        ({"type": ClaimType.CRITICAL_ILLNESS}, "critical_illness"),
    ],
)
def test_that_any_doubt_goes_to_an_assessor(facts, reason):
    one = sent(yuan(500), **facts)
    assert (one.to, one.reasons[0]) == (RouteTo.ASSESSOR, reason)


def test_that_the_reasons_name_the_doubts():
    assert sent(yuan(500), doubts=("waiting_period", "cause_unknown")).reasons == (
        "doubt", "waiting_period", "cause_unknown",
    )  # fmt: skip


def test_that_above_fifty_thousand_two_people_decide():
    assert not sent(yuan(60_000), payable=yuan(50_000)).four_eyes
    assert sent(yuan(60_000), payable=yuan("50000.01")).four_eyes


def test_that_what_was_told_to_be_less_than_the_bills_counts_as_the_bills():
    line = BenefitLine(PolicyNumber("P"), "accident_medical", "2.3", yuan(2500), yuan(1500))
    facts = ClaimFacts(ClaimType.OUTPATIENT, yuan(1900), Adjudication((line,)), True, True, 0)
    assert route(RULES, facts).reasons == ("amount_over_limit",)
    assert route(RULES, replace(facts, adjudication=Adjudication((replace(line, claimed=yuan(1900)),)))).reasons == (
        "fast_track",
    )


def test_that_a_worked_claim_goes_through_all_three_tables():
    # the 1,860 yuan of an outpatient claim: 1,170 paid on the fast track
    held, hurt = cover("qinghe-daily-accident", "standard"), loss("outpatient", bills=(bill(1860, social=400, own=60),))
    paid = adjudicate(held, hurt, (), find(RULES, held, hurt, exclusion_words()))
    facts = ClaimFacts(hurt.type, yuan(1860), paid, True, True, 0)
    assert (paid.total, route(RULES, facts).to) == (yuan(1170), RouteTo.FAST_TRACK)


def test_that_the_tables_are_there():
    assert {COVER, EXCLUSIONS, ROUTING} <= set(RULES.tables("claim_"))
