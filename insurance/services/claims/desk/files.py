"""Claims as assessors see them: everything for one decision in one view, numbers by their last four, names masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from insurance.claim_facts import ProvenFact
from insurance.claim_records import ClaimFilter
from insurance.claims import UNDECIDED, Actor, Claim
from insurance.lines import Language
from insurance.ports import AuditLog, ShownCopies, ShownCopy
from insurance.records import Records, UnknownRecord
from insurance.refs import ClaimNumber, PaperId
from insurance.riskcontrol.cases import CaseNumber
from insurance.services.claims.covered import Covered, all_covered, covered
from insurance.services.claims.desk.assessor import AssessorDesk
from insurance.services.claims.desk.decisions import risk_state
from insurance.services.claims.desk.lines import calculated
from insurance.services.claims.desk.views import (
    answers_shown,
    calculation_shown,
    checklist_shown,
    loss_shown,
    other_documents,
    papers_shown,
    policies_shown,
    steps_shown,
)
from insurance.services.claims.floor import items_of
from insurance.services.parts import Parts
from insurance.services.people import mask_name

VIEWS = ("claim.opened", "claim.paper_viewed")  # counted in the timeline, not listed


@dataclass(frozen=True)
class Original:
    """A document as it was sent."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True)
class ClaimDesk:
    """The assessors' workbench for the staff API."""

    parts: Parts
    log: AuditLog
    copies: ShownCopies

    def assessor(self, name: str) -> AssessorDesk:
        return AssessorDesk(self.parts, name)

    async def claims(self, only: ClaimFilter, page: int, size: int) -> Mapping[str, Any]:
        """One page, from 1, with the number of all: those with an assessor first, by when they are due."""
        async with self.parts.work.reading() as records:
            found = await records.claims.queue(only, (page - 1) * size, size)
            rows = [_row(claim, await self._first(records, claim)) for claim in found.claims]
        now = self.parts.clock.now().isoformat()
        return {"claims": rows, "total": found.total, "page": page, "size": size, "now": now}

    async def claim(self, number: ClaimNumber, viewer: str, *, risk: bool = False) -> Mapping[str, Any]:
        """Everything of a claim; that it was looked at stands in the audit log.

        Args:
            risk: the viewer may see the risk case and its score; others see only whether they have to wait.

        Raises:
            UnknownRecord
        """
        async with self.parts.work() as records:
            await records.claims.claim(number)
            await records.risk.audit(viewer, "claim.opened", number, {})
        async with self.parts.work.reading() as records:
            claim = await records.claims.claim(number)
            policies = await all_covered(self.parts, records, claim)
            items = items_of(self.parts, claim, policies)
            shown = {
                **_row(claim, policies[0] if policies else None),
                "now": self.parts.clock.now().isoformat(),
                "can": [move.value for move in claim.moves_of(Actor.ASSESSOR)],
                "language": (await records.journey(claim.sender)).language.value,
                "loss": loss_shown(claim),
                "proven": dict(claim.proven),
                "facts": list(ProvenFact),
                "policies": policies_shown(self.parts, claim, policies),
                "checklist": checklist_shown(self.parts, items),
                "other_documents": other_documents(self.parts, items),
                "papers": await papers_shown(self.parts, claim),
                "calculation": calculation_shown(
                    self.parts, claim, policies, await calculated(self.parts, records, claim, policies)
                ),
                "insurers": answers_shown(self.parts, claim, policies),
                "steps": steps_shown(claim),
                "risk": await self._risk(records, claim, risk),
            }
        return {**shown, **_account(claim), **await self._timeline(number)}

    async def brief(self, number: ClaimNumber) -> Mapping[str, Any]:
        """How far a claim is, without anything of a person. Raises UnknownRecord."""
        async with self.parts.work.reading() as records:
            claim = await records.claims.claim(number)
        return {
            "number": claim.number, "status": claim.status.value, "type": claim.loss.type,
            "reported": claim.reported_at.isoformat(), "due": _iso(claim.due),
        }  # fmt: skip

    async def page(self, number: ClaimNumber, paper: PaperId, page: int, viewer: str) -> ShownCopy:
        """One page of a document as a picture without metadata; the look stands in the audit log.

        Raises:
            UnknownRecord: no such document of this claim.
            FileNotFoundError, UploadRefused: no such page, or it can't be drawn.
        """
        sha256, _, _ = await self._viewed(number, paper, viewer, {"paper": paper, "page": str(page)})
        return await self.copies.shown_copy(sha256, page)

    async def original(self, number: ClaimNumber, paper: PaperId, viewer: str) -> Original:
        """Raises UnknownRecord, FileNotFoundError."""
        sha256, media_type, name = await self._viewed(number, paper, viewer, {"paper": paper, "original": "yes"})
        return Original(await self.parts.files.get(sha256), media_type, name)

    async def _viewed(
        self, number: ClaimNumber, paper_id: PaperId, viewer: str, details: Mapping[str, str]
    ) -> tuple[str, str, str]:
        async with self.parts.work() as records:
            paper = (await records.claims.claim(number)).paper(paper_id)
            if paper is None:
                raise UnknownRecord("papers")
            await records.risk.audit(viewer, "claim.paper_viewed", number, details)
        return paper.sha256, paper.media_type, paper.name

    async def _first(self, records: Records, claim: Claim) -> Covered | None:
        return await covered(self.parts, records, claim.policies[0]) if claim.policies else None

    async def _risk(self, records: Records, claim: Claim, whole: bool) -> Mapping[str, Any]:
        state = await risk_state(records, claim)
        if not whole or not claim.risk_case:
            return {"state": state}
        case = await records.risk.case(CaseNumber(claim.risk_case))
        return {"state": state, "case": case.number, "score": case.score, "status": case.status.value}

    async def _timeline(self, number: ClaimNumber) -> Mapping[str, Any]:
        entries = await self.log.read(number)
        listed = [one for one in entries if one.action not in VIEWS]
        return {
            "views": len(entries) - len(listed),
            "timeline": [
                {"number": one.number, "at": one.at.isoformat(), "actor": one.actor, "action": one.action,
                 "details": dict(one.details)}
                for one in listed
            ],
        }  # fmt: skip


