"""The one open question of a conversation: a form is data, not a story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AnswerKind(StrEnum):
    """What kind of answer is expected; `language` has one parser a kind, a channel one input control a kind."""

    TEXT = "text"
    NAME = "name"
    COMPANY = "company"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PERSON = "person"
    PERSONS = "persons"
    AGE = "age"
    COUNT = "count"
    BUDGET = "budget"
    MONEY = "money"
    DATE = "date"
    TRIP = "trip"
    DESTINATION = "destination"
    OCCUPATION = "occupation"
    CONDITIONS = "conditions"
    CONDITION_DETAIL = "condition_detail"
    TERM = "term"
    ID_NUMBER = "id_number"
    COMPANY_NUMBER = "company_number"
    PHONE = "phone"
    PLATE = "plate"
    VIN = "vin"
    ROSTER = "roster"
    PLAN = "plan"
    UPLOAD = "upload"
    BANK_CARD = "bank_card"


class Flow(StrEnum):
    """The part of the journey a question belongs to."""

    CONSULT = "consult"
    OFFER = "offer"
    DISCLOSURE = "disclosure"
    QUOTE = "quote"
    APPLY = "apply"
    SUMMARY = "summary"
    NOTICES = "notices"
    REVIEW = "review"
    PAYMENT = "payment"
    COOLING_OFF = "cooling_off"
    RESTART = "restart"
    DOUBT = "doubt"
    PROVIDER = "provider"
    CLAIM = "claim"


@dataclass(frozen=True)
class Question:
    """An open question.

    Attributes:
        field: stable name, listed in `docs/fields.md`; wording is `utter_ask_<field>` and `utter_why_<field>`.
        choices: codes offered as buttons; their titles are `utter_choice_<field>_<code>` (or `utter_choice_<code>`).
        person: index of the insured person the question is about, where it is about one.
        detail: what distinguishes two questions of one field: the id of a disclosure question, the code of a condition.
    """

    flow: Flow
    field: str
    kind: AnswerKind
    choices: tuple[str, ...] = ()
    person: int | None = None
    detail: str = ""
    optional: bool = False
