"""Lets a reader read a set and judges what it says, value by value."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from insurance.claim_papers import Flaw, ReadDocument, ReadField
from insurance.document_ports import DocumentReader
from tests.documents.truth import AMOUNTS, NUMBERS, OTHER_NUMBERS, READABLE, UNKNOWN, Document

SURE = 0.9  # from here on nobody looks at a value again
_USABLE = frozenset({Flaw.NOT_EXPECTED})  # says nothing against the picture


@dataclass(frozen=True)
class Outcome:
    """What a reader made of one document.

    Attributes:
        read: None if it raised; `failure` is then the name of the error.
        seconds: for all pages.
    """

    document: Document
    read: ReadDocument | None
    seconds: float
    failure: str = ""

    @property
    def kind_right(self) -> bool:
        return self.read is not None and self.read.kind == self.document.kind

    @property
    def flagged(self) -> bool:
        """The reader says that the picture can't be used."""
        return self.read is not None and bool(set(self.read.flaws) - _USABLE)

    def said(self, code: str) -> ReadField | None:
        return self.read.fields.get(code) if self.read else None

    def right(self, code: str) -> bool:
        """Whether a field that can be seen was read as it is."""
        said = self.said(code)
        return said is not None and same(code, said.value, self.document.fields[code])

    @property
    def wrong_amount(self) -> ReadField | None:
        """An amount told with certainty that isn't the paper's, or that nobody can see on it.

        What is taken for none of the kinds isn't paid for, so an amount read on it does no harm.
        """
        said = self.said("amount")
        if said is None or said.sure < SURE or self.read is None or self.read.kind == UNKNOWN:
            return None
        true = self.document.fields.get("amount")
        return None if true is not None and same("amount", said.value, true) else said

    @property
    def silently_wrong(self) -> bool:
        """A wrong amount, and nothing said against the picture either."""
        return self.wrong_amount is not None and not self.flagged


async def evaluate(
    reader: DocumentReader,
    folder: Path,
    documents: Iterable[Document],
    tell: Callable[[Outcome], None] = lambda one: None,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Outcome]:
    """One document after another, so that the seconds mean something; one that can't be read stops nothing."""
    outcomes = []
    for document in documents:
        content = (folder / document.file).read_bytes()
        start = clock()
        try:
            read, failure = await reader.read(content, document.media_type), ""
        except Exception as why:
            read, failure = None, type(why).__name__
        outcomes.append(Outcome(document, read, clock() - start, failure))
        tell(outcomes[-1])
    return outcomes


_SPACES = re.compile(r"\s+")
_NO_NUMBER = re.compile(r"[^0-9A-Z]")
_TITLES = {"MR", "MS", "MRS", "MISS", "MSTR"}


def same(code: str, said: str, true: str) -> bool:
    """Exact, but for what says nothing: spaces, case, titles, a Latin name's order, what stands around an illness."""
    if code in AMOUNTS:
        return _same_amount(said, true)
    if code in NUMBERS or code in OTHER_NUMBERS:
        return _NO_NUMBER.sub("", said.upper()) == true
    if code == "name" and true.isascii():
        parts = [part for part in re.findall("[A-Z]+", said.upper()) if part not in _TITLES]
        family, given = re.findall("[A-Z]+", true)
        return "".join(parts) in (family + given, given + family)
    bare, wanted = (_SPACES.sub("", one).casefold() for one in (said, true))
    return wanted in bare if code in ("diagnosis", "cause") else bare == wanted


def _same_amount(said: str, true: str) -> bool:
    try:
        return Decimal(said) == Decimal(true)
    except InvalidOperation:
        return False


def readable(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those from which a person could read everything."""
    return [one for one in outcomes if one.document.quality == READABLE]


def share(outcomes: Sequence[Outcome], codes: Sequence[str]) -> tuple[int, int]:
    """How many of these fields were read right, and how many there are to read."""
    there = [(one, code) for one in outcomes for code in codes if code in one.document.fields]
    return sum(one.right(code) for one, code in there), len(there)


def page_seconds(outcomes: Sequence[Outcome], percent: int) -> float:
    """The seconds a page that so many in a hundred documents don't go beyond."""
    each = sorted(one.seconds / max(1, one.document.pages) for one in outcomes)
    return each[min(len(each) - 1, len(each) * percent // 100)] if each else 0.0
