"""The glossary: enough terms in both languages, each name once, and only asked for when its meaning is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from product_index.glossary import FileGlossary, GlossaryError, load_glossary

# Words of everyday talk: as a name of a term they would explain it to people who asked for something else.
ORDINARY = {
    "保险", "意外", "医院", "医生", "费用", "产品", "计划", "合同", "疾病", "住院", "门诊", "手术", "报销", "赔偿",
    "赔付", "老人", "孩子", "癌症", "时间", "价格", "条款", "社区", "旅行", "房子", "汽车", "电话", "money", "plan",
    "product", "policy", "cover", "insurance", "illness", "hospital", "accident", "rate", "price", "number", "time",
    "claim", "name", "age", "health",
}  # fmt: skip


@pytest.fixture(scope="module")
def glossary() -> FileGlossary:
    return load_glossary()


def test_that_there_are_terms_enough_in_both_languages(glossary: FileGlossary) -> None:
    assert len(glossary.terms) >= 130
    for term in glossary.terms:
        assert not term.name.zh.isascii()
        assert term.name.en.isascii()
        assert not term.meaning.zh.isascii()
        assert term.meaning.en.isascii(), term.name.en
        assert term.others, f"{term.name.zh} has no other name"


def test_that_every_name_is_one_terms_and_no_ordinary_word(glossary: FileGlossary) -> None:
    names = [name.lower() for term in glossary.terms for name in term.names()]
    assert len(names) == len(set(names))
    assert not ORDINARY & set(names)


def test_that_a_meaning_is_short_enough_to_read_in_a_chat(glossary: FileGlossary) -> None:
    for term in glossary.terms:
        assert len(term.meaning.zh) <= 160, term.name.zh
        assert len(term.meaning.en) <= 400, term.name.en


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("等待期是啥", "等待期"),
        ("啥叫免赔额", "免赔额"),
        ("what is a deductible", "免赔额"),
        ("现价是什么意思", "现金价值"),
        ("cash value meaning?", "现金价值"),
        ("what does cooling off mean", "犹豫期"),
        ("free-look period?", "犹豫期"),
        ("起付线是什么", "免赔额"),
        ("IRR是什么", "内部收益率"),
        ("什么叫意外", "意外伤害"),
        ("这款产品的等待期是什么意思", "等待期"),
        ("excess", "免赔额"),
    ],
)
def test_that_a_term_is_found_by_any_of_its_names(glossary: FileGlossary, words: str, term: str) -> None:
    assert [one.name.zh for one in glossary.meant(words)] == [term]


def test_that_two_terms_can_be_told_apart(glossary: FileGlossary) -> None:
    assert [one.name.zh for one in glossary.meant("保额和保费有什么区别")] == ["保额", "保费"]


@pytest.mark.parametrize(
    "words",
    [
        "等待期多久",
        "猝死赔吗",
        "犹豫期退保能全退吗",
        "等待期内生病赔吗",
        "这两款有什么区别",
        "what is the premium of plan 2",
    ],
)
def test_that_a_question_about_a_product_asks_for_no_meaning(glossary: FileGlossary, words: str) -> None:
    assert not glossary.meant(words)


def test_that_a_longer_name_is_not_taken_for_a_shorter_one(glossary: FileGlossary) -> None:
    assert [one.name.zh for one in glossary.find("保证续保和续保")] == ["保证续保", "续保"]


def test_that_wrong_entries_are_all_named(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(
        "- {zh: 甲词, en: one, meaning: {zh: 意思, en: meaning}}\n"
        "- {zh: 乙词, en: two, also: [One], meaning: {zh: 意思, en: meaning}}\n"
        "- {zh: 丙词, en: three, meaning: {zh: 意思}}\n",
        "utf-8",
    )
    with pytest.raises(GlossaryError) as raised:
        load_glossary(path)
    assert "'One' already names 甲词" in str(raised.value)
    assert "entry 3 (丙词): needs zh, en and a meaning in both" in str(raised.value)
