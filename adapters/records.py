"""The repositories on SQLAlchemy: implements insurance.records."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.codec import from_json, to_json
from adapters.sql.chat_tables import OutboxRow
from adapters.sql.claim_records import SqlClaimRecords
from adapters.sql.database import Database, insert_new
from adapters.sql.outbox import outbox_values
from adapters.sql.provider_records import SqlProviderRecords
from adapters.sql.records import (
    ApplicationRow,
    CoverHeldRow,
    DecisionRow,
    JourneyRow,
    JourneyStepRow,
    OrderRow,
    PolicyRow,
    QuoteRow,
)
from adapters.sql.risk_records import SqlRiskRecords
from insurance.applications import Application
from insurance.claim_records import ClaimRecords
from insurance.decisions import DecisionRecord, Stage
from insurance.exposure import CoverHeld
from insurance.journeys import Journey
from insurance.policies import Order, OrderStatus, Policy, PolicyStatus
from insurance.ports import OutboundMessage
from insurance.provider_ports import ProviderRecords
from insurance.quotes import Quote
from insurance.records import Records, UnknownRecord
from insurance.refs import ApplicationId, DecisionId, OrderId, PlanId, PolicyNumber, ProductId, QuoteId, Sender
from insurance.riskcontrol.ports import RiskRecords
from insurance.underwriting import Decision

STANDING = (OrderStatus.OPEN, OrderStatus.PAID, OrderStatus.ISSUED)  # orders that cover, or will
STEPS_KEPT = 30  # how far 返回 reaches
T = TypeVar("T")


class SqlUnitOfWork:
    """Opens one commit on the database: implements insurance.records.UnitOfWork."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __call__(self) -> AbstractAsyncContextManager[Records]:
        return self._open()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Records]:
        async with self._database.reading() as session:
            yield SqlRecords(session)

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[Records]:
        async with self._database.session() as session:
            yield SqlRecords(session, writes=True)


