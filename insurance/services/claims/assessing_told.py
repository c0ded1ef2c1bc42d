"""What the customer is told of an assessor's steps: the clause goes with every refusal, and the way to appeal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from insurance.claims import CitedClause, Claim, Move
from insurance.lines import Language
from insurance.services.claims.covered import Covered, all_covered
from insurance.services.claims.receipts import calculation_words
from insurance.services.claims.telling import item_name, tell_move
from insurance.services.parts import Parts

WORDING = {
    Move.APPROVE: "utter_assessed_approved",
    Move.APPROVE_PARTLY: "utter_assessed_partly",
    Move.REFUSE: "utter_assessed_refused",
}


async def tell_asked(parts: Parts, claim: Claim, documents: Sequence[str]) -> None:
    """Which documents are wanted besides, and why."""

    def names(language: Language) -> str:
        return ("、" if language is Language.ZH else ", ").join(item_name(parts, language, one) for one in documents)

    await tell_move(parts, claim, _key(claim), "utter_assessed_more", documents=names, words=claim.steps[-1].note)


async def tell_decided(parts: Parts, claim: Claim) -> None:
    """Approved, approved in part or refused, with the amount, the calculation, and the clause of what isn't paid."""
    step, adjudication = claim.steps[-1], claim.adjudication
    async with parts.work.reading() as records:
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
    await tell_move(parts, claim, _key(claim), WORDING[step.move], custom, **values)


async def tell_reopened(parts: Parts, claim: Claim) -> None:
    await tell_move(parts, claim, _key(claim), "utter_assessed_reopened")


def _key(claim: Claim) -> str:
    """One step, one message."""
    return f"step-{len(claim.steps)}"


def _calculation(parts: Parts, claim: Claim, policies: Sequence[Covered]) -> Callable[[Language], str]:
    return lambda language: calculation_words(parts, language, claim.adjudication, policies)


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
