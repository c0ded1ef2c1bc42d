"""The words by which people tell the state of a condition, as the codes of product_index/health_questions.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from insurance.health import UNKNOWN, Aspect

Words = Sequence[tuple[str, re.Pattern[str]]]


def first_of(words: Words, text: str) -> str | None:
    """The first code whose words the text has; the order decides where one contains the other (没变好 before 好)."""
    return next((code for code, pattern in words if pattern.search(text)), None)


def _words(*pairs: tuple[str, str]) -> Words:
    return tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in pairs)


_SEVERITY = _words(
    ("severe", r"重度|严重|severe"),
    ("moderate", r"中度|中等|moderate"),
    ("mild", r"轻度|轻微|有点|mild|slight"),
)
GRADE_WORDS: Mapping[str, Words] = {"fatty_liver": _SEVERITY, "anemia": _SEVERITY}
KINDS: Mapping[str, Words] = {
    "diabetes": _words(
        ("type1", r"(?:1|一|i)型|type ?(?:1|i\b|one)"),
        ("type2", r"(?:2|二|ii)型|type ?(?:2|ii|two)|二甲双胍|metformin"),
        ("gestational", r"妊娠|怀孕(?:的?时候?|期间?)|孕期|gestational|(?:while|when) pregnant"),
    ),
    "arrhythmia": _words(
        ("serious", r"房颤|心房颤动|频发|传导阻滞|起搏器|室速|室颤|fibrillation|frequent|block|pacemaker|serious"),
        ("mild", r"窦性|偶发|偶尔|早搏|期前收缩|sinus|rare|occasional|mild"),
    ),
    "gastritis": _words(
        ("superficial", r"非萎缩|浅表|non-?atrophic|superficial"),
        ("atrophic", r"萎缩|肠化|肠上皮|atrophic|metaplasia"),
        ("ulcer", r"溃疡|ulcer"),
    ),
    "arthritis": _words(
        ("rheumatoid", r"类风湿|风湿|强直|免疫|rheumatoid|immune|ankylosing"),
        ("osteo", r"骨关节|退行|退化|磨损|老化|osteo|wear|worn"),
    ),
}
_NO = r"^(?:都|从来|一直|目前)?(?:没(?:有)?(?:过|的)?|无|没得|no|none|nope|never)[\s,，。.!！的啊呀呢哦]*$"
_YES = r"^(?:是的?|有的?|对|嗯|yes|yeah|yep|i (?:do|have))[\s,，。.!！啊呀呢哦]*$"

# Told without being asked: the words are plain by themselves.
TOLD_WORDS: Mapping[tuple[Aspect, str], Words] = {
    (Aspect.CHECKED, ""): _words(
        ("none", r"(?:没|不|未)(?:有)?(?:再|去|怎么)?(?:复查|检查|查|管)(?:过|了)?(?!出)|好(?:久|几年|"
                 r"多年)(?:都)?没(?:有)?(?:复)?(?:查|检)|"
         r"(?:haven'?t|not|never) (?:been )?(?:re-?)?check"),
        ("changed", r"(?:变|长|增|又)大(?!夫)|升级|变多|增多|长了|有(?:所)?变化|变化了|变差|grew|grown|larger|"
                    r"bigger|worse|(?<!un)(?<!not )changed"),
        ("stable", r"(?:没|无|未)(?:有)?(?:什么|啥|明显)?(?:变化?|长|增大|变大)|不变|(?:很|一直|比较)?稳定|"
                   r"跟(?:以前|上次|去年)一样|"
         r"unchanged|no change|not changed|hasn'?t changed|stable|the same"),
    ),
    (Aspect.CONTROLLED, ""): _words(
        ("poor", r"控制(?:得)?(?:不|没|很差|比较差|一般)|没(?:有)?(?:怎么)?控制|不稳|忽高忽低|时高时低|降不下来|"
         r"(?:not|poorly|badly) (?:very |well )*controlled|uncontrolled|out of control|unstable"),
        ("good", r"控制(?:得|的)?(?:还|很|挺|比较|蛮|非常)*(?:好|住|稳|可以|不错|正常|理想|行)|控制良好|(?:吃|"
                 r"服)药.{0,6}(?:正常|稳定)|"
         r"well[- ]?controlled|under control|controlled (?:well|fine)|"
         r"(?:sugar|pressure|bp|glucose|levels?|numbers|readings)(?: is| are|'s)? (?:all |now |just |pretty |quite )*"
         r"(?:fine|good|ok(?:ay)?|normal|stable|great)\b"),
    ),
    (Aspect.FUNCTION, ""): _words(
        ("abnormal", r"肝功(?:能)?.{0,4}(?:不正常|异常|不好|受损|有问题)|转氨酶.{0,4}(?:高|异常|不正常|超)|"
                     r"abnormal liver|alt.{0,8}(?:high|raised)"),
        ("normal", r"肝功(?:能)?.{0,6}(?:正常|没问题|没事)|转氨酶.{0,6}正常|liver function.{0,10}normal|"
                   r"normal liver"),
    ),
    (Aspect.ATTACKS, ""): _words(
        ("none", r"(?:没|不|未)(?:有)?(?:再|怎么)?(?:发作|犯|疼|发)(?:过|了)?|no (?:more )?attacks?|"
                 r"haven'?t had (?:an|any) attack"),
        ("many", r"(?:经常|总是|老是|频繁|反复).{0,3}(?:发作|犯|疼|喘|发)|often|frequent"),
    ),
    (Aspect.TREATED, "mind"): _words(
        ("hospital", r"(?<!没)(?<!没有)住(?:过|了)?(?:精神)?(?:病)?院|轻生|自杀|自残|想死|suicid|self-?harm|"
                     r"(?<!no )(?<!never )(?:in )?hospital"),
        ("recovered", r"停(?:了|的|掉)?药|不(?:用|需要)?(?:再)?吃药了|没(?:再|有再)?吃药了|恢复|痊愈|康复|治好|"
                      r"已经好了|recovered|off (?:the )?med|"
         r"stopped (?:the )?(?:med|treat)"),
        ("none", r"没(?:有)?(?:治(?:疗)?|吃药|看医生)(?:过)?|never (?:been )?treated|no treatment"),
        ("ongoing", r"吃药|服药|吃着药|(?:在|正在)(?:治|看|吃|做咨询)|心理咨询|治疗中|on med|in therapy|taking|"
                    r"being treated"),
    ),
    (Aspect.TREATED, ""): _words(
        ("present", r"没(?:有)?(?:做)?(?:切|取|手术|处理|治|碎|排)|还(?:在|没|有)|复发|又长|(?:not|never|"
                    r"haven'?t).{0,12}(?:removed|operated|treated)|"
         r"still (?:there|have)|came back"),
        ("removed", r"切(?:了|除|掉|过)|手术(?:了|过|取|切|做完|后)|做(?:了|过)手术|取(?:了|出|掉)|拿掉|"
                    r"排(?:了|出|掉|干净)|碎(?:了|掉)|碎石|"
         r"治(?:好|愈)|痊愈|根治|没了|换(?:了|过)晶体|removed|operated|surgery|passed|cured|gone"),
    ),
    (Aspect.PATHOLOGY, ""): _words(
        (UNKNOWN, r"没(?:有)?(?:做|送)病理|not examined"),
        ("high_grade", r"高级别|癌变|恶性|原位癌|high[- ]grade|cancer|malignan"),
        ("adenoma", r"腺瘤|adenoma"),
        ("benign", r"良性|增生|炎性|benign|hyperplastic|inflammatory"),
    ),
    (Aspect.HARDWARE, ""): _words(
        ("yes", r"(?:钢板|钢钉|钉子|内固定).{0,6}(?:还在|没取|没拆|没拿)|(?:还有|还没取|没拆).{0,4}(?:钢板|"
                r"钢钉|钉子)"),
        ("no", r"(?:钢板|钢钉|钉子|内固定).{0,6}(?:取|拆|拿)(?:了|出|掉)|没(?:有)?(?:打|上|用)(?:钢板|钢钉|"
               r"钉子)|(?:plates?|screws?).{0,12}(?:removed|taken out)"),
    ),
    (Aspect.COMPLICATIONS, ""): _words(
        ("no", r"(?:没|无)(?:有)?(?:什么|任何|别的)?(?:并发症|问题|异常)|no complications?"),
        ("yes", r"有(?:一些|点)?并发症|眼底(?:出血|病变)|糖尿病(?:肾|足|眼)|手脚麻|妊娠(?:高血压|糖尿病)|"
                r"前置胎盘|with complications"),
    ),
}  # fmt: skip

# An answer to the question itself: bare words count as well.
ASKED_WORDS: Mapping[tuple[Aspect, str], Words] = {
    (Aspect.CHECKED, ""): _words(
        ("changed", r"不(?:太)?(?:好|正常)|大了"),
        ("none", rf"{_NO}|没(?:查|检)|(?:一|两|三|好几|\d)年多?(?:都|了)?没|over a year|years? without"),
        ("stable", r"正常|良性|没(?:问题|事|啥|什么)|挺好|还好|(?:都|很|还)好|fine|normal|ok\b"),
    ),
    (Aspect.CONTROLLED, ""): _words(
        ("poor", r"不(?:太|是很|怎么)?(?:好|行|理想|正常)|偏高|还是高|(?:有点|比较)高|差|poor|bad|high|"
                 r"not (?:very )?(?:well|good)"),
        ("good", r"好|正常|稳定|可以|不错|还行|没问题|good|well|fine|normal|stable"),
    ),
    (Aspect.FUNCTION, ""): _words(
        ("abnormal", r"不正常|异常|偏高|(?<!不)高|有问题|abnormal|raised|high"),
        ("none", rf"{_NO}|没(?:有)?(?:再|去)?(?:查|检)|好久没|(?:haven'?t|not|never) (?:been )?(?:check|test)"),
        ("normal", r"正常|没问题|没事|(?:都|很|还|挺)?好|normal|fine|ok\b"),
    ),
    (Aspect.ATTACKS, ""): _words(
        ("none", rf"{_NO}|没(?:有)?(?:再)?(?:发|犯|疼|喘)|zero"),
        ("many", r"很多|好(?:几|多)|几次|经常|总|频繁|三次以上|many|often|several|lots"),
        ("few", r"一两|[一两12二]次|偶尔|once|twice|one|two|a couple|sometimes"),
    ),
    (Aspect.TREATED, "mind"): _words(
        ("none", rf"{_NO}"),
        ("recovered", r"好了|没事了|well now|fine now|over it"),
        ("ongoing", r"^(?:在|还在|正在)|still|yes"),
    ),
    (Aspect.TREATED, ""): _words(
        ("present", rf"{_NO}|还(?:在|没|有)|没(?:有)?(?:管|动|弄)|not yet|still"),
        ("removed", r"好了|处理(?:好|了|过)|做了|弄(?:好|掉)了|done|dealt"),
    ),
    (Aspect.HARDWARE, ""): _words(
        ("no", rf"{_NO}|取|拆|拿(?:了|出|掉)|taken out|removed"),
        ("yes", rf"{_YES}|还(?:在|有|没)|没(?:取|拆|拿)|still"),
    ),
    (Aspect.COMPLICATIONS, ""): _words(
        ("no", rf"{_NO}|一切正常|都(?:正常|好)|没(?:问题|事)|nothing|normal|fine"),
        ("yes", rf"{_YES}|肾|眼|足|麻|高血压|糖尿病|胎盘|kidney|eye|foot|feet|numb|nerve"),
    ),
    (Aspect.PATHOLOGY, ""): _words(("benign", r"没(?:问题|事)|正常|好的"), (UNKNOWN, rf"{_NO}")),
}  # fmt: skip
