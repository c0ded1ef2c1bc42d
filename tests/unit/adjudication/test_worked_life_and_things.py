"""Worked by hand: critical illness, life, annuity, car, home and employers. Each test writes out its arithmetic."""

from datetime import date
from decimal import Decimal

import pytest

from insurance.adjudication.loss import Cost, Damage, Injury, LostItem, Severity
from tests.unit.adjudication.worked import assess, bill, lines, loss, only, stay, steps, used, yuan

# --- critical illness -------------------------------------------------------------------------------------------------


def test_that_a_grave_illness_before_sixty_pays_half_as_much_again():
    # 300,000 + 300,000 × 50 %; at 60 the 300,000 only
    young, old = (loss("critical_illness", "illness", illness=Severity.SEVERE, age=age) for age in (59, 60))
    paid = lines(assess("anlan-seventy-ci", "ahead", young, sum_insured=300_000))
    assert paid == {"severe_illness": yuan(300_000), "early_extra": yuan(150_000)}
    paid = lines(assess("anlan-seventy-ci", "ahead", old, sum_insured=300_000))
    assert paid == {"severe_illness": yuan(300_000)}


def test_that_mild_illnesses_pay_three_times_and_no_more():
    # 30 % × 300,000 = 90,000 a time; 3 × 90,000 = 270,000, of which 180,000 or all were paid
    mild = loss("critical_illness", "illness", illness=Severity.MILD)
    twice, thrice = (used("mild_illness", amount, day=date(2026, 2, 1)) for amount in (180_000, 270_000))
    assert only(assess("anlan-seventy-ci", "ahead", mild, twice, sum_insured=300_000)).payable == yuan(90_000)
    assert only(assess("anlan-seventy-ci", "ahead", mild, thrice, sum_insured=300_000)).payable == yuan(0)


def test_that_a_childs_illness_of_the_list_pays_twice():
    # 500,000 + 500,000 under 18
    told = {"illness": Severity.SEVERE, "circumstances": frozenset({"child_illness"})}
    paid = lines(assess("xinghua-starboy-ci", "bright", loss("critical_illness", "illness", age=7, **told)))
    assert paid == {"child_extra": yuan(500_000), "severe_illness": yuan(500_000)}
    assert "child_extra" not in lines(
        assess("xinghua-starboy-ci", "bright", loss("critical_illness", "illness", age=18, **told))
    )


# --- term life --------------------------------------------------------------------------------------------------------


def falling(day):
    return lines(
        assess(
            "xinghua-anju-term", "decreasing", loss("death", "illness", died=True, happened=day),
            sum_insured=1_000_000, effective=date(2026, 1, 1), expiry=date(2045, 12, 31),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        (date(2026, 6, 1), 1_000_000),  # first year
        (date(2030, 1, 1), 831_579),  # fifth: 1,000,000 × (1 − 80 % × 4 ÷ 19) = 831,578.9…
        (date(2045, 12, 31), 200_000),  # the last of twenty: 20 %
    ],
)
def test_that_a_falling_sum_falls_in_equal_steps(day, paid):
    assert falling(day) == {"death": yuan(paid)}


def test_that_an_accident_doubles_and_the_funeral_is_on_top():
    # 500,000 + 500,000; 600,000 + 20,000
    died = loss("death", died=True)
    assert lines(assess("anlan-clear-term", "double", died, sum_insured=500_000)) == {
        "death": yuan(500_000), "accidental_death": yuan(500_000),
    }  # fmt: skip
    paid = lines(assess("changning-promise-term", "waiver", died, sum_insured=600_000))
    assert paid == {"death": yuan(600_000), "funeral": yuan(20_000)}


def test_that_a_flight_pays_the_higher_extra_only():
    # 300,000 + 200 % of 300,000; the 100 % for other transport isn't added
    died = loss("death", died=True, public_transport=True, circumstances=frozenset({"aviation"}))
    paid = lines(assess("jiahe-home-pillar-term", "commuter", died, sum_insured=300_000))
    assert paid == {"aviation_death": yuan(600_000), "death": yuan(300_000)}


# --- whole life -------------------------------------------------------------------------------------------------------


def test_that_an_advance_for_care_is_taken_off_the_death_sum():
    # 200,000 − 100,000 = 100,000
    died = loss("death", "illness", died=True)
    before = used("care_advance", 100_000, day=date(2026, 2, 1))
    paid = lines(assess("jiahe-hearth-whole-life", "canopy", died, before, sum_insured=200_000, expiry=None))
    assert paid == {"death": yuan(100_000)}


def test_that_what_depends_on_the_cash_value_is_left_to_a_person():
    died = loss("death", "illness", died=True)
    found = assess("changning-rising-whole-life", "flex", died, expiry=None)
    assert (only(found).payable, only(found).steps) == (yuan(0), ())
    assert "assessor:death:cash_value" in found.doubts


