"""The one file that names concrete adapters: what each process is built from."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

import language
from adapters.derived import derived_key
from adapters.document_prints import ImagePrints
from adapters.documents.reader import OcrReader
from adapters.files import SealedFiles, open_files
from adapters.insurer_claims import HttpInsurerClaims
from adapters.insurers import HttpInsurer
from adapters.keyed_hashes import KeyedHashes
from adapters.links import Links
from adapters.papers import TypstPapers
from adapters.payments import HttpPayments
from adapters.payouts import HttpPayouts
from adapters.providers import HttpDispatch
from adapters.records import SqlUnitOfWork
from adapters.rules.archive import Archive
from adapters.rules.in_force import RulesInForce
from adapters.settings import Settings, read_settings
from adapters.sql.audit import SqlAuditLog
from adapters.sql.blacklist import SqlBlacklistWork
from adapters.sql.conversations import SqlConversations
from adapters.sql.database import Database
from adapters.sql.handoffs import SqlHandoffs
from adapters.sql.outbox import SqlOutbox
from adapters.sql.rule_store import SqlRuleStore
from adapters.uploads.checks import LimitedUploadChecks, upload_worker
from adapters.uploads.copies import DrawnCopies
from adapters.vault import SqlVault
from adapters.watching import Watch
from adapters.wording import DomainWording
from insurance.document_ports import DocumentReader
from insurance.policies import SHANGHAI
from insurance.ports import ProductSearch
from insurance.services.blacklist import tidy
from insurance.services.blacklist_parts import BlacklistParts
from insurance.services.carrying_out import carry_out_decisions
from insurance.services.case_file import RiskDesk
from insurance.services.claims.deadlines import Deadlines, escalate_near_due
from insurance.services.claims.desk.files import ClaimDesk
from insurance.services.claims.insurers.asking import ask_insurers
from insurance.services.claims.insurers.handing_over import HandingOver
from insurance.services.claims.paying import PayingClaims
from insurance.services.claims.reading import read_waiting
from insurance.services.claims.submitting import decide_submitted
from insurance.services.customer_file import CustomerFiles
from insurance.services.decision_file import DecisionFiles
from insurance.services.fulfil import Fulfilling
from insurance.services.house_list import HouseList
from insurance.services.listed import Listed
from insurance.services.parts import Parts, Terms
from insurance.services.providers.dispatching import carry_on_orders
from language.identifiers.checks import DocumentChecks
from product_index.answering import ClauseAnswers
from product_index.claims.guide import load_guide
from product_index.embedding.encoder import Encoder
from product_index.glossary import load_glossary
from product_index.health import load_conditions
from product_index.load import load_catalogue
from product_index.providers.directory import load_directory
from product_index.search import FaissProductSearch

ROOT = Path(__file__).parent
INDEX = ROOT / "var" / "index"
SERVICES_PAUSE = 1.0  # seconds between looks for services ordered from providers
CLAIMS_PAUSE = 1.0  # seconds between looks for claims that were submitted and not decided on
INSURERS_PAUSE = 5.0  # seconds between questions to insurers that have a claim
DEADLINES_PAUSE = 5.0  # seconds between looks for claims that are nearly due
DECISIONS_PAUSE = 1.0  # seconds between looks for cases that officers decided
TIDY_PAUSE = 600.0  # seconds between looks for blacklist entries whose time is over

__all__ = ["build_actions", "build_blacklist", "build_gateway", "open_database", "read_settings"]


class SystemClock:
    """Implements insurance.ports.Clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(SHANGHAI).date()


def _rules(settings: Settings, database: Database) -> RulesInForce:
    return RulesInForce(SqlRuleStore(database), ROOT / "underwriting", follow=settings.rules_follow)


def _files(settings: Settings) -> SealedFiles:
    return open_files(settings.files_url, settings.files_folder, derived_key(settings.secret_key, b"lingbao files"))


def _services(
    settings: Settings, database: Database, search: ProductSearch, rules: RulesInForce, reader: DocumentReader
) -> Parts:
    catalogue = load_catalogue()
    listed = Listed(HouseList(build_blacklist(settings, database)))
    return Parts(
        catalogue=catalogue,
        search=search,
        answers=ClauseAnswers(catalogue.all(), search),
        glossary=load_glossary(),
        rules=rules,
        clock=SystemClock(),
        work=SqlUnitOfWork(database),
        vault=SqlVault(database, settings.secret_key),
        identity=DocumentChecks(),
        payments=HttpPayments(
            settings.payments_url,
            settings.payments_key,
            f"{settings.public_url}/webhooks/payments/notify",
            lambda _: f"{settings.public_url}/",
        ),
        insurer=HttpInsurer(
            settings.insurers_url, settings.insurers_key, lambda product_id: catalogue.product(product_id).line.value
        ),
        papers=TypstPapers(),
        files=_files(settings),
        notifier=SqlOutbox(database),
        wording=DomainWording(ROOT / "domain.yml"),
        links=Links(settings.secret_key),
        desk=SqlHandoffs(database),
        hashes=KeyedHashes(settings.risk_key),
        prints=ImagePrints(),
        blacklist=listed,
        listing=listed,
        directory=load_directory(catalogue.all()),
        dispatch=HttpDispatch(settings.providers_url, settings.providers_key),
        terms=Terms(
            payment_minutes=settings.limits.payment_minutes,
            document_minutes=settings.limits.document_minutes,
            advisor_hours=settings.advisor_hours,
            public_url=settings.public_url,
            review_hours=settings.review_hours,
        ),
        conditions=load_conditions(),
        claim_guide=load_guide(),
        reader=reader,
    )


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """For a command: opened, and closed at the end."""
    database = Database(settings.database_url)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


