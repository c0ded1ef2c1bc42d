"""Whether something is asked, by the form of the sentence."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"[?？吗呢]\s*$|多少|多久|什么|怎么|如何|哪些|干[嘛吗]|几天|有没有|(?<!没)(?<!没有)啥(?!都|也)|咋|(?P<verb>\w)不(?P=verb)|^(what|how|why|does|is|can|do)\b",
    re.IGNORECASE,
)


def asks_something(text: str) -> bool:
    return bool(_ASKS.search(text.strip()))
