"""The fictional insurers as they know themselves: licence and policy number format."""

from __future__ import annotations

from dataclasses import dataclass

LINES = frozenset({
    "accident", "travel", "medical", "outpatient", "cancer", "critical_illness",
    "term_life", "whole_life", "annuity", "car", "home", "group",
})  # fmt: skip
LIFE_ONLY = frozenset({"term_life", "whole_life", "annuity"})  # a property insurer may not write long-term life cover
PROPERTY_ONLY = frozenset({"car", "home"})


@dataclass(frozen=True)
class Company:
    """Attributes: life: licence; number: policy number pattern with year `{y}`, year in two digits `{yy}`,
    line code `{line}` and serial `{n}`."""

    life: bool
    number: str


COMPANIES = {
    "hengtai": Company(False, "HT{line}{y}3101{n:08d}"),
    "yuanhang": Company(False, "6{line}{y}440300{n:07d}"),
    "qinghe": Company(False, "QH-{y}-{line}-{n:09d}"),
    "dongling": Company(False, "PD{line}{y}3702{n:06d}"),
    "haibin": Company(False, "HBI{yy}{line}{n:09d}"),
    "beichen": Company(False, "8{line}{yy}110000{n:08d}"),
    "minxin": Company(False, "MX{y}{line}E{n:07d}"),
    "ruikang": Company(True, "RK{y}{line}{n:08d}"),
    "jiahe": Company(True, "00{y}{line}{n:09d}"),
    "changning": Company(True, "CN{yy}310{line}{n:08d}"),
    "xinghua": Company(True, "P{y}{line}{n:010d}"),
    "anlan": Company(True, "AL{line}{y}{n:08d}"),
    "zhiyuan": Company(True, "ZY{y}330{line}{n:07d}"),
    "baiyu": Company(True, "BY{yy}{line}{n:010d}"),
}
LINE_CODES = {line: f"{10 + place:02d}" for place, line in enumerate(sorted(LINES))}


def may_write(insurer: str, line: str) -> bool:
    """Whether the licence covers the line (China: life and property business are kept apart)."""
    return line not in (PROPERTY_ONLY if COMPANIES[insurer].life else LIFE_ONLY)


def policy_number(insurer: str, line: str, year: int, serial: int) -> str:
    return COMPANIES[insurer].number.format(y=year, yy=f"{year % 100:02d}", line=LINE_CODES[line], n=serial)
