"""Everything known of one conversation's customer, as staff may see it: plain values, personal data masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from insurance.applications import key_of, questions_for
from insurance.claims import Claim
from insurance.journeys import Journey
from insurance.lines import Language
from insurance.needs import Needs
from insurance.policies import Order, Policy
from insurance.provider_orders import ProviderOrder
from insurance.quotes import Quote
from insurance.refs import Sender
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts
from insurance.services.people import mask_name

NAMES = ("applicant_name", "insured_name")
HIDDEN = ("applicant_id", "insured_id", "applicant_phone", "roster", "home_address", "vin", "plate")
HEIRS = "legal"  # the one answer to `beneficiary` that names nobody


@dataclass(frozen=True)
class CustomerFiles:
    """Reads customer files for the staff API."""

    parts: Parts

    async def customer_file(self, sender: Sender) -> Mapping[str, Any]:
        """Needs, quotes, applications, orders, policies, claims and providers' services of one conversation."""
        async with self.parts.work.reading() as records:
            journey = await records.journey(sender)
            quotes = await records.quotes_of(sender)
            applications = await records.applications_of(sender)
            orders = await records.orders_of(sender)
            policies = await records.policies_of(sender)
            services = await records.providers.orders_of(sender)
            claims = await records.claims.claims_of(sender)
        return {
            "sender": sender,
            "language": journey.language.value,
            "needs": needs_shown(journey.needs),
            "question": _question(self.parts, journey),
            "offer": [
                {"product_id": one.product_id, "plan_id": one.plan_id, "role": one.role, "premium": str(one.premium)}
                for one in journey.offer
            ],
            "draft": _draft(journey),
            "quotes": [_quote(quote) for quote in quotes],
            "applications": [
                {
                    "id": one.id,
                    "quote_id": one.quote_id,
                    "status": one.status.value,
                    "submitted_at": one.submitted_at.isoformat(),
                    "answers": masked(one.answers),
                    "notices": dict(one.notices),
                }
                for one in applications
            ],
            "orders": [_order(order) for order in orders],
            "policies": [_policy(self.parts, policy) for policy in policies],
            "claims": [claim_shown(claim) for claim in claims],
            "services": [_service(one) for one in services],
        }


def claim_shown(claim: Claim) -> Mapping[str, Any]:
    """A claim in plain values: no names, no numbers of persons, nothing read on documents."""
    return {
        "number": claim.number,
        "status": claim.status.value,
        "type": claim.loss.type,
        "cause": claim.loss.cause,
        "happened": claim.loss.happened.isoformat() if claim.loss.happened else None,
        "claimed": str(claim.loss.claimed) if claim.loss.claimed else None,
        "policies": list(claim.policies),
        "reported_at": claim.reported_at.isoformat(),
        "due": claim.due.isoformat() if claim.due else None,
        "route": claim.route,
        "route_reasons": list(claim.route_reasons),
        "papers": [
            {
                "id": one.id, "sha256": one.sha256, "state": one.state.value, "kind": one.what,
                "flaws": list(one.flaws), "mismatches": [each.code for each in one.mismatches],
            }
            for one in claim.papers
        ],
        "payable": str(claim.adjudication.total) if claim.adjudication else None,
        "payouts": [
            {"policy": one.policy, "amount": str(one.amount), "status": one.status.value, "reason": one.reason}
            for one in claim.payouts
        ],
        "steps": [{"status": one.to.value, "at": one.at.isoformat(), "by": one.actor.value} for one in claim.steps],
    }  # fmt: skip


def _question(parts: Parts, journey: Journey) -> Mapping[str, Any] | None:
    question = open_question(parts, journey)
    if question is None:
        return None
    return {"flow": question.flow.value, "field": question.field, "detail": question.detail, "person": question.person}


