"""What differs between two states of the needs, fact by fact, for reading back and for computing again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from insurance.needs import Needs

LEFT = "left"  # a person of a party who isn't coming after all: `before` is the person
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
    stayed = list(before.insured)
    for index in reversed(_left(before, after)):
        found.append(Change(LEFT, stayed.pop(index), None, index))
    staying = replace(before, insured=tuple(stayed))
    for index in range(max(len(stayed), len(after.insured))):
        found += _differences(staying.person(index), after.person(index), index)
    return tuple(found)


def _left(before: Needs, after: Needs) -> list[int]:
    """The places of those who are no longer in a party of which the others stay as they were."""
    gone = len(before.insured) - len(after.insured)
    for index in range(len(before.insured) if gone == 1 and after.insured else 0):
        if before.insured[:index] + before.insured[index + 1 :] == after.insured:
            return [index]
    return []


def _differences(before: object, after: object, person: int | None = None) -> list[Change]:
    """Field by field; parts that are looked into by themselves are left out."""
    told = [(name, old, getattr(after, name)) for name, old in vars(before).items() if name not in PARTS]
    return [Change(name, old, new, person) for name, old, new in told if old != new]
