"""What is feared apart from what has happened."""

from __future__ import annotations

import re

_FEARS = re.compile(r"怕|担心|万一|\b(?:worr|fret|afraid|scared|fear|in case)", re.IGNORECASE)
_HAPPENED = re.compile(
    r"昨|前天|今[天早]|上[周个星]|刚|去年|出险|报案|理赔|索赔|了\W*$|\b(?:yesterday|last|today|ago|happened|claim|was|had)\b",
    re.IGNORECASE,
)


def only_fears(text: str) -> bool:
    """A worry about what might happen, and nothing that says that it has."""
    return bool(_FEARS.search(text)) and not _HAPPENED.search(text)
