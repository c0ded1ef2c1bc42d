"""The patterns by which a sentence tells about people."""

from __future__ import annotations

import re

SEX = re.compile(
    r"(?:(?<=是)|(?<=本人)|(?<=我)|(?<=性别))(?P<m4>男|女)(?=[,。;\s\d\ue000]|性|生|的|$)|"
    r"(?<![\u4e00-\u9fff])(?P<m>男|女)(?=[,。;\s\d\ue000]|性|生|的|$)|(?<=[岁\ue000])(?P<m2>男|女)(?!朋友|儿|"
    r"孩|婿|娃|宝)|"
    r"(?P<m3>男性|女性|男士|女士)|\b(?P<e>male|female|man|woman)\b"
)
PREGNANT = re.compile(
    r"怀(?:孕|上)?(?:了|都)?[\s,]?(?P<w>\d{1,2}|[一二三四五六七八九十]{1,3})(?:\s?\+\s?\d)?\s?(?:周|w)|"
    r"孕(?P<w2>\d{1,2})(?:\+\d)?周|"
    r"expecting,? (?:at )?(?P<w5>\d{1,2}) weeks|(?P<w3>\d{1,2}) weeks? pregnant|pregnant,? (?P<w4>\d{1,2}) weeks?|"
    r"(?P<months2>\d{1,2}) months? pregnant|怀孕(?P<months>\d{1,2}|"
    r"[一二三四五六七八九十])个月"
)
JUST_AFTER = (
    r"(?:\d{1,2}月份?|今年|明年|后年|马上|即将|就要|整|足|正好|已经|现在|刚好|刚满|刚过|虚岁|周岁|实岁|年龄|岁数|大概|"
    r"差不多|应该|快|"
    r"刚|才|都|也|有|满|一个|"
    r"分别|各|,|:|\(|是|"
    r"上?(?:小学|初中|高中|大学|幼儿园|[高初大][一二三四]|[一二三四五六]年级)|"
    r"is|are|'?s|'ll be|was|will be|who|turns|both|now|\s|turning|turned|turn|just|about|around|nearly|almost|"
    r"aged?|- )*\s*"
    r"(?P<n>\d{1,3}(?!\d|\.\d|,\d{3}(?!\d))|[二三四五六七八九]?十[一二三四五六七八九]?|百)"
)
NO_UNIT = (
    r"(?!\s?(?:[\d万千百块元%个号月天年座周次份人口平级]|[wk](?![a-z])|days?|weeks?|months?|years? (?!old|"
    r"young)|kg|yuan|"
    r"\$|,\d{3}|-|/|\.\d|多[万块元]))"
)
# 六十七八: sixty-seven or sixty-eight
_ABOUT = r"(?P<more>多|来|出头|左右|上下|好几|几|[二三四五六七八九](?![\d十百千万岁]))?"
AGE_AFTER = re.compile(JUST_AFTER + NO_UNIT + r"(?P<half>半| and a half)?" + _ABOUT)
AGE_LIST = re.compile(
    r"\s*(?:(?:,|、|和|and|跟|&|一个|另一个|另外一个)\s?)+(?:是|is )?(?P<n>\d{1,3}|"
    r"[二三四五六七八九]?十[一二三四五六七八九]?)" + NO_UNIT
)
SELF_AGED = re.compile(
    r"(?:我(?:自己|本人)?|本人)(?=(?:今年|已经|现在|虚岁|周岁|刚满|刚好|刚过|都|也|就|快|刚|才|满|,|:|是|"
    r"\s)*(?:\d{1,3}|"
    r"[二三四五六七八九]?十[一二三四五六七八九]?)(?:岁|周岁|,|。|\(|男|女|了|多|来|几|好几|出头|左右|他|她|和|"
    r"老婆|老公|爱人|媳妇|我|爸|妈|娃|孩子|儿子|女儿|\ue000|\s|$)(?![万千百块元]))|"
    r"\bi(?:'?m| am) (?=in my [\w ]{0,6}\d0s)|"
    r"\bi (?=(?:just |will |'ll )?turn(?:ed)? \d)|"
    r"\bi(?:'?m| am) an? (?=\d{1,3}[ -]?(?:years?|yrs?|y/?o))|"
    r"\bi(?:'?m| am)(?= (?:now |about |almost |nearly |just |turning )?\d{1,3}[fm]?\b(?! ?(?:k|%|weeks?|days?)))|"
    r"(?<!give )(?<!show )(?<!tell )(?<!send )(?<!find )(?<!get )(?<!offer )\bme"
    r"(?=[ ,(:]{1,3}\d{2}[fm]?\b(?! ?(?:k|%|weeks?|days?|people|adults?)))"
)
PRONOUN = re.compile(
    r"今年|[他她]|老人家?|[大小]的|\b(?:s?he)(?=(?:'?s| is|'ll be| will be| just turned|"
    r" turned| turns)(?: about| around| nearly| almost| only| now)? \d)"
)
SELF_NAMED = re.compile(
    r"(?:给|为|帮)我(?:自己)?(?=买|投|上|保|看看?保|配)(?!买的?(?:爸|妈))|我自己|(?:给|为|帮)自己|(?<![他她你娘家])自己(?=买|投保)|自己(?=和|"
    r"跟)|我本人|我(?=(?:和|跟|"
    r"与)(?:我?(?:老婆|老公|爱人|妻子|媳妇|爸|"
    r"妈|孩子|女儿|儿子|娃|对象|男朋友|女朋友|朋友|闺蜜|同事|父母|家人|岳|公公|婆婆|公婆|爷|奶|外|姥|姐|妹|哥|弟)))|"
    r"我(?=(?:现在|已经|也|都)?怀孕)|\bi(?='m pregnant| am pregnant)|"
    r"(?<![\w])(?:me|myself)(?=,? (?:and )?my)|\bfor me\b|\bmyself\b|本人|\bmy wife and i\b|"
    r"\bmy husband and i\b"
)
ONLY_ME = re.compile(
    r"(?:就|只有|只|仅)(?:我|本人)(?:自己)?(?:一?个?人|一个)?(?!们|爸|妈|[老爱]|儿|女|公|家|和|跟|与|想|要|的)|"
    r"我(?:自己)?一个人?(?=[,。;!\s\ue000去出玩买]|$)|"
    r"^一个人$|(?:^|[,。\s])一个人(?=去|出|旅|玩|自驾)|"
    r"\b(?:just|only) (?:me|myself)\b|\bby myself\b|\bon my own\b|"
    r"\bi'm (?:going|travell?ing) (?:alone|solo)\b|\bme alone\b"
)
SELF_BORN = re.compile(
    r"我(?=是?(?:\d\d后|(?:\d\d|[零一二三四五六七八九]{2}|\d{4})年)|(?:是)?[男女](?:的|,|\d|\s|$))|\bi (?=was born)"
)
PLURAL = re.compile(r"s$|children|folks|people|staff")
ADDRESSED = re.compile(r"\s?[,!]?\s?(?:你好|您好|我想|我要|请问|问|咨询|麻烦|帮|谢谢)")
NOT_WANTED = re.compile(r"(?:就|先|暂时|的)*(?:不用?买|不考虑|不需要|不用了|不要了?|不保)(?![吗么呢?])")
# me and hubby, the wife and I: the speaker beside a person
ME_BEFORE = re.compile(r"\b(?:me|myself|i)(?:,| and| &| \+| plus)+ (?:my |the |our )?$")
ME_AFTER = re.compile(r"(?:和|跟|与|同)我(?=都|[,。\s\d]|一起|一块|两)|(?:,| and| &| \+| plus)+ (?:me|myself|i)\b")
BEFORE_CHILD = re.compile(r"大?的?(?:小)?\s?(?:old )?")  # 9个月大的宝宝
COUNT = re.compile(
    r"(?P<n>\d{1,2}|[两二三四五六七八九十])\s?(?:个|名|位)\s?$|(?P<m>(?<![十百])[两俩仨])$|(?P<k>\b\d{1,2}) $"
)
OTHERS_WORD = re.compile(r"\s?(?:公司|单位|险|保险|意外|医疗|重疾|节|票|房|床|餐|之家|福利)")
BORN_NEAR = re.compile(r"\s?(?:号|日)?(?:出生|生(?!效|病|活))|\s?born")
BORN_BEFORE = re.compile(
    r"(?:生日|出生(?:日期|于)?|born(?: on)?|birthday|birth date|date of birth|dob)\S{0,3}\s?(?:is|on)?\s?$"
)
OUR_CHILD = re.compile(
    r"\b(?:our|my) (?=\d{1,2}[- ](?:year|month)s?[- ]old"
    r"(?!s?[ -](?!and\b|to\b|in\b|for\b|with\b)[a-z]))"
)
# 55岁开始领养老金: an age to come
LATER = re.compile(r"(?:以后|之后|后|开始|起|就|时)*(?:开始)?(?:领|拿|退休(?!了))")
COUPLE = re.compile(
    r"(?:我们?|咱们?)老两口|(?:我们?|咱们?)?(?:小?两口子?|夫妻(?:俩|二人|两人?)|夫妇(?:俩|二人|两人?))(?!店)|"
    r"\bas a couple\b"
)
ALONE = re.compile(
    r"(?:年龄|岁数|\bage|\bi meant?|\bshould be|[写说填搞弄打输]错了?)(?:[写说填搞弄]?错了|"
    r"不对)?[,\s]*(?:应该|大概|大约|差不多|都|在)*"
    r"(?:是|为|:|改成|is|to|(?<=[龄在约概多])|(?<=[龄数],)|(?<=meant)|"
    r"(?<=should be))\s?(?:about )?(?P<n>\d{1,3})(?![\d.万千块元])|"
    r"^(?:[\ue000\s,]*是|[\ue000\s]*,)\s?(?P<m>\d{1,2})\s*[,\ue000]*$"
)
TAKEN_BACK = re.compile(
    r"(?:不是|\bnot |\binstead of )\d{1,3}(?!\d|[.万千百块元天])|"
    r"\b(?:was|is) an? (?:slip|typo|mistake)"
)
INSTEAD = re.compile(
    r"\ue000,?\s?(?:而?是|应该是|it's|he's|she's)\s?(?P<m>\d{1,3})(?=[\s,。!\ue000]|$)|"
    r"(?:meant?|是|that|it)\s?(?P<k>\d{1,3})\s?,?\s?(?=\ue000)|"
    r"^(?P<i>[1-9]\d)\s?,?\s?(?=\ue000)|"
    r"\ue000,?\s?(?P<h>[1-9]\d) instead|"
    r"\ue000(?:改|换)(?:成|为|到)\s?(?P<j>[1-9]\d)(?=[\s,。!]|$)"
)
# a bare number with a sex behind it: `29, female`
WITH_SEX = re.compile(r"(?:^|[,\s])(?P<m>\d{1,3})\s?,?\s?(?=(?:(?:fe)?male|man|woman|男|女)(?![a-z]))")
AFTER_SEX = re.compile(r"(?:男|女|\b(?:fe)?male)(?:的|性)?[,\s]{0,2}(?P<m>[1-9]\d)(?!\d|\.\d)" + NO_UNIT)
# 给公婆买,一个七十五一个七十三
EACH_AGED = re.compile(
    r"一个(?P<n>\d{2}|[二三四五六七八九]十[一二三四五六七八九]?)岁?,?(?:另)?一个(?P<m>\d{2}|"
    r"[二三四五六七八九]十[一二三四五六七八九]?)(?![\d岁个万千百块元天月])"
)
ALL_AGED = re.compile(
    r"(?:都|已经|快|今年)(?P<n>[1-9]\d|[二三四五六七八九]十[一二三四五六七八九]?)(?P<more>多)?了?(?=[,。!\s\ue000]|$)"
)
LAST_AGED = re.compile(r"(?:[,\ue000]|的|\bis|\.\s)\s?(?P<n>[1-9]\d)(?P<more>多)?(?:了|啦)?[\s.。]*(?=,|$|和[1-9]\d$)")
# 28f, 32/m: in this order only f is safe on its own (35m may be an amount)
SHORT_SEX = re.compile(
    r"(?<![\d.$])(?P<m>[1-9]\d)\s?/?(?P<s>f)\b|(?:(?<=i'm )|(?<=i am )|(?<=\bme ))"
    r"(?P<m2>[1-9]\d)\s?/?(?P<s2>m)\b|\b(?P<s3>[mf])\s?/\s?(?P<m3>[1-9]\d)\b|"
    r"(?:(?<=, )|(?<=^))(?P<m4>[1-9]\d) (?P<s4>m)(?=\s*(?:,|$))"
)
