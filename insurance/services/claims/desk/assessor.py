"""What assessors do with a claim: each step one commit, on the version that was seen, with its line in the audit log.

What the customer has to know of a step is pushed once it is kept; the key of the push makes it happen once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insurance.claim_facts import WrongFact, check_facts
from insurance.claims import (
    WITH_ASSESSOR,
    Actor,
    Claim,
    ClaimStatus,
    InsurerAnswer,
    Move,
)
from insurance.money import ZERO, Money
from insurance.records import Records, UnknownRecord
from insurance.refs import ClaimNumber, PolicyNumber
from insurance.services.claims.checking import checked
from insurance.services.claims.covered import all_covered, covered
from insurance.services.claims.desk import documents as papers
from insurance.services.claims.desk.decisions import Decision, confirmed, let_go, proposed_or_decided
from insurance.services.claims.desk.lines import calculated, edited
from insurance.services.claims.desk.refusals import Hindrance, StepHindered, StepUnfit, Unfit
from insurance.services.claims.desk.steps import Assessor, Details, said
from insurance.services.claims.desk.told import decided, more_asked, reopened
from insurance.services.claims.insurers.handing_over import PENDING, without_pending

DECIDED = (ClaimStatus.APPROVED, ClaimStatus.PARTLY_APPROVED, ClaimStatus.PAYING, ClaimStatus.PAID)


class AssessorDesk(Assessor):
    """The steps of one assessor; see Assessor for what every one of them raises."""

    async def assign(self, number: ClaimNumber, version: int, to: str) -> Claim:
        async def change(_: Records, claim: Claim) -> tuple[Claim, Details]:
            return replace(claim, assessor=to), {"to": to}

        return await self.step(number, version, "claim.assigned", change)

    async def note(self, number: ClaimNumber, version: int, text: str) -> Claim:
        async def change(_: Records, claim: Claim) -> tuple[Claim, Details]:
            return claim, {"note": said(text)}

        return await self.step(number, version, "claim.noted", change)

    # --- documents ---

    async def accept_paper(self, number: ClaimNumber, version: int, paper: str, accept: bool) -> Claim:
        async def change(_: Records, claim: Claim) -> tuple[Claim, Details]:
            return papers.accepted(claim, paper, self.name if accept else ""), {"paper": paper}

        return await self.checking(number, version, "claim.paper_accepted" if accept else "claim.paper_doubted", change)

    async def say_kind(self, number: ClaimNumber, version: int, paper: str, kind: str) -> Claim:
        async def change(_: Records, claim: Claim) -> tuple[Claim, Details]:
            return papers.said_to_be(self.parts, claim, paper, kind), {"paper": paper, "kind": kind}

        return await self.checking(number, version, "claim.paper_named", change)

    async def correct(self, number: ClaimNumber, version: int, paper: str, field: str, value: str) -> Claim:
        """The audit log says which field, never what stood in it."""

        async def change(_: Records, claim: Claim) -> tuple[Claim, Details]:
            changed = await papers.corrected(self.parts, claim, paper, field, value)
            return changed, {"paper": paper, "field": field}

        return await self.checking(number, version, "claim.field_corrected", change)

    async def ask_more(self, number: ClaimNumber, version: int, documents: Sequence[str], words: str) -> Claim:
        """The customer is asked for documents, each with these words. Raises IllegalMove."""

        async def change(_: Records, claim: Claim) -> tuple[Claim, Details]:
            if not documents:
                raise StepUnfit(Unfit.DOCUMENTS_MISSING)
            if not all(self._named(code) for code in documents):
                raise StepUnfit(Unfit.KIND_UNKNOWN)
            reason = said(words)
            claim = claim.after(Move.ASK_MORE, Actor.ASSESSOR, self.now(), by=self.name, note=reason)
            asked = {**claim.asked, **dict.fromkeys(documents, reason)}
            claim = replace(claim, asked=asked, all_sent=False, proposal=None, due=None)
            return claim, {"documents": " ".join(documents)}

        return await self.step(number, version, "claim.more_asked", change, more_asked)

    def _named(self, code: str) -> bool:
        try:
            self.parts.claim_guide.paper(code)
        except KeyError:
            return False
        return True

    # --- policy and calculation ---

    async def attach_policy(self, number: ClaimNumber, version: int, policy: str, insured: int | None) -> Claim:
        """The policy of a claim for which none was found."""

        async def change(records: Records, claim: Claim) -> tuple[Claim, Details]:
            if claim.policies:
                raise StepHindered(Hindrance.HAS_POLICY)
            try:
                found = await covered(self.parts, records, PolicyNumber(policy))
            except UnknownRecord:
                raise StepUnfit(Unfit.POLICY_UNKNOWN) from None
            place = 0 if insured is None and len(found.people) == 1 else insured
            if place is None or not 0 <= place < len(found.people):
                raise StepUnfit(Unfit.INSURED_UNKNOWN)
            claim = replace(claim, policies=(PolicyNumber(policy),), insured=place)
            claim = await checked(self.parts, records, claim)
            adjudication = await calculated(self.parts, records, claim)
            return replace(claim, adjudication=adjudication), {"policy": policy}

        return await self.working(number, version, "claim.policy_attached", change)

    async def establish(self, number: ClaimNumber, version: int, fact: str, value: str) -> Claim:
        """A fact that no document proves by itself, as ProvenFact says it is written; empty takes it back."""

        async def change(_: Records, claim: Claim) -> tuple[Claim, Details]:
            facts = {name: kept for name, kept in claim.proven.items() if name != fact}
            if value:
                facts[fact] = value
            elif fact not in claim.proven:
                raise StepUnfit(Unfit.FACT_UNFIT)
            try:
                check_facts(facts)
            except WrongFact:
                raise StepUnfit(Unfit.FACT_UNFIT) from None
            return replace(claim, proven=facts), {"fact": fact}

        return await self.working(number, version, "claim.fact_established", change)

    async def edit_line(
        self, number: ClaimNumber, version: int, policy: str, benefit: str, payable: Money, reason: str
    ) -> Claim:
        async def change(records: Records, claim: Claim) -> tuple[Claim, Details]:
            policies = await all_covered(self.parts, records, claim)
            of = PolicyNumber(policy)
            claim = edited(claim, policies, of, benefit, payable, said(reason), self.name)
            return without_pending(claim), {"policy": policy, "benefit": benefit, "payable": str(payable)}

        return await self.working(number, version, "claim.line_edited", change)

    async def recalculate(self, number: ClaimNumber, version: int) -> Claim:
        """As the rules calculate from the documents now; changes by hand are gone."""

        async def change(records: Records, claim: Claim) -> tuple[Claim, Details]:
            claim = await checked(self.parts, records, claim)
            adjudication = await calculated(self.parts, records, claim)
            return without_pending(replace(claim, adjudication=adjudication)), {"total": str(adjudication.total)}

        return await self.working(number, version, "claim.recalculated", change)

    async def hand_over(self, number: ClaimNumber, version: int, policy: str) -> Claim:
        """To the insurer of one policy, as calculated now; its answer is put beside our figures."""

        async def change(_: Records, claim: Claim) -> tuple[Claim, Details]:
            ours = claim.adjudication.under(PolicyNumber(policy)) if claim.adjudication else ZERO
            if claim.status not in (*WITH_ASSESSOR, *DECIDED):
                raise StepHindered(Hindrance.NOT_ASSESSED_NOW)
            if policy not in claim.policies or ours <= ZERO:
                raise StepHindered(Hindrance.NOTHING_TO_HAND_OVER)
            others = tuple(one for one in claim.insurer_answers if one.policy != policy)
            if any(one.policy == policy and one.state == PENDING for one in claim.insurer_answers):
                raise StepHindered(Hindrance.WITH_INSURER)
            key = f"claim-{claim.number}-{policy}-{claim.version}"
            sent = InsurerAnswer(PolicyNumber(policy), PENDING, at=self.now(), key=key, ours=ours)
            return replace(claim, insurer_answers=(*others, sent)), {"policy": policy, "payable": str(ours)}

        return await self.step(number, version, "claim.handed_over", change)

    # --- decisions ---

    async def decide(self, number: ClaimNumber, version: int, decision: Decision) -> Claim:
        """Approved, approved in part or refused; above the table's threshold proposed to a second assessor.

        Raises IllegalMove.
        """

        async def change(records: Records, claim: Claim) -> tuple[Claim, Details]:
            claim = await proposed_or_decided(self.parts, records, claim, decision, self.name, self.now())
            return claim, {"decision": decision.move.value, "total": _total(claim), "proposed": _yes(claim.proposal)}

        return await self.step(number, version, "claim.decided", change, decided)

    async def confirm(self, number: ClaimNumber, version: int) -> Claim:
        """The second assessor's yes. Raises IllegalMove."""

        async def change(records: Records, claim: Claim) -> tuple[Claim, Details]:
            claim = await confirmed(self.parts, records, claim, self.name, self.now())
            return claim, {"decision": claim.steps[-1].move.value, "total": _total(claim)}

        return await self.step(number, version, "claim.confirmed", change, decided)

    async def reject(self, number: ClaimNumber, version: int, note: str) -> Claim:
        """The second assessor's no, or the first one's change of mind; the claim waits for a decision again."""

        async def change(_: Records, claim: Claim) -> tuple[Claim, Details]:
            if claim.proposal is None:
                raise StepHindered(Hindrance.NO_PROPOSAL)
            return replace(claim, proposal=None), {"note": said(note)}

        return await self.step(number, version, "claim.proposal_rejected", change)

    async def reopen(self, number: ClaimNumber, version: int, note: str) -> Claim:
        """Raises IllegalMove."""

        async def change(records: Records, claim: Claim) -> tuple[Claim, Details]:
            reason = said(note)
            claim = claim.after(Move.REOPEN, Actor.ASSESSOR, self.now(), by=self.name)
            due = self.now() + self.parts.terms.claims.appeal_time
            await let_go(records, claim)
            claim = replace(claim, due=due, assessor=self.name, proposal=None, escalated_at=None)
            return claim, {"note": reason}

        return await self.step(number, version, "claim.reopened", change, reopened)


def _total(claim: Claim) -> str:
    return str(claim.adjudication.total) if claim.adjudication else "0.00"


def _yes(proposal: object) -> str:
    return "yes" if proposal is not None else "no"