class SqlRecords:
    """Implements insurance.records.Records on one open session."""

    def __init__(self, session: AsyncSession, *, writes: bool = False) -> None:
        self._session, self._writes = session, writes

    @property
    def risk(self) -> RiskRecords:
        return SqlRiskRecords(self._session)

    @property
    def providers(self) -> ProviderRecords:
        return SqlProviderRecords(self._session, writes=self._writes)

    @property
    def claims(self) -> ClaimRecords:
        return SqlClaimRecords(self._session)

    async def journey(self, sender: Sender) -> Journey:
        # Locked by who may write it: a turn and what an officer or a payment sets going wait for each other.
        row = await self._session.get(JourneyRow, sender, with_for_update=self._writes or None)
        return from_json(row.doc, Journey) if row is not None else Journey(sender)

    async def save_journey(self, journey: Journey, *, undoable: bool = True) -> None:
        row = await self._session.get(JourneyRow, journey.sender)
        doc = to_json(journey)
        if row is None:
            self._session.add(JourneyRow(sender=journey.sender, doc=doc, updated=datetime.now(UTC)))
            return
        if row.doc == doc:
            return
        if undoable:
            self._session.add(JourneyStepRow(sender=journey.sender, doc=row.doc))
            await self._trim_steps(journey.sender)
        row.doc, row.updated = doc, datetime.now(UTC)

    async def _trim_steps(self, sender: Sender) -> None:
        kept = (
            select(JourneyStepRow.id)
            .where(JourneyStepRow.sender == sender)
            .order_by(JourneyStepRow.id.desc())
            .limit(STEPS_KEPT)
        )
        oldest = (await self._session.scalars(kept)).all()
        if len(oldest) == STEPS_KEPT:
            old = (JourneyStepRow.sender == sender) & (JourneyStepRow.id < oldest[-1])
            await self._session.execute(delete(JourneyStepRow).where(old))

    async def step_back(self, sender: Sender) -> Journey | None:
        latest = (
            select(JourneyStepRow).where(JourneyStepRow.sender == sender).order_by(JourneyStepRow.id.desc()).limit(1)
        )
        step = (await self._session.scalars(latest)).one_or_none()
        if step is None:
            return None
        journey = from_json(step.doc, Journey)
        await self._session.delete(step)
        await self.save_journey(journey, undoable=False)
        return journey

    async def forget_steps(self, sender: Sender) -> None:
        await self._session.execute(delete(JourneyStepRow).where(JourneyStepRow.sender == sender))

    async def add_quote(self, quote: Quote) -> None:
        self._session.add(
            QuoteRow(
                id=quote.id, sender=quote.sender, status=quote.status, created=quote.created_at, doc=to_json(quote)
            )
        )

    async def quote(self, quote_id: QuoteId) -> Quote:
        return from_json((await self._row(QuoteRow, quote_id)).doc, Quote)

    async def save_quote(self, quote: Quote) -> None:
        row = await self._row(QuoteRow, quote.id)
        row.status, row.doc = quote.status, to_json(quote)

    async def quotes_of(self, sender: Sender) -> Sequence[Quote]:
        return await self._all(QuoteRow, sender, QuoteRow.created, Quote)

    async def add_decision(self, record: DecisionRecord) -> None:
        self._session.add(
            DecisionRow(
                sender=record.sender, stage=record.stage, product_id=record.product_id, plan_id=record.plan_id,
                subject=record.quote_id or "", outcome=record.decision.outcome, at=record.at,
                doc=to_json(record.decision),
            )
        )  # fmt: skip

    async def decision(self, decision_id: DecisionId) -> DecisionRecord:
        return _decision(await self._row(DecisionRow, decision_id))

    async def latest_decisions(self, limit: int, before: DecisionId | None = None) -> Sequence[DecisionRecord]:
        found = select(DecisionRow).order_by(DecisionRow.id.desc()).limit(limit)
        if before is not None:
            found = found.where(DecisionRow.id < before)
        return [_decision(row) for row in (await self._session.scalars(found)).all()]

    async def add_application(self, application: Application) -> None:
        self._session.add(
            ApplicationRow(
                id=application.id, sender=application.sender, quote_id=application.quote_id,
                submitted=application.submitted_at, doc=to_json(application),
            )
        )  # fmt: skip
        await self._session.flush()

    async def application(self, application_id: ApplicationId) -> Application:
        return from_json((await self._row(ApplicationRow, application_id)).doc, Application)

    async def applications_of(self, sender: Sender) -> Sequence[Application]:
        return await self._all(ApplicationRow, sender, ApplicationRow.submitted, Application)

    async def add_order(self, order: Order) -> None:
        self._session.add(
            OrderRow(
                id=order.id, sender=order.sender, application_id=order.application_id, status=order.status,
                created=order.created_at, doc=to_json(order),
            )
        )  # fmt: skip

    async def order(self, order_id: OrderId) -> Order:
        return from_json((await self._row(OrderRow, order_id)).doc, Order)

    async def save_order(self, order: Order) -> None:
        row = await self._row(OrderRow, order.id)
        row.status, row.doc = order.status, to_json(order)

    async def orders_of(self, sender: Sender) -> Sequence[Order]:
        return await self._all(OrderRow, sender, OrderRow.created, Order)

    async def open_orders(self) -> Sequence[Order]:
        waiting = select(OrderRow).where(OrderRow.status == OrderStatus.OPEN).order_by(OrderRow.created)
        return [from_json(row.doc, Order) for row in (await self._session.scalars(waiting)).all()]

    async def add_policy(self, policy: Policy) -> None:
        self._session.add(
            PolicyRow(
                number=policy.number, sender=policy.sender, order_id=policy.order_id, status=policy.status,
                issued=policy.issued_at, doc=to_json(policy),
            )
        )  # fmt: skip

    async def policy(self, number: PolicyNumber) -> Policy:
        return from_json((await self._row(PolicyRow, number)).doc, Policy)

    async def policy_of_order(self, order_id: OrderId) -> Policy | None:
        found = select(PolicyRow).where(PolicyRow.order_id == order_id)
        row = (await self._session.scalars(found)).one_or_none()
        return from_json(row.doc, Policy) if row is not None else None

    async def save_policy(self, policy: Policy) -> None:
        row = await self._row(PolicyRow, policy.number)
        row.status, row.doc = policy.status, to_json(policy)

    async def policies_of(self, sender: Sender) -> Sequence[Policy]:
        return await self._all(PolicyRow, sender, PolicyRow.issued, Policy)

    async def tell(self, sender: Sender, key: str, message: OutboundMessage) -> None:
        await self._session.execute(insert_new(self._session, OutboxRow, outbox_values(sender, key, message)))

    async def add_cover_held(self, held: CoverHeld) -> None:
        await self._session.flush()
        self._session.add(CoverHeldRow(person=held.person, order_id=held.order, doc=to_json(held)))

    async def cover_held(self, person: str) -> Sequence[CoverHeld]:
        ordered = select(CoverHeldRow).join(OrderRow, OrderRow.id == CoverHeldRow.order_id)
        found = ordered.where(CoverHeldRow.person == person, OrderRow.status.in_(STANDING))
        return [from_json(row.doc, CoverHeld) for row in (await self._session.scalars(found)).all()]

    async def policies_cancelling(self) -> Sequence[Policy]:
        asked = select(PolicyRow).where(PolicyRow.status == PolicyStatus.CANCELLING)
        return [from_json(row.doc, Policy) for row in (await self._session.scalars(asked)).all()]

    async def _row(self, kind: type[Any], key: str | int) -> Any:
        row = await self._session.get(kind, key)
        if row is None:
            raise UnknownRecord(kind.__tablename__)
        return row

    async def _all(self, kind: type[Any], sender: Sender, order: Any, value: type[T]) -> Sequence[T]:
        rows = await self._session.scalars(select(kind).where(kind.sender == sender).order_by(order))
        return [from_json(row.doc, value) for row in rows.all()]


def _decision(row: DecisionRow) -> DecisionRecord:
    return DecisionRecord(
        sender=Sender(row.sender), stage=Stage(row.stage), product_id=ProductId(row.product_id),
        plan_id=PlanId(row.plan_id), decision=from_json(row.doc, Decision), at=row.at,
        quote_id=QuoteId(row.subject) if row.subject else None, id=DecisionId(row.id),
    )  # fmt: skip
