"""Answers to the questions of a claim, typed or tapped."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import language
from actions.application_answers import references
from actions.turn import Turn
from insurance import events as e
from insurance.claim_checklist import is_good
from insurance.claim_events import ClaimSummary
from insurance.claim_papers import PaperField, ReadableKind
from insurance.claims import Cause, ClaimType, Loss
from insurance.journeys import Journey
from insurance.lines import Relation
from insurance.money import Money
from insurance.questions import AnswerKind, Question
from insurance.refs import ClaimNumber, PaperId
from insurance.services.claims import answering, floor, papers, reporting, standing, submitting
from insurance.services.parts import Parts

EDIT = re.compile(r"不对|错|改|修改|wrong|change|edit|not right|correct it", re.IGNORECASE)
LATER = re.compile(
    r"以后|改天|回头|晚点|明天再|先不|过[一两几]?[天日]|再传|下次|下周|"
    r"\b(?:later|tomorrow|next week|another (?:day|time)|not now|in (?:a few|two|three) days)\b",
    re.IGNORECASE,
)
KEEPS = re.compile(r"不撤|别撤|不要撤|先留着|\bkeep\b|don'?t withdraw|\bnot withdraw", re.IGNORECASE)
COST = re.compile(r"花|费用|金额|一共|总共|\bcosts?\b|\bpaid\b|\bamount\b|\bbills?\b|\bsum\b", re.IGNORECASE)
TOLD_WRONG = re.compile(r"错|不对|不是|应该是|\bwrong\b|\bmistake\b|\bnot\b|\bshould be\b|\bactually\b", re.IGNORECASE)
SUM = re.compile(r"(?<![\d.,-])\d[\d,]*(?:\.\d{1,2})?(?![\d.]*(?:月|号|日|天|点|岁|th\b|st\b|nd\b|rd\b))")
SUBMITS = re.compile(
    r"^[好行可以那就嗯对是的没错，,\s]*(?:提交|交吧|没问题|就这样|确认)(?!.*(?:不|吗|么|？|\?))|"
    r"^(?:please )?submit|^go ahead|looks? (?:good|right)|"
    r"\b(?:yes|yeah|ok|okay|right|correct|sure)\b[,.! ]*(?:please )?submit",
    re.IGNORECASE,
)
ASKS_CALCULATION = re.compile(
    r"怎么算|咋算|算法|赔(?:得)?(?:这么|那么|才|只)|(?:这么|才)(?:少|点)|"
    r"how (?:is|was|did|do).{0,30}(?:calculat|work|come)|why (?:so little|only)",
    re.IGNORECASE,
)
SURE = 0.5
ABOUT_BUYING = ("seek_advice", "choose_plan", "compare_plans", "other_plans", "ask_clause")
PAID_BY = (ReadableKind.MEDICAL_INVOICE, ReadableKind.DELAY_CERTIFICATE)
NO_FACTS = ("words", "flags", "circumstances", "also", "sex")
LOST = re.compile(
    r"丢|找不到|没有了|遗失|没留|扔了|弄没|不给开|开不(?:了|出)|"
    r"\b(?:lost|can'?t find|threw|don'?t have|no longer have|won'?t give)\b",
    re.IGNORECASE,
)
PAPER = re.compile(
    r"发票|票据|病历|单子|材料|证明|\b(?:invoice|receipt|paper|document|record|certificate)", re.IGNORECASE
)
NO_NUMBER = re.compile(r"没有|不记得|忘|不知道|不在手边|don'?t (?:have|know|remember)|no idea|forgot", re.IGNORECASE)


async def hear_claim_answer(parts: Parts, turn: Turn, journey: Journey, question: Question) -> e.Progress | None:
    """What was typed as an answer to this question, or as more of what happened; None when it is neither."""
    progress = await _answered(parts, turn, question)
    if progress is None and question.field not in ("claim_join", "claim_withdraw"):
        progress = await _more_told(parts, turn)
    return await with_summary(parts, turn, progress)


async def with_summary(parts: Parts, turn: Turn, progress: e.Progress | None) -> e.Progress | None:
    """Where submitting is what is asked, everything is shown once more before the question."""
    asked = progress.question if progress is not None else None
    if progress is None or asked is None or asked.field != "claim_submit":
        return progress
    if any(isinstance(event, ClaimSummary) for event in progress.events):
        return progress
    shown = await submitting.show_summary(parts, turn.sender)
    return e.Progress(shown.journey, (*progress.events, *shown.events), shown.question)


def what_happened(parts: Parts, turn: Turn) -> Loss:
    """What the text tells of a loss, with whether a he or a she was told of."""
    told = language.read_loss(turn.text, parts.clock.today())
    return replace(told, sex=language.read_sex(turn.text)) if told.relation not in (None, Relation.SELF) else told


async def _answered(parts: Parts, turn: Turn, question: Question) -> e.Progress | None:
    sender, text = turn.sender, turn.text
    today = parts.clock.today()
    match question.field:
        case "claim_event":
            told = what_happened(parts, turn)
            return await reporting.report(parts, sender, told, language.merge_loss) if told.words else None
        case "claim_type" | "claim_cause" | "claim_who" | "claim_liability":
            choice = language.read_choice(text, len(question.choices))
            if choice is not None and choice.position is not None:
                return await take_claim_choice(parts, turn, question, question.choices[choice.position - 1])
            return None
        case "claim_employee":
            return await answering.name_insured(parts, sender, text)
        case "claim_when":
            day = language.read_past_date(text, today)
            return await answering.say_when(parts, sender, day) if day else None
        case "claim_identity":
            number = next(iter(references(text, "id_number")), None)
            if number is not None:
                return await answering.give_identity(parts, sender, number)
            return await answering.go_on_without(parts, sender) if NO_NUMBER.search(text) else None
        case "claim_phone":
            number = next(iter(references(text, "phone")), None)
            if number is not None:
                return await answering.give_phone(parts, sender, number)
            return await answering.go_on_without(parts, sender) if NO_NUMBER.search(text) else None
        case "claim_papers":
            return await _about_papers(parts, turn)
        case "claim_account":
            number = next(iter(references(text, "bank_card")), None)
            return await answering.give_account(parts, sender, number) if number else None
        case "claim_payee":
            name = language.read_person_name(text)
            return await answering.name_payee(parts, sender, name) if name else None
        case "claim_submit":
            return await _about_submitting(parts, turn)
        case "claim_withdraw":
            yes = False if KEEPS.search(text) else language.read_yes_no(text)
            return None if yes is None else await withdrawn(parts, turn, yes=yes)
        case "claim_appeal":
            return await standing.appeal(parts, sender, text)
        case "claim_field":
            paper, _, name = question.detail.partition(":")
            value = read_field(question, name, text, today)
            return await papers.correct(parts, sender, PaperId(paper), name, value) if value else None
        case "claim_join":
            number = next(iter(references(text, "id_number")), None)
            return await answering.join(parts, sender, question.detail, number) if number else None
    return None


def read_field(question: Question, name: str, text: str, today: date) -> str | None:
    """A value of a document as typed, in the form it is kept in; None when it isn't one."""
    match question.kind:
        case AnswerKind.DATE:
            day = language.read_past_date(text, today)
            return day.isoformat() if day else None
        case AnswerKind.MONEY:
            money = language.read_money(text)
            return str(money) if money else None
        case AnswerKind.ID_NUMBER | AnswerKind.BANK_CARD:
            return next(iter(references(text, "id_number", "bank_card")), None)
        case AnswerKind.NAME:
            return language.read_person_name(text)
        case AnswerKind.COUNT:
            number = language.read_count(text)
            return str(number) if number is not None else None
    return text.strip()[:100] or None


