"""A file's name as its sender wrote it: shown, after cleaning, and never used for anything else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from bot.gateway.parts import Sensitive

LONGEST = 60  # characters
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, direction marks, halves of characters, and the like
MARKUP = str.maketrans("", "", "<>[]`")


def clean_name(name: str, find_sensitive: Callable[[str], Sequence[Sensitive]]) -> str:
    """What may be shown: no path, nothing unseen, no markup, numbers of people hidden, short; may be empty."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(c for c in name if unicodedata.category(c) not in UNSEEN).translate(MARKUP)
    name = " ".join(name.split()).strip(" .")
    for found in sorted(find_sensitive(name), key=lambda s: s.start, reverse=True):
        name = name[: found.start] + "…" + name[found.end :]
    if len(name) <= LONGEST:
        return name
    ending = re.search(r"\.\w{1,5}$", name)
    kept = ending[0] if ending else ""
    return name[: LONGEST - 1 - len(kept)] + "…" + kept
