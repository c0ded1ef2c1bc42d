"""Product files: what is read, and what is refused with file and field named."""

from pathlib import Path

import pytest
import yaml

from insurance.catalogue import AgeLimit, UnknownArticle, UnknownPlan, UnknownProduct
from insurance.facts import Age
from insurance.limits import AgeUnit
from insurance.lines import Language, Line
from insurance.money import Money
from product_index.catalogue_files import UnknownInsurer
from product_index.load import CatalogueError, conditions, load_catalogue, main, read_yaml

SAMPLES = Path(__file__).parent / "samples"
NAME = "sample-fall-guard.yaml"


@pytest.fixture
def catalogue():
    return load_catalogue(SAMPLES)


@pytest.fixture
def refused(tmp_path):
    """Change one product file and return what the loader says of it."""

    def load(change):
        data = read_yaml(SAMPLES / NAME)
        change(data)
        (tmp_path / NAME).write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
        with pytest.raises(CatalogueError) as caught:
            load_catalogue(tmp_path)
        return str(caught.value)

    return load


def test_that_products_are_found_by_id_and_line(catalogue):
    assert catalogue.product("sample-trip").line is Line.TRAVEL
    assert [one.id for one in catalogue.on_line(Line.ACCIDENT)] == ["sample-fall-guard"]
    assert len(catalogue.all()) == 2


def test_that_names_of_insurers_come_in_both_languages(catalogue):
    assert catalogue.insurer_name("hengtai", Language.ZH) == "恒泰财产保险"
    assert catalogue.insurer_name("hengtai", Language.EN) == "Hengtai Property"


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda c: c.product("none"), UnknownProduct),
        (lambda c: c.clause("sample-trip", "9.9"), UnknownArticle),
        (lambda c: c.product("sample-trip").plan("none"), UnknownPlan),
        (lambda c: c.insurer_name("none", Language.ZH), UnknownInsurer),
    ],
)
def test_that_what_is_not_there_is_an_error_by_name(catalogue, ask, error):
    with pytest.raises(error):
        ask(catalogue)


def test_that_a_benefit_leads_to_the_article_that_grants_it(catalogue):
    product = catalogue.product("sample-fall-guard")
    assert product.clause_for(product.plan("plus").benefits[1]).title.en == "Hospital cash"
    assert [one.text.en for one in product.main_exclusions()] == ["One", "Two", "Three"]


def test_that_the_most_a_benefit_pays_follows_the_sum_insured(catalogue):
    death, cash = catalogue.product("sample-fall-guard").plan("plus").benefits
    assert death.most(Money.of("300000")) == Money.of("300000")
    assert cash.most(Money.of("300000")) == Money.of("9000")


@pytest.mark.parametrize(
    ("age", "admitted"),
    [(Age(0, 0, 27), False), (Age(0, 0, 28), True), (Age(70, 11), True), (Age(71), False)],
)
def test_that_age_limits_in_days_and_years_are_inclusive(catalogue, age, admitted):
    assert catalogue.product("sample-trip").eligibility.age.admits(age) is admitted


def test_that_an_age_limit_reads_in_both_languages():
    assert AgeLimit(28, AgeUnit.DAYS).in_words(Language.ZH) == "28天"
    assert AgeLimit(65, AgeUnit.YEARS).in_words(Language.EN) == "65 years"


