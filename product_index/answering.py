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

from insurance.catalogue import Clause, Product
from insurance.ports import ClauseAnswer, ProductSearch, SearchFilter
from insurance.refs import ProductId
from product_index.asked import Asked, asked, pairs, stem
from product_index.customer_words import Thing
from product_index.search import MAX_WORDS

ENOUGH = 0.6  # share of what was asked that has to stand in an article; tuned on the development questions
CLOSE = 0.45  # from here on an article is worth pointing at
_UNKNOWN_WORD = 0.35  # of a known thing's weight: a word nobody listed may be chatter
_CHATTER = 0.25  # and one that stands in no clause at all is, beside a known thing
_BAND = 0.35  # articles that far below the one with most of what was asked may still answer better
_TITLE, _GRANTS, _NEAR, _OFTEN = 0.45, 0.15, 0.30, 0.02
_FAR = 3  # places by nearness in meaning
_KEPT = 20_000  # rarities remembered
# Such a question wants the benefit itself.
_AMOUNT = re.compile(r"多少|几成|怎么赔|怎么报|最高|how much|limit", re.IGNORECASE)
# Titles of articles that grant and exclude nothing.
_FORMAL = re.compile(
    r"(?:(?:；|^)(?:合同.{0,8}|.{0,4}合同构成|既往症|等待期|续保|补偿原则.{0,6}|如实告知.{0,6}|犹豫期.{0,6}|.{0,4}通知|.{0,4}报案|"
    r"索赔.{0,4}|核定.{0,6}|争议.{0,8}|受益人.{0,6}|投保前疾病|未达到疾病定义|(?:生效与)?保险期间))+"
)
_SENTENCE = re.compile(r"[。；]")


@dataclass(frozen=True)
class _Article:
    clause: Clause
    text: str
    title: str
    english: frozenset[str]

    @classmethod
    def of(cls, clause: Clause) -> _Article:
        english = f"{clause.title.en} {clause.summary}".lower()
        stems = frozenset(stem(word) for word in re.findall(r"[a-z][a-z'-]+", english))
        return cls(clause, f"{clause.title.zh}。{clause.text}".lower(), clause.title.zh.lower(), stems)


