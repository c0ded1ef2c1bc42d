"""The one open question, with its buttons and what a rich channel needs to show it well."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from actions.speaking.asked import AskedWords
from actions.speaking.voice import Button, Message, Voice
from insurance.applications import key_of
from insurance.doubts import Doubt, DoubtKind
from insurance.journeys import Journey
from insurance.lines import Line, Relation
from insurance.needs import Needs
from insurance.questions import AnswerKind, Question

# What a channel should offer for typing an answer; contract of the design, section 4.
INPUTS = {
    AnswerKind.CHOICE: "choice", AnswerKind.YES_NO: "choice", AnswerKind.PLAN: "choice", AnswerKind.MONEY: "money",
    AnswerKind.BUDGET: "money", AnswerKind.DATE: "date", AnswerKind.TRIP: "date", AnswerKind.ID_NUMBER: "id_number",
    AnswerKind.PHONE: "phone", AnswerKind.AGE: "number", AnswerKind.COUNT: "number",
    AnswerKind.UPLOAD: "upload", AnswerKind.BANK_CARD: "bank_card",
}  # fmt: skip


def question_message(
    voice: Voice, journey: Journey, question: Question, wording: AskedWords | None = None, lead: str = ""
) -> Message:
    """The question in words, standing alone; `lead` is said before it."""
    text = wording.ask if wording is not None else _text(voice, journey, question)
    if journey.claiming is not None and question.field == "claim_who":
        titles = {choice: _insured(voice, *named) for choice, named in journey.claiming.people.items()}
        wording = AskedWords(voice.say("ask_claim_who"), voice.say("why_claim_who"), titles)
    buttons = [_button(voice, question, choice, wording) for choice in question.choices]
    custom = {
        "type": "question",
        "flow": question.flow.value,
        "field": question.field,
        "kind": INPUTS.get(question.kind, "text"),
        "why": why(voice, question, wording),
        "choices": [dict(button) for button in buttons],
    }
    if question.person is not None:
        custom["person"] = question.person
    if question.detail:
        custom["detail"] = question.detail
    meant = [voice.button("what_is_meant", "/ask_why")] if wording is not None and wording.hard else []
    return Message(f"{lead}\n{text}" if lead else text, [*buttons, *meant], custom)


def _text(voice: Voice, journey: Journey, question: Question) -> str:
    about = _about(voice, journey, question)
    yourself = journey.needs.person(question.person or 0).relation is Relation.SELF and question.person is not None
    own = voice.try_say(f"ask_{question.field}_self", **about) if yourself else ""
    one_of_several = question.field == "insured_relation" and question.person is not None
    return own or voice.say("ask_traveller_relation" if one_of_several else f"ask_{question.field}", **about)


def _insured(voice: Voice, name: str, relation: str) -> str:
    return voice.say("claim_insured", name=name, who=voice.person(Relation(relation), None))


def _about(voice: Voice, journey: Journey, question: Question) -> Mapping[str, Any]:
    """Whom a question is about, in words."""
    index = question.person or 0
    person = journey.needs.person(index)
    who = voice.say("person_you") if person.relation is Relation.SELF else voice.person(person.relation, person.sex)
    if len(journey.needs.insured) > 1 and person.relation is not Relation.SELF:
        who = voice.say("person_numbered", number=index + 1, who=who)
        if person.age is not None:
            who = voice.say("person_aged", who=who, age=voice.age(person.age))
    count = journey.needs.headcount or 0
    about: dict[str, Any] = {"who": who, "count": count, "line": _line(voice, journey.needs.line)}
    about["number"] = journey.cancelling or (journey.claiming.number if journey.claiming else "")
    if journey.purchase is not None and journey.purchase.review is not None:
        about["due"] = voice.moment(journey.purchase.review.due)
    if question.field == "claim_field":
        about["field"] = voice.say(f"field_{question.detail.partition(':')[2]}")
    return about | (_doubted(voice, journey.needs, journey.doubt) if journey.doubt else {})


def _doubted(voice: Voice, needs: Needs, doubt: Doubt) -> Mapping[str, Any]:
    """What a doubt is about."""
    match doubt.kind:
        case DoubtKind.OTHER_LINE:
            return {"line": _line(voice, doubt.line)}
        case DoubtKind.OTHER_PERSON:
            return {"who": voice.person(doubt.relation, doubt.sex)}
        case DoubtKind.TRIP if needs.trip_start and needs.trip_days:
            end = needs.trip_start + timedelta(days=needs.trip_days - 1)
            days = {"start": needs.trip_start, "end": end}
            return {"days": needs.trip_days, **{name: voice.day(day) for name, day in days.items()}}
    return {}


def _line(voice: Voice, line: Line | None) -> str:
    return voice.say(f"value_{line.value}") if line else ""


def why(voice: Voice, question: Question, wording: AskedWords | None = None) -> str:
    """Why it is asked, in one or two sentences; of a question about health what it means, with an example."""
    if wording is not None:
        return wording.explain
    return voice.try_say(f"why_{question.field}") or voice.say(f"why_{question.flow.value}")


def _button(voice: Voice, question: Question, choice: str, wording: AskedWords | None) -> Button:
    return {"title": choice_title(voice, question, choice, wording), "payload": answer_payload(question, choice)}


def choice_title(voice: Voice, question: Question, choice: str, wording: AskedWords | None = None) -> str:
    if wording is not None and choice in wording.titles:
        return wording.titles[choice]
    title = voice.try_say(f"choice_{question.field}_{choice}") or voice.try_say(f"choice_{choice}")
    return title or choice


def answer_payload(question: Question, value: str) -> str:
    """A payload that answers exactly this question: tapped later, it can't answer another."""
    return payload("answer", f=_about_what(question), v=value)


def _about_what(question: Question) -> str:
    """What tells a question from every other: two about one condition differ by their field."""
    if question.field == "disclosure" or not question.detail:
        return question.detail or key_of(question)
    return f"{key_of(question)}/{question.detail}"


def payload(intent: str, **values: str) -> str:
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else ""
    return f"/{intent}{body}"


def line_button(voice: Voice, line: Line) -> Button:
    """Begins with another line of business."""
    return {"title": voice.say(f"value_{line.value}"), "payload": payload("seek_advice", line=line.value)}


def is_open(question: Question | None, about: str) -> bool:
    """Whether a tapped answer is for the question now open."""
    return question is not None and about == _about_what(question)
