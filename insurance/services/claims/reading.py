"""Reading waiting documents, one at a time, and telling at once what came of it. Called by the gateway's watch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from insurance.claim_checklist import serves, unplaced
from insurance.claim_papers import (
    SENSITIVE_FIELDS,
    UNKNOWN_KIND,
    ClaimPaper,
    Flaw,
    PaperField,
    PaperState,
    ReadableKind,
    ReadDocument,
    ReadField,
)
from insurance.claims import Account, Claim
from insurance.records import Records
from insurance.refs import ClaimNumber, PaperId, Sender, VaultRef
from insurance.services.claims.answering import holder_of
from insurance.services.claims.checking import checked
from insurance.services.claims.covered import all_covered
from insurance.services.claims.floor import follow, items_of
from insurance.services.claims.telling import Told, paper_message
from insurance.services.parts import Parts

MOST_TRIES = 3  # a document that ends the reader each time is left to people
AT_ONCE = 4
KINDS_IN_VAULT = {PaperField.ID_NUMBER: "id_number", PaperField.CARD_NUMBER: "bank_card"}
SURE_CARD = 0.9  # below this the number is asked for


async def read_waiting(parts: Parts) -> int:
    """Read some of the documents that wait; how many there were."""
    async with parts.work.reading() as records:
        waiting = await records.claims.papers_waiting(AT_ONCE)
    for number, paper in waiting:
        await read_paper(parts, number, paper)
    return len(waiting)


async def read_paper(parts: Parts, number: ClaimNumber, paper_id: PaperId) -> None:
    """Read one document, keep what was read, tell the customer. Again for the same document does nothing.

    A try is counted before it begins: a document that kills the reader isn't tried for ever.
    """
    begun = await _begun(parts, number, paper_id)
    if begun is None:
        return
    sender, paper = begun
    content = await parts.files.get(paper.sha256)
    try:
        read = await parts.reader.read(content, paper.media_type)
    except Exception:  # says nothing of the document, by the port: the try isn't counted
        await _untried(parts, number, paper_id)
        raise
    print_ = await parts.prints.of(content)
    fields = await _safe(parts, sender, read)
    async with parts.work() as records:
        claim = await records.claims.claim(number)
        waiting = claim.paper(paper_id)
        if waiting is None or waiting.state is not PaperState.WAITING:
            return
        paper = replace(
            waiting, state=PaperState.READ, kind=read.kind, kind_sure=read.kind_sure, fields=fields,
            flaws=tuple(read.flaws), pages=read.pages, print=print_ or "",
        )  # fmt: skip
        told = await _stored(parts, records, claim, paper)
    await parts.notifier.tell(*told)  # queued in the same commit already: this only hurries it


async def _begun(parts: Parts, number: ClaimNumber, paper_id: PaperId) -> tuple[Sender, ClaimPaper] | None:
    """The document to read and whose vault keeps its numbers; None where there is nothing to do."""
    async with parts.work() as records:
        claim = await records.claims.claim(number)
        paper = claim.paper(paper_id)
        if paper is None or paper.state is not PaperState.WAITING:
            return None
        if paper.tries >= MOST_TRIES:
            await _stored(parts, records, claim, replace(paper, state=PaperState.FAILED, flaws=(Flaw.UNREADABLE,)))
            return None
        await records.claims.save_claim(claim.with_paper(replace(paper, tries=paper.tries + 1)))
    return claim.sender, paper


async def _untried(parts: Parts, number: ClaimNumber, paper_id: PaperId) -> None:
    async with parts.work() as records:
        claim = await records.claims.claim(number)
        paper = claim.paper(paper_id)
        if paper is not None and paper.tries:
            await records.claims.save_claim(claim.with_paper(replace(paper, tries=paper.tries - 1)))


async def _safe(parts: Parts, sender: Sender, read: ReadDocument) -> Mapping[str, ReadField]:
    """The fields with numbers of people and cards moved to the vault."""
    fields = dict(read.fields)
    for name in SENSITIVE_FIELDS & set(fields):
        reference = await parts.vault.keep(sender, KINDS_IN_VAULT[PaperField(name)], fields[name].value)
        fields[name] = replace(fields[name], value=reference)
    return fields


async def _stored(parts: Parts, records: Records, claim: Claim, paper: ClaimPaper) -> Told:
    """Keep what came of a document, and queue what the customer is told of it."""
    claim = _replacing(parts, claim.with_paper(paper), paper)  # first: what it replaces contradicts it no more
    claim = await checked(parts, records, claim)
    paper = next(one for one in claim.papers if one.id == paper.id)
    policies = await all_covered(parts, records, claim)
    codes = [item.kind for item in items_of(parts, claim, policies)]
    if (
        paper.state is PaperState.READ
        and paper.kind != UNKNOWN_KIND
        and paper in unplaced(parts.claim_guide, claim, codes)
    ):
        claim = claim.with_paper(replace(paper, flaws=tuple(dict.fromkeys((*paper.flaws, Flaw.NOT_EXPECTED)))))
    card = paper.fields.get(PaperField.CARD_NUMBER)
    if paper.kind == ReadableKind.BANK_CARD and card and card.sure >= SURE_CARD and claim.account is None:
        number = await parts.vault.reveal(claim.sender, VaultRef(card.value))
        holder = holder_of(parts, claim, policies)
        bank = paper.value(PaperField.BANK) or ""
        claim = replace(claim, account=Account(holder, VaultRef(card.value), number[-4:], bank))
    saved = await records.claims.save_claim(claim)
    await follow(parts, records, saved)
    told = await paper_message(parts, records, saved, next(one for one in saved.papers if one.id == paper.id))
    await records.tell(*told)
    return told


def _replacing(parts: Parts, claim: Claim, better: ClaimPaper) -> Claim:
    """A legible picture takes the place of illegible ones of the same kind, or of the same picture."""
    if better.state is not PaperState.READ or better.flaws or better.kind == UNKNOWN_KIND:
        return claim
    papers = tuple(
        replace(one, state=PaperState.REPLACED)
        if one.id != better.id and one.flaws and not one.accepted_by and Flaw.NOT_EXPECTED not in one.flaws
        and (_same_kind(parts, one, better) or (one.print and one.print == better.print))
        else one
        for one in claim.papers
    )  # fmt: skip
    return replace(claim, papers=papers)


def _same_kind(parts: Parts, one: ClaimPaper, better: ClaimPaper) -> bool:
    return bool(one.what) and serves(parts.claim_guide, one, better.what)
