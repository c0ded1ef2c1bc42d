"""What the durable purchase does to the records: implements ports.PurchaseSteps.

Every method may be called again with the same arguments after a crash; it is one commit and harmless when done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from insurance.applications import Application
from insurance.catalogue import Product
from insurance.claim_records import PolicyPerson
from insurance.journeys import Journey
from insurance.lines import Language, Line, Relation
from insurance.money import Money
from insurance.needs import Needs
from insurance.policies import Order, OrderStatus, Policy, PolicyStatus, start_of
from insurance.ports import IssuedPolicy, IssueRequest, OutboundMessage, PaymentNotice, PurchaseRefused
from insurance.quotes import Quote, QuoteStatus
from insurance.records import Records
from insurance.refs import OrderId, PolicyNumber, Sender, VaultRef
from insurance.services.papers import paper_content
from insurance.services.parts import Parts
from insurance.services.people import insured_people, mask_name, roster_of
from insurance.services.receipts import cancelled_message, issued_message, plain_message, refunded_message

SETTLED = (OrderStatus.PAID, OrderStatus.ISSUED, OrderStatus.REFUNDING, OrderStatus.REFUNDED)


class Fulfilling:
    """Implements insurance.ports.PurchaseSteps."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def mark_paid(self, order_id: OrderId, notice: PaymentNotice) -> None:
        """Raises PurchaseRefused (AMOUNT_DIFFERS)."""
        async with self._parts.work() as records:
            order = await records.order(order_id)
            if notice.amount != order.amount:
                raise PurchaseRefused("AMOUNT_DIFFERS")
            if order.status not in SETTLED:
                # Paid although given up or expired here: the money counts, the customer wanted the policy.
                order = replace(order, status=OrderStatus.PAID, transaction_id=notice.transaction_id)
                await records.save_order(order)
                quote = await records.quote(order.quote_id)
                await records.save_quote(replace(quote, status=QuoteStatus.USED))
                await self._finish_journey(records, order)
        await self._tell(order.sender, f"paid-{order_id}", plain_message, "utter_payment_received", order=order)

    async def _finish_journey(self, records: Records, order: Order) -> None:
        """The purchase is out of the customer's hands: the conversation is free for the next thing."""
        journey = await records.journey(order.sender)
        if journey.purchase is not None and journey.purchase.order_id == order.id:
            done = Journey(order.sender, journey.language, Needs(insured=journey.needs.insured))
            await records.save_journey(done, undoable=False)
            await records.forget_steps(order.sender)

    async def insurer_of(self, order_id: OrderId) -> str:
        async with self._parts.work() as records:
            quote = await records.quote((await records.order(order_id)).quote_id)
        return self._parts.catalogue.product(quote.product_id).insurer

    async def issue_request(self, order_id: OrderId) -> IssueRequest:
        """Raises PurchaseRefused (EFFECTIVE_DATE_PAST)."""
        request = await self._request(order_id)
        if request.effective < self._parts.clock.now() - timedelta(days=1):
            raise PurchaseRefused("EFFECTIVE_DATE_PAST")
        return request

    async def _request(self, order_id: OrderId) -> IssueRequest:
        async with self._parts.work() as records:
            order = await records.order(order_id)
            quote = await records.quote(order.quote_id)
            application = await records.application(order.application_id)
        product = self._parts.catalogue.product(quote.product_id)
        applicant = await self._applicant(application, quote)
        return IssueRequest(
            order_id=order.id,
            insurer_id=product.insurer,
            product_id=quote.product_id,
            product_version=quote.product_version,
            plan_id=quote.plan_id,
            premium=quote.premium,
            sum_insured=quote.cover.sum_insured,
            effective=start_of(quote.cover.start),
            expiry=start_of(quote.cover.end + timedelta(days=1)) if quote.cover.end else None,
            applicant=applicant,
            insured=tuple(await self._insured(application, quote, applicant)),
            beneficiary=application.answers.get("beneficiary", "legal"),
        )

    async def _applicant(self, application: Application, quote: Quote) -> Mapping[str, str]:
        answers = application.answers
        phone = self._parts.identity.phone(await self._plain(application.sender, answers["applicant_phone"]))
        if quote.needs.line is Line.GROUP:
            number = answers["company_number"]
            return {"name": answers["company_name"], "id_type": "uscc", "id_number": number, "phone": phone}
        id_number = await self._plain(application.sender, answers["applicant_id"])
        return {"name": answers["applicant_name"], "id_number": id_number, "phone": phone}

    async def _insured(
        self, application: Application, quote: Quote, applicant: Mapping[str, str]
    ) -> Sequence[Mapping[str, str]]:
        answers, sender = application.answers, application.sender
        if quote.needs.line is Line.GROUP:
            return [
                {"name": name, "id_number": await self._plain(sender, reference), "relation": Relation.EMPLOYEE}
                for name, reference in roster_of(answers["roster"])
            ]
        if quote.needs.line in (Line.CAR, Line.HOME):
            return [applicant | {"relation": Relation.SELF}]  # type: ignore[operator]
        people: list[Mapping[str, str]] = []
        for index, person in enumerate(quote.needs.insured):
            relation = person.relation or Relation.OTHER
            if relation is Relation.SELF:
                people.append({**applicant, "relation": relation})
                continue
            id_number = await self._plain(sender, answers[f"insured_id.{index}"])
            people.append({"name": answers[f"insured_name.{index}"], "id_number": id_number, "relation": relation})
        return people

    async def _plain(self, sender: Sender, reference: str) -> str:
        return await self._parts.vault.reveal(sender, VaultRef(reference))

    async def record_policy(self, order_id: OrderId, issued: IssuedPolicy) -> None:
        async with self._parts.work() as records:
            if await records.policy_of_order(order_id) is not None:
                return
            order = await records.order(order_id)
            quote = await records.quote(order.quote_id)
            application = await records.application(order.application_id)
            product = self._parts.catalogue.product(quote.product_id)
            policy = _policy(order, quote, application, product, issued)
            await records.add_policy(policy)
            await records.claims.add_policy_people(await self._people_of(policy, quote, application))
            await records.save_order(replace(order, status=OrderStatus.ISSUED))

    async def _people_of(self, policy: Policy, quote: Quote, application: Application) -> Sequence[PolicyPerson]:
        """Applicant and insured by keyed hash: a claim finds the policy by any of them."""
        answers = application.answers
        references: dict[int | None, str] = {None: answers.get("applicant_id", "")}
        references |= {one.place: one.identity for one in insured_people(quote, application)}
        return [
            PolicyPerson(policy.number, self._parts.vault.mark(await self._plain(application.sender, reference)), place)
            for place, reference in references.items()
            if reference
        ]

    async def prepare_papers(self, order_id: OrderId) -> None:
        async with self._parts.work() as records:
            policy = await records.policy_of_order(order_id)
            quote = await records.quote((await records.order(order_id)).quote_id)
        if policy is None or policy.paper:
            return
        request = await self._request(order_id)
        product = self._parts.catalogue.product(policy.product_id)
        insurer = self._parts.catalogue.insurer_name(product.insurer, Language.ZH)
        pdf = self._parts.papers.policy_pdf(
            paper_content(policy, quote, product, insurer, request, self._parts.wording)
        )
        sha256 = await self._parts.files.put(pdf, "application/pdf")
        async with self._parts.work() as records:
            await records.save_policy(replace(await records.policy(policy.number), paper=sha256))

    async def deliver(self, order_id: OrderId) -> None:
        policy, product, language = await self._policy_and_product(order_id)
        path = self._parts.links.document_path(policy.paper, f"{policy.number}.pdf", self._parts.terms.document_minutes)
        message = issued_message(self._parts.wording, language, policy, product, path, self._parts.terms.public_url)
        await self._parts.notifier.tell(policy.sender, f"issued-{order_id}", message)

    async def _policy_and_product(self, order_id: OrderId) -> tuple[Policy, Product, Language]:
        async with self._parts.work() as records:
            policy = await records.policy_of_order(order_id)
            if policy is None:
                raise LookupError(order_id)
            language = (await records.journey(policy.sender)).language
        return policy, self._parts.catalogue.product(policy.product_id), language

    async def refund_needed(self, order_id: OrderId, reason: str) -> None:
        async with self._parts.work() as records:
            order = await records.order(order_id)
            if order.status not in (OrderStatus.REFUNDING, OrderStatus.REFUNDED):
                await records.save_order(replace(order, status=OrderStatus.REFUNDING, reason=reason))

    async def refund_amount(self, order_id: OrderId) -> Money:
        async with self._parts.work() as records:
            return (await records.order(order_id)).amount

    async def record_refund(self, order_id: OrderId) -> None:
        async with self._parts.work() as records:
            order = await records.order(order_id)
            await records.save_order(replace(order, status=OrderStatus.REFUNDED))
            policy = await records.policy_of_order(order_id)
            language = (await records.journey(order.sender)).language
        if policy is not None:
            message = cancelled_message(self._parts.wording, language, policy)
        else:
            message = refunded_message(self._parts.wording, language, order)
        await self._parts.notifier.tell(order.sender, f"refunded-{order_id}", message)

    async def record_cancelled(self, order_id: OrderId, policy_number: PolicyNumber) -> None:
        async with self._parts.work() as records:
            policy = await records.policy(policy_number)
            await records.save_policy(replace(policy, status=PolicyStatus.CANCELLED))
            order = await records.order(order_id)
            if order.status is OrderStatus.ISSUED:
                await records.save_order(replace(order, status=OrderStatus.REFUNDING, reason="CANCELLED"))

    async def cancel_refused(self, order_id: OrderId, policy_number: PolicyNumber, reason: str) -> None:
        async with self._parts.work() as records:
            policy = await records.policy(policy_number)
            await records.save_policy(replace(policy, status=PolicyStatus.IN_FORCE))
        # A cancellation asked for again and refused again is told again.
        key = f"cancel-refused-{policy_number}-{_request_name(policy)}"
        await self._tell(policy.sender, key, plain_message, "utter_cancellation_failed", number=policy_number)

    async def orders_awaiting_payment(self) -> Sequence[OrderId]:
        minute_ago = self._parts.clock.now() - timedelta(minutes=1)
        async with self._parts.work() as records:
            return [order.id for order in await records.open_orders() if order.created_at < minute_ago]

    async def cancellations_asked(self) -> Sequence[tuple[PolicyNumber, OrderId, str]]:
        async with self._parts.work() as records:
            return [
                (policy.number, policy.order_id, _request_name(policy))
                for policy in await records.policies_cancelling()
                if policy.cancel_asked_at is not None
            ]

    async def expire(self, order_id: OrderId) -> None:
        async with self._parts.work() as records:
            order = await records.order(order_id)
            if order.status is not OrderStatus.OPEN:
                return
            await records.save_order(replace(order, status=OrderStatus.EXPIRED))
        await self._tell(order.sender, f"expired-{order_id}", plain_message, "utter_order_expired", order=order)

    async def report_stuck(self, order_id: OrderId, step: str) -> None:
        async with self._parts.work() as records:
            order = await records.order(order_id)
        await self._parts.desk.request(order.sender, f"purchase_stuck_{step}")

    async def _tell(self, sender: Sender, key: str, build, wording_key: str, **values) -> None:  # type: ignore[no-untyped-def]
        async with self._parts.work() as records:
            language = (await records.journey(sender)).language
        message: OutboundMessage = build(self._parts.wording, language, wording_key, **values)
        await self._parts.notifier.tell(sender, key, message)


def _request_name(policy: Policy) -> str:
    """A name for one request to cancel a policy."""
    return policy.cancel_asked_at.strftime("%Y%m%d%H%M%S") if policy.cancel_asked_at else ""


def _policy(order: Order, quote: Quote, application: Application, product: Product, issued: IssuedPolicy) -> Policy:
    return Policy(
        number=issued.policy_number,
        sender=order.sender,
        order_id=order.id,
        application_id=application.id,
        quote_id=quote.id,
        product_id=quote.product_id,
        plan_id=quote.plan_id,
        insurer_id=product.insurer,
        premium=quote.premium,
        sum_insured=quote.cover.sum_insured,
        effective=quote.cover.start,
        expiry=quote.cover.end,
        issued_at=issued.issued_at,
        cooling_off_days=product.cooling_off_days,
        status=PolicyStatus.IN_FORCE,
        insured=tuple(
            {"name": mask_name(one.name), "relation": one.relation} for one in insured_people(quote, application)
        ),
    )
