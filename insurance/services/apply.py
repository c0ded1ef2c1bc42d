"""The application: one answer at a time, checked; then the summary and the statutory notices."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

from insurance import events as e
from insurance.applications import (
    FEWEST_EMPLOYEES,
    Application,
    ApplicationStatus,
    SamePerson,
    TooYoungToApply,
    UnfitAnswer,
    WrongIdentity,
    age_on,
    exact_age,
    key_of,
    questions_for,
)
from insurance.catalogue import Product
from insurance.changes import changes_between
from insurance.journeys import Journey
from insurance.lines import Relation
from insurance.needs import ADULT
from insurance.questions import AnswerKind, Question
from insurance.quotes import QuoteExpired, QuoteVoid
from insurance.records import Records
from insurance.refs import ApplicationId, Sender, VaultRef
from insurance.services.advancing import advance
from insurance.services.deciding import check_again
from insurance.services.giving_up import free_to_change, under_review
from insurance.services.notices import notices_for
from insurance.services.parts import IdNumber, Parts
from insurance.services.quoting import check_quote
from insurance.services.requoting import requote

REFERENCE_MARK = "⟦"
MAX_ROSTER = 200  # lines; larger groups go through an advisor


class NothingToApplyFor(Exception):
    """No plan is being bought."""


async def answer_application(parts: Parts, sender: Sender, question: Question, value: str) -> e.Progress:
    """Check one answer and note it.

    Identity numbers arrive as vault references; what they say of birth date and sex corrects the needs, and the
    premium with them.

    Raises:
        WrongIdentity, TooYoungToApply, SamePerson, UnfitAnswer: nothing was noted.
    """
    async with parts.work() as records:
        journey = await records.journey(sender)
        if journey.purchase is None:
            raise NothingToApplyFor
        reviewed = under_review(parts, journey)
        if reviewed is not None:
            return reviewed
        key = key_of(question)
        before = journey.purchase.application.answers.get(key)
        value, journey, events = await _checked(parts, records, journey, question, value)
        if journey.purchase is None:  # the identity number showed an age no plan admits here
            return await advance(parts, records, journey, events)
        draft = journey.purchase.application.answered(question, value)
        journey = journey.with_purchase(application=draft, confirmed=False)
        events = (e.AnswerTaken(key, value, before), *events)
        if question.kind is AnswerKind.ID_NUMBER:
            journey, events = await check_again(parts, records, journey, events)
        return await advance(parts, records, journey, events)


async def _checked(
    parts: Parts, records: Records, journey: Journey, question: Question, value: str
) -> tuple[str, Journey, tuple[e.Event, ...]]:
    match question.kind:
        case AnswerKind.ID_NUMBER:
            return await _check_identity(parts, records, journey, question, value)
        case AnswerKind.PHONE:
            parts.identity.phone(await _revealed(parts, journey, value))
        case AnswerKind.COMPANY_NUMBER:
            if value.startswith(REFERENCE_MARK):  # 18 digits look like a person's number and were kept as one
                value = await parts.vault.reveal(journey.sender, VaultRef(value))
            value = parts.identity.company_number(value)
        case AnswerKind.ROSTER:
            await _check_roster(parts, journey, value)
        case AnswerKind.DATE:
            return await _check_start(parts, records, journey, value)
        case AnswerKind.NAME | AnswerKind.TEXT | AnswerKind.COMPANY:
            value = value.strip()
            if not 1 <= len(value) <= 120:
                raise UnfitAnswer("length")
    return value, journey, ()


async def _check_identity(
    parts: Parts, records: Records, journey: Journey, question: Question, value: str
) -> tuple[str, Journey, tuple[e.Event, ...]]:
    holder = parts.identity.id_number(await _revealed(parts, journey, value))
    today = parts.clock.today()
    await _check_not_known(parts, journey, question, value)
    if question.field == "applicant_id":
        if age_on(holder.birth, today) < ADULT:
            raise TooYoungToApply
        journey = replace(journey, applicant_birth=holder.birth)
        index = _index_of_self(journey)
    else:
        index = question.person
    if index is None:
        return value, journey, ()
    return value, *(await _take_identity(parts, records, journey, index, holder))


async def _revealed(parts: Parts, journey: Journey, reference: str) -> str:
    """Raises WrongIdentity for a reference that stands for nothing of this customer's."""
    try:
        return await parts.vault.reveal(journey.sender, VaultRef(reference))
    except LookupError as error:
        raise WrongIdentity("not_an_id") from error


def _index_of_self(journey: Journey) -> int | None:
    for index, person in enumerate(journey.needs.insured):
        if person.relation is Relation.SELF:
            return index
    return None


async def _check_not_known(parts: Parts, journey: Journey, question: Question, value: str) -> None:
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    for key, other in journey.purchase.application.answers.items():
        if key != key_of(question) and key.split(".")[0] in ("applicant_id", "insured_id") and other == value:
            raise SamePerson


