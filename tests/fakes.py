"""Fakes of every port, in memory: the services and actions run on them without I/O."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from adapters.rules import ZenRules
from adapters.wording import DomainWording
from insurance.applications import Application
from insurance.decisions import DecisionRecord
from insurance.exposure import CoverHeld
from insurance.health import Conditions
from insurance.journeys import Journey
from insurance.money import Money
from insurance.policies import SHANGHAI, Order, OrderStatus, Policy, PolicyStatus
from insurance.ports import (
    ClauseAnswer,
    ClauseHit,
    IssuedPolicy,
    IssueRequest,
    OutboundMessage,
    PaymentPage,
    PaymentsRefused,
    PaymentState,
    PaymentsUnavailable,
    ProductHit,
    SearchFilter,
)
from insurance.provider_orders import ProviderOrder
from insurance.quotes import Quote
from insurance.records import Records, UnknownRecord
from insurance.refs import (
    ApplicationId,
    DecisionId,
    OrderId,
    PolicyNumber,
    ProductId,
    ProviderOrderId,
    QuoteId,
    Sender,
    VaultRef,
)
from insurance.services.parts import Parts
from language.identifiers.checks import DocumentChecks
from product_index.claims.guide import FileGuide, load_guide
from product_index.glossary import load_glossary
from product_index.health import load_conditions
from product_index.load import load_catalogue
from product_index.providers.directory import FileDirectory, load_directory
from tests.claim_fakes import ClaimStore, FakeReader, MemoryClaims
from tests.conversations.papers import with_check_digit
from tests.provider_fakes import FakeDispatch, MemoryProviders
from tests.risk_fakes import FakeBlacklist, FakeHashes, FakePrints, MemoryRisk, RiskStore

ROOT = Path(__file__).parent.parent
NOON = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai, a Wednesday
CUSTOMER = Sender("web:customer")


class FixedClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def today(self) -> date:
        return self.time.astimezone(SHANGHAI).date()

    def pass_(self, **length: float) -> None:
        self.time += timedelta(**length)


@dataclass
class Store:
    """Everything the records hold."""

    journeys: dict[Sender, Journey] = field(default_factory=dict)
    steps: dict[Sender, list[Journey]] = field(default_factory=dict)
    quotes: dict[QuoteId, Quote] = field(default_factory=dict)
    decisions: list[DecisionRecord] = field(default_factory=list)
    applications: dict[ApplicationId, Application] = field(default_factory=dict)
    orders: dict[OrderId, Order] = field(default_factory=dict)
    policies: dict[PolicyNumber, Policy] = field(default_factory=dict)
    risk: RiskStore = field(default_factory=RiskStore)
    held: list[CoverHeld] = field(default_factory=list)
    services: dict[ProviderOrderId, ProviderOrder] = field(default_factory=dict)
    claims: ClaimStore = field(default_factory=ClaimStore)
    told: dict[tuple[Sender, str], OutboundMessage] = field(default_factory=dict)

    def copied(self) -> Store:
        parts = {name: copy(value) for name, value in vars(self).items()}
        steps = {sender: list(steps) for sender, steps in self.steps.items()}
        return Store(**{**parts, "steps": steps, "risk": self.risk.copied(), "claims": self.claims.copied()})


class MemoryWork:
    """A unit of work that commits by replacing the store, and drops everything when the block raises."""

    def __init__(self) -> None:
        self.store = Store()

    def __call__(self) -> AbstractAsyncContextManager[Records]:
        return self._open()

    def reading(self) -> AbstractAsyncContextManager[Records]:
        """What is changed here is never kept."""
        return self._look()

    @asynccontextmanager
    async def _look(self) -> AsyncIterator[Records]:
        yield MemoryRecords(self.store.copied())

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[Records]:
        draft = self.store.copied()
        yield MemoryRecords(draft)
        self.store = draft


class MemoryRecords:
    """Implements insurance.records.Records."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.risk = MemoryRisk(store.risk)
        self.providers = MemoryProviders(store.services)
        self.claims = MemoryClaims(store.claims)

    async def journey(self, sender: Sender) -> Journey:
        return self._store.journeys.get(sender, Journey(sender))

    async def save_journey(self, journey: Journey, *, undoable: bool = True) -> None:
        before = self._store.journeys.get(journey.sender)
        if undoable and before is not None and before != journey:
            self._store.steps.setdefault(journey.sender, []).append(before)
        self._store.journeys[journey.sender] = journey

    async def step_back(self, sender: Sender) -> Journey | None:
        steps = self._store.steps.get(sender)
        if not steps:
            return None
        self._store.journeys[sender] = steps.pop()
        return self._store.journeys[sender]

    async def forget_steps(self, sender: Sender) -> None:
        self._store.steps.pop(sender, None)

    async def add_quote(self, quote: Quote) -> None:
        self._store.quotes[quote.id] = quote

    async def quote(self, quote_id: QuoteId) -> Quote:
        return _known(self._store.quotes, quote_id)

    async def save_quote(self, quote: Quote) -> None:
        self._store.quotes[quote.id] = quote

    async def quotes_of(self, sender: Sender) -> Sequence[Quote]:
        return [one for one in self._store.quotes.values() if one.sender == sender]

    async def add_decision(self, record: DecisionRecord) -> None:
        number = DecisionId(len(self._store.decisions) + 1)
        self._store.decisions.append(replace(record, id=number))

    async def decision(self, decision_id: DecisionId) -> DecisionRecord:
        return _known({one.id: one for one in self._store.decisions}, decision_id)

    async def latest_decisions(self, limit: int, before: DecisionId | None = None) -> Sequence[DecisionRecord]:
        older = [one for one in self._store.decisions if before is None or one.id < before]
        return list(reversed(older))[:limit]

    async def add_application(self, application: Application) -> None:
        self._store.applications[application.id] = application

    async def application(self, application_id: ApplicationId) -> Application:
        return _known(self._store.applications, application_id)

    async def applications_of(self, sender: Sender) -> Sequence[Application]:
        return [one for one in self._store.applications.values() if one.sender == sender]

    async def add_order(self, order: Order) -> None:
        self._store.orders[order.id] = order

    async def order(self, order_id: OrderId) -> Order:
        return _known(self._store.orders, order_id)

    async def save_order(self, order: Order) -> None:
        self._store.orders[order.id] = order

    async def orders_of(self, sender: Sender) -> Sequence[Order]:
        return [one for one in self._store.orders.values() if one.sender == sender]

    async def open_orders(self) -> Sequence[Order]:
        return [one for one in self._store.orders.values() if one.status is OrderStatus.OPEN]

    async def add_policy(self, policy: Policy) -> None:
        assert all(one.order_id != policy.order_id for one in self._store.policies.values()), "second policy"
        self._store.policies[policy.number] = policy

    async def policy(self, number: PolicyNumber) -> Policy:
        return _known(self._store.policies, number)

    async def policy_of_order(self, order_id: OrderId) -> Policy | None:
        return next((one for one in self._store.policies.values() if one.order_id == order_id), None)

    async def save_policy(self, policy: Policy) -> None:
        self._store.policies[policy.number] = policy

    async def add_cover_held(self, held: CoverHeld) -> None:
        self._store.held.append(held)

    async def cover_held(self, person: str) -> Sequence[CoverHeld]:
        standing = {OrderStatus.OPEN, OrderStatus.PAID, OrderStatus.ISSUED}
        orders = {one.id for one in self._store.orders.values() if one.status in standing}
        return [one for one in self._store.held if one.person == person and one.order in orders]

    async def policies_cancelling(self) -> Sequence[Policy]:
        return [one for one in self._store.policies.values() if one.status is PolicyStatus.CANCELLING]

    async def tell(self, sender: Sender, key: str, message: OutboundMessage) -> None:
        self._store.told.setdefault((sender, key), message)

    async def policies_of(self, sender: Sender) -> Sequence[Policy]:
        return [one for one in self._store.policies.values() if one.sender == sender]


