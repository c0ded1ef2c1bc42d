"""Names of people, hospitals and banks, diagnoses and the like."""

from __future__ import annotations

import re

from adapters.documents.found import Value

_H = "[一-鿿]"
_NAME = re.compile(rf"{_H}{{1,10}}(?:·{_H}{{1,12}}){{1,3}}|{_H}(?:\s?{_H}){{1,3}}(?!{_H})|{_H}{{2,4}}")
_LATIN = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|MR|MRS|MS)\b\.?\s?)?[A-Z][A-Za-z'\-]*(?:\s?[,/]\s?|\s)?(?:[A-Z][A-Za-z'\-]*\.?(?:\s?[,/]\s?|\s)?){0,4}"
)
_TITLES = re.compile(r"(?i)^(?:mr|mrs|ms|miss|dr)(?:\.\s*|\s+)|[\s,/](?:mr|mrs|ms|miss|mstr|chd|inf)\.?$")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_NAME = re.compile(
    r"性别|年龄|男|女$|日期|号码|医院|姓名|编号|科室|科$|单位|证明|先生|女士|旅客|航班|电话|住址|医保|合计|签字|签名|盖章|身份|公民|时间|岁$"
    r"|统一|社会|信用|专用|公章|有限|公司|费$|诊断|票据"
)
_HOSPITAL_END = (
    "(?:医院|卫生院|卫生服务中心|卫生服务站|医疗中心|诊所|门诊部|保健院|防治院|疗养院|卫生所|医学中心|口腔中心|急救中心|康复中心|体检中心"
    "|妇幼保健中心)"
)
_HOSPITAL = re.compile(
    rf"[一-鿿A-Za-z0-9()·]{{2,28}}?{_HOSPITAL_END}"
    rf"(?:[(]?{_H}{{1,6}}(?:院区|分院)[)]?|[(]{_H}{{1,12}}[)])?(?:有限(?:责任)?公司)?"
)
_ENGLISH_END = re.compile(
    r"Hospitals?|HOSPITALS?|Medical\s?Cent(?:er|re)|MEDICAL\s?CENT(?:ER|RE)|Clinics?\b|CLINICS?\b|Health\s?Cent(?:er|re)"
    r"|Infirmary|Healthcare|Medical Group|Polyclinic"
)
_ENGLISH_WORD = re.compile(r"[A-Z][\w.'’&\-]*,?$|of$|and$|the$|for$")
MOST_WORDS = 7  # before Hospital
_NO_HOSPITAL = re.compile(
    r"^(?:建议|请|本|该|我|贵|到|去|在|定点|各|上级|综合|专科|甲等|由|及|转|一级|二级|三级|级|外|其他|为|经|于|往)+(?:医院|诊所)"
    r"|^(?:医院|诊所)|^名称|[一二三]级医院|诊断"
)
_HOSPITAL_START = re.compile(
    r"^(?:医疗机构名称|医院名称|医院|名称|收款单位|单位|就诊于|于|在|到|至|地点|兹证明|章|:|[()])+"
)
_BANKS = (
    "中国工商银行|中国农业银行|中国建设银行|中国银行|交通银行|中国邮政储蓄银行|招商银行|中信银行|中国光大银行|华夏银行|中国民生银行|广发银行"
    "|平安银行|兴业银行|浦发银行|上海浦东发展银行|浙商银行|渤海银行|恒丰银行|北京银行|上海银行|江苏银行|宁波银行|南京银行|杭州银行|徽商银行"
    "|农村商业银行|农村信用社"
)
_BANK = re.compile(rf"{_BANKS}|{_H}{{2,10}}?(?:农村商业银行|农商银行|银行|信用社)")
_ENGLISH_BANKS = {
    "ICBC": "中国工商银行", "INDUSTRIALANDCOMMERCIALBANK": "中国工商银行", "AGRICULTURALBANKOFCHINA": "中国农业银行",
    "CHINACONSTRUCTIONBANK": "中国建设银行", "BANKOFCHINA": "中国银行", "BANKOFCOMMUNICATIONS": "交通银行",
    "CHINAMERCHANTSBANK": "招商银行", "POSTALSAVINGSBANK": "中国邮政储蓄银行", "CHINACITICBANK": "中信银行",
    "CHINAEVERBRIGHTBANK": "中国光大银行", "INDUSTRIALBANK": "兴业银行", "PINGANBANK": "平安银行",
    "SPDBANK": "浦发银行",
}  # fmt: skip
_WORDS_END = re.compile(r"\s{2,}(?=\S{1,8}:)|[。;]\s*$")
_NUMBERED = re.compile(r"(?:^|(?<=[\s;,。]))\(?[1-9]\)?\s?[.、,)](?!\d)\s?")
_SEX = re.compile(r"男|女|(?i:\bfemale\b|\bmale\b|(?<![A-Za-z])[MF](?![A-Za-z]))")