class ClauseAnswers:
    """Implements `insurance.ports.ClauseAnswers` over the products given."""

    def __init__(self, products: Iterable[Product], search: ProductSearch) -> None:
        self._products = {product.id: product for product in products}
        self._search = search
        self._rarity: dict[tuple[str, ...], float] = {}

    def answer(self, words: str, product_id: ProductId) -> ClauseAnswer:
        product = self._products[product_id]
        words = words[:MAX_WORDS]
        question = asked(words, _names(product))
        if not question.things and not question.words:
            return ClauseAnswer()
        articles = self._articles[product_id]
        shares = [self._share(question, article) for article in articles]
        best = max(shares)
        if best < CLOSE:
            return ClauseAnswer(near=_wider(question, articles))
        near = self._nearness(words, product_id)
        granting = dict.fromkeys(_granting(product), _GRANTS * (3 if _AMOUNT.search(words) else 1))
        least = ENOUGH if best >= ENOUGH else CLOSE
        ranked = sorted(
            (one for one, share in zip(articles, shares, strict=True) if share >= max(least, best - _BAND)),
            key=lambda one: -self._fit(question, one, near, granting),
        )
        first = ranked[0]
        if _in_passing(self._rarest(question), first, product, near.get(first.clause.no, 0)):
            return ClauseAnswer(near=_wider(question, articles))
        if best < ENOUGH:
            return ClauseAnswer(near=first.clause.no)
        return ClauseAnswer(article=first.clause.no)

    @cached_property
    def _articles(self) -> Mapping[ProductId, Sequence[_Article]]:
        return {one.id: [_Article.of(clause) for clause in one.clauses] for one in self._products.values()}

    @cached_property
    def _all(self) -> Sequence[_Article]:
        return [article for articles in self._articles.values() for article in articles]

    def _share(self, question: Asked, article: _Article) -> float:
        """How much of what was asked stands in an article, 0 to 1, by weight."""
        found = total = 0.0
        for group in question.things:
            weight = self._weight(_terms(group))
            total += weight
            found += weight * _says(article.text, _terms(group))
        for word in question.words:
            weight = self._unknown(question, word)
            total += weight
            found += weight * self._has(article, word)
        return found / total if total else 0.0

    def _rarest(self, question: Asked) -> tuple[str, ...]:
        """The terms of the thing or word that weighs most."""
        weighed = [(self._weight(_terms(group)), _terms(group)) for group in question.things]
        weighed += [(self._unknown(question, word), (word,)) for word in question.words]
        return max(weighed)[1]

    def _has(self, article: _Article, word: str) -> float:
        if word.isascii():
            return float(stem(word) in article.english)
        if word in article.text:
            return 1.0
        weights = {pair: self._weight((pair,)) for pair in pairs(word)}
        return sum(weight for pair, weight in weights.items() if pair in article.text) / sum(weights.values()) * 0.8

    def _weight(self, terms: tuple[str, ...]) -> float:
        if terms not in self._rarity:
            if len(self._rarity) >= _KEPT:
                self._rarity.clear()
            count = sum(1 for article in self._all if _says(article.text, terms))
            self._rarity[terms] = math.log(1 + (len(self._all) - count + 0.5) / (count + 0.5))
        return self._rarity[terms]

    def _unknown(self, question: Asked, word: str) -> float:
        """A word that no clause of any product has is chatter, as long as there is a known thing beside it."""
        chatter = question.things and not any(self._has(one, word) for one in self._all)
        return (_CHATTER if chatter else _UNKNOWN_WORD) * self._word_weight(word)

    def _word_weight(self, word: str) -> float:
        if not word.isascii():
            return max(self._weight((pair,)) for pair in pairs(word))
        count = sum(1 for article in self._all if stem(word) in article.english)
        return math.log(1 + (len(self._all) - count + 0.5) / (count + 0.5))

    def _fit(self, question: Asked, article: _Article, near: Mapping[str, int], granting: Mapping[str, float]) -> float:
        """Which of the articles that pass answers best: by its title, as a benefit, by nearness in meaning."""
        terms = _all_terms(question)
        title = max((math.sqrt(len(term) / len(article.title)) for term in terms if term in article.title), default=0.0)
        often = min(5, sum(article.text.count(term) for term in dict.fromkeys(terms)))
        return (
            self._share(question, article)
            + _TITLE * title
            + granting.get(article.clause.no, 0.0)
            + _NEAR / (1 + near.get(article.clause.no, 99))
            + _OFTEN * often
        )

    def _nearness(self, words: str, product_id: ProductId) -> Mapping[str, int]:
        only = SearchFilter(product_ids=(product_id,))
        hits = self._search.find_clauses(words, only, len(self._products[product_id].clauses))
        return {hit.article: place for place, hit in enumerate(hits)}


def _terms(group: Sequence[Thing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.lower() for thing in group for term in thing.chinese))


def _says(text: str, terms: Iterable[str]) -> bool:
    return any(term in text for term in terms)


def _in_passing(terms: Sequence[str], article: _Article, product: Product, place: int) -> bool:
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


def _all_terms(question: Asked) -> list[str]:
    known = (term for group in question.things for term in _terms(group))
    return list(dict.fromkeys([*known, *question.words]))


def _wider(question: Asked, articles: Sequence[_Article]) -> str | None:
    """The first article about a wider thing of which the one asked about is a case."""
    terms = [term for group in question.things for thing in group for term in thing.wider]
    return next((one.clause.no for one in articles if _says(one.text, terms)), None)


def _names(product: Product) -> Sequence[str]:
    """Names that only say which product or plan is meant; a plan's English name may be any word."""
    plans = [plan.name.zh for plan in product.plans if plan.name.zh.endswith(("版", "档"))]
    return [product.name.zh, product.name.en, *product.nicknames, *plans]


def _granting(product: Product) -> frozenset[str]:
    return frozenset(benefit.article for plan in product.plans for benefit in plan.benefits)
