"""The three plans side by side: the same rows for each, with the reasons tied to what the customer said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.speaking.decisions import bears_on_health, exclusion_names, in_short, reasons_of, with_and_without
from actions.speaking.questions import line_button, payload
from actions.speaking.voice import Message, Voice
from insurance import events as e
from insurance.catalogue import Plan, Product
from insurance.lines import Line
from insurance.ports import Catalogue
from insurance.recommending import CHOICES, Candidate, Choice, Elsewhere, Reason, ReasonCode

ELSEWHERE = 4  # insurers told of besides
WIDEST = (Line.ACCIDENT, Line.MEDICAL, Line.CANCER)  # lines with something for most people, where another has nothing


def plans_message(voice: Voice, catalogue: Catalogue, event: e.PlansOffered) -> Message:
    count = len(event.choices)
    lead = voice.say("plans_intro_again" if event.again else "plans_intro", total=event.total, count=count)
    if event.more:
        lead = voice.say("plans_more", total=event.total, count=count)
    elif count < CHOICES:
        lead = voice.say("plans_fewer", count=count, why=_why(voice, event.reasons))
    cards = [_card(voice, catalogue, choice) for choice in event.choices]
    blocks = [_block(voice, number, card) for number, card in enumerate(cards, start=1)]
    elsewhere = others(voice, catalogue, event.elsewhere)
    text = "\n\n".join([lead, *blocks, *_others_said(voice, elsewhere)])
    return Message(text, custom={"type": "plans", "plans": cards, "elsewhere": elsewhere})


def others(voice: Voice, catalogue: Catalogue, elsewhere: Sequence[Elsewhere]) -> list[dict[str, Any]]:
    """Insurers that can't be bought from straight away with this health, and why."""
    return [
        {
            "product_id": one.product.id,
            "name": one.product.name.in_(voice.language),
            "insurer": catalogue.insurer_name(one.product.insurer, voice.language),
            "decision": one.decision.outcome.value,
            "reasons": reasons_of(voice, one.decision),
            "text": in_short(voice, one.decision),
        }
        for one in elsewhere[:ELSEWHERE]
    ]


def _others_said(voice: Voice, elsewhere: Sequence[dict[str, Any]], key: str = "elsewhere") -> list[str]:
    lines = [voice.say("elsewhere_line", **one) for one in elsewhere]
    return [voice.say(key, lines="\n".join(lines))] if lines else []


def _card(voice: Voice, catalogue: Catalogue, choice: Choice) -> dict[str, Any]:
    one, product, plan = choice.candidate, choice.candidate.product, choice.candidate.plan
    return {
        "product_id": product.id,
        "plan_id": plan.id,
        "name": plan_name(voice, product, plan),
        "role": choice.role.value,
        "role_name": voice.say(f"role_{choice.role.value}"),
        "insurer": catalogue.insurer_name(product.insurer, voice.language),
        "premium": str(one.premium.total),
        "premium_text": voice.per_period(one.premium.total, one.premium.period),
        "period": one.premium.period.value,
        "currency": one.premium.total.currency,
        "sum_insured": str(one.cover.sum_insured),
        "sum_insured_text": voice.money(one.cover.sum_insured),
        "deductible": str(plan.deductible) if plan.deductible is not None else "0.00",
        "deductible_text": deductible(voice, product, plan),
        "waiting_days": product.waiting_days,
        "waiting_text": waiting(voice, product),
        "exclusions": [item.text.in_(voice.language) for item in product.main_exclusions()],
        "reasons": [text for text in (_reason(voice, reason) for reason in choice.reasons) if text],
        "eligible": True,
        "title": plan_name(voice, product, plan),  # what the transcript says once it is tapped
        "payload": payload("choose", product=product.id, plan=plan.id),
        "over_budget": choice.over_budget,
        **_underwritten(voice, one),
    }


