"""Rule sets and activations in the database: implements adapters.rules.sets.RuleStore."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from adapters.rules.sets import ActivatedMeanwhile, Activation, Files, Kind, SetId, set_id
from adapters.rules.tables import version_of
from adapters.sql.database import Database, insert_new
from adapters.sql.rule_tables import RuleActivationRow, RuleFileRow, RuleSetRow

NEWEST = select(RuleActivationRow).order_by(RuleActivationRow.number.desc()).limit(1)


class SqlRuleStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def in_force(self) -> Activation | None:
        async with self._database.reading() as session:
            row = (await session.scalars(NEWEST)).one_or_none()
        return _activation(row) if row is not None else None

    async def history(self) -> Sequence[Activation]:
        async with self._database.reading() as session:
            rows = await session.scalars(select(RuleActivationRow).order_by(RuleActivationRow.number))
            return [_activation(row) for row in rows.all()]

    async def files(self, set_id: SetId) -> Files:
        async with self._database.reading() as session:
            row = await session.get(RuleSetRow, set_id)
            if row is None:
                raise KeyError(set_id)
            wanted = select(RuleFileRow).where(RuleFileRow.sha256.in_(row.files.values()))
            texts = {file.sha256: file.content for file in (await session.scalars(wanted)).all()}
        return {name: texts[version] for name, version in row.files.items()}

    async def file(self, version: str) -> bytes | None:
        async with self._database.reading() as session:
            row = await session.get(RuleFileRow, version)
        return row.content if row is not None else None

    async def activate(self, files: Files, kind: Kind, by: str, why: str, *, after: int) -> Activation:
        new = Activation(after + 1, set_id(files), kind, datetime.now(UTC), by, why)
        versions = {name: version_of(text) for name, text in files.items()}
        try:
            async with self._database.session() as session:
                for name, version in versions.items():
                    values = {"sha256": version, "content": files[name]}
                    await session.execute(insert_new(session, RuleFileRow, values))
                await session.execute(insert_new(session, RuleSetRow, {"id": new.set_id, "files": versions}))
                newest = (await session.scalars(NEWEST)).one_or_none()
                if (newest.number if newest else 0) != after:
                    raise ActivatedMeanwhile(f"activation {after} isn't in force any more")
                session.add(RuleActivationRow(**vars(new)))
        except IntegrityError as error:
            raise ActivatedMeanwhile(f"activation {after + 1} was taken meanwhile") from error
        return new


def _activation(row: RuleActivationRow) -> Activation:
    return Activation(row.number, SetId(row.set_id), Kind(row.kind), row.at, row.by, row.why)
