"""What the claims keep: implements insurance.claim_records.ClaimRecords on one open session."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.codec import from_json, to_json
from adapters.sql.claim_tables import (
    BenefitUsedRow,
    ClaimHelperRow,
    ClaimInvoiceRow,
    ClaimPolicyRow,
    ClaimRow,
    ClaimWaitingRow,
    ClaimWithInsurerRow,
    PolicyPersonRow,
)
from adapters.sql.database import insert_new
from insurance.adjudication.history import BenefitUsed
from insurance.claim_papers import PaperState
from insurance.claim_records import ClaimFilter, ClaimPage, PolicyPerson
from insurance.claims import UNDECIDED, WITH_ASSESSOR, Claim, ClaimChanged, ClaimStatus
from insurance.records import UnknownRecord
from insurance.refs import ClaimNumber, PaperId, PolicyNumber, Sender

APPLICANT = -1


class SqlClaimRecords:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add_claim(self, claim: Claim) -> None:
        self._session.add(ClaimRow(number=claim.number, **_columns(claim)))
        await self._session.flush()
        await self._index(claim)

    async def claim(self, number: ClaimNumber) -> Claim:
        row = await self._session.get(ClaimRow, number, populate_existing=True)
        if row is None:
            raise UnknownRecord("claims")
        return from_json(row.doc, Claim)

    async def save_claim(self, claim: Claim) -> Claim:
        """Whoever is second finds the version changed, on any database."""
        saved = replace(claim, version=claim.version + 1)
        query = (
            update(ClaimRow)
            .where(ClaimRow.number == claim.number, ClaimRow.version == claim.version)
            .values(**_columns(saved))
        )
        if (await self._session.execute(query)).rowcount == 0:
            raise ClaimChanged(claim.number)
        await self._index(saved)
        return saved

    async def _index(self, claim: Claim) -> None:
        """Keep the tables a claim is found by as the claim says."""
        for table, column, values in (
            (ClaimHelperRow, "sender", claim.helpers),
            (ClaimPolicyRow, "policy", claim.policies),
            (ClaimWaitingRow, "paper", [one.id for one in claim.papers if one.state is PaperState.WAITING]),
            (ClaimWithInsurerRow, "policy", [one.policy for one in claim.insurer_answers if one.state == "pending"]),
        ):
            await self._replace(table, column, claim.number, values)

    async def _replace(self, table: Any, column: str, number: ClaimNumber, values: Collection[str]) -> None:
        stood = set((await self._session.scalars(select(getattr(table, column)).where(table.claim == number))).all())
        gone, new = stood - set(values), [value for value in dict.fromkeys(values) if value not in stood]
        if gone:
            of_it = (table.claim == number) & getattr(table, column).in_(gone)
            await self._session.execute(delete(table).where(of_it))
        if new:
            await self._session.execute(insert(table), [{"claim": number, column: value} for value in new])

    async def claims_of(self, sender: Sender) -> Sequence[Claim]:
        helped = select(ClaimHelperRow.claim).where(ClaimHelperRow.sender == sender)
        query = select(ClaimRow).where(or_(ClaimRow.sender == sender, ClaimRow.number.in_(helped)))
        return await self._claims(query.order_by(ClaimRow.reported.desc()))

    async def claims_under(self, policy: PolicyNumber) -> Sequence[Claim]:
        of_it = select(ClaimPolicyRow.claim).where(ClaimPolicyRow.policy == policy)
        return await self._claims(select(ClaimRow).where(ClaimRow.number.in_(of_it)).order_by(ClaimRow.reported.desc()))

    async def queue(self, only: ClaimFilter, offset: int, limit: int) -> ClaimPage:
        chosen = _chosen(select(ClaimRow), only)
        total = (await self._session.execute(select(func.count()).select_from(chosen.subquery()))).scalar_one()
        first = case((ClaimRow.status.in_([one.value for one in WITH_ASSESSOR]), 0), else_=1)
        page = chosen.order_by(first, ClaimRow.due.is_(None), ClaimRow.due, ClaimRow.number)
        return ClaimPage(await self._claims(page.offset(offset).limit(limit)), total)

    async def papers_waiting(self, limit: int) -> Sequence[tuple[ClaimNumber, PaperId]]:
        query = select(ClaimWaitingRow.claim, ClaimWaitingRow.paper).order_by(ClaimWaitingRow.id).limit(limit)
        rows = (await self._session.execute(query)).all()
        return [(ClaimNumber(row.claim), PaperId(row.paper)) for row in rows]

    async def with_insurers(self, limit: int) -> Sequence[tuple[ClaimNumber, PolicyNumber]]:
        query = select(ClaimWithInsurerRow.claim, ClaimWithInsurerRow.policy).order_by(ClaimWithInsurerRow.id)
        rows = (await self._session.execute(query.limit(limit))).all()
        return [(ClaimNumber(row.claim), PolicyNumber(row.policy)) for row in rows]

    async def in_status(self, statuses: Collection[ClaimStatus], limit: int) -> Sequence[Claim]:
        these = ClaimRow.status.in_([one.value for one in statuses])
        return await self._claims(select(ClaimRow).where(these).order_by(ClaimRow.changed).limit(limit))

    async def to_pay(self, limit: int) -> Sequence[Claim]:
        return await self._claims(
            select(ClaimRow).where(ClaimRow.to_pay.is_(True)).order_by(ClaimRow.changed).limit(limit)
        )

    async def due_before(self, when: datetime, limit: int) -> Sequence[Claim]:
        undecided = ClaimRow.status.in_([one.value for one in UNDECIDED])
        late = undecided & ClaimRow.escalated.is_(False) & (ClaimRow.due < when)
        return await self._claims(select(ClaimRow).where(late).order_by(ClaimRow.due).limit(limit))

    async def hold_invoices(self, claim: ClaimNumber, prints: Collection[str]) -> Mapping[str, ClaimNumber]:
        for one in sorted(prints):  # one order everywhere: two writers never wait for each other
            await self._session.execute(insert_new(self._session, ClaimInvoiceRow, {"print": one, "claim": claim}))
        others = {one: held for one, held in (await self.invoices_held(prints)).items() if held != claim}
        if others:
            await self.let_go_invoices(claim)
        return others

    async def invoices_held(self, prints: Collection[str]) -> Mapping[str, ClaimNumber]:
        query = select(ClaimInvoiceRow.print, ClaimInvoiceRow.claim).where(ClaimInvoiceRow.print.in_(prints))
        return {row.print: ClaimNumber(row.claim) for row in (await self._session.execute(query)).all()}

    async def let_go_invoices(self, claim: ClaimNumber) -> None:
        await self._session.execute(delete(ClaimInvoiceRow).where(ClaimInvoiceRow.claim == claim))

    async def use_benefits(self, claim: ClaimNumber, used: Sequence[BenefitUsed]) -> None:
        await self._session.execute(delete(BenefitUsedRow).where(BenefitUsedRow.claim == claim))
        rows = [{"claim": claim, "policy": one.policy, "day": one.day, "doc": to_json(one)} for one in used]
        if rows:
            await self._session.execute(insert(BenefitUsedRow), rows)

    async def benefits_used(self, policy: PolicyNumber, besides: ClaimNumber) -> Sequence[BenefitUsed]:
        of_others = (BenefitUsedRow.policy == policy) & (BenefitUsedRow.claim != besides)
        query = select(BenefitUsedRow).where(of_others).order_by(BenefitUsedRow.id)
        return [from_json(row.doc, BenefitUsed) for row in (await self._session.scalars(query)).all()]

    async def add_policy_people(self, people: Sequence[PolicyPerson]) -> None:
        for one in people:
            place = APPLICANT if one.place is None else one.place
            values = {"policy": one.policy, "place": place, "person": one.person}
            await self._session.execute(insert_new(self._session, PolicyPersonRow, values))

    async def policies_of_person(self, person: str) -> Sequence[PolicyPerson]:
        rows = await self._session.scalars(select(PolicyPersonRow).where(PolicyPersonRow.person == person))
        return [
            PolicyPerson(PolicyNumber(row.policy), row.person, None if row.place == APPLICANT else row.place)
            for row in rows.all()
        ]

    async def _claims(self, query: Select[Any]) -> Sequence[Claim]:
        rows = await self._session.scalars(query.execution_options(populate_existing=True))
        return [from_json(row.doc, Claim) for row in rows.all()]


def _columns(claim: Claim) -> dict[str, Any]:
    return {
        "sender": claim.sender, "status": claim.status.value, "assessor": claim.assessor, "due": claim.due,
        "escalated": claim.escalated_at is not None, "to_pay": claim.is_to_pay,
        "reported": claim.reported_at, "changed": datetime.now(UTC),
        "version": claim.version, "doc": to_json(claim),
    }  # fmt: skip


def _chosen(query: Select[Any], only: ClaimFilter) -> Select[Any]:
    if only.statuses:
        query = query.where(ClaimRow.status.in_([one.value for one in only.statuses]))
    if only.assessor is not None:
        query = query.where(ClaimRow.assessor == only.assessor)
    if only.text:
        of_policy = select(ClaimPolicyRow.claim).where(ClaimPolicyRow.policy.contains(only.text, autoescape=True))
        columns = (ClaimRow.number, ClaimRow.sender)
        told = [column.contains(only.text, autoescape=True) for column in columns]
        query = query.where(or_(*told, ClaimRow.number.in_(of_policy)))
    return query
