"""Facts a sentence can tell: the value types `language` returns and the services take.

`language` only says what the words mean; the services decide what a fact changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Union

from insurance.health import Aspect
from insurance.lines import Activity, Concern, Destination, Line, Relation, Sex
from insurance.money import Money


class Period(StrEnum):
    """What one amount of a budget covers."""

    YEAR = "year"
    MONTH = "month"
    ONCE = "once"
    UNKNOWN = "unknown"


class Feeling(StrEnum):
    """How the speaker feels, where the words say so plainly."""

    GRIEF = "grief"  # a death in the family
    ANGER = "anger"  # scolding or swearing at the service
    HURRY = "hurry"
    WORRY = "worry"
    SADNESS = "sadness"
    CONFUSION = "confusion"
    GLADNESS = "gladness"


@dataclass(frozen=True)
class Age:
    """A completed age. `months` (0–11 beyond `years`) and `days` matter for infants only."""

    years: int
    months: int = 0
    days: int = 0

    def in_days(self) -> int:
        """Approximate length in days, for limits such as 28 days."""
        return self.years * 365 + self.months * 30 + self.days


@dataclass(frozen=True)
class PersonFact:
    """A person mentioned: `我爸65`, `娃三岁半`, `老婆32怀孕28周`, `本人九零年的`, `two kids 6 and 9` (two facts).

    Attributes:
        relation: to the speaker; None when only an age or sex was said (`65岁`, `男`).
        age: completed age if said, or derived from a birth year or date (then `birth` holds what was said).
        birth: full birth date if said; a year alone gives only an approximate age.
        count: number of such persons without single ages (`两个小孩`).
        approximate: 60多岁, 三十来岁: the age must be asked again.
        was: the age taken back (`是7岁不是6岁`): says which of several such persons is meant.
    """

    relation: Relation | None = None
    age: Age | None = None
    sex: Sex | None = None
    birth: date | None = None
    pregnant_weeks: int | None = None
    count: int = 1
    approximate: bool = False
    was: Age | None = None
    text: str = ""


@dataclass(frozen=True)
class LeavingFact:
    """Somebody of a party who isn't coming after all: `我妈不去了`, `take my son off`."""

    relation: Relation
    sex: Sex | None = None
    text: str = ""


@dataclass(frozen=True)
class HeadcountFact:
    """`2大2小`, `一家四口`, `我们公司30个人`, `3 adults and a child`."""

    adults: int | None = None
    children: int | None = None
    total: int | None = None
    text: str = ""


@dataclass(frozen=True)
class BudgetFact:
    """`一年五百块以内`, `每月300`, `under 5k a year`, `预算两三千`."""

    at_most: Money
    at_least: Money | None = None
    period: Period = Period.UNKNOWN
    text: str = ""


@dataclass(frozen=True)
class NoBudgetFact:
    """`预算不限`, `价格无所谓`."""

    text: str = ""


@dataclass(frozen=True)
class MoneyFact:
    """An amount with no telling context (`50万`, `5000刀`)."""

    amount: Money
    text: str = ""


@dataclass(frozen=True)
class SumInsuredFact:
    """`保额50万`, `换成50万`, or a direction only: `保额高一点` (+1), `保额低点` (-1)."""

    amount: Money | None = None
    direction: int = 0
    text: str = ""


@dataclass(frozen=True)
class TripFact:
    """A period of travel: `下周三去7天`, `12月1号到8号` (8 days, both ends counted), `国庆`. `start` is never past.

    ambiguous: two readings are likely, so the dates are to be confirmed in one line. Set for a day of return
        (8号回来: 7 days or 8), a week, month or part of one for a day (下周, 12月, 月初, end of the month), a weekend,
        明后天 and 过两天, 五一 without a length (its days off differ), `next Friday` while this Friday is still to
        come, and 5/12 in an English sentence. A date, a weekday or a festival by its name has one reading.
    """

    start: date | None = None
    days: int | None = None
    end: date | None = None
    ambiguous: bool = False
    text: str = ""


