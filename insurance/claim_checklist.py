"""The checklist of a claim: what is needed, what came, and what is wrong with it. Derived, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from insurance.catalogue import Product
from insurance.claim_guide import ClaimGuide
from insurance.claim_papers import ChecklistItem, ClaimPaper, Flaw, ItemStatus, PaperState
from insurance.claims import Claim

BANK_CARD = "bank_card"
IDENTITY_CARD = "identity_card"
USELESS = frozenset({Flaw.BLURRED, Flaw.CUT_OFF, Flaw.TOO_SMALL, Flaw.TOO_DARK, Flaw.BLANK, Flaw.UNREADABLE})


def needed_codes(guide: ClaimGuide, claim: Claim, products: Sequence[Product]) -> tuple[str, ...]:
    """The document codes of all policies claimed under, each once, and what an assessor asked for besides."""
    if claim.loss.type is None:
        return tuple(claim.asked)
    of_type = guide.type(claim.loss.type, claim.loss.cause)
    codes: dict[str, None] = {}
    for product in products:
        named = [one.items for one in product.claim_documents if one.type in of_type.documents][:1]
        codes.update(dict.fromkeys(code for items in named or [of_type.papers] for code in items))
    if not products:
        codes.update(dict.fromkeys(of_type.papers))
    papers = [guide.paper(code) for code in codes]
    needed = [one.code for one in papers if not one.made_by_us and claim.loss.type not in one.not_for]
    return tuple(dict.fromkeys((*needed, *claim.asked)))


def checklist(guide: ClaimGuide, claim: Claim, products: Sequence[Product]) -> tuple[ChecklistItem, ...]:
    """One line for each document needed, with the papers that serve it."""
    return tuple(_item(guide, claim, code) for code in needed_codes(guide, claim, products))


def _item(guide: ClaimGuide, claim: Claim, code: str) -> ChecklistItem:
    papers = [one for one in claim.papers if one.state is not PaperState.REPLACED and serves(guide, one, code)]
    status, problems = _status(papers)
    if code == BANK_CARD and status is ItemStatus.MISSING and claim.account is not None:
        status = ItemStatus.RECEIVED  # the number was typed
    identifiers = tuple(one.id for one in papers)
    return ChecklistItem(code, status, identifiers, problems, asked_because=claim.asked.get(code, ""))


def serves(guide: ClaimGuide, paper: ClaimPaper, code: str) -> bool:
    """Whether a document is, or was said to be, of this code."""
    return paper.kind_said == code or (paper.what != "" and code in guide.papers_read_as(paper.what))


def _status(papers: Sequence[ClaimPaper]) -> tuple[ItemStatus, tuple[str, ...]]:
    """One good document is enough; where there is none, the newest tells what is wrong."""
    if not papers:
        return ItemStatus.MISSING, ()
    if any(is_good(one) for one in papers):
        return ItemStatus.RECEIVED, ()
    if any(one.state is PaperState.WAITING for one in papers):
        return ItemStatus.READING, ()
    last = papers[-1]
    if last.mismatches and not USELESS & set(last.flaws):
        return ItemStatus.MISMATCH, tuple(one.code for one in last.mismatches)
    return ItemStatus.UNREADABLE, tuple(last.flaws) or (Flaw.UNREADABLE,)


def is_good(paper: ClaimPaper) -> bool:
    """Read (or taken by an assessor as it is), legible, and in no contradiction to the claim."""
    if paper.accepted_by:
        return True
    readable = paper.state is PaperState.READ or (paper.state is PaperState.FAILED and bool(paper.kind_said))
    return readable and not USELESS & set(paper.flaws) and not paper.mismatches


def outstanding(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    return tuple(one for one in items if one.status is not ItemStatus.RECEIVED)


def unplaced(guide: ClaimGuide, claim: Claim, codes: Sequence[str]) -> tuple[ClaimPaper, ...]:
    """Documents that serve nothing on the list: of an unknown kind, or of one that isn't needed."""
    standing = [one for one in claim.papers if one.state in (PaperState.READ, PaperState.FAILED)]
    return tuple(one for one in standing if not any(serves(guide, one, code) for code in codes))
