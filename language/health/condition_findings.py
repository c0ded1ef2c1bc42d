"""Conditions told by an organ and a finding apart from it, or by a reading: 甲状腺上有个8毫米的结节, 血压有点高."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIZE = r"\d{1,3}(?:\.\d{1,2})?\s?(?:毫米|厘米|公分|mm|cm)"
_GAP = (
    rf"(?:{_SIZE}|[上下里内部叶左右侧双有长个块枚颗一几多的了着小大些出来发现查]|检查|体检|"
    r"[1-6][abc]?\s?(?:级|类)?|[一二三四五六](?:级|类)|\s|x|\*|,){0,14}"
)
_HOW_HIGH = (
    r"(?:有点儿?|有一?些|一直|总是|略微?|稍微?|也|都|比较|偏|是|挺|很|老|不太正常|控制|常年|轻微|最近|今年|\s){0,4}"
)
_HOW_HIGH_EN = (
    r"(?:'s| is| was| runs| ran| has been| gets| tests| came back)?"
    r"(?: a bit| a little| slightly| quite| rather| on the| very| too| always| somewhat| running| bit|"
    r" still)* (?:high|raised|elevated|up)(?: side)?\b"
)
_MINE = r"(?:my|the|his|her|one|both|left|right|their)"
_A_NODULE = rf"(?:nodules?|lumps?|spots?)(?: of {_SIZE})? (?:in|on|at) (?:{_MINE} )*"
_HAS = (
    r"(?:s)? (?:has|have|had|with|shows?|showed)(?: an?| the| some| several)?"
    r"(?: (?:small|tiny|little|benign|\d{1,2} ?mm|(?:grade|level) \d[abc]?|ti-?rads \d[abc]?|bi-?rads \d[abc]?))* "
)
_FINDINGS: tuple[tuple[str, str], ...] = (
    ("thyroid_nodule", rf"甲状腺{_GAP}(?:结节|肿块|囊肿)|\b{_A_NODULE}thyroid\b|\bthyroid{_HAS}(?:nodules?|lumps?)\b"),
    (
        "lung_nodule",
        rf"肺{_GAP}(?:磨玻璃)?(?:小?结节|磨玻璃|阴影)|\b{_A_NODULE}lungs?\b|\blung{_HAS}(?:nodules?|spots?)\b",
    ),
    (
        "breast_nodule",
        rf"(?:乳腺|乳房|胸部){_GAP}(?:结节|肿块|纤维瘤)|\b{_A_NODULE}breasts?\b|\bbreast{_HAS}(?:nodules?|lumps?)\b",
    ),
    ("gallstones", rf"胆(?:囊|管)?{_GAP}(?:结石|石头)|\b(?:gall ?stones?|stones?) in (?:{_MINE} )?gall ?bladder\b"),
)
_READINGS: tuple[tuple[str, str], ...] = (
    (
        "hypertension",
        rf"血压{_HOW_HIGH}(?<!不)(?:升)?高(?!压)|"
        rf"\b(?:blood pressure|bp){_HOW_HIGH_EN}|\b(?:raised|elevated) blood pressure",
    ),
    (
        "diabetes",
        rf"血糖{_HOW_HIGH}(?<!不)(?:升)?高|\b(?:blood sugar|glucose){_HOW_HIGH_EN}|\b(?:raised|elevated) blood sugar",
    ),
    (
        "hyperuricemia",
        rf"尿酸{_HOW_HIGH}(?<!不)(?:升)?高(?!血)|\buric acid{_HOW_HIGH_EN}|\b(?:raised|elevated) uric acid",
    ),
    (
        "hyperlipidemia",
        rf"(?:血脂|胆固醇|甘油三酯){_HOW_HIGH}(?<!不)(?:升)?高|\b(?:cholesterol|lipids?|triglycerides){_HOW_HIGH_EN}",
    ),
)
_ALL = tuple(
    (code, re.compile(pattern), pattern in dict(_READINGS).values()) for code, pattern in _FINDINGS + _READINGS
)
_ANY = re.compile(
    r"甲状腺|肺|乳|胸|胆|血|尿|nodule|lump|spot|stone|blood|pressure|\bbp\b|acid|cholesterol|lipid|glucose|triglycerides"
)


def find_findings(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, code, and whether it is a reading (which no denial of another condition reaches)."""
    if not _ANY.search(text):
        return
    for code, pattern, reading in _ALL:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), code, reading
