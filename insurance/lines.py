"""Lines of business and the small closed vocabularies the whole domain shares.

Source: the product structure of Chinese property and life insurers as sold on broker platforms.
"""

from __future__ import annotations

from enum import StrEnum


class Line(StrEnum):
    """Line of business (险种)."""

    ACCIDENT = "accident"  # 意外险
    TRAVEL = "travel"  # 旅行险
    MEDICAL = "medical"  # 医疗险
    OUTPATIENT = "outpatient"  # 门诊险
    CANCER = "cancer"  # 防癌险
    CRITICAL_ILLNESS = "critical_illness"  # 重疾险
    TERM_LIFE = "term_life"  # 定期寿险
    WHOLE_LIFE = "whole_life"  # 终身寿险
    ANNUITY = "annuity"  # 年金险
    CAR = "car"  # 车险
    HOME = "home"  # 家财险
    GROUP = "group"  # 团体险


class Relation(StrEnum):
    """What the insured is to the applicant (被保险人与投保人关系)."""

    SELF = "self"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    PARENT_IN_LAW = "parent_in_law"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    SIBLING = "sibling"
    EMPLOYEE = "employee"
    OTHER = "other"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class Destination(StrEnum):
    """Travel regions as the rate tables know them."""

    DOMESTIC = "domestic"
    HK_MACAU_TAIWAN = "hk_macau_taiwan"
    ASIA = "asia"
    SCHENGEN = "schengen"
    EUROPE_OTHER = "europe_other"
    OCEANIA = "oceania"
    NORTH_AMERICA = "north_america"
    LATIN_AMERICA = "latin_america"
    AFRICA = "africa"


class Activity(StrEnum):
    WINTER_SPORTS = "winter_sports"
    DIVING = "diving"
    HIGH_ALTITUDE = "high_altitude"
    MARATHON = "marathon"
    CLIMBING = "climbing"
    TEAM_SPORTS = "team_sports"
    CYCLING = "cycling"


class Concern(StrEnum):
    """A worry the customer names; ranks plans, never filters them."""

    FALL = "fall"
    TRAFFIC = "traffic"
    HOSPITAL_BILL = "hospital_bill"
    CANCER = "cancer"
    CRITICAL_ILLNESS = "critical_illness"
    DEATH = "death"
    SUDDEN_DEATH = "sudden_death"
    DISABILITY = "disability"
    RETIREMENT = "retirement"
    EDUCATION = "education"
    FLIGHT_DELAY = "flight_delay"
    BAGGAGE = "baggage"
    VISA = "visa"
    MORTGAGE = "mortgage"
    WATER_DAMAGE = "water_damage"
    THEFT = "theft"
    FIRE = "fire"
    OUTPATIENT = "outpatient"
    SPORTS_INJURY = "sports_injury"
