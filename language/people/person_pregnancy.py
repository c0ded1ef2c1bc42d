"""How far a pregnancy is: 怀了28周, 肚子里的宝宝24周, 大肚子六个月, 28 weeks along, expecting at 12 weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.amounts.numbers import whole_number

_CARRYING = (
    r"(?:(?:[一二三头]胎|宝宝)?怀(?:着|上|了)*(?:孕|娃|宝宝|胎|崽|二胎|头胎|身孕)?|(?:有|揣|大着?|挺着?大?)(?:了|上|着)?(?:身孕|喜|娃|崽|孕|肚子)|双身子|"
    r"大肚子|肚子(?:大|显怀)|肚子?里?(?:的|有)?(?:宝宝|宝贝|孩子|娃儿?|崽|胎儿|小家伙)|孕(?:[早中晚]期|期|妇)?)"
)
_WEEKS = re.compile(
    r"(?:expecting|having) (?:our|a|my|her)[^,.;\d]{0,14},? (?:at )?(?P<n5>\d{1,2}) (?:weeks?|(?P<months5>months?))|"
    rf"{_CARRYING}(?:[了都已经有在刚满快第现,\s]|今天){{0,6}}(?P<n>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:\s?\+\s?\d)?"
    r"\s?(?:个(?P<months>多?月)|周|w(?!\w)|个?星期|个?礼拜)|"
    r"(?:expecting|carrying|pregnant|preggers|pregnancy|due),? (?:at |for |about |now )?(?P<n2>\d{1,2}) (?:weeks?|"
    r"(?P<months2>months?))|"
    r"(?P<n3>\d{1,2}) ?(?:weeks?|wks?|(?P<months3>months?))(?: and (?:a half|\d days?))? "
    r"(?:pregnant|preggers|along|gone|in(?:to)? (?:her|my|the|our) pregnancy|expecting)\b|"
    r"(?P<n4>\d{1,2}) (?:weeks?|(?P<months4>months?)) [^,.;]{0,12}(?:bun in the oven|baby bump)"
)
_WEEKS_A_MONTH = 4
_LONGEST = 45  # weeks


def find_pregnancies(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and weeks of each; a month counts as four weeks."""
    for found in _WEEKS.finditer(text):
        said = found.groupdict()
        number = whole_number(next(said[name] for name in ("n", "n2", "n3", "n4", "n5") if said[name])) or 0
        weeks = number * _WEEKS_A_MONTH if any(said[name] for name in said if name.startswith("months")) else number
        if 0 < weeks <= _LONGEST:
            yield found.start(), found.end(), weeks
