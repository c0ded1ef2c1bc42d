"""Every event of a claim in words: importing this teaches `speak` about claims."""

from __future__ import annotations

from collections.abc import Sequence

from actions.speaking import claims
from actions.speaking.events import speak
from actions.speaking.voice import Message, Voice
from insurance import claim_events as ce
from insurance.journeys import Journey
from insurance.services.claims.telling import item_name
from insurance.services.parts import Parts


@speak.register
def _(event: ce.ClaimReported, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.reported(voice, event)]


@speak.register
def _(event: ce.LossNoted, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return claims.noted(voice, event)


@speak.register
def _(event: ce.CoverFound, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return claims.cover_found(voice, event)


@speak.register
def _(event: ce.NumbersDisagree, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("claim_numbers_disagree")]


@speak.register
def _(event: ce.PapersNeeded, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.papers_needed(parts, voice, event)]


@speak.register
def _(event: ce.PapersLeft, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    names = [item_name(parts, voice.language, one.kind) for one in event.items]
    return [voice.message("papers_go_on", names=voice.join(names))]


@speak.register
def _(event: ce.PaperCannotBeGot, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    name = item_name(parts, voice.language, event.code) if event.code else voice.say("paper_any")
    return [voice.message("paper_lost", [voice.button("human", "/ask_human")], name=name)]


@speak.register
def _(event: ce.PapersTaken, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.papers_taken(voice, event)]


@speak.register
def _(event: ce.PapersBeforeClaim, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.papers_before_claim(voice, event)]


@speak.register
def _(event: ce.PaperCorrected, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.corrected(parts, voice, event)]


@speak.register
def _(event: ce.ClaimSummary, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.summary(parts, voice, event)]


@speak.register
def _(event: ce.EditOffered, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.edit_offered(voice, event)]


@speak.register
def _(event: ce.ClaimSubmitted, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.submitted(parts, voice, event)]


@speak.register
def _(event: ce.ClaimStands, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return claims.stands(parts, voice, event)


@speak.register
def _(event: ce.ClaimsListed, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.listed(voice, event)]


@speak.register
def _(event: ce.ClaimWaits, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("claim_waits", number=event.claim.number)]


@speak.register
def _(event: ce.ClaimWithdrawn, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [voice.message("claim_withdrawn", number=event.claim.number)]


@speak.register
def _(event: ce.ClaimAppealed, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [
        voice.message(
            "claim_appealed", number=event.claim.number, due=voice.moment(event.claim.due) if event.claim.due else ""
        )
    ]


@speak.register
def _(event: ce.ClaimJoined, parts: Parts, voice: Voice, journey: Journey) -> Sequence[Message]:
    return [claims.joined(parts, voice, event)]
