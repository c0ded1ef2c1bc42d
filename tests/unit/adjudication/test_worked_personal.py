"""Worked by hand: accident, travel, outpatient, medical and cancer. Each test writes out its arithmetic."""

from datetime import date

import pytest

from insurance.adjudication.loss import Cost, Injury, LostItem, Severity
from tests.unit.adjudication.worked import assess, bill, lines, loss, only, stay, steps, used, yuan

# --- accident ---------------------------------------------------------------------------------------------------------


def test_that_an_accident_bill_loses_fund_own_expense_deductible_and_ratio_in_that_order():
    # 1,860.00 − 400.00 public fund − 60.00 outside the list = 1,400.00; − 100.00 = 1,300.00; × 90 % = 1,170.00
    line = only(
        assess("qinghe-daily-accident", "standard", loss("outpatient", bills=(bill(1860, social=400, own=60),)))
    )
    assert steps(line) == {
        "social_insurance": yuan(400), "own_expense": yuan(60), "deductible": yuan(100), "ratio": yuan(130),
    }  # fmt: skip
    assert (line.claimed, line.payable, line.article) == (yuan(1860), yuan(1170), "2.3")
    assert line.deductible_used == yuan(100)


def test_that_one_accident_bears_its_deductible_once_however_many_visits():
    # (500 − 100) × 90 % + 300 × 90 % = 360 + 270 = 630
    bills = (bill(500), bill(300, day=date(2026, 6, 20), number="2"))
    assert only(assess("qinghe-daily-accident", "standard", loss("outpatient", bills=bills))).payable == yuan(630)


def test_that_a_later_bill_of_the_same_accident_bears_no_second_deductible():
    # 300 × 90 % = 270: the 100 were borne in the first claim for the accident of that day
    later = loss("outpatient", bills=(bill(300),))
    before = used("accident_medical", 360, deductible=100)
    assert only(assess("qinghe-daily-accident", "standard", later, before)).payable == yuan(270)


def test_that_own_expense_counts_half_where_the_clause_says_so():
    # 1,000 − 50 % of 400 outside the list = 800; − 50 = 750; × 90 % = 675
    line = only(assess("changning-flex-accident", "full", loss("outpatient", bills=(bill(1000, own=400),))))
    assert line.payable == yuan(675)


def test_that_a_bill_not_settled_with_the_fund_is_paid_twenty_points_less():
    # (1,000 − 100) × (80 % − 20 points) = 900 × 60 % = 540; settled: (1,000 − 300 − 100) × 80 % = 480
    open_, settled = (loss("outpatient", bills=(bill(1000, social=paid),)) for paid in (0, 300))
    assert only(assess("qinghe-senior-lite", "standard", open_)).payable == yuan(540)
    assert only(assess("qinghe-senior-lite", "standard", settled)).payable == yuan(480)


def test_that_treatment_after_180_days_is_taken_off_and_a_person_looks():
    # 13 December is day 186 after 10 June
    found = assess("qinghe-daily-accident", "standard", loss("outpatient", bills=(bill(500, day=date(2026, 12, 13)),)))
    assert only(found).payable == yuan(0)
    assert "after_treatment_period" in found.doubts


@pytest.mark.parametrize(("grade", "paid"), [(1, 400_000), (7, 160_000), (10, 40_000)])
def test_that_disability_pays_ten_points_less_a_grade(grade, paid):
    # 400,000 × (100 % − 10 % × (grade − 1))
    found = assess("dongling-workmate", "p40", loss("disability", disability_grade=grade))
    assert only(found).payable == yuan(paid)


def test_that_two_accidents_pay_for_disability_up_to_the_sum_insured():
    # 400,000 − 320,000 paid for an earlier accident = 80,000 left of the 160,000 of grade 7
    before = used("accidental_disability", 320_000, day=date(2026, 2, 1))
    line = only(assess("dongling-workmate", "p40", loss("disability", disability_grade=7), before))
    assert line.payable == yuan(80_000)
    assert steps(line)["remaining_sum"] == yuan(80_000)


def test_that_a_death_pays_what_the_disability_of_the_same_accident_left():
    # 400,000 − 160,000 = 240,000; the disability of another accident takes nothing off
    died = loss("death", died=True)
    same = assess("dongling-workmate", "p40", died, used("accidental_disability", 160_000))
    other = assess("dongling-workmate", "p40", died, used("accidental_disability", 160_000, day=date(2026, 2, 1)))
    assert (lines(same)["accidental_death"], lines(other)["accidental_death"]) == (yuan(240_000), yuan(400_000))


def test_that_an_allowance_leaves_out_the_first_days():
    # 10 days − 3 = 7; 7 × 100 = 700
    line = only(assess("hengtai-senior-guard", "plus", loss("hospital", stays=(stay(10),))))
    assert (line.claimed, line.payable, line.days) == (yuan(1000), yuan(700), 7)


