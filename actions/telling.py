"""Facts told unasked: a need, a correction, a choice among the plans shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import language
from actions.choosing import class_fact
from actions.doubting import unsure
from actions.health import state_told
from actions.naming import line_of_kind, product_wished
from actions.turn import Turn
from insurance import events as e
from insurance import facts as f
from insurance.catalogue import Product, SumRange
from insurance.journeys import Journey
from insurance.lines import Line
from insurance.money import Money
from insurance.noting import is_only_a_month
from insurance.services import choosing, consult
from insurance.services.parts import Parts
from language.dates.journeys import tells_journey
from language.words.normal import normalise

SUM_FROM = Decimal(50_000)  # yuan; a bare amount from here on is a sum insured or a value, not a premium
TEAM = 3  # people of one occupation
SUM_LINES = (Line.CRITICAL_ILLNESS, Line.TERM_LIFE, Line.WHOLE_LIFE)
MEANS_A_CHANGE = ("seek_advice", "correct_answer", "other_plans")  # read surely, they say that something else is wanted


async def hear_facts(parts: Parts, turn: Turn, journey: Journey) -> e.Progress | None:
    """Take what the sentence tells; None when it tells nothing.

    What would put a purchase under way away is asked back first, unless it is plain that this is meant.
    """
    found = [*language.read_facts(turn.text, parts.clock.today())]
    found = [*_line_implied(parts, turn.text, found, journey.needs.line), *found]
    if language.read_feeling(turn.text) is f.Feeling.GRIEF:  # who has died isn't who is to be insured
        found = [fact for fact in found if not isinstance(fact, f.PersonFact)]
    if _is_month_of_nothing(turn.text, found, journey):
        found = []
    choices = [fact for fact in found if isinstance(fact, f.ChoiceFact)]
    line = next((fact.line for fact in found if isinstance(fact, f.LineFact)), journey.needs.line)
    found = [fact for fact in found if not (isinstance(fact, f.HeadcountFact) and language.is_about(fact.text))]
    found = language.add_health_details(found, turn.text, parts.clock.today())
    told = [_weighed(line, fact) for fact in [*found, *_in_passing(turn.text, line, found)]]
    told = [fact for fact in told if not isinstance(fact, f.ChoiceFact | f.MoneyFact | f.DateFact)]
    if choices and journey.offer and not told:
        return await choosing.choose_plan(parts, turn.sender, choices[0])
    if told and all(_is_direction(fact) for fact in told) and not _has_range(parts, journey):
        return await choosing.point_at_limit(parts, turn.sender, more=_direction(told) > 0)
    told = _directed(parts, journey, told)
    wished = _wished(parts, turn, journey)
    if wished is not None and not any(isinstance(fact, f.LineFact) for fact in told):
        told = [f.LineFact(wished.line, wished.segment if wished.line is Line.CAR else None), *told]
    if not told:
        return await state_told(parts, turn, journey)
    doubt = consult.doubt_about(parts, journey, told, turn.text)
    if doubt is not None and not _means_a_change(turn):
        return await consult.ask_back(parts, turn.sender, doubt)
    return await consult.note_needs(parts, turn.sender, told, wished.id if wished else None)


def _is_month_of_nothing(text: str, found: Sequence[f.Fact], journey: Journey) -> bool:
    """明年3月 and no more, where no journey is spoken of: what happens then isn't known."""
    alone = found[0] if len(found) == 1 else None
    month = isinstance(alone, f.TripFact) and alone.start is not None and is_only_a_month(alone)
    return month and journey.needs.line is not Line.TRAVEL and not tells_journey(normalise(text))


def _line_implied(parts: Parts, text: str, found: Sequence[f.Fact], line: Line | None) -> list[f.Fact]:
    """滑雪险, or 我们工地上二十多个工人: so many people of one occupation are insured by their employer."""
    kinds = {type(fact) for fact in found}
    if line is not None or f.LineFact in kinds:
        return []
    named = line_of_kind(parts.catalogue, text)
    if named is not None:
        return [f.LineFact(named)]
    team = any(isinstance(fact, f.HeadcountFact) and (fact.total or 0) >= TEAM for fact in found)
    counted = team and f.OccupationFact in kinds and f.PersonFact not in kinds
    return [f.LineFact(Line.GROUP)] if counted else []


def _in_passing(text: str, line: Line | None, found: Sequence[f.Fact]) -> list[f.Fact]:
    """Of employees that they work in an office, where no occupation is named."""
    named = any(isinstance(fact, f.OccupationFact) for fact in found)
    return [class_fact(1)] if line is Line.GROUP and not named and language.works_in_an_office(text) else []


def _wished(parts: Parts, turn: Turn, journey: Journey) -> Product | None:
    """想买常青树: the product named, as long as nothing is being bought."""
    if journey.purchase is not None or language.asks_something(turn.text) or language.refuses(turn.text):
        return None
    return product_wished(parts.catalogue, turn.text)


def _means_a_change(turn: Turn) -> bool:
    return language.wants_another(turn.text) or (turn.intent in MEANS_A_CHANGE and not unsure(turn))


def _weighed(line: Line | None, fact: f.Fact) -> f.Fact:
    """What an amount is depends on the line: a sum insured, the value of a thing, an annuity's yearly amount."""
    if isinstance(fact, f.BudgetFact) and line is Line.ANNUITY:
        return f.SumInsuredFact(fact.at_most.times(12) if fact.period is f.Period.MONTH else fact.at_most)
    if not isinstance(fact, f.MoneyFact) or fact.amount.amount < SUM_FROM:
        return fact
    if line is Line.HOME:
        return f.HomeFact(value=fact.amount)
    if line is Line.CAR:
        return f.VehicleFact(value=fact.amount)
    return f.SumInsuredFact(fact.amount, text=fact.text) if line in SUM_LINES else fact


def _is_direction(fact: f.Fact) -> bool:
    return isinstance(fact, f.SumInsuredFact) and fact.amount is None and fact.direction != 0


def _direction(told: Sequence[f.Fact]) -> int:
    return next(fact.direction for fact in told if isinstance(fact, f.SumInsuredFact))


def _on_the_table(journey: Journey) -> list[tuple[str, str]]:
    """The plan being bought, else those shown."""
    if journey.purchase is not None:
        return [(journey.purchase.product_id, journey.purchase.plan_id)]
    return [(one.product_id, one.plan_id) for one in journey.offer]


def _sums(parts: Parts, journey: Journey) -> list[Money | SumRange]:
    return [
        parts.catalogue.product(product).plan(plan).sum_insured  # type: ignore[arg-type]
        for product, plan in _on_the_table(journey)
    ]


def _has_range(parts: Parts, journey: Journey) -> bool:
    """Whether another sum can be wished for: of plans with fixed sums only another plan has more."""
    sums = _sums(parts, journey)
    return not sums or any(isinstance(one, SumRange) for one in sums)


def _directed(parts: Parts, journey: Journey, told: Sequence[f.Fact]) -> list[f.Fact]:
    """保额高一点: half as much again as what is on the table; 低一点: two thirds of it."""
    directed: list[f.Fact] = []
    for fact in told:
        if isinstance(fact, f.SumInsuredFact) and _is_direction(fact):
            shown = [one.default for one in _sums(parts, journey) if isinstance(one, SumRange)]
            known = journey.needs.sum_insured or max(shown, key=lambda one: one.amount, default=None)
            if known is None:
                continue
            part = Decimal(3) / 2 if fact.direction > 0 else Decimal(2) / 3
            fact = f.SumInsuredFact(known.times(part), text=fact.text)
        directed.append(fact)
    return directed
