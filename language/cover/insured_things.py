"""A thing to be insured told instead of a line of business: `给车上个险`, `insure my flat`."""

from __future__ import annotations

import re

from insurance.lines import Line

_BUYING = r"(?:也|想|要|得|再|都|来|去)*(?:买|上|投|整|弄|搞|办|入|保)(?:一?[个份点下]|些)?(?:新的?)?(?:保险|险|保)"
_OWN = r"(?:我们?家?|俺家?|咱家?|自己|家里|家|爸妈|父母)?(?:的|那|这)?(?:台|辆|部|套|间)?"
_CARS = r"(?:爱车|小车|新车|旧车|二手车|私家车|轿车|汽车|电车|面包车|货车|摩托车|车子|座驾|车)"
_HOMES = r"(?:新房子?|老房子?|房子|房屋|住宅|公寓|别墅|出租屋|出租房|房)"
_WISH = (
    r"(?:insur(?:e|ing)|(?:insurance|cover|a policy|protection|a quote) (?:for|on)|to cover) "
    r"(?:my |our |the |a |this )?(?:new |old |little |second |holiday |own |rented |family )*"
)
_STAFF = r"(?:工人|员工|职工|工友|民工|同事们|伙计|手下|团队|雇员)"
_THINGS = (
    (re.compile(rf"(?:(?:给|帮|替|为)[^,。;]{{0,8}})?{_STAFF}(?:们|都|每人)?{_BUYING}"), Line.GROUP, "employer"),
    (re.compile(rf"{_WISH}(?:staff|team|employees|workers|crew)\b"), Line.GROUP, "employer"),
    (re.compile(rf"(?:给|帮|替|为){_OWN}{_CARS}{_BUYING}|^{_OWN}{_CARS}{_BUYING}"), Line.CAR, None),
    (re.compile(rf"{_WISH}(?:car|van|truck|pickup|suv|sedan|vehicle|tesla|motorbike|motorcycle)\b"), Line.CAR, None),
    (re.compile(rf"(?:给|帮|替|为){_OWN}{_HOMES}{_BUYING}|^{_OWN}{_HOMES}{_BUYING}"), Line.HOME, "standard"),
    (re.compile(rf"{_WISH}(?:house|home|flat|apartment|condo|cottage|property|place)\b"), Line.HOME, "standard"),
)


def thing_to_insure(text: str) -> tuple[Line, str | None, int, int] | None:
    """The line a thing belongs to, its segment where there is but one, and where it is named."""
    for pattern, line, segment in _THINGS:
        found = pattern.search(text)
        if found:
            return line, segment, found.start(), found.end()
    return None