def _underwritten(voice: Voice, one: Candidate) -> dict[str, Any]:
    """What underwriting says so far, with what it costs or leaves out."""
    standard = one.standard or one.premium
    dearer = with_and_without(voice, one.premium.total, standard.total, one.premium.period) if one.standard else ""
    told = in_short(voice, one.decision, dearer) if bears_on_health(voice, one.decision) else ""
    return {
        "decision": one.decision.outcome.value,
        "decision_text": told,
        "decision_reasons": reasons_of(voice, one.decision),
        "loading_percent": one.decision.loading_percent,
        "premium_standard": str(standard.total),
        "left_out": exclusion_names(voice, one.decision.exclusions),
    }


def plan_name(voice: Voice, product: Product, plan: Plan) -> str:
    return f"{product.name.in_(voice.language)} · {plan.name.in_(voice.language)}"


def deductible(voice: Voice, product: Product, plan: Plan) -> str:
    if product.line is Line.ANNUITY:  # its note says how the sum insured is meant
        return voice.say("none")
    if plan.deductible is None or not plan.deductible.amount:
        return plan.deductible_note.in_(voice.language) if plan.deductible_note else voice.say("none")
    note = plan.deductible_note.in_(voice.language) if plan.deductible_note else ""
    return note or voice.money(plan.deductible)


def waiting(voice: Voice, product: Product) -> str:
    return voice.say("days", days=product.waiting_days) if product.waiting_days else voice.say("none")


def _block(voice: Voice, number: int, card: dict[str, Any]) -> str:
    told = voice.say("plan_decision", decision=card["decision_text"]) if card["decision_text"] else ""
    return _facts(voice, number, card) + told


def _facts(voice: Voice, number: int, card: dict[str, Any]) -> str:
    return voice.say(
        "plan_block",
        number=number,
        role=card["role_name"],
        name=card["name"],
        insurer=card["insurer"],
        premium=card["premium_text"],
        sum_insured=card["sum_insured_text"],
        deductible=card["deductible_text"],
        waiting=card["waiting_text"],
        exclusions=voice.join_sentences(card["exclusions"]),
        reasons=voice.join_sentences(card["reasons"]),
    )


def _reason(voice: Voice, reason: Reason) -> str:
    values: dict[str, object] = {"subject": reason.subject}
    if reason.concern is not None:
        values["concern"] = voice.say(f"concern_{reason.concern.value}")
    if reason.benefit is not None:
        values["benefit"] = reason.benefit.name.in_(voice.language)
        values["article"] = reason.benefit.article
        values["amount"] = voice.money(reason.amount) if reason.amount else voice.say("see_clause")
    elif reason.amount is not None:
        values["amount"] = voice.money(reason.amount)
    if reason.point is not None:
        values["subject"] = reason.point.in_(voice.language)
    if reason.code is ReasonCode.CONDITION_ACCEPTED:
        values["subject"] = voice.condition(reason.subject)
    if reason.code is ReasonCode.ACTIVITY:
        values["subject"] = voice.say(f"value_{reason.subject}")
    return voice.say(f"reason_{reason.code.value}", **values)


def _why(voice: Voice, codes: Sequence[str]) -> str:
    return reasons_text(voice, codes) or voice.say("plans_few_exist")


def reasons_text(voice: Voice, codes: Sequence[str]) -> str:
    """Reason codes of the decision tables in plain words."""
    known = [voice.try_say(f"rule_{code}") for code in codes]
    return voice.join_sentences(dict.fromkeys(text for text in known if text))


def nothing_fits_message(voice: Voice, catalogue: Catalogue, event: e.NothingFits) -> Message:
    buttons = [line_button(voice, line) for line in WIDEST if line is not event.line]
    buttons += [voice.button("human", "/ask_human"), voice.button("start_over", "/start_over")]
    why = reasons_text(voice, event.reasons) or voice.say("decision_reason_other")
    elsewhere = others(voice, catalogue, event.elsewhere)
    said = _others_said(voice, elsewhere, "each_insurer")
    custom = {"type": "no_plans", "elsewhere": elsewhere} if elsewhere else None
    return Message("\n\n".join([voice.say("nothing_fits", why=why), *said]), buttons, custom)
