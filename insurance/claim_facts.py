"""Facts an assessor establishes where no document that is read proves them: repair costs, things lost, grades.

Each is kept as it is written on the desk, checked before it is kept, and put into the loss that is calculated with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from insurance.adjudication.loss import Cost, Damage, Injury, Loss, LostItem, Severity, Stay
from insurance.money import ZERO, Money

Row = TypeVar("Row")


class ProvenFact(StrEnum):
    """What can be established. Money in yuan, shares in percent, days and minutes whole.

    Of the last five several can be: one a line, its parts between spaces; a part in brackets may be missing.
    """

    DISABILITY_GRADE = "disability_grade"  # 1 to 10
    SEVERITY = "severity"  # mild, moderate, severe
    DELAY_MINUTES = "delay_minutes"
    LIABILITY_SHARE = "liability_share"
    REPAIR_COST = "repair_cost"
    REPAIR_DAYS = "repair_days"
    THIRD_PARTY_INJURY = "third_party_injury"
    THIRD_PARTY_MEDICAL = "third_party_medical"
    THIRD_PARTY_PROPERTY = "third_party_property"
    PREPAID = "prepaid"
    DAYS_OFF_WORK = "days_off_work"
    WAGES_A_DAY = "wages_a_day"
    CARE_DAYS = "care_days"
    SCHOOL_DAYS_MISSED = "school_days_missed"
    ICU_DAYS = "icu_days"
    DIED_ON = "died_on"
    CIRCUMSTANCES = "circumstances"  # codes of docs/adjudication.md
    ITEMS = "items"  # value [day bought] [kind]
    COSTS = "costs"  # kind amount [paid by others]
    DAMAGES = "damages"  # part cost [day installed]
    INJURIES = "injuries"  # code [incomplete] [fixation]


class WrongFact(ValueError):
    """A value that can't be; `fact` names it."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


def check_facts(facts: Mapping[str, str]) -> None:
    """Raises WrongFact."""
    for name, value in facts.items():
        try:
            _read(ProvenFact(name), value)
        except (ValueError, InvalidOperation, IndexError, OverflowError) as error:
            raise WrongFact(name) from error


def with_facts(loss: Loss, facts: Mapping[str, str]) -> Loss:
    """The loss with what was established. Raises WrongFact."""
    check_facts(facts)
    values = {ProvenFact(name): _read(ProvenFact(name), value) for name, value in facts.items()}
    icu = values.pop(ProvenFact.ICU_DAYS, None)
    circumstances = values.pop(ProvenFact.CIRCUMSTANCES, frozenset())
    names = {_FIELDS.get(fact, fact.value): value for fact, value in values.items()}
    stays = _in_intensive_care(loss.stays, icu) if isinstance(icu, int) else loss.stays
    assert isinstance(circumstances, frozenset)  # noqa: S101 - as read
    return replace(loss, stays=stays, circumstances=loss.circumstances | circumstances, **names)  # type: ignore[arg-type]


def _in_intensive_care(stays: tuple[Stay, ...], days: int) -> tuple[Stay, ...]:
    """Days in intensive care belong to the first stay that is long enough."""
    for place, stay in enumerate(stays):
        if (stay.discharge - stay.admission).days >= days:
            return (*stays[:place], replace(stay, icu_days=days), *stays[place + 1 :])
    return stays


def _read(fact: ProvenFact, value: str) -> object:
    return _READERS[fact](value.strip())


def _money(text: str) -> Money:
    amount = Money.of(text)
    if amount < ZERO:
        raise ValueError(text)
    return amount


def _count(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not 0 <= number <= most:
            raise ValueError(text)
        return number

    return read


def _grade(text: str) -> int:
    grade = int(text)
    if not 1 <= grade <= 10:
        raise ValueError(text)
    return grade


def _share(text: str) -> Decimal:
    share = Decimal(text)
    if not 0 <= share <= 100:
        raise ValueError(text)
    return share / 100


def _lines(row: Callable[[list[str]], Row]) -> Callable[[str], tuple[Row, ...]]:
    return lambda text: tuple(row(line.split()) for line in text.splitlines() if line.strip())


def _item(parts: list[str]) -> LostItem:
    bought = date.fromisoformat(parts[1]) if len(parts) > 1 and parts[1][:1].isdigit() else None
    rest = parts[2:] if bought else parts[1:]
    return LostItem(_money(parts[0]), bought, rest[0] if rest else "")


def _cost(parts: list[str]) -> Cost:
    return Cost(parts[0], _money(parts[1]), _money(parts[2]) if len(parts) > 2 else ZERO)


def _damage(parts: list[str]) -> Damage:
    return Damage(parts[0], _money(parts[1]), date.fromisoformat(parts[2]) if len(parts) > 2 else None)


def _injury(parts: list[str]) -> Injury:
    if set(parts[1:]) - {"incomplete", "fixation"}:
        raise ValueError(parts[0])
    return Injury(parts[0], "incomplete" in parts[1:], "fixation" in parts[1:])


_DAYS, _MINUTES = _count(3_660), _count(100_000)
_READERS: Mapping[ProvenFact, Callable[[str], object]] = {
    ProvenFact.DISABILITY_GRADE: _grade,
    ProvenFact.SEVERITY: Severity,
    ProvenFact.DELAY_MINUTES: _MINUTES,
    ProvenFact.LIABILITY_SHARE: _share,
    ProvenFact.REPAIR_COST: _money,
    ProvenFact.REPAIR_DAYS: _DAYS,
    ProvenFact.THIRD_PARTY_INJURY: _money,
    ProvenFact.THIRD_PARTY_MEDICAL: _money,
    ProvenFact.THIRD_PARTY_PROPERTY: _money,
    ProvenFact.PREPAID: _money,
    ProvenFact.DAYS_OFF_WORK: _DAYS,
    ProvenFact.WAGES_A_DAY: _money,
    ProvenFact.CARE_DAYS: _DAYS,
    ProvenFact.SCHOOL_DAYS_MISSED: _DAYS,
    ProvenFact.ICU_DAYS: _DAYS,
    ProvenFact.DIED_ON: date.fromisoformat,
    ProvenFact.CIRCUMSTANCES: lambda text: frozenset(text.split()),
    ProvenFact.ITEMS: _lines(_item),
    ProvenFact.COSTS: _lines(_cost),
    ProvenFact.DAMAGES: _lines(_damage),
    ProvenFact.INJURIES: _lines(_injury),
}
_FIELDS = {ProvenFact.SEVERITY: "illness"}
