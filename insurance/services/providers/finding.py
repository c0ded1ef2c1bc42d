"""Finding a provider: what is known of the wish, the search, the choice. The draft stands on the journey."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from insurance import events as e
from insurance import provider_events as pe
from insurance.journeys import Journey
from insurance.lines import Line
from insurance.policies import PolicyStatus
from insurance.provider_orders import ProviderDraft, ServiceStatus
from insurance.provider_search import Wanted, nearest_suitable
from insurance.providers import SERVICES, HospitalRequirement, Place, ProviderKind, Service, kind_of
from insurance.records import Records
from insurance.refs import ClaimNumber, ProductId, ProviderId, ProviderOrderId, Sender, VaultRef
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts
from insurance.services.providers.phones import known_phone

DECLINED_FOR = timedelta(hours=24)  # how long who declined isn't offered again
WORDS_KEPT = 300  # characters of what the customer said that go to the provider
LINE_OF = {Service.CAR_SURVEY: Line.CAR, Service.HOME_SURVEY: Line.HOME}


@dataclass(frozen=True)
class Told:
    """What one message says of the wish; None and empty: nothing of that."""

    kind: ProviderKind | None = None
    service: Service | None = None
    places: tuple[Place, ...] = ()
    words: str = ""
    phone: VaultRef | None = None
    claim: ClaimNumber | None = None

    @property
    def tells(self) -> bool:
        return bool(self.kind or self.service or self.places or self.phone)


async def look_for(parts: Parts, sender: Sender, told: Told) -> e.Progress:
    """Begin to look for a provider, or go on with what is told now: nothing said before is asked again."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        draft = journey.provider if journey.provider is not None and journey.provider.rating is None else None
        if draft is not None and told.kind is not None and draft.kind not in (None, told.kind):
            draft = _another(draft, told.kind)
        return await go_on(parts, records, journey, _with(draft or _new_draft(journey), told))


def _new_draft(journey: Journey) -> ProviderDraft:
    """For the claim that is being talked about, where there is one."""
    return ProviderDraft(_new_id(), claim=journey.claiming.number if journey.claiming else None)


def _new_id() -> ProviderOrderId:
    return ProviderOrderId(f"SP{uuid4().hex[:16].upper()}")


def _another(draft: ProviderDraft, kind: ProviderKind) -> ProviderDraft:
    """Another kind of help at the same place."""
    return ProviderDraft(_new_id(), kind=kind, place=draft.place, phone=draft.phone, claim=draft.claim)


def _with(draft: ProviderDraft, told: Told) -> ProviderDraft:
    kind = told.kind or (kind_of(told.service) if told.service else None) or draft.kind
    service = told.service if told.service in (SERVICES[kind] if kind else ()) else draft.service
    if kind is not None and service is None:
        service = SERVICES[kind][0]
    place = told.places[0] if len(told.places) == 1 else None
    unclear = tuple(one.id for one in told.places) if len(told.places) > 1 else ()
    known = place or (None if unclear else draft.place)
    changed = draft.service != service or draft.place != known
    return replace(
        draft,
        kind=kind,
        service=service,
        place=known,
        places_unclear=() if known else unclear or draft.places_unclear,
        words=_joined(draft.words, told.words),
        phone=told.phone or draft.phone,
        claim=told.claim or draft.claim,
        offered=() if changed else draft.offered,
        provider_id=None if changed else draft.provider_id,
    )


def _joined(before: str, now: str) -> str:
    return "；".join(one for one in dict.fromkeys([before, now]) if one)[:WORDS_KEPT]


