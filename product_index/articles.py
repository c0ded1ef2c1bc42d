"""The articles of a product as questions are held against them, and what their place in the contract says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from insurance.catalogue import Clause, Product
from product_index.asked import Asked, stem
from product_index.customer_words import Thing

_FAR = 3  # places by nearness in meaning
# Titles of articles that grant and exclude nothing.
_FORMAL = re.compile(
    r"(?:(?:；|^)(?:合同.{0,8}|.{0,4}合同构成|既往症|等待期|续保|补偿原则.{0,6}|如实告知.{0,6}|犹豫期.{0,6}|.{0,4}通知|.{0,4}报案|"
    r"索赔.{0,4}|核定.{0,6}|争议.{0,8}|受益人.{0,6}|投保前疾病|未达到疾病定义|(?:生效与)?保险期间))+"
)
_SENTENCE = re.compile(r"[。；]")


@dataclass(frozen=True)
class Article:
    clause: Clause
    text: str
    title: str
    english: frozenset[str]

    @classmethod
    def of(cls, clause: Clause) -> Article:
        english = f"{clause.title.en} {clause.summary}".lower()
        stems = frozenset(stem(word) for word in re.findall(r"[a-z][a-z'-]+", english))
        return cls(clause, f"{clause.title.zh}。{clause.text}".lower(), clause.title.zh.lower(), stems)


def terms_of(group: Sequence[Thing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.lower() for thing in group for term in thing.chinese))


def says_any(text: str, terms: Iterable[str]) -> bool:
    return any(term in text for term in terms)


def mentions_in_passing(terms: Sequence[str], article: Article, product: Product, place: int) -> bool:
    """Whether the rarest thing asked about is only mentioned once, in an article about something else.

    That is so far down by nearness in meaning, among the contract's formalities, and where an exclusion makes an
    exception.
    """
    if any(term in article.title for term in terms) or sum(article.text.count(term) for term in terms) != 1:
        return False
    if place >= _FAR or _FORMAL.fullmatch(article.clause.title.zh):
        return True
    excluding = article.clause.no in {one.article for one in product.exclusions}
    sentence = next(one for one in _SENTENCE.split(article.text) if any(term in one for term in terms))
    return excluding and sentence.endswith("除外")


def wider_article(question: Asked, articles: Sequence[Article]) -> str | None:
    """The first article about a wider thing of which the one asked about is a case."""
    terms = [term for group in question.things for thing in group for term in thing.wider]
    return next((one.clause.no for one in articles if says_any(one.text, terms)), None)


def barring_article(question: Asked, said: str, product: Product, articles: Sequence[Article]) -> Article | None:
    """The exclusion that decides, unless what was found says it: of 喝了酒撞了人 the drink."""
    excluding = {one.article for one in product.exclusions}
    groups = [terms_of(group) for group in question.things if any(thing.conduct for thing in group)]
    for terms in (one for one in groups if not says_any(said, one)):
        for article in articles:
            if article.clause.no in excluding and says_any(article.text, terms):
                return article
    return None


def granting_articles(product: Product) -> frozenset[str]:
    return frozenset(benefit.article for plan in product.plans for benefit in plan.benefits)
