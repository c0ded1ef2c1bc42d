"""What risk officers do with a case: each step one commit, with its line in the audit log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from insurance.riskcontrol import cases as c
from insurance.riskcontrol.cases import CaseNumber, RiskCase, Step
from insurance.services.parts import Parts

NOTE_CHARS = 2_000


class NoteMissing(ValueError):
    """A decision needs its reason in words."""


@dataclass(frozen=True)
class OfficerDesk:
    """The steps of one officer. Every one raises UnknownRecord, CaseChanged."""

    parts: Parts
    officer: str

    async def assign(self, number: CaseNumber, version: int, to: str) -> RiskCase:
        return await self._step(number, version, lambda case: c.assigned(case, to))

    async def note(self, number: CaseNumber, version: int, text: str) -> RiskCase:
        return await self._step(number, version, lambda case: c.noted(case, _told(text)))

    async def clear(self, number: CaseNumber, version: int, note: str) -> RiskCase:
        return await self._step(number, version, lambda case: c.cleared(case, self.officer, _told(note), self._now()))

    async def refuse(self, number: CaseNumber, version: int, note: str) -> RiskCase:
        return await self._step(number, version, lambda case: c.refused(case, self.officer, _told(note), self._now()))

    async def propose_listing(self, number: CaseNumber, version: int, reason: str, note: str) -> RiskCase:
        return await self._step(
            number, version, lambda case: c.listing_proposed(case, self.officer, reason, _told(note))
        )

    async def confirm_listing(self, number: CaseNumber, version: int, note: str) -> RiskCase:
        """Raises SecondOfficerNeeded when it is the officer who proposed it."""
        return await self._step(
            number, version, lambda case: c.listing_confirmed(case, self.officer, _told(note), self._now())
        )

    async def reject_listing(self, number: CaseNumber, version: int, note: str) -> RiskCase:
        return await self._step(number, version, lambda case: c.listing_rejected(case, _told(note)))

    def _now(self) -> datetime:
        return self.parts.clock.now()

    async def _step(
        self, number: CaseNumber, version: int, change: Callable[[RiskCase], tuple[RiskCase, Step]]
    ) -> RiskCase:
        async with self.parts.work() as records:
            case = await records.risk.case(number)
            c.check_version(case, version)
            case, step = change(case)
            await records.risk.save_case(case, version)
            await records.risk.audit(self.officer, step.action, number, step.details)
        return case


def _told(text: str) -> str:
    """Raises NoteMissing."""
    if not text.strip():
        raise NoteMissing
    return text.strip()[:NOTE_CHARS]