def test_that_days_in_intensive_care_count_twice():
    # 10 days × 120 + 4 ICU days × 120 more = 1,680
    line = only(assess("dongling-workmate", "p40", loss("hospital", stays=(stay(10, icu=4),))))
    assert line.payable == yuan(1680)


def test_that_the_days_of_a_year_run_out():
    # 90 days a year − 85 paid = 5; 5 × 120 = 600
    before = used("hospital_allowance", 10_200, day=date(2026, 2, 1), days=85)
    assert only(assess("dongling-workmate", "p40", loss("hospital", stays=(stay(10),)), before)).payable == yuan(600)


def test_that_broken_bones_pay_by_the_table_and_a_person_looks():
    # hip 100 % and rib 20 %: the highest only, 12,000 × 100 %
    bones = (Injury("rib"), Injury("hip"))
    found = assess("hengtai-senior-guard", "plus", loss("outpatient", injuries=bones))
    assert lines(found)["fracture"] == yuan(12_000)
    assert "assessor:fracture:injury_by_table" in found.doubts


def test_that_a_crack_pays_half_and_fixation_a_fifth_more():
    # 10,000 × 40 % × ½ = 2,000; 8,000 × (40 % + 20 %) = 4,800
    crack = loss("outpatient", injuries=(Injury("forearm", incomplete=True),))
    operated = loss("outpatient", injuries=(Injury("forearm", fixation=True),))
    assert lines(assess("anlan-evergreen", "gold", crack))["fracture"] == yuan(2000)
    assert lines(assess("changning-flex-accident", "full", operated))["fracture"] == yuan(4800)


def test_that_the_eldest_get_half_of_the_death_sum():
    # 200,000 × 50 % from 80 on; 200,000 at 79
    assert lines(assess("anlan-evergreen", "gold", loss("death", died=True, age=80)))["accidental_death"] == yuan(
        100_000
    )
    assert lines(assess("anlan-evergreen", "gold", loss("death", died=True, age=79)))["accidental_death"] == yuan(
        200_000
    )


def test_that_the_death_of_a_child_pays_at_most_what_the_regulator_allows():
    # 300,000 × 100 %, under ten years at most 200,000
    found = assess("xinghua-teen-shield", "campus30", loss("death", died=True, age=9))
    assert lines(found)["accidental_death"] == yuan(200_000)
    assert "minor_death_elsewhere" in found.doubts


def test_that_a_dog_bite_is_paid_in_full_under_its_own_benefit_only():
    # 1,300 without deductible and ratio, from 3,000; the same bill isn't paid a second time as an accident
    bitten = loss("outpatient", bills=(bill(1300),), circumstances=frozenset({"animal_bite"}))
    assert lines(assess("qinghe-daily-accident", "standard", bitten)) == {"animal_bite": yuan(1300)}


# --- travel -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "paid"), [(239, None), (240, "200.00"), (545, "400.00"), (720, "600.00"), (2000, "600.00")]
)
def test_that_a_flight_delay_pays_a_third_for_every_four_hours(minutes, paid):
    # 600 × ⅓ for each full 240 minutes: 545 minutes are two of them
    found = assess("haibin-asia-explorer", "choice", loss("flight_delay", None, delay_minutes=minutes))
    assert lines(found) == ({"flight_delay": yuan(paid)} if paid else {})


@pytest.mark.parametrize(("minutes", "paid"), [(120, "160.00"), (239, "160.00"), (240, "400.00")])
def test_that_twice_the_delay_pays_all(minutes, paid):
    # 400 × 40 % from two hours on, all from four
    found = assess("hengtai-near-asia-hop", "hop", loss("flight_delay", None, delay_minutes=minutes))
    assert only(found).payable == yuan(paid)


def test_that_foreign_outpatient_care_is_limited_a_day():
    # first day 2,600 → 2,000 − 300 = 1,700 × 90 % = 1,530; second day 500 × 90 % = 450; together 1,980
    bills = (bill(2600), bill(500, day=date(2026, 6, 12), number="2"))
    line = only(assess("hengtai-near-asia-hop", "hop", loss("outpatient", "illness", bills=bills)))
    assert line.payable == yuan(1980)
    assert steps(line) == {"day_cost_limit": yuan(600), "deductible": yuan(300), "ratio": yuan(220)}


def test_that_lost_baggage_is_paid_at_its_worth():
    # suitcase bought two years ago 2,000 × (1 − 2 × 15 %) = 1,400; phone 4,000 of last month → 1,500 a piece and
    # 1,500 = half of 3,000 for electronics; shoes 800; together 3,700, limit 3,000
    things = (
        LostItem(yuan(2000), date(2024, 6, 1)),
        LostItem(yuan(4000), date(2026, 5, 10), "electronics"),
        LostItem(yuan(800), date(2026, 5, 10)),
    )
    line = only(assess("hengtai-near-asia-hop", "hop", loss("baggage_loss", None, items=things)))
    assert steps(line) == {"depreciation": yuan(600), "item_limit": yuan(2500), "benefit_limit": yuan(700)}
    assert line.payable == yuan(3000)