def test_that_the_death_of_a_child_under_whole_life_is_left_to_a_person():
    found = assess("anlan-legacy-whole-life", "classic", loss("death", died=True, age=17), expiry=None)
    assert "assessor:death:under_18" in found.doubts


# --- annuity ----------------------------------------------------------------------------------------------------------


def test_that_a_pension_is_no_claim_and_what_is_left_after_death_is_for_a_person():
    found = assess("zhiyuan-golden-pension", "start_60", loss("death", "illness", died=True, age=66), expiry=None)
    assert lines(found) == {"guaranteed_pension": yuan(0), "death": yuan(0)}
    assert {"assessor:guaranteed_pension:paid_so_far", "assessor:death:cash_value"} <= set(found.doubts)
    assert assess("zhiyuan-golden-pension", "start_60", loss("other", None)).lines == ()


# --- car --------------------------------------------------------------------------------------------------------------


def test_that_a_shared_fault_pays_the_share_less_the_deductible():
    # 10,000 × 70 % = 7,000 − 1,000 = 6,000
    hit = loss("car_damage", None, repair_cost=yuan(10_000), liability_share=Decimal("0.7"))
    line = only(assess("minxin-basic-damage", "lean", hit, sum_insured=150_000))
    assert (line.payable, steps(line)) == (yuan(6000), {"liability_share": yuan(3000), "deductible": yuan(1000)})


def test_that_the_fourth_loss_of_a_year_bears_five_hundred_more():
    # 10,000 − 500 = 9,500 without a deductible
    hit = loss("car_damage", None, repair_cost=yuan(10_000), liability_share=Decimal(1))
    before = [used("vehicle_damage", 1000, day=date(2026, month, 1)) for month in (2, 3, 4)]
    assert only(assess("minxin-basic-damage", "regular", hit, *before)).payable == yuan(9500)
    assert only(assess("minxin-basic-damage", "regular", hit, *before[1:])).payable == yuan(10_000)


def test_that_an_unknown_third_party_pays_seven_tenths():
    # 8,000 × 100 % × 70 % = 5,600
    hit = loss(
        "car_damage", None, repair_cost=yuan(8000), liability_share=Decimal(1),
        circumstances=frozenset({"third_party_unknown"}),
    )  # fmt: skip
    assert only(assess("dongling-full-damage", "safe", hit)).payable == yuan(5600)
    assert only(assess("dongling-full-damage", "courtesy", hit)).payable == yuan(6400)


def test_that_a_courtesy_car_is_paid_from_the_fourth_day():
    # 10 − 3 = 7 days × 200 = 1,400
    hit = loss("car_damage", None, repair_cost=yuan(8000), liability_share=Decimal(1), repair_days=10)
    assert lines(assess("dongling-full-damage", "courtesy", hit))["courtesy_allowance"] == yuan(1400)


def test_that_a_windscreen_and_a_tow_have_limits_of_their_own():
    # glass 24,000 → 20,000; towing 3,400 → 3,000
    glass = loss("car_damage", None, damages=(Damage("glass", yuan(24_000)),))
    tow = loss("car_damage", None, costs=(Cost("towing", yuan(3400)),))
    assert lines(assess("dongling-full-damage", "safe", glass)) == {"glass": yuan(20_000)}
    assert lines(assess("minxin-basic-damage", "regular", tow)) == {"towing": yuan(3000)}


def test_that_a_repair_near_the_worth_of_the_car_is_looked_at():
    # above 80 % of 150,000
    dear = loss("car_damage", None, repair_cost=yuan("120000.01"), liability_share=Decimal(1))
    just = loss("car_damage", None, repair_cost=yuan(120_000), liability_share=Decimal(1))
    assert "maybe_total_loss" in assess("minxin-basic-damage", "regular", dear, sum_insured=150_000).doubts
    assert "maybe_total_loss" not in assess("minxin-basic-damage", "regular", just, sum_insured=150_000).doubts


def test_that_compulsory_cover_pays_each_part_up_to_its_limit_and_less_without_fault():
    # treatment 20,000 → 18,000; other injury 200,000 → 180,000; property 1,500; without fault 1,800, 18,000, 100
    told = {
        "third_party_injury": yuan(220_000),
        "third_party_medical": yuan(20_000),
        "third_party_property": yuan(1500),
    }
    fault = loss("third_party", None, liability_share=Decimal(1), **told)
    none = loss("third_party", None, liability_share=Decimal(0), **told)
    assert lines(assess("hengtai-compulsory", "statutory", fault)) == {
        "medical": yuan(18_000), "death_disability": yuan(180_000), "property_damage": yuan(1500),
    }  # fmt: skip
    assert lines(assess("hengtai-compulsory", "statutory", none)) == {
        "medical": yuan(1800), "death_disability": yuan(18_000), "property_damage": yuan(100),
    }  # fmt: skip


