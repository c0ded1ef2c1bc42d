"""Summary, notices, payment and policies in words."""

from __future__ import annotations

from typing import Any

from actions.speaking.decisions import exclusion_names
from actions.speaking.plans import plan_name
from actions.speaking.questions import payload
from actions.speaking.quotes import cover_words, label
from actions.speaking.voice import Message, Voice
from insurance import events as e
from insurance.applications import key_of, questions_for
from insurance.catalogue import Product
from insurance.policies import SHANGHAI, Policy, PolicyStatus, cooling_off_end
from insurance.questions import AnswerKind
from insurance.quotes import Quote
from insurance.services.parts import Links, Terms
from insurance.services.receipts import expiry_words

SENSITIVE = (AnswerKind.ID_NUMBER, AnswerKind.PHONE)


def summary_message(voice: Voice, event: e.SummaryReady) -> Message:
    """Every answer, each with its button to change it."""
    answers = _answers(voice, event)
    quote = event.quote
    rows = [
        {"label": label(voice, "plan"), "value": plan_name(voice, event.product, event.product.plan(quote.plan_id))},
        {"label": label(voice, "premium"), "value": voice.per_period(quote.premium, quote.period)},
        {"label": label(voice, "sum_insured"), "value": voice.money(quote.cover.sum_insured)},
        {"label": label(voice, "cover"), "value": cover_words(voice, quote)},
        *_left_out(voice, quote),
        *_people(voice, event),
    ]
    text = voice.say("summary", rows="\n".join(f"· {row['label']}: {row['value']}" for row in [*rows, *answers]))
    custom = {"type": "confirm", "quote_id": quote.id, "facts": rows, "answers": answers}
    return Message(text, custom=custom)


def _left_out(voice: Voice, quote: Quote) -> list[dict[str, str]]:
    """What underwriting leaves out or charges more for: part of what is agreed to."""
    names = exclusion_names(voice, quote.exclusions)
    rows = [{"label": label(voice, "left_out"), "value": voice.join(names)}] if names else []
    if quote.loading_percent:
        rows.append({"label": label(voice, "loading"), "value": f"{quote.loading_percent}%"})
    return rows


def _people(voice: Voice, event: e.SummaryReady) -> list[dict[str, str]]:
    rows = []
    for index, person in enumerate(event.journey.needs.insured):
        parts = [voice.person(person.relation, person.sex)]
        if person.age is not None:
            parts.append(voice.age(person.age))
        if person.sex is not None:
            parts.append(voice.value("sex", person.sex.value))
        if person.occupation:
            parts.append(
                voice.say("occupation_in_class", name=person.occupation, number=person.occupation_class or "-")
            )
        number = f" {index + 1}" if len(event.journey.needs.insured) > 1 else ""
        rows.append({"label": label(voice, "insured") + number, "value": voice.join(parts)})
    return rows


def _answers(voice: Voice, event: e.SummaryReady) -> list[dict[str, str]]:
    purchase = event.journey.purchase
    given = purchase.application.answers if purchase else {}
    rows = []
    for question in questions_for(event.journey.needs):
        key = key_of(question)
        if key not in given:
            continue
        number = (
            f" {question.person + 1}" if question.person is not None and len(event.journey.needs.insured) > 1 else ""
        )
        rows.append(
            {
                "key": key,
                "label": label(voice, question.field) + number,
                "value": answer_words(voice, question.kind, given[key], event.tails.get(key, "")),
                "title": voice.say("button_edit", field=label(voice, question.field) + number),
                "payload": payload("edit", key=key),
            }
        )
    return rows


def answer_words(voice: Voice, kind: AnswerKind, value: str, tail: str = "") -> str:
    """An answer as read back; of a sensitive one only its last characters."""
    if kind in SENSITIVE:
        return voice.say("kept_safe", tail=tail)
    if kind is AnswerKind.ROSTER:
        return voice.say("roster_summary", count=len(value.splitlines()))
    return voice.try_say(f"choice_{value}") if value == "legal" else value


def changed_message(voice: Voice, event: e.AnswerTaken) -> Message:
    """Before → after; of what is sensitive only that it was changed."""
    field = event.key.split(".")[0]
    if "⟦" in f"{event.before}{event.value}":
        return Message(voice.say("answer_replaced", field=label(voice, field)))
    before, after = (
        voice.try_say(f"choice_{value}") if value == "legal" else value for value in (event.before, event.value)
    )
    return Message(
        voice.say("changed", lines=voice.say("changed_line", field=label(voice, field), before=before, after=after))
    )


