"""What of a product is searched: short passages for the vectors, a bag of words for the exact terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from insurance.catalogue import Product
from insurance.lines import Line
from insurance.refs import ProductId

LINE_WORDS = {
    Line.ACCIDENT: ("意外险", "accident insurance"),
    Line.TRAVEL: ("旅行险 旅游保险", "travel insurance"),
    Line.MEDICAL: ("医疗险 住院报销", "medical insurance"),
    Line.OUTPATIENT: ("门诊险", "outpatient insurance"),
    Line.CANCER: ("防癌险", "cancer insurance"),
    Line.CRITICAL_ILLNESS: ("重疾险 重大疾病保险", "critical illness insurance"),
    Line.TERM_LIFE: ("定期寿险", "term life insurance"),
    Line.WHOLE_LIFE: ("终身寿险", "whole life insurance"),
    Line.ANNUITY: ("年金险 养老金", "annuity and pension"),
    Line.CAR: ("车险 汽车保险", "car insurance"),
    Line.HOME: ("家财险 房屋保险", "home insurance"),
    Line.GROUP: ("团体险 企业员工保险", "employer group insurance"),
}
# Whom or what a segment is for, where the line doesn't say it.
SEGMENT_WORDS = {
    "elderly": ("老人、爸妈、父母", "for elderly parents, a father or mother"),
    "senior": ("老人、爸妈、父母", "for elderly parents, a father or mother"),
    "child": ("孩子、宝宝、学生", "for children"),
    "family": ("一家人、全家", "for the whole family"),
    "chronic": ("慢性病人、三高人群", "for people with chronic conditions"),
    "sports": ("运动爱好者", "for sports"),
    "pension": ("退休养老", "for retirement"),
    "compulsory": ("交强险", "compulsory"),
    "third_party": ("第三者责任险", "third party liability"),
    "damage": ("车辆损失险", "damage to one's own car"),
}


@dataclass(frozen=True)
class Passage:
    """One text to embed, and what it stands for: a product, or with `article` one article of it."""

    product_id: ProductId
    line: Line
    article: str | None
    text: str


@dataclass(frozen=True)
class Words:
    """The words by which a product or an article is found exactly; `named` weigh more than `said`."""

    product_id: ProductId
    line: Line
    article: str | None
    named: str
    said: str


def product_passages(product: Product) -> Iterator[Passage]:
    """Few, each about one thing, in either language: a product is as near as its nearest passage."""
    chinese, english = _kind(product)
    points = product.selling_points
    texts = (
        f"{product.name.zh}，{chinese}。{'；'.join(point.zh for point in points)}",
        product.summary.zh,
        f"{chinese}：{'、'.join(product.keywords)}",
        f"{product.name.en}, {english}. {'; '.join(point.en for point in points)}",
        product.summary.en,
    )
    return (Passage(product.id, product.line, None, text) for text in texts)


def clause_passages(product: Product) -> Iterator[Passage]:
    """The Chinese text and the English summary of every article, apart from each other."""
    for clause in product.clauses:
        yield Passage(product.id, product.line, clause.no, f"{clause.title.zh}：{clause.text}")
        yield Passage(product.id, product.line, clause.no, f"{clause.title.en}: {clause.summary}")
        yield Passage(product.id, product.line, clause.no, clause.title.zh)
        yield Passage(product.id, product.line, clause.no, clause.title.en)


def product_words(product: Product) -> Words:
    names = (product.name.zh, product.name.en, *product.nicknames, *product.keywords)
    said = (
        *_kind(product),
        *(text for point in product.selling_points for text in (point.zh, point.en)),
        product.summary.zh,
        product.summary.en,
        *(text for plan in product.plans for text in (plan.name.zh, plan.name.en)),
        *(text for plan in product.plans for benefit in plan.benefits for text in (benefit.name.zh, benefit.name.en)),
    )
    # A benefit of the same name in every plan says no more than once.
    return Words(product.id, product.line, None, " ".join(names), " ".join(dict.fromkeys(said)))


def clause_words(product: Product) -> Iterator[Words]:
    names = " ".join((product.name.zh, product.name.en, *product.nicknames))
    for clause in product.clauses:
        titles = f"{clause.title.zh} {clause.title.en}"
        yield Words(product.id, product.line, clause.no, titles, f"{clause.text} {clause.summary} {names}")


def _kind(product: Product) -> tuple[str, str]:
    """What sort of product it is, in customers' words: Chinese, English."""
    parts = (LINE_WORDS[product.line], SEGMENT_WORDS.get(product.segment, ("", "")))
    chinese, english = zip(*parts, strict=True)
    return " ".join(filter(None, chinese)), " ".join(filter(None, english))
