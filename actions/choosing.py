"""What the tapped button of a consult question says."""

from __future__ import annotations

from collections.abc import Sequence

from insurance import facts as f
from insurance.lines import Destination, Line, Relation, Sex
from insurance.money import Money
from insurance.questions import Question

LINE_CHOICES = {line.value: line for line in Line}
SEGMENTS = ("compulsory", "third_party", "damage")
OCCUPATIONS = {"office": ("office", 1), "service": ("service", 2), "driver": ("driver", 4), "worker": ("worker", 4)}

CLASSES = {f"class_{number}": number for number in range(1, 7)}


def facts_for_choice(question: Question, choice: str) -> Sequence[f.Fact]:
    """What a tapped button of a consult question says."""
    match question.field:
        case "line":
            return [f.LineFact(LINE_CHOICES[choice])] if choice in LINE_CHOICES else []
        case "car_cover":
            return [f.LineFact(Line.CAR, choice)] if choice in SEGMENTS else []
        case "insured_relation":
            return [f.PersonFact(relation=Relation(choice))]
        case "insured_sex":
            return [f.PersonFact(sex=Sex(choice))]
        case "insured_occupation" | "group_occupation":
            return [_occupation_chosen(choice)]
        case "smoker":
            return [f.SmokerFact(choice == "yes")]
        case "social_insurance":
            return [f.SocialInsuranceFact(choice == "yes")]
        case "conditions":
            return [f.HealthyFact()]
        case "budget":
            return [f.NoBudgetFact()]
        case "sum_insured" | "yearly_amount":
            return [f.SumInsuredFact(Money.of(choice))]
        case "term":
            return [_term(choice)]
        case "pay_years":
            return [f.TermFact(pay_years=int(choice.removeprefix("pay_")))]
        case "destination":
            return [f.DestinationFact((Destination(choice),))]
        case "trip_days":
            return [f.TripFact(days=int(choice.removeprefix("days_")))]
        case "travellers":
            return [f.PersonFact(relation=Relation.SELF)]
        case "seats" | "vehicle_age" | "no_claim_years" | "headcount":
            return [count_fact(question.field, int(choice))]
        case "home_value":
            return [f.HomeFact(value=Money.of(choice))]
        case "building":
            return [f.HomeFact(building=choice)]
    return []


def _occupation_chosen(choice: str) -> f.OccupationFact:
    """One of the usual ones, or a class. Raises KeyError for any other."""
    return f.OccupationFact(*OCCUPATIONS[choice]) if choice in OCCUPATIONS else class_fact(CLASSES[choice])


def _term(choice: str) -> f.TermFact:
    kind, _, number = choice.rpartition("_")
    return f.TermFact(years=int(number)) if kind == "years" else f.TermFact(to_age=int(number))


def count_fact(field: str, number: int) -> f.Fact:
    match field:
        case "seats":
            return f.VehicleFact(seats=number)
        case "vehicle_age":
            return f.VehicleFact(age_years=number)
        case "no_claim_years":
            return f.VehicleFact(no_claim_years=number)
    return f.HeadcountFact(total=number)


def class_fact(number: int) -> f.OccupationFact:
    """An occupation of which only the class is known; it is named by its class."""
    return f.OccupationFact("office" if number == 1 else f"class_{number}", number)
