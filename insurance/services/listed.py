"""The shared blacklist as screening and review use it: implements riskcontrol.ports.Blacklist and Listing."""

from __future__ import annotations

from collections.abc import Sequence

from insurance.blacklist import ReasonClass
from insurance.identifiers import Kind
from insurance.riskcontrol.cases import CaseNumber
from insurance.riskcontrol.entries import BlacklistHit
from insurance.riskcontrol.identifiers import Identifier, IdentifierKind
from insurance.services.house_list import HouseList, Value

KINDS = {
    IdentifierKind.PERSON: Kind.ID_NUMBER,
    IdentifierKind.COMPANY: Kind.COMPANY_NUMBER,
    IdentifierKind.PHONE: Kind.PHONE,
    IdentifierKind.DEVICE: Kind.DEVICE,
    IdentifierKind.ACCOUNT: Kind.BANK_CARD,
}


class Listed:
    """Identifiers of a kind the blacklist doesn't keep are passed over."""

    def __init__(self, house: HouseList) -> None:
        self._house = house

    async def hits(self, identifiers: Sequence[Identifier]) -> Sequence[BlacklistHit]:
        found = await self._house.hits(_values(identifiers))
        return [BlacklistHit(one.entry_id, one.reason.value) for one in found]

    async def add(
        self, case: CaseNumber, identifiers: Sequence[Identifier], reason: str, officers: tuple[str, str]
    ) -> None:
        await self._house.add(case, _values(identifiers), ReasonClass(reason), officers)


def _values(identifiers: Sequence[Identifier]) -> list[Value]:
    return [(KINDS[one.kind], one.value) for one in identifiers if one.kind in KINDS]
