"""Orders of a provider's service: how they stand, and the draft of one while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from insurance.providers import Place, ProviderKind, Service
from insurance.questions import AnswerKind, Flow, Question
from insurance.refs import ClaimNumber, ProviderId, ProviderOrderId, Sender, VaultRef

STARS = ("5", "4", "3", "2", "1")
NONE_OF_THEM = "none"


class ServiceStatus(StrEnum):
    PLACED = "placed"
    ACCEPTED = "accepted"
    ON_THE_WAY = "on_the_way"
    DONE = "done"
    DECLINED = "declined"
    CANCELLED = "cancelled"


ORDINARY = (ServiceStatus.PLACED, ServiceStatus.ACCEPTED, ServiceStatus.ON_THE_WAY, ServiceStatus.DONE)
ENDED = (ServiceStatus.DONE, ServiceStatus.DECLINED, ServiceStatus.CANCELLED)
DECLINABLE = (ServiceStatus.PLACED, ServiceStatus.ACCEPTED)


class DeclineReason(StrEnum):
    """Wording is `utter_provider_decline_<reason>`."""

    OUT_OF_AREA = "out_of_area"
    NO_CREW = "no_crew"
    OTHER = "other"


class CannotRate(Exception):
    """Not done yet, or rated before."""


@dataclass(frozen=True)
class ProviderOrder:
    """One service ordered.

    Attributes:
        id: also the idempotency key towards the provider.
        words: where and what as the customer put it, masked as every text.
        phone: where the crew reaches the customer; the number itself is in the vault only.
        sent: the provider has confirmed that it has the order.
        cancel_asked: the customer wants it cancelled; the provider may not know yet.
        told: the last status the customer was told.
        failures: calls in a row that went unanswered.
        late_told: the customer was told that the provider doesn't answer.
        look_at: when to look at it again.
    """

    id: ProviderOrderId
    sender: Sender
    provider_id: ProviderId
    kind: ProviderKind
    service: Service
    place: Place
    words: str
    phone: VaultRef
    placed_at: datetime
    look_at: datetime
    claim: ClaimNumber | None = None
    status: ServiceStatus = ServiceStatus.PLACED
    eta_minutes: int | None = None
    crew: str = ""  # how the provider names who comes: a vehicle or team, never a person
    decline_reason: DeclineReason | None = None
    sent: bool = False
    cancel_asked: bool = False
    told: ServiceStatus = ServiceStatus.PLACED
    failures: int = 0
    late_told: bool = False
    stars: int | None = None
    rating_words: str = ""

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    def moved(self, status: ServiceStatus) -> ProviderOrder:
        """Forward only: an answer that was overtaken changes nothing, and what has ended stays so."""
        return replace(self, status=status) if self._may_become(status) else self

    def _may_become(self, status: ServiceStatus) -> bool:
        if self.ended:
            return False
        if status is ServiceStatus.CANCELLED:
            return True
        if status is ServiceStatus.DECLINED:
            return self.status in DECLINABLE
        return ORDINARY.index(status) > ORDINARY.index(self.status)

    def rated(self, stars: int, words: str) -> ProviderOrder:
        """Once. Raises CannotRate, ValueError for stars outside 1 to 5."""
        if not 1 <= stars <= 5:
            raise ValueError("stars")
        if self.status is not ServiceStatus.DONE or self.stars is not None:
            raise CannotRate
        return replace(self, stars=stars, rating_words=words)


@dataclass(frozen=True)
class ProviderDraft:
    """What is being put together, on the journey; the open question is derived from it.

    Attributes:
        order_id: given when the draft begins, so that a confirmation that comes twice orders once.
        offered: those shown, in their order.
        provider_id: the one chosen.
        rating: the order whose rating still lacks words; nothing else is then asked.
    """

    order_id: ProviderOrderId
    kind: ProviderKind | None = None
    service: Service | None = None
    place: Place | None = None
    words: str = ""
    offered: tuple[ProviderId, ...] = ()
    provider_id: ProviderId | None = None
    phone: VaultRef | None = None
    claim: ClaimNumber | None = None
    rating: ProviderOrderId | None = None
    places_unclear: tuple[str, ...] = ()  # ids of places of one name in several cities

    def question(self) -> Question | None:
        """What has to be asked next; None when there is nobody to choose from."""
        if self.rating is not None:
            return Question(Flow.PROVIDER, "provider_words", AnswerKind.TEXT, ("skip",), optional=True)
        if self.kind is None:
            return Question(Flow.PROVIDER, "provider_kind", AnswerKind.CHOICE, tuple(ProviderKind))
        if self.place is None:
            return Question(Flow.PROVIDER, "provider_place", AnswerKind.TEXT, self.places_unclear)
        if not self.offered:
            return None
        if self.provider_id is None:
            numbers = tuple(str(number + 1) for number in range(len(self.offered)))
            field_name = "provider_hospital" if self.kind is ProviderKind.HOSPITAL else "provider"
            return Question(Flow.PROVIDER, field_name, AnswerKind.CHOICE, (*numbers, NONE_OF_THEM))
        if self.phone is None:
            return Question(Flow.PROVIDER, "provider_phone", AnswerKind.PHONE)
        return Question(Flow.PROVIDER, "provider_confirm", AnswerKind.YES_NO, ("yes", "no"))
