"""How a benefit is calculated: read from product_index/claims/benefits.yaml and the `pays:` of a product's benefit.

Sums are yuan, shares and ratios fractions of one, days calendar days. The fields are explained in
docs/add-a-product.md; the defaults here are what holds where a file says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from insurance.adjudication.loss import Visit
from insurance.claim_types import Cause, ClaimType
from insurance.money import Money


class Kind(StrEnum):
    REIMBURSEMENT = "reimbursement"  # of bills or of a cost
    FIXED_SUM = "fixed_sum"
    GRADED = "graded"  # by grade of disability
    DAILY = "daily"
    DELAY_STEPS = "delay_steps"
    TABLE = "table"  # by bone broken, surface burnt …
    ITEMS = "items"
    REPAIR = "repair"
    LIABILITY = "liability"
    INSTALMENT = "instalment"  # an annuity: paid on its day, not for a loss
    ASSESSED = "assessed"  # a person sets the sum, within the limit


class Per(StrEnum):
    """What a limit or a deductible holds for."""

    VISIT = "visit"
    EVENT = "event"
    YEAR = "year"  # of the policy; the whole trip for a trip
    LIFETIME = "lifetime"


class Unsettled(StrEnum):
    """How the ratio changes for a bill that the public fund paid nothing of."""

    RATIO = "ratio"  # is this instead
    OF_RATIO = "of_ratio"  # this share of the agreed one
    POINTS = "points"  # so much less


class DaysOf(StrEnum):
    STAY = "stay"
    ICU = "icu"
    DAYS_OFF_WORK = "days_off_work"
    SCHOOL = "school"
    REPAIR = "repair"
    CARE = "care"


class Then(StrEnum):
    """What follows after the first step of a delay."""

    EACH = "each"  # every further such stretch pays the same again
    DOUBLE = "double"  # twice the stretch pays the whole
    ONCE = "once"


class SumFor(StrEnum):
    DEATH = "death"
    TOTAL_DISABILITY = "total_disability"
    ILLNESS = "illness"
    CIRCUMSTANCE = "circumstance"  # what `needs` asks for


class Debt(StrEnum):
    """What a liability benefit pays for."""

    INJURY = "injury"
    MEDICAL = "medical"  # treatment within the injury
    INJURY_OTHER = "injury_other"  # the rest of it
    PROPERTY = "property"


@dataclass(frozen=True)
class BillTerms:
    """Reimbursement.

    Attributes:
        deductible, ratio: instead of the benefit's own.
        plan_terms: where the benefit has neither, the plan's hold.
        deductible_with: benefits that use up the same deductible; deductible_shared: so do all insured of the policy.
        others_count: what another insurer paid uses up the deductible, what the public fund paid doesn't.
        deductible_if: another deductible where a circumstance is told.
        tier_up_to, above_ratio: from this sum of a policy year on, this ratio.
        unsettled, unsettled_as, unsettled_always: see Unsettled; else only for those insured with public insurance.
        own_expense: share of it that counts; own_expense_ratio: its own ratio.
        per_visit: most paid a visit; per_day_cost: most counted of an outpatient day.
        visit_days: bills of so many days are one visit.
        treated_within, begun_within: days from the accident.
        before_stay, after_stay: outpatient bills count only so many days around a stay.
        check_bill, check_own_expense: above this a person looks at the bill.
    """

    visits: tuple[Visit, ...] = (Visit.OUTPATIENT, Visit.INPATIENT)
    deductible: Money | None = None
    ratio: Decimal | None = None
    plan_terms: bool = False
    deductible_per: Per = Per.EVENT
    deductible_with: tuple[str, ...] = ()
    deductible_shared: bool = False
    others_count: bool = False
    deductible_if: Mapping[str, Money] = field(default_factory=dict)
    tier_up_to: Money | None = None
    above_ratio: Decimal | None = None
    unsettled: Decimal | None = None
    unsettled_as: Unsettled = Unsettled.RATIO
    unsettled_always: bool = False
    own_expense: Decimal = Decimal(1)
    own_expense_ratio: Decimal | None = None
    per_visit: Money | None = None
    per_day_cost: Money | None = None
    visit_days: int = 1
    treated_within: int | None = None
    begun_within: int | None = None
    before_stay: int | None = None
    after_stay: int | None = None
    check_bill: Money | None = None
    check_own_expense: Money | None = None


@dataclass(frozen=True)
class DayTerms:
    """A daily allowance.

    Attributes:
        same_stay_days: stays no further apart are one, its first days left out once.
        deductible_days: instead of the benefit's own. min_days: below this nothing is paid.
        icu_double: days in intensive care pay twice; icu_most: so many a year.
        wages: the wages paid, where they are less than the daily sum.
    """

    of: DaysOf = DaysOf.STAY
    same_stay_days: int = 0
    deductible_days: int | None = None
    min_days: int = 0
    icu_double: bool = False
    icu_most: int | None = None
    wages: bool = False


@dataclass(frozen=True)
class GradeTerms:
    """`shares` of grade 1 to 10; `death` pays the whole."""

    shares: tuple[Decimal, ...]
    death: bool = False


@dataclass(frozen=True)
class DelayTerms:
    hours: int
    share: Fraction
    then: Then = Then.ONCE


@dataclass(frozen=True)
class TableTerms:
    """`shares` by code of an injury; `several`: the sum of them or the highest only."""

    shares: Mapping[str, Decimal]
    incomplete: Decimal | None = None
    fixation: Decimal | None = None
    highest_only: bool = False


@dataclass(frozen=True)
class ItemTerms:
    """Things lost or spoilt.

    Attributes:
        depreciation: a full year; depreciation_most: in all. Without a day of purchase a person looks.
        kind_shares: most of the limit for one kind; kind_limits: most for one kind in all.
        not_covered: kinds that are left out.
    """

    per_item: Money | None = None
    depreciation: Decimal | None = None
    depreciation_most: Decimal = Decimal(1)
    ratio: Decimal = Decimal(1)
    kind_shares: Mapping[str, Decimal] = field(default_factory=dict)
    kind_limits: Mapping[str, Money] = field(default_factory=dict)
    not_covered: tuple[str, ...] = ()
    lower_of_repair: bool = False


@dataclass(frozen=True)
class RepairTerms:
    """Repair of a car or a part of a home.

    Attributes:
        part: empty for the car itself.
        share: the liable share counts; share_first: before what others paid is taken off.
        deductible: instead of the benefit's own; plan_terms: the plan's. Once an event for all parts.
        total_loss: from this share of the sum insured on it may be a total loss: a person looks.
        repeat_from, repeat_deductible: taken off from the nth loss of a policy year on.
    """

    part: str = ""
    share: bool = False
    share_first: bool = False
    deductible: Money | None = None
    plan_terms: bool = False
    total_loss: Decimal | None = None
    depreciation: Decimal | None = None
    depreciation_most: Decimal = Decimal(1)
    repeat_from: int | None = None
    repeat_deductible: Money | None = None


@dataclass(frozen=True)
class LiabilityTerms:
    """What the insured owes others.

    Attributes:
        share: the liable share counts (car); no_fault: the limit without any fault (compulsory motor).
        deductible: an event, of all; property_deductible: of the property; property_limit: most of it an event.
    """

    of: tuple[Debt, ...] = (Debt.INJURY, Debt.PROPERTY)
    share: bool = False
    no_fault: Money | None = None
    deductible: Money | None = None
    property_deductible: Money | None = None
    property_limit: Money | None = None


@dataclass(frozen=True)
class SumTerms:
    """A fixed sum.

    Attributes:
        severity: share by grade of the illness.
        times: how often at most, each of the full sum.
        falls_to: the sum falls in equal yearly steps to this share in the last year.
    """

    of: SumFor = SumFor.CIRCUMSTANCE
    severity: Mapping[str, Decimal] = field(default_factory=dict)
    times: int = 1
    falls_to: Decimal | None = None


@dataclass(frozen=True)
class AgeShare:
    """From this age on only a share of the sum is paid."""

    age: int
    share: Decimal


@dataclass(frozen=True)
class Terms:
    """How one benefit is calculated.

    Attributes:
        answers: the types of claim it may answer; cause: None for both.
        waits: the waiting period of the product holds for illness; waits_from_next_day: counted from the day after.
        needs: circumstances of which one must be told; unless: of which none may.
        ages: completed years on the day of the loss, both inclusive.
        limit_per, limit_with: what the limit holds for, and benefits that use it up as well.
        offsets: benefits whose payments for the same day are taken off.
        shares: share that is paid where a circumstance is told.
        within: days from the accident in which death must follow.
        adults: below 18 another sum is due: a person looks.
        cost: reimburses this kind of cost instead of medical bills.
        assessor: why a person must look before anything is paid, a code; empty: none need.
        look_if: circumstances in which a person must look.
        articles: articles that hold figures of the calculation beside the benefit's own.
    """

    kind: Kind
    answers: tuple[ClaimType, ...] = ()
    cause: Cause | None = None
    waits: bool = True
    waits_from_next_day: bool = False
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    ages: tuple[int, int] | None = None
    limit_per: Per = Per.YEAR
    limit_with: tuple[str, ...] = ()
    offsets: tuple[str, ...] = ()
    age_share: AgeShare | None = None
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    within: int | None = None
    adults: bool = False
    cost: str = ""
    assessor: str = ""
    look_if: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    bills: BillTerms = field(default_factory=BillTerms)
    days: DayTerms = field(default_factory=DayTerms)
    grades: GradeTerms | None = None
    delay: DelayTerms | None = None
    table: TableTerms | None = None
    items: ItemTerms = field(default_factory=ItemTerms)
    repair: RepairTerms = field(default_factory=RepairTerms)
    liability: LiabilityTerms = field(default_factory=LiabilityTerms)
    sum: SumTerms = field(default_factory=SumTerms)
