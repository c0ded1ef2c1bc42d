"""Claim documents with known truth.

python -m tests.documents               let the reader read both sets; writes docs/eval-documents.md
python -m tests.documents make FOLDER   write a set and its truth.json
python -m tests.documents samples       make the sample pictures of the checklist again
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path

from insurance.document_ports import DocumentReader
from ops.places import ROOT
from tests.documents.evaluate import Outcome, evaluate
from tests.documents.make import HELD_OUT, SEED, make_set
from tests.documents.report import page, sums
from tests.documents.samples import make_samples

REPORT = ROOT / "docs" / "eval-documents.md"
READER = "adapters.documents.reader:OcrReader"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    if options.what == "make":
        print(f"{len(make_set(options.folder, options.seed))} documents in {options.folder}")
        return 0
    if options.what == "samples":
        print("\n".join(f"{path.relative_to(ROOT)} {path.stat().st_size}" for path in make_samples()))
        return 0
    try:
        reader = _reader(options.reader)
    except (ImportError, AttributeError) as why:
        print(f"no reader {options.reader}: {why}", file=sys.stderr)
        return 1
    sets = asyncio.run(_measure(reader))
    print(sums(sets))
    REPORT.write_text(page(sets, options.reader), "utf-8")
    return 0


def _reader(name: str) -> DocumentReader:
    """`module:something` that makes a reader when called."""
    module, _, maker = name.partition(":")
    made: DocumentReader = getattr(import_module(module), maker)()
    return made


async def _measure(reader: DocumentReader) -> dict[str, list[Outcome]]:
    """Both sets, with a reader that is opened before and closed after if it has to be."""
    async with AsyncExitStack() as stack:
        if hasattr(reader, "open") and hasattr(reader, "close"):
            await reader.open()
            stack.push_async_callback(reader.close)
        return {name: await _read_set(reader, seed) for name, seed in (("first", SEED), ("held out", HELD_OUT))}


async def _read_set(reader: DocumentReader, seed: str) -> list[Outcome]:
    with tempfile.TemporaryDirectory(prefix="lingbao-documents-") as folder:
        documents = make_set(Path(folder), seed)
        return await evaluate(reader, Path(folder), documents, _tell)


def _tell(one: Outcome) -> None:
    kind = one.read.kind if one.read else one.failure
    print(f"{one.seconds:6.2f} s  {one.document.file} → {kind}", file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.documents", description="Claim documents with known truth.")
    parser.add_argument("--reader", default=READER, help="module:callable that makes the reader to measure")
    what = parser.add_subparsers(dest="what")
    make = what.add_parser("make", help="write a set and its truth.json")
    make.add_argument("folder", type=Path)
    make.add_argument("--seed", default=SEED, help=f"another one, e.g. {HELD_OUT}, gives other contents")
    what.add_parser("samples", help="make the sample pictures of the checklist again")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
