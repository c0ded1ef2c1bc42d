"""Outside the cover, several policies for one loss, doubts, and what is kept of a payment."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from adapters.codec import from_json, to_json
from insurance.adjudication.calculating import adjudicate, used_by
from insurance.adjudication.cover import CoverState, ExcludedBy, Findings
from insurance.adjudication.history import BenefitUsed, policy_year
from insurance.adjudication.loss import Cost
from insurance.adjudication.outcome import Adjudication
from insurance.adjudication.several import adjudicate_all, in_order
from insurance.money import Money
from insurance.refs import PolicyNumber
from tests.unit.adjudication.worked import DAY, WAITING, assess, bill, cover, lines, loss, only, stay, steps, used, yuan


def ill(amount, **more):
    more.setdefault("stays", (stay(5),))
    return loss("hospital", "illness", bills=(bill(amount, visit="inpatient"),), **more)


def test_that_an_illness_of_the_waiting_period_pays_nothing_with_its_article_and_a_person_looks():
    found = assess("ruikang-evergreen-million", "classic", ill(30_000), findings=WAITING)
    line = only(found)
    assert (line.payable, line.refused_by, steps(line)["waiting_period"]) == (yuan(0), "3.5", yuan(20_000))
    assert "waiting_period" in found.doubts
    assert line.deductible_used == yuan(0)  # what isn't covered uses nothing up


def test_that_an_accident_isnt_held_up_by_the_waiting_period():
    hurt = replace(ill(30_000), cause=loss("hospital").cause)
    assert only(assess("ruikang-evergreen-million", "classic", hurt, findings=WAITING)).payable == yuan(20_000)


def test_that_a_benefit_without_waiting_period_is_paid_in_it():
    shot = loss("outpatient", "illness", age=8, costs=(Cost("vaccination", yuan(800)),))
    assert only(assess("haibin-kidclinic-outpatient", "prime", shot, findings=WAITING)).payable == yuan(800)


@pytest.mark.parametrize("state", [one for one in CoverState if one is not CoverState.COVERED])
def test_that_a_loss_outside_the_cover_is_a_doubt_with_everything_taken_off(state):
    found = assess(
        "qinghe-daily-accident", "standard", loss("outpatient", bills=(bill(500),)), findings=Findings(state)
    )
    if state is CoverState.WAITING_PERIOD:  # there is none for accidents
        assert only(found).payable == yuan(360)
    else:
        assert only(found).payable == yuan(0)
        assert str(state) in found.doubts


def test_that_an_exclusion_is_a_doubt_and_takes_nothing_off():
    findings = Findings(exclusions=(ExcludedBy("drink_driving", "intoxicated_driving", "3.1"),))
    found = assess("qinghe-daily-accident", "standard", loss("outpatient", bills=(bill(500),)), findings=findings)
    assert (only(found).payable, found.doubts) == (yuan(360), ("exclusion:drink_driving",))


def test_that_a_loss_no_benefit_answers_is_for_a_person():
    assert assess("qinghe-daily-accident", "standard", loss("flight_delay", None)).doubts == ("no_benefit",)


def test_that_an_unknown_cause_is_a_doubt():
    found = assess("qinghe-daily-accident", "standard", loss("outpatient", None, bills=(bill(500),)))
    assert "cause_unknown" in found.doubts


# --- several policies -------------------------------------------------------------------------------------------------


def test_that_two_policies_never_pay_more_than_the_bill_together():
    # A without a deductible, 100 %: 1,860 − 400 = 1,460. Nothing is left for B.
    hurt = loss("outpatient", bills=(bill(1860, social=400),))
    a = cover("ruikang-commuter-plus", "classic", policy="A")
    b = cover("qinghe-daily-accident", "standard", policy="B")
    found = adjudicate_all([b, a], hurt)
    assert [(line.policy, line.payable) for line in found.lines] == [("A", yuan(1460)), ("B", yuan(0))]


def test_that_the_second_policy_pays_of_what_the_first_left():
    # A: (2,000 − 0) × 90 % = 1,800; B: 2,000 − 1,800 = 200 − 100 = 100 × 90 % = 90; together 1,890
    hurt = loss("outpatient", bills=(bill(2000),))
    a = cover("anlan-evergreen", "silver", policy="A")
    b = cover("qinghe-daily-accident", "standard", policy="B")
    found = adjudicate_all([b, a], hurt)
    assert [line.payable for line in found.lines] == [yuan(1800), yuan(90)]
    assert steps(found.lines[1])["other_policy"] == yuan(1800)


def test_that_a_third_policy_pays_of_what_both_left():
    # 1,800 and 90 as above; 2,000 − 1,890 = 110 − 100 = 10 × 80 % = 8
    hurt = loss("outpatient", bills=(bill(2000),))
    covers = [
        cover("qinghe-daily-accident", "lite", policy="C"),
        cover("qinghe-daily-accident", "standard", policy="B"),
        cover("anlan-evergreen", "silver", policy="A"),
    ]
    assert [line.payable for line in adjudicate_all(covers, hurt).lines] == [yuan(1800), yuan(90), yuan(8)]


def test_that_a_third_policy_pays_of_what_both_left_of_every_bill():
    # 600 × 90 % = 540, 60 × 90 % = 54, 6 × 90 % = 5.40, whichever of the two bills it was paid for
    hurt = loss("outpatient", bills=(bill(100), bill(500, number="2")))
    covers = [cover("anlan-evergreen", "silver", policy=policy) for policy in ("A", "B", "C")]
    assert [line.payable for line in adjudicate_all(covers, hurt).lines] == [yuan(540), yuan(54), yuan("5.40")]


def test_that_what_one_policy_paid_uses_up_the_deductible_of_the_other():
    # A: 12,000: 10,000 × 60 % + 2,000 = 8,000; B: 12,000 − 8,000 = 4,000; of its 10,000 A's payment bore 8,000,
    # 2,000 are left: 4,000 − 2,000 = 2,000
    a = cover("yuanhang-zero-million", "secure", policy="A")
    b = cover("ruikang-evergreen-million", "classic", policy="B")
    found = adjudicate_all([b, a], ill(12_000))
    assert [line.payable for line in found.lines] == [yuan(8000), yuan(2000)]
    assert found.lines[1].deductible_used == yuan(10_000)


def test_that_fixed_sums_and_allowances_add_up():
    # 10 days × 100 and 10 × 120; deaths 500,000 and 300,000
    a = cover("ruikang-commuter-plus", "classic", policy="A")
    b = cover("dongling-workmate", "p40", policy="B")
    found = adjudicate_all([a, b], loss("hospital", stays=(stay(10),)))
    assert found.total == yuan(2200)
    c = cover("qinghe-daily-accident", "standard", policy="C")
    assert adjudicate_all([a, c], loss("death", died=True)).total == yuan(800_000)


def test_that_compulsory_cover_pays_before_third_party_cover():
    # treatment 50,000: 18,000 compulsory, 32,000 × 70 % = 22,400; property 5,000: 2,000 and 3,000 × 70 % = 2,100
    hit = loss(
        "third_party", None, liability_share=Decimal("0.7"),
        third_party_injury=yuan(50_000), third_party_medical=yuan(50_000), third_party_property=yuan(5000),
    )  # fmt: skip
    more = cover("hengtai-third-party", "one_million", policy="A")
    compulsory = cover("hengtai-compulsory", "statutory", policy="Z")
    found = adjudicate_all([more, compulsory], hit)
    assert [(line.benefit, line.payable) for line in found.lines] == [
        ("medical", yuan(18_000)), ("property_damage", yuan(2000)),
        ("third_party_injury", yuan(22_400)), ("third_party_property", yuan(2100)),
    ]  # fmt: skip


def test_that_the_order_is_the_same_however_the_policies_come():
    a = cover("ruikang-commuter-plus", "classic", policy="A")
    b = cover("qinghe-daily-accident", "standard", policy="B")
    hurt = loss("outpatient", bills=(bill(500),))
    assert in_order([a, b], hurt) == in_order([b, a], hurt) == [a, b]


def test_that_a_policy_without_a_benefit_doesnt_hold_up_the_other():
    a = cover("ruikang-commuter-plus", "classic", policy="A")
    b = cover("dongling-full-damage", "safe", policy="B")
    assert adjudicate_all([a, b], loss("outpatient", bills=(bill(500),))).doubts == ()


def test_that_a_bill_only_one_policy_answers_isnt_held_up_by_the_other():
    # an outpatient bill long before the stay: nothing of the million policy, all of the accident policy
    bills = (bill(12_000, visit="inpatient", day=date(2026, 6, 20)), bill(300))
    hurt = loss("hospital", bills=bills, stays=(stay(5, date(2026, 7, 20)),), happened=DAY)
    a = cover("ruikang-commuter-plus", "classic", policy="A")
    b = cover("ruikang-evergreen-million", "classic", policy="B")
    assert "bill_without_benefit" not in adjudicate_all([a, b], hurt).doubts


def test_that_what_is_said_to_be_paid_elsewhere_is_taken_off():
    # 500 − 300 = 200 − 100 = 100 × 90 % = 90; an allowance doesn't care
    hurt = loss("hospital", bills=(bill(500),), stays=(stay(10),))
    assert lines(assess("qinghe-daily-accident", "standard", hurt, elsewhere=300)) == {
        "accident_medical": yuan(90), "hospital_allowance": yuan(350),
    }  # fmt: skip


# --- to the cent, and kept --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "paid"), [("0.01", "0.01"), ("1999.99", "1999.99"), ("2000.01", "2000.01")])
def test_that_a_bill_paid_in_full_is_paid_to_the_cent(amount, paid):
    assert only(assess("ruikang-commuter-plus", "classic", loss("outpatient", bills=(bill(amount),)))).payable == yuan(
        paid
    )


def test_that_half_a_cent_is_rounded_up_once():
    # 100.05 × 90 % = 90.045 → 90.05 (the step is 10.00)
    assert only(assess("anlan-evergreen", "silver", loss("outpatient", bills=(bill("100.05"),)))).payable == yuan(
        "90.05"
    )


def test_that_what_was_paid_limits_the_next_claim():
    hurt = loss("outpatient", bills=(bill(15_000),))
    held = cover("qinghe-daily-accident", "lite")
    first = adjudicate(held, hurt)
    assert first.total == yuan(10_000)  # (15,000 − 100) × 80 % = 11,920 → 10,000
    again = adjudicate(held, replace(hurt, happened=date(2026, 9, 1)), used_by(first, hurt.person, hurt.happened))
    assert again.total == yuan(0)


def test_that_an_adjudication_survives_being_stored():
    found = assess("qinghe-daily-accident", "standard", loss("outpatient", bills=(bill(1860, social=400, own=60),)))
    assert from_json(to_json(found), Adjudication) == found
    happened = loss("outpatient")
    kept = used_by(found, happened.person, happened.happened)[0]
    assert from_json(to_json(kept), BenefitUsed) == kept


@pytest.mark.parametrize(
    ("start", "day", "year"),
    [
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
        (date(2026, 1, 1), date(2025, 12, 31), -1),
        (date(2026, 1, 1), date(2027, 1, 1), 1),
    ],
)
def test_that_policy_years_turn_on_the_anniversary(start, day, year):
    assert policy_year(start, day) == year


def test_that_payments_of_another_policy_or_person_use_nothing_up():
    hurt = loss("outpatient", bills=(bill(500),), person="a")
    other_policy = used("accident_medical", 20_000, policy="P2", person="a")
    other_person = used("accident_medical", 20_000, person="b")
    assert PolicyNumber("P2") == other_policy.policy
    assert only(assess("qinghe-daily-accident", "standard", hurt, other_policy, other_person)).payable == yuan(360)


def test_that_a_bill_two_benefits_could_pay_is_paid_under_the_one_that_pays_most():
    # in hospital for five days, 400 before it: nothing is above 6,000, so (400 − 100) × 70 % = 210 for the child
    child = loss("hospital", "illness", age=9, bills=(bill(400, day=date(2026, 6, 9)),), stays=(stay(5),))
    assert lines(assess("beichen-eaves-family", "six", child)) == {"child_outpatient": yuan(210)}
    # 9,000: (9,000 − 6,000) × 100 % = 3,000 is less than 5,000, the limit of (9,000 − 100) × 70 %
    dear = replace(child, bills=(bill(9000, day=date(2026, 6, 9)),))
    assert lines(assess("beichen-eaves-family", "six", dear)) == {"child_outpatient": yuan(5000)}
    # 20,000: 14,000 of the stay is more
    dearest = replace(child, bills=(bill(20_000, day=date(2026, 6, 9)),))
    assert lines(assess("beichen-eaves-family", "six", dearest)) == {"inpatient_medical": yuan(14_000)}


def test_that_one_invoice_twice_is_a_doubt():
    twice = loss("outpatient", bills=(bill(500, number="7"), bill(500, number="7")))
    assert "duplicate_invoice" in assess("qinghe-daily-accident", "standard", twice).doubts
    other = loss("outpatient", bills=(bill(500, number="7"), bill(500, number="8")))
    assert assess("qinghe-daily-accident", "standard", other).doubts == ()


def test_that_a_sum_in_another_currency_is_for_a_person():
    paid = replace(bill(500), amount=Money.of(500, "EUR"))
    found = assess("dongling-schengen-saver", "visa", loss("outpatient", bills=(paid,)))
    assert (found.total, found.doubts) == (yuan(0), ("foreign_currency", "no_benefit"))


def test_that_two_policies_together_pay_no_more_for_the_death_of_a_child_than_is_allowed():
    # 150,000 and 200,000, under ten years 200,000 together
    a = cover("baiyu-campus-care", "campus", policy="A")
    b = cover("jiahe-little-oak", "plus", policy="B")
    found = adjudicate_all([a, b], loss("death", died=True, age=8))
    assert (found.total, len(found.lines)) == (yuan(200_000), 2)


def test_that_every_visit_bears_its_own_deductible_in_the_next_claim_too():
    # each visit bears its own: (400 − 100) × 70 % = 210 again
    child = loss("outpatient", "illness", age=9, bills=(bill(400),))
    held = cover("beichen-eaves-family", "six")
    first = adjudicate(held, child)
    assert adjudicate(held, child, used_by(first, child.person, child.happened)).total == yuan(210)
