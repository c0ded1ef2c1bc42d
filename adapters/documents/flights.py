"""How long a flight was late, whether it was cancelled, and what happened to a bag."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.documents.dates import all_dates
from adapters.documents.extracting import Read
from adapters.documents.forms import FieldForm
from adapters.documents.labels import Hit
from adapters.documents.text import Sheet

DAY = 24 * 60
MOST = 7 * DAY  # minutes
TOLD, COUNTED, BOTH, TWO_COUNTS = 0.9, 0.9, 0.98, 0.6
_HOURS = r"(?:个?小时|个?钟头|时(?!间|刻)|hours?|hrs?|h)"
_MINUTES = r"(?:分钟?|minutes?|mins?|m(?![a-z]))"
_LONG = re.compile(
    rf"(?i)(?P<h>\d{{1,3}})\s?{_HOURS}\s?(?:and|又|零)?\s?(?:(?P<m>\d{{1,2}})\s?{_MINUTES})?|(?P<only>\d{{1,4}})\s?{_MINUTES}"
)
_HALF = re.compile(r"(?i)(?P<h>\d{1,3})(?:\.5\s?(?:个?小时|hours?|hrs?)|个半小时)")
_CLOCKED = re.compile(r"^\s*(?P<h>\d{1,2}):(?P<m>[0-5]\d)\s*$")
_BARE = re.compile(r"^\s*(?P<m>\d{2,4})\s*$")
_CLOCK = re.compile(r"(?<!\d)(?P<h>[01]?\d|2[0-3])\s?[:.时点]\s?(?P<m>[0-5]\d)(?![\d])(?:\s?(?P<half>[AaPp])\.?[Mm])?")
_LATE = re.compile(r"(?i)(?:延误|晚点|推迟|延迟|delayed|delay|late)[^。.\n]{0,24}?(?P<v>\d[^。\n]{0,24})")
PLANNED = {
    "departure": ("计划起飞时间", "计划起飞", "原定起飞时间", "计划离港时间", "预计起飞", "Scheduled Departure", "STD"),
    "arrival": ("计划到达时间", "计划到达", "Scheduled Arrival", "STA"),
}
ACTUAL = {
    "departure": ("实际起飞时间", "实际起飞", "实际离港时间", "Actual Departure", "ATD"),
    "arrival": ("实际到达时间", "实际到达", "Actual Arrival", "ATA"),
}
_FROM_TO = re.compile(
    r"(?i)(?:原定|计划|原计划|应于|scheduled|due)(?P<a>[^。;]{0,60}?\d{1,2}[:时点]\d\d[^。;到达抵]{0,14})[^。;]{0,40}?"
    r"(?:实际|延误至|推迟至|改为|于|actual(?:ly)?|departed|took off|until|left)"
    r"(?P<b>[^。;]{0,60}?\d{1,2}[:时点]\d\d)"
)
_CANCELLED = re.compile(
    r"(?i)(?:航班|已|被|予以|临时|最终|因故|决定|全部|状态:?)取消|取消(?:了|该|本|航班)|(?:was|been|is)\s*cancell?ed"
    r"|status:?\s*cancell?ed"
)
_FORM_TITLE = re.compile(
    r"(?i)延误\s?[/、(或]\s?取消|取消\s?[/、或)]\s?延误|delay\s?/\s?cancell|cancell\w+\s?/\s?delay"
)
_UNTICKED = re.compile(r"(?:[□口☐○]|\[\s?\])\s?(?:航班)?(?:取消|cancell?ed)", re.IGNORECASE)
_TICKED = re.compile(
    r"[☑√✓■✔☒×]\s?(?:航班)?(?P<what>[一-鿿]{2}|[A-Za-z]+)|\[[xX√✓v]\]\s?(?P<other>[一-鿿]{2}|[A-Za-z]+)"
)
BOX = "□口☐○"  # an empty box, and what it is read as
REMARKS = frozenset(
    ("情况说明", "备注", "损坏情况", "情况描述", "remarks", "damage", "damage details", "内容", "说明", "details")
)
MATTERS = (
    ("lost", re.compile(r"(?i)丢失|遗失|少收|短少|未找到|找不到|lost|missing|not found")),
    ("damaged", re.compile(r"(?i)破损|损坏|破裂|裂开|断裂|缺失|变形|damaged?|cracked|broken|torn|\bDPR\b")),
    ("delayed", re.compile(r"(?i)延误|迟到|迟运|晚到|延迟|未随|未到达|delayed?|\bAHL\b")),
)


def read_delay(field: FieldForm, hits: Sequence[Hit], sheet: Sheet) -> Read | None:
    """Minutes: as told, and as counted from the times; surest where both agree."""
    told = _told(field, hits, sheet)
    counted = _counted(hits, sheet)
    if told and counted:
        return Read(str(told[0]), BOTH if told[0] in counted else 0.7)
    if told:
        return Read(str(told[0]), round(TOLD * told[1], 3))
    if counted:
        return Read(str(counted[0]), COUNTED if len(set(counted)) == 1 else TWO_COUNTS)
    return None


def read_cancelled(field: FieldForm, hits: Sequence[Hit], sheet: Sheet) -> Read | None:
    text = sheet.flow.text
    for hit in hits:
        if hit.label in field.labels and re.search(r"(?i)取消|cancell?ed|延误|delayed", hit.beside.text):
            ticked = _ticked(hit.beside.text)
            where = ticked or hit.beside.text
            return Read(
                "yes" if re.search(r"(?i)取消|cancell?ed", where) and not _UNTICKED.search(where) else "no", 0.93
            )
    ticked = _ticked(text)
    if ticked:
        return Read("yes" if re.search(r"(?i)取消|cancel", ticked) else "no", 0.9)
    plain = _UNTICKED.sub("", _FORM_TITLE.sub("", text))
    if _CANCELLED.search(plain):
        return Read("yes", 0.93 if not re.search(r"(?i)延误\d|delayed by", plain) else 0.7)
    if re.search(r"(?i)cancell?ation|取消证明", plain) and not re.search(r"(?i)delay|延误", text):
        return Read("yes", 0.9)
    return Read("no", 0.9) if re.search(r"(?i)延误|晚点|delay", text) else None


def read_matter(field: FieldForm, hits: Sequence[Hit], sheet: Sheet) -> Read | None:
    """Told at a label or by ticked boxes; where the boxes can't be told apart, by the remarks."""
    ticked = _matters(_ticked(sheet.flow.text))
    if len(ticked) == 1:
        return Read(ticked[0], 0.93)
    told = _matters(" ".join(_around(field, hits, sheet)))
    open_ = [matter for matter in told if not _unticked(matter, sheet.flow.text)]
    remarked = _matters(" ".join(hit.beside.text for hit in hits if hit.label.lower() in REMARKS))
    if len(open_) == 1 and (len(told) == 1 or not remarked or open_ == remarked):
        return Read(open_[0], 0.95 if len(told) == 1 or open_ == remarked else 0.85)
    if len(remarked) == 1:
        return Read(remarked[0], 0.9 if remarked[0] in open_ or not told else 0.6)
    known = open_ or _matters(
        re.sub(r"(?i)property irregularity|lost (?:and|&) found|lost property", "", sheet.flow.text)
    )
    return Read(known[0], 0.85 if len(known) == 1 else 0.5) if known else None