def _known(kept: Mapping, key):
    try:
        return kept[key]
    except KeyError:
        raise UnknownRecord(str(key)) from None


class FakeVault:
    """Values by reference, for one sender each."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Sender, str], str] = {}

    async def keep(self, sender: Sender, kind: str, value: str) -> VaultRef:
        for (owner, ref), known in self._kept.items():
            if owner == sender and known == value and ref.startswith(f"⟦{kind}:"):
                return VaultRef(ref)
        ref = f"⟦{kind}:{len(self._kept) + 1:012x}⟧"
        self._kept[sender, ref] = value
        return VaultRef(ref)

    async def reveal(self, sender: Sender, ref: VaultRef) -> str:
        return self._kept[sender, ref]

    def mark(self, value: str) -> str:
        return f"mark of {value}"


class FakePayments:
    """A provider in a dict. `down` makes it unreachable; `pay` is what a customer does on the page."""

    def __init__(self, clock: FixedClock) -> None:
        self._clock = clock
        self.states: dict[OrderId, PaymentState] = {}
        self.amounts: dict[OrderId, Money] = {}
        self.down = False

    async def open(self, order_id: OrderId, amount: Money, subject: str, minutes: int) -> PaymentPage:
        self._reach()
        self.states.setdefault(order_id, PaymentState.OPEN)
        self.amounts.setdefault(order_id, amount)
        return PaymentPage(order_id, f"https://pay.example/{order_id}", self._clock.now() + timedelta(minutes=minutes))

    def pay(self, order_id: OrderId) -> None:
        assert self.states[order_id] is PaymentState.OPEN
        self.states[order_id] = PaymentState.PAID

    async def state(self, order_id: OrderId) -> PaymentState:
        self._reach()
        return self.states[order_id]

    async def close(self, order_id: OrderId) -> None:
        self._reach()
        if self.states.get(order_id) is PaymentState.PAID:
            raise PaymentsRefused("PAID")
        self.states[order_id] = PaymentState.CLOSED

    async def refund(self, order_id: OrderId, amount: Money, key: str) -> None:
        self.states[order_id] = PaymentState.REFUNDED

    def _reach(self) -> None:
        if self.down:
            raise PaymentsUnavailable


class FakeInsurer:
    async def issue(self, request: IssueRequest) -> IssuedPolicy:
        return IssuedPolicy(PolicyNumber(f"P{request.order_id}"), NOON)

    async def cancel(self, insurer_id: str, policy_number: PolicyNumber, key: str) -> None:
        """Never refuses."""


class FakeNotifier:
    """Messages by key; a key is taken once."""

    def __init__(self) -> None:
        self.told: dict[str, OutboundMessage] = {}

    async def tell(self, sender: Sender, key: str, message: OutboundMessage) -> None:
        self.told.setdefault(key, message)


class FakeFiles:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.media_types: dict[str, str] = {}
        self.links: dict[str, str] = {}

    async def put(self, content: bytes, media_type: str) -> str:
        name = hashlib.sha256(content).hexdigest()
        self.kept[name], self.media_types[name] = content, media_type
        return name

    async def media_type(self, sha256: str) -> str:
        await self.get(sha256)
        return self.media_types[sha256]

    async def link(self, name: str, sha256: str) -> None:
        self.links[name] = sha256

    async def linked(self, name: str) -> str | None:
        return self.links.get(name)

    async def get(self, sha256: str) -> bytes:
        try:
            return self.kept[sha256]
        except KeyError as error:
            raise FileNotFoundError(sha256) from error

    async def exists(self, sha256: str) -> bool:
        return sha256 in self.kept


class FakePapers:
    def __init__(self) -> None:
        self.contents: list[Mapping[str, object]] = []

    def policy_pdf(self, content: Mapping[str, object]) -> bytes:
        self.contents.append(content)
        return b"%PDF-fake"


class FakeLinks:
    def document_path(self, sha256: str, filename: str, minutes: int) -> str:
        return f"/documents/{filename}"


class FakeDesk:
    def __init__(self) -> None:
        self.requests: list[tuple[Sender, str]] = []

    async def request(self, sender: Sender, reason: str) -> int:
        self.requests.append((sender, reason))
        return len(self.requests)


class FakeSearch:
    """Products in the catalogue's order; clauses whose text holds a word of the query."""

    def find_products(self, words: str, only: SearchFilter, limit: int) -> Sequence[ProductHit]:
        ids = [one.id for one in catalogue().all() if not only.lines or one.line in only.lines]
        return [ProductHit(one, 1 / place) for place, one in enumerate(ids[:limit], start=1)]

    def find_clauses(self, words: str, only: SearchFilter, limit: int) -> Sequence[ClauseHit]:
        hits = []
        for product in catalogue().all():
            if only.lines and product.line not in only.lines:
                continue
            if only.product_ids and product.id not in only.product_ids:
                continue
            hits += [ClauseHit(product.id, one.no, 1.0) for one in product.clauses if words in one.text]
        return hits[:limit]


