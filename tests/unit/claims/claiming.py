"""Walking a claim through the services: a policy, documents with known contents, and what is read on them."""

from __future__ import annotations

from datetime import date, timedelta

from insurance import facts as f
from insurance.claim_papers import PaperField, ReadableKind, ReadDocument, ReadField
from insurance.claims import Cause, Claim, ClaimType, Loss
from insurance.lines import Line, Relation
from insurance.money import Money
from insurance.policies import Policy
from insurance.refs import Sender
from insurance.services.claims import answering, papers, reading, reporting, submitting
from insurance.services.parts import Parts
from language import merge_loss
from tests.buying import APPLICANT_BORN, MY_ACCIDENT, NAMES, until_policy
from tests.fakes import CUSTOMER, id_number

CARD = "6222020200112230068"
MY_NAME = NAMES["applicant_name"]


async def insured(parts: Parts, facts=MY_ACCIDENT, days: int = 30) -> Policy:
    """A policy that has been in force for some weeks."""
    policy = await until_policy(parts, facts)
    parts.clock.pass_(days=days)  # type: ignore[attr-defined]
    return policy


def yesterday(parts: Parts) -> date:
    return parts.clock.today() - timedelta(days=1)


def fall(parts: Parts, **changes) -> Loss:
    told = {
        "type": ClaimType.OUTPATIENT, "cause": Cause.ACCIDENT, "happened": yesterday(parts),
        "relation": Relation.SELF, "words": ("昨天摔了",),
    }  # fmt: skip
    return Loss(**{**told, **changes})


def document(kind: ReadableKind, sure: float = 0.97, flaws=(), **values: str) -> ReadDocument:
    fields = {name: ReadField(value, sure) for name, value in values.items()}
    return ReadDocument(kind.value, 0.99, fields, tuple(flaws))


def usual(parts: Parts, amount: str = "1860.00", name: str = MY_NAME) -> dict[str, ReadDocument]:
    """What a treatment after a fall is proven by, each by the content it is sent as."""
    day = yesterday(parts).isoformat()
    k = ReadableKind
    return {
        "identity": document(k.IDENTITY_CARD, name=name, id_number=id_number(APPLICANT_BORN)),
        "invoice": document(
            k.MEDICAL_INVOICE, name=name, date=day, amount=amount, invoice_number="NO00012345", hospital="市一医院",
            visit="outpatient",
        ),
        "record": document(k.OUTPATIENT_RECORD, name=name, date=day, diagnosis="右腕挫伤", hospital="市一医院"),
        "bill": document(k.ITEMISED_BILL, name=name, date=day, amount=amount),
        "card": document(k.BANK_CARD, card_number=CARD, bank="工商银行"),
    }  # fmt: skip


async def send(parts: Parts, *documents: tuple[str, ReadDocument], sender: Sender = CUSTOMER):
    """Upload documents in one go, and let them be read."""
    uploads = []
    for content, read in documents:
        sha256 = await parts.files.put(content.encode(), "image/jpeg")
        parts.reader.known[content.encode()] = read  # type: ignore[attr-defined]
        uploads.append(papers.Upload(sha256, "image/jpeg", len(content), f"{content}.jpg"))
    progress = await papers.take_papers(parts, sender, uploads)
    while await reading.read_waiting(parts):
        pass
    return progress


async def claim_of(parts: Parts, sender: Sender = CUSTOMER) -> Claim:
    async with parts.work.reading() as records:
        return (await records.claims.claims_of(sender))[0]


async def until_submit(parts: Parts, amount: str = "1860.00") -> None:
    """Reported, every document sent and read: submitting is what is asked."""
    await reporting.report(parts, CUSTOMER, fall(parts), merge_loss)
    await send(parts, *usual(parts, amount).items())


async def until_decided(parts: Parts, amount: str = "1860.00") -> Claim:
    await until_submit(parts, amount)
    await submitting.submit(parts, CUSTOMER)
    return await claim_of(parts)


__all__ = [
    "CARD", "CUSTOMER", "MY_NAME", "Line", "Money", "PaperField", "answering", "claim_of", "document", "f", "fall",
    "insured", "send", "until_decided", "until_submit", "usual", "yesterday",
]  # fmt: skip
