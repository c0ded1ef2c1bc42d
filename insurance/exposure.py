"""Cover a person already has, or has ordered, here: what limits across policies look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insurance.lines import Line
from insurance.money import ZERO, Money
from insurance.refs import OrderId

LIFE = (Line.TERM_LIFE, Line.WHOLE_LIFE)


@dataclass(frozen=True)
class CoverHeld:
    """What one order covers one person for, from when it is placed: two bought at once count together.

    Attributes:
        person: keyed hash of the identity number, the same in every conversation.
        death: the most it pays on death.
    """

    person: str
    order: OrderId
    line: Line
    death: Money
    sum_insured: Money


@dataclass(frozen=True)
class KnownCover:
    """All policies of one person together."""

    death: Money = ZERO
    life: Money = ZERO
    critical_illness: Money = ZERO
    accident: Money = ZERO

    def on(self, line: Line) -> Money:
        """The sums insured that count together with a new one of this line."""
        if line in LIFE:
            return self.life
        return {Line.CRITICAL_ILLNESS: self.critical_illness, Line.ACCIDENT: self.accident}.get(line, ZERO)


def together(held: Iterable[CoverHeld]) -> KnownCover:
    death = life = illness = accident = ZERO
    for one in held:
        death += one.death
        life += one.sum_insured if one.line in LIFE else ZERO
        illness += one.sum_insured if one.line is Line.CRITICAL_ILLNESS else ZERO
        accident += one.sum_insured if one.line is Line.ACCIDENT else ZERO
    return KnownCover(death, life, illness, accident)
