"""Service providers in words: who is near and why, how an order stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.speaking.questions import payload
from actions.speaking.voice import Button, Message, Voice
from insurance import provider_events as pe
from insurance.lines import Line
from insurance.provider_orders import STARS, ProviderOrder
from insurance.provider_search import Found, Why
from insurance.providers import HospitalRequirement, HospitalStanding, Hours, Provider, ProviderKind, Service
from insurance.refs import ClaimNumber
from insurance.services.providers.notices import order_card

HELPFUL = {
    Line.CAR: (ProviderKind.ROADSIDE, ProviderKind.LOSS_ADJUSTER, ProviderKind.LEGAL_AID),
    Line.HOME: (ProviderKind.LOSS_ADJUSTER,),
    Line.MEDICAL: (ProviderKind.HOSPITAL,),
    Line.OUTPATIENT: (ProviderKind.HOSPITAL,),
    Line.CANCER: (ProviderKind.HOSPITAL,),
    Line.ACCIDENT: (ProviderKind.HOSPITAL, ProviderKind.LEGAL_AID),
    Line.GROUP: (ProviderKind.HOSPITAL, ProviderKind.LEGAL_AID),
}
DECIMALS = 1  # of a distance


def provider_messages(event: pe.ProviderEvent, voice: Voice) -> Sequence[Message]:
    match event:
        case pe.ProvidersFound():
            return [_found(voice, event)]
        case pe.NobodyNear():
            again = voice.button("provider_find", payload("find_provider", kind=event.kind.value))
            buttons = [again, voice.button("human", "/ask_human")]
            text = voice.say(f"provider_nobody_{event.kind.value}", place=event.place.name.in_(voice.language))
            return [Message(text, buttons)]
        case pe.PhoneKnown():
            return [voice.message("provider_phone_known", tail=event.tail)]
        case pe.ServiceOrdered() if event.order.kind is ProviderKind.HOSPITAL:
            return [_about_order(voice, "provider_ordered_hospital", event.order, event.provider)]
        case pe.ServiceOrdered():
            return [_about_order(voice, "provider_ordered", event.order, event.provider)]
        case pe.ServicesStand():
            return [_stand(voice, event)]
        case pe.CancellingService():
            return [_about_order(voice, "provider_cancelling", event.order, event.provider)]
        case pe.ServiceRated():
            return [_about_order(voice, "provider_rated", event.order, event.provider)]
        case pe.StarsNeeded():
            return [
                Message(_says(voice, "provider_stars_needed", event.order, event.provider), _stars(voice, event.order))
            ]
        case pe.RatingWorded():
            return [voice.message("provider_words_noted" if event.given else "provider_words_skipped")]
        case pe.NoServiceToCancel():
            return [voice.message("provider_nothing_to_cancel")]
        case pe.NothingToRate():
            return [voice.message("provider_nothing_to_rate")]
        case pe.SearchDropped():
            return [voice.message("provider_dropped")]
    raise NotImplementedError(type(event).__name__)


def help_buttons(voice: Voice, line: Line | None, claim: ClaimNumber | None = None) -> list[Button]:
    """Providers that may be of use with a claim on this line; all kinds where it isn't known."""
    about = {"claim": claim} if claim else {}
    kinds = HELPFUL.get(line, ()) if line else tuple(ProviderKind)
    return [
        {
            "title": voice.say(f"choice_provider_kind_{kind.value}"),
            "payload": payload("find_provider", kind=kind.value, **about),
        }
        for kind in kinds
    ]


def _found(voice: Voice, event: pe.ProvidersFound) -> Message:
    place, count = event.place.name.in_(voice.language), len(event.found)
    lead = voice.say(
        f"providers_found_{event.kind.value}", place=place, service=service(voice, event.service), count=count
    )
    asked = [_requirement(voice, one) for one in event.requirements]
    cards = [_card(voice, one, event.service) | _order(event.kind, n) for n, one in enumerate(event.found, start=1)]
    blocks = [_block(voice, number, card) for number, card in enumerate(cards, start=1)]
    return Message("\n".join([lead, *asked, *blocks]), custom={"type": "providers", "providers": cards})


