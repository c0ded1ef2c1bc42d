"""Walking a purchase through the services, as far as a test needs it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from insurance import events as e
from insurance import facts as f
from insurance.health import WHICH
from insurance.journeys import Journey
from insurance.lines import Line, Relation
from insurance.money import Money
from insurance.policies import Order, Policy
from insurance.ports import IssuedPolicy, PaymentNotice
from insurance.questions import AnswerKind, Flow, Question
from insurance.refs import PolicyNumber
from insurance.services import apply, choosing, consult, disclosing, paying
from insurance.services.fulfil import Fulfilling
from insurance.services.parts import Parts
from tests.fakes import CUSTOMER, NOON, id_number, journey_of

FATHER = f.PersonFact(relation=Relation.PARENT, age=f.Age(65))
FATHER_BORN = date(1960, 12, 1)  # 65 in June 2026
APPLICANT_BORN = date(1990, 3, 4)
PHONE = "13812345678"
NAMES = {"applicant_name": "王小明", "insured_name": "王大山", "company_name": "晴空科技有限公司"}

FATHERS_ACCIDENT: Sequence[f.Fact] = (
    f.LineFact(Line.ACCIDENT), FATHER, f.BudgetFact(Money.of(500), period=f.Period.YEAR),
)  # fmt: skip
MY_ACCIDENT: Sequence[f.Fact] = (
    f.LineFact(Line.ACCIDENT), f.PersonFact(relation=Relation.SELF, age=f.Age(36)), f.OccupationFact("office", 1),
    f.NoBudgetFact(),
)  # fmt: skip


async def tell(parts: Parts, *facts: f.Fact) -> e.Progress:
    return await consult.note_needs(parts, CUSTOMER, facts)


async def choose(parts: Parts, position: int = 1) -> e.Progress:
    return await choosing.choose_plan(parts, CUSTOMER, f.ChoiceFact(position=position))


async def disclose(parts: Parts, progress: e.Progress, yes: Sequence[str] = ()) -> e.Progress:
    """Answer every disclosure question with no, but those in `yes`."""
    while (question := progress.question) is not None and question.flow is Flow.DISCLOSURE:
        detail = question.detail
        if question.field == WHICH:
            progress = await disclosing.say_which(parts, CUSTOMER, question, ())
            continue
        progress = await disclosing.answer_disclosure(parts, CUSTOMER, detail, detail in yes)
    return progress


async def until_quote(parts: Parts, facts: Sequence[f.Fact] = FATHERS_ACCIDENT, position: int = 1) -> e.Progress:
    """Told, offered, chosen, disclosed: the quote waits for a yes."""
    await tell(parts, *facts)
    return await disclose(parts, await choose(parts, position))


async def until_apply(parts: Parts, facts: Sequence[f.Fact] = FATHERS_ACCIDENT, position: int = 1) -> e.Progress:
    await until_quote(parts, facts, position)
    return await choosing.accept_quote(parts, CUSTOMER)


async def answer(parts: Parts, question: Question, value: str) -> e.Progress:
    return await apply.answer_application(parts, CUSTOMER, question, value)


async def kept(parts: Parts, kind: str, value: str) -> str:
    return await parts.vault.keep(CUSTOMER, kind, value)


async def fill(parts: Parts, progress: e.Progress, stop_at: str = "") -> e.Progress:
    """Answer the application until the summary, or until the question `stop_at`."""
    while progress.question is not None and progress.question.flow is Flow.APPLY:
        question = progress.question
        if question.field == stop_at:
            return progress
        progress = await answer(parts, question, await good_answer(parts, question, journey_of(parts)))
    return progress


async def good_answer(parts: Parts, question: Question, journey: Journey) -> str:
    match question.kind:
        case AnswerKind.NAME | AnswerKind.COMPANY:
            return NAMES[question.field]
        case AnswerKind.ID_NUMBER:
            born = APPLICANT_BORN
            if question.person is not None:
                age = journey.needs.person(question.person).age
                assert age is not None
                born = FATHER_BORN if age.years == 65 else date(2025 - age.years, 12, 1)
            return await kept(parts, "id_number", id_number(born, male=question.person != 1))
        case AnswerKind.PHONE:
            return await kept(parts, "phone", PHONE)
        case AnswerKind.COMPANY_NUMBER:
            return "91350100M000100Y43"
        case AnswerKind.DATE:
            return (parts.clock.today() + timedelta(days=5)).isoformat()
        case AnswerKind.PLATE:
            return "京A12345"
        case AnswerKind.VIN:
            return "LSVAU2180N2183294"
        case AnswerKind.ROSTER:
            count = journey.needs.headcount or 0
            people = [id_number(date(1985, 1, 1 + n)) for n in range(count)]
            return "\n".join([f"员工{n} {await kept(parts, 'id_number', one)}" for n, one in enumerate(people)])
    return "legal" if question.field == "beneficiary" else "上海市浦东新区锦绣路100弄5号"


async def until_summary(parts: Parts, facts: Sequence[f.Fact] = FATHERS_ACCIDENT) -> e.Progress:
    return await fill(parts, await until_apply(parts, facts))


async def until_notices(parts: Parts, facts: Sequence[f.Fact] = FATHERS_ACCIDENT) -> e.Progress:
    await until_summary(parts, facts)
    return await apply.confirm_summary(parts, CUSTOMER)


async def until_payment(parts: Parts, facts: Sequence[f.Fact] = FATHERS_ACCIDENT) -> e.Progress:
    """Everything agreed to: the order may be opened."""
    progress = await until_notices(parts, facts)
    while progress.question is not None and progress.question.flow is Flow.NOTICES:
        progress = await apply.acknowledge(parts, CUSTOMER, progress.question.field)
    return progress


async def until_order(parts: Parts, facts: Sequence[f.Fact] = FATHERS_ACCIDENT) -> Order:
    await until_payment(parts, facts)
    progress = await paying.open_payment(parts, CUSTOMER)
    return the(e.PaymentOpened, progress).order


def notice_for(order: Order, amount: Money | None = None) -> PaymentNotice:
    return PaymentNotice(order.id, "T1", amount or order.amount, NOON)


def issued_for(order: Order) -> IssuedPolicy:
    return IssuedPolicy(PolicyNumber(f"PN{order.id}"), NOON)


async def until_policy(parts: Parts, facts: Sequence[f.Fact] = FATHERS_ACCIDENT) -> Policy:
    order = await until_order(parts, facts)
    steps = Fulfilling(parts)
    await steps.mark_paid(order.id, notice_for(order))
    await steps.record_policy(order.id, issued_for(order))
    await steps.prepare_papers(order.id)
    await steps.deliver(order.id)
    async with parts.work() as records:
        policy = await records.policy_of_order(order.id)
    assert policy is not None
    return policy


def the(kind: type, progress: e.Progress):
    """The one event of a kind."""
    found = [event for event in progress.events if isinstance(event, kind)]
    assert len(found) == 1, [type(event).__name__ for event in progress.events]
    return found[0]


def kinds(progress: e.Progress) -> list[str]:
    return [type(event).__name__ for event in progress.events]
