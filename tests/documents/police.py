"""What the police hand out: receipts of a report and findings on a traffic accident."""

from __future__ import annotations

from random import Random

from tests.documents.paper import Paper
from tests.documents.people import CONTENTS, digits, person, recent
from tests.documents.writing import day_way


def police_report(rng: Random, layout: str) -> Paper:
    """`receipt`: 接报警回执; `accident`: 道路交通事故认定书(简易程序); `finding`: the same in prose."""
    who, other, day, way = person(rng), person(rng), recent(rng), day_way(rng)
    place = who.place
    hour, minute = rng.randint(7, 22), rng.randint(0, 59)
    number = (
        f"{place['region']}{day:%Y}{digits(rng, 8)}" if layout == "receipt" else f"{place['region']}{digits(rng, 9)}"
    )
    contents = {
        **{"name": who.name, "sex": who.sex, "id_number": who.id_number, "phone": f"137{digits(rng, 8)}"},
        **{"city": place["city"], "district": place["district"], "street": place["street"], "number": number},
        **{"date": way.format(day), "time": f"{hour}时{minute}分", "thing": rng.choice(CONTENTS["lost_things"])},
        **{"officer": person(rng).name, "badge": digits(rng, 6), "other": other.name, "other_id": other.id_number},
        **{"plates": [f"{rng.choice(CONTENTS['plates'])}·{digits(rng, 5)}" for _ in range(2)]},
        **{"weather": rng.choice(("晴", "阴", "小雨")), "address": who.address, "hour": f"{hour:02d}:{minute:02d}"},
    }
    fields = {"name": who.name, "id_number": who.id_number, "date": f"{day}", "report_number": number}
    return Paper("police_report", layout, contents, fields)
