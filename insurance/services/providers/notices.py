"""What the product tells on its own when an order moves."""

from __future__ import annotations

from insurance.lines import Language
from insurance.ports import OutboundMessage, Wording
from insurance.provider_orders import DeclineReason, ProviderOrder, ServiceStatus
from insurance.providers import Provider, ProviderKind

LATE, HUMAN = "late", "/ask_human"


def status_key(order: ProviderOrder) -> str:
    """The same for the same change, however often it is told."""
    return f"provider-{order.id}-{order.status.value}"


def status_message(wording: Wording, language: Language, order: ProviderOrder, provider: Provider) -> OutboundMessage:
    """The new status in words, with a card."""
    values = _values(wording, language, order, provider)
    key = f"utter_provider_told_{order.status.value}"
    if order.kind is ProviderKind.HOSPITAL and order.status in (ServiceStatus.ACCEPTED, ServiceStatus.DONE):
        key += "_hospital"
    text = wording.say(key, language, **values)
    return OutboundMessage(text, _buttons(wording, language, order), order_card(order, provider, language))


def late_message(wording: Wording, language: Language, order: ProviderOrder, provider: Provider) -> OutboundMessage:
    """The provider doesn't answer: it is tried on, and how to reach it without us."""
    text = wording.say("utter_provider_told_late", language, **_values(wording, language, order, provider))
    buttons = (_button(wording, language, "provider_cancel", f'/cancel_provider{{"order":"{order.id}"}}'),)
    return OutboundMessage(text, buttons, order_card(order, provider, language))


def order_card(order: ProviderOrder, provider: Provider, language: Language) -> dict[str, object]:
    return {
        "type": "provider_order",
        "order_id": order.id,
        "claim_number": order.claim or "",
        "status": order.status.value,
        "provider_id": provider.id,
        "kind": order.kind.value,
        "name": provider.name.in_(language),
        "phone": provider.phone,
        "service": order.service.value,
        "place": order.place.name.in_(language),
        "eta_minutes": order.eta_minutes,
        "crew": order.crew,
        "reason": order.decline_reason.value if order.decline_reason else "",
        "stars": order.stars,
    }


def _values(wording: Wording, language: Language, order: ProviderOrder, provider: Provider) -> dict[str, str]:
    eta = wording.say("utter_provider_eta", language, minutes=order.eta_minutes) if order.eta_minutes else ""
    crew = wording.say("utter_provider_crew", language, crew=order.crew) if order.crew else ""
    reason = order.decline_reason or DeclineReason.OTHER
    return {
        "name": provider.name.in_(language),
        "phone": provider.phone,
        "service": wording.say(f"utter_provider_service_{order.service.value}", language),
        "eta": eta,
        "crew": crew,
        "why": wording.say(f"utter_provider_decline_{reason.value}", language),
    }


def _buttons(wording: Wording, language: Language, order: ProviderOrder) -> tuple[dict[str, str], ...]:
    match order.status:
        case ServiceStatus.DONE:
            stars = range(5, 0, -1)
            return tuple(_star(wording, language, order, number) for number in stars)
        case ServiceStatus.DECLINED:
            again = f'/find_provider{{"kind":"{order.kind.value}","place":"{order.place.id}"}}'
            return (_button(wording, language, "provider_another", again), _button(wording, language, "human", HUMAN))
        case ServiceStatus.ACCEPTED:
            cancel = f'/cancel_provider{{"order":"{order.id}"}}'
            return (_button(wording, language, "provider_cancel", cancel),)
    return ()


def _star(wording: Wording, language: Language, order: ProviderOrder, number: int) -> dict[str, str]:
    payload = f'/rate_provider{{"order":"{order.id}","v":"{number}"}}'
    return {"title": wording.say(f"utter_choice_provider_stars_{number}", language), "payload": payload}


def _button(wording: Wording, language: Language, key: str, payload: str) -> dict[str, str]:
    return {"title": wording.say(f"utter_button_{key}", language), "payload": payload}