def test_that_a_cancelled_trip_bears_a_tenth():
    # 5,000 × 90 % = 4,500
    found = assess("haibin-dive-and-ski-world", "wall", loss("trip_cancellation", None, prepaid=yuan(5000)))
    assert only(found).payable == yuan(4500)
    assert "assessor:trip_cancellation:reason_of_cancellation" in found.doubts


def test_that_a_stay_abroad_pays_each_day():
    # 8 × 100 = 800
    found = assess("dongling-schengen-saver", "visa_plus", loss("hospital", "illness", stays=(stay(8),)))
    assert lines(found) == {"hospital_cash": yuan(800)}


def test_that_an_ambulance_is_paid_for_what_it_cost_up_to_the_limit():
    # 380 of 1,000
    hurt = loss("outpatient", costs=(Cost("ambulance", yuan(380)),))
    assert lines(assess("qinghe-daily-accident", "standard", hurt)) == {"ambulance": yuan(380)}


# --- outpatient -------------------------------------------------------------------------------------------------------


def test_that_each_visit_bears_its_deductible_and_three_days_on_end_are_one():
    # 10 and 12 June are one visit: (300 + 200 − 50) × 80 % = 360; 20 June: (400 − 50) × 80 % = 280; together 640
    bills = (bill(300), bill(200, day=date(2026, 6, 12)), bill(400, day=date(2026, 6, 20)))
    line = only(assess("qinghe-sprout-outpatient", "warm", loss("outpatient", "illness", bills=bills, age=6)))
    assert line.payable == yuan(640)
    assert steps(line)["deductible"] == yuan(100)


def test_that_a_visit_pays_at_most_its_limit():
    # (1,860 − 50) × 80 % = 1,448 → 800
    line = only(assess("qinghe-sprout-outpatient", "warm", loss("outpatient", "illness", bills=(bill(1860),), age=6)))
    assert line.payable == yuan(800)
    assert steps(line)["visit_limit"] == yuan(648)


def test_that_what_another_insurer_paid_counts_towards_the_deductible_but_the_fund_doesnt():
    # 500 − 200 fund − 60 another insurer = 240; the deductible of 60 is borne by it; × 70 % = 168
    ill = loss("outpatient", "illness", bills=(bill(500, social=200, other=60),), age=8)
    found = assess("dongling-campus-outpatient", "full", ill)
    assert only(found).payable == yuan(168)
    assert "other_paid_by_whom" in found.doubts


def test_that_outside_the_network_a_visit_bears_three_hundred():
    # (1,000 − 300) × 90 % = 630; in the network 1,000 × 90 % = 900
    out = loss("outpatient", "illness", bills=(bill(1000),), age=8)
    inside = loss("outpatient", "illness", bills=(bill(1000),), age=8, circumstances=frozenset({"in_network"}))
    assert only(assess("haibin-kidclinic-outpatient", "prime", out)).payable == yuan(630)
    assert only(assess("haibin-kidclinic-outpatient", "prime", inside)).payable == yuan(900)


# --- medical ----------------------------------------------------------------------------------------------------------


def admitted(amount, *, social=0, **more):
    more.setdefault("stays", (stay(5),))
    return loss("hospital", "illness", bills=(bill(amount, visit="inpatient", social=social),), **more)


def test_that_a_million_policy_pays_what_is_above_the_deductible_of_the_year():
    # 30,000 − 12,000 fund − 10,000 = 8,000
    line = only(assess("ruikang-evergreen-million", "classic", admitted(30_000, social=12_000)))
    assert (line.payable, line.deductible_used) == (yuan(8000), yuan(10_000))


def test_that_a_deductible_borne_this_year_isnt_borne_again():
    # 30,000 − 12,000 − (10,000 − 10,000) = 18,000; borne in the year before it would be 8,000
    ill = admitted(30_000, social=12_000)
    this_year = used("inpatient_medical", 500, day=date(2026, 2, 1), deductible=10_000)
    last_year = used("inpatient_medical", 500, day=date(2025, 2, 1), deductible=10_000)
    assert only(assess("ruikang-evergreen-million", "classic", ill, this_year)).payable == yuan(18_000)
    assert only(assess("ruikang-evergreen-million", "classic", ill, last_year)).payable == yuan(8000)


def test_that_a_grave_illness_bears_no_deductible():
    # 30,000 − 12,000 = 18,000 under the benefit for grave illness, once
    ill = admitted(30_000, social=12_000, illness=Severity.SEVERE)
    assert lines(assess("ruikang-evergreen-million", "classic", ill)) == {"critical_illness_medical": yuan(18_000)}