def test_that_luggage_in_a_car_is_limited_a_piece():
    # 3,000 → 2,000; 1,200; cash isn't covered
    things = (LostItem(yuan(3000)), LostItem(yuan(1200)), LostItem(yuan(500), kind="cash"))
    found = assess("haibin-premier-damage", "premier_plus", loss("car_damage", None, items=things))
    assert lines(found) == {"contents": yuan(3200)}


# --- home -------------------------------------------------------------------------------------------------------------


def flooded(**parts):
    damages = tuple(Damage(part, yuan(cost), installed) for part, (cost, installed) in parts.items())
    return loss("home_damage", None, damages=damages)


def test_that_decoration_is_depreciated_and_the_deductible_borne():
    # 10,000 × (1 − 3 × 4 %) = 8,800 − 100 = 8,700
    line = only(assess("yuanhang-harmony-home", "household", flooded(decoration=(10_000, date(2023, 6, 10)))))
    assert (line.payable, steps(line)) == (yuan(8700), {"depreciation": yuan(1200), "deductible": yuan(100)})


def test_that_one_event_bears_its_deductible_once_on_the_dearest_part():
    # 9,000 − 300; decoration of last month 4,000 without a deductible
    both = flooded(decoration=(4000, date(2026, 5, 1)), building=(9000, None))
    assert lines(assess("dongling-roof-home", "full", both)) == {"building": yuan(8700), "decoration": yuan(4000)}


def test_that_depreciation_ends_at_half():
    # 12 years × 5 % = 60 %, at most 50 %: 10,000 × 50 % − 300 = 4,700
    old = flooded(decoration=(10_000, date(2014, 1, 1)))
    assert only(assess("dongling-roof-home", "full", old)).payable == yuan(4700)


def test_that_a_burst_pipe_is_paid_less_two_hundred():
    # 1,860 − 200 = 1,660
    found = assess("qinghe-nest-home", "tenant", flooded(water_pipe=(1860, None)))
    assert only(found).payable == yuan(1660)
    assert found.doubts == ("assessor:water_pipe:survey",)


def test_that_a_neighbours_property_bears_a_deductible_but_not_his_injury():
    # 3,000 − 200 + 2,000 = 4,800
    owed = loss("third_party", None, third_party_property=yuan(3000), third_party_injury=yuan(2000))
    assert lines(assess("qinghe-nest-home", "owner", owed)) == {"liability": yuan(4800)}


def test_that_an_earthquake_pays_by_the_damage_found():
    # 1,200,000 × 60 %
    shaken = loss(
        "home_damage", None, injuries=(Injury("severe"),), circumstances=frozenset({"earthquake"})
    )  # fmt: skip
    assert lines(assess("haibin-joy-home", "prestige", shaken)) == {"earthquake": yuan(720_000)}


# --- employers --------------------------------------------------------------------------------------------------------


def test_that_a_team_member_is_paid_at_two_ratios():
    # (3,000 − 500) × 90 % + 500 × 70 % = 2,250 + 350 = 2,600
    hurt = loss("employer", bills=(bill(3000, own=500),))
    assert only(assess("ruikang-team-accident", "medical", hurt)).payable == yuan(2600)


def test_that_an_ill_team_member_bears_five_hundred_a_year():
    # 8,000 − 3,000 fund − 400 own − 500 = 4,100 × 80 % = 3,280
    ill = loss("employer", "illness", bills=(bill(8000, visit="inpatient", social=3000, own=400),))
    assert only(assess("ruikang-team-accident", "medical", ill)).payable == yuan(3280)


def test_that_an_employer_is_paid_treatment_wages_and_disability():
    # (5,000 − 100) × 90 % = 4,410; wages 100 a day, less than 120: (20 − 3) × 100 = 1,700; grade 5: 600,000 × 50 %
    hurt = loss("employer", bills=(bill(5000),), days_off_work=20, wages_a_day=yuan(100), disability_grade=5)
    assert lines(assess("minxin-employer-liability", "standard", hurt)) == {
        "medical": yuan(4410), "lost_wages": yuan(1700), "disability": yuan(300_000),
    }  # fmt: skip


def test_that_the_table_of_grades_is_the_products_own():
    # grade 10: 300,000 × 5 % = 15,000
    hurt = loss("employer", disability_grade=10)
    assert only(assess("minxin-employer-liability", "basic", hurt)).payable == yuan(15_000)


def test_that_a_staff_accident_pays_death_and_as_much_again():
    # 500,000 + 500,000 + 50,000 after three years of service
    died = loss("employer", died=True, circumstances=frozenset({"three_years_service"}))
    assert lines(assess("baiyu-voyage-group", "retention", died)) == {
        "death": yuan(500_000), "accidental_death": yuan(500_000), "loyalty": yuan(50_000),
    }  # fmt: skip


def test_that_two_stays_a_week_apart_are_one():
    # 4 + 3 days, from the first day on: 7 × 100
    hurt = loss("employer", stays=(stay(4), stay(3, date(2026, 6, 21))))
    assert lines(assess("haibin-lookout-employer", "office", hurt)) == {"hospital_allowance": yuan(700)}
