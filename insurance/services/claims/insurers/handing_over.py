"""What handing claims to insurers does to the records: implements claim_ports.InsurerClaimSteps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from insurance import claim_ports as ports
from insurance.adjudication.outcome import BenefitLine
from insurance.claim_papers import UNKNOWN_KIND, PaperField, PaperState, ReadableKind
from insurance.claim_reconciling import agrees
from insurance.claims import WITH_ASSESSOR, Claim, ClaimChanged, InsurerAnswer
from insurance.records import Records
from insurance.services.claims.covered import covered
from insurance.services.claims.proven import good_papers
from insurance.services.parts import Parts

PENDING, AGREED, DIFFERS, REFUSED, REJECTED = "pending", "agreed", "differs", "refused", "rejected"
INSURER = "insurer"  # who is named in the audit log for an answer
MANY = 50


class HandingOver:
    """Every method is one commit and harmless when its work is done already."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def submissions_open(self) -> Sequence[ports.OpenSubmission]:
        async with self._parts.work.reading() as records:
            waiting = await records.claims.with_insurers(MANY)
        return [ports.OpenSubmission(number, policy) for number, policy in waiting]

    async def submission(self, open_: ports.OpenSubmission) -> ports.ClaimSubmission:
        """Raises ClaimChanged: it isn't with the insurer any more."""
        async with self._parts.work.reading() as records:
            claim = await records.claims.claim(open_.claim)
            policy = await covered(self._parts, records, open_.policy)
        sent = _sent(claim, open_)
        if sent is None or claim.adjudication is None or claim.loss.type is None or claim.loss.happened is None:
            raise ClaimChanged(open_.claim)
        invoices = tuple(_invoices(claim))
        lines = [one for one in claim.adjudication.lines if one.policy == open_.policy]
        return ports.ClaimSubmission(
            key=ports.SubmissionKey(sent.key),
            claim_number=claim.number,
            insurer_id=policy.policy.insurer_id,
            policy_number=open_.policy,
            claim_type=claim.loss.type.value,
            event_date=claim.loss.happened,
            lines=tuple(_line(one, invoices) for one in lines),
            payable=claim.adjudication.under(open_.policy),
            documents=tuple(_documents(claim)),
        )

    async def document(self, open_: ports.OpenSubmission, sha256: str) -> bytes:
        async with self._parts.work() as records:
            claim = await records.claims.claim(open_.claim)
            paper = next((one for one in claim.papers if one.sha256 == sha256), None)
            if paper is None:
                raise FileNotFoundError(sha256)
            details = {"paper": paper.id, "policy": open_.policy}
            await records.risk.audit(INSURER, "claim.paper_sent", claim.number, details)
        return await self._parts.files.get(sha256)

    async def record_answer(self, open_: ports.OpenSubmission, answer: ports.InsurerAnswer, agreed: bool) -> None:
        """Held once more against what was handed over: only what both call the same is agreed."""

        def state(sent: InsurerAnswer) -> str:
            if agreed and sent.ours is not None and agrees(sent.ours, answer):
                return AGREED
            return REFUSED if answer.status is ports.InsurerAnswerStatus.REFUSED else DIFFERS

        await self._record(
            open_, lambda sent: replace(sent, state=state(sent), amount=answer.amount, reason=answer.reason)
        )

    async def submission_rejected(self, open_: ports.OpenSubmission, reason: str) -> None:
        await self._record(open_, lambda sent: replace(sent, state=REJECTED, reason=reason))

    async def _record(self, open_: ports.OpenSubmission, answered: Callable[[InsurerAnswer], InsurerAnswer]) -> None:
        async with self._parts.work() as records:
            claim = await records.claims.claim(open_.claim)
            sent = _sent(claim, open_)
            if sent is None:
                return
            answer = replace(answered(sent), at=self._parts.clock.now())
            await self._keep(records, claim, answer)
        if answer.state != AGREED and claim.status not in WITH_ASSESSOR:  # nobody would look otherwise
            await self._parts.desk.request(claim.sender, f"claim_insurer_{answer.state}")

    async def _keep(self, records: Records, claim: Claim, answer: InsurerAnswer) -> None:
        answers = tuple(answer if one.policy == answer.policy else one for one in claim.insurer_answers)
        claim = replace(claim, insurer_answers=answers)
        if answer.state != AGREED:
            reasons = dict.fromkeys((*claim.route_reasons, f"insurer_{answer.state}"))
            claim = replace(claim, route_reasons=tuple(reasons))
        await records.claims.save_claim(claim)
        details = {"policy": answer.policy, "state": answer.state, "reason": answer.reason}
        if answer.amount is not None:
            details["amount"] = str(answer.amount)
        await records.risk.audit(INSURER, "claim.insurer_answered", claim.number, details)


def without_pending(claim: Claim) -> Claim:
    """After a change of the calculation: what an insurer was asked about another figure is asked anew."""
    adjudication = claim.adjudication
    kept = tuple(
        one
        for one in claim.insurer_answers
        if one.state != PENDING or (adjudication is not None and one.ours == adjudication.under(one.policy))
    )
    return replace(claim, insurer_answers=kept)


def _sent(claim: Claim, open_: ports.OpenSubmission) -> InsurerAnswer | None:
    found = [one for one in claim.insurer_answers if one.policy == open_.policy and one.state == PENDING]
    return found[0] if found else None


def _line(line: BenefitLine, invoices: tuple[str, ...]) -> ports.BenefitLine:
    """A sum an assessor set where nothing was claimed counts as claimed."""
    claimed = max(line.claimed, line.payable)
    return ports.BenefitLine(line.benefit, claimed, line.payable, line.deductible_used, str(_ratio(line)), invoices)


def _ratio(line: BenefitLine) -> Decimal:
    """The share that was applied; one where none was."""
    for step in line.steps:
        try:
            return Decimal(step.values["ratio"])
        except (KeyError, InvalidOperation):
            continue
    return Decimal(1)


def _invoices(claim: Claim) -> Iterator[str]:
    for paper in good_papers(claim, ReadableKind.MEDICAL_INVOICE):
        number = paper.value(PaperField.INVOICE_NUMBER)
        if number:
            yield number


def _documents(claim: Claim) -> Iterator[ports.DocumentRef]:
    for paper in claim.papers:
        if paper.state is not PaperState.REPLACED and paper.what not in ("", UNKNOWN_KIND):
            yield ports.DocumentRef(paper.what, paper.sha256)
