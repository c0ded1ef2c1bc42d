"""What is asked before plans are offered: which questions each line of business has, and the next one open."""

from __future__ import annotations

from insurance.lines import Line, Relation
from insurance.needs import ADULT, SENIOR, InsuredPerson, Needs
from insurance.questions import AnswerKind, Flow, Question

WORKING_AGES = (18, 65)  # years, from and below
RATED_BY_SEX_FROM = 46  # years; medical cover made for this age asks for the sex


def next_question(needs: Needs) -> Question | None:
    """The next thing to ask for this line of business; None when enough is known to offer plans."""
    return next(iter(open_questions(needs)), None)


def open_questions(needs: Needs) -> list[Question]:
    """All that is still to be asked for this line of business, the next one first."""
    if needs.line is None:
        return [_line(needs)]
    asked = (_ASK[name](needs) for name in ASKED[needs.line])
    return [question for question in asked if question is not None]


def _consult(
    field: str, kind: AnswerKind, *choices: str, person: int | None = None, optional: bool = False
) -> Question:
    return Question(Flow.CONSULT, field, kind, choices, person, optional=optional)


def _line(needs: Needs) -> Question:
    """Which kind of cover, those first that people of this age look for most."""
    age = needs.person().age
    first: tuple[str, ...]
    if age is not None and age.years >= SENIOR:
        first = ("accident", "cancer", "medical", "travel")
    elif age is not None and age.years < ADULT:
        first = ("accident", "medical", "outpatient", "critical_illness")
    else:
        first = ("accident", "medical", "critical_illness", "travel", "term_life", "car")
    return _consult("line", AnswerKind.CHOICE, *first, "other_lines")


def _who(needs: Needs) -> Question | None:
    if needs.person().relation is not None:
        return None
    choices = ("child",) if needs.line is Line.OUTPATIENT else ("self", "spouse", "child", "parent")
    return _consult("insured_relation", AnswerKind.PERSON, *choices)


def _age(needs: Needs) -> Question | None:
    for index, person in enumerate(needs.insured or (InsuredPerson(),)):
        if person.age is None:
            return _consult("insured_age", AnswerKind.AGE, person=index)
    return None


def _sex(needs: Needs) -> Question | None:
    if needs.person().sex is not None:
        return None
    return _consult("insured_sex", AnswerKind.CHOICE, "male", "female", person=0)


def _senior_sex(needs: Needs) -> Question | None:
    """Medical cover made for older people is rated by sex, that for the young isn't."""
    age = needs.person().age
    return _sex(needs) if age is not None and age.years >= RATED_BY_SEX_FROM else None


def works(person: InsuredPerson) -> bool:
    """Of an age at which people have an occupation that matters."""
    return person.age is not None and WORKING_AGES[0] <= person.age.years < WORKING_AGES[1]


def _occupation(needs: Needs) -> Question | None:
    """Working ages only: children, students and pensioners are class 1 or 2 and nobody asks them."""
    person = needs.person()
    if person.occupation_class is not None or not works(person):
        return None
    return _consult("insured_occupation", AnswerKind.OCCUPATION, "office", "service", "driver", "worker", person=0)


def _group_occupation(needs: Needs) -> Question | None:
    if needs.person().occupation_class is not None:
        return None
    return _consult("group_occupation", AnswerKind.OCCUPATION, "office", "service", "driver", "worker", person=0)


def _smoker(needs: Needs) -> Question | None:
    return _consult("smoker", AnswerKind.YES_NO, "yes", "no", person=0) if needs.person().smoker is None else None


def _conditions(needs: Needs) -> Question | None:
    if needs.person().conditions_known:
        return None
    return _consult("conditions", AnswerKind.CONDITIONS, "none", person=0)


def _budget(needs: Needs) -> Question | None:
    if needs.budget is not None or needs.budget_open:
        return None
    return _consult("budget", AnswerKind.BUDGET, "any_budget", optional=True)


def _social_insurance(needs: Needs) -> Question | None:
    if needs.social_insurance is not None:
        return None
    return _consult("social_insurance", AnswerKind.YES_NO, "yes", "no")


def _sum_insured(needs: Needs) -> Question | None:
    if needs.sum_insured is not None:
        return None
    return _consult("sum_insured", AnswerKind.MONEY, "300000", "500000", "1000000")


def _yearly_amount(needs: Needs) -> Question | None:
    if needs.sum_insured is not None:
        return None
    return _consult("yearly_amount", AnswerKind.MONEY, "10000", "20000", "50000")


def _term(needs: Needs) -> Question | None:
    if needs.term_years is not None or needs.to_age is not None:
        return None
    return _consult("term", AnswerKind.TERM, "years_20", "years_30", "to_age_60", "to_age_70")


def _pay_years(needs: Needs) -> Question | None:
    return _consult("pay_years", AnswerKind.TERM, "pay_1", "pay_5", "pay_10", "pay_20") if not needs.pay_years else None


