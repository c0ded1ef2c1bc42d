"""What is asked next in a claim: derived from the claim, never stored as a step."""

from __future__ import annotations

from collections.abc import Sequence

from insurance.claim_checklist import outstanding
from insurance.claim_papers import ChecklistItem, ItemStatus, PaperState
from insurance.claims import Claim, ClaimStatus, ClaimType
from insurance.questions import AnswerKind, Flow, Question

# Types for which it matters whether an accident or an illness was the cause. After a death nobody is asked.
WITH_CAUSE = (ClaimType.OUTPATIENT, ClaimType.HOSPITAL, ClaimType.DISABILITY)
WITH_LIABILITY = (ClaimType.THIRD_PARTY,)
LIABILITY = ("all", "main", "half", "minor", "none", "unknown")
LIABLE_PERCENT = {"all": 100, "main": 70, "half": 50, "minor": 30, "none": 0}
MOST_BUTTONS = 8  # people one can choose from; of more the name is asked
MOST_TRIES = 3  # identity or phone numbers that agree with no policy
COMMON = (
    ClaimType.OUTPATIENT, ClaimType.HOSPITAL, ClaimType.FLIGHT_DELAY, ClaimType.BAGGAGE_LOSS, ClaimType.CAR_DAMAGE,
    ClaimType.HOME_DAMAGE, ClaimType.CRITICAL_ILLNESS, ClaimType.DEATH, ClaimType.OTHER,
)  # fmt: skip


def next_claim_question(
    claim: Claim, items: Sequence[ChecklistItem], types: Sequence[ClaimType], people: Sequence[int]
) -> Question | None:
    """The one thing the customer can do next; None while others have to act.

    Args:
        types: those the customer's policies may pay, offered as buttons.
        people: places of the insured it may be about, when more than one fits.
    """
    if claim.status is ClaimStatus.REPORTED:
        return _about_the_loss(claim, types, people)
    if claim.status in (ClaimStatus.COLLECTING, ClaimStatus.MORE_NEEDED):
        return _about_the_papers(claim, items)
    if claim.status in (ClaimStatus.APPROVED, ClaimStatus.PARTLY_APPROVED) and claim.account is None:
        return _ask("claim_account", AnswerKind.BANK_CARD)
    return None


def _about_the_loss(claim: Claim, types: Sequence[ClaimType], people: Sequence[int]) -> Question | None:
    loss = claim.loss
    if loss.type is None and not loss.words:
        return _ask("claim_event", AnswerKind.TEXT)
    if loss.type is None:
        return _ask("claim_type", AnswerKind.CHOICE, *(types or COMMON))
    if loss.cause is None and loss.type in WITH_CAUSE:
        return _ask("claim_cause", AnswerKind.CHOICE, "accident", "illness")
    if loss.happened is None:
        return _ask("claim_when", AnswerKind.DATE, "today", "yesterday")
    if not claim.policies and not claim.lookup.done:
        if claim.lookup.identity is None:
            return _ask("claim_identity", AnswerKind.ID_NUMBER, "no_number")
        return _ask("claim_phone", AnswerKind.PHONE, "no_number")
    if claim.insured is None and len(people) > MOST_BUTTONS:
        return _ask("claim_employee", AnswerKind.NAME)
    if claim.insured is None and len(people) > 1:
        return _ask("claim_who", AnswerKind.CHOICE, *(str(place) for place in people))
    if loss.liability_share is None and loss.type in WITH_LIABILITY and "liability_unknown" not in loss.flags:
        return _ask("claim_liability", AnswerKind.CHOICE, *LIABILITY)
    return None


def _about_the_papers(claim: Claim, items: Sequence[ChecklistItem]) -> Question | None:
    waiting = any(one.state is PaperState.WAITING for one in claim.papers)
    missing = [one for one in outstanding(items) if one.status is not ItemStatus.READING]
    account = claim.account is None
    if account and [one.kind for one in missing] == ["bank_card"] and not waiting:
        return _ask("claim_account", AnswerKind.BANK_CARD)
    if missing and not claim.all_sent:
        return _ask("claim_papers", AnswerKind.UPLOAD, "that_is_all", "later")
    if waiting:
        return _ask("claim_papers", AnswerKind.UPLOAD, "later")
    if claim.account is None:
        return _ask("claim_account", AnswerKind.BANK_CARD)
    if not claim.account.name:  # after a death it is for the beneficiary to say
        return _ask("claim_payee", AnswerKind.NAME)
    return _ask("claim_submit", AnswerKind.YES_NO, "yes", "edit")


def _ask(name: str, kind: AnswerKind, *choices: str) -> Question:
    return Question(Flow.CLAIM, name, kind, tuple(choices))