def test_that_a_family_shares_its_deductible():
    # the spouse bore 6,000 of 10,000: 9,000 − 4,000 = 5,000
    ill, spouse = admitted(9000, person="a"), used("inpatient_medical", 0, person="b", deductible=6000)
    assert only(assess("anlan-roof-family", "home", ill, spouse)).payable == yuan(5000)


def test_that_the_first_ten_thousand_of_a_year_are_paid_at_another_ratio():
    # 12,000: 10,000 × 60 % + 2,000 × 100 % = 8,000; after 9,000 earlier in the year: 1,000 × 60 % + 11,000 = 11,600
    before = used("inpatient_medical", 5400, day=date(2026, 2, 1), counted=9000)
    assert only(assess("yuanhang-zero-million", "secure", admitted(12_000))).payable == yuan(8000)
    assert only(assess("yuanhang-zero-million", "secure", admitted(12_000), before)).payable == yuan(11_600)


def test_that_a_member_of_the_fund_who_didnt_use_it_is_paid_less():
    # (30,000 − 10,000) × 60 % = 12,000
    line = only(assess("ruikang-evergreen-million", "classic", admitted(30_000), social_insurance=True))
    assert line.payable == yuan(12_000)
    assert "social_insurance_unknown" in assess("ruikang-evergreen-million", "classic", admitted(30_000)).doubts


def test_that_outpatient_bills_count_only_around_the_stay():
    # 15 days before and 30 after: 26 May counts, 25 May doesn't; 12,000 + 500 − 10,000 = 2,500
    bills = (
        bill(12_000, visit="inpatient"), bill(500, day=date(2026, 5, 26)), bill(300, day=date(2026, 5, 25)),
    )  # fmt: skip
    ill = loss("hospital", "illness", bills=bills, stays=(stay(5),), happened=date(2026, 5, 20))
    found = assess("ruikang-evergreen-million", "classic", ill)
    assert only(found).payable == yuan(2500)
    assert "bill_without_benefit" in found.doubts


def test_that_nothing_is_left_of_a_limit_that_was_paid_out():
    # 5,000 a year and child, 5,000 paid
    ill = loss("outpatient", "illness", bills=(bill(400),), age=9)
    before = used("child_outpatient", 5000, day=date(2026, 2, 1))
    line = only(assess("beichen-eaves-family", "six", ill, before))
    assert (line.payable, steps(line)["remaining_sum"]) == (yuan(0), yuan(210))  # (400 − 100) × 70 %


def test_that_a_grave_cancer_bears_no_deductible_under_a_policy_that_says_so():
    # 30,000 − 12,000 = 18,000; any other illness bears 10,000
    told = {"circumstances": frozenset({"cancer"}), "illness": Severity.SEVERE}
    grave, other = admitted(30_000, social=12_000, **told), admitted(30_000, social=12_000)
    assert lines(assess("baiyu-harbour-million", "care", grave)) == {"inpatient_medical": yuan(18_000)}
    assert lines(assess("baiyu-harbour-million", "care", other)) == {"inpatient_medical": yuan(8000)}


# --- cancer -----------------------------------------------------------------------------------------------------------


def test_that_cancer_treatment_is_paid_from_the_first_yuan():
    # 50,000 − 20,000 fund = 30,000
    ill = admitted(50_000, social=20_000, circumstances=frozenset({"cancer"}), illness=Severity.SEVERE)
    found = assess("ruikang-elder-cancermed", "two", ill)
    assert lines(found) == {"cancer_medical": yuan(30_000)}
    assert "assessor:cancer_medical:diagnosis" in found.doubts


def test_that_a_mild_cancer_pays_three_tenths_and_a_grave_one_the_rest():
    # 20,000 × 30 % = 6,000; then 20,000 − 6,000 = 14,000
    told = {"circumstances": frozenset({"cancer"})}
    mild = loss("critical_illness", "illness", illness=Severity.MILD, **told)
    grave = loss("critical_illness", "illness", illness=Severity.SEVERE, **told)
    before = used("cancer_diagnosis", 6000, day=date(2026, 3, 1))
    assert lines(assess("beichen-sugar-cancermed", "strong", mild))["cancer_diagnosis"] == yuan(6000)
    assert lines(assess("beichen-sugar-cancermed", "strong", grave, before))["cancer_diagnosis"] == yuan(14_000)


def test_that_fixed_sums_for_cancer_ask_for_no_bill():
    # mild 60,000 stands beside the 200,000 of a grave one
    mild = loss("critical_illness", "illness", illness=Severity.MILD, circumstances=frozenset({"cancer"}))
    assert lines(assess("xinghua-filial-cancer", "full", mild)) == {"cancer_mild": yuan(60_000)}