async def choose(parts: Parts, sender: Sender, number: int | None) -> e.Progress:
    """Take one of those shown, counted from 1; None: none of them."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        draft = journey.provider
        if draft is None or number is None or number > len(draft.offered):
            return await drop(parts, records, journey)
        return await go_on(parts, records, journey, replace(draft, provider_id=draft.offered[number - 1]))


async def drop_search(parts: Parts, sender: Sender) -> e.Progress:
    async with parts.work() as records:
        return await drop(parts, records, await records.journey(sender))


async def step_back(parts: Parts, sender: Sender) -> e.Progress:
    """Undo what was told last of the wish; with nothing left the search is dropped."""
    async with parts.work() as records:
        journey = await records.journey(sender)
        draft = journey.provider
        if draft is None or draft.rating is not None or draft.place is None:
            return await drop(parts, records, journey)
        if draft.provider_id is not None:
            return await go_on(parts, records, journey, replace(draft, provider_id=None, phone=None, offered=()))
        return await go_on(parts, records, journey, replace(draft, place=None, offered=()))


async def drop(parts: Parts, records: Records, journey: Journey) -> e.Progress:
    return await settle(parts, records, replace(journey, provider=None), (pe.SearchDropped(),))


async def settle(parts: Parts, records: Records, journey: Journey, events: tuple[e.Event, ...] = ()) -> e.Progress:
    """Store it; what was open before is asked again. It is no step of the purchase: going back there skips it."""
    question = open_question(parts, journey)
    journey = replace(journey, open=question, misses=0)
    await records.save_journey(journey, undoable=False)
    return e.Progress(journey, events, question)


async def go_on(parts: Parts, records: Records, journey: Journey, draft: ProviderDraft) -> e.Progress:
    """Bring the draft as far as it goes without the customer."""
    events: tuple[e.Event, ...] = ()
    if draft.kind is not None and draft.service is not None and draft.place is not None and not draft.offered:
        found = await search(parts, records, journey, draft)
        if not found.found:
            nobody = pe.NobodyNear(found.kind, found.place)
            return await settle(parts, records, replace(journey, provider=None), (nobody,))
        draft = replace(draft, offered=tuple(one.provider.id for one in found.found))
        events = (found,)
    if draft.provider_id is not None and draft.phone is None:
        draft = replace(draft, phone=await known_phone(records, journey))
        if draft.phone is not None:
            number = await parts.vault.reveal(journey.sender, draft.phone)
            events = (*events, pe.PhoneKnown(number[-4:]))
    return await settle(parts, records, replace(journey, provider=draft), events)


async def search(parts: Parts, records: Records, journey: Journey, draft: ProviderDraft) -> pe.ProvidersFound:
    """The nearest suitable ones for a draft that has kind, service and place."""
    assert draft.kind is not None and draft.service is not None and draft.place is not None  # noqa: S101, PT018
    requirements: tuple[HospitalRequirement, ...] = ()
    if draft.kind is ProviderKind.HOSPITAL:
        requirements = await _requirements(parts, records, journey)
    wanted = Wanted(
        draft.kind,
        draft.service,
        draft.place,
        LINE_OF.get(draft.service),
        requirements,
        await _declined(parts, records, journey.sender),
    )
    found = nearest_suitable(parts.directory.all(), wanted, parts.clock.now(), await records.providers.ratings())
    return pe.ProvidersFound(draft.kind, draft.service, draft.place, found, requirements)


async def _declined(parts: Parts, records: Records, sender: Sender) -> frozenset[ProviderId]:
    since = parts.clock.now() - DECLINED_FOR
    orders = await records.providers.orders_of(sender)
    declined = (one for one in orders if one.status is ServiceStatus.DECLINED and one.placed_at > since)
    return frozenset(one.provider_id for one in declined)


async def _requirements(parts: Parts, records: Records, journey: Journey) -> tuple[HospitalRequirement, ...]:
    """What the customer's policies ask of a hospital; without any, the plan that is being bought."""
    policies = await records.policies_of(journey.sender)
    products: list[ProductId] = [one.product_id for one in policies if one.status is PolicyStatus.IN_FORCE]
    if not products and journey.purchase is not None:
        products = [journey.purchase.product_id]
    found = (parts.directory.requirement(one) for one in dict.fromkeys(products))
    return tuple(one for one in found if one is not None)
