"""Which claims a report tells of, why it happened, and what a clause may exclude."""

from __future__ import annotations

import re
from dataclasses import dataclass

from insurance.claims import Cause, ClaimType
from insurance.lines import Destination
from language.claims.flights import FLIGHT, MARK
from language.claims.patterns import patterns
from language.cover.places import find_places

_T = ClaimType
_OF_PERSONS = {_T.OUTPATIENT, _T.HOSPITAL, _T.DISABILITY, _T.CRITICAL_ILLNESS, _T.DEATH, _T.EMPLOYER}
OF_THINGS = {
    _T.CAR_DAMAGE, _T.THIRD_PARTY, _T.HOME_DAMAGE, _T.FLIGHT_DELAY, _T.BAGGAGE_LOSS, _T.BAGGAGE_DELAY,
}  # fmt: skip
# What the first makes needless to mention beside it
_TAKES_IN = {
    _T.DEATH: {_T.OUTPATIENT, _T.CRITICAL_ILLNESS, _T.DISABILITY, _T.HOSPITAL},
    _T.DISABILITY: {_T.OUTPATIENT},
    _T.CRITICAL_ILLNESS: {_T.OUTPATIENT},
    _T.HOSPITAL: {_T.OUTPATIENT},
    _T.BAGGAGE_DELAY: {_T.BAGGAGE_LOSS, _T.FLIGHT_DELAY},
    _T.BAGGAGE_LOSS: {_T.FLIGHT_DELAY},
    _T.TRIP_CANCELLATION: {_T.OUTPATIENT},
    _T.HOME_DAMAGE: {_T.HOSPITAL},  # 植皮, operation … of a house is none
    _T.THIRD_PARTY: {_T.OUTPATIENT},
}
_HURT_BY_CAR = re.compile(
    r"(?:我|[爸妈爷奶公婆哥弟姐妹女儿子孩娃人工])[^,。;!?车]{0,8}被[^,。;!?]{0,6}车(?:给)?[^,。;!?]{0,3}(?:撞|刮|碰|压|蹭|轧)"
)
_STRUCK = re.compile(r"被[^,。;!?]{0,8}车(?:给)?[^,。;!?]{0,3}(?:撞|碰|压|轧|刮倒)")
_ON_FOOT = re.compile(
    r"滑雪|骑(?:着|了)?(?:自行|单|共享|电|摩托|车)|走路|步行|跑步|打球|踢球|\bski|\bcycling|\bmy bike"
)
_RIDING = re.compile(r"骑(?:着|了)?(?:自行|单|共享|电|摩托|车)|走路|步行|\b(?:riding|cycling|walking|on my bike)\b")
_OWN_CAR = re.compile(
    r"(?:我|俺|咱|家|爱|停)(?:的|家的?|那|这|新|部|台|辆|了)*车|开车|倒车|车(?:门|头|尾|身|子)|(?<![动瓶托行骑单])车[^,。;!?]{0,4}被|追尾|剐蹭|刮蹭"
)


_ABROAD = re.compile(r"国外|境外|海外|\babroad\b|\boverseas\b")


@dataclass(frozen=True)
class Kinds:
    """The claim told of, what else, and the cause; None: not told."""

    type: ClaimType | None
    also: tuple[ClaimType, ...]
    cause: Cause | None


def read_kinds(told: str, *, critical: bool, cause_of_diagnosis: str) -> Kinds:
    """`critical`: one of the illnesses of a critical illness policy is diagnosed; its cause as the word list has it."""
    found = _found(told, critical=critical, hurt=cause_of_diagnosis == Cause.ACCIDENT)
    first = found[0] if found else None
    return Kinds(first, tuple(found[1:]), _cause(told, found, cause_of_diagnosis))


def _found(told: str, *, critical: bool, hurt: bool) -> list[ClaimType]:
    text = FLIGHT.sub(lambda number: MARK * len(number.group()), told)
    found: list[ClaimType] = []
    for (types,), pattern in patterns("loss_types"):
        if pattern.search(text):
            found += [ClaimType(each) for each in types.split("+")]
        if types == "disability" and critical:
            found.append(_T.CRITICAL_ILLNESS)
    if (_HURT_BY_CAR.search(text) or _STRUCK.search(text) or _ON_FOOT.search(text)) and not _OWN_CAR.search(text):
        found = [each for each in found if each is not _T.CAR_DAMAGE]
    if hurt and _RIDING.search(text) and not _OWN_CAR.search(text):  # 骑车跟轿车撞了,腿骨折
        found = [each for each in found if each is not _T.THIRD_PARTY]
    kept = list(dict.fromkeys(found))
    for each in found:
        kept = [other for other in kept if each not in kept or other not in _TAKES_IN.get(each, ())]
    return kept


def _cause(told: str, found: list[ClaimType], of_diagnosis: str) -> Cause | None:
    if found and found[0] in OF_THINGS and not set(found) & _OF_PERSONS:
        return None
    if set(found) & {_T.CAR_DAMAGE, _T.THIRD_PARTY} and set(found) & _OF_PERSONS:
        return Cause.ACCIDENT
    causes = {name for (name,), pattern in patterns("loss_causes") if pattern.search(told)}
    if _T.CRITICAL_ILLNESS in found and of_diagnosis == "illness":
        return Cause.ILLNESS
    if "accident" in causes or of_diagnosis == "accident":
        return Cause.ACCIDENT
    if "illness" in causes or of_diagnosis == "illness":
        return Cause.ILLNESS
    return None


def read_circumstances(told: str, *, travelled: bool) -> tuple[str, ...]:
    """Codes of `loss_circumstances.csv`, in its order; `abroad` when the place is."""
    found = _codes("loss_circumstances", told)
    away = any(hit.value is not Destination.DOMESTIC for hit in find_places(told)) or _ABROAD.search(told)
    if travelled and away:
        found.append("abroad")
    return tuple(found)


def read_flags(told: str) -> tuple[str, ...]:
    """Codes of `loss_flags.csv`, in its order."""
    return tuple(_codes("loss_flags", told))


def _codes(name: str, told: str) -> list[str]:
    """Each code of a word list once, in its order."""
    return list(dict.fromkeys(code for (code,), pattern in patterns(name) if pattern.search(told)))