def _row(claim: Claim, first: Covered | None) -> Mapping[str, Any]:
    product = first.product if first else None
    return {
        "number": claim.number,
        "version": claim.version,
        "status": claim.status.value,
        "type": claim.loss.type.value if claim.loss.type else "",
        "sender": claim.sender,
        "reported": claim.reported_at.isoformat(),
        "due": _iso(claim.due) if claim.status in UNDECIDED else None,
        "escalated": claim.escalated_at is not None,
        "assessor": claim.assessor,
        "product": product.name.in_(Language.ZH) if product else "",
        "insured": mask_name(first.person(claim.insured).name) if first else "",
        "claimed": str(claim.loss.claimed) if claim.loss.claimed else None,
        "payable": str(claim.adjudication.total) if claim.adjudication else None,
        "currency": "CNY",
        "reasons": list(claim.route_reasons),
        "proposed_by": claim.proposal.by if claim.proposal else "",
        "papers_waiting": sum(one.state.value == "waiting" for one in claim.papers),
    }


def _account(claim: Claim) -> Mapping[str, Any]:
    account, proposal = claim.account, claim.proposal
    return {
        "account": {"name": mask_name(account.name or "?"), "tail": account.tail, "bank": account.bank}
        if account
        else None,
        "payouts": [
            {"policy": one.policy, "amount": str(one.amount), "status": one.status.value, "reason": one.reason,
             "at": _iso(one.at)}
            for one in claim.payouts
        ],
        "proposal": {
            "move": proposal.move.value, "by": proposal.by, "at": proposal.at.isoformat(), "words": proposal.note,
            "total": str(proposal.adjudication.total),
            "clause": f"{proposal.clause.policy} {proposal.clause.article}" if proposal.clause else "",
        }
        if proposal
        else None,
    }  # fmt: skip


def _iso(at: Any) -> str | None:
    return at.isoformat() if at else None