CHANGES = {
    "an id unlike the file name": (
        lambda d: d.update(id="other"),
        "id: 'other' must be the same as the file name 'sample-fall-guard'",
    ),
    "an unknown insurer": (lambda d: d.update(insurer="nobody"), "insurer: 'nobody' is not in insurers.yaml"),
    "an unknown field": (lambda d: d.update(colour="red"), "file: Additional properties are not allowed ('colour'"),
    "a missing field": (lambda d: d.pop("summary"), "file: 'summary' is a required property"),
    "a field without its English": (lambda d: d["name"].pop("en"), "name: 'en' is a required property"),
    "a line that is none": (lambda d: d.update(line="pets"), "line: 'pets' is none of accident, travel"),
    "a segment of another line": (lambda d: d.update(segment="asia"), "segment: 'asia' is none of adult, child"),
    "money that is a number": (
        lambda d: d["plans"][0].update(sum_insured=100000),
        "plans[0].sum_insured: 100000 is not valid",
    ),
    "an age without unit": (
        lambda d: d["eligibility"]["age"].update(min="50"),
        "eligibility.age.min: '50' does not look like",
    ),
    "a relation that is none": (
        lambda d: d["eligibility"].update(relations=["neighbour"]),
        "eligibility.relations[0]: 'neighbour' is none of self",
    ),
    "an age range upside down": (
        lambda d: d["eligibility"]["age"].update(min="61y"),
        "eligibility.age: min 61y is above max 60y",
    ),
    "a benefit of an article that is not there": (
        lambda d: d["plans"][0]["benefits"][0].update(article="9.9"),
        "plans[0].benefits[0].article: article 9.9 is not among the clauses",
    ),
    "an exclusion of an article that is not there": (
        lambda d: d["exclusions"][2].update(article="9.9"),
        "exclusions[2].article: article 9.9 is not among the clauses",
    ),
    "a benefit with two sums": (
        lambda d: d["plans"][0]["benefits"][0].update(per_day="5.00"),
        "plans[0].benefits[0]: has 2 of limit, limit_ratio and per_day, expected exactly one",
    ),
    "a default sum off the steps": (
        lambda d: d["plans"][1]["sum_insured"].update(default="210000.00"),
        "plans[1].sum_insured: default and max must lie on min plus a number of steps",
    ),
    "two plans of one id": (lambda d: d["plans"][1].update(id="basic"), "plans: 'basic' occurs twice"),
    "two articles of one number": (lambda d: d["clauses"][1].update(no="1.1"), "clauses: '1.1' occurs twice"),
    "too few articles": (lambda d: d["clauses"].pop(), "clauses: has 13 entries, expected at least 14"),
    "too few exclusions": (lambda d: d["exclusions"].pop(), "exclusions: has 4 entries, expected at least 5"),
    "a condition nobody knows": (
        lambda d: d["disclosure"][0].update(conditions=["sniffles"]),
        "disclosure[0].conditions: 'sniffles' is not in conditions.yaml",
    ),
    "a condition both taken and declined": (
        lambda d: d["eligibility"].update(conditions_accepted=["stroke"]),
        "eligibility.conditions_accepted: 'stroke' is also among conditions_declined",
    ),
    "an age without a rate": (
        lambda d: d["rating"]["rows"].__setitem__(1, ["basic", "57-60", "*", "168.00", "0"]),
        "rating.rows: no row for plan basic, age 56",
    ),
    "an occupation class without a rate": (
        lambda d: d["eligibility"].update(occupation_classes=[1, 2, 3]),
        "rating.rows: no row for plan basic, age 56, occupation_class 3",
    ),
    "a plan without a rate": (
        lambda d: d["rating"]["rows"].__delitem__(slice(2, 4)),
        "rating.rows: no row for plan plus, which the product offers",
    ),
    "a number of persons without a factor": (
        lambda d: d["eligibility"]["persons"].update(max=4),
        "rating.factors[1].rows: no multiplier for persons 4",
    ),
    "a row of too few cells": (
        lambda d: d["rating"]["rows"].__setitem__(0, ["basic", "50-55", "98.00"]),
        "rating: rows[0]: has 3 cells, expected 5 (plan, age, occupation_class, base, permille)",
    ),
    "a rate that is no number": (
        lambda d: d["rating"]["rows"][0].__setitem__(3, "cheap"),
        "rating: rows[0].base: 'cheap' is not a decimal number",
    ),
    "a cell that is no range": (
        lambda d: d["rating"]["rows"][0].__setitem__(1, "young"),
        "rating: rows[0].age: 'young' is neither a number, a range such as 50-65, nor *",
    ),
    "a range upside down": (
        lambda d: d["rating"]["rows"][0].__setitem__(1, "55-50"),
        "rating: rows[0].age: the range 55-50 ends before it begins",
    ),
    "an example the table does not give": (
        lambda d: d["examples"][0].update(premium="169.00"),
        "examples[0].premium: is 169.00, but the rate table gives 168.00",
    ),
    "an example of an unknown plan": (lambda d: d["examples"][0].update(plan="gold"), "examples[0].plan: "),
    "an example nobody may buy": (
        lambda d: d["examples"][0]["insured"][0].update(age=30),
        "examples[0]: can't be computed: ",
    ),
    "days that a yearly product forgot": (
        lambda d: d["term"].update(kind="days"),
        "term: 'days' is a required property",
    ),
    "a child's death cover above the limit": (
        lambda d: (
            d.update(segment="child"),
            d["eligibility"]["age"].update(min="5y"),
            d["plans"][0]["benefits"][0].update(limit="300000.00"),
        ),
        "plans[0].benefits[0]: pays 300000.00 for death from age 5, at most 200000.00 is allowed",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_that_a_wrong_file_is_refused_with_its_field(refused, what):
    change, expected = CHANGES[what]
    assert f"{NAME}: {expected}" in refused(change)


def test_that_every_problem_of_every_file_is_named_at_once(tmp_path):
    (tmp_path / "one.yaml").write_text("id: one", "utf-8")
    (tmp_path / "two.yaml").write_text("id: [", "utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    assert any(line.startswith("one.yaml: file: 'version' is a required") for line in caught.value.problems)
    assert any(line.startswith("two.yaml: file: is not YAML") for line in caught.value.problems)


def test_that_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(CatalogueError, match="holds no product file"):
        load_catalogue(tmp_path)


def test_that_the_command_says_what_it_read_or_what_is_wrong(tmp_path, capsys):
    assert main([str(SAMPLES)]) == 0
    assert capsys.readouterr().out == "2 products, 3 plans, 2 insurers: all files good\n"
    assert main([str(tmp_path)]) == 1


def test_that_every_condition_is_explained_in_both_languages():
    assert len(conditions()) >= 40
    for code, one in conditions().items():
        assert all(one[field][language] for field in ("name", "explain") for language in ("zh", "en")), code
