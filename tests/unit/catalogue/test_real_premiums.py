"""Premiums of products on sale, worked by hand from the rows of their tables (the working stands beside each)."""

import pytest

from insurance.lines import Line, Sex
from insurance.money import Money
from insurance.rating import RatedHome, RatedPerson, RatedVehicle, RatingFacts, premium_of
from product_index.load import CATALOGUE as FOLDER
from product_index.load import read_yaml
from product_index.read_rates import example_facts
from tests.fakes import catalogue

CATALOGUE = catalogue()

WORKED = {
    # 66–75: 168
    "hengtai-senior-guard": (RatingFacts("basic", (RatedPerson(age=67, occupation_class=1),)), "168.00"),
    # two children, 6–7 days: 2 × 25
    "haibin-asia-explorer": (
        RatingFacts("essential", (RatedPerson(age=8), RatedPerson(age=12)), days=6),
        "50.00",
    ),
    # 31–35: 412 × 1.90 without social insurance
    "ruikang-evergreen-million": (
        RatingFacts("premier", (RatedPerson(age=33, social_insurance=False),)),
        "782.80",
    ),
    # 4–6: 396 × 1.30 without social insurance
    "qinghe-sprout-outpatient": (RatingFacts("thrift", (RatedPerson(age=5, social_insurance=False),)), "514.80"),
    # 61–65: 258 × 1.00
    "hengtai-elder-cancermed": (RatingFacts("light", (RatedPerson(age=62, social_insurance=True),)), "258.00"),
    # 300,000 × 12.27 ‰
    "anlan-seventy-ci": (
        RatingFacts("foundation", (RatedPerson(age=22, sex=Sex.FEMALE),), pay_years=10, to_age=70),
        "3681.00",
    ),
    # 1,000,000 × 0.43 ‰ × 1.30 for a smoker
    "xinghua-anju-term": (
        RatingFacts("decreasing", (RatedPerson(age=31, sex=Sex.FEMALE, smoker=True),), term_years=20, pay_years=20),
        "559.00",
    ),
    # 200,000 × 37.62 ‰
    "jiahe-hearth-whole-life": (
        RatingFacts("root", (RatedPerson(age=25, sex=Sex.FEMALE),), pay_years=10),
        "7524.00",
    ),
    # 10,000 a year is the unit that is paid
    "changning-spring-annuity": (RatingFacts("maturity", (RatedPerson(age=40),), pay_years=5), "10000.00"),
    # (420 + 150,000 × 11.60 ‰) × 1.04 × 0.75
    "dongling-full-damage": (
        RatingFacts("safe", vehicle=RatedVehicle(5, "private", Money.of("150000"), age_years=3, no_claim_years=2)),
        "1684.80",
    ),
    # (110 + 2,000,000 × 0.165 ‰) × 1.20 for brick
    "dongling-roof-home": (RatingFacts("full", home=RatedHome(Money.of("2000000"), "brick")), "528.00"),
    # class 2, 18–45: 176 × 30 persons × 0.92
    "haibin-lookout-employer": (
        RatingFacts("office", (RatedPerson(age=40, occupation_class=2),), persons=30),
        "4857.60",
    ),
}


@pytest.mark.parametrize("product_id", WORKED)
def test_that_a_premium_worked_by_hand_comes_out(product_id):
    facts, expected = WORKED[product_id]
    assert str(premium_of(CATALOGUE.product(product_id), facts).total) == expected


@pytest.mark.parametrize("product", CATALOGUE.all(), ids=lambda product: product.id)
def test_that_every_example_of_a_file_comes_out(product):
    for example in read_yaml(FOLDER / f"{product.id}.yaml")["examples"]:
        assert str(premium_of(product, example_facts(example)).total) == str(Money.of(example["premium"]))


@pytest.mark.parametrize("line", Line)
def test_that_every_line_has_three_products_on_sale(line):
    assert len(CATALOGUE.on_line(line)) >= 3


def test_that_the_catalogue_is_as_wide_as_promised():
    products = CATALOGUE.all()
    assert len(products) >= 60
    assert sum(len(product.plans) for product in products) >= 120
    assert len({product.insurer for product in products}) >= 12
    assert all(product.fictional for product in products)
