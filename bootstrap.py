"""The one file that names concrete adapters: what each process is built from."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import text

import language
from adapters.files import LocalFiles
from adapters.fulfilment import Fulfilment
from adapters.insurers import HttpInsurer
from adapters.links import Links
from adapters.papers import TypstPapers
from adapters.payments import HttpPayments
from adapters.records import SqlUnitOfWork
from adapters.rules import ZenRules
from adapters.settings import Settings, read_settings
from adapters.sql.conversations import SqlConversations
from adapters.sql.database import Database
from adapters.sql.handoffs import SqlHandoffs
from adapters.sql.outbox import SqlOutbox
from adapters.vault import SqlVault
from adapters.wording import DomainWording
from insurance.lines import Language
from insurance.policies import SHANGHAI
from insurance.ports import ProductSearch
from insurance.services.customer_file import CustomerFiles
from insurance.services.fulfil import Fulfilling
from insurance.services.parts import Parts, Terms
from language.identifiers.checks import DocumentChecks
from product_index.answering import ClauseAnswers
from product_index.embedding.encoder import Encoder
from product_index.glossary import load_glossary
from product_index.health import load_conditions
from product_index.load import conditions, load_catalogue
from product_index.search import FaissProductSearch

ROOT = Path(__file__).parent
INDEX = ROOT / "var" / "index"

__all__ = ["build_actions", "build_gateway", "read_settings"]


class SystemClock:
    """Implements insurance.ports.Clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(SHANGHAI).date()


def _services(settings: Settings, database: Database, search: ProductSearch) -> Parts:
    catalogue = load_catalogue()
    return Parts(
        catalogue=catalogue,
        search=search,
        answers=ClauseAnswers(catalogue.all(), search),
        glossary=load_glossary(),
        rules=ZenRules(ROOT / "underwriting"),
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
        files=LocalFiles(settings.files_folder, _file_key(settings.secret_key)),
        notifier=SqlOutbox(database),
        wording=DomainWording(ROOT / "domain.yml"),
        links=Links(settings.secret_key),
        desk=SqlHandoffs(database),
        terms=Terms(
            payment_minutes=settings.limits.payment_minutes,
            document_minutes=settings.limits.document_minutes,
            advisor_hours=settings.advisor_hours,
            public_url=settings.public_url,
        ),
        conditions=load_conditions(),
    )


def _file_key(secret: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"lingbao files").derive(secret.encode())


@dataclass
class ActionParts:
    """What the action server works with."""

    settings: Settings
    services: Parts
    condition_names: Mapping[str, Mapping[Language, str]]
    database: Database
    search: FaissProductSearch

    async def open(self) -> None:
        await self.database.open()
        await asyncio.to_thread(self.search.open)
        await asyncio.to_thread(language.warm_up)

    async def close(self) -> None:
        await self.database.close()


def build_actions(settings: Settings | None = None) -> ActionParts:
    """Everything of the action server, not yet opened."""
    settings = settings or read_settings()
    database = Database(settings.database_url)
    search = FaissProductSearch(INDEX, Encoder(settings.embedding_model or None))
    names = {
        code: {Language.ZH: entry["name"]["zh"], Language.EN: entry["name"]["en"]}
        for code, entry in conditions().items()
    }
    return ActionParts(settings, _services(settings, database, search), names, database, search)


class _NoSearch:
    """The gateway fulfils purchases; it never searches."""

    def find_products(self, *_: Any) -> list[Any]:
        return []

    def find_clauses(self, *_: Any) -> list[Any]:
        return []


class GatewayParts:
    """What the gateway works with."""

    def __init__(self, settings: Settings) -> None:
        self._database = Database(settings.database_url)
        services = _services(settings, self._database, _NoSearch())
        self.catalogue = services.catalogue
        self.conversations = SqlConversations(self._database)
        self.outbox = services.notifier
        self.handoffs = services.desk
        self.vault = services.vault
        self.wording = services.wording
        self.find_sensitive = language.find_sensitive
        self.files = services.files
        self.links = services.links
        self.payments = services.payments
        self.customers = CustomerFiles(services)
        self._workflows = f"sqlite:///{settings.var}/workflows.db"
        if not settings.database_url.startswith("sqlite"):
            self._workflows = settings.database_url
        self.fulfilment = Fulfilment(Fulfilling(services), services.insurer, services.payments, self._workflows)  # type: ignore[arg-type]
        self.probes: Mapping[str, Callable[[], Awaitable[bool]]] = {"database": self._database_answers}

    async def open(self) -> None:
        await self._database.open()
        await self.fulfilment.launch()

    async def close(self) -> None:
        await self.fulfilment.stop()
        await self._database.close()

    async def _database_answers(self) -> bool:
        async with self._database.reading() as session:
            await session.execute(text("SELECT 1"))
        return True


def build_gateway(settings: Settings) -> GatewayParts:
    """Everything of the gateway, not yet opened."""
    return GatewayParts(settings)
