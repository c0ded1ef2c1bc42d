"""How benefits are calculated: every one of every product says it, and with figures of its own articles."""

import re
from decimal import Decimal

import pytest

from insurance.adjudication.terms import Kind
from insurance.claim_types import ClaimType
from insurance.lines import Line
from product_index.load import BENEFITS, CATALOGUE, load_catalogue, read_yaml
from product_index.read_terms import default_of, merged, terms_of

PRODUCTS = load_catalogue().all()
FILES = {product.id: read_yaml(CATALOGUE / f"{product.id}.yaml") for product in PRODUCTS}
SHARES = {"0.50": ("50%", "减半", "一半"), "1/2": ("50%", "一半"), "1/3": ("三分之一",), "2/5": ("40%",), "1": ()}
ALWAYS = {"1.00", "0.00", "1", "0"}  # all or nothing: said in words


def with_pays():
    for product in PRODUCTS:
        for plan, data in zip(product.plans, FILES[product.id]["plans"], strict=True):
            for benefit, one in zip(plan.benefits, data["benefits"], strict=True):
                if "pays" in one:
                    yield pytest.param(product, benefit, one["pays"], id=f"{product.id}-{plan.id}-{benefit.code}")


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda one: one.id)
def test_that_every_benefit_has_a_calculation_with_what_it_needs(product):
    for plan in product.plans:
        for benefit in plan.benefits:
            terms = benefit.pays
            assert terms is not None, benefit.code
            assert terms.answers or terms.kind is Kind.INSTALMENT, benefit.code
            needed = {
                Kind.GRADED: terms.grades, Kind.DELAY_STEPS: terms.delay, Kind.TABLE: terms.table,
                Kind.DAILY: benefit.per_day, Kind.ASSESSED: terms.assessor,
            }  # fmt: skip
            assert needed.get(terms.kind, True), (benefit.code, terms.kind)


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda one: one.id)
def test_that_benefits_a_rule_names_are_benefits_of_the_plan(product):
    for plan in product.plans:
        codes = {benefit.code for benefit in plan.benefits}
        for benefit, said in zip(plan.benefits, _said(product, plan), strict=True):
            names = [
                *said.get("limit_with", ()),
                *said.get("offsets", ()),
                *said.get("bills", {}).get("deductible_with", ()),
            ]
            unknown = {name for name in names if not any(name in _codes(other) for other in product.plans)}
            assert not unknown, (benefit.code, unknown, codes)


def _codes(plan):
    return {benefit.code for benefit in plan.benefits}


def _said(product, plan):
    data = next(one for one in FILES[product.id]["plans"] if one["id"] == plan.id)
    return [one.get("pays", {}) for one in data["benefits"]]


@pytest.mark.parametrize(("product", "benefit", "pays"), list(with_pays()))
def test_that_every_figure_stands_in_an_article_of_the_product(product, benefit, pays):
    articles = [benefit.article, *pays.get("articles", ())]
    text = "".join(product.clause(no).text for no in articles).replace(",", "")
    missing = [figure for figure in figures(pays) if not any(form in text for form in forms(*figure))]
    assert not missing, f"not in articles {articles}"


def figures(pays, name=""):
    """Every number of `pays` with the name of its field; all or nothing is no number."""
    if isinstance(pays, dict):
        for key, value in pays.items():
            if key not in ("articles", "kind"):
                yield from figures(value, key)
    elif isinstance(pays, list):
        for value in pays:
            yield from figures(value, name)
    elif pays is True or pays is False:
        return
    elif (isinstance(pays, int) and pays) or (isinstance(pays, str) and re.match(r"^\d", pays) and pays not in ALWAYS):
        yield name, pays


def forms(name, figure):
    """How a clause may write it: 500元, 1万元, 80%, 自负10%, 第3日 …"""
    if figure in SHARES:
        return SHARES[figure]
    if isinstance(figure, int):  # of 17 the clause says 18周岁 or less, of 2 days left out that the third counts
        words = {3: "三", 4: "四"}
        return [f"{figure}{unit}" for unit in UNITS] + [
            f"第{figure + 1}日", f"{figure + 1}周岁", f"{figure + 1}岁", f"第{words.get(figure, figure)}次",
        ]  # fmt: skip
    number = Decimal(figure)
    if "." in figure and number < 1:
        percent, rest = f"{number * 100:f}".rstrip("0").rstrip("."), f"{(1 - number) * 100:f}".rstrip("0").rstrip(".")
        return [f"{percent}%", f"自负{rest}%", f"扣减{rest}%", f"下调{percent}个百分点", f"每年{percent}%"]
    whole = f"{number:f}".rstrip("0").rstrip(".")
    return [f"{whole}元", f"{(number / 10000).normalize():f}万元"]


UNITS = ("日", "天", "小时", "周岁", "次", "岁", "倍")


@pytest.mark.parametrize("line", Line)
def test_that_every_default_can_be_read_in_every_line(line):
    defaults = read_yaml(BENEFITS)
    for code in defaults["benefits"]:
        assert terms_of(line, code, {}, defaults) is not None


def test_that_every_default_is_of_a_benefit_on_sale():
    defaults = read_yaml(BENEFITS)
    sold = {(product.line, benefit.code) for product in PRODUCTS for plan in product.plans for benefit in plan.benefits}
    codes = {code for _, code in sold}
    assert set(defaults["benefits"]) <= codes | {"medical", "theft", "contents"}
    assert {(line, code) for line, of in defaults["lines"].items() for code in of} <= sold


def test_that_a_line_may_mean_something_else_by_a_code():
    defaults = read_yaml(BENEFITS)
    assert default_of(Line.TRAVEL, "accidental_death", defaults)["kind"] == "graded"
    assert default_of(Line.ACCIDENT, "accidental_death", defaults)["kind"] == "fixed_sum"


def test_that_a_product_changes_only_what_it_names():
    default = {"kind": "reimbursement", "bills": {"deductible_per": "year", "others_count": True}}
    assert merged(default, {"bills": {"deductible_per": "event"}, "cause": "illness"}) == {
        "kind": "reimbursement", "cause": "illness", "bills": {"deductible_per": "event", "others_count": True},
    }  # fmt: skip


def test_that_an_unknown_code_without_a_kind_has_no_terms():
    assert terms_of(Line.HOME, "meteorite", {}, read_yaml(BENEFITS)) is None


@pytest.mark.parametrize("type_", [one for one in ClaimType if one is not ClaimType.OTHER])
def test_that_every_type_of_claim_is_answered_by_some_benefit(type_):
    assert any(type_ in one.pays.answers for product in PRODUCTS for plan in product.plans for one in plan.benefits)
