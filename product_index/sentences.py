"""The sentences of an article that answer a question, where the whole of it would be too much to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST = 2  # sentences
_PERIOD = re.compile(r"[^。]+。?")
_ITEM = re.compile(r"[^；]+；?")
_LEFT_OUT = "……"
_AMOUNT = re.compile(r"\d|[零一二三四五六七八九十百]+(?:日|天|年|元|万|%|倍)")


@dataclass(frozen=True)
class _Sentence:
    """A sentence, or one item of a list with the head of the list: 下列情形下不赔：……饮酒后驾驶；."""

    head: str
    text: str


def fitting_sentences(text: str, terms: Sequence[str]) -> str:
    """Those with most of the terms, in the article's own order and words; `……` where something is left out.

    Of sentences that say as many, those with a figure come first, then the earlier. Without any, the first sentence.
    """
    sentences = list(_sentences(text))
    said = [sum(term in one.text.lower() for term in terms) for one in sentences]
    order = sorted(range(len(sentences)), key=lambda at: (-said[at], not _AMOUNT.search(sentences[at].text), at))
    kept = sorted(at for at in order[:MOST] if said[at] or at == order[0])
    return _joined(sentences, kept)


def _sentences(text: str) -> Iterator[_Sentence]:
    for period in _PERIOD.findall(text):
        head, colon, rest = period.partition("：")
        listed = bool(colon) and "；" in rest
        for item in _ITEM.findall(rest if listed else period):
            yield _Sentence(head + colon if listed else "", item)


def _joined(sentences: Sequence[_Sentence], kept: Sequence[int]) -> str:
    parts: list[str] = []
    last, head = -1, ""
    for at in kept:
        one = sentences[at]
        first = at == 0 or sentences[at - 1].head != one.head
        if at != last + 1 and not (one.head and one.head != head and last == -1):
            parts.append(_LEFT_OUT)
        if one.head and one.head != head:
            parts += [one.head] if first else [one.head, _LEFT_OUT]
        parts.append(one.text)
        last, head = at, one.head
    return "".join(parts) + (_LEFT_OUT if kept and kept[-1] != len(sentences) - 1 else "")
