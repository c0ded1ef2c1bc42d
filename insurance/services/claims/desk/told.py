"""What the customer is told of an assessor's steps: the clause goes with every refusal, and the way to appeal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from insurance.claims import CitedClause, Claim, Move
from insurance.lines import Language
from insurance.ports import OutboundMessage
from insurance.records import Records
from insurance.services.claims.covered import Covered, all_covered, benefit_names
from insurance.services.claims.receipts import calculation_words
from insurance.services.claims.telling import Told, item_names
from insurance.services.parts import Parts

WORDING = {
    Move.APPROVE: "utter_assessed_approved",
    Move.APPROVE_PARTLY: "utter_assessed_partly",
    Move.REFUSE: "utter_assessed_refused",
}


async def more_asked(parts: Parts, records: Records, claim: Claim) -> Sequence[Told]:
    """Which documents are wanted besides, and why."""
    words = claim.steps[-1].note
    wanted = [code for code, reason in claim.asked.items() if reason == words]

    def names(language: Language) -> str:
        return item_names(parts, language, wanted)

    return await _messages(parts, records, claim, "utter_assessed_more", documents=names, words=words)


async def decided(parts: Parts, records: Records, claim: Claim) -> Sequence[Told]:
    """Approved, approved in part or refused, with the amount, the calculation, and the clause of what isn't paid.
    Nothing while the decision is only proposed."""
    if claim.proposal is not None:
        return ()
    step, adjudication = claim.steps[-1], claim.adjudication
    policies = await all_covered(parts, records, claim)
    custom = {
        "type": "claim_status", "claim_number": claim.number, "status": claim.status.value,
        "amount": str(adjudication.total) if adjudication else "0.00", "currency": "CNY",
    }  # fmt: skip
    values: dict[str, object] = {}
    if step.move is not Move.REFUSE:
        values = {
            "amount": custom["amount"],
            "calculation": _calculation(parts, claim, policies),
            "next": _next(parts, claim),
        }
    if step.move is not Move.APPROVE:
        values |= {"words": step.note, "clause": _clause(parts, policies, step.clause)}
    less = step.move is not Move.APPROVE
    return await _messages(parts, records, claim, WORDING[step.move], custom, appealable=less, **values)


async def reopened(parts: Parts, records: Records, claim: Claim) -> Sequence[Told]:
    return await _messages(parts, records, claim, "utter_assessed_reopened")


async def _messages(
    parts: Parts,
    records: Records,
    claim: Claim,
    wording: str,
    custom: Mapping[str, object] | None = None,
    *,
    appealable: bool = False,
    **values: object,
) -> Sequence[Told]:
    """For every conversation of the claim in its language; one step is one message, by its key."""
    messages = []
    for sender in (claim.sender, *claim.helpers):
        language = (await records.journey(sender)).language
        filled = {name: value(language) if callable(value) else value for name, value in values.items()}
        text = parts.wording.say(wording, language, number=claim.number, **filled)
        buttons = tuple(_button(parts, language, claim)) if appealable else ()
        key = f"{claim.number}-step-{len(claim.steps)}"
        messages.append((sender, key, OutboundMessage(text, buttons, custom)))
    return messages


def _button(parts: Parts, language: Language, claim: Claim) -> Iterator[Mapping[str, str]]:
    payload = json.dumps({"claim": claim.number}, separators=(",", ":"))
    yield {"title": parts.wording.say("utter_button_claim_appeal", language), "payload": f"/claim_appeal{payload}"}


def _calculation(parts: Parts, claim: Claim, policies: Sequence[Covered]) -> Callable[[Language], str]:
    return lambda language: calculation_words(parts, language, claim.adjudication, benefit_names(policies))


def _next(parts: Parts, claim: Claim) -> Callable[[Language], str]:
    """Where the money goes, or that it isn't known yet."""
    account = claim.account
    if account is None:
        return lambda language: parts.wording.say("utter_assessed_account", language)
    return lambda language: parts.wording.say("utter_assessed_paying", language, tail=account.tail)


def _clause(parts: Parts, policies: Sequence[Covered], cited: CitedClause | None) -> Callable[[Language], str]:
    """The article with its text, as it stands in the policy: Chinese, with an English summary for who reads that."""

    def words(language: Language) -> str:
        of = next((one for one in policies if cited is not None and one.policy.number == cited.policy), None)
        if of is None or cited is None:
            return parts.wording.say("utter_assessed_no_policy", language)
        clause = of.product.clause(cited.article)
        text = clause.text if language is Language.ZH else f"{clause.summary}\n(Contract wording: “{clause.text}”)"
        return parts.wording.say(
            "utter_assessed_clause", language, product=of.product.name.in_(language), article=clause.no,
            title=clause.title.in_(language), text=text,
        )  # fmt: skip

    return words
