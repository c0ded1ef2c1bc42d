"""What an uploaded document is, as the customer says."""

from __future__ import annotations

import re

from language.claims.patterns import patterns
from language.words.normal import normalise

_NOT = re.compile(r"(?:不是|而不是|并非|没有|还没|\bnot (?:the |an? |my )?|\bisn't (?:the |an? |my )?)\s?$")
_LONGEST = 120


def read_paper_kind(text: str) -> str | None:
    """The document code of the catalogue's checklists (`这是出院小结` → discharge_summary); None: none, or several."""
    words = normalise(text[:_LONGEST])
    found: list[tuple[int, int, str]] = []
    for (code,), pattern in patterns("paper_kinds"):
        for hit in pattern.finditer(words):
            start, end = hit.span()
            inside = any(first <= start and end <= last for first, last, _ in found)
            if not inside and not _NOT.search(words[:start]):
                found = [one for one in found if not (start <= one[0] and one[1] <= end)]
                found.append((start, end, code))
    kinds = {code for _, _, code in found}
    return kinds.pop() if len(kinds) == 1 else None