@dataclass(frozen=True)
class DateFact:
    """A single date (`明天`, `3月5号`, `next Friday`). `past_allowed` readings are chosen by the caller's flag."""

    day: date
    text: str = ""


@dataclass(frozen=True)
class DestinationFact:
    """`去日本和韩国`, `法国`: regions, with the places as said and domestic Chinese places as `domestic`."""

    destinations: tuple[Destination, ...]
    places: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class ActivityFact:
    activity: Activity
    text: str = ""


@dataclass(frozen=True)
class OccupationFact:
    """`我爸是货车司机`: the occupation with its class, 1 (office) to 6 (dangerous); class None if not in the list."""

    name: str
    occupation_class: int | None
    text: str = ""


@dataclass(frozen=True)
class ConditionFact:
    """`甲状腺结节3级,去年查的`: a condition code of docs/add-a-product.md with its state.

    Attributes:
        negated: `没有高血压`.
        details: what was said of it besides, as `insurance.health` codes it.
    """

    code: str
    name: str
    grade: str | None = None
    since: str | None = None
    negated: bool = False
    text: str = ""
    details: Mapping[Aspect, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HealthyFact:
    """`身体健康,没毛病`, `no health problems`: no known condition at all."""

    text: str = ""


@dataclass(frozen=True)
class LineFact:
    """A line of business named: `意外险`, `重疾`, `term life`, perhaps its segment: `百万医疗`, `申根`."""

    line: Line
    segment: str | None = None
    text: str = ""


@dataclass(frozen=True)
class ConcernFact:
    concern: Concern
    text: str = ""


@dataclass(frozen=True)
class VehicleFact:
    """`5座家用车,车价15万,两年没出险`."""

    seats: int | None = None
    value: Money | None = None
    age_years: int | None = None
    no_claim_years: int | None = None
    use: str | None = None  # private, business
    plate: str | None = None
    text: str = ""


@dataclass(frozen=True)
class HomeFact:
    value: Money | None = None
    area_square_metres: Decimal | None = None
    building: str | None = None  # concrete, brick, wood
    text: str = ""


@dataclass(frozen=True)
class TermFact:
    """`保20年`, `保到60岁`, `保终身`, `交20年`, `一次交清`."""

    years: int | None = None
    to_age: int | None = None
    whole_life: bool = False
    pay_years: int | None = None
    text: str = ""


@dataclass(frozen=True)
class SocialInsuranceFact:
    """`有医保`, `没社保`, `新农合`."""

    has: bool
    text: str = ""


@dataclass(frozen=True)
class SmokerFact:
    smokes: bool
    text: str = ""


class Ranked(StrEnum):
    """A plan pointed at by a quality rather than a number."""

    CHEAPEST = "cheapest"
    MOST_COVER = "most_cover"
    BALANCED = "balanced"
    LAST = "last"
    DEAREST = "dearest"


@dataclass(frozen=True)
class ChoiceFact:
    """`第二个` (position 2, from 1), `便宜的那款`, `最后一个`, `还是第一个`, `the cheaper one`, `B`, `2`."""

    position: int | None = None
    ranked: Ranked | None = None
    text: str = ""


Fact = Union[  # noqa: UP007 - a union over so many lines reads better so
    PersonFact, HeadcountFact, BudgetFact, NoBudgetFact, MoneyFact, SumInsuredFact, TripFact, DateFact,
    DestinationFact, ActivityFact, OccupationFact, ConditionFact, HealthyFact, LineFact, ConcernFact, VehicleFact,
    HomeFact, TermFact, SocialInsuranceFact, SmokerFact, ChoiceFact, LeavingFact,
]  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """`年龄错了,是53不是35` (old 35, new 53): what the sentence negates, so that it is not taken as said."""

    negated: tuple[str, ...] = field(default_factory=tuple)
