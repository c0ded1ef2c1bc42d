"""Stand-ins around the gateway: a Rasa that records and misbehaves on request, and parts that remember."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sanic import Request, Sanic
from sanic.response import json, text

from adapters.links import Links
from adapters.records import SqlUnitOfWork
from adapters.rules.archive import Archive
from adapters.rules.in_force import RuleState
from adapters.settings import Limits, Settings
from adapters.sql.audit import SqlAuditLog
from adapters.sql.blacklist import SqlBlacklistWork
from adapters.sql.conversations import SqlConversations
from adapters.sql.database import Database
from adapters.sql.handoffs import SqlHandoffs
from adapters.sql.migrate import migrate
from adapters.sql.outbox import SqlOutbox
from adapters.sql.rule_store import SqlRuleStore
from adapters.uploads.checks import LimitedUploadChecks, upload_worker
from adapters.uploads.copies import DrawnCopies
from adapters.vault import SqlVault
from bot.gateway.words import KEYS
from insurance.lines import Language
from insurance.ports import InvalidSignature
from insurance.services.blacklist_parts import BlacklistParts
from insurance.services.case_file import RiskDesk
from insurance.services.claims.desk.files import ClaimDesk
from insurance.services.decision_file import DecisionFiles
from ops.environment import free_ports
from tests.fakes import FakeFiles, FixedClock, catalogue, fake_parts

SECRET = "a secret key that is long enough to sign"  # of the gateway that `settings_for` sets up
MIGRATED: list[bytes] = []  # an empty database after its migrations, made once
PHONE = re.compile(r"1\d{10}")
IDENTITY = re.compile(r"\d{17}[\dX]")


@dataclass(frozen=True)
class Found:
    kind: str
    start: int
    end: int
    value_normalised: str
    valid: bool


def find_sensitive(words: str) -> list[Found]:
    """Enough of `language.find_sensitive` for these tests: phones, and identity numbers (never valid)."""
    numbers = [Found("id_number", *m.span(), m[0], False) for m in IDENTITY.finditer(words)]
    phones = [Found("phone", *m.span(), m[0], True) for m in PHONE.finditer(words)]
    taken = [range(n.start, n.end) for n in numbers]
    return numbers + [p for p in phones if not any(p.start in r for r in taken)]


class KeyedWording:
    """Says the key itself, so that tests see which words were chosen and in which language."""

    def say(self, key: str, language: Language, **values: object) -> str:
        if set(values) != set(KEYS[key]):
            raise KeyError(f"{key} is said with {set(values)}")
        return " ".join([f"{language.value}:{key.removeprefix('utter_gateway_')}", *map(str, values.values())])


class FakePayments:
    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> SimpleNamespace:
        if headers.get("x-signature") != "good":
            raise InvalidSignature("forged")
        return SimpleNamespace(order_id=body.decode())


@dataclass
class FakeFulfilment:
    started: list[str] = field(default_factory=list)
    broken: bool = False

    async def start(self, order_id: str) -> None:
        if self.broken:
            raise ConnectionError("no database")
        self.started.append(order_id)


class FakeCustomers:
    async def customer_file(self, sender: str) -> dict[str, Any]:
        return {"needs": {"line": "accident"}, "quotes": [], "applications": [], "policies": [], "claims": []}


async def always_ready() -> bool:
    return True


class FakeParts:
    """Real records on a throw-away SQLite file, fakes for the rest."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "gateway.db"
        self.database = Database(f"sqlite+aiosqlite:///{self._file}")
        self.catalogue = catalogue()
        self.conversations = SqlConversations(self.database)
        self.outbox = SqlOutbox(self.database)
        self.handoffs = SqlHandoffs(self.database)
        self.vault = SqlVault(self.database, "test secret")
        self.wording = KeyedWording()
        self.find_sensitive = find_sensitive
        self.files = FakeFiles()
        self._worker = upload_worker(Limits())
        self.uploads = LimitedUploadChecks(self._worker, Limits())
        self.audit = SqlAuditLog(self.database)
        self.copies = DrawnCopies(self.files, self._worker, Limits())
        self.links = Links("test secret that is long enough to sign")
        self.payments = FakePayments()
        self.fulfilment = FakeFulfilment()
        self.customers = FakeCustomers()
        self.services = replace(fake_parts(), work=SqlUnitOfWork(self.database), files=self.files)
        self.risk = RiskDesk(self.services, self.audit)
        self.claims = ClaimDesk(self.services, self.audit, self.copies)
        work = SqlBlacklistWork(self.database, "test secret")
        self.clock = FixedClock(datetime.now(UTC))
        self.blacklist = BlacklistParts(work, self.files, self.audit, self.clock)
        self.decisions = DecisionFiles(SqlUnitOfWork(self.database), Archive(SqlRuleStore(self.database)))
        self.rules = SimpleNamespace(state=RuleState(activation=3, set_id="5e7"))
        self.probes: dict[str, Callable[[], Awaitable[bool]]] = {"database": always_ready}

    async def open(self) -> None:
        if MIGRATED:
            self._file.write_bytes(MIGRATED[0])
        else:
            await migrate(self.database)
            await self.database.close()
            MIGRATED.append(self._file.read_bytes())
        await self.database.open()

    async def close(self) -> None:
        await self.database.close()
        await asyncio.to_thread(self._worker.close)


