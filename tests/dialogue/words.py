"""Plain words for a fact, for whoever has none of their own; and the code of the button they would tap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.conversations import papers
from tests.dialogue.persona import Facts, Persona, day

ZH = {
    "self": "我自己", "spouse": "爱人", "child": "孩子", "parent": "父母", "parent_in_law": "岳父", "employee": "员工",
    "grandchild": "孙子", "male": "男", "female": "女", "compulsory": "交强险", "third_party": "第三者责任险",
    "damage": "车损险", "concrete": "钢混", "brick": "砖混",
}  # fmt: skip
EN = {
    "self": "myself", "spouse": "my spouse", "child": "my child", "parent": "my parent", "third_party": "third party",
    "damage": "own damage", "compulsory": "compulsory",
}  # fmt: skip
LINES = {
    "accident": ("意外险", "accident insurance"), "travel": ("旅行险", "travel insurance"),
    "medical": ("医疗险", "medical insurance"), "outpatient": ("门诊险", "outpatient insurance"),
    "cancer": ("防癌险", "cancer insurance"), "critical_illness": ("重疾险", "critical illness insurance"),
    "term_life": ("定期寿险", "term life insurance"), "whole_life": ("终身寿险", "whole life insurance"),
    "annuity": ("年金险", "annuity"), "car": ("车险", "car insurance"), "home": ("家财险", "home insurance"),
    "group": ("团体险", "group insurance"),
}  # fmt: skip
AGREED = {
    "quote_accept": ("投保", "yes"), "summary": ("确认无误", "all correct"), "notice_terms": ("同意", "I agree"),
    "notice_exclusions": ("同意", "I agree"), "notice_cooling_off": ("同意", "I agree"),
    "notice_senior": ("都明白，同意", "all clear, I agree"),
    # About a condition they told of: those of a person who looks after it.
    "condition_grade": ("1级", "grade 1"), "condition_controlled": ("控制得很好", "well controlled"),
    "condition_checked": ("半年前复查过，没变化", "checked half a year ago, no change"),
    "condition_attacks": ("没有发作", "no attacks"), "condition_function": ("肝功能正常", "normal"),
    "condition_complications": ("没有", "no"),
    "condition_kind.diabetes": ("2型", "type 2"), "condition_kind.gastritis": ("浅表性", "superficial"),
    "condition_kind.arthritis": ("退行性", "wear"), "condition_kind.arrhythmia": ("偶发早搏", "rare beats"),
    "condition_treated": ("早就治好了", "cured long ago"), "condition_since": ("六年前", "6 years ago"),
    "condition_size": ("4毫米", "4 mm"), "condition_hardware": ("没有", "no"),
    "condition_pathology": ("良性", "benign"), "annual_income": ("一年30万", "300000 a year"),
    "beneficiary": ("法定", "legal heirs"), "restart": ("不要", "no"), "cancel_policy": ("不要", "no"),
}  # fmt: skip
EMPLOYEES = ("张一鸣", "李思远", "王子涵", "陈佳怡", "刘思琪")
GO_ON = ("继续", "go on")
DO_NOT_KNOW = ("这个我不清楚", "I don't know that")
NO, YES = ("没有", "no"), ("有", "yes")
ADDRESS = "北京市朝阳区建国路1号3楼"
PLATE, VIN = "京A12345", "LSVAA4182E2123456"


def in_tongue(pair: tuple[str, str], persona: Persona) -> str:
    return pair[persona.tongue == "en"]


def plain(field: str, person: int, persona: Persona, facts: Facts) -> str | None:
    """The answer in plain words, None where this person can't know it.

    Args:
        field: as in `docs/fields.md`; `person` is the number of the person in the persona's own facts.
    """
    if field in AGREED:
        return in_tongue(AGREED[field], persona)
    if field in PAPERS:
        return PAPERS[field](persona, _person(facts, person))
    if field == "line":
        return in_tongue(LINES[persona.line], persona)
    if field == "effective_date":
        return day(persona.effective, persona.today).isoformat()
    if field == "roster":
        return _roster(facts)
    return _fact(field, persona, facts, _person(facts, person))


def _person(facts: Facts, number: int) -> Mapping[str, Any]:
    people = facts.get("people", ())
    return people[number] if number < len(people) else {}


PAPERS: Mapping[str, Callable[[Persona, Mapping[str, Any]], str | None]] = {
    "applicant_name": lambda persona, _: str(persona.applicant["name"]),
    "applicant_id": lambda persona, _: papers.id_number(persona.applicant["age"], persona.applicant["sex"]),
    "applicant_phone": lambda *_: papers.phone(),
    "insured_name": lambda _, person: person.get("name"),
    "insured_id": lambda _, person: papers.id_number(person["age"], person.get("sex", "male")) if person else None,
    "company_name": lambda persona, _: persona.company,
    "company_number": lambda *_: papers.company_number(),
    "plate": lambda *_: PLATE,
    "vin": lambda *_: VIN,
    "home_address": lambda *_: ADDRESS,
}


def _roster(facts: Facts) -> str:
    age, count = _person(facts, 0).get("age", 30), facts.get("headcount", 0)
    names = [f"{EMPLOYEES[n % 5]}{'甲乙丙丁戊己'[n // 5] if n >= 5 else ''}" for n in range(count)]
    return "\n".join(f"{name} {papers.id_number(age)}" for name in names)


def _fact(field: str, persona: Persona, facts: Facts, person: Mapping[str, Any]) -> str | None:
    english = persona.tongue == "en"
    vehicle, home, trip = facts.get("vehicle", {}), facts.get("home", {}), facts.get("trip", {})
    amounts = {"sum_insured": facts.get("sum_insured"), "yearly_amount": facts.get("sum_insured"),
               "vehicle_value": vehicle.get("value"), "home_value": home.get("value"),
               "budget": facts.get("budget")}  # fmt: skip
    counts = {"insured_age": person.get("age"), "group_age": person.get("age"), "seats": vehicle.get("seats"),
              "vehicle_age": vehicle.get("age_years"), "no_claim_years": vehicle.get("no_claim_years"),
              "headcount": facts.get("headcount"), "trip_days": trip.get("days")}  # fmt: skip
    words = {"insured_relation": person.get("relation"), "insured_sex": person.get("sex"),
             "car_cover": facts.get("segment"), "building": home.get("building")}  # fmt: skip
    agreed = {"smoker": person.get("smoker"), "social_insurance": facts.get("social_insurance")}
    if field == "budget" and amounts[field] in ("none", None):
        return "no limit" if english else "不限"
    if amounts.get(field) is not None:
        return f"{amounts[field]}元" if not english else f"{amounts[field]}"
    if counts.get(field) is not None:
        return str(counts[field])
    if words.get(field) is not None:
        return (EN if english else ZH).get(words[field], str(words[field]))
    if agreed.get(field) is not None:
        return in_tongue(YES if agreed[field] else NO, persona)
    if field == "term":
        return _term(facts, english)
    if field == "pay_years" and "pay_years" in facts:
        return f"{facts['pay_years']} years" if english else f"{facts['pay_years']}年"
    if field == "conditions":
        return in_tongue(NO, persona) if person.get("conditions") == [] else None
    return None


def _term(facts: Facts, english: bool) -> str | None:
    if "term_years" in facts:
        return f"{facts['term_years']} years" if english else f"{facts['term_years']}年"
    if "to_age" in facts:
        return f"to age {facts['to_age']}" if english else f"到{facts['to_age']}岁"
    return None


def code(field: str, persona: Persona, facts: Facts) -> str | None:
    """The choice this person would tap."""
    people = facts.get("people", ())
    person = people[0] if people else {}
    fixed = {"quote_accept": "yes", "summary": "yes", "notice_terms": "agree", "notice_exclusions": "agree",
             "notice_cooling_off": "agree", "notice_senior": "agree", "beneficiary": "legal",
             "car_cover": facts.get("segment"),
             "insured_relation": person.get("relation"), "insured_sex": person.get("sex"), "line": persona.line,
             "building": facts.get("home", {}).get("building"), "seats": facts.get("vehicle", {}).get("seats"),
             "budget": "any_budget" if facts.get("budget") == "none" else None,
             "pay_years": f"pay_{facts.get('pay_years')}", "yearly_amount": facts.get("sum_insured"),
             "effective_date": {"+1": "tomorrow", "+7": "in_7_days"}.get(persona.effective)}  # fmt: skip
    found = fixed.get(field)
    if field == "social_insurance":
        return "yes" if facts.get("social_insurance") else "no"
    return None if found is None else str(found)