def edit_message(voice: Voice, event: e.SummaryReady) -> Message:
    """Which answer to change: one button each."""
    answers = _answers(voice, event)
    buttons = [{"title": row["label"], "payload": row["payload"]} for row in answers]
    return Message(voice.say("edit_which"), buttons)


def notice_text(voice: Voice, product: Product, notice: str) -> str:
    """The statutory notice with the product's own words: every exclusion, the cooling-off period."""
    exclusions = [
        f"· {one.text.in_(voice.language)} ({voice.say('article', no=one.article)})" for one in product.exclusions
    ]
    days = product.cooling_off_days
    cooling = voice.say("cooling_off_days", days=days) if days else voice.say("cooling_off_none")
    main = voice.join_sentences(one.text.in_(voice.language) for one in product.main_exclusions())
    return voice.say(
        notice,
        product=product.name.in_(voice.language),
        exclusions="\n".join(exclusions),
        cooling_off=cooling,
        main_exclusions=main,
    )


def payment_message(voice: Voice, event: e.PaymentOpened) -> Message:
    order = event.order
    name = plan_name(voice, event.product, event.product.plan(event.quote.plan_id))
    until = order.expires_at.astimezone(SHANGHAI).strftime("%H:%M")
    text = voice.say(
        "payment",
        amount=voice.money(order.amount),
        name=name,
        url=order.payment_url,
        until=until,
    )
    custom = {
        "type": "payment",
        "order_id": order.id,
        "name": name,
        "url": order.payment_url,
        "amount": str(order.amount),
        "currency": order.amount.currency,
        "expires_at": order.expires_at.isoformat(),
    }
    return Message(text, custom=custom)


def order_message(voice: Voice, event: e.OrderStands) -> Message:
    number = event.policy.number if event.policy else ""
    values = {"order_id": event.order.id, "amount": voice.money(event.order.amount), "policy_number": number}
    return Message(voice.say(f"order_{event.order.status.value}", **values))


def policies_message(voice: Voice, links: Links, terms: Terms, event: e.PoliciesListed) -> Message:
    if not event.policies:
        return voice.message("policies_none", [voice.button("start", "/seek_advice")])
    lines, cards, buttons = [], [], []
    for policy, product in event.policies:
        path = links.document_path(policy.paper, f"{policy.number}.pdf", terms.document_minutes) if policy.paper else ""
        card = _policy_card(voice, policy, product, path)
        cards.append(card)
        lines.append(voice.say("policy_line", **card, link=f"{terms.public_url}{path}" if path else ""))
        if policy.status is PolicyStatus.IN_FORCE:
            buttons.append(
                {
                    "title": voice.say("button_cancel_policy", number=policy.number),
                    "payload": payload("cancel_policy", number=policy.number),
                }
            )
    text = voice.say("policies", count=len(cards), lines="\n".join(lines))
    return Message(text, buttons[:5], {"type": "policies", "policies": cards})


def _policy_card(voice: Voice, policy: Policy, product: Product, path: str) -> dict[str, Any]:
    return {
        "policy_number": policy.number,
        "name": plan_name(voice, product, product.plan(policy.plan_id)),
        "insured": voice.join([f"{one['name']}" for one in policy.insured]),
        "premium": str(policy.premium),
        "sum_insured": str(policy.sum_insured),
        "currency": policy.premium.currency,
        "effective": policy.effective.isoformat(),
        "expiry": expiry_words(voice.wording, voice.language, policy),
        "status": voice.say(f"policy_{policy.status.value}"),
        "cooling_off_until": cooling_off_end(policy).isoformat(),
        "document": path,
    }


def cancellation_asked_message(voice: Voice, event: e.CancellationAsked) -> Message:
    return voice.message(
        "cancellation_asked",
        number=event.policy.number,
        product=event.product.name.in_(voice.language),
        refund=voice.money(event.refund),
        until=event.until.isoformat(),
    )


def cancellation_refused_message(voice: Voice, event: e.CancellationRefused) -> Message:
    until = event.until.isoformat() if event.until else ""
    return voice.message(
        f"cancellation_{event.why}", [voice.button("human", "/ask_human")], number=event.number, until=until
    )
