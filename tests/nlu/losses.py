"""How well `read_loss` reads the development sentences, by field: `python -m tests.nlu.losses [--show]`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from insurance.claims import Loss
from tests.unit.language.tables import TODAY, told_of

DEV = Path(__file__).with_name("dev_claims.yml")


@dataclass(frozen=True)
class LossCase:
    """One sentence: what a person writes down and what was read, by field."""

    text: str
    wanted: dict[str, str]
    read: dict[str, str]


@dataclass(frozen=True)
class FieldRates:
    """Shares between 0 and 1: of `wanted` values those found, of `read` ones and of all sentences those right."""

    wanted: int
    recall: float
    precision: float
    right: float


def parse(line: str) -> dict[str, str]:
    """`type=hospital diagnosis=broken hip`: a value goes on until the next name."""
    names = [each.name for each in fields(Loss)]
    found: dict[str, str] = {}
    name = ""
    for word in line.split():
        head, sign, value = word.partition("=")
        if sign and head in names:
            name, found[head] = head, value
        else:
            found[name] += f" {word}"
    return found


def read_cases(path: Path = DEV) -> list[LossCase]:
    from language import read_loss

    stored = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [LossCase(text, parse(wanted), told_of(read_loss(text, TODAY))) for text, wanted in stored]


def rates(cases: Sequence[LossCase]) -> dict[str, FieldRates]:
    """By field, the most told first."""
    names = sorted({name for case in cases for name in (*case.wanted, *case.read)}, key=lambda one: _count(cases, one))
    return {name: _rates(cases, name) for name in names}


def exact(cases: Sequence[LossCase]) -> float:
    """The share of the sentences of which every field and no other is read."""
    return sum(case.wanted == case.read for case in cases) / len(cases)


def _count(cases: Sequence[LossCase], name: str) -> int:
    return -sum(name in case.wanted for case in cases)


def _rates(cases: Sequence[LossCase], name: str) -> FieldRates:
    wanted, read = sum(name in case.wanted for case in cases), sum(name in case.read for case in cases)
    both = sum(name in case.wanted and case.wanted[name] == case.read.get(name) for case in cases)
    same = sum(case.wanted.get(name) == case.read.get(name) for case in cases)
    return FieldRates(wanted, both / wanted if wanted else 1.0, both / read if read else 1.0, same / len(cases))


def main() -> None:
    cases = read_cases()
    for name, one in rates(cases).items():
        print(f"{name:17} {one.wanted:4} recall {one.recall:.3f}  precision {one.precision:.3f}  right {one.right:.3f}")
    print(f"{len(cases)} sentences, {exact(cases):.3f} exact")
    if "--show" in sys.argv:
        for case in cases:
            for name in sorted({*case.wanted, *case.read}):
                if case.wanted.get(name) != case.read.get(name):
                    print(f"{case.text}\n    {name}: wanted {case.wanted.get(name)!r}, read {case.read.get(name)!r}")


if __name__ == "__main__":
    main()
