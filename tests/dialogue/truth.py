"""Facts by name: the true ones of a persona and those in the record, in one shape so that they can be compared.

A fact about one of several people carries the number of the person: `age` is the first one's, `age.1` the second one's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tests.dialogue.persona import Facts, Persona, day

NOTHING = None  # not known
PERSONAL = {
    "relation": "relation", "age": "age", "sex": "sex", "occupation": "occupation_class", "smoker": "smoker",
    "conditions": "conditions",
}  # fmt: skip
VEHICLE = {
    "seats": "seats", "vehicle_value": "value", "vehicle_age": "age_years", "no_claim_years": "no_claim_years"
}  # fmt: skip
HOME = {"home_value": "value", "building": "building"}
PLAIN = (
    "line", "segment", "budget", "concerns", "destinations", "activities", "trip_start", "trip_days", "sum_insured",
    "term_years", "to_age", "pay_years", "social_insurance", "headcount",
)  # fmt: skip
# The worry that goes without saying for who asks for that line.
IMPLIED = {
    "cancer": "cancer", "critical_illness": "critical_illness", "annuity": "retirement", "outpatient": "outpatient",
    "medical": "hospital_bill", "term_life": "death", "whole_life": "death",
}  # fmt: skip

# What an answer to a field tells.
TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "line": ("line",), "insured_relation": ("relation",), "insured_age": ("age",), "group_age": ("age",),
    "insured_sex": ("sex",), "insured_occupation": ("occupation",), "group_occupation": ("occupation",),
    "smoker": ("smoker",), "conditions": ("conditions",), "budget": ("budget",),
    "social_insurance": ("social_insurance",), "sum_insured": ("sum_insured",), "yearly_amount": ("sum_insured",),
    "term": ("term",), "pay_years": ("pay_years",), "destination": ("destinations",),
    "trip": ("trip_start", "trip_days"), "trip_days": ("trip_days",), "travellers": ("people",),
    "car_cover": ("segment",), "seats": ("seats",), "vehicle_value": ("vehicle_value",),
    "vehicle_age": ("vehicle_age",), "no_claim_years": ("no_claim_years",), "home_value": ("home_value",),
    "building": ("building",), "headcount": ("headcount",),
}  # fmt: skip


def numbered(name: str, person: int) -> str:
    return f"{name}.{person}" if person else name


def expand(names: Iterable[str], facts: Facts) -> set[str]:
    """`people` and `term` are said in one breath; every fact by its own name."""
    people = range(len(facts.get("people", ())))
    wide: dict[str, Sequence[str]] = {
        "people": [numbered(name, one) for one in people for name in ("relation", "age")],
        "term": ["term_years"] if "term_years" in facts else ["to_age"],
        "destination": ["destinations"],
    }
    return {one for name in names for one in wide.get(name, [name])}


def true_facts(persona: Persona, facts: Facts) -> dict[str, Any]:
    """Every fact that is true, by name."""
    found: dict[str, Any] = {name: facts[name] for name in PLAIN if name in facts}
    if worry := IMPLIED.get(facts.get("line", "")):
        found["concerns"] = [*found.get("concerns", ()), worry]
    if trip := facts.get("trip"):
        found |= {"trip_start": day(trip["start"], persona.today).isoformat(), "trip_days": trip["days"]}
    for names, part in ((VEHICLE, facts.get("vehicle", {})), (HOME, facts.get("home", {}))):
        found |= {name: part[key] for name, key in names.items() if key in part}
    people = facts.get("people", ())
    if len(people) > 1:
        found.setdefault("headcount", len(people))
    for number, person in enumerate(people):
        known = {**person, "occupation": person.get("job")}
        found |= {numbered(name, number): known[name] for name in PERSONAL if known.get(name) is not None}
    return found


def recorded_facts(needs: Mapping[str, Any], facts: Facts) -> dict[str, Any]:
    """Every fact of the record's needs, people in the persona's order; people the persona doesn't know come last."""
    found: dict[str, Any] = {name: needs[name] for name in PLAIN if needs.get(name) not in (NOTHING, [])}
    for names, part in ((VEHICLE, needs.get("vehicle", {})), (HOME, needs.get("home", {}))):
        found |= {name: part[key] for name, key in names.items() if key in part}
    insured = needs.get("insured", [])
    order = who_is_who(insured, facts.get("people", ()))
    strangers = iter(range(len(facts.get("people", ())), 99))
    for number, person in enumerate(insured):
        place = order[number] if order[number] is not None else next(strangers)
        for name, key in PERSONAL.items():
            if person.get(key) not in (NOTHING, []):
                found[numbered(name, place)] = person[key]
    return found


def who_is_who(insured: Sequence[Mapping[str, Any]], people: Sequence[Mapping[str, Any]]) -> list[int | None]:
    """For each person of the record the number of the persona's person it must be: by relation and age, then either."""
    found: list[int | None] = [None] * len(insured)
    for keys in (("relation", "age"), ("relation",), ("age",), ()):
        for number, person in enumerate(insured):
            free = [one for one in range(len(people)) if one not in found]
            fits = [one for one in free if all(people[one].get(key) == person.get(key) for key in keys)]
            if found[number] is None and fits:
                found[number] = fits[0]
    return found


def agrees(name: str, told: Any, recorded: Any) -> bool:
    """Whether the record says the same; several accepted values stand in a list or between bars."""
    kind = name.split(".")[0]
    if kind in ("concerns", "activities"):
        return set(recorded) <= set(told)
    if kind == "destinations":
        return set(recorded) == set(told)
    if kind == "conditions":
        codes = set(recorded or ())
        return len(codes) == len(told) and all(any(code in one.split("|") for code in codes) for one in told)
    accepted = told if isinstance(told, list) else [told]
    return any(_same(one, recorded) for one in accepted)


def _same(told: Any, recorded: Any) -> bool:
    if isinstance(told, bool) or isinstance(recorded, bool):
        return told is recorded
    if isinstance(told, int | float):
        try:
            return Decimal(str(recorded)) == Decimal(str(told))
        except ArithmeticError:
            return False
    return str(told) == str(recorded)
