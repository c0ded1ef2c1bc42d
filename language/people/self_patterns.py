"""The patterns by which speakers tell about themselves."""

from __future__ import annotations

import re

from language.people.person_patterns import HAN_AGE, LEAD

# 我, and how the speaker is called in dialects or modestly; 偶 is net slang
_ME = (
    r"(?:我(?:自己|本人|呀|啊|哩|呢)?|本人|吾|阿拉|奴家|咱(?!们|俩|仨|家|爸|妈|爹|娘)|(?<![木玩配])偶(?![尔然像数遇])|在下|鄙人|"
    r"(?<![\u4e00-\u9fff])(?:老汉|老夫|老朽|小女子|老身))"
)
_CLOSING = (
    r"岁|周岁|[了啦咧哟咯喽嘞啊哈呢吧整哦呀哩捏噢呗矣,。(男女多来几、]|"
    r"好几|大几|出头|左右|上下|开外|挂零|冒头|不到|载|春秋|[啷郎]当|的人|岁的人"
)
SELF_AGED = re.compile(
    rf"{_ME}(?=(?:的?(?:{LEAD})|,|:|\s)*(?:\d{{1,3}}|{HAN_AGE})(?:{_CLOSING}|他|她|和|"
    r"老婆|老公|爱人|媳妇|我|爸|妈|娃|孩子|儿子|女儿|[六七八九](?![\d十])|\ue000|\s|$)(?![万千百块元]))|"
    # 我是护士,31
    r"(?:我|本人|鄙人|在下)(?=(?:是|在|做|当|从事)"
    r"(?:[^,。;\d爸妈婆公儿女娃孩弟妹哥姐友夫妻给帮替保险岁]){2,10},"
    rf"(?:我?今年|现在|我)?(?:[1-9]\d|{HAN_AGE})(?:岁|了)?(?=[,。]|$))|"
    r"\bi(?:'?m| am) (?=in my [\w ]{0,6}\d0s)|"
    r"\bi (?=(?:just |will |'ll )?turn(?:ed)? \d)|"
    r"\bi(?:'ve| have)(?= (?:just |recently |already |now )?turned \d)|"
    r"\bi(?:'ll| will) be(?= (?:just |about |around |nearly )?\d{1,3}\b(?! ?(?:k|%|weeks?|days?|people)))|"
    r"\bmy age(?=(?: is|:)? ?\d)|"
    r"\bi(?:'?m| am) an? (?=\d{1,3}[ -]?(?:years?|yrs?|y/?o))|"
    # I am a nurse, 31
    r"\bi(?:'?m| am| work as)(?: an?)? (?=[a-z][a-z' -]{2,40},? (?:aged? |now )?"
    r"[1-9]\d(?=\s*(?:$|[,.;]|years|yrs|y/?o)))|"
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
_OWN_END = (
    r"(?:哪天|突然|真的?|要是|一旦|万一|先|年纪轻轻|早早|也|就)*"
    r"(?:有个?(?:\ue000|万一|好歹|意外|啥事|什么事)|有什么(?:三长|不测|意外)|有(?:啥|个)?不测|走了|没了|不在了|倒下|挂了|死了|去世|先走)"
)
SELF_NAMED = re.compile(
    rf"(?:怕|担心|万一|要是|如果|假如)[^,。;]{{0,3}}?(?:我|咱)(?:自己|本人|个人)?{_OWN_END}|"
    r"(?:给|为|帮)我(?:自己)?(?=买|投|上|保|看看?保|配)(?!买的?(?:爸|妈))|我自己|(?:给|为|帮)自己(?![的家闺儿女孩爸妈爹娘老娃])|(?<=被保人是)我(?![爸妈爹娘老儿女公婆岳爷奶姐妹哥弟爱对])|(?<![他她你娘家])自己(?=买|投保|用的?[,。\s]|用的?$|"
    r"上保险|入一?份|弄|配)|(?:^|[,。\s])自用(?=[,。\s]|$)(?!.*[车座])|"
    r"(?:保|替)我自己|yours truly|\bthat's me\b|自己(?=和|"
    r"跟)|我本人|我(?=(?:、|和|跟|"
    r"与)(?:我?(?:老婆|老公|爱人|妻子|媳妇|爸|"
    r"妈|孩子|女儿|儿子|娃|对象|男朋友|女朋友|朋友|闺蜜|同事|父母|家人|岳|公公|婆婆|公婆|爷|奶|外|姥|姐|妹|哥|弟)))|"
    r"我(?=(?:现在|已经|也|都)?(?:怀|大着?肚子|有喜|有了?身孕|双身子))|"
    r"\bi(?=(?:'?m| am) (?:pregnant|"
    r"(?:about |now |already )?\d{1,2} ?(?:weeks?|wks?|months?) (?:pregnant|along|gone|in)))|"
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
    r"我(?=(?:自己)?(?:是|的?生日(?:是)?)?:?(?:\d\d后|[零一二三四五六七八九]{2}后|(?:\d\d|[零一二三四五六七八九]{2}|(?!202[6-9]|20[3-9])\d{4}|一九[零一二三四五六七八九]{2})年"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[号日]?)?)?(?:的|生|出生|人|[男女属]|[,。\s]|$)|"
    r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d|[4-90]\d的(?=[,。\s]|$))|(?:是)?[男女](?:的|,|\d|\s|$))|\bi (?=was born)"
)
# me and hubby, the wife and I: the speaker beside a person
ME_BEFORE = re.compile(
    r"\b(?:me|myself|i)(?:,| and| &| \+| plus)+ (?:my |the |our )?$|"
    r"我(?:自己)?(?:、|和|跟|与|同埋?|及|以及|还有|\+)(?:我|咱)?(?:们)?(?:家|屋企)?(?:的|嘅|个|一?个)?$"
)
ME_AFTER = re.compile(
    r"(?:和|跟|与|同)我(?=都|[,。\s\d]|一起|一块|两)|"
    r"(?:\s?[(,]?\s?\d{1,3}(?:\s?(?:,|and|&)\s?\d{1,3})*\)?)?(?:,| and| &| \+| plus)+ (?:me|myself|i)\b"
)
