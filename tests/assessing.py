"""A claim on an assessor's table: a father fell, the invoice and the record are in; all persons are made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from insurance.claim_papers import ClaimPaper, PaperField, PaperState, ReadableKind, ReadField
from insurance.claims import Account, Actor, Cause, Claim, ClaimType, Loss, Move
from insurance.lines import Relation
from insurance.money import Money
from insurance.policies import Policy
from insurance.refs import ClaimNumber, PaperId
from insurance.services.claims.desk.lines import calculated
from insurance.services.parts import Parts
from tests.buying import until_policy
from tests.fakes import CUSTOMER, MemoryWork

NUMBER = ClaimNumber("CL20260620TESTCLAIM1")
FATHER = "王大山"
F, K = PaperField, ReadableKind


def paper(parts: Parts, name: str, kind: str, fields: Mapping[str, str], sha256: str = "", **changes) -> ClaimPaper:
    read = {field: ReadField(value, 0.97) for field, value in fields.items()}
    kept = ClaimPaper(
        PaperId(name), sha256 or name.ljust(64, "0"), "image/jpeg", 1000, f"{name}.jpg", CUSTOMER, parts.clock.now(),
        state=PaperState.READ, kind=kind, kind_sure=0.99, fields=read, confirmed=True,
    )  # fmt: skip
    return replace(kept, **changes)


def invoice(parts: Parts, amount: str = "1860.00", name: str = "invoice", number: str = "00012345", **changes):
    fields = {
        F.NAME: FATHER, F.INVOICE_NUMBER: number, F.HOSPITAL: "市第一医院", F.DATE: "2026-06-16", F.AMOUNT: amount,
        F.SOCIAL_INSURANCE_PAID: "0.00", F.VISIT: "outpatient",
    }  # fmt: skip
    return paper(parts, name, K.MEDICAL_INVOICE, fields, **changes)


def record(parts: Parts) -> ClaimPaper:
    fields = {F.NAME: FATHER, F.DATE: "2026-06-16", F.DIAGNOSIS: "左前臂软组织挫伤"}
    return paper(parts, "record", K.OUTPATIENT_RECORD, fields)


async def bought(parts: Parts) -> Policy:
    """A policy for the father in whatever records these are: the walk through a purchase is taken in memory."""
    if isinstance(parts.work, MemoryWork):
        return await until_policy(parts)
    memory = replace(parts, work=MemoryWork())
    policy = await until_policy(memory)
    store = memory.work.store
    async with parts.work() as records:
        for quote in store.quotes.values():
            await records.add_quote(quote)
    async with parts.work() as records:
        await records.add_application(store.applications[policy.application_id])
    async with parts.work() as records:
        await records.add_order(store.orders[policy.order_id])
    async with parts.work() as records:
        await records.add_policy(policy)
    return policy


async def claim_on_table(
    parts: Parts, number: ClaimNumber = NUMBER, amount: str = "1860.00", policy: Policy | None = None, **changes
) -> Claim:
    """Kept as it comes to an assessor: submitted, calculated, due in three days."""
    policy = policy or await bought(parts)
    if parts.clock.today() < date(2026, 6, 20):
        parts.clock.pass_(days=10)  # type: ignore[attr-defined]
    now = parts.clock.now()
    card = await parts.vault.keep(CUSTOMER, "bank_card", "6228480402564890018")
    loss = Loss(
        ClaimType.OUTPATIENT, Cause.ACCIDENT, date(2026, 6, 16), "小区门口", Relation.PARENT, claimed=Money.of(amount),
        words=("我爸昨天在小区门口摔了一跤,看门诊花了一千八百六",),
    )  # fmt: skip
    claim = Claim(
        number, CUSTOMER, now, loss=loss, policies=(policy.number,), insured=0,
        papers=(invoice(parts, amount), record(parts)), account=Account(FATHER, card, "0018", "农业银行"),
    )  # fmt: skip
    for move, actor in (
        (Move.COLLECT, Actor.MACHINE), (Move.SUBMIT, Actor.CUSTOMER), (Move.ASSESS, Actor.MACHINE),
    ):  # fmt: skip
        claim = claim.after(move, actor, now)
    claim = replace(claim, complete_at=now, due=now + timedelta(hours=72), route="assessor", **changes)
    async with parts.work() as records:
        claim = replace(claim, adjudication=await calculated(parts, records, claim))
        await records.claims.add_claim(claim)
    return claim


async def on_record(parts: Parts, number: ClaimNumber = NUMBER) -> Claim:
    async with parts.work.reading() as records:
        return await records.claims.claim(number)


async def change(parts: Parts, claim: Claim, **changes) -> Claim:
    """What somebody else does to the claim meanwhile."""
    async with parts.work() as records:
        return await records.claims.save_claim(replace(claim, **changes))
