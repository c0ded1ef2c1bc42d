"""How well `language` reads the facts of the blind sentences: exact by kind, precision and recall by fact type."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.unit.language.tables import TODAY, describe

BLIND = Path(__file__).with_name("blind_facts.yml")
LATER = Path(__file__).with_name("blind_facts_later.yml")
MAIN_KINDS = ("date", "money", "age", "relation")  # what the issue of understanding holds to 97 %


@dataclass(frozen=True)
class FactCase:
    """One blind sentence: what it is mainly about, what a person writes down, what was read."""

    kind: str
    text: str
    wanted: tuple[str, ...]
    read: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Every fact and no other, in any order."""
        return Counter(self.wanted) == Counter(self.read)


@dataclass(frozen=True)
class Rates:
    """Shares between 0 and 1, of `wanted` facts found and of `read` facts that are right."""

    wanted: int
    precision: float
    recall: float


def read_blind(path: Path = BLIND) -> list[FactCase]:
    from language import read_facts

    stored = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - reads plain words only
    return [
        FactCase(kind, text, tuple(wanted), tuple(describe(fact) or "" for fact in read_facts(text, TODAY)))
        for kind, text, wanted in stored
    ]


def exact_by_kind(cases: Iterable[FactCase]) -> Mapping[str, tuple[int, float]]:
    """(number of cases, share read exactly) of each kind, the largest first."""
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case.exact)
    ordered = sorted(by_kind.items(), key=lambda one: -len(one[1]))
    return {kind: (len(right), sum(right) / len(right)) for kind, right in ordered}


def rates_by_type(cases: Sequence[FactCase]) -> Mapping[str, Rates]:
    """Precision and recall of each fact type, every field right."""
    wanted, read, both = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        one, other = Counter(case.wanted), Counter(case.read)
        for facts, total in ((one, wanted), (other, read), (one & other, both)):
            for fact, number in facts.items():
                total[fact.partition(" ")[0]] += number
    return {
        kind: Rates(number, both[kind] / read[kind] if read[kind] else 1.0, both[kind] / number)
        for kind, number in wanted.most_common()
    }
