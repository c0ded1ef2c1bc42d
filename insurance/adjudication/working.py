"""One benefit held against one loss: what every kind of calculation works with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from insurance.adjudication.cover import CoverInForce
from insurance.adjudication.explaining import Calculation, at_least_zero, less_of
from insurance.adjudication.history import Used
from insurance.adjudication.loss import Loss
from insurance.adjudication.terms import Terms
from insurance.catalogue import Benefit
from insurance.money import ZERO, Money

DEATH_OF_MINOR = "death_of_minor"  # all policies together are limited by the regulator


class PaidElsewhere:
    """What other policies paid, by what they paid it for; each yuan is taken off once."""

    def __init__(self, by_source: dict[str, Money] | None = None, for_anything: Money = ZERO) -> None:
        self._by_source = dict(by_source or {})
        self._for_anything = for_anything

    def draw(self, source: str, most: Money) -> Money:
        """What was paid for a source, at most `most`; it won't be drawn again."""
        found = less_of(self._by_source.get(source, ZERO), most)
        if found > ZERO:
            self._by_source[source] -= found
        free = less_of(self._for_anything, most - found)
        self._for_anything -= free
        return found + free

    def paid(self, source: str) -> Money:
        return self._by_source.get(source, ZERO)

    def copy(self) -> PaidElsewhere:
        return PaidElsewhere(self._by_source, self._for_anything)


@dataclass
class Taken:
    """What earlier lines of the same adjudication used up of one policy."""

    sources: set[str] = field(default_factory=set)
    amounts: dict[str, Money] = field(default_factory=dict)
    deductibles: dict[str, Money] = field(default_factory=dict)
    event_deductible: Money = ZERO
    for_minor: Money = ZERO  # for the death of a minor

    def amount(self, codes: tuple[str, ...]) -> Money:
        return sum((self.amounts.get(code, ZERO) for code in codes), ZERO)

    def deductible(self, codes: tuple[str, ...]) -> Money:
        return sum((self.deductibles.get(code, ZERO) for code in codes), ZERO)


@dataclass(frozen=True)
class Case:
    cover: CoverInForce
    benefit: Benefit
    terms: Terms
    loss: Loss
    used: Used
    taken: Taken
    elsewhere: PaidElsewhere

    @property
    def most(self) -> Money:
        """The full sum of the benefit for this person; zero where it has none (a daily benefit)."""
        return self.benefit.most(self.cover.sum_insured) or ZERO

    @property
    def codes(self) -> tuple[str, ...]:
        """Benefits that use up the same limit."""
        return (self.benefit.code, *self.terms.limit_with)

    def free(self, sources: Iterator[str]) -> list[str]:
        """Those not paid under another benefit of this policy already."""
        return [one for one in sources if one not in self.taken.sources]


@dataclass
class Worked:
    """What a kind of calculation found.

    Attributes:
        sources: what it paid for, each with the most that can be paid for it; other policies pay only the rest.
        event_deductible: taken of a deductible all parts of one loss share.
    """

    calculation: Calculation
    sources: dict[str, Money] = field(default_factory=dict)
    deductible_used: Money = ZERO
    event_deductible: Money = ZERO
    days: int = 0
    counted: Money = ZERO
    doubts: list[str] = field(default_factory=list)

    def paid_by_source(self, elsewhere: PaidElsewhere) -> dict[str, Money]:
        """What is payable, laid on the sources in their order, on none more than other policies left of it."""
        rest, found = self.calculation.rest, {}
        for source, most in self.sources.items():
            found[source] = less_of(at_least_zero(most - elsewhere.paid(source)), rest)
            rest -= found[source]
        return found
