"""The parts of the view of a claim, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from insurance.adjudication.outcome import Adjudication, BenefitLine, BenefitNames
from insurance.claim_checklist import is_good
from insurance.claim_papers import SENSITIVE_FIELDS, ChecklistItem, ClaimPaper, PaperField
from insurance.claims import Claim, ClaimType, InsurerAnswer
from insurance.lines import Language
from insurance.refs import VaultRef
from insurance.services.claims.covered import Covered, benefit_names
from insurance.services.claims.desk.lines import by_rules, is_old
from insurance.services.claims.insurers.handing_over import AGREED, PENDING
from insurance.services.claims.receipts import benefit_name, step_words
from insurance.services.parts import Parts
from insurance.services.people import mask_name

Shown = Mapping[str, Any]


def loss_shown(claim: Claim) -> Shown:
    """As told; numbers in the words are references already."""
    loss = claim.loss
    return {
        "type": loss.type, "cause": loss.cause, "happened": loss.happened.isoformat() if loss.happened else None,
        "place": loss.place, "relation": loss.relation, "claimed": str(loss.claimed) if loss.claimed else None,
        "hospital": loss.hospital, "diagnosis": loss.diagnosis, "flight": loss.flight,
        "delay_minutes": loss.delay_minutes, "liability_share": loss.liability_share,
        "disability_grade": loss.disability_grade, "severity": loss.severity,
        "circumstances": list(loss.circumstances), "flags": list(loss.flags), "words": list(loss.words),
    }  # fmt: skip


def policies_shown(parts: Parts, claim: Claim, policies: Sequence[Covered]) -> list[Shown]:
    """With the clauses, for whoever cites one."""
    return [
        {
            "number": one.policy.number,
            "product": one.product.name.zh,
            "product_id": one.product.id,
            "insurer": parts.catalogue.insurer_name(one.product.insurer, Language.ZH),
            "plan": one.product.plan(one.policy.plan_id).name.zh,
            "status": one.policy.status.value,
            "effective": one.policy.effective.isoformat(),
            "expiry": one.policy.expiry.isoformat() if one.policy.expiry else None,
            "in_force": one.in_force_on(claim.loss.happened) if claim.loss.happened else None,
            "waiting_days": one.product.waiting_days,
            "sum_insured": str(one.policy.sum_insured),
            "people": [
                {"place": person.place, "name": mask_name(person.name or "?"), "relation": person.relation.value,
                 "claims": person.place == one.person(claim.insured).place}
                for person in one.people
            ],
            "benefits": [
                {"code": benefit.code, "name": benefit.name.zh, "article": benefit.article}
                for benefit in one.product.plan(one.policy.plan_id).benefits
            ],
            "clauses": [
                {"no": clause.no, "title": clause.title.zh, "text": clause.text} for clause in one.product.clauses
            ],
        }
        for one in policies
    ]  # fmt: skip


def checklist_shown(parts: Parts, items: Sequence[ChecklistItem]) -> list[Shown]:
    shown: list[Shown] = []
    for one in items:
        name = parts.claim_guide.paper(one.kind).name
        shown.append({
            "kind": one.kind, "name": {"zh": name.zh, "en": name.en}, "status": one.status.value,
            "papers": list(one.papers), "problems": list(one.problems), "asked": one.asked_because,
        })  # fmt: skip
    return shown


def other_documents(parts: Parts, items: Sequence[ChecklistItem]) -> list[Shown]:
    """What may be asked for besides: everything any type of claim needs."""
    guide = parts.claim_guide
    listed = {one.kind for one in items}
    codes = dict.fromkeys(code for type_ in ClaimType for code in guide.type(type_, None).papers)
    names = {code: guide.paper(code).name for code in codes if code not in listed}
    return [
        {"kind": code, "name": {"zh": name.zh, "en": name.en}}
        for code, name in sorted(names.items(), key=lambda one: one[1].en)
    ]


async def papers_shown(parts: Parts, claim: Claim) -> list[Shown]:
    return [await _paper(parts, claim, one) for one in claim.papers]


async def _paper(parts: Parts, claim: Claim, paper: ClaimPaper) -> Shown:
    return {
        "id": paper.id,
        "name": paper.name,
        "media_type": paper.media_type,
        "size": paper.size,
        "sha256": paper.sha256,
        "at": paper.at.isoformat(),
        "pages": paper.pages,
        "state": paper.state.value,
        "kind": paper.kind,
        "kind_said": paper.kind_said,
        "kind_sure": paper.kind_sure,
        "good": is_good(paper),
        "accepted_by": paper.accepted_by,
        "confirmed": paper.confirmed,
        "from_elsewhere": paper.sent_by != claim.sender,
        "flaws": [one.value for one in paper.flaws],
        "mismatches": [{"code": one.code, "field": one.field, "expected": one.expected} for one in paper.mismatches],
        "fields": [
            await _field(parts, claim, paper, name)
            for name in PaperField
            if name in paper.fields or name in paper.corrected
        ],
    }


async def _field(parts: Parts, claim: Claim, paper: ClaimPaper, name: PaperField) -> Shown:
    read = paper.fields.get(name)
    changed = paper.corrected.get(name)
    return {
        "field": name.value,
        "read": await _masked(parts, claim, name, read.value) if read else None,
        "sure": read.sure if read else None,
        "corrected": await _masked(parts, claim, name, changed) if changed is not None else None,
    }


async def _masked(parts: Parts, claim: Claim, name: PaperField, value: str) -> str:
    """A number by its last four digits; it never leaves the vault whole."""
    if name not in SENSITIVE_FIELDS and not value.startswith("⟦"):
        return value
    try:
        number = await parts.vault.reveal(claim.sender, VaultRef(value))
    except LookupError:
        return "••••"
    return f"•••• {number[-4:]}"


def calculation_shown(parts: Parts, claim: Claim, policies: Sequence[Covered], fresh: Adjudication) -> Shown:
    """`old`: the rules would calculate something else from what is there now (`fresh`)."""
    adjudication = claim.adjudication or Adjudication()
    return {
        "total": str(adjudication.total),
        "currency": adjudication.total.currency,
        "old": is_old(claim.adjudication, fresh),
        "fresh_total": str(fresh.total),
        "doubts": list(adjudication.doubts),
        "lines": [_line(parts, one, benefit_names(policies)) for one in adjudication.lines],
    }


def _line(parts: Parts, line: BenefitLine, names: BenefitNames) -> Shown:
    return {
        "policy": line.policy,
        "benefit": line.benefit,
        "name": {language.value: benefit_name(language, line, names) for language in Language},
        "article": line.article,
        "refused_by": line.refused_by,
        "claimed": str(line.claimed),
        "by_rules": str(by_rules(line).payable),
        "payable": str(line.payable),
        "steps": {language.value: [one.strip() for one in _words(parts, language, line)] for language in Language},
        "edited_by": line.edited_by,
        "reason": line.reason,
    }


def _words(parts: Parts, language: Language, line: BenefitLine) -> list[str]:
    try:
        return step_words(parts, language, line)
    except KeyError:  # a step newer than its words: staff see the bare figures rather than nothing
        return [f"{step.code} -{step.amount}" for step in line.steps]


def answers_shown(parts: Parts, claim: Claim, policies: Sequence[Covered]) -> list[Shown]:
    """What each policy pays by our figures, and what its insurer said; `agrees` with our figure of now."""
    answers = {one.policy: one for one in claim.insurer_answers}
    return [
        _answer(parts, claim, one, answers.get(one.policy.number, InsurerAnswer(one.policy.number, "")))
        for one in policies
    ]


def _answer(parts: Parts, claim: Claim, of: Covered, answer: InsurerAnswer) -> Shown:
    ours = (claim.adjudication or Adjudication()).under(of.policy.number)
    return {
        "policy": of.policy.number,
        "insurer": parts.catalogue.insurer_name(of.product.insurer, Language.ZH),
        "ours": str(ours),
        "handed_over": str(answer.ours) if answer.ours else None,
        "state": answer.state,
        "amount": str(answer.amount) if answer.amount else None,
        "reason": answer.reason,
        "at": answer.at.isoformat() if answer.at else None,
        "agrees": answer.state not in ("", PENDING) and (answer.state == AGREED or answer.amount is not None)
        and answer.amount == ours,
    }  # fmt: skip


def steps_shown(claim: Claim) -> list[Shown]:
    return [
        {
            "at": one.at.isoformat(), "move": one.move.value, "to": one.to.value, "actor": one.actor.value,
            "by": one.by, "note": one.note,
            "clause": f"{one.clause.policy} {one.clause.article}" if one.clause else "",
        }
        for one in claim.steps
    ]  # fmt: skip
