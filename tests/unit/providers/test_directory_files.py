"""The directory that is shipped, and what a wrong file is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from insurance.providers import HospitalLevel, ProviderKind
from insurance.refs import ProductId
from product_index.load import read_yaml
from product_index.providers.load import DIRECTORY, HERE, DirectoryError, load_providers
from product_index.providers.places import Places
from tests.fakes import catalogue, directory

PLACES = Places()


def test_that_the_directory_is_wide_enough():
    providers = directory().all()
    assert len(providers) >= 60
    assert len({one.city for one in providers}) >= 15
    for city in {one.city for one in providers}:
        assert {one.kind for one in providers if one.city == city} == set(ProviderKind), city


def test_that_every_entry_says_that_it_is_made_up_and_has_a_number_nobody_has():
    for path in DIRECTORY.glob("*.yaml"):
        for entry in read_yaml(path):
            assert entry["fictional"] is True, entry["id"]
            assert entry["phone"].startswith("400-000-"), entry["id"]


def test_that_every_requirement_is_what_its_article_says():
    for key, one in read_yaml(HERE / "requirements.yaml").items():
        text = catalogue().clause(ProductId(key), one["article"]).text
        assert re.search("二级|三级", text), key
        assert one["level"] == "second", key
        assert ("公立" in text) is one["public"], key


def test_that_no_article_that_defines_hospitals_is_forgotten():
    known = read_yaml(HERE / "requirements.yaml")
    for product in catalogue().all():
        if any(one.title.zh in ("约定医院", "医院") and "二级" in one.text for one in product.clauses):
            assert product.id in known, product.id


def test_that_a_product_without_a_word_about_hospitals_asks_nothing():
    assert directory().requirement(ProductId("hengtai-compulsory")) is None
    asked = directory().requirement(ProductId("ruikang-evergreen-million"))
    assert asked is not None
    assert (asked.min_level, asked.public, asked.article) == (HospitalLevel.SECOND, True, "6.1")


def entry(**changes: object) -> dict:
    return read_yaml(DIRECTORY / "shanghai.yaml")[0] | changes


def problems(folder: Path, *entries: dict) -> tuple[str, ...]:
    (folder / "one.yaml").write_text(yaml.safe_dump(list(entries), allow_unicode=True), "utf-8")
    with pytest.raises(DirectoryError) as error:
        load_providers(PLACES, folder)
    return error.value.problems


@pytest.mark.parametrize(("change", "said"), [
    ({"phone": "call me"}, "phone"),
    ({"at": [121.6, 31.2]}, "at"),
    ({"at": [39.9, 116.4]}, "km from the middle of shanghai"),
    ({"kind": "hospital"}, "hospital"),
    ({"services": ["legal_consultation"]}, "isn't what a roadside does"),
    ({"region": {"province": "上海市", "city": "atlantis", "district": "x"}}, "isn't in places.yaml"),
    ({"region": {"province": "江苏省", "city": "shanghai", "district": "pudong"}}, "is in 上海市"),
    ({"region": {"province": "上海市", "city": "shanghai", "district": "haidian"}}, "no district of shanghai"),
    ({"hours": {"opens": "25:00", "closes": "00:00"}}, "hours.opens"),
    ({"stars": 5}, "stars"),
])  # fmt: skip
def test_that_a_wrong_entry_is_named_with_its_file(tmp_path: Path, change: dict, said: str):
    found = problems(tmp_path, entry(**change))
    assert all(line.startswith("one.yaml: ") for line in found)
    assert said in "\n".join(found)


def test_that_an_id_stands_once(tmp_path: Path):
    assert "stands in the directory already" in problems(tmp_path, entry(), entry())[0]


def test_that_an_empty_folder_and_a_broken_file_are_said(tmp_path: Path):
    with pytest.raises(DirectoryError, match="holds no provider file"):
        load_providers(PLACES, tmp_path)
    (tmp_path / "one.yaml").write_text("- [", "utf-8")
    with pytest.raises(DirectoryError, match="is not YAML"):
        load_providers(PLACES, tmp_path)


@pytest.mark.parametrize(("words", "place"), [
    ("我在浦东张江抛锚了", ["上海张江"]),
    ("朝阳区国贸附近车坏了", ["北京国贸"]),
    ("深圳南山科技园", ["深圳科技园"]),
    ("沈阳和平区", ["沈阳和平区"]),
    ("和平区", ["天津和平区", "沈阳和平区"]),
    ("从浦东机场到陆家嘴", ["上海陆家嘴"]),
    ("stuck near Lujiazui in Pudong", ["上海陆家嘴"]),
    ("青浦区徐泾", ["上海市青浦区"]),
    ("我在日喀则", ["日喀则市"]),
    ("我的车抛锚了", []),
    ("my car broke down", []),
])  # fmt: skip
def test_that_the_place_of_a_sentence_is_found(words: str, place: list[str]):
    assert [one.name.zh for one in PLACES.named(words)] == place


def test_that_a_district_of_one_name_in_several_cities_is_never_guessed():
    found = PLACES.named("鼓楼区找个律师")
    assert {"南京鼓楼区", "福州市鼓楼区", "徐州市鼓楼区"} <= {one.name.zh for one in found}
    assert [PLACES.place(one.id).name for one in found] == [one.name for one in found]
