"""Where no blacklist is installed: nothing hits it, and a listing stays in the audit log."""

from __future__ import annotations

from collections.abc import Sequence

from insurance.riskcontrol.cases import CaseNumber
from insurance.riskcontrol.entries import BlacklistHit
from insurance.riskcontrol.identifiers import Identifier


class NoBlacklist:
    """Implements insurance.riskcontrol.ports.Blacklist and Listing."""

    async def hits(self, identifiers: Sequence[Identifier]) -> Sequence[BlacklistHit]:
        return ()

    async def add(
        self, case: CaseNumber, identifiers: Sequence[Identifier], reason: str, officers: tuple[str, str]
    ) -> None:
        """Nothing to add to."""
