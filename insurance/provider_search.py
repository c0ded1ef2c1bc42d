"""The nearest suitable providers, each with the reasons why it suits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from insurance.lines import Line
from insurance.providers import HospitalRequirement, Place, Provider, ProviderKind, Rating, Service
from insurance.refs import ProviderId

SHOWN = 3
ABOUT_AS_FAR_KM = 1.0  # within so much the better rated one goes first


class Why(StrEnum):
    """Why a provider suits; wording is `utter_provider_reason_<code>`."""

    SERVICE = "service"
    COVERS = "covers"
    OPEN = "open"
    ALWAYS_OPEN = "always_open"
    EMERGENCY = "emergency"
    CLOSED = "closed"
    REQUIREMENT = "requirement"
    SOCIAL_INSURANCE = "social_insurance"
    LINE = "line"
    ENGLISH = "english"


@dataclass(frozen=True)
class Wanted:
    """What is looked for.

    Attributes:
        requirements: of the customer's products, of which a hospital has to meet every one.
        excluded: providers that have just declined.
    """

    kind: ProviderKind
    service: Service
    place: Place
    line: Line | None = None
    requirements: tuple[HospitalRequirement, ...] = ()
    excluded: frozenset[ProviderId] = frozenset()


@dataclass(frozen=True)
class Found:
    provider: Provider
    distance_km: float
    reasons: tuple[Why, ...]
    rating: Rating = Rating()


def nearest_suitable(
    providers: Iterable[Provider], wanted: Wanted, now: datetime, ratings: Mapping[ProviderId, Rating]
) -> tuple[Found, ...]:
    """At most three, nearest first; of those about as far the better rated one first.

    Where nobody is open now: those that open again, except for help on the road.
    """
    if wanted.place.at is None:
        return ()
    near = [(one, one.at.distance_km(wanted.place.at)) for one in providers if one.kind is wanted.kind]
    suit = [(one, km) for one, km in near if km <= one.radius_km and _suits(one, wanted)]
    open_now = [(one, km) for one, km in suit if one.hours.is_open(now) or one.emergency]
    if not open_now and wanted.kind is not ProviderKind.ROADSIDE:  # what can wait is taken care of when they open
        open_now = suit
    found = [Found(one, km, _reasons(one, wanted, now), ratings.get(one.id, Rating())) for one, km in open_now]
    return tuple(sorted(found, key=_order)[:SHOWN])


def _order(found: Found) -> tuple[int, float, float, str]:
    """Unrated ones stand in the middle of the scale: neither praised nor punished."""
    mean = found.rating.mean
    stars = 3.0 if mean is None else mean
    return round(found.distance_km / ABOUT_AS_FAR_KM), -stars, found.distance_km, found.provider.id


def _suits(one: Provider, wanted: Wanted) -> bool:
    return (
        wanted.service in one.services
        and one.id not in wanted.excluded
        and (wanted.line is None or not one.lines or wanted.line in one.lines)
        and _meets_requirements(one, wanted)
    )


def _meets_requirements(one: Provider, wanted: Wanted) -> bool:
    standing = one.standing
    return standing is None or all(requirement.is_met_by(standing) for requirement in wanted.requirements)


def _reasons(one: Provider, wanted: Wanted, now: datetime) -> tuple[Why, ...]:
    reasons = [Why.SERVICE] if one.kind is ProviderKind.ROADSIDE else []
    if one.standing is not None and wanted.requirements:
        reasons.append(Why.REQUIREMENT)
    if one.standing is not None and one.standing.social_insurance:
        reasons.append(Why.SOCIAL_INSURANCE)
    if one.kind is not ProviderKind.HOSPITAL:
        reasons.append(Why.COVERS)
    if wanted.line is not None and wanted.line in one.lines:
        reasons.append(Why.LINE)
    reasons.append(_hours_reason(one, now))
    if "en" in one.languages:
        reasons.append(Why.ENGLISH)
    return tuple(reasons)


def _hours_reason(one: Provider, now: datetime) -> Why:
    if one.hours.always:
        return Why.ALWAYS_OPEN
    if one.hours.is_open(now):
        return Why.OPEN
    return Why.EMERGENCY if one.emergency else Why.CLOSED
