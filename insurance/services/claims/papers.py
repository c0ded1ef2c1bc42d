"""Documents of a claim: taken whatever else is missing, in any order, from any conversation that may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from insurance import claim_events as ce
from insurance import events as e
from insurance.applications import UnfitAnswer
from insurance.claim_checklist import outstanding
from insurance.claim_papers import SENSITIVE_FIELDS, ClaimPaper, PaperField, PaperState
from insurance.claims import Claim
from insurance.refs import PaperId, Sender
from insurance.services.claims.checking import checked
from insurance.services.claims.covered import all_covered, moved
from insurance.services.claims.floor import NoClaim, items_of, own_claim, store
from insurance.services.claims.numbers import new_paper_id
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts

MOST_PAPERS = 200  # of one claim; more goes through an assessor
# A value corrected by hand keeps the claim from the fast track: an assessor looks at the picture.
WEIGHTY = frozenset({
    PaperField.AMOUNT, PaperField.DATE, PaperField.NAME, PaperField.INVOICE_NUMBER, PaperField.ADMISSION_DATE,
    PaperField.DISCHARGE_DATE, PaperField.DELAY_MINUTES, PaperField.SOCIAL_INSURANCE_PAID, PaperField.OWN_EXPENSE,
})  # fmt: skip


class TooManyPapers(ValueError):
    """More documents than a claim may have."""


@dataclass(frozen=True)
class Upload:
    """A file as stored: checked, and named as may be shown."""

    sha256: str
    media_type: str
    size: int
    name: str = ""


async def take_papers(parts: Parts, sender: Sender, uploads: Sequence[Upload]) -> e.Progress:
    """Add files to the claim of this conversation; the same content again changes nothing.

    Where no claim is open nothing is lost: the files stay with the conversation until one is reported.

    Raises:
        TooManyPapers
    """
    async with parts.work() as records:
        try:
            claim = await own_claim(records, sender)
        except NoClaim:
            claim = None
        if claim is None or not claim.is_open:
            journey = await records.journey(sender)
            kept = tuple(dict.fromkeys((*journey.loose_papers, *(_packed(one) for one in uploads))))
            journey = replace(journey, loose_papers=kept[-MOST_PAPERS:])
            await records.save_journey(journey, undoable=False)
            return e.Progress(journey, (ce.PapersBeforeClaim(len(uploads)),), open_question(parts, journey))
        claim, new = with_uploads(parts, claim, sender, uploads)
        return await store(parts, records, sender, claim, (ce.PapersTaken(claim, new, len(uploads) - new),))


def with_uploads(parts: Parts, claim: Claim, sender: Sender, uploads: Sequence[Upload]) -> tuple[Claim, int]:
    """The claim with these files, and how many of them are new. Raises TooManyPapers."""
    known = {one.sha256 for one in claim.papers}
    fresh = list({one.sha256: one for one in uploads if one.sha256 not in known}.values())
    if len(claim.papers) + len(fresh) > MOST_PAPERS:
        raise TooManyPapers(str(MOST_PAPERS))
    now = parts.clock.now()
    papers = [ClaimPaper(new_paper_id(), u.sha256, u.media_type, u.size, u.name, sender, now) for u in fresh]
    return replace(claim, papers=(*claim.papers, *papers)), len(fresh)


def _packed(upload: Upload) -> str:
    return "\n".join((upload.sha256, upload.media_type, str(upload.size), upload.name))


def unpacked(text: str) -> Upload:
    sha256, media_type, size, name = text.split("\n", 3)
    return Upload(sha256, media_type, int(size), name)


async def that_is_all(parts: Parts, sender: Sender, *, all_sent: bool = True) -> e.Progress:
    """Nothing more to send: what is missing keeps the claim from the fast track, it refuses nothing."""
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        left = outstanding(items_of(parts, claim, await all_covered(parts, records, claim)))
        events = (ce.PapersLeft(claim, left),) if left and all_sent and not claim.all_sent else ()
        return await store(parts, records, sender, replace(claim, all_sent=all_sent), events)


async def paper_lost(parts: Parts, sender: Sender, code: str) -> e.Progress:
    """What to do about a document that can't be got."""
    async with parts.work.reading() as records:
        claim = await own_claim(records, sender)
        journey = await records.journey(sender)
    return e.Progress(journey, (ce.PaperCannotBeGot(claim, code),), open_question(parts, journey))


async def say_kind(parts: Parts, sender: Sender, paper: PaperId | None, code: str) -> e.Progress:
    """这是出院小结: what a document is, where it wasn't recognised (the newest such, when none is named)."""
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        unknown = [one for one in claim.papers if one.state is not PaperState.WAITING and one.what != code]
        chosen = next((one for one in claim.papers if one.id == paper), unknown[-1] if unknown else None)
        if chosen is None:
            raise NoClaim
        said = replace(chosen, kind_said=code)
        claim = claim.with_paper(said)
        claim = await checked(parts, records, claim)
        return await store(parts, records, sender, claim)


async def correct(parts: Parts, sender: Sender, paper: PaperId, field: str, value: str) -> e.Progress:
    """The customer's value instead of the one read. It counts, and an assessor sees both.

    Raises:
        UnfitAnswer: no such field on that document.
    """
    if field in SENSITIVE_FIELDS:  # typed here: a reference of this conversation's part of the vault
        value = await _moved(parts, sender, value)
    async with parts.work() as records:
        claim = await own_claim(records, sender)
        chosen = claim.paper(paper)
        if chosen is None or field not in list(PaperField):
            raise UnfitAnswer("paper_field")
        read = chosen.fields.get(field)
        corrected: Mapping[str, str] = {**chosen.corrected, field: value}
        if read is not None and read.value == value:
            corrected = {name: kept for name, kept in corrected.items() if name != field}
        chosen = replace(chosen, corrected=corrected, confirmed=False)
        claim = await checked(parts, records, claim.with_paper(chosen))
        return await store(parts, records, sender, claim, (ce.PaperCorrected(claim, chosen, field),))


async def _moved(parts: Parts, sender: Sender, reference: str) -> str:
    """The reference in the part of the vault that belongs to the claim."""
    async with parts.work.reading() as records:
        owner = (await own_claim(records, sender)).sender
    return await moved(parts, reference, sender, owner)


async def offer_edit(parts: Parts, sender: Sender) -> e.Progress:
    """Every value read, for the customer to say which is wrong."""
    async with parts.work.reading() as records:
        claim = await own_claim(records, sender)
        journey = await records.journey(sender)
    shown = [one for one in claim.papers if one.state is PaperState.READ]
    fields = [(one, name) for one in shown for name in one.fields]
    return e.Progress(journey, (ce.EditOffered(claim, fields),), open_question(parts, journey))
