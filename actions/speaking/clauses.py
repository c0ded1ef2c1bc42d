"""Answers from the glossary and the clauses in words: the article itself with its number, its figures and its link."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from actions.speaking.plans import plan_name
from actions.speaking.voice import Message, Voice
from insurance import events as e
from insurance.catalogue import Benefit, Clause, Product
from insurance.services.parts import Terms


def clauses_address(terms: Terms, product: Product) -> str:
    """Where the clauses can be read; a path where the gateway's address isn't known."""
    return f"{terms.public_url}/products/{product.id}/clauses"


def clause_address(terms: Terms, product: Product, clause: Clause) -> str:
    """Where one article can be read among the others."""
    return f"{clauses_address(terms, product)}#article-{clause.no}"


def term_message(voice: Voice, event: e.TermExplained) -> Message:
    name, meaning = event.term.name.in_(voice.language), event.term.meaning.in_(voice.language)
    return Message(
        voice.say("term", name=name, meaning=meaning), custom={"type": "term", "term": name, "meaning": meaning}
    )


def clause_message(voice: Voice, terms: Terms, event: e.ClauseQuoted) -> Message:
    """The figures first, then the article or what of it answers; in English its summary first."""
    clause, product = event.clause, event.product
    name, title, url = (
        product.name.in_(voice.language),
        clause.title.in_(voice.language),
        clause_address(terms, product, clause),
    )
    figures = [_figures(voice, one) for one in event.figures]
    quoted = voice.say(
        "clause_brief" if event.gist else "clause",
        product=name,
        no=clause.no,
        title=title,
        text=event.gist or clause.text,
        summary=clause.summary,
    )
    text = "\n".join([*figures, quoted, voice.say("clause_link", url=url)])
    custom: dict[str, Any] = {
        "type": "clause",
        "product_id": product.id,
        "product": name,
        "article": clause.no,
        "title": title,
        "text": event.gist or clause.text,
        "summary": clause.summary,
        "figures": figures,
        "url": url,
    }
    return Message(text, custom=custom)


def benefits_message(voice: Voice, terms: Terms, event: e.BenefitsListed) -> Message:
    """Every benefit of the plans with its figures and its article."""
    lines = []
    for plan in event.plans:
        lines.append(voice.say("benefits_listed", plan=plan_name(voice, event.product, plan)))
        lines += [
            voice.say(
                "benefit_line", name=one.name.in_(voice.language), figures=benefit_words(voice, one), no=one.article
            )
            for one in plan.benefits
        ]
    return Message("\n".join([*lines, voice.say("clause_link", url=clauses_address(terms, event.product))]))


def exclusions_message(voice: Voice, terms: Terms, event: e.ExclusionsListed) -> Message:
    lines = [
        voice.say("exclusion_line", text=one.text.in_(voice.language), no=one.article)
        for one in event.product.exclusions
    ]
    head = voice.say("exclusions_listed", product=event.product.name.in_(voice.language))
    return Message("\n".join([head, *lines, voice.say("clause_link", url=clauses_address(terms, event.product))]))


def silent_message(voice: Voice, terms: Terms, event: e.ClausesSilent) -> Message:
    """That the clauses don't say, and who can find out."""
    names = voice.join([voice.say("product_quoted", name=one.name.in_(voice.language)) for one in event.products])
    lines = [voice.say("clauses_silent", products=names)]
    if event.near is not None:
        lines.append(
            voice.say(
                "clauses_near",
                no=event.near.no,
                title=event.near.title.in_(voice.language),
                url=clause_address(terms, event.products[0], event.near),
            )
        )
    lines.append(voice.say("clauses_ask_human"))
    return Message("\n".join(lines), [voice.button("human", "/ask_human")])


def _figures(voice: Voice, event: e.Figures) -> str:
    plan = event.plan.name.in_(voice.language)
    if not event.benefits:
        return voice.say("figures_none", plan=plan)
    items = [
        voice.say("figure", name=one.name.in_(voice.language), figures=benefit_words(voice, one))
        for one in event.benefits
    ]
    return voice.say("figures", plan=plan, items=voice.join_sentences(items))


def benefit_words(voice: Voice, benefit: Benefit) -> str:
    """What a benefit pays: its limit, deductible and ratio as they stand in the plan."""
    words: list[str] = []
    if benefit.limit is not None:
        words.append(voice.say("figure_limit", amount=voice.money(benefit.limit)))
    if benefit.limit_ratio is not None:
        words.append(voice.say("figure_limit_ratio", percent=percent(benefit.limit_ratio)))
    if benefit.per_day is not None:
        words.append(voice.say("figure_per_day", amount=voice.money(benefit.per_day)))
        words += _days(voice, benefit)
    if benefit.deductible is not None:
        free = not benefit.deductible.amount
        words.append(
            voice.say("figure_no_deductible" if free else "figure_deductible", amount=voice.money(benefit.deductible))
        )
    if benefit.ratio is not None:
        words.append(voice.say("figure_ratio", percent=percent(benefit.ratio)))
    if benefit.note is not None:
        words.append(benefit.note.in_(voice.language))
    return voice.say("figure_comma").join(words)


def _days(voice: Voice, benefit: Benefit) -> list[str]:
    words = []
    if benefit.max_days is not None:
        words.append(voice.say("figure_max_days", days=benefit.max_days))
    if benefit.deductible_days:
        words.append(voice.say("figure_deductible_days", days=benefit.deductible_days))
    return words


def percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"
