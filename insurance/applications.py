"""The application (投保单): what an insurer must know about the parties, asked one field at a time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from insurance.facts import Age
from insurance.lines import Line, Relation
from insurance.needs import Needs
from insurance.questions import AnswerKind, Flow, Question
from insurance.refs import ApplicationId, QuoteId, Sender

FEWEST_EMPLOYEES = 3  # group policies, regulation on group life insurance (2015) art. 2

# Lines paid to somebody after a death, where a beneficiary is asked for.
WITH_BENEFICIARY = (Line.ACCIDENT, Line.TRAVEL, Line.CRITICAL_ILLNESS, Line.TERM_LIFE, Line.WHOLE_LIFE, Line.ANNUITY)


class TooYoungToApply(ValueError):
    """The applicant is a minor."""


class WrongIdentity(ValueError):
    """An identity number that can't be; `reason` is wrong_length, wrong_check_digit or impossible_birth_date."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SamePerson(ValueError):
    """The insured's identity number is the applicant's, though they're said to be two people."""


class UnfitAnswer(ValueError):
    """An answer that doesn't fit the question; `reason` picks the wording."""

    def __init__(self, reason: str, **detail: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class ApplicationStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    VOID = "void"


@dataclass(frozen=True)
class Application:
    """A submitted application. Sensitive answers are vault references, never plain text."""

    id: ApplicationId
    sender: Sender
    quote_id: QuoteId
    answers: Mapping[str, str]
    notices: Mapping[str, str]  # notice → ISO time it was acknowledged
    status: ApplicationStatus
    submitted_at: datetime


@dataclass(frozen=True)
class ApplicationDraft:
    """The answers so far, by field name; people's fields carry their index: `insured_name.0`."""

    answers: Mapping[str, str] = field(default_factory=dict)

    def next_question(self, needs: Needs) -> Question | None:
        for question in questions_for(needs):
            if key_of(question) not in self.answers:
                return question
        return None

    def answered(self, question: Question, value: str) -> ApplicationDraft:
        return replace(self, answers={**self.answers, key_of(question): value})

    def without_person(self, index: int) -> ApplicationDraft:
        """The answers about one person dropped, those about the people after them moved up."""
        kept: dict[str, str] = {}
        for key, value in self.answers.items():
            name, _, place = key.partition(".")
            if place != str(index):
                kept[f"{name}.{int(place) - 1}" if place and int(place) > index else key] = value
        return replace(self, answers=kept)

    def without(self, key: str) -> ApplicationDraft:
        return replace(self, answers={k: v for k, v in self.answers.items() if k != key})


def key_of(question: Question) -> str:
    return question.field if question.person is None else f"{question.field}.{question.person}"


def questions_for(needs: Needs) -> Iterator[Question]:
    """Every question of the application for these needs, in order."""
    if needs.line is Line.GROUP:
        yield from _group_questions()
        return
    yield _ask("applicant_name", AnswerKind.NAME)
    yield _ask("applicant_id", AnswerKind.ID_NUMBER)
    yield _ask("applicant_phone", AnswerKind.PHONE)
    if needs.line is Line.CAR:
        yield _ask("plate", AnswerKind.PLATE)
        yield _ask("vin", AnswerKind.VIN)
    elif needs.line is Line.HOME:
        yield _ask("home_address", AnswerKind.TEXT)
    else:
        yield from _insured_questions(needs)
    if needs.line is not Line.TRAVEL:
        yield _ask("effective_date", AnswerKind.DATE, "tomorrow", "in_7_days", "first_of_month")
    if needs.line in WITH_BENEFICIARY:
        yield _ask("beneficiary", AnswerKind.TEXT, "legal")


def _insured_questions(needs: Needs) -> Iterator[Question]:
    for index, person in enumerate(needs.insured):
        if person.relation is Relation.SELF:
            continue
        yield _person("insured_name", AnswerKind.NAME, index)
        yield _person("insured_id", AnswerKind.ID_NUMBER, index)


def _group_questions() -> Iterator[Question]:
    yield _ask("company_name", AnswerKind.COMPANY)
    yield _ask("company_number", AnswerKind.COMPANY_NUMBER)
    yield _ask("applicant_name", AnswerKind.NAME)
    yield _ask("applicant_phone", AnswerKind.PHONE)
    yield _ask("roster", AnswerKind.ROSTER)
    yield _ask("effective_date", AnswerKind.DATE, "tomorrow", "in_7_days", "first_of_month")


def _ask(name: str, kind: AnswerKind, *choices: str) -> Question:
    return Question(Flow.APPLY, name, kind, choices)


def _person(name: str, kind: AnswerKind, index: int) -> Question:
    return Question(Flow.APPLY, name, kind, person=index)


def exact_age(birth: date, day: date) -> Age:
    """The age with the months and days that matter for infants."""
    years = age_on(birth, day)
    if years:
        return Age(years)
    months = (day.month - birth.month - (day.day < birth.day)) % 12
    year, month = divmod(birth.year * 12 + birth.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return Age(0, months, (day - date(year, month + 1, min(birth.day, last))).days)


def age_on(birth: date, day: date) -> int:
    """Completed years on that day (周岁)."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
