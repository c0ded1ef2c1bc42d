"""Deciding a claim: what has to be true before, who has to agree, and what a decision takes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from insurance.adjudication.deciding import ClaimFacts, route
from insurance.adjudication.outcome import Adjudication
from insurance.catalogue import UnknownArticle
from insurance.claims import Actor, CitedClause, Claim, Move, PayoutStatus, Proposal
from insurance.money import ZERO
from insurance.records import Records, UnknownRecord
from insurance.riskcontrol.cases import UNDECIDED, CaseNumber, CaseStatus
from insurance.services.claims.covered import Covered, all_covered
from insurance.services.claims.desk.lines import calculated, is_old, partly, pays_less, refused, without_use
from insurance.services.claims.desk.refusals import Hindrance, StepHindered, StepUnfit, Unfit
from insurance.services.claims.holding import hold_what_is_paid
from insurance.services.parts import Parts

PAYING = (Move.APPROVE, Move.APPROVE_PARTLY)


@dataclass(frozen=True)
class Decision:
    """What an assessor wants. `words` are for the customer; `clause` for whatever isn't paid."""

    move: Move
    words: str = ""
    clause: CitedClause | None = None


async def proposed_or_decided(
    parts: Parts, records: Records, claim: Claim, decision: Decision, by: str, now: datetime
) -> Claim:
    """The claim decided, or with a proposal that another assessor has to confirm.

    Raises:
        IllegalMove: not from where the claim stands.
        StepHindered, StepUnfit
    """
    claim.after(decision.move, Actor.ASSESSOR, now)
    if claim.proposal is not None:
        raise StepHindered(Hindrance.PROPOSAL_WAITS)
    policies = await all_covered(parts, records, claim)
    _complete(decision, policies)
    fresh = await calculated(parts, records, claim, policies)
    await _possible(records, claim, decision, fresh)
    if await _four_eyes(parts, records, claim, fresh):
        adjudication = claim.adjudication or Adjudication()
        return replace(claim, proposal=Proposal(decision.move, by, now, decision.words, adjudication, decision.clause))
    return await _decided(parts, records, claim, decision, by, now)


async def confirmed(parts: Parts, records: Records, claim: Claim, by: str, now: datetime) -> Claim:
    """The proposal carried out by the second assessor, if it still holds. Raises as proposed_or_decided."""
    proposal = claim.proposal
    if proposal is None:
        raise StepHindered(Hindrance.NO_PROPOSAL)
    if proposal.by == by:
        raise StepHindered(Hindrance.SECOND_ASSESSOR)
    if proposal.adjudication != (claim.adjudication or Adjudication()):
        raise StepHindered(Hindrance.PROPOSAL_CHANGED)
    decision = Decision(proposal.move, proposal.note, proposal.clause)
    await _possible(records, claim, decision, await calculated(parts, records, claim))
    return await _decided(parts, records, claim, decision, f"{proposal.by}, {by}", now)


def _complete(decision: Decision, policies: Sequence[Covered]) -> None:
    """A refusal and a part of one have their words and their clause; where there is no policy there is no clause."""
    if decision.move is Move.APPROVE:
        return
    if not decision.words:
        raise StepUnfit(Unfit.WORDS_MISSING)
    if decision.clause is None and policies:
        raise StepUnfit(Unfit.CLAUSE_MISSING)
    if decision.clause is not None:
        clause_text(policies, decision.clause)


def clause_text(policies: Sequence[Covered], clause: CitedClause) -> tuple[str, str]:
    """Number with title, and text, of an article. Raises StepUnfit: of none of the policies."""
    for one in policies:
        if one.policy.number == clause.policy:
            try:
                found = one.product.clause(clause.article)
            except UnknownArticle:
                break
            return f"{found.no} {found.title.zh}", found.text
    raise StepUnfit(Unfit.CLAUSE_UNKNOWN)


async def _possible(records: Records, claim: Claim, decision: Decision, fresh: Adjudication) -> None:
    """Raises StepHindered."""
    if decision.move not in PAYING:
        return
    adjudication = claim.adjudication or Adjudication()
    if await risk_state(records, claim) == "open":
        raise StepHindered(Hindrance.RISK_REVIEW_OPEN)
    if is_old(adjudication, fresh):
        raise StepHindered(Hindrance.CALCULATION_OLD)
    if adjudication.total <= ZERO:
        raise StepHindered(Hindrance.NOTHING_PAYABLE)
    if decision.move is Move.APPROVE and pays_less(adjudication):
        raise StepHindered(Hindrance.PART_NEEDS_CLAUSE)


async def risk_state(records: Records, claim: Claim) -> str:
    """ "open" while risk officers look at the claim, then "cleared" or "objected"; empty where they needn't."""
    if not claim.risk_case:
        return ""
    try:
        case = await records.risk.case(CaseNumber(claim.risk_case))
    except UnknownRecord:
        return "open"  # what can't be looked up isn't cleared
    if case.status in UNDECIDED:
        return "open"
    return "cleared" if case.status is CaseStatus.CLEARED else "objected"


async def _four_eyes(parts: Parts, records: Records, claim: Claim, fresh: Adjudication) -> bool:
    """Whether a second assessor has to agree, by table claim_routing: on what is to be paid, or on what the rules would
    pay if that is more (an amount lowered or refused by hand doesn't escape it). Paying against the objection of the
    risk officers always takes two."""
    if await risk_state(records, claim) == "objected":
        return True
    stored = claim.adjudication or Adjudication()
    larger = max(stored, fresh, key=lambda one: one.total)
    if claim.loss.type is None or larger.total <= ZERO:
        return False
    return route(parts.rules, ClaimFacts(claim.loss.type, ZERO, larger, True, True, 0)).four_eyes


async def _decided(parts: Parts, records: Records, claim: Claim, decision: Decision, by: str, now: datetime) -> Claim:
    adjudication = claim.adjudication or Adjudication()
    if decision.move is Move.APPROVE_PARTLY and decision.clause is not None:
        adjudication = partly(adjudication, decision.clause)
    if decision.move is Move.REFUSE:
        adjudication = refused(adjudication, decision.clause, by)
    claim = claim.after(decision.move, Actor.ASSESSOR, now, by=by, note=decision.words, clause=decision.clause)
    claim = replace(claim, adjudication=without_use(adjudication), proposal=None, route="assessor")
    if decision.move not in PAYING:
        await let_go(records, claim)
    elif await hold_what_is_paid(parts, records, claim):
        raise StepHindered(Hindrance.INVOICE_HELD)
    return claim


async def let_go(records: Records, claim: Claim) -> None:
    """A claim of which nothing was paid holds no invoice and uses no benefit."""
    if any(payout.status is PayoutStatus.SETTLED for payout in claim.payouts):
        return
    await records.claims.let_go_invoices(claim.number)
    await records.claims.use_benefits(claim.number, ())
