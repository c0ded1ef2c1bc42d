"""Illnesses and injuries a report names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.claims.patterns import patterns

# a bone named right before the break belongs to the name of it
_BONE = re.compile(
    r"(?:[左右双]侧?)?(?:髋部|髋骨|腰椎|胸椎|颈椎|锁骨|桡骨|尺骨|胫骨|腓骨|肋骨|脚踝|踝骨?|手腕|腕骨|髌骨|尾骨|尾椎|颅骨|骨盆|"
    r"跟骨|掌骨|肱骨|肩胛骨)$"
)
_PART = r"(?P<{}>hip|arm|leg|wrist|ankle|nose|rib|finger|thumb|foot|toe|collarbone|shoulder|elbow|knee|jaw|hand|neck)s?"
_BROKE = re.compile(
    r"\b(?:broke|broken|breaking|fractured|cracked|snapped)\b(?: (?:my|his|her|their|an?|the|1|2|left|right|"
    r"both|\d)\b)*"
    rf" {_PART.format('a')}\b|\b{_PART.format('b')} (?:was |is |are |were |got )?(?:broken|fractured|cracked)\b"
)


@dataclass(frozen=True)
class Diagnosis:
    """`name` in the language of the text; `cause` accident, illness or nothing.

    `grade` of critical illness policies (severe, mild) as it usually is: a person reads the pathology.
    """

    name: str = ""
    cause: str = ""
    grade: str = ""


_GRADES = (
    ("mild", re.compile(r"轻症|轻度|原位癌|\bmild\b|in situ")),
    ("moderate", re.compile(r"中症|中度|\bmoderate\b")),
    ("severe", re.compile(r"重症(?!监护)|重度|\bsevere\b")),
)


def _grade_of_any(text: str) -> str:
    """心梗,放了支架: the stent is what the policies name."""
    return next((each[3] for each, pattern in patterns("diagnoses") if each[3] and pattern.search(text)), "")


def _graded(text: str, usual: str) -> str:
    """The grade told, else the usual one; of an illness that isn't one of critical illness policies none."""
    return next((grade for grade, words in _GRADES if words.search(text)), usual) if usual else ""


def read_diagnosis(told: str, *, english: bool) -> Diagnosis:
    """The first of the word list that is named."""
    broken = _BROKE.search(told) if english else None
    if broken:
        return Diagnosis(f"broken {broken['a'] or broken['b']}", "accident")
    text = told.replace(",", "。")
    for (name, in_english, cause, grade), pattern in patterns("diagnoses"):
        found = pattern.search(text)
        if found:
            bone = _BONE.search(text[: found.start()]) if found.group() in ("骨折", "骨裂", "脱臼") else None
            said = f"{bone.group()}{found.group()}" if bone else name
            usual = grade or _grade_of_any(text)
            return Diagnosis(in_english if english else said, cause, _graded(text, usual))
    return Diagnosis()
