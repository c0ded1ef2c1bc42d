"""Chinese names in a text: by their characters first, then by sound, then with one character wrong."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from language.cover.lines import lexicon
from language.words.normal import normalise
from language.words.sounds import alike, is_word, sounds

Found = tuple[str, str, int, int, bool]  # id, name, start, end, exact

_TOKEN = re.compile(r"[\u3400-\u9fff\d]")
# What every insurer's names are made of: alone it names nothing, and a slip in it makes another product
_GENERIC = re.compile(
    r"保险|险|意外|伤害|医疗|住院|门诊|门急诊|重疾|重大疾病|寿|定期|终身|年金|养老|防癌|车损|交强|强制|三者|"
    r"第三者|责任|雇主|团体|团险|家财|"
    r"财产|旅行|旅游|综合|百万|老年|老人|少儿|儿童|成人|父母|家庭|学平|医保|签证|申根|全球|国内|境外|亚洲|"
    r"一年期?|增额|公司|集团|线|游"
)
_TWO, _THREE, _FOUR = 2, 3, 4
_BEFORE = re.compile(r"(?:买|选|看|问|叫|那个|这个|推荐|投)\s?$")
_END = re.compile(r"\s?(?:怎么|如何|多少|好|能|可以|保什么|和|跟|还是|[吗呢吧,。!?]|$)")
_EVIDENCE = re.compile(r"\s?(?:的|家|保险|公司|险|意外|医疗|重疾|那[个款]|这[个款]|寿|财产|人寿|养老|车险|旅)")


class ChineseNames:
    """An index by sound: a text is compared only with names most of whose syllables it has."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names = [(name, id_, tokens) for name, id_ in names if (tokens := _tokens(normalise(name)))]
        self._names = [each for each in self._names if _is_name(each[2])]
        self._by_sound: dict[str, set[int]] = defaultdict(set)
        for place, (_, _, tokens) in enumerate(self._names):
            for token in tokens:
                for sound in sounds(token):
                    self._by_sound[sound].add(place)

    def find(self, text: str) -> Iterator[Found]:
        places = [found.start() for found in _TOKEN.finditer(text)]
        typed = "".join(text[place] for place in places)
        if len(typed) < _TWO:
            return
        for name, id_, tokens in self._likely(typed):
            for start, size, exact in _matches(typed, tokens, text, places):
                yield id_, name, places[start], places[start + size - 1] + 1, exact

    def _likely(self, typed: str) -> Iterator[tuple[str, str, str]]:
        shared: Counter[int] = Counter()
        for sound in {sound for char in typed for sound in sounds(char)}:
            shared.update(self._by_sound.get(sound, ()))
        for place, count in shared.items():
            tokens = self._names[place][2]
            if count >= len(set(tokens)) - (len(tokens) >= _FOUR):
                yield self._names[place]


def _tokens(text: str) -> str:
    return "".join(_TOKEN.findall(text))


def _is_name(tokens: str) -> bool:
    own = _GENERIC.sub("", tokens)
    return len(tokens) >= _TWO and bool(own) and lexicon().whole(tokens) is None and not own.isdigit()


def _matches(typed: str, name: str, text: str, places: list[int]) -> Iterator[tuple[int, int, bool]]:
    """(start, size, exact) of the name in the characters typed; a slip only where it isn't there exactly."""
    start = typed.find(name)
    if start >= 0:
        if len(name) > _TWO or typed == name or _pointed_at(text, places[start], places[start + len(name) - 1] + 1):
            yield start, len(name), True
        return
    begins = [place for place in range(len(typed) - len(name) + 2) if alike(typed[place], name[0])]
    for start in begins:
        window = typed[start : start + len(name)]
        if len(window) == len(name) and all(map(alike, window, name)) and _is_slip(typed, start, name, text, places):
            yield start, len(name), False
            return
    yield from _one_wrong(typed, name, begins)


def _pointed_at(text: str, start: int, end: int) -> bool:
    """Words around say that two characters are a name: `买恒泰`, `恒泰的`; 随行人员 is none."""
    return bool(_EVIDENCE.match(text, end) or _BEFORE.search(text[:start]))


def _is_slip(typed: str, start: int, name: str, text: str, places: list[int]) -> bool:
    """A homophone of a short name may belong to an ordinary word: 民心 is not 民信, 小心安全 not 孝心安."""
    if len(name) > _THREE:
        return True
    end = start + len(name)
    wrong = [place for place in range(start, end) if typed[place] != name[place - start]]
    words = (typed[max(0, place + shift) : place + shift + 2] for place in wrong for shift in (-1, 0))
    if len(wrong) == len(name) or any(map(is_word, words)):
        return False
    after = places[end - 1] + 1
    ends = len(name) == _THREE and (_END.match(text, after) or _GENERIC.match(text, after))
    return bool(ends) or _pointed_at(text, places[start], after)


def _one_wrong(typed: str, name: str, begins: list[int]) -> Iterator[tuple[int, int, bool]]:
    """One character wrong, missing or extra within the part that tells this name from others."""
    if len(name) < _FOUR or len(_GENERIC.sub("", name)) < _THREE:
        return
    for size in (len(name), len(name) - 1, len(name) + 1):
        for start in begins:
            if _differs_once(typed[start : start + size], name):
                yield start, min(size, len(typed) - start), False
                return


def _differs_once(window: str, name: str) -> bool:
    front = 0
    while front < min(len(window), len(name)) and alike(window[front], name[front]):
        front += 1
    longer = len(window) > len(name)
    wrong, missing = (1, 0) if longer else (1, 1) if len(window) == len(name) else (0, 1)
    rest, of_name = window[front + wrong :], name[front + missing :]
    if len(rest) != len(of_name) or not all(map(alike, rest, of_name)):
        return False
    inside = front > 0 and bool(rest)  # at either end it may belong to the words around
    changed = name[max(0, front - 1) : front + missing + 1]
    return inside and not _GENERIC.search(changed) and sum(a in window for a in name) >= len(name) // 2
