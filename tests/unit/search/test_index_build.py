from pathlib import Path

import pytest

from insurance.lines import Line
from product_index import build as builder
from product_index.build import build, index_products
from product_index.catalogue_files import FileCatalogue
from product_index.index_files import read_index, write_index
from tests.unit.search.search_fakes import CharacterEncoder, clause, product


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose files are one product each: name as file name, keywords as content."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "雪山.yaml").write_text("滑雪")
    (folder / "海岛.yaml").write_text("潜水")

    def load(of: Path) -> FileCatalogue:
        files = sorted(of.glob("*.yaml"))
        return FileCatalogue([product(one.stem, Line.TRAVEL, (one.read_text(),)) for one in files], {})

    monkeypatch.setattr(builder, "load_catalogue", load)
    return folder


def test_that_an_unchanged_catalogue_is_not_built_again(catalogue: Path, tmp_path: Path) -> None:
    assert build(catalogue, tmp_path / "index", CharacterEncoder())
    again = CharacterEncoder()
    assert not build(catalogue, tmp_path / "index", again)
    assert again.passages == []


def test_that_only_changed_texts_are_embedded_again(catalogue: Path, tmp_path: Path) -> None:
    build(catalogue, tmp_path / "index", CharacterEncoder())
    (catalogue / "海岛.yaml").write_text("浮潜")
    again = CharacterEncoder()
    assert build(catalogue, tmp_path / "index", again)
    assert len(again.passages) == 1
    assert "浮潜" in again.passages[0]


def test_that_a_product_taken_off_sale_leaves_the_index(catalogue: Path, tmp_path: Path) -> None:
    build(catalogue, tmp_path / "index", CharacterEncoder())
    (catalogue / "海岛.yaml").unlink()
    build(catalogue, tmp_path / "index", CharacterEncoder())
    assert {one.product_id for one in read_index(tmp_path / "index").products.passages} == {"雪山"}


def test_that_another_model_embeds_everything_again(catalogue: Path, tmp_path: Path) -> None:
    first, second = CharacterEncoder(), CharacterEncoder(fingerprint="another")
    build(catalogue, tmp_path / "index", first)
    assert build(catalogue, tmp_path / "index", second)
    assert sorted(second.passages) == sorted(first.passages)


def test_that_an_index_of_an_unknown_form_is_replaced(catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "table.json").write_text('{"stamp": "old"}')
    assert build(catalogue, tmp_path / "index", CharacterEncoder())


def test_that_an_article_shared_by_two_products_is_embedded_once() -> None:
    encoder = CharacterEncoder()
    shared = (clause("1.1", "争议", "向被告住所地人民法院起诉"),)
    index_products([product(name, Line.HOME, clauses=shared) for name in ("甲", "乙")], encoder)
    assert sum("争议：向被告" in text for text in encoder.passages) == 1


def test_that_what_is_written_is_read_back_row_for_row(tmp_path: Path) -> None:
    stored = index_products([product("雪山", Line.TRAVEL)], CharacterEncoder(), "stamp")
    write_index(tmp_path / "index", stored)
    read = read_index(tmp_path / "index")
    assert read.products.passages == stored.products.passages
    assert read.clauses.words == stored.clauses.words
    assert (read.products.vectors() == stored.products.vectors()).all()


def test_that_progress_is_told(catalogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(catalogue, tmp_path / "index", CharacterEncoder())
    assert "texts embedded" in capsys.readouterr().out
