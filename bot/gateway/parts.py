"""What the gateway needs to be given. `bootstrap` gives the real things, tests give fakes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

from insurance.chat import Conversation, OpenLine, Outcome, Reply
from insurance.claim_records import ClaimFilter
from insurance.ports import AuditLog, Catalogue, FileStore, Payments, ShownCopies, ShownCopy, UploadChecks, Wording
from insurance.refs import ClaimNumber, DecisionId, OrderId, PaperId, Sender, VaultRef
from insurance.riskcontrol.cases import CaseNumber, RiskCase
from insurance.riskcontrol.ports import CaseFilter
from insurance.services.blacklist_parts import BlacklistParts
from insurance.services.claims.desk.assessor import AssessorDesk


class Sensitive(Protocol):
    """A stretch of text that must not be seen: `language.find_sensitive` gives them."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def value_normalised(self) -> str: ...
    @property
    def valid(self) -> bool: ...


class Conversations(Protocol):
    """The store of conversations; see `adapters.sql.conversations` for what each call promises."""

    async def load(self, sender: Sender) -> tuple[Conversation | None, tuple[OpenLine, ...]]: ...
    async def receive(
        self,
        talk: Conversation,
        message_id: str,
        text: str,
        *,
        intent: str | None = None,
        custom: Mapping[str, Any] | None = None,
    ) -> int | None: ...
    async def finish(self, talk: Conversation, line_id: int, outcome: Outcome) -> tuple[Reply, ...]: ...
    async def say(self, sender: Sender, reply: Reply) -> None: ...
    async def answer_to(self, channel: str, sender: Sender, message_id: str) -> tuple[Reply, ...]: ...
    async def start_afresh(self, sender: Sender) -> None: ...
    async def history(self, sender: Sender, limit: int) -> Sequence[Mapping[str, Any]]: ...


class Outbox(Protocol):
    async def wait(self, seconds: float) -> None: ...
    async def waiting(self, senders: Collection[str]) -> Sequence[Sender]: ...
    async def take(self, sender: Sender) -> tuple[Reply, ...]: ...
    def wake(self) -> None: ...


class Handoffs(Protocol):
    async def request(self, sender: Sender, reason: str) -> int: ...
    async def recent(self, limit: int = 200) -> Sequence[Mapping[str, Any]]: ...


class KeepsSecrets(Protocol):
    async def keep(self, sender: Sender, kind: str, value: str, *, valid: bool = True) -> VaultRef: ...


class LinkedDocument(Protocol):
    @property
    def sha256(self) -> str: ...
    @property
    def filename(self) -> str: ...
    @property
    def media_type(self) -> str: ...


class DocumentLinks(Protocol):
    def read(self, token: str) -> LinkedDocument | None: ...


class Fulfilment(Protocol):
    async def start(self, order_id: OrderId) -> None:
        """Returns once the workflow is recorded; calling it again for an order does nothing."""


class Customers(Protocol):
    async def customer_file(self, sender: Sender) -> Mapping[str, Any]:
        """Needs, quotes, applications, policies and claims of a conversation's customer, masked."""


class OfficerSteps(Protocol):
    """See `insurance.services.reviewing.OfficerDesk` for what each step promises and raises."""

    async def assign(self, number: CaseNumber, version: int, to: str) -> RiskCase: ...
    async def note(self, number: CaseNumber, version: int, text: str) -> RiskCase: ...
    async def clear(self, number: CaseNumber, version: int, note: str) -> RiskCase: ...
    async def refuse(self, number: CaseNumber, version: int, note: str) -> RiskCase: ...
    async def propose_listing(self, number: CaseNumber, version: int, reason: str, note: str) -> RiskCase: ...
    async def confirm_listing(self, number: CaseNumber, version: int, note: str) -> RiskCase: ...
    async def reject_listing(self, number: CaseNumber, version: int, note: str) -> RiskCase: ...


class RiskDesk(Protocol):
    def officer(self, name: str) -> OfficerSteps: ...
    async def cases(self, only: CaseFilter, page: int, size: int) -> Mapping[str, Any]: ...
    async def case(self, number: CaseNumber) -> Mapping[str, Any]:
        """Raises UnknownRecord."""


class Original(Protocol):
    @property
    def content(self) -> bytes: ...
    @property
    def media_type(self) -> str: ...
    @property
    def name(self) -> str: ...


class ClaimDesk(Protocol):
    """See `insurance.services.claims.desk.files.ClaimDesk` for what each promises and raises."""

    def assessor(self, name: str) -> AssessorDesk: ...
    async def claims(self, only: ClaimFilter, page: int, size: int) -> Mapping[str, Any]: ...
    async def claim(self, number: ClaimNumber, viewer: str, *, risk: bool = False) -> Mapping[str, Any]: ...
    async def brief(self, number: ClaimNumber) -> Mapping[str, Any]: ...
    async def page(self, number: ClaimNumber, paper: PaperId, page: int, viewer: str) -> ShownCopy: ...
    async def original(self, number: ClaimNumber, paper: PaperId, viewer: str) -> Original: ...


class Decisions(Protocol):
    async def decision_file(self, decision_id: DecisionId) -> Mapping[str, Any]:
        """One decision with its facts, versions and rows. Raises UnknownRecord."""


class RuleState(Protocol):
    """See `adapters.rules.in_force.RuleState`."""

    @property
    def activation(self) -> int: ...
    @property
    def set_id(self) -> str: ...
    @property
    def problem(self) -> str: ...
    @property
    def notice(self) -> str: ...


class Rules(Protocol):
    @property
    def state(self) -> RuleState: ...


class Parts(Protocol):
    """Everything injected. `probes` tell for each part behind the gateway whether it is ready."""

    catalogue: Catalogue
    conversations: Conversations
    outbox: Outbox
    handoffs: Handoffs
    vault: KeepsSecrets
    wording: Wording
    find_sensitive: Callable[[str], Sequence[Sensitive]]
    files: FileStore
    uploads: UploadChecks
    copies: ShownCopies
    audit: AuditLog
    links: DocumentLinks
    payments: Payments
    fulfilment: Fulfilment
    customers: Customers
    risk: RiskDesk
    claims: ClaimDesk
    blacklist: BlacklistParts
    decisions: Decisions
    rules: Rules
    probes: Mapping[str, Callable[[], Awaitable[bool]]]

    async def open(self) -> None: ...
    async def close(self) -> None: ...


class Limits(Protocol):
    """See `adapters.settings.Limits`."""

    message_chars: int
    upload_bytes: int
    upload_files: int
    reply_seconds: float
    rasa_seconds: float
    waiting_messages: int
    turns_per_session: int
    history_lines: int


class Settings(Protocol):
    """The part of `adapters.settings.Settings` the gateway reads."""

    host: str
    port: int
    rasa_url: str
    actions_url: str
    rest_token: str
    staff_token: str
    secret_key: str
    embed_origins: str
    advisor_hours: str
    timings: bool
    limits: Limits
