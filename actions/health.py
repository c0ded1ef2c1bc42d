"""Answers to what is asked about a condition: which one it is, its grade, size, last check …, and the income."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import language
from actions.turn import Turn
from insurance import events as e
from insurance.facts import ConditionFact
from insurance.follow_ups import INCOME, aspect_of
from insurance.health import FOLLOW_UP, OTHER, UNKNOWN, WHICH, Aspect, choice_value
from insurance.journeys import Journey
from insurance.money import Money
from insurance.questions import AnswerKind, Flow, Question
from insurance.refs import Sender
from insurance.services import consult, disclosing
from insurance.services.parts import Parts

_NONE_OF_THEM = re.compile(
    r"都不是|不是这些|不在(?:里面|这里|其中)|别的|其[他它]|另外的|none of (?:these|them|those)|something else|other",
    re.IGNORECASE,
)


def is_about_health(question: Question) -> bool:
    return question.field in (WHICH, INCOME) or aspect_of(question) is not None


async def hear_health(parts: Parts, turn: Turn, question: Question) -> e.Progress | None:
    """Take the text as an answer, with everything else it says of the condition; never what isn't plain."""
    if question.field == WHICH:
        return await _hear_which(parts, turn, question)
    if question.field == INCOME:
        return await _hear_income(parts, turn, question)
    if _denied(turn.text, question.detail):
        return await consult.note_needs(parts, turn.sender, [ConditionFact(question.detail, "", negated=True)])
    told = [fact for fact in conditions_told(parts, turn.text) if not _same(fact.code, question.detail)]
    details = language.read_health_details(turn.text, question.detail, parts.clock.today(), aspect_of(question))
    if not details:
        details = _plain_yes_or_no(turn.text, question)
    if not details and not told:
        return None
    return await disclosing.answer_follow_up(parts, turn.sender, question, details, told)


def _plain_yes_or_no(text: str, question: Question) -> Mapping[Aspect, str]:
    """yes he has, where yes and no are the answers shown."""
    aspect, yes = aspect_of(question), language.read_yes_no(text)
    if aspect is None or yes is None or not {"yes", "no"} <= set(question.choices):
        return {}
    return {aspect: "yes" if yes else "no"}


async def state_told(parts: Parts, turn: Turn, journey: Journey) -> e.Progress | None:
    """3级，半年前复查没变化, said of the one condition known while something else was asked."""
    known = [(n, one) for n, person in enumerate(journey.needs.insured) for one in person.conditions]
    if len(known) != 1:
        return None
    index, condition = known[0]
    asks = parts.conditions[condition.code].asks if condition.code in parts.conditions else {}
    said = language.read_health_details(turn.text, condition.code, parts.clock.today())
    told = {aspect: value for aspect, value in said.items() if aspect in asks and aspect not in condition.details}
    if not told:  # what is known is changed only where it is asked for
        return None
    about = Question(Flow.CONSULT, FOLLOW_UP, AnswerKind.CONDITION_DETAIL, (), index, condition.code)
    return await disclosing.answer_follow_up(parts, turn.sender, about, told)


def conditions_told(parts: Parts, text: str) -> list[ConditionFact]:
    """The conditions a text says somebody has, each with what is said of it where it is the only one."""
    found = [fact for fact in language.read_conditions(text) if not fact.negated]
    told = language.add_health_details(found, text, parts.clock.today())
    return [fact for fact in told if isinstance(fact, ConditionFact)]


def _denied(text: str, code: str) -> bool:
    """我没有甲状腺结节: it was told by mistake."""
    return any(fact.negated and _same(fact.code, code) for fact in language.read_conditions(text))


def _same(code: str, other: str) -> bool:
    return code == other or (code.startswith("hypertension_") and other.startswith("hypertension_"))


async def _hear_which(parts: Parts, turn: Turn, question: Question) -> e.Progress | None:
    told: Sequence[ConditionFact] = conditions_told(parts, turn.text)
    choice = language.read_choice(turn.text, len(question.choices))
    if not told and choice is not None and choice.position is not None:
        return await take_health_choice(parts, turn.sender, question, question.choices[choice.position - 1])
    if told or _NONE_OF_THEM.search(turn.text) or language.says_unknown(turn.text):
        return await disclosing.say_which(parts, turn.sender, question, told)
    return None


async def _hear_income(parts: Parts, turn: Turn, question: Question) -> e.Progress | None:
    amount = language.read_money(turn.text)
    if amount is not None and amount.amount > 0:
        monthly = re.search(r"月|month", turn.text) is not None
        return await disclosing.answer_income(parts, turn.sender, question, amount.times(12) if monthly else amount)
    if language.says_unknown(turn.text):
        return await disclosing.answer_income(parts, turn.sender, question, None)
    return None


async def take_health_choice(parts: Parts, sender: Sender, question: Question, choice: str) -> e.Progress | None:
    """A tapped answer."""
    if choice not in question.choices:
        return None
    if question.field == WHICH:
        told = [] if choice in (OTHER, UNKNOWN) else [disclosing.named(parts, choice)]
        return await disclosing.say_which(parts, sender, question, told)
    if question.field == INCOME:
        income = None if choice == UNKNOWN else Money.of(choice)
        return await disclosing.answer_income(parts, sender, question, income)
    aspect = aspect_of(question)
    if aspect is None:
        return None
    details = {aspect: choice_value(aspect, choice, parts.clock.today())}
    return await disclosing.answer_follow_up(parts, sender, question, details)
