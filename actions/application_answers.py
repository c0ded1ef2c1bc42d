"""Reading a typed answer to a question of the application: the value as it is stored, or nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta

import language
from insurance.questions import AnswerKind, Question

REFERENCE = re.compile(r"⟦(\w+):[0-9a-f]+⟧")
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z0-9]{5,6}"
)  # GA 36-2018
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")  # ISO 3779
LEGAL_HEIRS = re.compile(r"法定|legal|statutory|没有特别|随便|默认", re.IGNORECASE)
COMPANY_NUMBER = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")  # GB 32100


def references(text: str, *kinds: str) -> list[str]:
    """Vault references of these kinds in a text, in order."""
    return [match[0] for match in REFERENCE.finditer(text) if not kinds or match[1] in kinds]


def read_application_answer(question: Question, text: str, today: date) -> str | None:
    """The value of a typed answer to a question of the application, None when it isn't one.

    Sensitive answers are vault references already; dates come back in ISO 8601.
    """
    match question.kind:
        case AnswerKind.NAME:
            return language.read_person_name(text)
        case AnswerKind.ID_NUMBER:
            return next(iter(references(text, "id_number", "passport")), None)
        case AnswerKind.PHONE:
            return next(iter(references(text, "phone")), None)
        case AnswerKind.COMPANY_NUMBER:
            match_ = COMPANY_NUMBER.search(REFERENCE.sub("", text).upper().replace(" ", ""))
            return match_[0] if match_ else next(iter(references(text)), None)
        case AnswerKind.DATE:
            day = language.read_date(text, today)
            return day.isoformat() if day else None
        case AnswerKind.PLATE:
            plate = PLATE.search(text.upper())
            return re.sub(r"[·\s]", "", plate[0]) if plate else None
        case AnswerKind.VIN:
            vin = VIN.search(text.upper().replace(" ", ""))
            return vin[0] if vin else None
        case AnswerKind.ROSTER:
            return _roster(text)
        case AnswerKind.PERSON:
            relation = language.read_relation(text)
            return relation.value if relation else None
        case AnswerKind.TEXT if question.field == "beneficiary" and LEGAL_HEIRS.search(text):
            return question.choices[0]
        case AnswerKind.COMPANY | AnswerKind.TEXT:
            return text if len(text) >= 2 else None
    return None


def _roster(text: str) -> str | None:
    """Lines of `name reference`, whatever stands between them; None when no line looks so."""
    lines = []
    for line in re.split(r"[\n;；]", text):
        found = references(line, "id_number")
        name = REFERENCE.sub("", line).strip(" \t,，、:：")
        if found and name:
            lines.append(f"{name} {found[0]}")
    return "\n".join(lines) or None


def date_for_choice(choice: str, today: date) -> str:
    """The effective date a button stands for."""
    match choice:
        case "tomorrow":
            return (today + timedelta(days=1)).isoformat()
        case "in_7_days":
            return (today + timedelta(days=7)).isoformat()
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first.isoformat()
