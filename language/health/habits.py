"""Smoking and social insurance, had or denied."""

from __future__ import annotations

import re

from insurance.facts import SmokerFact, SocialInsuranceFact
from language.words.sentence import Sentence

_AMOUNT = r"(?:半|[一二两三四五六七八九几十]{1,2}|\d{1,2})(?:来|多)?"
_NO_TOBACCO = r"(?!药|奶|面|零食|感冒|冲剂|茶|饼|行李)"
_SMOKES_NO = re.compile(
    r"不(?:抽|吸|碰|沾|会抽)烟|从来?(?:不|没)(?:抽|吸)过?烟?|没(?:抽|吸)过烟|戒烟|戒了[^,。;]{0,4}烟|从?没碰过烟|烟(?:已经|早就?|都|也|去年|前年|[一二三\d]+年前)*(?:戒|不抽|不碰|不沾)了?|"
    r"烟酒(?:都|全|一概)?(?:不|没)(?:沾|碰|来|抽)?|不(?:沾|碰)烟酒|不抽不喝|不烟不酒|无(?:吸|抽)?烟史|没有(?:吸|抽)烟|"
    r"non[- ]?smok(?:er|ing)|\b(?:don't|doesn't|do not|does not|never|didn't|haven't|"
    r"hasn't)(?: ever)?(?: (?:drink|drinks|drank|touch)(?: alcohol)?"
    r"(?: or| and| nor|,))? (?:smoked?|touch(?:ed)? (?:tobacco|cigarettes))|\bneither [^,.;]{0,20}?smokes?|"
    r"not a smoker|no smoking|"
    r"(?:quit|gave up|given up|stopped|packed in|kicked)(?: the)? (?:smoking|cigarettes|smokes|fags|cigs)|"
    r"ex-smoker|former smoker|used to smoke|"
    r"(?:smoke|tobacco)[- ]free|no tobacco"
)
_SMOKES = re.compile(
    rf"(?:一|每)天(?:要?抽|也?就|差不多|大概|得)*{_AMOUNT}(?:(?:包|盒)烟?{_NO_TOBACCO}|(?:支|根)(?=烟|[,。]|$)烟?)|{_AMOUNT}(?:包|盒)烟?(?:一|每)天|"
    rf"(?:抽|吸)(?:个|上|了)?{_AMOUNT}(?:包|盒|支|根|口)|(?:抽|吸)(?:了[^,。;]{{0,4}})?烟|烟(?:抽|吸)得|烟民|烟枪|烟瘾|烟龄|"
    r"\b(?:half )?(?:a |an? \w+ |\d )?packs? (?:of (?:cigarettes|cigs|fags) )?(?:a day|per day|daily|each day|"
    r"every day)|"
    r"\b\d{1,2} (?:cigarettes|cigs|smokes|fags)(?: a day| per day| daily)?|\bsmok(?:e|es|er|ing)\b|\bvap(?:e|es|"
    r"er|ing)\b"
)
_NAMES = (
    r"(?:城镇|城乡|职工|居民|少儿|学生|大病|灵活就业|农村)*(?:社保|医保)|五险一金|五险|新?农合|(?:新型)?农村合作医疗|城居保|"
    r"social (?:insurance|security)|\bnrcms\b|(?:state|public|national) (?:health|medical) (?:insurance|scheme)"
)
_SOCIAL_NO = re.compile(
    rf"(?:没有?|未|不|无|没能|断了)(?:有|再)?(?:交|缴纳?|买|上|参加|参|办|入|享受)?(?:过|了)?(?:任何)?\s?(?:{_NAMES})|"
    rf"(?:{_NAMES})(?:[我他她也都还早已一直从来就刚啊呀,\s]|去年|今年|以前){{0,6}}(?:没(?!有?(?:断|停))有?(?:交|缴纳?|买|上|办|参加|了)?(?:过)?|"
    r"断(?:了|缴|交|掉|档)|停(?:了|缴|交|掉|(?=[,。]|$))|未(?:交|缴|参))|"
    rf"\b(?:no|without|not|never|lacks?|\w+n't)(?: (?:got|have|had|been|any|on|in|the|a|covered|enrolled|paid|"
    rf"paying|into|by|under|part|of|contribute|to|ever)){{0,4}} "
    rf"(?:{_NAMES})"
)
_SOCIAL_YES = re.compile(
    rf"(?:有|交了?|参加了?|上了?|买了?)?(?:{_NAMES})(?:都|也|一直|正常)*(?:有|交着呢?|交了|在交|齐全)?"
)


def take_habits(sentence: Sentence) -> None:
    """Add social insurance and smoking."""
    for patterns, fact in (((_SOCIAL_NO, _SOCIAL_YES), SocialInsuranceFact), ((_SMOKES_NO, _SMOKES), SmokerFact)):
        for pattern, value in zip(patterns, (False, True), strict=True):
            found = pattern.search(sentence.rest)
            if found:
                sentence.add(*found.span(), fact(value, found.group()))
                break
