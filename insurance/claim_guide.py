"""What claims of each type need: kept as data in product_index/claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from insurance.bilingual import Bilingual
from insurance.claims import Cause, ClaimType
from insurance.lines import Line


@dataclass(frozen=True)
class PaperGuide:
    """One kind of document.

    Attributes:
        code: as the products' `claim_documents` name it.
        reads_as: kinds of document (ReadableKind) that are taken for it; empty: it isn't recognised by its content.
        not_for: types of claim that don't need it, whatever a product lists.
        made_by_us: made out from what was told: never asked for, unless an assessor does.
        sample: whether there is a sample picture under /web/images/claims.
    """

    code: str
    name: Bilingual
    why: Bilingual
    reads_as: tuple[str, ...] = ()
    sample: bool = False
    not_for: tuple[ClaimType, ...] = ()
    made_by_us: bool = False


@dataclass(frozen=True)
class TypeGuide:
    """One type of claim.

    Attributes:
        documents: the products' `claim_documents` types that hold for it.
        papers: what is needed where a product names none of those.
        lines: lines of business that may pay it.
    """

    type: ClaimType
    lines: tuple[Line, ...]
    documents: tuple[str, ...]
    papers: tuple[str, ...]


class ClaimGuide(Protocol):
    def paper(self, code: str) -> PaperGuide:
        """Raises KeyError."""

    def papers_read_as(self, kind: str) -> Sequence[str]:
        """The codes a kind of document is taken for."""

    def is_injury(self, diagnosis: str) -> bool:
        """Whether a diagnosis is of an injury."""

    @property
    def exclusion_words(self) -> Mapping[str, tuple[str, ...]]:
        """By flag of a loss the words by which a product's articles exclude it."""

    def type(self, type_: ClaimType, cause: Cause | None) -> TypeGuide: ...