def _destination(needs: Needs) -> Question | None:
    if needs.destinations:
        return None
    return _consult("destination", AnswerKind.DESTINATION, "domestic", "asia", "schengen", "north_america")


def _trip(needs: Needs) -> Question | None:
    if needs.trip_start is None:
        return _consult("trip", AnswerKind.TRIP)
    return _consult("trip_days", AnswerKind.TRIP, "days_5", "days_7", "days_15") if needs.trip_days is None else None


def _travellers(needs: Needs) -> Question | None:
    """Everyone who travels, with ages: travel premiums go by person."""
    expected = needs.headcount or 0
    if not needs.insured or len(needs.insured) < expected:
        return _consult("travellers", AnswerKind.PERSONS, "only_me")
    for index, person in enumerate(needs.insured):
        if person.relation is None:
            told = any(one.relation is Relation.SELF for one in needs.insured)
            choices = ("spouse", "child", "parent") if told else ("self", "spouse", "child", "parent")
            return _consult("insured_relation", AnswerKind.PERSON, *choices, person=index)
    return _age(needs)


def _car_cover(needs: Needs) -> Question | None:
    if needs.segment is not None:
        return None
    return _consult("car_cover", AnswerKind.CHOICE, "compulsory", "third_party", "damage")


def _seats(needs: Needs) -> Question | None:
    return _consult("seats", AnswerKind.COUNT, "5", "7") if needs.vehicle.seats is None else None


def _vehicle_value(needs: Needs) -> Question | None:
    if needs.vehicle.value is not None or needs.segment != "damage":
        return None
    return _consult("vehicle_value", AnswerKind.MONEY)


def _vehicle_age(needs: Needs) -> Question | None:
    if needs.vehicle.age_years is not None or needs.segment != "damage":
        return None
    return _consult("vehicle_age", AnswerKind.COUNT, "0", "3", "5")


def _no_claim(needs: Needs) -> Question | None:
    if needs.vehicle.no_claim_years is not None:
        return None
    return _consult("no_claim_years", AnswerKind.COUNT, "0", "1", "2", "3")


def _home_value(needs: Needs) -> Question | None:
    return _consult("home_value", AnswerKind.MONEY, "1000000", "2000000", "3000000") if not needs.home.value else None


def _building(needs: Needs) -> Question | None:
    if needs.home.building is not None:
        return None
    return _consult("building", AnswerKind.CHOICE, "concrete", "brick", "wood")


def _group_age(needs: Needs) -> Question | None:
    """The average age: some insurers rate a group by it."""
    return _consult("group_age", AnswerKind.AGE, person=0) if needs.person().age is None else None


def _headcount(needs: Needs) -> Question | None:
    return _consult("headcount", AnswerKind.COUNT) if needs.headcount is None else None


_ASK = {
    "who": _who, "age": _age, "sex": _sex, "senior_sex": _senior_sex, "occupation": _occupation, "smoker": _smoker,
    "conditions": _conditions,
    "budget": _budget, "social_insurance": _social_insurance, "sum_insured": _sum_insured,
    "yearly_amount": _yearly_amount, "term": _term, "pay_years": _pay_years, "destination": _destination,
    "trip": _trip, "travellers": _travellers, "car_cover": _car_cover, "seats": _seats,
    "vehicle_value": _vehicle_value, "vehicle_age": _vehicle_age, "no_claim": _no_claim, "home_value": _home_value,
    "building": _building, "headcount": _headcount, "group_occupation": _group_occupation,
    "group_age": _group_age,
}  # fmt: skip

# What must be known before plans are offered, in the order a good advisor asks.
ASKED: dict[Line, tuple[str, ...]] = {
    Line.ACCIDENT: ("who", "age", "occupation", "budget"),
    Line.TRAVEL: ("destination", "trip", "travellers"),
    Line.MEDICAL: ("who", "age", "senior_sex", "social_insurance", "occupation", "conditions", "budget"),
    Line.OUTPATIENT: ("who", "age", "social_insurance", "budget"),
    Line.CANCER: ("who", "age", "sex", "social_insurance", "conditions", "budget"),
    Line.CRITICAL_ILLNESS: ("who", "age", "sex", "occupation", "conditions", "sum_insured", "budget"),
    Line.TERM_LIFE: ("who", "age", "sex", "smoker", "occupation", "sum_insured", "term", "budget"),
    Line.WHOLE_LIFE: ("who", "age", "sex", "occupation", "sum_insured", "pay_years"),
    Line.ANNUITY: ("who", "age", "sex", "yearly_amount", "pay_years"),
    Line.CAR: ("car_cover", "seats", "vehicle_value", "vehicle_age", "no_claim"),
    Line.HOME: ("home_value", "building"),
    Line.GROUP: ("headcount", "group_occupation", "group_age", "budget"),
}
