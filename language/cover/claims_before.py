"""How long a car has been without a claim, told as what happened: `去年出过一次`, `never had an accident`."""

from __future__ import annotations

import re

from language.words.sentence import Sentence

LONGEST_RATED = 3  # years; no-claim discounts grow no further
_NEVER = re.compile(
    r"(?:从来?|一直|一次(?:都|也)|压根|根本|开车以来)(?:都|也|就)?(?:没有?|未)(?:出过?|发生过?|有过?|报过?)?(?:险|事故|理赔|案)?|"
    r"\bnever (?:had|made|filed|been in)\b|\bnot (?:one|a single) (?:claim|accident)\b|\bclean record\b"
)
_RECENTLY = re.compile(
    r"(?:去年|今年|上个?月|前阵子|前段时间|最近|刚|刚刚|才)[^,。;]{0,6}(?:出|撞|刮|蹭|碰|追尾|理赔|报)(?:了|过|险|的|案)|"
    r"(?:出|报|撞|刮|蹭)(?:了|过)(?:一|两|\d|好几)?(?:次|回|起)?(?:险|事故|案)|"
    r"\b(?:had|made|filed) (?:an?|one|\d|two|some|a few|my) (?:small |minor |little )?"
    r"(?:claims?|accidents?|crash|bump)\b|"
    r"\b(?:claimed|crashed) (?:last|this|a|in)\b"
)
_YEARS_AGO = re.compile(r"(?P<n>\d+) ?(?:年前|years? ago)")


def read_claim_free_years(text: str) -> int | None:
    """Whole years without a claim; None when the text tells nothing of the kind."""
    words = Sentence.of(text).text
    if _NEVER.search(words):
        return LONGEST_RATED
    if not _RECENTLY.search(words):
        return None
    ago = _YEARS_AGO.search(words)
    return min(int(ago["n"]), LONGEST_RATED) if ago else 0
