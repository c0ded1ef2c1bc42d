"""What claims need, read from papers.yaml and types.yaml: implements claim_guide.ClaimGuide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from insurance.bilingual import Bilingual
from insurance.claim_guide import PaperGuide, TypeGuide
from insurance.claim_papers import ReadableKind
from insurance.claims import Cause, ClaimType
from insurance.lines import Line
from product_index.claim_words import exclusion_words
from product_index.load import read_yaml

HERE = Path(__file__).parent


class InvalidGuide(ValueError):
    """An entry that can't be used; the message says which and why."""


class FileGuide:
    """Implements ClaimGuide."""

    def __init__(
        self,
        papers: Mapping[str, PaperGuide],
        types: Mapping[ClaimType, Mapping[str, Any]],
        injuries: Sequence[str],
    ) -> None:
        self._papers, self._types, self._injuries = papers, types, injuries
        self._taken_for: dict[str, list[str]] = {}
        for paper in papers.values():
            for kind in paper.reads_as:
                self._taken_for.setdefault(kind, []).append(paper.code)

    def paper(self, code: str) -> PaperGuide:
        """Raises KeyError."""
        return self._papers[code]

    def papers_read_as(self, kind: str) -> Sequence[str]:
        return self._taken_for.get(kind, ())

    def is_injury(self, diagnosis: str) -> bool:
        told = diagnosis.casefold()
        return any(word in told for word in self._injuries)

    @property
    def exclusion_words(self) -> Mapping[str, tuple[str, ...]]:
        return exclusion_words()

    def type(self, type_: ClaimType, cause: Cause | None) -> TypeGuide:
        """Where the documents depend on the cause and it isn't known, those after an accident come first."""
        data = self._types[type_]
        documents = data["documents"]
        if isinstance(documents, Mapping):
            causes = [cause.value] if cause is not None else [one.value for one in Cause]
            documents = dict.fromkeys(name for one in causes for name in documents[one])
        lines = tuple(Line(one) for one in data["lines"])
        return TypeGuide(type_, lines, tuple(documents), tuple(data["papers"]))


def load_guide() -> FileGuide:
    """Raises InvalidGuide: a type is missing, or a document it names isn't in the list."""
    papers = {code: _paper(code, data) for code, data in read_yaml(HERE / "papers.yaml").items()}
    types = {ClaimType(name): data for name, data in read_yaml(HERE / "types.yaml").items()}
    missing = [one.value for one in ClaimType if one not in types]
    missing += [code for data in types.values() for code in data["papers"] if code not in papers]
    if missing:
        raise InvalidGuide(f"not in the files: {', '.join(missing)}")
    injuries = [word for words in read_yaml(HERE / "injuries.yaml").values() for word in words]
    return FileGuide(papers, types, injuries)


def _paper(code: str, data: Mapping[str, Any]) -> PaperGuide:
    kinds = tuple(ReadableKind(one).value for one in data.get("reads_as", ()))
    name, why = Bilingual(data["zh"], data["en"]), Bilingual(data["why_zh"], data["why_en"])
    not_for = tuple(ClaimType(one) for one in data.get("not_for", ()))
    return PaperGuide(code, name, why, kinds, bool(data["sample"]), not_for, bool(data.get("made_by_us")))
