"""Messages the product sends on its own: payment received, policy issued, money returned."""

from __future__ import annotations

from insurance.catalogue import Product
from insurance.lines import Language
from insurance.policies import SHANGHAI, Order, Policy, cooling_off_end
from insurance.ports import OutboundMessage, Wording
from insurance.refs import PolicyNumber

PAY_AGAIN, RESUME, HUMAN = ("pay_again", "/pay_again"), ("resume", "/resume"), ("human", "/ask_human")
OTHER_PLANS = ("reading_other_plans", "/resume")
REVIEW_BUTTONS = {
    "paying": (PAY_AGAIN,),
    "resumable": (PAY_AGAIN,),
    "requoted": (RESUME,),
    "gone": (RESUME, HUMAN),
    "closed": (OTHER_PLANS, HUMAN),
}


def plain_message(
    wording: Wording, language: Language, key: str, order: Order | None = None, number: PolicyNumber | None = None
) -> OutboundMessage:
    values = {"order_id": order.id, "amount": str(order.amount)} if order else {"policy_number": number or ""}
    return OutboundMessage(wording.say(key, language, **values))


def issued_message(
    wording: Wording, language: Language, policy: Policy, product: Product, path: str, site: str = ""
) -> OutboundMessage:
    """The receipt of contract section 4, with the e-policy attached."""
    until = cooling_off_end(policy).isoformat()
    plan = product.plan(policy.plan_id).name.in_(language)
    values = {
        "policy_number": policy.number,
        "product": product.name.in_(language),
        "plan": plan,
        "premium": str(policy.premium),
        "effective": policy.effective.isoformat(),
        "expiry": expiry_words(wording, language, policy),
        "cooling_off_until": until,
        "link": f"{site}{path}",
    }
    custom = {
        "type": "receipt",
        **{key: values[key] for key in ("policy_number", "product", "plan", "premium", "effective", "expiry")},
        "currency": policy.premium.currency,
        "order_id": policy.order_id,
        "document": path,
        "next_step": wording.say("utter_receipt_next_step", language, **values),
        "deadline": until,
    }
    return OutboundMessage(wording.say("utter_policy_issued", language, **values), custom=custom, attachment=path)


def expiry_words(wording: Wording, language: Language, policy: Policy) -> str:
    return policy.expiry.isoformat() if policy.expiry else wording.say("utter_whole_life", language)


def refunded_message(wording: Wording, language: Language, order: Order) -> OutboundMessage:
    """A policy that couldn't be issued: the money is back, and why in plain words."""
    why = _reason(wording, language, order.reason)
    text = wording.say("utter_order_refunded", language, order_id=order.id, amount=str(order.amount), why=why)
    custom = {"type": "receipt", "order_id": order.id, "refund": str(order.amount), "currency": order.amount.currency}
    return OutboundMessage(text, custom=custom)


def cancelled_message(wording: Wording, language: Language, policy: Policy) -> OutboundMessage:
    text = wording.say("utter_cancellation_done", language, policy_number=policy.number, amount=str(policy.premium))
    custom = {
        "type": "receipt",
        "policy_number": policy.number,
        "refund": str(policy.premium),
        "currency": policy.premium.currency,
    }
    return OutboundMessage(text, custom=custom)


def review_message(
    wording: Wording, language: Language, result: str, product: Product, order: Order | None
) -> OutboundMessage:
    """What people decided about an application, in words that are the same whatever the reason was.

    Args:
        result: paying, requoted, resumable, gone or closed.
    """
    values = {"product": product.name.in_(language)}
    custom = None
    if order is not None and result == "paying":
        until = order.expires_at.astimezone(SHANGHAI).strftime("%H:%M")
        values |= {"amount": str(order.amount), "url": order.payment_url, "until": until}
        custom = {
            "type": "payment",
            "order_id": order.id,
            "name": values["product"],
            "url": order.payment_url,
            "amount": str(order.amount),
            "currency": order.amount.currency,
            "expires_at": order.expires_at.isoformat(),
        }
    buttons = tuple(
        {"title": wording.say(f"utter_button_{title}", language), "payload": payload}
        for title, payload in REVIEW_BUTTONS[result]
    )
    return OutboundMessage(wording.say(f"utter_review_{result}", language, **values), buttons, custom)


def _reason(wording: Wording, language: Language, code: str) -> str:
    try:
        return wording.say(f"utter_issue_reason_{code.lower()}", language)
    except KeyError:
        return wording.say("utter_issue_reason_other", language)
