"""What is pushed to the customer when a claim moves: once for each change, in the language of the conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from insurance.claim_checklist import outstanding, serves
from insurance.claim_papers import UNKNOWN_KIND, ChecklistItem, ClaimPaper, Flaw, ItemStatus, PaperState
from insurance.claims import Claim
from insurance.lines import Language
from insurance.ports import OutboundMessage
from insurance.records import Records
from insurance.refs import Sender
from insurance.services.claims.covered import all_covered
from insurance.services.claims.floor import items_of
from insurance.services.parts import Parts

UNTOLD = ("0.00", "CNY")  # goes without saying


def item_name(parts: Parts, language: Language, code: str) -> str:
    return parts.claim_guide.paper(code).name.in_(language)


def item_names(parts: Parts, language: Language, codes: Sequence[str]) -> str:
    return ("、" if language is Language.ZH else ", ").join(item_name(parts, language, one) for one in codes)


def problem_text(parts: Parts, language: Language, paper: ClaimPaper) -> str:
    """What is wrong with a document and how to mend it; empty where nothing is."""
    say = parts.wording.say
    words = [say(f"utter_flaw_{one.value}", language) for one in paper.flaws if one is not Flaw.NOT_EXPECTED]
    words += [
        say(f"utter_mismatch_{one.code}", language, expected=one.expected, read=_shown(paper, one.field))
        for one in paper.mismatches
    ]
    return " ".join(words)


def _shown(paper: ClaimPaper, field: str) -> str:
    value = paper.value(field) or ""
    return "" if value.startswith("⟦") else value


Told = tuple[Sender, str, OutboundMessage]  # to whom, by which key, what


async def paper_message(parts: Parts, records: Records, claim: Claim, paper: ClaimPaper) -> Told:
    """What came of reading one document, for the conversation that sent it."""
    policies = await all_covered(parts, records, claim)
    journey = await records.journey(paper.sent_by)
    question = journey.claiming.question if journey.claiming is not None else None
    items = items_of(parts, claim, policies)
    language = journey.language
    text = paper_words(parts, language, claim, paper, items)
    if not any(one.state is PaperState.WAITING for one in claim.papers):
        text += "\n" + left_words(parts, language, items)
    buttons = []
    if question is not None and question.field == "claim_submit":
        buttons = [_button(parts, language, "claim_review", "/claim_done")]
    custom = checklist_card(parts, language, claim, items)
    return paper.sent_by, f"paper-{paper.id}", OutboundMessage(text, tuple(buttons), custom)


def paper_words(
    parts: Parts, language: Language, claim: Claim, paper: ClaimPaper, items: Sequence[ChecklistItem]
) -> str:
    """Received, unreadable or in contradiction, in a sentence or two with what was read."""
    say = parts.wording.say
    problem = problem_text(parts, language, paper)
    if paper.kind in ("", UNKNOWN_KIND) and not paper.kind_said:
        if paper.state is PaperState.FAILED or problem:
            problem = problem or say(f"utter_flaw_{Flaw.UNREADABLE.value}", language)
            return say("utter_paper_failed", language, problem=problem)
        return say("utter_paper_unknown", language)
    served = [one.kind for one in items if serves(parts.claim_guide, paper, one.kind)]
    name = item_name(parts, language, served[0] if served else paper.what)
    if Flaw.NOT_EXPECTED in paper.flaws and not problem:
        return say("utter_paper_not_needed", language, name=name)
    if problem:
        return say("utter_paper_problem", language, name=name, problem=problem)
    return say("utter_paper_received", language, name=name, fields=fields_words(parts, language, paper))


def fields_words(parts: Parts, language: Language, paper: ClaimPaper) -> str:
    """What was read, to be checked by the customer; numbers only by their end."""
    say = parts.wording.say
    lines = []
    for name in paper.fields:
        value = paper.value(name) or ""
        if value in UNTOLD:
            continue
        kept = value.startswith("⟦")
        shown = say("utter_field_kept", language) if kept else value_words(parts, language, name, value)
        lines.append(say("utter_field_line", language, field=say(f"utter_field_{name}", language), value=shown))
    return say("utter_field_break", language).join(lines)


def value_words(parts: Parts, language: Language, name: str, value: str) -> str:
    """Of one field: 门诊 for outpatient; what has no words of its own is said as it is."""
    try:
        return parts.wording.say(f"utter_field_{name}_{value}", language)
    except KeyError:
        return value


def left_words(parts: Parts, language: Language, items: Sequence[ChecklistItem]) -> str:
    left = outstanding(items)
    if not left:
        return parts.wording.say("utter_papers_complete", language)
    names = item_names(parts, language, [one.kind for one in left])
    return parts.wording.say("utter_papers_left", language, names=names)


def checklist_card(
    parts: Parts, language: Language, claim: Claim, items: Sequence[ChecklistItem]
) -> Mapping[str, object]:
    """The contract's `checklist`."""
    return {
        "type": "checklist",
        "claim_number": claim.number,
        "items": [_item_card(parts, language, claim, one) for one in items],
    }


def _item_card(parts: Parts, language: Language, claim: Claim, item: ChecklistItem) -> Mapping[str, object]:
    guide = parts.claim_guide.paper(item.kind)
    card: dict[str, object] = {
        "kind": item.kind,
        "name": guide.name.in_(language),
        "status": _status(item),
        "why": guide.why.in_(language),
    }
    if item.asked_because:
        card["why"] = item.asked_because
    if item.status is ItemStatus.READING:
        card["reading"] = True
    if guide.sample:
        card["sample"] = f"/web/images/claims/{item.kind}.webp"
    papers = [paper for one in item.papers if (paper := claim.paper(one)) is not None]
    problems = [text for paper in papers[-1:] if (text := problem_text(parts, language, paper))]
    if problems and item.status in (ItemStatus.UNREADABLE, ItemStatus.MISMATCH):
        card["problem"] = problems[0]
    return card


def _status(item: ChecklistItem) -> str:
    """As the contract names it: a document being read has been received."""
    return "received" if item.status is ItemStatus.READING else item.status.value


async def tell_move(parts: Parts, claim: Claim, key: str, wording: str, **values: object) -> None:
    """Push one change of a claim to whoever follows it: the conversation that reported it and those that help.

    Args:
        key: names the change: told once for it.
        wording: a key of domain.yml; `values` fill it in.
    """
    for sender in (claim.sender, *claim.helpers):
        language = await _language(parts, sender)
        text = parts.wording.say(wording, language, number=claim.number, **values)
        await parts.notifier.tell(sender, f"{claim.number}-{key}", OutboundMessage(text))


async def _language(parts: Parts, sender: Sender) -> Language:
    async with parts.work.reading() as records:
        return (await records.journey(sender)).language


def _button(parts: Parts, language: Language, key: str, payload: str) -> Mapping[str, str]:
    return {"title": parts.wording.say(f"utter_button_{key}", language), "payload": payload}
