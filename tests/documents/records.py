"""What hospitals write: outpatient records, discharge summaries, diagnosis and death certificates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.documents import codes
from tests.documents.paper import Paper
from tests.documents.people import CONTENTS, Person, digits, hospital, person, recent
from tests.documents.writing import chinese, day_way, english

_SHORT_STAY = ("右踝关节扭伤", "急性支气管炎", "带状疱疹")  # nobody stays in hospital for them


def outpatient_record(rng: Random, layout: str) -> Paper:
    """`sheet`: printed by the hospital's system; `booklet`: a page of the 门诊病历 booklet; `table`: emergency form."""
    who, seen, way = person(rng), recent(rng), day_way(rng)
    illness, where = rng.choice(CONTENTS["illnesses"]), hospital(rng, who.place)
    contents = {
        **_about(rng, who, seen, where, illness),
        **{
            "date": f"{way.format(seen)} {rng.randint(8, 17):02d}:{rng.randint(0, 59):02d}",
            "birth": way.format(who.birth),
        },
        **{"medicines": _medicines(rng), "tests": rng.choice(("血常规、C反应蛋白", "X线检查", "彩色多普勒超声"))},
    }
    fields = {
        **{"name": who.name, "sex": who.sex_code, "hospital": where, "date": f"{seen}", "diagnosis": illness["zh"]},
    }
    if layout == "sheet":
        fields["birth"] = f"{who.birth}"
    return Paper("outpatient_record", layout, contents, fields)


def discharge_summary(rng: Random, layout: str) -> Paper:
    """`summary`: 出院小结; `record`: 出院记录; `boxes`: a ruled form; `english`."""
    who, left, illness = person(rng), recent(rng), _serious(rng)
    entered = left - timedelta(days=rng.randint(3, 19))
    if layout == "english":
        return _english_summary(rng, who, entered, left, illness)
    way, where = day_way(rng), hospital(rng, who.place)
    second = rng.choice((*CONTENTS["second_diagnoses"], ""))
    contents = {
        **_about(rng, who, left, where, illness),
        **{"entered": way.format(entered), "left": way.format(left), "days": f"{(left - entered).days}"},
        "diagnoses": [illness["zh"], second] if second else [illness["zh"]],
        **{
            "operation": _operation(illness, way.format(entered + timedelta(days=1))),
            "outcome": rng.choice(("治愈", "好转")),
        },
        **{"medicines": _medicines(rng), "date": way.format(left), "bar": codes.bars(rng)},
    }
    fields = {
        **{"name": who.name, "sex": who.sex_code, "hospital": where, "diagnosis": illness["zh"]},
        **{"admission_date": f"{entered}", "discharge_date": f"{left}"},
    }
    return Paper("discharge_summary", layout, contents, fields)


def _english_summary(rng: Random, who: Person, entered: date, left: date, illness: Mapping[str, Any]) -> Paper:
    place, name = rng.choice(CONTENTS["foreign_hospitals"]), who.latin.replace("/", " ")
    way: Callable[[date], str] = rng.choice((english, "{:%Y-%m-%d}".format))
    contents = {
        **{"hospital": place["name"], "address": place["address"], "name": name, "serial": digits(rng, 9)},
        **{"sex": "Male" if who.sex == "男" else "Female", "birth": way(who.birth), "diagnosis": illness["en"]},
        **{"entered": way(entered), "left": way(left), "doctor": "Dr. S. Chanthara", "surgery": illness["surgery"]},
    }
    fields = {
        **{"name": name, "birth": f"{who.birth}", "hospital": place["name"], "diagnosis": illness["en"]},
        **{"admission_date": f"{entered}", "discharge_date": f"{left}", "sex": who.sex_code},
    }
    return Paper("discharge_summary", "english", contents, fields)


def diagnosis_certificate(rng: Random, layout: str) -> Paper:
    """`plain`: half a sheet of lines; `numbered`: with a number and a box; `leave`: a paragraph with sick leave."""
    who, issued, way = person(rng), recent(rng), day_way(rng)
    illness, where = rng.choice(CONTENTS["illnesses"]), hospital(rng, who.place)
    contents = {
        **_about(rng, who, issued, where, illness),
        **{"date": way.format(issued), "number": f"NO.{digits(rng, 7)}", "id_number": who.id_number},
        **{"title": rng.choice(("诊断证明书", "疾病诊断证明书", "医学诊断证明书")), "rest": rng.choice("一二三四")},
    }
    fields = {"name": who.name, "sex": who.sex_code, "hospital": where, "date": f"{issued}", "diagnosis": illness["zh"]}
    if layout == "numbered":
        fields["id_number"] = who.id_number
    return Paper("diagnosis_certificate", layout, contents, fields)


def death_certificate(rng: Random, layout: str) -> Paper:
    """`form`: 居民死亡医学证明(推断)书; `hospital`: the hospital's own 死亡证明."""
    who, died = person(rng, 35, 92), recent(rng)
    issued, way, where = died + timedelta(days=rng.randint(0, 2)), day_way(rng), hospital(rng, who.place)
    cause, behind = rng.choice(CONTENTS["causes_of_death"]), rng.choice(CONTENTS["causes_behind"])
    contents = {
        **_about(rng, who, died, where, {"department": rng.choice(("急诊科", "重症医学科", "心血管内科"))}),
        **{"id_number": who.id_number, "birth": chinese(who.birth), "died": chinese(died), "date": way.format(issued)},
        **{"cause": cause, "behind": behind, "number": digits(rng, 12), "address": who.address},
        **{"hour": f"{rng.randint(0, 23)}时{rng.randint(0, 59)}分", "province": who.place["province"]},
        **{"relative": person(rng).name, "phone": f"139{digits(rng, 8)}"},
    }
    fields = {
        **{
            "name": who.name,
            "sex": who.sex_code,
            "birth": f"{who.birth}",
            "id_number": who.id_number,
            "hospital": where,
        },
        **{"death_date": f"{died}", "cause": cause, "date": f"{issued}"},
    }
    return Paper("death_certificate", layout, contents, fields)


def _about(rng: Random, who: Person, on: date, where: str, illness: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{"hospital": where, "name": who.name, "sex": who.sex, "age": f"{who.age(on)}", "serial": digits(rng, 8)},
        **{"illness": illness, "department": illness["department"], "doctor": person(rng).name},
        **{"bed": f"{rng.randint(1, 60)}", "work": rng.choice(("职员", "教师", "工人", "个体", "退休"))},
        **{"marriage": rng.choice(("已婚", "未婚")), "address": who.address},
    }


def _serious(rng: Random) -> Mapping[str, Any]:
    return rng.choice([one for one in CONTENTS["illnesses"] if one["zh"] not in _SHORT_STAY])


def _operation(illness: Mapping[str, Any], day: str) -> str:
    return f"{day} 在麻醉下行手术治疗" if illness["surgery"] else "无"


def _medicines(rng: Random) -> list[tuple[str, str, str]]:
    known = [one for one in CONTENTS["items"] if one[3] in ("西药费", "中成药费") and "注射" not in one[0]]
    uses = ("口服 一次1粒 一日2次", "口服 一次2粒 一日3次", "口服 一次1粒 一日1次")
    return [(one[0], one[1], rng.choice(uses)) for one in rng.sample(known, 3)]