async def _about_papers(parts: Parts, turn: Turn) -> e.Progress | None:
    if LATER.search(turn.text) and not _about_buying(turn):  # 先不说这个,我还想买个旅游险
        return await floor.leave_floor(parts, turn.sender)
    if language.says_that_is_all(turn.text):
        return await papers.that_is_all(parts, turn.sender)
    kind = language.read_paper_kind(turn.text)
    if LOST.search(turn.text) and (kind is not None or PAPER.search(turn.text)):
        return await papers.paper_lost(parts, turn.sender, kind or "")
    if kind is not None and language.points_back(turn.text):  # 这是出院小结
        return await papers.say_kind(parts, turn.sender, None, kind)
    return None


async def _about_submitting(parts: Parts, turn: Turn) -> e.Progress | None:
    corrected = await correction(parts, turn)
    if corrected is not None:
        return corrected
    if EDIT.search(turn.text) and language.read_yes_no(turn.text) is not True:
        return await papers.offer_edit(parts, turn.sender)
    if ASKS_CALCULATION.search(turn.text):
        return await submitting.show_summary(parts, turn.sender)
    match True if SUBMITS.search(turn.text) else language.read_yes_no(turn.text):
        case True:
            return await submitting.submit(parts, turn.sender)
        case False:
            return await papers.offer_edit(parts, turn.sender)
    if language.says_that_is_all(turn.text):  # the last one was read meanwhile: everything is shown
        return await papers.that_is_all(parts, turn.sender)
    return None


