"""Embed the catalogue into the index that search reads: `python -m product_index.build`.

Nothing happens while neither a product file, nor the model, nor this code changed; otherwise only texts that aren't
in the old index are embedded.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import numpy as np

from insurance.catalogue import Product
from product_index.embedding.encoder import Embeds, Encoder, ModelMissing, Vectors
from product_index.index_files import IndexMissing, Part, StoredIndex, read_index, read_stamp, text_key, write_index
from product_index.load import CATALOGUE, CatalogueError, load_catalogue
from product_index.passages import Passage, Words, clause_passages, clause_words, product_passages, product_words

DEFAULT_FOLDER = Path("var/index")
_CODE = ("build.py", "passages.py", "index_files.py")
_BATCH = 16


def build(catalogue: Path, out: Path, encoder: Embeds) -> bool:
    """Bring the index up to date.

    Returns:
        Whether anything had to be done.

    Raises:
        CatalogueError: a product file is wrong.
        ModelMissing: the embedding model hasn't been prepared.
    """
    stamp = _stamp(catalogue, encoder)
    if read_stamp(out) == stamp:
        print(f"product index: {out} is current")
        return False
    started = time.monotonic()
    products = load_catalogue(catalogue).all()
    print(f"product index: {len(products)} products read, {time.monotonic() - started:.1f} s", flush=True)
    write_index(out, index_products(products, encoder, stamp, _old_vectors(out, encoder)))
    print(f"product index: {out} ready, {time.monotonic() - started:.1f} s")
    return True


def index_products(
    products: Sequence[Product], encoder: Embeds, stamp: str = "", known: Mapping[str, Vectors] | None = None
) -> StoredIndex:
    """The index over some products; `known` are vectors to use again, by `text_key`."""
    of_products = [passage for product in products for passage in product_passages(product)]
    of_clauses = [passage for product in products for passage in clause_passages(product)]
    vectors = _embed([*of_products, *of_clauses], encoder, known or {})
    return StoredIndex(
        stamp,
        encoder.fingerprint,
        _part(of_products, [product_words(product) for product in products], vectors),
        _part(of_clauses, [words for product in products for words in clause_words(product)], vectors),
    )


def _part(passages: Sequence[Passage], words: Sequence[Words], vectors: Mapping[str, Vectors]) -> Part:
    return Part.of(passages, words, np.stack([vectors[text_key(passage.text)] for passage in passages]))


def _embed(passages: Sequence[Passage], encoder: Embeds, known: Mapping[str, Vectors]) -> dict[str, Vectors]:
    texts = {text_key(passage.text): passage.text for passage in passages}
    missing = [key for key in texts if key not in known]
    vectors = {key: known[key] for key in texts if key in known}
    if missing:
        encoder.embed_query("")  # loads the model before the threads ask for it together
    batches = [missing[i : i + _BATCH] for i in range(0, len(missing), _BATCH)]
    # The model takes one thread a call and leaves Python's lock meanwhile.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda keys: encoder.embed_passages([texts[key] for key in keys]), batches)
        for keys, rows in zip(_with_progress(batches, len(missing)), found, strict=True):
            vectors.update(zip(keys, rows, strict=True))
    return vectors


def _with_progress(batches: Sequence[list[str]], total: int) -> Iterator[list[str]]:
    done, told = 0, 0
    for batch in batches:
        yield batch
        done += len(batch)
        if done - told >= total / 10 or done == total:
            told = done
            print(f"product index: {done} of {total} texts embedded", flush=True)


def _old_vectors(folder: Path, encoder: Embeds) -> dict[str, Vectors]:
    try:
        old = read_index(folder)
    except (IndexMissing, KeyError, TypeError, RuntimeError):  # none, or of an earlier form: start anew
        return {}
    if old.model != encoder.fingerprint:
        return {}
    parts = (old.products, old.clauses)
    return {text_key(one.text): row for part in parts for one, row in zip(part.passages, part.vectors(), strict=True)}


def _stamp(catalogue: Path, encoder: Embeds) -> str:
    digest = sha256(encoder.fingerprint.encode())
    for path in (*sorted(catalogue.glob("*.yaml")), *(Path(__file__).with_name(name) for name in _CODE)):
        digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description="Embed the catalogue into the search index.")
    parser.add_argument("--catalogue", type=Path, default=CATALOGUE)
    parser.add_argument("--out", type=Path, default=DEFAULT_FOLDER)
    arguments = parser.parse_args()
    try:
        build(arguments.catalogue, arguments.out, Encoder())
    except (CatalogueError, ModelMissing, OSError) as error:
        print(f"product index: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