async def _take_identity(
    parts: Parts, records: Records, journey: Journey, index: int, holder: IdNumber
) -> tuple[Journey, tuple[e.Event, ...]]:
    """The identity number is right where it disagrees with what was said; the premium follows it."""
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    known = journey.needs.person(index)
    said_age = exact_age(holder.birth, (await records.quote(journey.purchase.quote_id)).cover.start)
    same = known.age is not None and known.age.years == said_age.years and said_age.years > 0
    age = known.age if same else said_age
    person = replace(known, birth=holder.birth, sex=holder.sex, age=age)
    needs = journey.needs.with_person(index, person)
    corrected = tuple(one for one in changes_between(journey.needs, needs) if one.before is not None)
    said = {change.field for change in corrected}
    journey = replace(journey, needs=needs)
    if not said & {"age", "sex"} and known.sex is not None:
        return journey, ()
    if known.sex is None and not said & {"age", "sex"} and _sex_is_free(parts, journey):
        return journey, ()
    events = (e.NeedsNoted(corrected, journey.open),) if corrected else ()
    return await requote(parts, records, journey, "identity", events)


def _sex_is_free(parts: Parts, journey: Journey) -> bool:
    """Whether this product's rate table asks for no sex."""
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    product = parts.catalogue.product(journey.purchase.product_id)
    return "sex" not in product.rating.keys and product.eligibility.sex is None


async def _check_roster(parts: Parts, journey: Journey, value: str) -> None:
    """Lines of `name reference`: as many as people insured, each identity number right and there once.

    Raises UnfitAnswer with the line at fault.
    """
    lines = [line for line in value.splitlines() if line.strip()]
    expected = journey.needs.headcount or FEWEST_EMPLOYEES
    if len(lines) != expected or len(lines) > MAX_ROSTER:
        raise UnfitAnswer("roster_count", expected=str(expected), found=str(len(lines)))
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        name, _, reference = line.strip().partition(" ")
        if not name or not reference or reference in seen:
            raise UnfitAnswer("roster_line", line=str(number))
        seen.add(reference)
        try:
            parts.identity.id_number(await parts.vault.reveal(journey.sender, VaultRef(reference)))
        except (ValueError, LookupError) as error:
            raise UnfitAnswer("roster_line", line=str(number)) from error


async def _check_start(
    parts: Parts, records: Records, journey: Journey, value: str
) -> tuple[str, Journey, tuple[e.Event, ...]]:
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    product = parts.catalogue.product(journey.purchase.product_id)
    start = date.fromisoformat(value)
    first, last = start_window(parts, product)
    if not first <= start <= last:
        raise UnfitAnswer("start_window", first=first.isoformat(), last=last.isoformat())
    quote = await records.quote(journey.purchase.quote_id)
    if quote.cover.start == start:
        return value, journey, ()
    moved, events = await requote(parts, records, journey, "effective_date", (), start)
    if moved.purchase is not None:
        after = await records.quote(moved.purchase.quote_id)
        if after.premium == quote.premium:
            events = ()  # the premium is as it was: the summary shows the dates
    return value, moved, events


def start_window(parts: Parts, product: Product) -> tuple[date, date]:
    """The first and last effective date that may be chosen today."""
    today = parts.clock.today()
    window = product.effective
    return today + timedelta(days=window.earliest_days), today + timedelta(days=window.latest_days)


async def edit_answer(parts: Parts, sender: Sender, key: str) -> e.Progress:
    """Ask one answer of the application again; all others stay. Raises UnfitAnswer for a key it doesn't have."""
    standing = await free_to_change(parts, sender)
    if standing is not None:
        return standing
    async with parts.work() as records:
        journey = await records.journey(sender)
        if journey.purchase is None:
            raise NothingToApplyFor
        if key not in {key_of(question) for question in questions_for(journey.needs)}:
            raise UnfitAnswer("unknown_field", key=key)
        draft = journey.purchase.application.without(key)
        journey = journey.with_purchase(application=draft, confirmed=False)
        return await advance(parts, records, journey)


async def confirm_summary(parts: Parts, sender: Sender) -> e.Progress:
    """The customer says that every answer is right."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        if journey.purchase is None:
            raise NothingToApplyFor
        reviewed = under_review(parts, journey)
        if reviewed is not None:
            return reviewed
        try:
            check_quote(parts, await records.quote(journey.purchase.quote_id))
        except (QuoteExpired, QuoteVoid):
            journey, events = await requote(parts, records, journey, "expired", ())
            return await advance(parts, records, journey, events)
        journey, events = await check_again(parts, records, journey.with_purchase(confirmed=True))
        return await advance(parts, records, journey, events)


async def acknowledge(parts: Parts, sender: Sender, notice: str) -> e.Progress:
    """Note that a statutory notice was read; with the last one the application is submitted."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        if journey.purchase is None or notice not in notices_for(parts, journey):
            raise NothingToApplyFor
        reviewed = under_review(parts, journey)
        if reviewed is not None:
            return reviewed
        seen = {**journey.purchase.notices, notice: parts.clock.now().isoformat()}
        journey = journey.with_purchase(notices=seen)
        return await advance(parts, records, journey)


async def submit(parts: Parts, records: Records, journey: Journey) -> Application:
    """Make the finished draft an application."""
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    application = Application(
        id=ApplicationId(f"A{uuid.uuid4().hex[:16].upper()}"),
        sender=journey.sender,
        quote_id=journey.purchase.quote_id,
        answers=dict(journey.purchase.application.answers),
        notices=dict(journey.purchase.notices),
        status=ApplicationStatus.SUBMITTED,
        submitted_at=parts.clock.now(),
    )
    await records.add_application(application)
    return application
