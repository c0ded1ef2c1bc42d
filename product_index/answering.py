"""Whether a product's clauses answer a question, and which article does.

Nearness in meaning always finds some nearest article, whatever was asked. So an article counts only when the things
asked about stand in it: known things by any of the contract's terms, other words as they are. Rare words weigh more
than common ones. Nearness in meaning only decides between articles that pass.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from insurance.catalogue import Product
from insurance.ports import ClauseAnswer, ProductSearch, SearchFilter
from insurance.refs import ProductId
from product_index.articles import (
    Article,
    barring_article,
    granting_articles,
    mentions_in_passing,
    says_any,
    terms_of,
    wider_article,
)
from product_index.asked import Asked, asked, pairs, stem
from product_index.search import MAX_WORDS
from product_index.sentences import fitting_sentences

ENOUGH = 0.6  # share of what was asked that has to stand in an article; tuned on the development questions
CLOSE = 0.45  # from here on an article is worth pointing at
_UNKNOWN_WORD = 0.35  # of a known thing's weight: a word nobody listed may be chatter
_CHATTER = 0.25  # and one that stands in no clause at all is, beside a known thing
_BAND = 0.35  # articles that far below the one with most of what was asked may still answer better
_TITLE, _GRANTS, _NEAR, _OFTEN = 0.45, 0.15, 0.30, 0.02
_KEPT = 20_000  # counts remembered
# Such a question wants the benefit itself.
_AMOUNT = re.compile(r"多少|几成|怎么赔|怎么报|最高|how much|limit", re.IGNORECASE)


@dataclass(frozen=True)
class _Weighed:
    """What a question asks about, with what each counts: the terms of known things, and other words."""

    things: Sequence[tuple[tuple[str, ...], float]]
    words: Sequence[tuple[str, float]]

    def rarest(self) -> tuple[str, ...]:
        """The terms of the thing or word that weighs most."""
        weighed = [(weight, terms) for terms, weight in self.things]
        weighed += [(weight, (word,)) for word, weight in self.words]
        return max(weighed)[1]


class ClauseAnswers:
    """Implements `insurance.ports.ClauseAnswers` over the products given."""

    def __init__(self, products: Iterable[Product], search: ProductSearch) -> None:
        self._products = {product.id: product for product in products}
        self._search = search
        self._counts: dict[tuple[str, ...], int] = {}

    def answer(self, words: str, product_id: ProductId) -> ClauseAnswer:
        product = self._products[product_id]
        words = words[:MAX_WORDS]
        question = asked(words, _names(product))
        if not question.things and not question.words:
            return ClauseAnswer()
        articles = self._articles[product_id]
        answer, said = self._ranked(question, words, product, articles)
        barred = barring_article(question, said, product, articles)
        return _found(barred, question) if barred is not None else answer

    def _ranked(
        self, question: Asked, words: str, product: Product, articles: Sequence[Article]
    ) -> tuple[ClauseAnswer, str]:
        """The answer by what stands in the articles and by nearness, and the text of its article."""
        weighed = self._weighed(question)
        shares = [self._share(weighed, article) for article in articles]
        best = max(shares)
        if best < CLOSE:
            return ClauseAnswer(near=wider_article(question, articles)), ""
        near = self._nearness(words, product.id)
        granting = dict.fromkeys(granting_articles(product), _GRANTS * (3 if _AMOUNT.search(words) else 1))
        least = ENOUGH if best >= ENOUGH else CLOSE
        passing = (one for one in zip(articles, shares, strict=True) if one[1] >= max(least, best - _BAND))
        first, _ = min(passing, key=lambda one: -_fit(question, *one, near, granting))
        if mentions_in_passing(weighed.rarest(), first, product, near.get(first.clause.no, 0)):
            return ClauseAnswer(near=wider_article(question, articles)), ""
        found = _found(first, question) if best >= ENOUGH else ClauseAnswer(near=first.clause.no)
        return found, first.text

    @cached_property
    def _articles(self) -> Mapping[ProductId, Sequence[Article]]:
        return {one.id: [Article.of(clause) for clause in one.clauses] for one in self._products.values()}

    @cached_property
    def _all(self) -> Sequence[Article]:
        return [article for articles in self._articles.values() for article in articles]

    def _weighed(self, question: Asked) -> _Weighed:
        things = [(terms, self._weight(terms)) for terms in map(terms_of, question.things)]
        return _Weighed(things, [(word, self._unknown(question, word)) for word in question.words])

    def _share(self, weighed: _Weighed, article: Article) -> float:
        """How much of what was asked stands in an article, 0 to 1, by weight."""
        found = total = 0.0
        for terms, weight in weighed.things:
            total += weight
            found += weight * says_any(article.text, terms)
        for word, weight in weighed.words:
            total += weight
            found += weight * self._has(article, word)
        return found / total if total else 0.0

    def _has(self, article: Article, word: str) -> float:
        if word.isascii():
            return float(stem(word) in article.english)
        if word in article.text:
            return 1.0
        weights = {pair: self._weight((pair,)) for pair in pairs(word)}
        return sum(weight for pair, weight in weights.items() if pair in article.text) / sum(weights.values()) * 0.8

    def _weight(self, terms: tuple[str, ...]) -> float:
        return self._rarity(self._count(terms))

    def _count(self, terms: tuple[str, ...]) -> int:
        """How many articles of all products say one of the terms."""
        if terms not in self._counts:
            if len(self._counts) >= _KEPT:
                self._counts.clear()
            self._counts[terms] = sum(1 for article in self._all if says_any(article.text, terms))
        return self._counts[terms]

    def _rarity(self, count: int) -> float:
        return math.log(1 + (len(self._all) - count + 0.5) / (count + 0.5))

    def _unknown(self, question: Asked, word: str) -> float:
        """A word that no clause of any product has is chatter, as long as there is a known thing beside it."""
        if word.isascii():
            counts = [sum(1 for article in self._all if stem(word) in article.english)]
        else:
            counts = [self._count((pair,)) for pair in pairs(word)]
        chatter = question.things and not any(counts)
        return (_CHATTER if chatter else _UNKNOWN_WORD) * max(map(self._rarity, counts))

    def _nearness(self, words: str, product_id: ProductId) -> Mapping[str, int]:
        only = SearchFilter(product_ids=(product_id,))
        hits = self._search.find_clauses(words, only, len(self._products[product_id].clauses))
        return {hit.article: place for place, hit in enumerate(hits)}


def _fit(
    question: Asked, article: Article, share: float, near: Mapping[str, int], granting: Mapping[str, float]
) -> float:
    """Which of the articles that pass answers best: by its title, as a benefit, by nearness in meaning."""
    terms = _all_terms(question)
    title = max((math.sqrt(len(term) / len(article.title)) for term in terms if term in article.title), default=0.0)
    often = min(5, sum(article.text.count(term) for term in terms))
    return (
        share
        + _TITLE * title
        + granting.get(article.clause.no, 0.0)
        + _NEAR / (1 + near.get(article.clause.no, 99))
        + _OFTEN * often
    )


def _found(article: Article, question: Asked) -> ClauseAnswer:
    return ClauseAnswer(article.clause.no, gist=fitting_sentences(article.clause.text, _all_terms(question)))


def _all_terms(question: Asked) -> list[str]:
    known = (term for group in question.things for term in terms_of(group))
    return list(dict.fromkeys([*known, *question.words]))


def _names(product: Product) -> Sequence[str]:
    """Names that only say which product or plan is meant; a plan's English name may be any word."""
    plans = [plan.name.zh for plan in product.plans if plan.name.zh.endswith(("版", "档"))]
    return [product.name.zh, product.name.en, *product.nicknames, *plans]