def _card(voice: Voice, found: Found, wanted: Service) -> dict[str, Any]:
    one = found.provider
    reasons = [_reason(voice, one, why, wanted) for why in found.reasons]
    if found.rating.mean is not None:
        reasons.append(voice.say("provider_rated_mean", mean=f"{found.rating.mean:.1f}", count=found.rating.count))
    return {
        "provider_id": one.id,
        "name": one.name.in_(voice.language),
        "kind": one.kind.value,
        "distance_km": round(found.distance_km, DECIMALS),
        "phone": one.phone,
        "hours": hours(voice, one.hours),
        "services": [service(voice, other) for other in one.services],
        "reasons": reasons,
        "address": one.address.in_(voice.language),
        "navigation": f"geo:{one.at.latitude},{one.at.longitude}",  # RFC 5870: opens the phone's own maps
        "rating": None if found.rating.mean is None else f"{found.rating.mean:.1f}",
        "ratings": found.rating.count,
    }


def _order(kind: ProviderKind, number: int) -> dict[str, str]:
    """What a button on the card says: the same as the button with this name under the question that follows."""
    field = "provider_hospital" if kind is ProviderKind.HOSPITAL else "provider"
    return {"payload": payload("answer", f=field, v=str(number))}


def _block(voice: Voice, number: int, card: dict[str, Any]) -> str:
    return voice.say(
        "provider_block",
        number=number,
        name=card["name"],
        distance=card["distance_km"],
        phone=card["phone"],
        hours=card["hours"],
        address=card["address"],
        reasons=voice.join_sentences(card["reasons"]),
    )


def _reason(voice: Voice, one: Provider, why: Why, wanted: Service) -> str:
    values = {"service": service(voice, wanted), "standing": _standing(voice, one.standing)}
    return voice.say(f"provider_reason_{why.value}", **values)


def _standing(voice: Voice, standing: HospitalStanding | None) -> str:
    if standing is None:
        return ""
    return voice.say(f"provider_standing_{standing.level.value}_{'public' if standing.public else 'private'}")


def _requirement(voice: Voice, one: HospitalRequirement) -> str:
    level = voice.say(f"provider_asked_{one.min_level.value}_{'public' if one.public else 'any'}")
    product = one.product.in_(voice.language)
    return voice.say("provider_requirement", product=product, article=one.article, level=level)


def service(voice: Voice, one: Service) -> str:
    return voice.say(f"provider_service_{one.value}")


def hours(voice: Voice, one: Hours) -> str:
    """24小时, 每天 08:00–20:00, 周一至周五 09:00–17:30."""
    if one.always:
        return voice.say("provider_hours_always")
    clock = {"opens": f"{one.opens:%H:%M}", "closes": f"{one.closes:%H:%M}"}
    if len(one.days) == 7:
        return voice.say("provider_hours_daily", **clock)
    names = [voice.say(f"provider_day_{day}") for day in sorted(one.days)]
    in_a_row = max(one.days) - min(one.days) == len(one.days) - 1 and len(names) > 2
    days = voice.say("provider_days_range", first=names[0], last=names[-1]) if in_a_row else voice.join(names)
    return voice.say("provider_hours_days", days=days, **clock)


def _stand(voice: Voice, event: pe.ServicesStand) -> Message:
    if not event.orders:
        find = voice.button("provider_find", "/find_provider")
        return voice.message("providers_none_ordered", [find])
    lines = [_says(voice, "provider_order_line", *pair) for pair in event.orders]
    cards = [order_card(order, provider, voice.language) for order, provider in event.orders]
    running = [order for order, _ in event.orders if not order.ended and not order.cancel_asked]
    buttons = [voice.button("provider_cancel", payload("cancel_provider", order=one.id)) for one in running[:1]]
    return Message(
        voice.say("providers_stand", lines="\n".join(lines)), buttons, {"type": "provider_orders", "orders": cards}
    )


def _about_order(voice: Voice, key: str, order: ProviderOrder, provider: Provider) -> Message:
    return Message(_says(voice, key, order, provider), custom=order_card(order, provider, voice.language))


def _says(voice: Voice, key: str, order: ProviderOrder, provider: Provider) -> str:
    status = "cancelling" if order.cancel_asked and not order.ended else order.status.value
    return voice.say(
        key,
        order_id=order.id,
        name=provider.name.in_(voice.language),
        phone=provider.phone,
        service=service(voice, order.service),
        place=order.place.name.in_(voice.language),
        status=voice.say(f"provider_status_{status}"),
        eta=voice.say("provider_eta", minutes=order.eta_minutes) if order.eta_minutes else "",
        crew=voice.say("provider_crew", crew=order.crew) if order.crew else "",
        stars=order.stars or "",
    )


def _stars(voice: Voice, order: ProviderOrder) -> list[Button]:
    return [
        {"title": voice.say(f"choice_provider_stars_{one}"), "payload": payload("rate_provider", order=order.id, v=one)}
        for one in STARS
    ]