def _around(field: FieldForm, hits: Sequence[Hit], sheet: Sheet) -> list[str]:
    """The rows at the label: boxes may stand one above the other."""
    for label in field.labels:
        for hit in hits:
            if hit.label == label and _matters(hit.beside.text):
                rows = sheet.rows[max(0, hit.row - 1) : hit.row + 2]
                boxed = re.search(f"[{BOX}]", " ".join(cell.text for row in rows for cell in row))
                return [cell.text for row in rows for cell in row] if boxed else [hit.beside.text]
    return []


def _unticked(matter: str, text: str) -> bool:
    words = dict(MATTERS)[matter]
    return any(words.match(text, match.end()) for match in re.finditer(rf"[{BOX}]\s?", text))


def _ticked(text: str) -> str:
    return " ".join(match["what"] or match["other"] for match in _TICKED.finditer(text))


def _matters(text: str) -> list[str]:
    return [matter for matter, words in MATTERS if words.search(text)]


def _told(field: FieldForm, hits: Sequence[Hit], sheet: Sheet) -> tuple[int, float] | None:
    for label in field.labels:
        for hit in hits:
            if hit.label == label:
                for span in (hit.beside, *hit.below[:1]):
                    if (minutes := _duration(span.text, alone=True)) is not None:
                        return minutes, span.weakest(0, min(len(span.text), 16))
    for match in _LATE.finditer(sheet.flow.text):
        if (minutes := _duration(match["v"], alone=False)) is not None:
            start, end = match.span("v")
            return minutes, sheet.flow.weakest(start, min(end, start + 8))
    return None


def _duration(text: str, *, alone: bool) -> int | None:
    if half := _HALF.match(text.strip()):
        return int(half["h"]) * 60 + 30
    match = _LONG.search(text[:40])
    if match:
        minutes = int(match["only"]) if match["only"] else int(match["h"]) * 60 + int(match["m"] or 0)
        return minutes if 0 < minutes < MOST else None
    first = text.split("  ")[0] if "  " in text.strip() else text
    if alone and (clock := _CLOCKED.match(first)):
        return int(clock["h"]) * 60 + int(clock["m"])
    if alone and (bare := _BARE.match(first)):
        return int(bare["m"])
    return None


def _counted(hits: Sequence[Hit], sheet: Sheet) -> list[int]:
    """Arrival first: it is what cover for delay goes by."""
    found = []
    for end in ("arrival", "departure"):
        planned, actual = _moment(PLANNED[end], hits), _moment(ACTUAL[end], hits)
        if planned is None or actual is None:
            match = _FROM_TO.search(sheet.flow.text) if end == "departure" else None
            planned, actual = (_clock(match["a"]), _clock(match["b"])) if match else (None, None)
        if planned and actual and (minutes := _between(planned, actual)):
            found.append(minutes)
    return found


Moment = tuple[str, int]  # the day, ISO or empty; minutes of the day


def _moment(labels: Sequence[str], hits: Sequence[Hit]) -> Moment | None:
    for label in labels:
        for hit in hits:
            if hit.label.lower() == label.lower():
                for span in (hit.beside, *hit.below[:2]):
                    if moment := _clock(span.text):
                        return moment
    return None


def _clock(text: str) -> Moment | None:
    days = all_dates(text)
    rest = text[: days[0].start] + " " * (days[0].end - days[0].start) + text[days[0].end :] if days else text
    match = _CLOCK.search(rest)
    if not match:
        return None
    hour = int(match["h"]) % 12 + (12 if match["half"] in ("p", "P") else 0) if match["half"] else int(match["h"])
    return (days[0].value if days else ""), hour * 60 + int(match["m"])


def _between(planned: Moment, actual: Moment) -> int | None:
    if planned[0] and actual[0]:
        first = datetime.fromisoformat(planned[0]) + timedelta(minutes=planned[1])
        second = datetime.fromisoformat(actual[0]) + timedelta(minutes=actual[1])
        minutes = int((second - first).total_seconds() // 60)
        return minutes if 0 < minutes < MOST else None
    return (actual[1] - planned[1]) % DAY or None