class FakeRasa:
    """Rasa's REST webhook. `answers` maps a message to its reply items; anything else is echoed."""

    def __init__(self) -> None:
        self.port = free_ports().rasa
        self.heard: list[dict[str, Any]] = []
        self.answers: dict[str, list[dict[str, Any]]] = {}
        self.delays: dict[str, float] = {}
        self.broken: set[str] = set()
        self.busy: set[str] = set()
        self.overlaps = 0
        self._server: Any = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def texts(self, sender: str | None = None) -> list[str]:
        """What was heard, without the sessions the gateway begins."""
        said = [h for h in self.heard if sender in (None, h["sender"])]
        return [h["message"] for h in said if h["message"] != "/session_start"]

    async def _hello(self, _request: Request) -> Any:
        return text("Hello from Rasa: 3.6.21")

    async def _answer(self, request: Request) -> Any:
        body = request.json
        sender, message = body["sender"], body["message"]
        self.heard.append(body)
        self.overlaps += sender in self.busy
        self.busy.add(sender)
        await asyncio.sleep(self.delays.get(message, 0.001))
        self.busy.discard(sender)
        if message in self.broken:
            return text("oops", status=500)
        if message == "/session_start":
            return json([])
        default = [{"recipient_id": sender, "text": f"echo {message}"}]
        return json(self.answers.get(message, default))

    async def start(self) -> None:
        """Also after `stop`: an application can be served only once, so each start makes one."""
        app = Sanic("fake-rasa-" + secrets.token_hex(4), configure_logging=False)
        app.config.TOUCHUP = False
        app.add_route(self._answer, "/webhooks/rest/webhook", methods=["POST"])
        app.add_route(self._hello, "/", methods=["GET"])
        app.add_route(self._hello, "/health", methods=["GET"], name="health")
        self._server = await serve(app, self.port)

    async def stop(self) -> None:
        await stop(self._server)
        self._server = None


async def serve(app: Sanic, port: int) -> Any:
    """Run an application within the test's own loop."""
    server = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.start_serving()
    await server.after_start()
    return server


async def stop(server: Any) -> None:
    if server is None:
        return
    await server.before_stop()
    await server.close()
    for connection in list(server.connections):
        connection.abort() if hasattr(connection, "abort") else connection.close()
    await server.after_stop()


def settings_for(rasa: FakeRasa, **changes: Any) -> Settings:
    limits = Limits(**changes.pop("limits", {}))
    plain = {
        "port": free_ports().bot,
        "rasa_url": rasa.url,
        "actions_url": rasa.url,
        "rest_token": "rest-token",
        "staff_token": "staff-token",
        "secret_key": SECRET,
        "timings": True,
    }
    return Settings(**plain | changes, limits=limits)
