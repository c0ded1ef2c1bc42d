"""What differs between two states of the needs, fact by fact, for reading back and for computing again."""

from __future__ import annotations

from dataclasses import dataclass

from insurance.needs import Needs

PARTS = ("insured", "vehicle", "home")  # of Needs: looked into by themselves


@dataclass(frozen=True)
class Change:
    """One fact before and after; `field` is a name of Needs, InsuredPerson, Vehicle or Home."""

    field: str
    before: object
    after: object
    person: int | None = None


def changes_between(before: Needs, after: Needs) -> tuple[Change, ...]:
    """What differs, one entry a fact; facts told for the first time (before is None) are included."""
    found = _differences(before, after)
    found += _differences(before.vehicle, after.vehicle)
    found += _differences(before.home, after.home)
    for index in range(max(len(before.insured), len(after.insured))):
        found += _differences(before.person(index), after.person(index), index)
    return tuple(found)


def _differences(before: object, after: object, person: int | None = None) -> list[Change]:
    """Field by field; parts that are looked into by themselves are left out."""
    told = [(name, old, getattr(after, name)) for name, old in vars(before).items() if name not in PARTS]
    return [Change(name, old, new, person) for name, old, new in told if old != new]
