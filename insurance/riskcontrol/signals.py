"""From what was found to facts for the decision tables, and from their points to a score.

Which number counts as too many stands in `underwriting/risk_*.json` only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from insurance.money import Money
from insurance.ports import RuleEngine, RuleValue
from insurance.riskcontrol.entries import BlacklistHit, Entry, EntryKind, Link, Resemblance
from insurance.riskcontrol.identifiers import IdentifierKind, KeyedHash, Role

SHARED = (
    IdentifierKind.PHONE, IdentifierKind.DEVICE, IdentifierKind.ADDRESS, IdentifierKind.ACCOUNT,
    IdentifierKind.BENEFICIARY,
)  # fmt: skip
PEOPLE = (IdentifierKind.PERSON, IdentifierKind.COMPANY)
SCORE = "risk_score"


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105 - not a password
    HOLD = "hold"


@dataclass(frozen=True)
class Found:
    """Everything the records and lists had to say about one entry."""

    links: Sequence[Link] = ()
    related: frozenset[KeyedHash] = frozenset()  # people who are known to belong together with the entry's own
    resemblances: Sequence[Resemblance] = ()
    blacklist: Sequence[BlacklistHit] = ()


@dataclass(frozen=True)
class Signal:
    """One table's answer; `subjects` are the earlier applications and claims it rests on."""

    table: str
    version: str
    row: str
    points: int
    facts: Mapping[str, RuleValue]
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Screening:
    """A score with its parts; only signals with points are kept."""

    verdict: Verdict
    score: int
    signals: tuple[Signal, ...]
    score_version: str


@dataclass(frozen=True)
class _Asked:
    table: str
    facts: Mapping[str, RuleValue]
    subjects: tuple[str, ...] = ()


def assess(entry: Entry, found: Found, rules: RuleEngine) -> Screening:
    """Ask every table that concerns this kind of entry. Raises UnknownTable, RuleFailed."""
    signals = [signal for asked in _questions(entry, found) if (signal := _answer(asked, rules)).points]
    total = sum(signal.points for signal in signals)
    result = rules.decide(SCORE, {"total": total, "kind": entry.kind.value})
    return Screening(Verdict(str(result.output["decision"])), total, tuple(signals), result.version)


def _answer(asked: _Asked, rules: RuleEngine) -> Signal:
    result = rules.decide(asked.table, asked.facts)
    points = result.output["points"]
    assert isinstance(points, int | float)  # noqa: S101 - every row of these tables gives points
    return Signal(asked.table, result.version, result.rows[0], int(points), asked.facts, asked.subjects)


def _questions(entry: Entry, found: Found) -> Iterator[_Asked]:
    yield _blacklist(found)
    for kind in SHARED:
        yield _shared(entry, found, kind)
    if entry.kind is EntryKind.APPLICATION:
        yield _insurers(entry, found)
        yield _early_effective(entry, found)
        yield _income(entry)
    else:
        yield _places(entry, found)
        yield _Asked("risk_waiting_period", {"days_after_waiting": entry.days_after_waiting})
        yield _documents(found)


def _insurers(entry: Entry, found: Found) -> _Asked:
    """Insurers applied to, for the same person, in the last 1, 7 and 30 days, this one included."""
    facts: dict[str, RuleValue] = {}
    subjects: set[str] = set()
    for days in (1, 7, 30):
        most: set[str] = {entry.insurer}
        for key in entry.keys:
            if key.kind not in PEOPLE:
                continue
            recent = [one for one in _of(found.links, key.kind, EntryKind.APPLICATION, entry, days) if one.key == key]
            insurers = {entry.insurer, *(one.insurer for one in recent)}
            if len(insurers) > len(most):
                most = insurers
                subjects |= {one.subject for one in recent}
        facts[f"insurers_{days}_days"] = len(most)
    return _Asked("risk_insurers", facts, tuple(sorted(subjects)))


def _early_effective(entry: Entry, found: Found) -> _Asked:
    claims = _own_claims(entry, found, 365)
    facts = {"days_to_effective": entry.days_to_effective, "claims_365_days": len(claims)}
    return _Asked("risk_early_effective", facts, claims)


def _own_claims(entry: Entry, found: Found, days: int) -> tuple[str, ...]:
    """Claims of the applicant and the insured; this one, if it is a claim, not included."""
    own = [one for kind in PEOPLE for one in _of(found.links, kind, EntryKind.CLAIM, entry, days)]
    return tuple(sorted({one.subject for one in own}))


def _income(entry: Entry) -> _Asked:
    def yuan(value: Money | None) -> float | None:
        return float(value.amount) if value is not None else None

    return _Asked("risk_income", {"sum_insured": yuan(entry.sum_insured), "annual_income": yuan(entry.annual_income)})


def _places(entry: Entry, found: Found) -> _Asked:
    """The same people's claims in the area and at the institution in 90 days, this one included, and everybody's."""
    own = set(_own_claims(entry, found, 90))
    facts: dict[str, RuleValue] = {}
    subjects: set[str] = set()
    for kind in (IdentifierKind.AREA, IdentifierKind.INSTITUTION):
        named = any(key.kind is kind for key in entry.keys)
        there = {one.subject for one in _of(found.links, kind, EntryKind.CLAIM, entry, 90)}
        subjects |= there & own
        facts[f"own_claims_{kind.value}_90_days"] = len(there & own) + 1 if named else None
        week = {one.subject for one in _of(found.links, kind, EntryKind.CLAIM, entry, 7)}
        facts[f"all_claims_{kind.value}_7_days"] = len(week) + 1 if named else None
    return _Asked("risk_places", facts, tuple(sorted(subjects)))


def _shared(entry: Entry, found: Found, kind: IdentifierKind) -> _Asked:
    """Unrelated customers with the same phone, device, address, account or beneficiary in a year."""
    others = [one for one in found.links if one.key.kind is kind and _is_stranger(one, entry, found)]
    recent = [one for one in others if entry.at - one.at <= timedelta(days=365)]
    facts = {"kind": kind.value, "unrelated_customers": len({one.owner for one in recent})}
    return _Asked("risk_shared", facts, tuple(sorted({one.subject for one in recent})))


def _is_stranger(link: Link, entry: Entry, found: Found) -> bool:
    return link.owner != entry.owner and link.owner not in found.related


def _documents(found: Found) -> _Asked:
    nearest = min((one.distance for one in found.resemblances), default=None)
    subjects = tuple(sorted({one.subject for one in found.resemblances}))
    return _Asked("risk_documents", {"nearest_document_bits": nearest}, subjects)


def _blacklist(found: Found) -> _Asked:
    return _Asked(
        "risk_blacklist",
        {"entries": len(found.blacklist), "reasons": sorted({one.reason for one in found.blacklist})},
        tuple(sorted(one.entry for one in found.blacklist)),
    )


def _of(links: Sequence[Link], kind: IdentifierKind, entry_kind: EntryKind, entry: Entry, days: int) -> list[Link]:
    since = entry.at - timedelta(days=days)
    return [
        one for one in links
        if one.key.kind is kind and one.kind is entry_kind and one.at >= since and one.subject != entry.subject
    ]  # fmt: skip


def people_of(entry: Entry) -> frozenset[KeyedHash]:
    """The applicant and the insured of an entry."""
    roles = (Role.APPLICANT, Role.INSURED)
    return frozenset(key.hash for key in entry.keys if key.kind in PEOPLE and key.role in roles)
