"""Deciding once more what was decided, on the facts and by the versions kept with it: the answers must be the same."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterator
from dataclasses import dataclass, field

from adapters.rules.archive import Archive
from adapters.rules.errors import RuleFailed
from insurance.decisions import DecisionRecord
from insurance.ports import RuleResult
from insurance.underwriting import outcome_if


@dataclass
class Replayed:
    """`differences` names the decision, the table and what differs, never a fact."""

    decisions: int = 0
    answers: int = 0
    differences: list[str] = field(default_factory=list)


async def replay(decisions: AsyncIterable[DecisionRecord], archive: Archive) -> Replayed:
    found = Replayed()
    async for record in decisions:
        found.decisions += 1
        found.answers += len(record.decision.results)
        found.differences += [f"decision {record.id}: {line}" async for line in _differences(record, archive)]
    return found


async def _differences(record: DecisionRecord, archive: Archive) -> AsyncIterator[str]:
    again = []
    for result in record.decision.results:
        rules = await archive.rules(result.table, result.version)
        if rules is None:
            yield f"{result.table}: version {result.version} isn't kept"
            continue
        if not result.facts:
            yield f"{result.table}: its facts weren't kept"
            continue
        try:
            answer = rules.decide(result.table, result.facts)
        except RuleFailed as error:
            yield str(error)
            continue
        again.append(answer)
        for line in _unlike(result, answer):
            yield line
    if len(again) == len(record.decision.results):
        outcome = outcome_if(record.decision, again)
        if outcome is not record.decision.outcome:
            yield f"comes to {outcome}, was {record.decision.outcome}"


def _unlike(then: RuleResult, now: RuleResult) -> Iterator[str]:
    if now.rows != then.rows:
        yield f"{then.table}: hit {', '.join(now.rows)}, was {', '.join(then.rows)}"
    elif now.output != then.output:
        yield f"{then.table}: row {', '.join(then.rows)} answers otherwise"
