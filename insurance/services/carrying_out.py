"""What follows for the customer from an officer's decision. Called again after a crash it goes on where it stopped.

What was done is noted on the case in the same commit that does it, so nothing is done twice; the message is told once
by its key.
"""

from __future__ import annotations

from dataclasses import replace

from insurance import events as e
from insurance.journeys import Journey
from insurance.policies import Order, OrderStatus
from insurance.ports import OutboundMessage, PaymentsRefused
from insurance.quotes import QuoteExpired, QuoteVoid
from insurance.records import Records
from insurance.refs import ApplicationId, OrderId
from insurance.riskcontrol.cases import CaseNumber, CaseStatus, RiskCase
from insurance.riskcontrol.entries import EntryKind
from insurance.riskcontrol.identifiers import IdentifierKind, Role
from insurance.services.deciding import check_again
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts
from insurance.services.paying import close_purchase, place_order
from insurance.services.quoting import check_quote
from insurance.services.receipts import review_message
from insurance.services.requoting import requote
from insurance.services.screening import carried_by

ORDER, REQUOTED, GONE, CLOSED, WITHDRAWN, CLAIM = "order:", "requoted", "gone", "closed", "withdrawn", "claim"
LISTED_KINDS = (IdentifierKind.PERSON, IdentifierKind.COMPANY, IdentifierKind.PHONE, IdentifierKind.ACCOUNT)


async def carry_out_decisions(parts: Parts) -> None:
    """Finish every case that has its outcome. One that can't be finished now doesn't hinder the others.

    Raises:
        ExceptionGroup: what went wrong; all of it is tried again at the next call.
    """
    async with parts.work.reading() as records:
        waiting = await records.risk.cases_to_carry_out()
    failures: list[Exception] = []
    for case in waiting:
        try:
            await carry_out(parts, case.number)
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup("cases not carried out", failures)


async def carry_out(parts: Parts, number: CaseNumber) -> None:
    """Let a cleared purchase go on, or close a refused one, and tell the customer; all once."""
    case = await _settled(parts, number)
    message = await _message(parts, case)
    if message is not None:
        await parts.notifier.tell(case.sender, f"review-{case.number}", message)
    if case.status is CaseStatus.LISTED:
        await _list(parts, case)
    async with parts.work() as records:
        case = await records.risk.case(number)
        if not case.carried_out:
            await records.risk.save_case(replace(case, carried_out=True), case.version)
            await records.risk.audit("lingbao", "case.carried_out", number, {"result": case.result})


async def _settled(parts: Parts, number: CaseNumber) -> RiskCase:
    """The case with what came of it, in one commit with what it does to the customer's purchase."""
    async with parts.work() as records:
        case = await records.risk.case(number)
        if case.result:
            return case
        result = await _settle(parts, records, case)
        before, case = case.version, replace(case, result=result, version=case.version + 1)
        await records.risk.save_case(case, before)  # of two processes the slower one starts again
    return case


async def _settle(parts: Parts, records: Records, case: RiskCase) -> str:
    if case.kind is EntryKind.CLAIM:
        return CLAIM
    journey = await records.journey(case.sender)
    await records.forget_steps(case.sender)  # no way back to a purchase that still waits
    review = journey.purchase.review if journey.purchase else None
    if review is None or review.application_id != case.subject:
        return WITHDRAWN
    journey = replace(journey, doubt=None, restarting=False)
    if case.status is not CaseStatus.CLEARED:
        journey, _ = await close_purchase(parts, records, journey)
        await _store(parts, records, journey)
        return CLOSED
    return await _go_on(parts, records, journey.with_purchase(review=None), case)


async def _go_on(parts: Parts, records: Records, journey: Journey, case: RiskCase) -> str:
    assert journey.purchase is not None  # noqa: S101 - checked by the caller
    try:
        check_quote(parts, await records.quote(journey.purchase.quote_id))
    except (QuoteExpired, QuoteVoid):
        journey, events = await requote(parts, records, journey, "expired", ())
        await _store(parts, records, journey)
        return REQUOTED if any(isinstance(event, e.QuoteReplaced) for event in events) else GONE
    journey, _ = await check_again(parts, records, journey)
    if journey.purchase is None:  # what was bought meanwhile leaves no room
        await _store(parts, records, journey)
        return GONE
    order, _ = await place_order(parts, records, journey, ApplicationId(case.subject))
    return f"{ORDER}{order.id}"


async def _store(parts: Parts, records: Records, journey: Journey) -> None:
    await records.save_journey(replace(journey, open=open_question(parts, journey)), undoable=False)


async def _message(parts: Parts, case: RiskCase) -> OutboundMessage | None:
    if case.result in (CLAIM, WITHDRAWN):
        return None
    order = await _opened(parts, OrderId(case.result.removeprefix(ORDER))) if case.result.startswith(ORDER) else None
    async with parts.work.reading() as records:
        journey = await records.journey(case.sender)
    product = parts.catalogue.product(case.product_id)
    result = case.result if order is None else "paying" if order.status is OrderStatus.OPEN else "resumable"
    return review_message(parts.wording, journey.language, result, product, order)


async def _opened(parts: Parts, order_id: OrderId) -> Order:
    """The order with its payment page. Raises PaymentsUnavailable: tried again later."""
    async with parts.work.reading() as records:
        order = await records.order(order_id)
        quote = await records.quote(order.quote_id)
    if order.status is not OrderStatus.OPEN:
        return order
    product = parts.catalogue.product(quote.product_id)
    subject = f"{product.name.zh} {product.plan(quote.plan_id).name.zh}"
    try:
        page = await parts.payments.open(order.id, order.amount, subject, parts.terms.payment_minutes)
    except PaymentsRefused:  # closed or paid meanwhile
        return order
    async with parts.work() as records:
        order = replace(await records.order(order_id), payment_url=page.url, expires_at=page.expires_at)
        await records.save_order(order)
    return order


async def _list(parts: Parts, case: RiskCase) -> None:
    """Who applied, not whom they insure; those of a claim are listed with the claim's own papers."""
    if case.kind is EntryKind.CLAIM:
        return
    async with parts.work.reading() as records:
        application = await records.application(ApplicationId(case.subject))
        quote = await records.quote(application.quote_id)
    carried = await carried_by(parts, application, quote)
    listed = [one for one, role in carried if role is Role.APPLICANT and one.kind in LISTED_KINDS]
    await parts.listing.add(case.number, listed, case.reason, (case.proposed_by, case.decided_by))
