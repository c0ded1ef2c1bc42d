"""Quotes and underwriting decisions in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.speaking.decisions import (
    decision_custom,
    decision_message,
    exclusion_names,
    reasons_of,
    with_and_without,
)
from actions.speaking.plans import plan_name, reasons_text
from actions.speaking.voice import Message, Voice
from insurance import events as e
from insurance.catalogue import Product
from insurance.policies import SHANGHAI
from insurance.ports import Catalogue
from insurance.quotes import Quote
from insurance.underwriting import Decision, Outcome


def chosen_message(voice: Voice, event: e.PlanChosen) -> Message:
    name = plan_name(voice, event.product, event.product.plan(event.quote.plan_id))
    count = len(event.product.disclosure)
    if not count:
        return Message(voice.say("plan_chosen_plain", name=name))
    return Message(voice.say("plan_chosen", name=name, count=count))


def underwritten_messages(voice: Voice, catalogue: Catalogue, event: e.Underwritten) -> list[Message]:
    """The decision in plain words, then the quote with its breakdown."""
    return [_decided(voice, event), quote_message(voice, catalogue, event.product, event.quote)]


def _decided(voice: Voice, event: e.Underwritten) -> Message:
    percent, quote = event.decision.loading_percent, event.quote
    extra = next((item.amount for item in reversed(quote.breakdown) if item.amount), None) if percent else None
    if extra is None:
        return decision_message(voice, event.decision)
    dearer = with_and_without(voice, quote.premium, quote.premium - extra, quote.period)
    return decision_message(voice, event.decision, dearer)


def not_insurable_message(voice: Voice, event: e.NotInsurable) -> Message:
    key = "refer" if event.decision.outcome is Outcome.REFER else event.decision.outcome.value
    text = voice.say(
        f"not_insurable_{key}",
        product=event.product.name.in_(voice.language),
        reasons=_worst_reasons(voice, event.decision) or voice.say("decision_reason_other"),
    )
    return Message(text, [voice.button("human", "/ask_human")], decision_custom(voice, event.decision))


def _worst_reasons(voice: Voice, decision: Decision) -> str:
    """Only why it can't be bought, not what would merely cost more."""
    worst = tuple(one for one in decision.findings if one.outcome is decision.outcome)
    told = voice.join_sentences(reasons_of(voice, replace(decision, findings=worst))) if worst else ""
    return told or reasons_text(voice, decision.reasons)


def quote_message(voice: Voice, catalogue: Catalogue, product: Product, quote: Quote) -> Message:
    rows = [_row(voice, item) for item in quote.breakdown]
    until = quote.valid_until.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    text = voice.say(
        "quote",
        name=plan_name(voice, product, product.plan(quote.plan_id)),
        insurer=catalogue.insurer_name(product.insurer, voice.language),
        premium=voice.per_period(quote.premium, quote.period),
        breakdown="\n".join(f"· {row['label']}: {row['value']}" for row in rows),
        sum_insured=voice.money(quote.cover.sum_insured),
        cover=cover_words(voice, quote),
        until=until,
    )
    if quote.exclusions:
        text += "\n" + voice.say("quote_exclusions", exclusions=voice.join(exclusion_names(voice, quote.exclusions)))
    return Message(text, custom=quote_custom(voice, product, quote, rows))


def quote_custom(voice: Voice, product: Product, quote: Quote, rows: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "type": "quote",
        "quote_id": quote.id,
        "product_id": product.id,
        "plan_id": quote.plan_id,
        "name": plan_name(voice, product, product.plan(quote.plan_id)),
        "premium": str(quote.premium),
        "premium_text": voice.per_period(quote.premium, quote.period),
        "period": quote.period.value,
        "currency": quote.premium.currency,
        "sum_insured": str(quote.cover.sum_insured),
        "cover": cover_words(voice, quote),
        "breakdown": rows,
        "exclusions": exclusion_names(voice, quote.exclusions),
        "loading_percent": quote.loading_percent,
        "valid_until": quote.valid_until.isoformat(),
    }


def _row(voice: Voice, item: Any) -> dict[str, str]:
    value = voice.money(item.amount) if item.amount is not None else f"× {item.factor}"
    return {"label": item.label.in_(voice.language), "value": value}


def cover_words(voice: Voice, quote: Quote) -> str:
    """From when to when, and over how many years it is paid."""
    cover = quote.cover
    end = cover.end.isoformat() if cover.end else voice.say("whole_life")
    period = voice.say("cover_period", start=cover.start.isoformat(), end=end)
    if cover.pay_years and cover.pay_years > 1:
        period += voice.say("cover_paid", years=cover.pay_years)
    return period


def replaced_message(voice: Voice, catalogue: Catalogue, event: e.QuoteReplaced) -> Message:
    why = (
        voice.say("quote_why_expired")
        if event.why == "expired"
        else voice.say("quote_why_changed", field=label(voice, event.why))
    )
    text = voice.say(
        "quote_replaced",
        why=why,
        before=voice.per_period(event.before.premium, event.before.period),
        after=voice.per_period(event.after.premium, event.after.period),
        cover=cover_words(voice, event.after),
    )
    rows = [_row(voice, item) for item in event.after.breakdown]
    custom = quote_custom(voice, event.product, event.after, rows) | {
        "replaces": event.before.id,
        "premium_before": str(event.before.premium),
    }
    return Message(text, custom=custom)


def label(voice: Voice, field_name: str) -> str:
    return voice.try_say(f"label_{field_name.split('.')[0]}") or field_name
