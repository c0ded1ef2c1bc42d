"""Service providers: who they are, whom they suit, how far away they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from insurance.bilingual import Bilingual
from insurance.lines import Line
from insurance.policies import SHANGHAI
from insurance.refs import ProviderId

EARTH_KM = 6371.0  # mean radius
MIDNIGHT = time(0, 0)


class ProviderKind(StrEnum):
    ROADSIDE = "roadside"  # 道路救援
    LOSS_ADJUSTER = "loss_adjuster"  # 公估查勘
    LEGAL_AID = "legal_aid"  # 法律援助
    HOSPITAL = "hospital"  # 医院


class Service(StrEnum):
    """What a provider does; the first of each kind is what is meant where nothing more is said."""

    TOW = "tow"
    JUMP_START = "jump_start"
    TYRE = "tyre"
    FUEL = "fuel"
    LOCKOUT = "lockout"
    CAR_SURVEY = "car_survey"
    HOME_SURVEY = "home_survey"
    LEGAL_CONSULTATION = "legal_consultation"
    APPOINTMENT = "appointment"


SERVICES: dict[ProviderKind, tuple[Service, ...]] = {
    ProviderKind.ROADSIDE: (Service.TOW, Service.JUMP_START, Service.TYRE, Service.FUEL, Service.LOCKOUT),
    ProviderKind.LOSS_ADJUSTER: (Service.CAR_SURVEY, Service.HOME_SURVEY),
    ProviderKind.LEGAL_AID: (Service.LEGAL_CONSULTATION,),
    ProviderKind.HOSPITAL: (Service.APPOINTMENT,),
}


def kind_of(service: Service) -> ProviderKind:
    return next(kind for kind, services in SERVICES.items() if service in services)


@dataclass(frozen=True)
class Coordinates:
    """Degrees, WGS 84."""

    latitude: float
    longitude: float

    def distance_km(self, other: Coordinates) -> float:
        """Great-circle distance (haversine)."""
        north, south = math.radians(self.latitude), math.radians(other.latitude)
        east = math.radians(other.longitude - self.longitude)
        half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
        return 2 * EARTH_KM * math.asin(math.sqrt(half))


@dataclass(frozen=True)
class Place:
    """Where the customer is, as well as it was told.

    Attributes:
        id: stable name in `places.yaml`.
        city, district: ids; the district is empty where only the city is known: distances are then from its middle.
        at: None for a place of which only the name is known: nobody of the directory is near it.
    """

    id: str
    name: Bilingual
    city: str
    district: str
    at: Coordinates | None


class HospitalLevel(StrEnum):
    """Level of the ministry's hospital accreditation."""

    SECOND = "second"  # 二级
    THIRD = "third"  # 三级


@dataclass(frozen=True)
class HospitalStanding:
    """What a product's clauses may ask of a hospital."""

    level: HospitalLevel
    public: bool
    social_insurance: bool  # 社保定点


@dataclass(frozen=True)
class HospitalRequirement:
    """What a clause asks: `article` of `product` says so."""

    product: Bilingual
    article: str
    min_level: HospitalLevel = HospitalLevel.SECOND
    public: bool = True

    def is_met_by(self, hospital: HospitalStanding) -> bool:
        low = self.min_level is HospitalLevel.THIRD and hospital.level is HospitalLevel.SECOND
        return not low and (hospital.public or not self.public)


@dataclass(frozen=True)
class Hours:
    """Daily hours in Asia/Shanghai on some days (Monday is 0); opening and closing at 00:00 is round the clock."""

    opens: time
    closes: time
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)

    @property
    def always(self) -> bool:
        return self.opens == self.closes == MIDNIGHT and len(self.days) == 7

    def is_open(self, at: datetime) -> bool:
        """At an aware time. Hours that end before they begin reach into the next day."""
        there = at.astimezone(SHANGHAI)
        clock, day = there.time(), there.weekday()
        if self.opens == self.closes:
            return day in self.days
        if self.opens < self.closes:
            return day in self.days and self.opens <= clock < self.closes
        before = (there - timedelta(days=1)).weekday()
        return (day in self.days and clock >= self.opens) or (before in self.days and clock < self.closes)


@dataclass(frozen=True)
class Provider:
    """One entry of the directory.

    Attributes:
        lines: lines of business it works for; empty: any.
        radius_km: how far it goes from `at`; of a hospital how far it is offered.
        standing: of a hospital only.
    """

    id: ProviderId
    name: Bilingual
    kind: ProviderKind
    services: tuple[Service, ...]
    lines: tuple[Line, ...]
    province: str
    city: str
    district: str
    address: Bilingual
    at: Coordinates
    radius_km: float
    phone: str
    hours: Hours
    languages: tuple[str, ...]
    standing: HospitalStanding | None = None
    emergency: bool = False  # of a hospital: an emergency room at any hour


@dataclass(frozen=True)
class Rating:
    """Stars so far: `total` of them in `count` ratings."""

    total: int = 0
    count: int = 0

    @property
    def mean(self) -> float | None:
        return self.total / self.count if self.count else None