def build_blacklist(settings: Settings, database: Database) -> BlacklistParts:
    """What the services of the shared blacklist work with, on a database opened by the caller."""
    return BlacklistParts(
        work=SqlBlacklistWork(database, settings.secret_key),
        files=_files(settings),
        audit=SqlAuditLog(database),
        clock=SystemClock(),
        terms=settings.blacklist,
    )


@dataclass
class ActionParts:
    """What the action server works with."""

    settings: Settings
    services: Parts
    database: Database
    search: FaissProductSearch
    rules: RulesInForce

    async def open(self) -> None:
        await self.database.open()
        await self.rules.open()
        await asyncio.to_thread(self.search.open)
        await asyncio.to_thread(language.warm_up)

    async def close(self) -> None:
        await self.rules.close()
        await self.database.close()


def build_actions(settings: Settings | None = None) -> ActionParts:
    """Everything of the action server, not yet opened."""
    settings = settings or read_settings()
    database = Database(settings.database_url)
    search = FaissProductSearch(INDEX, Encoder(settings.embedding_model or None))
    rules = _rules(settings, database)
    return ActionParts(settings, _services(settings, database, search, rules, _NoReader()), database, search, rules)


class _NoReader:
    """The action server takes documents in; only the gateway reads them."""

    async def read(self, *_: Any) -> Any:
        raise NotImplementedError


class _NoSearch:
    """The gateway fulfils purchases; it never searches."""

    def find_products(self, *_: Any) -> list[Any]:
        return []

    def find_clauses(self, *_: Any) -> list[Any]:
        return []


async def _read_papers(parts: Parts) -> None:
    """All that wait, one after another: the reader is one process."""
    while await read_waiting(parts):
        pass


async def _escalate_claims(parts: Parts) -> None:
    deadlines = Deadlines(parts.work, parts.desk, parts.clock)
    await escalate_near_due(deadlines, parts.clock, parts.terms.claims.warn_before)


class GatewayParts:
    """What the gateway works with."""

    def __init__(self, settings: Settings) -> None:
        # With all of DBOS, which the action server does without.
        from adapters.claim_flow import ClaimFlow
        from adapters.fulfilment import Fulfilment

        self._database = Database(settings.database_url)
        self.rules = _rules(settings, self._database)
        self._reader = OcrReader()
        services = _services(settings, self._database, _NoSearch(), self.rules, self._reader)
        self.catalogue = services.catalogue
        self.conversations = SqlConversations(self._database)
        self.outbox = services.notifier
        self.handoffs = services.desk
        self.vault = services.vault
        self.wording = services.wording
        self.find_sensitive = language.find_sensitive
        self.files = services.files
        self._upload_worker = upload_worker(settings.limits)
        self.uploads = LimitedUploadChecks(self._upload_worker, settings.limits)
        self.audit = SqlAuditLog(self._database)
        self.copies = DrawnCopies(services.files, self._upload_worker, settings.limits)
        self.links = services.links
        self.payments = services.payments
        self.customers = CustomerFiles(services)
        self.risk = RiskDesk(services, self.audit)
        self.claims = ClaimDesk(services, self.audit, self.copies)
        self.blacklist = build_blacklist(settings, self._database)
        insurers = HttpInsurerClaims(settings.insurers_url, settings.insurers_key)
        self._insurer_claims = insurers
        self._watches = (
            Watch("carry_out_decisions", lambda: carry_out_decisions(services), DECISIONS_PAUSE),
            Watch("tidy", lambda: tidy(self.blacklist), TIDY_PAUSE),
            Watch("read_papers", lambda: _read_papers(services), CLAIMS_PAUSE),
            Watch("decide_submitted", lambda: decide_submitted(services), CLAIMS_PAUSE),
            Watch("claim_deadlines", lambda: _escalate_claims(services), DEADLINES_PAUSE),
            Watch("insurers_answers", lambda: ask_insurers(HandingOver(services), insurers), INSURERS_PAUSE),
            Watch("carry_on_orders", lambda: carry_on_orders(services), SERVICES_PAUSE),
        )
        self.decisions = DecisionFiles(services.work, Archive(SqlRuleStore(self._database)))
        self._workflows = f"sqlite:///{settings.var}/workflows.db"
        if not settings.database_url.startswith("sqlite"):
            self._workflows = settings.database_url
        self.fulfilment = Fulfilment(
            Fulfilling(services),
            services.insurer,  # type: ignore[arg-type]
            services.payments,  # type: ignore[arg-type]
            self._workflows,
            claims=ClaimFlow(PayingClaims(services), HttpPayouts(settings.payouts_url, settings.payouts_key)),
        )
        self.probes: Mapping[str, Callable[[], Awaitable[bool]]] = {
            "database": self._database_answers, "files": self._files_answer,
        }  # fmt: skip

    async def open(self) -> None:
        await self._database.open()
        await self.rules.open()
        await self._reader.open()
        await self.fulfilment.launch()
        for watch in self._watches:
            watch.start()

    async def close(self) -> None:
        for watch in self._watches:
            await watch.stop()
        await self._insurer_claims.close_connections()
        await self._reader.close()
        await self.fulfilment.stop()
        await self.rules.close()
        await self._database.close()
        await asyncio.to_thread(self._upload_worker.close)

    async def _database_answers(self) -> bool:
        async with self._database.reading() as session:
            await session.execute(text("SELECT 1"))
        return True

    async def _files_answer(self) -> bool:
        await self.files.exists("0" * 64)
        return True


def build_gateway(settings: Settings) -> GatewayParts:
    """Everything of the gateway, not yet opened."""
    return GatewayParts(settings)
