"""Answering a customer's question: a term from the glossary, a product from its clauses, and never beyond them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insurance import events as e
from insurance.catalogue import Clause, Plan, Product
from insurance.glossary import Term
from insurance.journeys import Journey
from insurance.policies import Policy
from insurance.refs import PlanId, ProductId, Sender
from insurance.services.open_questions import open_question
from insurance.services.parts import Parts

COVERS = re.compile(
    r"(?<!不)(?:保|赔|包)(?:些)?(?:什么|啥|哪些)(?!病|运动|活动|意外|人)|保障(?:范围|内容|责任|什么|哪些|啥)|"
    r"有(?:什么|哪些|啥)保障|"
    r"^\W*(?:能|可以|最多|最高)?(?:赔|报|保)(?:多少|几多|啥)?(?:钱|吗|么|呢)?\W*$|保额是?多少|"
    r"what(?:'s|s| is| are)? (?:covered|the (?:cover|coverage|benefits))|"
    r"what does (?:it|this|that|(?:the|plan|option) \w+)(?: plan| one)? (?:cover|pay for)|"
    r"^\W*(?:coverage|benefits|(?:is it|am i) covered|(?:does|will) it pay|how much does it pay(?: out)?)\W*$",
    re.IGNORECASE,
)
EXCLUDES = re.compile(
    r"(?:什么|啥|哪些|哪种|什么样)(?:的)?(?:情况|情形|东西|病)?(?:下)?(?:是)?不(?:能)?(?:赔|保|报)|不(?:赔|保|报)(?:什么|啥|哪些)|"
    r"(?:免责|除外|责任免除)(?:条款|责任|部分|内容)?(?:有|是|都有)?(?:哪些|什么|啥)?\W*$|"
    r"what(?:'s|s| is| are)? (?:not|n't|excluded|the exclusions)|what (?:isn'?t|aren'?t) covered|"
    r"(?:does(?:n't| not)|not) (?:it )?(?:cover|pay)\W*$|^\W*(?:list )?(?:the |its |main )?exclusions\W*$",
    re.IGNORECASE,
)
MEANS = re.compile(r"意思|什么叫|含义|定义|\bmean", re.IGNORECASE)
WAITING = re.compile(r"等待期|观察期|waiting period", re.IGNORECASE)


@dataclass(frozen=True)
class InQuestion:
    """A product asked about, with the plans of it that are meant."""

    product: Product
    plans: tuple[Plan, ...]


async def answer_question(
    parts: Parts, sender: Sender, words: str, product_ids: Sequence[ProductId] = (), *, overview: bool = False
) -> e.Progress:
    """Explain the term that is asked for, and quote the article that answers from each product in question.

    The products in question are, in this order: those named, the one being bought, those on the table, the one bought
    last. Without any, only what is true of every product is said.

    Args:
        overview: what the products are like is asked, and nothing in particular.

    Returns:
        TermExplained, ClauseQuoted, BenefitsListed, ExclusionsListed, NoWaitingPeriod, ClausesSilent, ProductNeeded;
        the journey is unchanged.
    """
    async with parts.work.reading() as records:
        journey = await records.journey(sender)
        owned = await records.policies_of(sender)
    asked = _in_question(parts, journey, owned, product_ids)
    meant = parts.glossary.meant(words)
    events: tuple[e.Event, ...]
    if meant and not (asked and _lists(words)):
        events = (*(e.TermExplained(term) for term in meant), *_articles_of(parts, asked, meant))
    elif asked and overview:
        events = _benefits_of(asked)
    elif asked:
        events = _answers(parts, asked, words)
    else:
        terms = parts.glossary.find(words)
        events = (*(e.TermExplained(term) for term in terms), e.ProductNeeded(journey.needs.line))
    return e.Progress(journey, events, open_question(parts, journey))


def _lists(words: str) -> bool:
    """Whether all benefits or all exclusions are asked for, rather than what those words mean."""
    return bool(EXCLUDES.search(words) or COVERS.search(words)) and not MEANS.search(words)


def _in_question(
    parts: Parts, journey: Journey, owned: Sequence[Policy], named: Sequence[ProductId]
) -> list[InQuestion]:
    plans = _plans_known(journey, owned)
    ids = list(dict.fromkeys(named)) or products_in_question(journey) or [one.product_id for one in owned[-1:]]
    found = []
    for product in map(parts.catalogue.product, ids):
        known = [product.plan(plan) for plan in plans.get(product.id, ())]
        found.append(InQuestion(product, tuple(known) or product.plans))
    return found


def _plans_known(journey: Journey, owned: Sequence[Policy]) -> dict[ProductId, list[PlanId]]:
    """Which plan of a product is meant: the one being bought, else those on the table, else the one bought."""
    if journey.purchase is not None:
        return {journey.purchase.product_id: [journey.purchase.plan_id]}
    plans: dict[ProductId, list[PlanId]] = {}
    for one in journey.offer:
        plans.setdefault(one.product_id, []).append(one.plan_id)
    for policy in owned:
        plans.setdefault(policy.product_id, [policy.plan_id])
    return plans


def products_in_question(journey: Journey) -> list[ProductId]:
    if journey.purchase is not None:
        return [journey.purchase.product_id]
    return list(dict.fromkeys(one.product_id for one in journey.offer))


def _articles_of(parts: Parts, asked: Sequence[InQuestion], meant: Sequence[Term]) -> tuple[e.Event, ...]:
    """Each product's own article about the terms, where it has one: its silence says nothing about a term."""
    events: list[e.Event] = []
    waiting = any(WAITING.search(term.name.zh) for term in meant)
    without = [one for one in asked if waiting and not one.product.waiting_days]
    for one in (one for one in asked if one not in without):
        answers = [parts.answers.answer(term.name.zh, one.product.id) for term in meant]
        found = {answer.article: answer.gist for answer in reversed(answers) if answer.article is not None}
        events += [_quoted(one, number, gist if len(asked) > 1 else "") for number, gist in reversed(found.items())]
    return (*events, *_no_waiting(without))


