"""Cases of the review queue: the other half of insurance.riskcontrol.ports.RiskRecords."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.codec import from_json, to_json
from adapters.sql.risk_tables import RiskCaseRow
from insurance.records import UnknownRecord
from insurance.refs import Sender
from insurance.riskcontrol.cases import UNDECIDED, CaseChanged, CaseNumber, RiskCase
from insurance.riskcontrol.ports import CaseFilter, CasePage


class SqlRiskCases:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add_case(self, case: RiskCase) -> None:
        self._session.add(RiskCaseRow(number=case.number, **_columns(case)))
        await self._session.flush()

    async def case(self, number: CaseNumber) -> RiskCase:
        row = await self._session.get(RiskCaseRow, number, populate_existing=True)
        if row is None:
            raise UnknownRecord("risk_cases")
        return from_json(row.doc, RiskCase)

    async def case_for(self, sender: Sender, fingerprint: str) -> RiskCase | None:
        query = (
            select(RiskCaseRow)
            .where(RiskCaseRow.sender == sender, RiskCaseRow.fingerprint == fingerprint)
            .order_by(RiskCaseRow.opened.desc())
            .limit(1)
        )
        row = (await self._session.scalars(query)).one_or_none()
        return from_json(row.doc, RiskCase) if row is not None else None

    async def save_case(self, case: RiskCase, version: int) -> None:
        """Whoever is second finds the version changed, on any database."""
        query = (
            update(RiskCaseRow)
            .where(RiskCaseRow.number == case.number, RiskCaseRow.version == version)
            .values(**_columns(case))
        )
        if (await self._session.execute(query)).rowcount == 0:
            raise CaseChanged(case.number)

    async def cases(self, only: CaseFilter, offset: int, limit: int) -> CasePage:
        chosen = _chosen(select(RiskCaseRow), only)
        total = (await self._session.execute(select(func.count()).select_from(chosen.subquery()))).scalar_one()
        decided = case((RiskCaseRow.status.in_([one.value for one in UNDECIDED]), 0), else_=1)
        page = chosen.order_by(decided, RiskCaseRow.due, RiskCaseRow.number).offset(offset).limit(limit)
        return CasePage([from_json(row.doc, RiskCase) for row in (await self._session.scalars(page)).all()], total)

    async def cases_to_carry_out(self) -> Sequence[RiskCase]:
        undecided = [one.value for one in UNDECIDED]
        query = select(RiskCaseRow).where(RiskCaseRow.status.not_in(undecided), RiskCaseRow.carried_out.is_(False))
        return [from_json(row.doc, RiskCase) for row in (await self._session.scalars(query)).all()]


def _chosen(query: Select[Any], only: CaseFilter) -> Select[Any]:
    if only.statuses:
        query = query.where(RiskCaseRow.status.in_([one.value for one in only.statuses]))
    if only.assignee:
        query = query.where(RiskCaseRow.assignee == only.assignee)
    if only.kind is not None:
        query = query.where(RiskCaseRow.kind == only.kind.value)
    if only.table:
        query = query.where(RiskCaseRow.tables.contains(f" {only.table} ", autoescape=True))
    if only.text:
        columns = (RiskCaseRow.number, RiskCaseRow.subject, RiskCaseRow.sender)
        query = query.where(or_(*(column.contains(only.text, autoescape=True) for column in columns)))
    return query


def _columns(case: RiskCase) -> dict[str, Any]:
    tables = "".join(f" {one.table}" for one in case.signals) + " "
    return {
        "sender": case.sender, "fingerprint": case.fingerprint, "kind": case.kind.value, "subject": case.subject,
        "status": case.status.value, "assignee": case.assignee, "tables": tables, "opened": case.opened,
        "due": case.due, "carried_out": case.carried_out, "version": case.version, "doc": to_json(case),
    }  # fmt: skip