async def _more_told(parts: Parts, turn: Turn) -> e.Progress | None:
    """其实是前天摔的: more of what happened, or another account of it."""
    if _about_buying(turn):
        return None
    if not language.tells_loss(turn.text):
        corrected = await correction(parts, turn)
        if corrected is not None or language.asks_something(turn.text):
            return corrected
    told = await _with_cost(parts, turn, what_happened(parts, turn))
    facts = {name for name, value in vars(told).items() if name not in NO_FACTS and value != getattr(Loss(), name)}
    alone = facts <= {"relation"} and not language.read_correction(turn.text)  # 我妈 may be said of anything
    return None if alone else await reporting.report(parts, turn.sender, told, language.merge_loss)


async def _with_cost(parts: Parts, turn: Turn, told: Loss) -> Loss:
    """花费说错了,应该是1680 and 不是1860,是1680: what it cost, where only the sum is told anew."""
    sums = [Money.of(one.replace(",", "")) for one in SUM.findall(turn.text)]
    if told.claimed is not None or not sums or not TOLD_WRONG.search(turn.text):
        return told
    async with parts.work.reading() as records:
        known = (await floor.own_claim(records, turn.sender)).loss.claimed
    if not (COST.search(turn.text) or known in sums[:-1]):
        return told
    return replace(told, claimed=sums[-1])


def _about_buying(turn: Turn) -> bool:
    return turn.intent in ABOUT_BUYING and turn.confidence >= SURE


async def correction(parts: Parts, turn: Turn) -> e.Progress | None:
    """发票金额是1860: a value as it should have been read; None where the text names no field that was read."""
    found = language.read_field_correction(turn.text, parts.clock.today())
    if found is None:
        return None
    async with parts.work.reading() as records:
        claim = await floor.own_claim(records, turn.sender)
    name, value = found
    read = [one for one in claim.papers if name in one.fields or name in one.corrected]
    read.sort(key=lambda one: (one.what in PAID_BY, is_good(one)))  # what money depends on is what is meant
    return await papers.correct(parts, turn.sender, read[-1].id, name, value) if read else None


async def take_claim_choice(parts: Parts, turn: Turn, question: Question, choice: str) -> e.Progress | None:
    """A tapped button of a claim's question."""
    return await with_summary(parts, turn, await _chosen(parts, turn, question, choice))


async def _chosen(parts: Parts, turn: Turn, question: Question, choice: str) -> e.Progress | None:
    sender, today = turn.sender, parts.clock.today()
    match question.field, choice:
        case "claim_type", _:
            return await answering.choose_type(parts, sender, ClaimType(choice))
        case "claim_cause", _:
            return await answering.choose_cause(parts, sender, Cause(choice))
        case "claim_when", "today" | "yesterday":
            day = today if choice == "today" else language.read_past_date("昨天", today)
            return await answering.say_when(parts, sender, day) if day else None
        case "claim_identity" | "claim_phone", "no_number":
            return await answering.go_on_without(parts, sender)
        case "claim_who", _:
            return await answering.choose_insured(parts, sender, int(choice))
        case "claim_liability", _:
            return await answering.choose_liability(parts, sender, choice)
        case "claim_papers", "that_is_all":
            return await papers.that_is_all(parts, sender)
        case "claim_papers", "later":
            return await floor.leave_floor(parts, sender)
        case "claim_submit", "yes":
            return await submitting.submit(parts, sender)
        case "claim_submit", "edit":
            return await papers.offer_edit(parts, sender)
        case "claim_withdraw", "yes" | "no":
            return await withdrawn(parts, turn, yes=choice == "yes")
    return None


async def withdrawn(parts: Parts, turn: Turn, *, yes: bool) -> e.Progress:
    if yes:
        return await standing.withdraw(parts, turn.sender)
    return await standing.take_up(parts, turn.sender)


async def edit_field(parts: Parts, turn: Turn, paper: str, field: str) -> e.Progress | None:
    """The button beside a value that was read: it is asked for anew."""
    if field not in list(PaperField):
        return None
    return await floor.ask_field(parts, turn.sender, PaperId(paper), field)


def claim_named(turn: Turn) -> ClaimNumber | None:
    """The claim a button or the text names."""
    named = turn.values.get("claim") or language.read_claim_number(turn.text)
    return ClaimNumber(named) if named else None