def _no_waiting(asked: Sequence[InQuestion]) -> tuple[e.Event, ...]:
    return (e.NoWaitingPeriod(tuple(one.product for one in asked)),) if asked else ()


def _answers(parts: Parts, asked: Sequence[InQuestion], words: str) -> tuple[e.Event, ...]:
    """What each product's clauses say; those that are silent are named together."""
    if EXCLUDES.search(words):
        return tuple(e.ExclusionsListed(one.product) for one in asked)
    if COVERS.search(words):
        return _benefits_of(asked)
    events: list[e.Event] = []
    silent: list[tuple[Product, Clause | None]] = []
    without = [one for one in asked if WAITING.search(words) and not one.product.waiting_days]
    for one in (one for one in asked if one not in without):
        answer = parts.answers.answer(words, one.product.id)
        if answer.article is not None:
            events.append(_quoted(one, answer.article, answer.gist if len(asked) > 1 else ""))
        else:
            silent.append((one.product, one.product.clause(answer.near) if answer.near else None))
    if silent:
        near = silent[0][1] if len(asked) == 1 else None
        terms = parts.glossary.find(words) if not events else ()
        events += [*map(e.TermExplained, terms), e.ClausesSilent(tuple(product for product, _ in silent), near)]
    return (*events, *_no_waiting(without))


def _benefits_of(asked: Sequence[InQuestion]) -> tuple[e.Event, ...]:
    return tuple(e.BenefitsListed(one.product, one.plans) for one in asked)


def _quoted(asked: InQuestion, number: str, gist: str = "") -> e.ClauseQuoted:
    """The article or what of it answers, with the figures of the benefits it grants in the plans that are meant."""
    product = asked.product
    granted = any(benefit.article == number for plan in product.plans for benefit in plan.benefits)
    figures = tuple(
        e.Figures(plan, tuple(one for one in plan.benefits if one.article == number)) for plan in asked.plans
    )
    return e.ClauseQuoted(product, product.clause(number), figures if granted else (), gist)
