"""What other rules would have said to the decisions made last: for a look before they come into force."""

from __future__ import annotations

from collections.abc import AsyncIterable, Mapping
from dataclasses import dataclass, field

from adapters.rules.engine import ZenRules
from adapters.rules.errors import RuleFailed, UnknownTable
from insurance.decisions import DecisionRecord
from insurance.ports import RuleResult
from insurance.refs import DecisionId
from insurance.underwriting import ELIGIBILITY, Outcome, outcome_if, table_outcome

EXAMPLES = 5  # decisions named for each change
NO_ANSWER = "no answer"


@dataclass
class Change:
    """How many answers went from one to another, and the first decisions that did; ids only, nothing of a person."""

    count: int = 0
    examples: list[DecisionId] = field(default_factory=list)

    def add(self, decision: DecisionId | None) -> None:
        self.count += 1
        if decision is not None and decision not in self.examples and len(self.examples) < EXAMPLES:
            self.examples.append(decision)


@dataclass
class Shadowed:
    """What would change.

    Attributes:
        by_table: (table, from, to) of single answers.
        by_decision: (from, to) of whole decisions.
        other_row: answers that stay, given by another row; by table.
        opened: decisions whose insured would now be eligible, so that tables nobody asked then would be asked.
    """

    decisions: int = 0
    answers: int = 0
    without_facts: int = 0
    by_table: dict[tuple[str, str, str], Change] = field(default_factory=dict)
    by_decision: dict[tuple[str, str], Change] = field(default_factory=dict)
    other_row: dict[str, Change] = field(default_factory=dict)
    opened: Change = field(default_factory=Change)


async def shadow(decisions: AsyncIterable[DecisionRecord], candidate: ZenRules) -> Shadowed:
    found = Shadowed()
    async for record in decisions:
        found.decisions += 1
        if all(result.facts for result in record.decision.results):
            _compare(found, record, candidate)
        else:
            found.without_facts += 1
    return found


def _compare(found: Shadowed, record: DecisionRecord, candidate: ZenRules) -> None:
    again = []
    for then in record.decision.results:
        found.answers += 1
        now = _ask(candidate, then)
        before, after = said(then), said(now) if now is not None else NO_ANSWER
        if before != after:
            found.by_table.setdefault((then.table, before, after), Change()).add(record.id)
        elif now is not None and now.rows != then.rows:
            found.other_row.setdefault(then.table, Change()).add(record.id)
        if now is not None:
            again.append(now)
            if _opens(then, now):
                found.opened.add(record.id)
    if len(again) == len(record.decision.results):
        outcome, before_all = outcome_if(record.decision, again), record.decision.outcome
        if outcome is not before_all:
            found.by_decision.setdefault((before_all.value, outcome.value), Change()).add(record.id)


def _ask(candidate: ZenRules, then: RuleResult) -> RuleResult | None:
    try:
        return candidate.decide(then.table, then.facts)
    except (RuleFailed, UnknownTable):
        return None


def _opens(then: RuleResult, now: RuleResult) -> bool:
    was = table_outcome(then) is Outcome.STANDARD
    return then.table == ELIGIBILITY and not was and table_outcome(now) is Outcome.STANDARD


def said(result: RuleResult) -> str:
    """An answer in a few words: `loading +50 %`, `exclusion: eye_disease`, `refer: missing_fact`."""
    output: Mapping[str, object] = result.output
    outcome = table_outcome(result)
    if outcome is Outcome.LOADING:
        return f"{outcome} +{output.get('loading_percent')} %"
    if outcome is Outcome.EXCLUSION:
        return f"{outcome}: {output.get('exclusion')}"
    return outcome.value if outcome is Outcome.STANDARD else f"{outcome}: {output.get('reason')}"
