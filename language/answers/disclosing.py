"""Yes or no to a question of the disclosure: taken word for word, since good cover hangs on it."""

from __future__ import annotations

import re

from language.answers.yesno import read_yes_no
from language.health.conditions import read_conditions
from language.words.normal import normalise
from language.words.sounds import alike

_SAYS_YES = re.compile(r"有|是|对|没错|\b(?:y|yes|ye[aps]h?|yup|true|right|correct|i (?:do|am|have))\b", re.IGNORECASE)
_SAYS_NO = re.compile(
    r"没|沒|木有|莫得|无|無|不是|不会|否|不存在|非|冇|呒|\b(?:n|no|nope?|nah|not|none|never|neither|negative|false|wrong|incorrect)\b|n't",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(r"所以|\bso (?:it's |that's )?(?:a )?(?:yes|no)\b", re.IGNORECASE)
_BARE = 4  # characters of an answer that is nothing but yes or no
_LONGEST = 40
_END = r"(?:的|呢|啊|呀|哦|了|吧|[,，.。!！~\s])*"
_WHO = r"(?:我|他|她|孩子|宝宝|小孩|老人|身体|体检|检查|目前|一直|以前|从来|结果|嗯|哦|这些|那些|这个|[,，\s])*"
_WELL = r"正常|健康|没事(?:儿|情)?|没(?:啥|什么)(?:问题|毛病|事)?|没毛病|没问题"
_NOT_FOUND = r"没查出(?:来)?(?:过)?|没(?:检查|检|发现|得|患|住|做|犯)(?:出|到|上)?过?|没(?:啥|什么)?病|不曾(?:有|得)过"
_NOBODY_HAS = (
    r"(?:i|he|she|they|we|it|my \w+) (?:hasn't|haven't|has not|have not|doesn't|don't|didn't|isn't|wasn't|"
    r"never (?:has|have|had|did))(?: (?:had |been |any |that |it |one )*(?:any|that|it|one|been|had|done)?)?"
)
_NONE_OF_IT = (
    r"none of (?:that|those|these|the above|it)|nothing (?:of that|like that|at all|wrong)|"
    r"never(?: (?:had|ever|has|have))?(?: (?:any|it|that|one))*|"
    r"no (?:illness(?:es)?|diseases?|conditions?|problems?|issues?|symptoms?)"
    r"(?: (?:so far|at all|ever|yet|that i know of))?"
)
_LUCKILY = r"(?:[,.!\s]+(?:touch wood|thank god|thanks|luckily|fortunately|so far|ever))*[.!\s]*"
# Nothing found: no to whatever is asked about; all well: no to what asks after an illness or a mishap.
_NOTHING = re.compile(
    rf"{_WHO}(?:都|也|全)*(?:{_NOT_FOUND}){_END}|(?:no|nope|nah)?[,.\s]*(?:{_NONE_OF_IT}|{_NOBODY_HAS}){_LUCKILY}",
    re.IGNORECASE,
)
_ALL_WELL = re.compile(
    rf"{_WHO}(?:都|也|全|一切|全部|各项|很|还)*(?:{_WELL}){_END}|"
    rf"(?:everything|it|all|we|i|he|she|they|my \w+)?(?:'s|'re|'m| is| are| am)?"
    rf"(?: all| both| very| perfectly| quite| totally)* ?(?:normal|clear|fine|good|healthy|well|in good health)"
    rf"(?: and (?:healthy|fine|well|fit))?{_LUCKILY}",
    re.IGNORECASE,
)
_AFTER_ILLNESS = re.compile(
    r"病|症|瘤|癌|检查|体检|住院|手术|不适|炎|血|骨折|医生|早产|先天|出生|异常|怀孕|残疾|卧床|癫痫|结节"
)
_INSURED = r"医保|社保|农合|公费医疗|医疗保险|(?:social|medical|public) ?(?:health )?insurance"
# A lack is asked for: 是否没有参加医保. What is lacking, and how people name it.
_LACKS = (
    (re.compile(r"医疗保险|医保|公费医疗"), re.compile(_INSURED, re.IGNORECASE)),
    (re.compile(r"潜水证"), re.compile(r"证|执照|certif|licen[cs]e|padi|\bow\b", re.IGNORECASE)),
    (re.compile(r"向导"), re.compile(r"向导|领队|guide", re.IGNORECASE)),
)
_ASKS_FOR_A_LACK = re.compile(r"是否(?:没有|未|缺少|无)(?!法)|或没有")
_HAS = re.compile(
    r"有|参加|上了|交|买了|办|考|是的|\b(?:has|have|had|got|yes|with|covered)\b|'(?:ve|s)\b", re.IGNORECASE
)
_PIECE = re.compile(r"[,，.。;；!！]+|(?<=[\u3400-\u9fff])\s+")
_SMOKES = re.compile(r"(?:抽|吸)(?:烟|电子烟|一点|的|着|,|，|$)|天天抽|每天.{0,4}[抽吸]|\b(?:smoke|smoker|vape)s?\b")
_SMOKES_NOT = re.compile(r"不|没|从未|戒|\b(?:not|don't|doesn't|never|non|quit|no)\b")
_SMOKE_ASKED = re.compile(r"吸烟|抽烟")
_NO, _PARTICLES = "没有", "的地得过了啊呀哦额哈呢嘛"


def read_disclosed(text: str, question: str, conditions: tuple[str, ...] = ()) -> bool | None:
    """What a text answers to a disclosure question, None where it isn't plain.

    好的, ok and 算了 answer what shall be done, not what is the case: they are no answer here. To tell a condition
    that is asked about is to say yes. Where a lack is asked for (是否没有参加医保), 有的 says no with the word for yes:
    of more than the bare word only a conclusion counts, or that the thing is there (我有医保).

    Args:
        question: as it is put, in Chinese.
        conditions: codes of the conditions it asks about.
    """
    told = [one for one in read_conditions(text) if one.code in conditions]
    if any(not one.negated for one in told):
        return True
    plain = normalise(text)
    if _ASKS_FOR_A_LACK.search(question):
        lacking = _lacking(plain, question)
        if lacking is not None or (len(plain) > _BARE and not _CONCLUDES.search(plain)):
            return lacking
    if _SMOKE_ASKED.search(question) and _SMOKES.search(plain) and len(plain) <= _LONGEST:
        return not _SMOKES_NOT.search(plain)
    said = read_yes_no(text)
    if said is not None:
        return said if (_SAYS_YES if said else _SAYS_NO).search(plain) else None
    well = bool(_ALL_WELL.fullmatch(plain)) and bool(_AFTER_ILLNESS.search(question))
    return False if well or _denies(plain) else None


def says_nothing_wrong(text: str) -> bool:
    """都正常, 没查出过, none of that; or a 没有 as the input method spelled it (没油)."""
    plain = normalise(text)
    return bool(_ALL_WELL.fullmatch(plain)) or _denies(plain)


def _denies(plain: str) -> bool:
    return bool(_NOTHING.fullmatch(plain)) or _sounds_like_no(plain)


def _lacking(text: str, question: str) -> bool | None:
    """Whether the thing asked about is lacking, by the piece of the answer that names it."""
    for asked, thing in _LACKS:
        named = [piece for piece in _PIECE.split(text) if thing.search(piece)] if asked.search(question) else []
        if named:
            denied = any(_SAYS_NO.search(piece) for piece in named)
            has = any(_HAS.search(piece) or len(piece) <= _BARE for piece in named)
            return True if denied else False if has else None
    return None


def _sounds_like_no(text: str) -> bool:
    word = text.strip(" ,。!.")
    core = word[:2] if len(word) > 2 and word[2:].strip(_PARTICLES) == "" else word
    return len(core) == len(_NO) and all(map(alike, core, _NO)) and core[0] in "没木"
