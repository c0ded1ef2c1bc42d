"""One decision as staff may check it: on what facts, by which rows of which version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from insurance.ports import RuleArchive, RuleResult
from insurance.records import UnitOfWork
from insurance.refs import DecisionId
from insurance.underwriting import Finding, table_outcome


@dataclass(frozen=True)
class DecisionFiles:
    """Reads decisions for the staff API."""

    work: UnitOfWork
    archive: RuleArchive

    async def decision_file(self, decision_id: DecisionId) -> Mapping[str, Any]:
        """Raises UnknownRecord."""
        async with self.work.reading() as records:
            record = await records.decision(decision_id)
            applications = await records.applications_of(record.sender)
        decision = record.decision
        return {
            "id": record.id,
            "at": record.at.isoformat(),
            "stage": record.stage.value,
            "sender": record.sender,
            "quote_id": record.quote_id,
            "application_id": next((one.id for one in applications if one.quote_id == record.quote_id), None),
            "product_id": record.product_id,
            "plan_id": record.plan_id,
            "outcome": decision.outcome.value,
            "reasons": list(decision.reasons),
            "loading_percent": decision.loading_percent,
            "exclusions": list(decision.exclusions),
            "missing": list(decision.missing),
            "findings": [_finding(one) for one in decision.findings],
            "tables": [await self._table(result) for result in decision.results],
        }

    async def _table(self, result: RuleResult) -> Mapping[str, Any]:
        words = await self.archive.descriptions(result)
        return {
            "table": result.table,
            "version": result.version,
            "facts": dict(result.facts),
            "rows": [{"id": row, "description": text} for row, text in zip(result.rows, words, strict=True)],
            "output": dict(result.output),
            "outcome": table_outcome(result).value,
        }


def _finding(one: Finding) -> Mapping[str, Any]:
    return {"outcome": one.outcome.value, "reason": one.reason, "person": one.person, "subject": one.subject}