class FakeAnswers:
    """The first article whose text holds the words; silent where none does. `told` decides by hand."""

    def __init__(self) -> None:
        self.told: dict[str, ClauseAnswer] = {}

    def answer(self, words: str, product_id: ProductId) -> ClauseAnswer:
        if words in self.told:
            return self.told[words]
        found = [one.no for one in catalogue().product(product_id).clauses if words in one.text]
        return ClauseAnswer(article=found[0]) if found else ClauseAnswer()


@cache
def glossary():
    return load_glossary()


@cache
def catalogue():
    """The real products, read once."""
    return load_catalogue()


@cache
def directory() -> FileDirectory:
    """The real directory, read once."""
    return load_directory(catalogue().all())


@cache
def rules() -> ZenRules:
    return ZenRules(ROOT / "underwriting")


@cache
def wording() -> DomainWording:
    return DomainWording(ROOT / "domain.yml")


@cache
def health_conditions() -> Conditions:
    return load_conditions()


@cache
def claim_guide() -> FileGuide:
    return load_guide()


def fake_parts() -> Parts:
    """Everything the services work with: real products, tables and words; everything else in memory."""
    clock, blacklist = FixedClock(), FakeBlacklist()
    return Parts(
        catalogue=catalogue(), search=FakeSearch(), answers=FakeAnswers(), glossary=glossary(), rules=rules(),
        clock=clock, work=MemoryWork(), vault=FakeVault(),
        identity=DocumentChecks(), payments=FakePayments(clock), insurer=FakeInsurer(), papers=FakePapers(),
        files=FakeFiles(), notifier=FakeNotifier(), wording=wording(), links=FakeLinks(), desk=FakeDesk(),
        hashes=FakeHashes(), prints=FakePrints(), blacklist=blacklist, listing=blacklist,
        directory=directory(), dispatch=FakeDispatch(),
        conditions=health_conditions(), claim_guide=claim_guide(), reader=FakeReader(),
    )  # fmt: skip


def id_number(birth: date, male: bool = True, area: str = "110101") -> str:
    """An identity number with its right check digit (GB 11643); area 110101 is a district of Beijing."""
    return with_check_digit(f"{area}{birth:%Y%m%d}00{1 if male else 2}")


def journey_of(parts: Parts, sender: Sender = CUSTOMER) -> Journey:
    return parts.work.store.journeys[sender]  # type: ignore[attr-defined]


def set_journey(parts: Parts, **changes: object) -> Journey:
    store = parts.work.store  # type: ignore[attr-defined]
    store.journeys[CUSTOMER] = replace(store.journeys.get(CUSTOMER, Journey(CUSTOMER)), **changes)
    return store.journeys[CUSTOMER]


def product_id(name: str) -> ProductId:
    return ProductId(name)
