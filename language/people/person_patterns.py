"""The patterns by which a sentence tells about people."""

from __future__ import annotations

import re

SEX = re.compile(
    r"(?:\b(?:sex|gender)[\s:=/-]{0,3}(?:is )?|性别[\s:是为]{0,3})(?P<label>m|f|male|female|男|女)(?![a-z])|"
    r"(?:(?<=是)|(?<=楼主)|(?<=本人)|(?<=我)|(?<=性别))(?P<m4>男|女)(?=[,。;\s\d/、\ue000]|性|生|的|$)|"
    r"(?<![\u4e00-\u9fff])(?P<m>男|女)(?=[,。;\s\d/、\ue000]|性|生|的|$)|(?<=[岁\ue000])(?P<m2>男|女)(?!朋友|儿|"
    r"孩|婿|娃|宝)|"
    r"(?P<m3>男性|女性|男士|女士)|\b(?P<e>male|female|man|woman)\b"
)
# what may stand between a person and a bare number that is the age; person_hedges tells which of it is doubt
LEAD = (
    r"\d{1,2}月份?(?!(?:[12]?\d|3[01])(?!\d))|今年|明年|后年|年[底初]|(?:下|这)个?(?:月|周|星期)|再?过完?了?(?:年|生日|春节)|转眼|眼看着?|马上|即将|就要|整整?|足足?|"
    r"正好|已经|现在|目前|刚好|刚满|刚过|虚岁|周岁|实岁|年龄|年纪|岁数|大概|大约|约[摸莫]?|估摸着?|估计|差不多|差不离儿?|可能|好像|也就|应该|快|刚|才|都|也|"
    r"就|又?有|满了?|奔|得|年近|年过|将近|接近|怕是|恐怕|高考|中考|年方|芳龄|高龄|佢|啱啱|虚度|一个|分别是?|依次是?|各|是|的(?=年[龄纪]|岁数)"
)
_LEAD_EN = (
    r"is|are|am|'?s|'ve|have|has|will|'ll be|be|was|who|turns|both|now|turning|turned|turn|hits?|reach(?:es|ed|"
    r"ing)?|approaching|celebrat(?:es|ed|ing)|just|only|already|"
    r"about|around|nearly|almost|"
    r"roughly|approximately|approx\.?|probably|maybe|perhaps|possibly|somewhere|pushing|going on|getting on for|"
    r"coming up to|coming up for|like|"
    r"next (?:week|month|year)|soon|must be|should be|would be|aged?|of(?= \d\d\b)|respectively"
)
HAN_AGE = r"(?:[二三四五六七八九]?十(?:[一二三四五六七八九]|(?![一二三四五六七八九]))|百)"
JUST_AFTER = (
    rf"(?:{LEAD}|,|:|\(|上?(?:小学|初中|高中|大学|幼儿园|[高初大][一二三四]|[一二三四五六]年级)|"
    rf"(?:{_LEAD_EN})(?![a-z])|\s|- )*\s*"
    rf"(?P<n>\d{{1,3}}(?!\d|\.\d|,\d{{3}}(?!\d))|{HAN_AGE}|"
    r"(?:(?<=turned )|(?<=turning )|(?<=turns )|(?<=nearly )|(?<=almost )|(?<=only )|(?<=just )|(?<=is )|(?<='s ))"
    r"one(?=\s*(?:$|[,.;]|\b(?:and|now|next|last|in|on|this|soon)\b)))"
)
NO_UNIT = (
    r"(?!\s?(?:[\d万千百块元%个号日月天年座周次份人口平级]|(?:persons?|people|pax|adults?|grown-?ups?|kids|children|seats?)\b|"
    r"[wk](?![a-z])|days?|weeks?|months?|years? (?!old|"
    r"young)|kg|yuan|"
    r"\$|,\d{3}|-(?!ish|odd|some)|/(?!\s?[\u4e00-\u9fff\ue000])|\.\d|多[万块元]))"
)
# 六十七八: sixty-seven or sixty-eight
_ABOUT = r"(?P<more>多|来|刚?出头|左右|上下|好几|大几|几|[二三四五六七八九](?![\d十百千万岁]))?"
AGE_AFTER = re.compile(JUST_AFTER + NO_UNIT + r"(?P<half>半| and a half)?" + _ABOUT)
AGE_LIST = re.compile(
    r"\s*(?:(?:,|、|和|and|跟|&|一个|另一个|另外一个)\s?)+(?:是|is )?(?P<n>\d{1,3}|"
    r"[二三四五六七八九]?十[一二三四五六七八九]?)" + NO_UNIT
)
PRONOUN = re.compile(
    rf"今年|[他她佢]|老人家?|[大小]的|\bs?he(?=(?:'?s| is|'ll be| will be| just turned| turned| turns|"
    rf" hits)(?: (?:{_LEAD_EN}))* \d)"
)
PLURAL = re.compile(r"s$|children|folks|people|staff")
ADDRESSED = re.compile(r"\s?[,!]?\s?(?:你好|您好|我想|我要|请问|咨询|麻烦|帮|谢谢|问(?=$|[下一个您你,]))")
NOT_FOR = re.compile(r"(?:不要?|不用|不必|别|甭|先不)(?:给|帮|为|替)(?:我|咱)?$|\d0s $")
NOT_WANTED = re.compile(r"(?:就|先|暂时|的)*(?:不用?买|不考虑|不需要|不用了|不要了?|不保)(?![吗么呢?])")
BEFORE_CHILD = re.compile(r"大?的?(?:小)?\s?(?:old )?")  # 9个月大的宝宝
NOT_HIS_AGE = re.compile(r"买|保|交|去|玩|住|待|\b(?:for|in|to|trip|stay)\b")  # 给孩子买六个月
RIGHT_NOW = re.compile(r"(?:现在|目前|今天|已经|\b(?:now|is|be|turns?|turned|just|only))\s?$")
STAY_AFTER = re.compile(r" (?:in|to|at|trip|stay|of|cover)\b")
# 15号满八个月, turns eight months on the 5th: the day of the milestone is no day of travel
MILESTONE_DAY = re.compile(
    r"(?:(?:下下?个?|这个?|本)(?:(?:周|星期|礼拜)[一二三四五六日天末]?|月(?:\d{1,2}[号日]|[初底中])?)|(?:\d{1,2}月)?\d{1,2}[号日]|"
    r"[明后今昨]天|[今明]儿个?|(?:再过?|还有|过)[\d一二两三四五六七八九十]{1,2}个?(?:月|天|周|星期|礼拜))(?:就|刚好?|正好|才|要|会|将|是|过)*$"
)
MILESTONE_AFTER = re.compile(
    r",? (?:on the \d{1,2}(?:st|nd|rd|th)|on \w+day|(?:next|last|this) (?:week|month|year|\w+day)|tomorrow|"
    r"today|yesterday)\b"
)
TURNING = re.compile(r"\b(?:turn(?:s|ed|ing)?|will be|'ll be|hits?)(?: just)? $")
COUNT = re.compile(
    r"(?P<n>\d{1,2}|[两二三四五六七八九十])\s?(?:个|名|位)\s?$|(?P<m>(?<![十百])[两俩仨])$|"
    r"(?P<k>\b\d{1,2}) (?:of (?:my|our|the) )?$"
)
OTHERS_WORD = re.compile(r"\s?(?:公司|单位|险|保险|意外|医疗|重疾|节|圈|票|房|床|餐|之家|福利)")
BORN_NEAR = re.compile(r"\s?(?:号|日)?(?:出生|生(?!效|病|活))|\s?born")
BORN_BEFORE = re.compile(
    r"(?:生日|出生(?:日期|于)?|born(?: on)?|birthday|birth date|date of birth|dob)\S{0,3}\s?(?:is|on)?\s?$"
)
OUR_CHILD = re.compile(
    r"\b(?:our|my|(?:i|we)(?: have|'ve got| got) an?) (?=\d{1,2}[- ](?:years?|yrs?|months?|weeks?)[- ]old"
    r"(?!s?[ -](?!(?:and|to|in|for|with|on|from|needs?|is|was|has|will|wants?|can|who|at|starts?|goes|just|this|"
    r"next)\b)[a-z]))"
)
# 55岁开始领养老金: an age to come
LATER = re.compile(r"(?:以后|之后|后|开始|起|就|时)*(?:开始)?(?:领|拿|退休(?!了))")
COUPLE = re.compile(
    r"(?:我们?|咱们?)老两口|(?:我哋|我们|我)?两公婆|(?:我们?|咱们?)?(?:小?两口子?|夫妻(?:俩|二人|两人?)|夫妇(?:俩|二人|两人?))(?!店)|"
    r"\bas a couple\b"
)
ALONE = re.compile(
    r"(?:年龄|岁数|(?<![^\s])(?:虚|实|周)岁|过了年就?|过完年就?|\bage|\bi meant?|\bshould be|[写说填搞弄打输]错了?)"
    r"(?:[写说填搞弄]?错了|不对)?[,\s]*(?:应该|大概|大约|差不多|都|在)*"
    r"(?:是|为|:|改成|is|to|(?<=[龄在约概多岁就年])|(?<=[龄数],)|(?<=meant)|"
    r"(?<=should be))\s?(?:about )?(?P<n>\d{1,3})"
    r"(?![\d.万千块元月号日天周]|\s?(?:(?:a|per|each) (?:month|year|week)|days|weeks|months|nights))|"
    r"(?:年龄|岁数)[写说填输]成了?\d{1,3}岁?了?,?(?:应该|其实|实际上?)?是(?P<k>\d{1,3})(?!\d)|"
    r"^(?:[\ue000\s,]*是|[\ue000\s]*,)\s?(?P<m>\d{1,2})\s*[,\ue000]*$"
)
TAKEN_BACK = re.compile(
    r"(?<!\d)[1-9]\d(?:岁)?(?:不对|错了|是错的|写错)|(?:不是|\bnot |\binstead of )\d{1,3}(?!\d|[.万千百块元天])|"
    r"\b(?:was|is) an? (?:slip|typo|mistake)"
)
INSTEAD = re.compile(
    r"\ue000(?P<g>[1-9]\d)(?=[\s,。!]|$)|"
    r"\ue000(?:岁)?(?:不对|错了|是错的)?,?\s?(?:而?是|应该是|it's|he's|she's)\s?(?P<m>\d{1,3})(?=[\s,。!\ue000]|$)|"
    r"(?:meant?|是|that|it)\s?(?P<k>\d{1,3})\s?,?\s?(?=\ue000)|"
    r"^(?P<i>[1-9]\d)\s?,?\s?(?=\ue000)|"
    r"\ue000,?\s?(?P<h>[1-9]\d) instead|"
    r"\ue000(?:改|换)(?:成|为|到)\s?(?P<j>[1-9]\d)(?=[\s,。!]|$)"
)
AGES_BEFORE = re.compile(r"(?<![\d.第月年])(?:\d{1,2}\s?(?:、|和|跟|及)\s?){1,5}$")
# a bare number with a sex behind it: `29, female`
WITH_SEX = re.compile(r"(?:^|[,\s])(?P<m>\d{1,3})(?: here)?\s?[,/]?\s?(?=(?:(?:fe)?male|man|woman|男|女)(?![a-z]))")
AFTER_SEX = re.compile(
    r"(?:男|女|\b(?:fe)?male|(?:sex|gender)[\s:=-]{0,3}[mf]|\b(?:wo)?man of)(?:的|性|生|士)?[,/、\s]{0,2}"
    rf"(?P<m>[1-9]\d(?!\d|\.\d)|(?!百){HAN_AGE})" + NO_UNIT
)
# 给公婆买,一个七十五一个七十三
EACH_AGED = re.compile(
    r"一个(?P<n>\d{2}|[二三四五六七八九]十[一二三四五六七八九]?)岁?,?(?:另)?一个(?P<m>\d{2}|"
    r"[二三四五六七八九]十[一二三四五六七八九]?)(?![\d岁个万千百块元天月])"
)
ALL_AGED = re.compile(
    r"(?:都是?|已经|快|今年)(?P<n>[1-9]\d|[二三四五六七八九]十[一二三四五六七八九]?)(?P<more>多)?了?(?=[,。!\s\ue000]|$)"
)
LAST_AGED = re.compile(
    rf"(?:[,\ue000]|的|\bis|\.\s)\s?(?:今年|现在|已经|刚好|才|也|就|都|快|刚)?(?P<n>[1-9]\d|(?!百){HAN_AGE})(?P<more>多)?(?:了|啦)?[\s.。]*(?=,|"
    r"$|\s?(?:和|跟|、|and)\s?[1-9]\d\s*(?:$|,))"
)
# 三十出头, 快四十开外了: so said it can only be an age
# 69了 糖尿病: nothing else is counted so at the head of a message
AGED_FIRST = re.compile(r"^(?:今年|都|已经|快)*(?P<n>[1-9]\d)了(?=[\s,。]|$)")
TENS_ALONE = re.compile(
    r"(?:^|[,。\s])(?:也|就|都|已经|今年|现在|大概|差不多|本人|应该|刚|才)*(?P<n>[二三四五六七八九]十|[2-9]0)"
    r"(?:出头|开外|挂零|冒头|好几|大几)(?:了|的人|吧|啦|而已|一点|点|的样子|\s)*(?=$|[,。!])"
)
# 28f, 32/m: in this order only f is safe on its own (35m may be an amount)
SHORT_SEX = re.compile(
    r"(?<![\d.$])(?P<m>[1-9]\d)\s?/?(?P<s>f)\b|(?:(?<=i'm )|(?<=i am )|(?<=\bme ))"
    r"(?P<m2>[1-9]\d)\s?/?(?P<s2>m)\b|\b(?P<s3>[mf])\s?/\s?(?P<m3>[1-9]\d)\b|"
    r"(?:(?<=, )|(?<=^))(?P<m4>[1-9]\d) (?P<s4>m)(?=\s*(?:,|$))|^(?P<m5>[1-9]\d)\s?(?P<s5>m)(?= here\b)|"
    r"(?:^|[,(]\s?)(?P<m6>[1-9]\d)\s?/\s?(?P<s6>m)(?=\s*(?:[,)]|$))|"
    r"^(?P<s7>[mf])[ ,]{1,2}(?P<m7>[1-9]\d)(?=\s*(?:,|$)| [a-z\ue000])"
)
