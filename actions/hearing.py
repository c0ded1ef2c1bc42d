"""From what was typed to what it means here: an answer to the open question, new facts, or not understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import language
from actions.application_answers import date_for_choice, read_application_answer
from actions.choosing import facts_for_choice
from actions.claim_answers import hear_claim_answer, take_claim_choice
from actions.editing import read_change
from actions.health import conditions_told, hear_health, is_about_health, take_health_choice
from actions.picking import keep_picked, pick_another, pick_plan
from actions.provider_answers import hear_provider, take_provider_choice
from actions.reading import read_consult_answer
from actions.speaking.asked import disclosure_of, wording_of
from actions.speaking.questions import choice_title
from actions.speaking.voice import Voice
from actions.turn import Turn
from actions.yes_no import read_yes
from insurance import events as e
from insurance import facts as f
from insurance.applications import key_of
from insurance.asked import open_questions
from insurance.journeys import Journey
from insurance.questions import AnswerKind, Flow, Question
from insurance.services import apply, choosing, consult, disclosing, giving_up, navigating, paying, policies
from insurance.services.parts import Parts

# Free-text answers can't be told from a request by their form: the likelier intent decides.
FREE_TEXT = (AnswerKind.TEXT, AnswerKind.COMPANY)
SOUNDS_FIRST = (AnswerKind.TEXT,)  # whatever is typed would be taken as it is
# What a message about something else is recognised by, when an answer would be free text.
REQUESTS = {
    "ask_human", "go_back", "start_over", "cancel", "help", "show_policies", "cancel_policy", "switch_language",
    "ask_why", "ask_clause", "compare_plans", "report_claim", "complain", "check_order",
}  # fmt: skip
CHANGEABLE = (Flow.APPLY, Flow.SUMMARY, Flow.NOTICES, Flow.PAYMENT)
POINTABLE = (AnswerKind.CHOICE, AnswerKind.PERSON, AnswerKind.OCCUPATION, AnswerKind.DESTINATION)
SURE = 0.5


async def hear_answer(parts: Parts, turn: Turn, journey: Journey, question: Question | None) -> e.Progress | None:
    """Take the typed text as an answer to the open question, at last by its sound; None when it isn't one."""
    if question is None or not turn.text:
        return None
    if question.flow is Flow.PROVIDER:
        return await hear_provider(parts, turn, journey, question)
    if question.kind in SOUNDS_FIRST and (choice := sounded_out(parts, turn, journey, question)):
        return await take_choice(parts, turn, question, choice)
    heard = await _heard(parts, turn, journey, question)
    if (
        heard is None
        and (question.flow is not Flow.DISCLOSURE or is_about_health(question))
        and (choice := sounded_out(parts, turn, journey, question))
    ):
        return await take_choice(parts, turn, question, choice)
    return heard


def sounded_out(parts: Parts, turn: Turn, journey: Journey, question: Question) -> str | None:
    """The button whose words the text sounds like: 发定 is 法定."""
    voice = Voice(parts.wording, turn.language, parts.conditions)
    wording = wording_of(parts, voice, journey, question)
    titles = [
        (choice, word)
        for choice in question.choices
        for word in choice_title(voice, question, choice, wording).split("/")
    ]
    place = language.sounding_like(turn.text, [word for _, word in titles])
    return titles[place][0] if place is not None else None


async def _heard(parts: Parts, turn: Turn, journey: Journey, question: Question) -> e.Progress | None:
    if question.kind in FREE_TEXT and turn.intent in REQUESTS and turn.confidence >= SURE:
        return None
    if question.flow is Flow.DISCLOSURE and _wants_to_conceal(turn):
        return None
    if question.flow is Flow.CLAIM:
        return await hear_claim_answer(parts, turn, journey, question)
    if is_about_health(question):
        return await hear_health(parts, turn, question)
    change = read_change(turn.text, journey, parts.clock.today()) if question.flow in CHANGEABLE else None
    if change is not None:
        return await _change(parts, turn, *change)
    match question.flow:
        case Flow.PAYMENT if language.wants_to_pay(turn.text):
            return await paying.open_payment(parts, turn.sender)
        case Flow.CONSULT:
            return await _consulted(parts, turn, journey, question)
        case Flow.OFFER:
            return await pick_plan(parts, turn, journey)
        case Flow.APPLY:
            return await _application(parts, turn, question)
    another = await pick_another(parts, turn, journey, question)
    if another is not None:
        return another
    yes = read_yes(turn, question, disclosure_of(parts, journey, question))
    if yes is None:
        return await keep_picked(parts, turn, journey, question)
    return await answer_yes_no(parts, turn, question, yes)


async def _consulted(parts: Parts, turn: Turn, journey: Journey, question: Question) -> e.Progress | None:
    """The answer, with whatever else the sentence tells."""
    today = parts.clock.today()
    found = _pointed_at(question, turn.text) or read_consult_answer(question, turn.text, today)
    found = found or _asked_later(journey, question, turn.text, today)
    if not found:
        return None
    more = [fact for fact in language.read_facts(turn.text, today) if type(fact) not in map(type, found)]
    told = language.add_health_details([*found, *more], turn.text, today)
    return await consult.note_needs(parts, turn.sender, told)


def _asked_later(journey: Journey, question: Question, text: str, today: date) -> Sequence[f.Fact]:
    """25 yrs, while the sum is asked: an answer to what comes later, where it can be nothing else."""
    if language.read_term(text) is None:
        return []
    later = (
        one for one in open_questions(journey.needs) if one.field != question.field and one.kind is AnswerKind.TERM
    )
    return next((found for one in later if (found := read_consult_answer(one, text, today))), [])


def _wants_to_conceal(turn: Turn) -> bool:
    """我有冠心病，不说行不行 asks for something before it tells: that is answered first."""
    return turn.intent == "conceal" and turn.confidence >= SURE and language.asks_something(turn.text)


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
            told = conditions_told(parts, turn.text) if yes else []
            return await disclosing.answer_disclosure(parts, sender, question.detail, yes, told)
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
    if question.flow is Flow.CLAIM:
        return await take_claim_choice(parts, turn, question, choice)
    if is_about_health(question):
        return await take_health_choice(parts, turn.sender, question, choice)
    match question.flow:
        case Flow.PROVIDER:
            return await take_provider_choice(parts, turn, question, choice)
        case Flow.CONSULT:
            found = facts_for_choice(question, choice)
            return await consult.note_needs(parts, turn.sender, found) if found else None
        case Flow.OFFER:
            return await choosing.choose_plan(parts, turn.sender, f.ChoiceFact(position=int(choice)))
        case Flow.APPLY:
            value = date_for_choice(choice, parts.clock.today()) if question.kind is AnswerKind.DATE else choice
            return await apply.answer_application(parts, turn.sender, question, value)
        case Flow.REVIEW if choice == "check":
            return await paying.order_state(parts, turn.sender)
        case Flow.PAYMENT if choice == "paid":
            return await paying.order_state(parts, turn.sender)
    if choice in ("yes", "agree"):
        return await answer_yes_no(parts, turn, question, True)
    if choice in ("no", "other_plan"):
        return await answer_yes_no(parts, turn, question, False)
    return None
