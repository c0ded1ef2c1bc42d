"""The patterns by which a sentence tells about people."""

from __future__ import annotations

import re

SEX = re.compile(
    r"(?:\b(?:sex|gender)[\s:=/-]{0,3}(?:is )?|性别[\s:是为]{0,3})(?P<label>m|f|male|female|男|女)(?![a-z])|"
    r"(?:(?<=是)|(?<=本人)|(?<=我)|(?<=性别))(?P<m4>男|女)(?=[,。;\s\d/、\ue000]|性|生|的|$)|"
    r"(?<![\u4e00-\u9fff])(?P<m>男|女)(?=[,。;\s\d/、\ue000]|性|生|的|$)|(?<=[岁\ue000])(?P<m2>男|女)(?!朋友|儿|"
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
# what may stand between a person and a bare number that is the age; person_hedges tells which of it is doubt
LEAD = (
    r"\d{1,2}月份?|今年|明年|后年|年[底初]|(?:下|这)个?(?:月|周|星期)|再?过完?了?(?:年|生日|春节)|转眼|眼看着?|马上|即将|就要|整整?|足足?|"
    r"正好|已经|现在|目前|刚好|刚满|刚过|虚岁|周岁|实岁|年龄|年纪|岁数|大概|大约|约[摸莫]?|估摸着?|估计|差不多|可能|好像|也就|应该|快|刚|才|都|也|"
    r"就|又?有|满|奔|得|一个|分别是?|依次是?|各|是|的(?=年[龄纪]|岁数)"
)
_LEAD_EN = (
    r"is|are|am|'?s|'ve|have|has|will|'ll be|be|was|who|turns|both|now|turning|turned|turn|just|only|already|"
    r"about|around|nearly|almost|"
    r"roughly|approximately|approx\.?|probably|maybe|perhaps|possibly|somewhere|pushing|going on|getting on for|"
    r"coming up to|like|"
    r"next (?:week|month|year)|soon|aged?|of(?= \d\d\b)|respectively"
)
HAN_AGE = r"(?:[二三四五六七八九]?十(?:[一二三四五六七八九]|(?![一二三四五六七八九]))|百)"
JUST_AFTER = (
    rf"(?:{LEAD}|,|:|\(|上?(?:小学|初中|高中|大学|幼儿园|[高初大][一二三四]|[一二三四五六]年级)|(?:{_LEAD_EN})(?![a-z])|\s|- )*\s*"
    rf"(?P<n>\d{{1,3}}(?!\d|\.\d|,\d{{3}}(?!\d))|{HAN_AGE}|(?<=turned )one\b(?! of)|(?<=turning )one\b(?! of))"
)
NO_UNIT = (
    r"(?!\s?(?:[\d万千百块元%个号月天年座周次份人口平级]|(?:persons?|people|pax|adults?|grown-?ups?|kids|children|seats?)\b|"
    r"[wk](?![a-z])|days?|weeks?|months?|years? (?!old|"
    r"young)|kg|yuan|"
    r"\$|,\d{3}|-(?!ish|odd|some)|/(?!\s?[\u4e00-\u9fff\ue000])|\.\d|多[万块元]))"
)
# 六十七八: sixty-seven or sixty-eight
_ABOUT = r"(?P<more>多|来|出头|左右|上下|好几|大几|几|[二三四五六七八九](?![\d十百千万岁]))?"
AGE_AFTER = re.compile(JUST_AFTER + NO_UNIT + r"(?P<half>半| and a half)?" + _ABOUT)
AGE_LIST = re.compile(
    r"\s*(?:(?:,|、|和|and|跟|&|一个|另一个|另外一个)\s?)+(?:是|is )?(?P<n>\d{1,3}|"
    r"[二三四五六七八九]?十[一二三四五六七八九]?)" + NO_UNIT
)
# 我, and how the speaker is called in dialects or modestly; 偶 is net slang
_ME = (
    r"(?:我(?:自己|本人)?|本人|吾|咱(?!们|俩|仨|家|爸|妈|爹|娘)|(?<![木玩配])偶(?![尔然像数遇])|在下|鄙人|"
    r"(?<![\u4e00-\u9fff])(?:老汉|老夫|老朽|小女子|老身))"
)
_CLOSING = r"岁|周岁|[了啦咧哟咯喽嘞啊哈呢吧整哦呀哩捏噢,。(男女多来几、]|好几|大几|出头|左右|上下|开外|挂零|冒头|不到"
SELF_AGED = re.compile(
    rf"{_ME}(?=(?:的?(?:{LEAD})|,|:|\s)*(?:\d{{1,3}}|{HAN_AGE})(?:{_CLOSING}|他|她|和|"
    r"老婆|老公|爱人|媳妇|我|爸|妈|娃|孩子|儿子|女儿|[六七八九](?![\d十])|\ue000|\s|$)(?![万千百块元]))|"
    r"\bi(?:'?m| am) (?=in my [\w ]{0,6}\d0s)|"
    r"\bi (?=(?:just |will |'ll )?turn(?:ed)? \d)|"
    r"\bi(?:'ve| have)(?= (?:just |recently |already |now )?turned \d)|"
    r"\bi(?:'ll| will) be(?= (?:just |about |around |nearly )?\d{1,3}\b(?! ?(?:k|%|weeks?|days?|people)))|"
    r"\bmy age(?=(?: is|:)? ?\d)|"
    r"\bi(?:'?m| am) an? (?=\d{1,3}[ -]?(?:years?|yrs?|y/?o))|"
    r"\bi(?:'?m| am)(?= (?:now |about |around |roughly |almost |nearly |pushing |just |only |already |turning |"
    r"aged |probably |going on )*"
    r"\d{1,3}[fm]?\b(?! ?(?:k|%|weeks?|days?|people)))|"
    r"(?<!give )(?<!show )(?<!tell )(?<!send )(?<!find )(?<!get )(?<!offer )\bme"
    r"(?=[ ,(:]{1,3}\d{2}[fm]?\b(?! ?(?:k|%|weeks?|days?|people|adults?)))"
)
# the speaker named by a noun of sex: 我是女的, 我一大老爷们, I'm a guy
SELF_SEX = re.compile(
    r"(?:我|在下|鄙人|本人|咱)(?:(?:是|就是|乃|系)(?:一?[个名枚位]|一)?|一[个名枚位]?|个)(?:大|小|普通|单身|未婚|已婚)?"
    r"(?:(?P<m>男[人士生性的孩]|男(?![朋友票])|老?爷们儿?|汉子|小伙子?|帅哥|大叔)|"
    r"(?P<f>女[人士生性的孩]|女(?![儿婿友朋票])|妹子|姑娘|美女|娘们儿?|大妈|宝妈))|"
    r"(?:在下|鄙人|本人)(?P<m2>男)|(?:在下|本人)(?P<f2>女)|"
    r"(?<![\u4e00-\u9fff])(?:(?P<m3>老汉|老夫|老朽)|(?P<f3>小女子|老身))(?=\d|今年|[,。]|[二三四五六七八九]?十)|"
    r"\bi(?:'?m| am)(?: an?)?(?: (?:single|married|young|middle-aged|retired|working))? "
    r"(?:(?P<m4>man|guy|bloke|gentleman|male|fella|dude|chap)|(?P<f4>woman|lady|female|girl|gal))\b"
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
NOT_HIS_AGE = re.compile(r"买|保|交|去|玩|住|待|\b(?:for|in|to|trip|stay)\b")  # 给孩子买六个月
STAY_AFTER = re.compile(r" (?:in|to|at|trip|stay|of|cover)\b")
MILESTONE_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}[号日](?=[刚就正好才]{0,2}满?$)")
COUNT = re.compile(
    r"(?P<n>\d{1,2}|[两二三四五六七八九十])\s?(?:个|名|位)\s?$|(?P<m>(?<![十百])[两俩仨])$|(?P<k>\b\d{1,2}) $"
)
OTHERS_WORD = re.compile(r"\s?(?:公司|单位|险|保险|意外|医疗|重疾|节|票|房|床|餐|之家|福利)")
BORN_NEAR = re.compile(r"\s?(?:号|日)?(?:出生|生(?!效|病|活))|\s?born")
BORN_BEFORE = re.compile(
    r"(?:生日|出生(?:日期|于)?|born(?: on)?|birthday|birth date|date of birth|dob)\S{0,3}\s?(?:is|on)?\s?$"
)
OUR_CHILD = re.compile(
    r"\b(?:our|my) (?=\d{1,2}[- ](?:years?|months?|weeks?)[- ]old"
    r"(?!s?[ -](?!(?:and|to|in|for|with|on|from|needs?|is|was|has|will|wants?|can|who|at|starts?|goes|just|this|"
    r"next)\b)[a-z]))"
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
WITH_SEX = re.compile(r"(?:^|[,\s])(?P<m>\d{1,3})(?: here)?\s?[,/]?\s?(?=(?:(?:fe)?male|man|woman|男|女)(?![a-z]))")
AFTER_SEX = re.compile(
    r"(?:男|女|\b(?:fe)?male|(?:sex|gender)[\s:=-]{0,3}[mf])(?:的|性)?[,/、\s]{0,2}(?P<m>[1-9]\d)(?!\d|\.\d)" + NO_UNIT
)
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
