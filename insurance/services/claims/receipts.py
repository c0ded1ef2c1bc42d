"""Messages about money: settled with the receipt and the calculation, or returned by the bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from insurance.adjudication.outcome import Adjudication, BenefitLine, BenefitNames
from insurance.claim_ports import ACCOUNT_REASONS
from insurance.claims import Claim, Payout
from insurance.lines import Language
from insurance.ports import OutboundMessage
from insurance.refs import ClaimNumber
from insurance.services.claims.covered import Covered, all_covered, benefit_names
from insurance.services.parts import Parts

# Of steps made one only what both said is left: what is missing is left blank.
SHARES = ("ratio", "share", "above_ratio", "own_expense_ratio")
BLANK = dict.fromkeys(
    ("ratio", "share", "days", "most", "limit", "deductible", "per", "article", "age", "grade", "years", "year", "kind",
     "paid", "full", "up_to", "above_ratio", "severity", "rows", "minutes", "hours", "wages", "nth", "repair",
     "circumstance", "benefits", "own_expense_ratio"),
    "",
)  # fmt: skip


async def tell_settled(parts: Parts, number: ClaimNumber, key: str) -> None:
    """The receipt of one payout, to every conversation of the claim, once."""
    async with parts.work.reading() as records:
        claim = await records.claims.claim(number)
        policies = await all_covered(parts, records, claim)
    payout = next(one for one in claim.payouts if one.key == key)
    for sender in (claim.sender, *claim.helpers):
        async with parts.work.reading() as records:
            language = (await records.journey(sender)).language
        await parts.notifier.tell(sender, f"settled-{key}", receipt(parts, language, claim, policies, payout))


def receipt(
    parts: Parts, language: Language, claim: Claim, policies: Sequence[Covered], payout: Payout
) -> OutboundMessage:
    say = parts.wording.say
    account = payout.account
    values: Mapping[str, object] = {
        "number": claim.number,
        "amount": str(payout.amount),
        "product": next((one.product.name.in_(language) for one in policies if one.policy.number == payout.policy), ""),
        "tail": account.tail if account else "",
        "calculation": calculation_words(parts, language, claim.adjudication, benefit_names(policies)),
    }
    custom = {
        "type": "receipt",
        "claim_number": claim.number,
        "policy_number": payout.policy,
        "amount": str(payout.amount),
        "currency": payout.amount.currency,
        "account": values["tail"],
        "calculation": calculation_card(parts, language, claim.adjudication, benefit_names(policies)),
        "next_step": say("utter_claim_paid_next", language),
    }
    return OutboundMessage(say("utter_claim_paid", language, **values), custom=custom)


async def tell_returned(parts: Parts, number: ClaimNumber, key: str, reason: str) -> None:
    """The bank sent the money back: another account is asked for where that mends it."""
    async with parts.work.reading() as records:
        claim = await records.claims.claim(number)
        language = (await records.journey(claim.sender)).language
    say = parts.wording.say
    wording = "utter_payout_returned" if reason in ACCOUNT_REASONS else "utter_payout_delayed"
    why = _try(parts, f"utter_payout_reason_{reason.lower()}", language)
    account = next((one.account for one in claim.payouts if one.key == key), None)
    text = say(wording, language, number=number, tail=account.tail if account else "", why=why)
    await parts.notifier.tell(claim.sender, f"returned-{key}", OutboundMessage(text))


def calculation_words(parts: Parts, language: Language, adjudication: Adjudication | None, names: BenefitNames) -> str:
    """Every line with its steps: what was claimed, what is taken off and why, what is paid."""
    if adjudication is None:
        return ""
    return "\n".join(_line_words(parts, language, one, names) for one in adjudication.lines)


def _line_words(parts: Parts, language: Language, line: BenefitLine, names: BenefitNames) -> str:
    say = parts.wording.say
    steps = "".join(f"\n{one}" for one in step_words(parts, language, line))
    return say(
        "utter_calc_line", language, benefit=benefit_name(language, line, names), article=line.article,
        claimed=str(line.claimed), steps=steps, payable=str(line.payable),
    )  # fmt: skip


def step_words(parts: Parts, language: Language, line: BenefitLine) -> list[str]:
    return [
        parts.wording.say(
            f"utter_calc_{step.code}", language, **{**BLANK, **_shown(step.values)}, amount=str(step.amount)
        )
        for step in line.steps
    ]


def _shown(values: Mapping[str, str]) -> Mapping[str, str]:
    """Shares as percent; thirds stay fractions."""
    return {name: _percent(value) if name in SHARES and "/" not in value else value for name, value in values.items()}


def _percent(share: str) -> str:
    return f"{Decimal(share) * 100:f}".rstrip("0").rstrip(".") + "%" if share else ""


def benefit_name(language: Language, line: BenefitLine, names: BenefitNames) -> str:
    name = names.get((line.policy, line.benefit))
    return name.in_(language) if name else line.benefit


def calculation_card(
    parts: Parts, language: Language, adjudication: Adjudication | None, names: BenefitNames
) -> list[Mapping[str, object]]:
    if adjudication is None:
        return []
    return [
        {
            "benefit": benefit_name(language, one, names),
            "article": one.article,
            "claimed": str(one.claimed),
            "steps": step_words(parts, language, one),
            "payable": str(one.payable),
        }
        for one in adjudication.lines
    ]


def _try(parts: Parts, key: str, language: Language) -> str:
    try:
        return parts.wording.say(key, language)
    except KeyError:
        return ""
