"""A loss as a policy looks at it: what happened, what it cost, what others paid. Facts only, nothing of a product."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from insurance.claim_types import Cause, ClaimType
from insurance.money import ZERO, Money


class Visit(StrEnum):
    OUTPATIENT = "outpatient"
    INPATIENT = "inpatient"


class Severity(StrEnum):
    """Grade of an illness of the schedule (重症, 中症, 轻症)."""

    SEVERE = "severe"
    MODERATE = "moderate"
    MILD = "mild"


@dataclass(frozen=True)
class Bill:
    """One medical bill.

    Attributes:
        document: hash of the picture it was read from.
        amount: the whole bill; the other three are parts of it.
        social_insurance: paid by the public fund (医保统筹); the personal account is the customer's own money.
        own_expense: outside the public list (自费).
        other_paid: by an employer, a liable person or another insurer.
    """

    document: str
    invoice_number: str
    visit: Visit
    day: date
    amount: Money
    social_insurance: Money = ZERO
    own_expense: Money = ZERO
    other_paid: Money = ZERO


@dataclass(frozen=True)
class Stay:
    """A stay in hospital; `icu_days` of it in intensive care."""

    admission: date
    discharge: date
    icu_days: int = 0


@dataclass(frozen=True)
class LostItem:
    """Something lost or spoilt. `kind`: electronics, cash, jewellery, documents, fragile … or empty."""

    value: Money
    bought: date | None = None
    kind: str = ""


@dataclass(frozen=True)
class Cost:
    """A cost that isn't a medical bill: ambulance, evacuation, towing … `other_paid` is part of it."""

    kind: str
    amount: Money
    other_paid: Money = ZERO


@dataclass(frozen=True)
class Damage:
    """Repair of one part of a home or a car: building, decoration, contents, water_pipe, glass …"""

    part: str
    cost: Money
    installed: date | None = None
    other_paid: Money = ZERO


@dataclass(frozen=True)
class Injury:
    """A broken bone, a burn by its surface, a grade of damage: the row of a benefit's table it falls under."""

    code: str
    incomplete: bool = False  # a crack
    fixation: bool = False  # operated on with internal fixation


@dataclass(frozen=True)
class Loss:
    """Everything the calculation asks of one loss.

    Attributes:
        happened: the day of the accident, or on which the illness first showed; Asia/Shanghai.
        person: a mark of the injured or insured person, the same in every loss; empty where there is but one.
        age: completed years on that day.
        disability_grade: 1 (gravest) to 10.
        delay_minutes: of a flight or of baggage.
        repair_cost: of the insured car.
        third_party_injury: all that is owed for injury; `third_party_medical` is the part of it for treatment.
        liability_share: of the insured, 0 to 1; None while nobody has fixed it.
        prepaid: trip costs that nobody gives back.
        flags: what a clause may exclude (drink_driving, pre_existing …): always for a person to look at.
        circumstances: what a benefit asks for (winter_sports, animal_bite, third_party_unknown …).
    """

    type: ClaimType
    happened: date
    cause: Cause | None = None
    person: str = ""
    age: int | None = None
    bills: tuple[Bill, ...] = ()
    stays: tuple[Stay, ...] = ()
    costs: tuple[Cost, ...] = ()
    disability_grade: int | None = None
    illness: Severity | None = None
    injuries: tuple[Injury, ...] = ()
    died: bool = False
    died_on: date | None = None
    public_transport: bool = False
    delay_minutes: int | None = None
    cancelled: bool = False
    items: tuple[LostItem, ...] = ()
    prepaid: Money = ZERO
    repair_cost: Money = ZERO
    damages: tuple[Damage, ...] = ()
    repair_days: int = 0
    third_party_injury: Money = ZERO
    third_party_medical: Money = ZERO
    third_party_property: Money = ZERO
    liability_share: Decimal | None = None
    days_off_work: int = 0
    school_days_missed: int = 0
    care_days: int = 0
    wages_a_day: Money | None = None
    flags: frozenset[str] = field(default_factory=frozenset)
    circumstances: frozenset[str] = field(default_factory=frozenset)

    def has(self, circumstance: str) -> bool:
        """Whether it was told, or follows from another fact."""
        if circumstance == "public_transport" and self.public_transport:
            return True
        if self.illness is not None and circumstance == f"{self.illness}_illness":
            return True
        if circumstance == "malignant_tumour" and self.illness is Severity.SEVERE and "cancer" in self.circumstances:
            return True  # 恶性肿瘤——重度
        return circumstance in self.circumstances
