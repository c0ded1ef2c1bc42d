"""Which products and insurers a customer names, with nicknames, slips and pinyin, and what of them is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

import language
from insurance.asked import next_question
from insurance.catalogue import Product
from insurance.journeys import Journey
from insurance.lines import Line
from insurance.ports import Catalogue
from insurance.refs import ProductId
from insurance.services.eligibility import open_products
from insurance.services.parts import Parts
from language.words.normal import normalise

# Nicknames that are what everybody calls such cover: 滑雪险 names the one product no more than any other.
KINDS = re.compile(r"(?:险|游|重疾|意外|责任|免赔.{0,4}医疗|百万医疗)$")


@dataclass(frozen=True)
class Mentions:
    """In the order in which they are named. `insurers` are those named apart from their products."""

    products: tuple[ProductId, ...] = ()
    insurers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.products or self.insurers)


def mentioned(catalogue: Catalogue, words: str, *, expected: bool = True) -> Mentions:
    """Products and insurers named; `expected` where a name is likely, so that two characters are enough.

    滑雪险 names a kind of cover, not the product that has it among its nicknames.
    """
    known = {product.id: product for product in catalogue.all()}
    found = language.read_known_names(words, catalogue.names(), expected=expected)
    own = [one for one in found if one.id in known and _is_own(catalogue, known[ProductId(one.id)], one.name)]
    products = tuple(dict.fromkeys(ProductId(one.id) for one in own))
    theirs = {known[one].insurer for one in products}
    insurers = dict.fromkeys(one.id for one in found if one.id not in known and one.id not in theirs)
    return Mentions(products, tuple(insurers))


def line_of_kind(catalogue: Catalogue, words: str) -> Line | None:
    """The line of a kind of cover that only nicknames name: 滑雪险, 学平险."""
    known = {product.id: product for product in catalogue.all()}
    found = [one for one in language.read_known_names(words, catalogue.names(), expected=True) if one.id in known]
    kinds = [known[ProductId(one.id)] for one in found if not _is_own(catalogue, known[ProductId(one.id)], one.name)]
    lines = {product.line for product in kinds}
    return lines.pop() if len(lines) == 1 else None


def besides(catalogue: Catalogue, words: str) -> str:
    """What the words say apart from the names in them."""
    plain = normalise(words)
    for one in reversed(language.read_known_names(words, catalogue.names(), expected=True)):
        plain = plain[: one.start] + plain[one.end :]
    return plain


def places_of(catalogue: Catalogue, mentions: Mentions, journey: Journey) -> list[int]:
    """Places on the table, from 1, of the products named and of those of the insurers named."""
    offered = [(place, catalogue.product(one.product_id)) for place, one in enumerate(journey.offer, start=1)]
    return [place for place, one in offered if one.id in mentions.products or one.insurer in mentions.insurers]


def products_meant(parts: Parts, mentions: Mentions, journey: Journey) -> list[ProductId]:
    """The products named; of an insurer named those on the table, else one these people may buy."""
    meant = [*mentions.products]
    for insurer in mentions.insurers:
        shown = (parts.catalogue.product(one.product_id) for one in journey.offer)
        meant += [one.id for one in shown if one.insurer == insurer] or _best_of(parts, insurer, journey)
    return list(dict.fromkeys(meant))


def _best_of(parts: Parts, insurer: str, journey: Journey) -> list[ProductId]:
    """One product of an insurer, or none."""
    known = next_question(journey.needs) is None
    own = open_products(parts, journey, insurer) if known else _of_line(parts.catalogue, insurer, journey)
    return own[:1]


def _of_line(catalogue: Catalogue, insurer: str, journey: Journey) -> list[ProductId]:
    segments = {catalogue.product(one.product_id).segment for one in journey.offer} or {journey.needs.segment}
    line = catalogue.on_line(journey.needs.line) if journey.needs.line else ()
    own = sorted((one for one in line if one.insurer == insurer), key=lambda one: one.segment not in segments)
    return [one.id for one in own]


def product_wished(catalogue: Catalogue, words: str) -> Product | None:
    """The one product named: 想买常青树."""
    products = mentioned(catalogue, words).products
    return catalogue.product(products[0]) if len(products) == 1 else None


def _is_own(catalogue: Catalogue, product: Product, name: str) -> bool:
    full = name in (product.name.zh, product.name.en)
    insurers = [one for one, key in catalogue.names().items() if key == product.insurer]
    return full or name.startswith(tuple(insurers)) or not KINDS.search(name)
