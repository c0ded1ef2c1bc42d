"""From what was typed to what it means here: an answer to the open question, new facts, or not understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import language
from actions.application_answers import date_for_choice, read_application_answer
from actions.editing import read_change
from actions.reading import facts_for_choice, read_consult_answer
from actions.turn import Turn
from insurance import events as e
from insurance import facts as f
from insurance.applications import key_of
from insurance.journeys import Journey
from insurance.lines import Line
from insurance.questions import AnswerKind, Flow, Question
from insurance.services import apply, choosing, consult, giving_up, navigating, paying, policies
from insurance.services.parts import Parts

# Free-text answers can't be told from a request by their form: the likelier intent decides.
FREE_TEXT = (AnswerKind.TEXT, AnswerKind.COMPANY)
# What a message about something else is recognised by, when an answer would be free text.
REQUESTS = {
    "ask_human", "go_back", "start_over", "cancel", "help", "show_policies", "cancel_policy", "switch_language",
    "ask_why", "ask_clause", "compare_plans", "report_claim", "complain", "check_order",
}  # fmt: skip
CHANGEABLE = (Flow.APPLY, Flow.SUMMARY, Flow.NOTICES, Flow.PAYMENT)
POINTABLE = (AnswerKind.CHOICE, AnswerKind.PERSON, AnswerKind.OCCUPATION, AnswerKind.DESTINATION)
SURE = 0.5
SURE_YES = 0.75
QUESTION_MARK = re.compile(
    r"[??吗呢]\s*$|多少|多久|什么|怎么|如何|哪些|几天|有没有|(?P<verb>\w)不(?P=verb)|^(what|how|why|does|is|can|do)\b",
    re.IGNORECASE,
)
WANTS_TO_PAY = re.compile(
    r"^(?!.*(?:了|已|过|不|别|怎么|为什么|退|paid|don.t|not|cancel|how|why)).*(?:付款|支付|付钱|去付|pay)",
    re.IGNORECASE,
)
STATES_YES = re.compile(r"有|是|对|没错|\b(?:y|yes|ye[aps]h?|yup|true|right|correct|i (?:do|am|have))\b", re.IGNORECASE)
STATES_NO = re.compile(
    r"没|无|不是|否|不存在|非|\b(?:n|no|nope|nah|not|none|never|neither|negative|false|wrong|incorrect)\b|n't",
    re.IGNORECASE,
)


async def hear_answer(parts: Parts, turn: Turn, journey: Journey, question: Question | None) -> e.Progress | None:
    """Take the typed text as an answer to the open question; None when it isn't one."""
    if question is None or not turn.text:
        return None
    if question.kind in FREE_TEXT and turn.intent in REQUESTS and turn.confidence >= SURE:
        return None
    today = parts.clock.today()
    change = read_change(turn.text, journey, today) if question.flow in CHANGEABLE else None
    if change is not None:
        return await _change(parts, turn, *change)
    match question.flow:
        case Flow.PAYMENT if WANTS_TO_PAY.search(turn.text):
            return await paying.open_payment(parts, turn.sender)
        case Flow.CONSULT:
            found = _pointed_at(question, turn.text) or read_consult_answer(question, turn.text, today)
            more = [fact for fact in language.read_facts(turn.text, today) if type(fact) not in map(type, found)]
            return await consult.note_needs(parts, turn.sender, [*found, *more]) if found else None
        case Flow.OFFER:
            choice = language.read_choice(turn.text, len(journey.offer))
            return await choosing.choose_plan(parts, turn.sender, choice) if choice else None
        case Flow.APPLY:
            return await _application(parts, turn, question)
    yes = _yes_or_no(turn, question)
    return await answer_yes_no(parts, turn, question, yes) if yes is not None else None


def _pointed_at(question: Question, text: str) -> Sequence[f.Fact]:
    """2 or 第二个 where choices are shown and no number is asked for."""
    if question.kind not in POINTABLE or not question.choices:
        return []
    choice = language.read_choice(text, len(question.choices))
    if choice is None or choice.position is None:
        return []
    return facts_for_choice(question, question.choices[choice.position - 1])


async def _change(parts: Parts, turn: Turn, question: Question, value: str | None) -> e.Progress:
    """Take the new answer where it was said, else ask for it."""
    if value is None:
        return await apply.edit_answer(parts, turn.sender, key_of(question))
    standing = await giving_up.free_to_change(parts, turn.sender)
    return standing or await apply.answer_application(parts, turn.sender, question, value)


def _yes_or_no(turn: Turn, question: Question) -> bool | None:
    """A disclosure answer is taken word for word; elsewhere a sure affirm or deny counts as well."""
    if question.flow is Flow.DISCLOSURE:
        return _disclosed(turn.text)
    said = language.read_agreement(turn.text)
    if said is None and turn.confidence >= SURE_YES and not asks_something(turn.text):
        return {"affirm": True, "deny": False}.get(turn.intent)
    return said


