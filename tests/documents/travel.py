"""What travellers have: boarding passes, delay certificates and baggage irregularity reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from tests.documents import codes
from tests.documents.paper import SCREEN, Paper
from tests.documents.people import CONTENTS, digits, person, recent
from tests.documents.writing import airline, day_way, english

_SEATS = "ABCDEFHJKL"


def boarding_pass(rng: Random, layout: str) -> Paper:
    """`stub`: card from the counter; `phone`: on a screen; `printed`: on a sheet; `foreign`: in English."""
    who, day = person(rng), recent(rng)
    line, (start, end) = _line(rng, layout == "foreign"), _route(rng, layout == "foreign")
    flight, leaves = _flight(rng, line), _time(rng, day)
    abroad = layout == "foreign"
    name = f"{who.latin} {'MR' if who.sex == '男' else 'MS'}" if abroad else who.name
    way = airline if layout in ("stub", "foreign") else day_way(rng).format
    contents = {
        **{"line": line, "name": name, "latin": who.latin, "flight": _spaced(rng, flight), "date": way(day)},
        **{
            "start": start,
            "end": end,
            "boards": f"{leaves - timedelta(minutes=40):%H:%M}",
            "leaves": f"{leaves:%H:%M}",
        },
        **{"seat": f"{rng.randint(3, 62)}{rng.choice(_SEATS)}", "gate": f"{rng.choice('ABCD')}{rng.randint(1, 48)}"},
        **{"sequence": digits(rng, 3), "ticket": f"{rng.choice(('999', '781', '784'))}-{digits(rng, 10)}"},
        **{"qr": codes.square(rng), "bar": codes.bars(rng, 70), "class": rng.choice("YVKBHQ")},
        **{"terminal": rng.choice(("T1", "T2", "T3"))},
    }
    fields = {"name": who.latin if abroad else who.name, "flight": flight, "date": f"{day}"}
    shape = {"shape": SCREEN} if layout == "phone" else {}
    return Paper("boarding_pass", layout, contents, fields, **shape, ppi=190 if layout == "stub" else 150)


def delay_certificate(rng: Random, layout: str) -> Paper:
    """`letter`: in a sentence; `form`: a ruled form; `phone`: from the airline's app; `english`."""
    who, day = person(rng), recent(rng)
    foreign = layout == "english" and rng.random() < 0.5
    line, (start, end) = _line(rng, foreign), _route(rng, layout == "english")
    flight, planned = _flight(rng, line), _time(rng, day)
    cancelled = rng.random() < 0.25
    delay = rng.randint(125, 540)
    left = planned + timedelta(minutes=delay)
    way: Callable[[date], str] = english if layout == "english" else day_way(rng).format
    issued = day + timedelta(days=rng.randint(1, 6))
    name = who.latin if layout == "english" else who.name
    contents = {
        **{"line": line, "name": name, "latin": who.latin, "id_number": who.id_number, "flight": _spaced(rng, flight)},
        **{"date": way(day), "issued": way(issued), "start": start, "end": end, "planned": f"{planned:%H:%M}"},
        **{
            "left": _moment(left, planned, way),
            "cancelled": cancelled,
            "delay": _span(rng, delay, layout == "english"),
        },
        **{"reason": rng.choice(CONTENTS["delay_reasons"]), "number": f"{flight[:2]}{digits(rng, 10)}"},
        **{
            "reason_en": rng.choice(("adverse weather", "air traffic control", "a technical fault", "crew duty limits"))
        },
        **{
            "ticket": f"781-{digits(rng, 10)}",
            "qr": codes.square(rng),
            "clock": f"{rng.randint(7, 22)}:{rng.randint(10, 59)}",
        },
    }
    fields = {"name": name, "flight": flight, "date": f"{day}", "cancelled": "yes" if cancelled else "no"}
    if layout in ("letter", "form"):
        fields["id_number"] = who.id_number
    if not cancelled:
        fields["delay_minutes"] = f"{delay}"
    return Paper("delay_certificate", layout, contents, fields, **({"shape": SCREEN} if layout == "phone" else {}))


def property_irregularity_report(rng: Random, layout: str) -> Paper:
    """`bilingual`: 行李运输事故记录; `english`: as handling agents abroad print it."""
    who, day, matter = person(rng), recent(rng), rng.choice(("lost", "delayed", "damaged"))
    line, (start, end) = _line(rng, layout == "english"), _route(rng, layout == "english")
    flight = _flight(rng, line)
    tag = f"{line['code']}{digits(rng, 6)}"
    report = f"{end[-1]}{line['code']}{rng.randint(10000, 99999)}"
    name = who.latin if layout == "english" else who.name
    contents = {
        **{"line": line, "name": name, "latin": who.latin, "flight": _spaced(rng, flight), "start": start, "end": end},
        **{"date": airline(day) if layout == "english" else day_way(rng).format(day), "tag": f"{tag[:2]} {tag[2:]}"},
        **{"report": report, "matter": matter, "weight": f"{rng.randint(9, 28)}", "phone": f"138{digits(rng, 8)}"},
        **{
            "colour": rng.choice(("黑色", "银灰色", "深蓝色", "红色")),
            "bag": rng.choice(("拉杆箱", "硬壳箱", "旅行袋")),
        },
        **{"address": who.address, "agent": person(rng).name, "bar": codes.bars(rng)},
    }
    fields = {
        **{"name": name, "flight": flight, "date": f"{day}", "baggage_tag": tag, "report_number": report},
        "matter": matter,
    }
    return Paper("property_irregularity_report", layout, contents, fields)


def _line(rng: Random, foreign: bool) -> Mapping[str, str]:
    return rng.choice(CONTENTS["foreign_airlines" if foreign else "airlines"])


def _route(rng: Random, abroad: bool) -> tuple[list[str], list[str]]:
    start, end = rng.sample(CONTENTS["airports"], 2)
    return start, (["", *rng.choice(CONTENTS["foreign_airports"])] if abroad else end)


def _flight(rng: Random, line: Mapping[str, Any]) -> str:
    return f"{line['code']}{rng.randint(1000, 9899)}"


def _spaced(rng: Random, flight: str) -> str:
    return rng.choice((flight, f"{flight[:2]} {flight[2:]}"))


def _time(rng: Random, day: date) -> datetime:
    """Local time at the airport, as it is printed."""
    return datetime.combine(day, time(rng.randint(6, 21), 5 * rng.randrange(12)))


def _moment(left: datetime, planned: datetime, way: Callable[[date], str]) -> str:
    """The day as well if it is another one."""
    return f"{left:%H:%M}" if left.date() == planned.date() else f"{way(left.date())} {left:%H:%M}"


def _span(rng: Random, minutes: int, in_english: bool) -> str:
    hours, rest = divmod(minutes, 60)
    if in_english:
        return rng.choice((f"{minutes} minutes", f"{hours} hours {rest} minutes"))
    return rng.choice((f"{minutes}分钟", f"{hours}小时{rest}分钟", f"{hours}小时{rest}分"))
