"""Claims in words: what was reported, what may be paid, what is needed, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.speaking.providers import help_buttons
from actions.speaking.questions import payload
from actions.speaking.voice import Button, Message, Voice
from insurance import claim_events as ce
from insurance.adjudication.likely import Caveat, MayPay, Note
from insurance.claim_checklist import outstanding
from insurance.claim_papers import ChecklistItem, ClaimPaper, ItemStatus, PaperField, PaperState
from insurance.claims import Claim, ClaimStatus, Move, PayoutStatus
from insurance.policies import SHANGHAI
from insurance.services.claims.receipts import calculation_card, calculation_words
from insurance.services.claims.standing import decided
from insurance.services.claims.telling import (
    checklist_card,
    fields_words,
    item_name,
    left_words,
    problem_text,
    value_words,
)
from insurance.services.parts import Parts

MOST_BENEFITS = 4  # named of one policy in the first answer
MONEY_FIELDS = (PaperField.AMOUNT, PaperField.SOCIAL_INSURANCE_PAID, PaperField.OWN_EXPENSE)
TOLD = ("type", "cause", "happened", "place", "relation", "claimed", "social_insurance", "hospital", "diagnosis",
        "flight", "delay_minutes", "cancelled", "liability_share", "disability_grade")  # fmt: skip


def reported(voice: Voice, event: ce.ClaimReported) -> Message:
    """The number at once, as a receipt."""
    text = voice.say("claim_number_given", number=event.claim.number)
    custom = {
        "type": "receipt", "claim_number": event.claim.number, "next_step": voice.say("claim_next_tell"),
        "deadline": "",
    }  # fmt: skip
    return Message(text, custom=custom)


def noted(voice: Voice, event: ce.LossNoted) -> list[Message]:
    """What was understood, read back; corrections by name."""
    facts = [fact_words(voice, event.claim, name) for name in event.fields if name in TOLD]
    facts = [one for one in facts if one]
    if not facts:
        return []
    key = "claim_corrected" if event.corrected else "claim_noted"
    return [Message(voice.say(key, facts=voice.join_sentences(facts)))]


def _fact(voice: Voice, claim: Claim, name: str) -> dict[str, str]:
    value = getattr(claim.loss, name)
    words = voice.person(value, claim.loss.sex) if name == "relation" else _value(voice, name, value)
    return {"label": voice.say(f"label_claim_{name}"), "value": words}


def fact_words(voice: Voice, claim: Claim, name: str) -> str:
    if getattr(claim.loss, name) in (None, "", False):
        return ""
    fact = _fact(voice, claim, name)
    return voice.say("noted_fact", field=fact["label"], value=fact["value"])


def _value(voice: Voice, name: str, value: Any) -> str:
    match name:
        case "type" | "cause":
            return voice.say(f"choice_claim_{name}_{value}")
        case "happened":
            return voice.day(value)
        case "claimed" | "social_insurance":
            return voice.money(value)
        case "delay_minutes":
            return voice.say("minutes", hours=value // 60, minutes=value % 60)
        case "liability_share":
            return f"{value}%"
        case "cancelled":
            return voice.say("yes")
    return str(value)


def cover_found(voice: Voice, event: ce.CoverFound) -> list[Message]:
    """What will likely be paid and what not, each with its clause; policies the customer may have forgotten."""
    if not event.likely:
        ways = [voice.button("human", "/ask_human")]
        return [voice.message("claim_no_policy", ways)]
    parts = [_policy_words(voice, event, one) for one in event.likely]
    text = "\n\n".join([voice.say("claim_may_pay"), *parts, voice.say("claim_may_pay_end")])
    return [Message(text, help_buttons(voice, event.likely[0].product.line, event.claim.number))]


def _policy_words(voice: Voice, event: ce.CoverFound, one: ce.PolicyMayPay) -> str:
    head = voice.say("claim_policy", name=one.product.name.in_(voice.language), policy=one.policy)
    lines = [head]
    if one.policy in event.elsewhere:
        lines.append(voice.say("claim_policy_elsewhere"))
    if one.policy in event.outside:
        lines.append(voice.say("claim_policy_outside"))
    named = [benefit for benefit in one.benefits if not _only_if(benefit)] or list(one.benefits)
    lines += [_benefit_words(voice, benefit) for benefit in named[:MOST_BENEFITS]]
    if not one.benefits:
        lines.append(voice.say("claim_no_benefit"))
    return "\n".join(lines)


def _only_if(benefit: MayPay) -> bool:
    return any(note.caveat is Caveat.NEEDS for note in benefit.notes)


def _benefit_words(voice: Voice, benefit: MayPay) -> str:
    name = benefit.benefit.name.in_(voice.language)
    most = voice.say("claim_most", amount=voice.money(benefit.most)) if benefit.most else ""
    words = voice.say("claim_benefit", name=name, article=benefit.article, most=most)
    notes = [text for note in benefit.notes if (text := _note_words(voice, note))]
    return words + (voice.say("claim_caveats", notes=voice.join_sentences(notes)) if notes else "")


def _note_words(voice: Voice, note: Note) -> str:
    value, _, per = note.value.partition(" ")
    value = value.removesuffix(".00")
    article = note.article
    match note.caveat:
        case Caveat.DEDUCTIBLE:
            return voice.say(f"caveat_deductible_{per or 'event'}", value=value, article=article)
        case Caveat.RATIO:
            return voice.say("caveat_ratio", value=f"{float(value) * 100:g}%", article=article)
        case Caveat.NEEDS | Caveat.ASSESSOR:
            return ""
    return voice.say(f"caveat_{note.caveat.value}", value=value, article=article)


def papers_needed(parts: Parts, voice: Voice, event: ce.PapersNeeded) -> Message:
    return Message(
        voice.say("papers_needed", lines=_item_lines(parts, voice, event.claim, event.items)),
        custom=checklist_card(parts, voice.language, event.claim, event.items),
    )


def _item_lines(parts: Parts, voice: Voice, claim: Claim, items: Sequence[ChecklistItem]) -> str:
    lines = []
    for number, item in enumerate(items, 1):
        guide = parts.claim_guide.paper(item.kind)
        why = item.asked_because or guide.why.in_(voice.language)
        papers = [paper for one in item.papers if (paper := claim.paper(one)) is not None]
        wrong = item.status in (ItemStatus.UNREADABLE, ItemStatus.MISMATCH)
        problem = problem_text(parts, voice.language, papers[-1]) if wrong and papers else ""
        lines.append(
            voice.say(
                "paper_line", n=number, name=guide.name.in_(voice.language),
                status=voice.say(f"paper_status_{item.status.value}"), why=problem or why,
            )
        )  # fmt: skip
    return "\n".join(lines)


def papers_taken(voice: Voice, event: ce.PapersTaken) -> Message:
    if not event.new:
        return voice.message("papers_had_already", count=event.again)
    return voice.message("papers_taken", count=event.new)


def papers_before_claim(voice: Voice, event: ce.PapersBeforeClaim) -> Message:
    return voice.message("papers_before_claim", [voice.button("claim", "/report_claim")], count=event.count)


def corrected(parts: Parts, voice: Voice, event: ce.PaperCorrected) -> Message:
    value = event.paper.value(event.field) or ""
    shown = voice.say("field_kept") if value.startswith("⟦") else value
    return voice.message("paper_corrected", field=voice.say(f"field_{event.field}"), value=shown)


def summary(parts: Parts, voice: Voice, event: ce.ClaimSummary) -> Message:
    """What was told and read, the account, what it will probably come to; each value with its button to correct it."""
    claim = event.claim
    rows = [fact_words(voice, claim, name) for name in TOLD]
    rows = [row for row in rows if row]
    shown = [one for one in claim.papers if one.state is PaperState.READ and one.fields]
    papers = [
        voice.say(
            "claim_paper_row", name=item_name(parts, voice.language, _code(parts, event, one.what)),
            fields=problem_text(parts, voice.language, one) or fields_words(parts, voice.language, one),
        )
        for one in shown
    ]  # fmt: skip
    named = [_paper(parts, voice, event, one) for one in shown]
    account = voice.say("claim_account_row", name=claim.account.name, tail=claim.account.tail) if claim.account else ""
    left = left_words(parts, voice.language, event.items) if outstanding(event.items) else ""
    expected, calculation = "", []
    if event.expected is not None and not event.expected.doubts:
        words = calculation_words(parts, voice.language, event.expected, event.benefits)
        calculation = calculation_card(parts, voice.language, event.expected, event.benefits)
        expected = voice.say("claim_expected", amount=voice.money(event.expected.total), calculation=words)
    rows += [*papers, *([account] if account else [])]
    text = voice.say("claim_summary", number=claim.number, rows="\n".join(f"· {row}" for row in rows))
    text = "\n".join(one for one in (text, left, expected) if one)
    custom = {
        "type": "confirm",
        "claim_number": claim.number,
        "facts": [_fact(voice, claim, name) for name in TOLD if getattr(claim.loss, name) not in (None, "", False)],
        "answers": _answers(parts, voice, event),
        "papers": named,
        "account": account,
        "left": left,
        "calculation": calculation,
        "expected": str(event.expected.total) if expected and event.expected is not None else "",
        "currency": "CNY",
    }  # fmt: skip
    return Message(text, custom=custom)


def _code(parts: Parts, event: ce.ClaimSummary, what: str) -> str:
    served = [one.kind for one in event.items if what in parts.claim_guide.paper(one.kind).reads_as]
    return served[0] if served else what


def _paper(parts: Parts, voice: Voice, event: ce.ClaimSummary, paper: ClaimPaper) -> dict[str, str]:
    name = item_name(parts, voice.language, _code(parts, event, paper.what))
    return {"paper": paper.id, "name": name, "problem": problem_text(parts, voice.language, paper)}


def _answers(parts: Parts, voice: Voice, event: ce.ClaimSummary) -> list[dict[str, str]]:
    """What was read, document by document: `group` names the document, `kind` is money where the value is yuan."""
    rows = []
    for paper in event.claim.papers:
        for name in paper.fields if paper.state is PaperState.READ else ():
            value = paper.value(name) or ""
            kept = value.startswith("⟦")
            rows.append(
                {
                    "group": item_name(parts, voice.language, _code(parts, event, paper.what)),
                    "paper": paper.id,
                    "label": voice.say(f"field_{name}"),
                    "value": voice.say("field_kept") if kept else value_words(parts, voice.language, name, value),
                    "kind": "money" if name in MONEY_FIELDS else "text",
                    "payload": payload("claim_edit", paper=paper.id, field=name),
                }
            )
    return rows


def edit_offered(voice: Voice, event: ce.EditOffered) -> Message:
    buttons: list[Button] = []
    for paper, name in event.fields:
        value = paper.value(name) or ""
        shown = voice.say("field_kept") if value.startswith("⟦") else value
        title = voice.say("field_line", field=voice.say(f"field_{name}"), value=shown)
        buttons.append({"title": title, "payload": payload("claim_edit", paper=paper.id, field=name)})
    return voice.message("claim_which_wrong", buttons)


def submitted(parts: Parts, voice: Voice, event: ce.ClaimSubmitted) -> Message:
    claim = event.claim
    deadline = claim.due.astimezone(SHANGHAI).isoformat(timespec="minutes") if claim.due else ""
    step = voice.say("claim_next_pay" if event.fast else "claim_next_assessor")
    custom = {"type": "receipt", "claim_number": claim.number, "next_step": step, "deadline": deadline}
    if event.fast and claim.adjudication is not None:
        amount = voice.money(claim.adjudication.total)
        text = voice.say("claim_approved_fast", number=claim.number, amount=amount)
        return Message(text, custom={**custom, "amount": str(claim.adjudication.total), "currency": "CNY"})
    due = voice.moment(claim.due) if claim.due else ""
    return Message(voice.say("claim_with_assessor", number=claim.number, due=due), custom=custom)


def stands(parts: Parts, voice: Voice, event: ce.ClaimStands) -> list[Message]:
    """Step, what is missing, who has it, when the next step is due."""
    claim = event.claim
    due = voice.moment(claim.due) if claim.due and claim.status not in (ClaimStatus.PAID, ClaimStatus.WITHDRAWN) else ""
    amount = voice.money(claim.adjudication.total) if claim.adjudication else ""
    status = "assessing" if claim.status in (ClaimStatus.SUBMITTED, ClaimStatus.REOPENED) else claim.status.value
    tail = claim.account.tail if claim.account else ""
    if claim.status is ClaimStatus.COLLECTING and event.items and not outstanding(event.items):
        status = "ready"
    text = voice.say(f"claim_stands_{status}", number=claim.number, due=due, amount=amount, tail=tail)
    missing = status != "ready" and claim.is_open and event.items and claim.status is not ClaimStatus.ASSESSING
    if missing:
        text = f"{text}\n{_item_lines(parts, voice, claim, event.items)}"
    custom = {
        "type": "claim_status",
        "claim_number": claim.number,
        "status": claim.status.value,
        "with": _who_has_it(claim),
        "due": claim.due.astimezone(SHANGHAI).isoformat(timespec="minutes") if claim.due else "",
        "steps": _steps(claim),
        "missing": [one.kind for one in outstanding(event.items)] if claim.is_open else [],
        "paid": [
            {"policy_number": one.policy, "amount": str(one.amount), "currency": one.amount.currency}
            for one in claim.payouts if one.status is PayoutStatus.SETTLED
        ],
    }  # fmt: skip
    messages = [Message(text, _ways(voice, claim), custom)]
    if missing:
        card = checklist_card(parts, voice.language, claim, event.items)
        messages.append(Message(voice.say("papers_send_any_way"), custom=card))
    return messages


def _steps(claim: Claim) -> list[dict[str, str]]:
    """Every status it had with its time, from the report on."""
    moves = [(ClaimStatus.REPORTED, claim.reported_at), *((one.to, one.at) for one in claim.steps)]
    return [{"status": status.value, "at": at.isoformat(timespec="seconds")} for status, at in moves]


def _who_has_it(claim: Claim) -> str:
    if claim.status in (ClaimStatus.REPORTED, ClaimStatus.COLLECTING, ClaimStatus.MORE_NEEDED):
        return "customer"
    if claim.status in (ClaimStatus.APPROVED, ClaimStatus.PARTLY_APPROVED, ClaimStatus.PAYING):
        return "customer" if claim.account is None else "bank"
    return "assessor" if claim.is_open or claim.status is ClaimStatus.APPEALED else ""


def _ways(voice: Voice, claim: Claim) -> list[Button]:
    ways = []
    if claim.status in (ClaimStatus.REFUSED, ClaimStatus.PARTLY_APPROVED, ClaimStatus.PAID) and decided(claim) in (
        Move.REFUSE, Move.APPROVE_PARTLY,
    ):  # fmt: skip
        ways.append(voice.button("claim_appeal", payload("claim_appeal", claim=claim.number)))
    return ways


def listed(voice: Voice, event: ce.ClaimsListed) -> Message:
    buttons = [
        {
            "title": voice.say(
                "claim_short", number=one.number[-4:], status=voice.say(f"claim_status_{one.status.value}"),
                type=voice.say(f"choice_claim_type_{one.loss.type.value}") if one.loss.type else "",
            ),
            "payload": payload("claim_status", claim=one.number),
        }
        for one in event.claims
    ]  # fmt: skip
    return voice.message("claims_which", buttons)


def joined(parts: Parts, voice: Voice, event: ce.ClaimJoined) -> Message:
    text = voice.say("claim_joined", number=event.claim.number)
    lines = _item_lines(parts, voice, event.claim, event.items)
    return Message(f"{text}\n{lines}", custom=checklist_card(parts, voice.language, event.claim, event.items))
