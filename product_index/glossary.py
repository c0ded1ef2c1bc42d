"""The glossary read from `glossary.yaml`: implements ports.Glossary. docs/add-a-term.md says how to add a term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from insurance.bilingual import Bilingual
from insurance.glossary import Term
from product_index.load import read_yaml

FILE = Path(__file__).with_name("glossary.yaml")
MOST_CHARACTERS = 400  # of a meaning: what a customer reads in a chat

# How one asks what something means, and what may stand beside it without asking about anything else.
_ASKS = re.compile(
    r"(?:是|指的?是|指)?(?:个)?(?:啥子|什么|啥|咩|乜)(?:意思|东西|概念|来的|玩意儿?)?|(?:什么|啥)(?:叫|是)|意思|含义|定义|"
    r"(?:是|用来|有)?(?:干|做)(?:嘛|吗|啥|什么)(?:用)?|有(?:什么|啥|何)(?:用|作用)|(?:什么|啥)(?:用|作用)|"
    r"解释|说明|怎么理解|何为|不懂|不明白|没听懂|没看懂|看不懂|介绍|名词|有(?:什么|啥)(?:区别|不同|差别)|(?:区别|差别|不同)|"
    r"\b(?:what(?:'s|s| is| are| do(?:es)?)?|means?|meaning|mean by|meant|define|definition|explain(?:ed)?|stands? for|"
    r"difference|between|tell me about|(?:the )?(?:point|use) of|good for|"
    r"understand|don'?t|what)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"请问|想问|问一下|一下|帮我|给我|你们?|我们?|这款|这个|这份|那个|那款|所谓的?|里面?的?|条款|产品|保险|保单|方案|说的?|写的?|提到的?|"
    r"到底|究竟|具体|是|的|了|呢|吗|啊|呀|嘛|吧|哦|和|跟|与|都|又|这|那|叫|个|第[一二三123][个款]|"
    r"\b(?:a|an|the|is|are|this|that|it|in|of|for|please|can|could|you|me|do|does|i|by|and|exactly|policy|plan|product|"
    r"term|word|to|here|insurance|about|its|my|your)\b|[\s,.，。;；:：!！?？'\"“”‘’《》()（）、~·-]"
)


class GlossaryError(Exception):
    """One or more entries are wrong; the message has a line for each."""


class FileGlossary:
    """The terms of a file, found by any of their names, the longest first."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        named = [(name, term) for term in terms for name in term.names()]
        self._named = sorted(((_pattern(name), term) for name, term in named), key=lambda one: -len(one[0].pattern))

    def find(self, words: str) -> Sequence[Term]:
        """The terms named, in the order of the words."""
        return [term for _, _, term in self._found(words)]

    def meant(self, words: str) -> Sequence[Term]:
        """The terms whose meaning is asked for; none when something else is asked about them."""
        found = self._found(words)
        rest = list(words)
        for start, end, _ in found:
            rest[start:end] = " " * (end - start)
        left = "".join(rest)
        asks = _ASKS.search(left) or _BESIDE.sub("", left) == ""
        return [term for _, _, term in found] if asks and not _BESIDE.sub("", _ASKS.sub("", left)) else []

    def _found(self, words: str) -> list[tuple[int, int, Term]]:
        taken: list[tuple[int, int, Term]] = []
        for pattern, term in self._named:
            for match in pattern.finditer(words):
                start, end = match.span()
                if all(end <= begun or start >= over for begun, over, _ in taken):
                    taken.append((start, end, term))
        in_order = sorted(taken, key=lambda one: one[0])
        return [one for at, one in enumerate(in_order) if one[2] not in [before[2] for before in in_order[:at]]]


def load_glossary(path: Path = FILE) -> FileGlossary:
    """Raises GlossaryError naming every entry that is wrong."""
    entries: list[Mapping[str, Any]] = read_yaml(path)
    wrong = list(_problems(entries))
    if wrong:
        raise GlossaryError("\n".join(wrong))
    return FileGlossary([_term(entry) for entry in entries])


def _term(entry: Mapping[str, Any]) -> Term:
    return Term(Bilingual(entry["zh"], entry["en"]), tuple(entry.get("also", ())), Bilingual(**entry["meaning"]))


def _problems(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    owner: dict[str, str] = {}
    for number, entry in enumerate(entries, start=1):
        where = f"entry {number} ({entry.get('zh', '?')})"
        texts = [entry.get("zh"), entry.get("en"), *(entry.get("meaning", {}).get(one) for one in ("zh", "en"))]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            yield f"{where}: needs zh, en and a meaning in both"
            continue
        for text in entry["meaning"].values():
            if len(text) > MOST_CHARACTERS:
                yield f"{where}: a meaning has {len(text)} characters, at most {MOST_CHARACTERS}"
        for name in (entry["zh"], entry["en"], *entry.get("also", ())):
            if not isinstance(name, str) or len(name) < 2:
                yield f"{where}: {name!r} is not a name of at least two characters"
            elif name.lower() in owner:
                yield f"{where}: {name!r} already names {owner[name.lower()]}"
            else:
                owner[name.lower()] = entry["zh"]


def _pattern(name: str) -> re.Pattern[str]:
    said = re.escape(name).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?")
    return re.compile(rf"(?<![a-z0-9]){said}(?:e?s)?(?![a-z0-9])" if name.isascii() else said, re.IGNORECASE)