def _disclosed(text: str) -> bool | None:
    """好的, ok and 算了 answer what shall be done, not what is the case: a disclosure is never taken from them."""
    said = language.read_yes_no(text)
    if said is None:
        return None
    return said if (STATES_YES if said else STATES_NO).search(text) else None


async def _application(parts: Parts, turn: Turn, question: Question) -> e.Progress | None:
    value = read_application_answer(question, turn.text, parts.clock.today())
    if value is None and question.choices and language.read_yes_no(turn.text) and question.field == "beneficiary":
        value = question.choices[0]
    if value is None:
        return None
    return await apply.answer_application(parts, turn.sender, question, value)


async def answer_yes_no(parts: Parts, turn: Turn, question: Question, yes: bool) -> e.Progress | None:
    """A yes or no, typed or tapped, to a question that takes one."""
    sender = turn.sender
    match question.flow:
        case Flow.DISCLOSURE:
            return await choosing.answer_disclosure(parts, sender, question.detail, yes)
        case Flow.QUOTE:
            return await (choosing.accept_quote if yes else choosing.show_other_plans)(parts, sender)
        case Flow.SUMMARY if yes:
            return await _then_pay(parts, turn, await apply.confirm_summary(parts, sender))
        case Flow.NOTICES if yes:
            return await _then_pay(parts, turn, await apply.acknowledge(parts, sender, question.field))
        case Flow.PAYMENT if yes:
            return await paying.order_state(parts, sender)
        case Flow.COOLING_OFF:
            return await policies.confirm_cancellation(parts, sender, yes)
        case Flow.RESTART:
            return await navigating.answer_restart(parts, sender, yes)
    return None


async def _then_pay(parts: Parts, turn: Turn, progress: e.Progress) -> e.Progress:
    """Where only the payment is left, its page is opened at once."""
    if progress.question is not None and progress.question.flow is Flow.PAYMENT:
        return await paying.open_payment(parts, turn.sender)
    return progress


async def take_choice(parts: Parts, turn: Turn, question: Question, choice: str) -> e.Progress | None:
    """A tapped button of the open question."""
    match question.flow:
        case Flow.CONSULT:
            found = facts_for_choice(question, choice)
            return await consult.note_needs(parts, turn.sender, found) if found else None
        case Flow.OFFER:
            return await choosing.choose_plan(parts, turn.sender, f.ChoiceFact(position=int(choice)))
        case Flow.APPLY:
            value = date_for_choice(choice, parts.clock.today()) if question.kind is AnswerKind.DATE else choice
            return await apply.answer_application(parts, turn.sender, question, value)
        case Flow.PAYMENT if choice == "paid":
            return await paying.order_state(parts, turn.sender)
    if choice in ("yes", "agree"):
        return await answer_yes_no(parts, turn, question, True)
    if choice in ("no", "other_plan"):
        return await answer_yes_no(parts, turn, question, False)
    return None


async def hear_facts(parts: Parts, turn: Turn, journey: Journey) -> e.Progress | None:
    """Facts told unasked: a need, a correction, a choice among the plans shown; None when there are none."""
    found = language.read_facts(turn.text, parts.clock.today())
    choices = [fact for fact in found if isinstance(fact, f.ChoiceFact)]
    line = next((fact.line for fact in found if isinstance(fact, f.LineFact)), journey.needs.line)
    told = [_weighed(line, fact) for fact in found]
    told = [fact for fact in told if not isinstance(fact, f.ChoiceFact | f.MoneyFact | f.DateFact)]
    if choices and journey.offer and not told:
        return await choosing.choose_plan(parts, turn.sender, choices[0])
    told = _directed(journey, told)
    return await consult.note_needs(parts, turn.sender, told) if told else None


SUM_FROM = Decimal(50_000)  # yuan; a bare amount from here on is a sum insured, not a premium
SUM_LINES = (Line.CRITICAL_ILLNESS, Line.TERM_LIFE, Line.WHOLE_LIFE)


def _weighed(line: Line | None, fact: f.Fact) -> f.Fact:
    """A bare large amount, where the line insures a chosen sum, is that sum."""
    if not isinstance(fact, f.MoneyFact) or fact.amount.amount < SUM_FROM:
        return fact
    return f.SumInsuredFact(fact.amount, text=fact.text) if line in SUM_LINES else fact


def _directed(journey: Journey, told: Sequence[f.Fact]) -> list[f.Fact]:
    """保额高一点: half as much again as what is on the table; 低一点: two thirds of it."""
    directed: list[f.Fact] = []
    for fact in told:
        if isinstance(fact, f.SumInsuredFact) and fact.amount is None:
            known = journey.needs.sum_insured
            if known is None or not fact.direction:
                continue
            amount = known.times(3) if fact.direction > 0 else known.times(2)
            fact = f.SumInsuredFact(type(known)(amount.amount / (2 if fact.direction > 0 else 3)), text=fact.text)
        directed.append(fact)
    return directed


def asks_something(text: str) -> bool:
    return bool(QUESTION_MARK.search(text.strip()))