def needs_shown(needs: Needs) -> Mapping[str, Any]:
    """The needs in plain values; what isn't known is left out."""
    shown: dict[str, Any] = {
        "line": needs.line,
        "segment": needs.segment,
        "budget": str(needs.budget.at_most) if needs.budget else None,
        "budget_period": needs.budget.period if needs.budget else None,
        "concerns": list(needs.concerns),
        "destinations": list(needs.destinations),
        "places": list(needs.places),
        "activities": list(needs.activities),
        "trip_start": needs.trip_start.isoformat() if needs.trip_start else None,
        "trip_days": needs.trip_days,
        "sum_insured": str(needs.sum_insured) if needs.sum_insured else None,
        "term_years": needs.term_years,
        "to_age": needs.to_age,
        "pay_years": needs.pay_years,
        "social_insurance": needs.social_insurance,
        "headcount": needs.headcount,
        "insured": [
            {
                "relation": person.relation,
                "age": person.age.years if person.age else None,
                "sex": person.sex,
                "occupation": person.occupation,
                "occupation_class": person.occupation_class,
                "conditions": [condition.code for condition in person.conditions],
                "health": {condition.code: dict(condition.details) for condition in person.conditions},
                "smoker": person.smoker,
            }
            for person in needs.insured
        ],
        "vehicle": {
            key: str(value) for key, value in vars(needs.vehicle).items() if value is not None and key not in HIDDEN
        },
        "home": {key: str(value) for key, value in vars(needs.home).items() if value is not None},
    }
    return {key: value for key, value in shown.items() if value not in (None, [], {})}


def _draft(journey: Journey) -> Mapping[str, Any] | None:
    if journey.purchase is None:
        return None
    purchase = journey.purchase
    asked = [key_of(question) for question in questions_for(journey.needs)]
    return {
        "product_id": purchase.product_id,
        "plan_id": purchase.plan_id,
        "quote_id": purchase.quote_id,
        "disclosure": dict(purchase.disclosure),
        "accepted": purchase.accepted,
        "answers": masked(
            {key: purchase.application.answers[key] for key in asked if key in purchase.application.answers}
        ),
        "confirmed": purchase.confirmed,
        "notices": dict(purchase.notices),
        "order_id": purchase.order_id,
        "review_due": purchase.review.due.isoformat() if purchase.review else None,
    }


def _service(order: ProviderOrder) -> Mapping[str, Any]:
    return {
        "order_id": order.id,
        "provider_id": order.provider_id,
        "service": order.service.value,
        "place": order.place.name.zh,
        "claim_number": order.claim or "",
        "status": order.status.value,
        "sent": order.sent,
        "placed_at": order.placed_at.isoformat(),
        "stars": order.stars,
    }


def masked(answers: Mapping[str, str]) -> Mapping[str, str]:
    """Names cut short, identity numbers, phones and addresses left out."""
    shown = {}
    for key, value in answers.items():
        field = key.split(".")[0]
        hidden = field in HIDDEN or (field == "beneficiary" and value != HEIRS)
        shown[key] = mask_name(value) if field in NAMES else "***" if hidden else value
    return shown


def _quote(quote: Quote) -> Mapping[str, Any]:
    return {
        "id": quote.id,
        "product_id": quote.product_id,
        "plan_id": quote.plan_id,
        "premium": str(quote.premium),
        "currency": quote.premium.currency,
        "period": quote.period.value,
        "sum_insured": str(quote.cover.sum_insured),
        "effective": quote.cover.start.isoformat(),
        "status": quote.status.value,
        "valid_until": quote.valid_until.isoformat(),
        "breakdown": [
            {
                "label": item.label.in_(Language.ZH),
                "amount": str(item.amount) if item.amount else None,
                "factor": str(item.factor) if item.factor else None,
            }
            for item in quote.breakdown
        ],
    }


def _order(order: Order) -> Mapping[str, Any]:
    return {
        "id": order.id,
        "application_id": order.application_id,
        "quote_id": order.quote_id,
        "amount": str(order.amount),
        "status": order.status.value,
        "reason": order.reason,
        "created_at": order.created_at.isoformat(),
        "expires_at": order.expires_at.isoformat(),
    }


def _policy(parts: Parts, policy: Policy) -> Mapping[str, Any]:
    product = parts.catalogue.product(policy.product_id)
    return {
        "number": policy.number,
        "product_id": policy.product_id,
        "product": product.name.zh,
        "plan_id": policy.plan_id,
        "insurer": policy.insurer_id,
        "premium": str(policy.premium),
        "sum_insured": str(policy.sum_insured),
        "effective": policy.effective.isoformat(),
        "expiry": policy.expiry.isoformat() if policy.expiry else None,
        "status": policy.status.value,
        "order_id": policy.order_id,
        "insured": [dict(person) for person in policy.insured],
        "document": bool(policy.paper),
    }
