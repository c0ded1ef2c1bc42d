"""Quotes and underwriting decisions in words."""

from __future__ import annotations

from typing import Any

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
    return [_decision(voice, event.decision), quote_message(voice, catalogue, event.product, event.quote)]


def _decision(voice: Voice, decision: Decision) -> Message:
    reasons = reasons_text(voice, decision.reasons)
    text = voice.say(
        f"decision_{decision.outcome.value}",
        reasons=reasons,
        percent=decision.loading_percent,
        exclusions=voice.join([exclusion_name(voice, code) for code in decision.exclusions]),
    )
    return Message(text, custom=decision_custom(voice, decision))


def exclusion_name(voice: Voice, code: str) -> str:
    return voice.try_say(f"rule_exclusion_{code}") or voice.try_say(f"exclusion_{code}") or voice.condition(code)


def decision_custom(voice: Voice, decision: Decision) -> dict[str, Any]:
    """Contract section 4; `rule_ids` are for staff and only in the stored record."""
    known = [voice.try_say(f"rule_{code}") for code in decision.reasons]
    return {
        "type": "underwriting",
        "decision": decision.outcome.value,
        "reasons": [text for text in known if text],
        "loading_percent": decision.loading_percent,
    }


def not_insurable_message(voice: Voice, event: e.NotInsurable) -> Message:
    key = "refer" if event.decision.outcome is Outcome.REFER else event.decision.outcome.value
    worst = [one.reason for one in event.decision.findings if one.outcome is event.decision.outcome]
    text = voice.say(
        f"not_insurable_{key}",
        product=event.product.name.in_(voice.language),
        reasons=reasons_text(voice, worst or event.decision.reasons) or voice.say("decision_reason_other"),
    )
    return Message(text, [voice.button("human", "/ask_human")], decision_custom(voice, event.decision))


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