def read_name(text: str) -> Value | None:
    """The first that can be a person's name."""
    start = len(text) - len(text.lstrip(" :.,_-"))
    match = _NAME.match(text, start)
    if match:
        name = re.sub(r"\s", "", match[0])
        name = re.sub(r"(?:先生|女士|男|女)$", "", name) if len(name) > 2 else name
        if len(name) > 1 and not _NO_NAME.search(name):
            return Value(name, match.start(), match.end(), 0.95)
        return None
    match = _LATIN.match(text, start)
    return _latin(match) if match else None


def _latin(match: re.Match[str]) -> Value | None:
    whole = match[0].rstrip(" ,/")
    name = _TITLES.sub("", _TITLES.sub("", whole))
    if "/" not in name and name != name.upper():
        name = _GLUED.sub(" ", name)
    name = re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", name)).strip(" ,")
    letters = re.sub(r"[^A-Za-z]", "", name)
    if len(letters) < 3 or re.fullmatch(r"(?i)(?:name|passenger|patient|date|flight|sex|male|female|no|of)+", letters):
        return None
    return Value(name, match.start(), match.start() + len(whole), 0.94)


def read_sex(text: str) -> Value | None:
    match = _SEX.search(text[:16])
    if not match:
        return None
    return Value("female" if match[0].lower() in ("女", "female", "f") else "male", match.start(), match.end(), 0.97)


def hospitals(text: str) -> list[Value]:
    """Every name of a hospital."""
    found = []
    for match in _HOSPITAL.finditer(text):
        name = _HOSPITAL_START.sub("", match[0])
        if len(name) > 3 and not _NO_HOSPITAL.search(name) and not re.search(r"[0-9]{3}", name):
            name = name if name.count("(") == name.count(")") else name.strip("()")
            found.append(Value(name, match.end() - len(name), match.end(), 0.95))
    for match in _ENGLISH_END.finditer(text):
        words = _GLUED.sub(" ", text[: match.start()]).split()[-MOST_WORDS:]
        while words and not all(_ENGLISH_WORD.match(word) for word in words):
            del words[0]
        while words and words[0].lower() in ("of", "and", "the", "for", "at"):
            del words[0]
        if words:
            found.append(Value(f"{' '.join(words)} {match[0]}", match.start(), match.end(), 0.9))
    return found


def read_hospital(text: str) -> Value | None:
    known = hospitals(text)
    return known[0] if known else None


def read_words(text: str) -> Value | None:
    """A few words, such as a diagnosis; of a numbered list the entries with ; between."""
    start = len(text) - len(text.lstrip(" :.,_-"))
    end = _WORDS_END.search(text, start)
    stop = end.start() if end else len(text)
    body = text[start:stop].strip(" :.,;。")
    entries = [entry.strip(" ;,。.") for entry in _NUMBERED.split(body)]
    words = "; ".join(re.sub(r"\s+", " ", entry) for entry in entries if entry)
    if not re.search(rf"{_H}{{2}}|[A-Za-z]{{3}}", words) or len(words) > 200:
        return None
    return Value(words, start, stop, 0.9)


def read_bank(text: str) -> Value | None:
    match = _BANK.search(text)
    if match:
        return Value(match[0], match.start(), match.end())
    packed = re.sub(r"[^A-Z]", "", text.upper())
    for english, chinese in _ENGLISH_BANKS.items():
        if english in packed:
            return Value(chinese, 0, len(text), 0.85)
    return None
