"""Who is found, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from insurance.bilingual import Bilingual
from insurance.lines import Line
from insurance.provider_search import Wanted, Why, nearest_suitable
from insurance.providers import (
    Coordinates,
    HospitalLevel,
    HospitalRequirement,
    HospitalStanding,
    Hours,
    Place,
    Provider,
    ProviderKind,
    Rating,
    Service,
)
from insurance.refs import ProviderId

NOON = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai, a Wednesday
NIGHT = datetime(2026, 6, 10, 18, 0, tzinfo=UTC)  # 02:00 of Thursday
HERE = Coordinates(31.203, 121.601)
PLACE = Place("here", Bilingual("张江", "Zhangjiang"), "shanghai", "pudong", HERE)
ALWAYS = Hours(time(0), time(0))
OFFICE = Hours(time(9), time(17, 30), (0, 1, 2, 3, 4))
ONE_KM = 0.009  # degrees of latitude


def provider(name: str, km: float = 0.0, **about: object) -> Provider:
    tow = Provider(
        id=ProviderId(name), name=Bilingual(name, name), kind=ProviderKind.ROADSIDE, services=(Service.TOW,),
        lines=(), province="上海市", city="shanghai", district="pudong", address=Bilingual("路", "road"),
        at=Coordinates(HERE.latitude + km * ONE_KM, HERE.longitude), radius_km=40, phone="400-000-0000", hours=ALWAYS,
        languages=("zh",),
    )  # fmt: skip
    return replace(tow, **about)  # type: ignore[arg-type]


def hospital(name: str, level: HospitalLevel, public: bool, **about: object) -> Provider:
    standing = HospitalStanding(level, public, True)
    kind = {"kind": ProviderKind.HOSPITAL, "services": (Service.APPOINTMENT,), "standing": standing}
    return provider(name, **{**kind, **about})


TOW = Wanted(ProviderKind.ROADSIDE, Service.TOW, PLACE)
CARE = Wanted(ProviderKind.HOSPITAL, Service.APPOINTMENT, PLACE)
ADVICE = Wanted(ProviderKind.LEGAL_AID, Service.LEGAL_CONSULTATION, PLACE)


def names(*providers: Provider, wanted: Wanted = TOW, at: datetime = NOON, ratings=None) -> list[str]:
    return [one.provider.id for one in nearest_suitable(providers, wanted, at, ratings or {})]


def test_that_a_distance_is_right_to_the_kilometre():
    beijing, shanghai = Coordinates(39.904, 116.407), Coordinates(31.230, 121.474)
    assert beijing.distance_km(shanghai) == pytest.approx(1068, abs=3)  # by the great circle


def test_that_the_three_nearest_come_in_order():
    assert names(*(provider(f"p{km}", km) for km in (20, 5, 30, 10))) == ["p5", "p10", "p20"]


def test_that_who_does_not_come_so_far_is_left_out():
    assert names(provider("near", 9.9, radius_km=10), provider("far", 10.2, radius_km=10)) == ["near"]


def test_that_another_kind_or_service_is_left_out():
    jump = replace(TOW, service=Service.JUMP_START)
    assert names(provider("tow"), wanted=jump) == []
    assert names(provider("lawyer", kind=ProviderKind.LEGAL_AID)) == []


def test_that_a_provider_of_other_lines_is_left_out_and_one_of_any_line_is_not():
    wanted = replace(TOW, line=Line.CAR)
    assert names(provider("home", lines=(Line.HOME,)), provider("any", 1), wanted=wanted) == ["any"]


def test_that_who_has_just_declined_is_not_offered_again():
    assert names(provider("a"), provider("b", 3), wanted=replace(TOW, excluded=frozenset({ProviderId("a")}))) == ["b"]


def test_that_only_rescue_that_is_open_is_offered():
    assert names(provider("day", hours=OFFICE), provider("always", 9), at=NIGHT) == ["always"]
    assert names(provider("day", hours=OFFICE), at=NIGHT) == []


def test_that_a_lawyer_is_offered_at_night_and_told_to_be_closed():
    lawyer = provider("lawyer", kind=ProviderKind.LEGAL_AID, services=(Service.LEGAL_CONSULTATION,), hours=OFFICE)
    found = nearest_suitable([lawyer], ADVICE, NIGHT, {})
    assert Why.CLOSED in found[0].reasons


@pytest.mark.parametrize(("at", "is_open"), [
    (datetime(2026, 6, 10, 15, 0, tzinfo=UTC), True),  # 23:00
    (datetime(2026, 6, 10, 20, 59, tzinfo=UTC), True),  # 04:59 of the next day
    (datetime(2026, 6, 10, 21, 0, tzinfo=UTC), False),  # 05:00
    (datetime(2026, 6, 10, 13, 59, tzinfo=UTC), False),  # 21:59
])  # fmt: skip
def test_that_hours_reach_over_midnight(at: datetime, is_open: bool):
    assert Hours(time(22), time(5)).is_open(at) is is_open


def test_that_the_night_after_a_working_day_counts_as_that_day():
    friday_night = Hours(time(22), time(5), (4,))
    assert friday_night.is_open(datetime(2026, 6, 12, 20, 0, tzinfo=UTC))  # 04:00 on Saturday
    assert not friday_night.is_open(datetime(2026, 6, 11, 20, 0, tzinfo=UTC))  # 04:00 on Friday


def test_that_a_hospital_has_to_be_what_the_clauses_ask():
    asked = HospitalRequirement(Bilingual("安心", "Calm"), "6.1")
    level3 = replace(asked, min_level=HospitalLevel.THIRD)
    any_owner = replace(asked, public=False)
    second, third = (
        hospital("second", HospitalLevel.SECOND, True, km=1),
        hospital("third", HospitalLevel.THIRD, True, km=2),
    )
    private = hospital("private", HospitalLevel.THIRD, False)
    all_three = (private, second, third)
    assert names(*all_three, wanted=CARE) == ["private", "second", "third"]
    assert names(*all_three, wanted=replace(CARE, requirements=(asked,))) == ["second", "third"]
    assert names(*all_three, wanted=replace(CARE, requirements=(any_owner,))) == ["private", "second", "third"]
    assert names(*all_three, wanted=replace(CARE, requirements=(any_owner, asked, level3))) == ["third"]


def test_that_the_better_rated_of_two_about_as_far_goes_first():
    near, better = provider("near", 4.8), provider("better", 5.1)
    ratings = {ProviderId("near"): Rating(6, 2), ProviderId("better"): Rating(9, 2)}
    assert names(near, better, ratings=ratings) == ["better", "near"]
    assert names(near, better) == ["near", "better"]


def test_that_stars_never_outweigh_a_real_distance():
    ratings = {ProviderId("far"): Rating(50, 10), ProviderId("near"): Rating(1, 1)}
    assert names(provider("near", 2), provider("far", 9), ratings=ratings) == ["near", "far"]


def test_that_an_unrated_one_stands_between_good_and_bad():
    ratings = {ProviderId("good"): Rating(5, 1), ProviderId("bad"): Rating(1, 1)}
    assert names(provider("bad"), provider("new"), provider("good"), ratings=ratings) == ["good", "new", "bad"]


def test_that_nobody_is_near_a_place_known_by_name_only():
    assert names(provider("a"), wanted=replace(TOW, place=replace(PLACE, at=None))) == []
