"""Cases as risk officers see them: plain values, people masked, identifiers by kind only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from insurance.lines import Language
from insurance.ports import AuditLog
from insurance.records import Records, UnknownRecord
from insurance.refs import ApplicationId
from insurance.riskcontrol.cases import CaseNumber, RiskCase
from insurance.riskcontrol.entries import EntryKind
from insurance.riskcontrol.ports import CaseFilter, Neighbour
from insurance.riskcontrol.signals import Signal
from insurance.services.parts import Parts
from insurance.services.people import mask_name
from insurance.services.reviewing import OfficerDesk

MOST_LINKED = 30  # earlier entries in one picture


@dataclass(frozen=True)
class RiskDesk:
    """The review queue for the staff API."""

    parts: Parts
    log: AuditLog

    def officer(self, name: str) -> OfficerDesk:
        return OfficerDesk(self.parts, name)

    async def cases(self, only: CaseFilter, page: int, size: int) -> Mapping[str, Any]:
        """One page, from 1, with the number of all."""
        async with self.parts.work.reading() as records:
            found = await records.risk.cases(only, (page - 1) * size, size)
        return {"cases": [self._row(case) for case in found.cases], "total": found.total, "page": page, "size": size}

    async def case(self, number: CaseNumber) -> Mapping[str, Any]:
        """Everything of a case. Raises UnknownRecord."""
        async with self.parts.work.reading() as records:
            case = await records.risk.case(number)
            wanted = [case.subject, *(one for signal in case.signals for one in signal.subjects)]
            entries = await records.risk.neighbours(list(dict.fromkeys(wanted))[: MOST_LINKED + 1])
            names = {entry.subject: await _name(records, entry) for entry in entries}
        timeline = [
            {"number": one.number, "at": one.at.isoformat(), "actor": one.actor, "action": one.action,
             "details": dict(one.details)}
            for one in await self.log.read(number)
        ]  # fmt: skip
        return {
            **self._row(case),
            "signals": [self._signal(one) for one in case.signals],
            "graph": graph_of(case, entries, names),
            "timeline": timeline,
        }

    def _row(self, case: RiskCase) -> Mapping[str, Any]:
        product = self.parts.catalogue.product(case.product_id)
        return {
            "number": case.number,
            "version": case.version,
            "kind": case.kind.value,
            "status": case.status.value,
            "subject": case.subject,
            "sender": case.sender,
            "product": product.name.in_(Language.ZH),
            "insurer": self.parts.catalogue.insurer_name(product.insurer, Language.ZH),
            "score": case.score,
            "tables": [one.table for one in case.signals],
            "rows": [f"{one.table}.{one.row}" for one in case.signals],
            "opened": case.opened.isoformat(),
            "due": case.due.isoformat(),
            "assignee": case.assignee,
            "proposed_by": case.proposed_by,
            "reason": case.reason,
            "decided_by": case.decided_by,
            "decided": case.decided.isoformat() if case.decided else None,
            "result": case.result,
        }

    def _signal(self, signal: Signal) -> Mapping[str, Any]:
        return {
            "table": signal.table,
            "row": signal.row,
            "version": signal.version,
            "title": self.parts.rules.describe(signal.table, signal.row),
            "points": signal.points,
            "facts": dict(signal.facts),
            "subjects": list(signal.subjects),
        }


async def _name(records: Records, entry: Neighbour) -> str:
    """The applicant's name, cut short; nothing for a claim."""
    if entry.kind is not EntryKind.APPLICATION:
        return ""
    try:
        answers = (await records.application(ApplicationId(entry.subject))).answers
    except UnknownRecord:
        return ""
    return mask_name(answers.get("applicant_name") or answers.get("company_name") or "?")


def graph_of(case: RiskCase, entries: Sequence[Neighbour], names: Mapping[str, str]) -> Mapping[str, Any]:
    """Entries and the identifiers that two or more of them share, as nodes and edges. Hashes never leave."""
    holders: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        for key in entry.keys:
            holders.setdefault(key.hash, []).append((entry.subject, key.kind.value))
    shared = {one: held for one, held in holders.items() if len({subject for subject, _ in held}) > 1}
    nodes: list[Mapping[str, Any]] = [
        {
            "id": entry.subject, "type": entry.kind.value, "label": entry.subject, "name": names.get(entry.subject, ""),
            "insurer": entry.insurer, "at": entry.at.isoformat(), "held": entry.subject == case.subject,
        }
        for entry in entries
    ]  # fmt: skip
    edges = []
    for number, held in enumerate(shared.values(), start=1):
        nodes.append({"id": f"key{number}", "type": "identifier", "label": held[0][1]})
        edges += [{"from": subject, "to": f"key{number}"} for subject in dict.fromkeys(one for one, _ in held)]
    alike = [signal for signal in case.signals if signal.table == "risk_documents"]
    edges += [{"from": case.subject, "to": one, "label": "document"} for signal in alike for one in signal.subjects]
    return {"nodes": nodes, "edges": edges}
