"""Repositories: where the drafts and facts are kept. One unit of work is one commit."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from insurance.applications import Application
from insurance.claim_records import ClaimRecords
from insurance.decisions import DecisionRecord
from insurance.exposure import CoverHeld
from insurance.journeys import Journey
from insurance.policies import Order, Policy
from insurance.ports import OutboundMessage
from insurance.provider_ports import ProviderRecords
from insurance.quotes import Quote
from insurance.refs import ApplicationId, DecisionId, OrderId, PolicyNumber, QuoteId, Sender
from insurance.riskcontrol.ports import RiskRecords


class UnknownRecord(LookupError):
    """No such record, or one that belongs to somebody else."""


class Records(Protocol):
    """Everything one unit of work may read and write. Single look-ups raise UnknownRecord."""

    @property
    def risk(self) -> RiskRecords:
        """What risk control keeps, in the same commit."""

    @property
    def providers(self) -> ProviderRecords:
        """Orders of providers' services, in the same commit."""

    @property
    def claims(self) -> ClaimRecords:
        """What the claims keep, in the same commit."""

    async def journey(self, sender: Sender) -> Journey:
        """The journey of a conversation; a new one where there is none yet."""

    async def save_journey(self, journey: Journey, *, undoable: bool = True) -> None:
        """Store it; `undoable` keeps the state before, for `step_back`."""

    async def step_back(self, sender: Sender) -> Journey | None:
        """Restore the state before the last undoable change; None when there is none."""

    async def forget_steps(self, sender: Sender) -> None:
        """From here on there is no way back (money has moved)."""

    async def add_quote(self, quote: Quote) -> None: ...

    async def quote(self, quote_id: QuoteId) -> Quote: ...

    async def save_quote(self, quote: Quote) -> None: ...

    async def quotes_of(self, sender: Sender) -> Sequence[Quote]: ...

    async def add_decision(self, record: DecisionRecord) -> None:
        """Keep a decision with its inputs, table versions and rows hit."""

    async def decision(self, decision_id: DecisionId) -> DecisionRecord: ...

    async def latest_decisions(self, limit: int, before: DecisionId | None = None) -> Sequence[DecisionRecord]:
        """Newest first; only those made before one of them, to read on."""

    async def add_application(self, application: Application) -> None: ...

    async def application(self, application_id: ApplicationId) -> Application: ...

    async def applications_of(self, sender: Sender) -> Sequence[Application]: ...

    async def add_order(self, order: Order) -> None: ...

    async def order(self, order_id: OrderId) -> Order: ...

    async def save_order(self, order: Order) -> None: ...

    async def orders_of(self, sender: Sender) -> Sequence[Order]: ...

    async def open_orders(self) -> Sequence[Order]:
        """Orders that wait for money, oldest first."""

    async def add_policy(self, policy: Policy) -> None:
        """Once for an order: a second policy for it is refused by the database."""

    async def policy(self, number: PolicyNumber) -> Policy: ...

    async def policy_of_order(self, order_id: OrderId) -> Policy | None: ...

    async def save_policy(self, policy: Policy) -> None: ...

    async def add_cover_held(self, held: CoverHeld) -> None: ...

    async def cover_held(self, person: str) -> Sequence[CoverHeld]:
        """What a person, by keyed hash, has under orders that stand (open, paid or issued), whoever placed them."""

    async def policies_cancelling(self) -> Sequence[Policy]:
        """Policies whose cancellation the customer confirmed and nobody has carried out yet."""

    async def policies_of(self, sender: Sender) -> Sequence[Policy]: ...

    async def tell(self, sender: Sender, key: str, message: OutboundMessage) -> None:
        """As Notifier.tell, in the same commit: what is told and what it tells of are kept together or not at all.
        Telling the notifier the same afterwards wakes whoever delivers."""


class UnitOfWork(Protocol):
    def __call__(self) -> AbstractAsyncContextManager[Records]:
        """Commits when the block ends, rolls back when it raises."""

    def reading(self) -> AbstractAsyncContextManager[Records]:
        """For reading only: a consistent look that waits for nobody."""
