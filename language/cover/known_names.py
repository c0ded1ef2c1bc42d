"""Names one has reason to expect: read more leniently than among ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from language.cover.naming import Named, read_names
from language.words.normal import normalise
from language.words.sounds import alike

_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,3}")
_SHORT, _LONGEST = 2, 300
# Latin names of one word are words like any other, unless something is said of wanting them
_WANTED = re.compile(
    r"\b(?:want|buy|get|take|choose|pick|about|called|named|with|does|is|under|between|or|vs\.?|versus|compare)"
    r"\s+(?:the\s+)?$"
)
_BEGINS = re.compile(r"(?:^|[,.:;?!])\s*(?:and |or |the )*$")
_FOLLOWS = re.compile(r"\s*(?:$|[?!.]|,?\s*(?:please|pls|thanks|or|and|vs|versus|then|instead)\b)")


def read_known_names(text: str, names: Mapping[str, str], *, expected: bool) -> tuple[Named, ...]:
    """The names a text mentions, in order, of those handed in.

    A name of three characters may have one of them replaced by one that sounds the same (长青树 for 常青树).

    Args:
        expected: the sentence chooses, compares or wants to buy, so that a name of two characters counts as it stands
            (恒泰和民信哪个好) or with one character that sounds the same, and a Latin one of one word after `want`.
    """
    plain = normalise(text[:_LONGEST])
    found = list(read_names(text, names))
    for name, identifier in names.items():
        found += [one for one in _likely(plain, name, identifier, expected=expected) if not _taken(one, found)]
    return tuple(sorted(found, key=lambda one: one.start))


def _likely(plain: str, name: str, identifier: str, *, expected: bool) -> Iterator[Named]:
    if name.isascii():
        if expected and " " not in name:
            yield from _wanted(plain, name, identifier)
        return
    if not _HAN_NAME.fullmatch(name) or (len(name) == _SHORT and not expected):
        return
    for start in range(len(plain) - len(name) + 1):
        window = plain[start : start + len(name)]
        same = sum(map(str.__eq__, window, name))
        if same >= len(name) - 1 and all(map(alike, window, name)):
            yield Named(identifier, name, start, start + len(name), same == len(name))


def _wanted(plain: str, name: str, identifier: str) -> Iterator[Named]:
    for match in re.finditer(rf"(?<![a-z0-9]){re.escape(name.lower())}(?![a-z0-9])", plain):
        before, after = plain[: match.start()], plain[match.end() :]
        if _WANTED.search(before) or (_BEGINS.search(before) and _FOLLOWS.match(after)):
            yield Named(identifier, name, *match.span(), True)


def _taken(one: Named, found: list[Named]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in found)
